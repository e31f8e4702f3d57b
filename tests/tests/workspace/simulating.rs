//! A simulation tells what then happens, and changes nothing.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use prospect_core::application::{ApplicationList, ApplicationState, Finding};
use prospect_core::changes::{Op, Target, Title};
use prospect_core::group::GroupId;
use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::outbox::{Shown, Step};
use prospect_core::partner::PartnerId;
use prospect_core::simulation::{Fate, Why};
use prospect_core::standing::Event;
use prospect_core::template::TemplateId;
use prospect_core::vocabulary::Stage;
use prospect_core::workflow::{FollowUp, Rules, WorkflowId};

use crate::desk::{CATALOGUE, Desk, now};
use crate::templates::put;
use crate::workflows::{group, make, rules};

/// What is done with one of the nine before anybody simulates.
#[derive(Debug, Clone)]
enum Past {
    Marked,
    Emailed,
    Rejected,
    Hidden,
    Archived,
    Grouped(u32),
    Applied,
}

fn past() -> impl Strategy<Value = (u32, Past)> {
    let what = prop_oneof![
        4 => Just(Past::Marked),
        3 => Just(Past::Emailed),
        1 => Just(Past::Rejected),
        1 => Just(Past::Hidden),
        1 => Just(Past::Archived),
        5 => (1..3_u32).prop_map(Past::Grouped),
        4 => Just(Past::Applied),
    ];
    (1..10_u32, what)
}

fn rules_of() -> impl Strategy<Value = Rules> {
    let groups = proptest::collection::vec((1..3_u32).prop_map(GroupId), 1..3);
    let invite = proptest::option::of(Just(TemplateId(1)));
    let on = prop::bool::weighted(0.9);
    let accept = prop::bool::weighted(0.7);
    let after = proptest::collection::btree_set(1..9_u16, 0..3);
    (on, groups, invite, after, accept).prop_map(|(on, groups, invite, after, accept)| Rules {
        on,
        groups,
        invite,
        follow_ups: after
            .into_iter()
            .map(|after| FollowUp {
                after,
                template: TemplateId(1),
            })
            .collect(),
        accept,
        ..Rules::default()
    })
}

fn remember(desk: &Desk, (partner, past): &(u32, Past)) {
    let target = Target::Ids {
        ids: vec![PartnerId(*partner)],
    };
    let record = |event| Op::Record {
        target: target.clone(),
        event,
        reason: String::new(),
    };
    let op = match past {
        Past::Marked => Op::Mark { target },
        Past::Emailed => record(Event::Emailed { on: None }),
        Past::Rejected => record(Event::RejectedByYou),
        Past::Hidden => Op::Hide {
            target,
            reason: String::new(),
            until: None,
            archive_prospects: false,
        },
        Past::Archived => Op::Archive { target },
        Past::Grouped(group) => Op::SetGroups {
            target,
            add: vec![GroupId(*group)],
            remove: Vec::new(),
        },
        Past::Applied => {
            // Whom it is about is found by the address that stands in the line of the catalogue.
            let line = CATALOGUE.lines().nth(*partner as usize).unwrap();
            let email = line
                .split(',')
                .find(|cell| cell.contains('@') && cell.ends_with(".example"));
            let csv = format!("Applied on,Email\n2026-10-30,{}\n", email.unwrap());
            let request = desk.request(ImportKind::Applications, csv.as_bytes());
            desk.workspace()
                .import(&request, None, &Unwatched, now())
                .unwrap();
            return;
        }
    };
    desk.transact(&op);
}

fn who(fate: &Fate) -> BTreeSet<PartnerId> {
    assert_eq!(
        fate.total as usize,
        fate.first.len(),
        "few enough to be told one by one"
    );
    fate.first.iter().filter_map(|one| one.partner).collect()
}

/// To whom messages of a workflow are due that are of a kind.
fn due(desk: &Desk, id: WorkflowId, invitation: bool, at: Timestamp) -> BTreeSet<PartnerId> {
    let page = desk
        .workspace()
        .outbox_page(Shown::All, 0, 100, at)
        .unwrap();
    let messages = page
        .messages
        .into_iter()
        .filter(|message| message.workflow == id);
    let of_kind = messages.filter(|message| (message.step == Step::Invitation) == invitation);
    of_kind.map(|message| message.partner).collect()
}

