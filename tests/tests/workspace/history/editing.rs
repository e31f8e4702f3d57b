//! Random edits of partners' own data, and prospects added by hand.

use jiff::civil::date;
use proptest::prelude::*;
use prospect_core::by_hand::{Details, Newcomer, Person};
use prospect_core::changes::Op;
use prospect_core::partner::{Channel, Contact, Origin, PartnerId};
use prospect_core::vocabulary::Platform;
use prospect_core::workspace::ByHand;

use crate::desk::{Desk, now};

/// An edit of a partner's own data.
#[derive(Debug, Clone)]
pub enum Editing {
    AddContact(&'static str),
    /// Of the manager's contacts the last.
    ChangeContact(&'static str),
    RemoveContact,
    Notes(&'static str),
    Rename(&'static str),
    /// Another network's ID, and a channel.
    Identify(&'static str),
}

/// The operation that an edit comes to for a partner as it is; nothing where it has no such contact.
pub fn edit(desk: &Desk, partner: PartnerId, editing: Editing) -> Option<Op> {
    let data = desk.workspace().profile(partner, now()).ok()?.partner;
    let person = |email: &str| Person {
        first_name: "Kim".into(),
        email: email.into(),
        ..Person::default()
    };
    let custom = |contact: &&Contact| contact.origin == Origin::Custom;
    let last = data.contacts.iter().rfind(custom).cloned();
    Some(match editing {
        Editing::AddContact(email) => Op::AddContact {
            partner,
            person: person(email),
        },
        Editing::ChangeContact(email) => Op::ChangeContact {
            partner,
            contact: last?,
            person: person(email),
        },
        Editing::RemoveContact => Op::RemoveContact {
            partner,
            contact: last?,
        },
        Editing::Notes(notes) => Op::SetNotes {
            partner,
            seen: data.notes,
            notes: notes.into(),
        },
        Editing::Identify(text) => {
            let mut details = Details::of(&data);
            details.partner_id = text.into();
            details.listed_on = Some(date(2026, 10, 3));
            details.channels = vec![Channel {
                platform: Platform::Weibo,
                handle: text.into(),
                url: String::new(),
                followers: Some(120_000),
                engagement: None,
            }];
            Op::SetDetails {
                partner,
                details: Box::new(details),
            }
        }
        Editing::Rename(name) => Op::SetDetails {
            partner,
            details: Box::new(Details {
                name: name.into(),
                monthly_visits: Some(7_000),
                ..Details::of(&data)
            }),
        },
    })
}

/// A prospect by this address, whoever it is.
pub fn by_hand(email: &str) -> ByHand {
    ByHand {
        newcomer: Newcomer {
            name: "Neu".into(),
            email: email.into(),
            notes: "by hand".into(),
            ..Newcomer::default()
        },
        choice: None,
        revive: true,
    }
}

/// Any edit.
pub fn editing() -> impl Strategy<Value = Editing> {
    let emails =
        || prop::sample::select(vec!["kim@a.example", "kim@b.example", "zwei@neu.example"]);
    prop_oneof![
        3 => emails().prop_map(Editing::AddContact),
        2 => emails().prop_map(Editing::ChangeContact),
        2 => Just(Editing::RemoveContact),
        1 => prop::sample::select(vec!["", "called", "met"]).prop_map(Editing::Notes),
        1 => prop::sample::select(vec!["Anders", "Fellside"]).prop_map(Editing::Rename),
        2 => prop::sample::select(vec!["1001", "neu-7", "@neu"]).prop_map(Editing::Identify),
    ]
}