/// Who joined by the word of a workflow.
fn accepted_by(desk: &Desk, name: &str) -> BTreeSet<PartnerId> {
    let page = desk
        .workspace()
        .applications(ApplicationList::Processed, "", 0, 100)
        .unwrap();
    let decided = page
        .applications
        .into_iter()
        .map(|listed| listed.application);
    decided
        .filter(|one| one.state == ApplicationState::Accepted)
        .filter(|one| one.decided_by.as_deref() == Some(name))
        .filter_map(|one| one.partner)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_simulated_is_what_then_happens(
        past in proptest::collection::vec(past(), 8..48),
        others in proptest::collection::vec(rules_of(), 0..3),
        ours in rules_of(),
        changes_one in any::<bool>(),
        days in 0..12_i64,
    ) {
        let desk = Desk::stocked();
        put(&desk, "Invitation", "Hello", "{{name}}");
        group(&desk, "VIP");
        group(&desk, "DACH");
        past.iter().for_each(|past| remember(&desk, past));
        for (number, other) in others.iter().enumerate() {
            make(&desk, Rules { name: format!("Other {number}"), ..other.clone() });
        }
        let id = (changes_one && !others.is_empty()).then_some(WorkflowId(1));
        let ours = Rules { name: "Ours".into(), ..ours };
        let at = now() + (days * 24).hours();

        let before = desk.everything();
        let told = desk.workspace().simulate(id, &ours, at).unwrap();
        prop_assert_eq!(desk.everything(), before, "nothing is changed");

        let save = Op::PutWorkflow { id, rules: ours };
        desk.workspace().transact(&save, at).unwrap();
        let id = desk.workspace().workflows().iter().find(|one| one.rules.name == "Ours").unwrap().id;
        prop_assert_eq!(who(&told.invitations), due(&desk, id, true, at));
        prop_assert_eq!(who(&told.follow_ups), due(&desk, id, false, at));
        let earlier = accepted_by(&desk, "Ours");
        let done = desk.workspace().transact(&Op::AcceptWaiting { workflow: id }, at).unwrap();
        let accepted = matches!(done.title, Title::AcceptWaiting { applications, .. } if applications == told.accepted.total);
        prop_assert!(accepted, "{:?} and not {}", done.title, told.accepted.total);
        let joined = &accepted_by(&desk, "Ours") - &earlier;
        prop_assert_eq!(who(&told.accepted), joined);
        desk.assert_sound();
    }
}

#[test]
fn a_simulation_says_who_and_why() {
    let desk = Desk::stocked();
    let first = put(&desk, "Invitation", "Hello", "{{name}}");
    let vip = group(&desk, "VIP");
    for past in [
        (1, Past::Marked),
        (2, Past::Marked),
        (2, Past::Emailed),
        (5, Past::Applied),
    ] {
        remember(&desk, &past);
    }
    for partner in [1, 2, 5] {
        remember(&desk, &(partner, Past::Grouped(vip.0)));
    }
    let ours = Rules {
        invite: Some(first),
        follow_ups: vec![FollowUp {
            after: 7,
            template: first,
        }],
        ..rules("Ours", &[vip], true)
    };
    let at = now() + (8 * 24).hours();
    let told = desk.workspace().simulate(None, &ours, at).unwrap();
    assert_eq!(told.governed, 3);
    let [accepted] = told.accepted.first.as_slice() else {
        panic!("{:?}", told.accepted);
    };
    assert_eq!(accepted.name, "Fellside");
    let stages = (accepted.stage, accepted.after);
    assert_eq!(stages, (Some(Stage::Negotiating), Some(Stage::Joined)));
    assert!(matches!(
        accepted.why,
        Why::Applied {
            finding: Finding::Matched,
            ..
        }
    ));
    let invited = &told.invitations.first[0];
    assert_eq!(invited.name, "Wanderbuch");
    assert!(matches!(invited.why, Why::Marked { .. }));
    let followed = &told.follow_ups.first[0];
    assert_eq!(followed.name, "Cartes & Boussoles");
    assert!(matches!(followed.why, Why::NoAnswer { place: 1, .. }));
    assert_eq!(told.shared, Fate::default());
    let off = Rules { on: false, ..ours };
    let told = desk.workspace().simulate(None, &off, at).unwrap();
    assert_eq!(
        (told.governed, told.accepted.total, told.invitations.total),
        (0, 0, 0)
    );
}
