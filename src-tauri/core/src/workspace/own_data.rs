//! What operations on partners' own data come to: contacts, notes, what an account says of itself. Pure, as all of [`super::plan`].

use super::present::Present;
use crate::by_hand::{Details, Person, check_note, check_notes};
use crate::changes::{Delta, Edit, Op, Patch, Title};
use crate::error::TransactError;
use crate::partner::{Added, Contact, Origin, Partner, PartnerId, add_note};

/// What `op` comes to, as the change of number `change`. Operations on other things come to nothing.
pub(super) fn plan(
    op: &Op,
    present: Present,
    change: u32,
) -> Result<(Title, Delta), TransactError> {
    let (title, edits) = match (op, present) {
        (Op::AddContact { person, .. }, Present::One(id, partner)) => {
            add_contact(id, &partner, person, change)?
        }
        (
            Op::ChangeContact {
                contact, person, ..
            },
            Present::One(id, partner),
        ) => change_contact(id, &partner, contact, person)?,
        (Op::RemoveContact { contact, .. }, Present::One(id, partner)) => {
            remove_contact(id, &partner, contact)?
        }
        (Op::SetNotes { seen, notes, .. }, Present::One(id, partner)) => {
            // Lines that were added meanwhile are not lost.
            if *seen != partner.notes {
                return Err(TransactError::NotesChanged);
            }
            let edit = noted(id, partner.notes, check_notes(notes)?);
            (Title::SetNotes, vec![edit])
        }
        (Op::AddNote { note, .. }, Present::Notes(all)) => add_notes(all, note)?,
        (Op::SetDetails { .. }, Present::Identified(_, _, Some(name))) => {
            return Err(TransactError::PartnerIdTaken { name });
        }
        (Op::SetDetails { details, .. }, Present::Identified(id, partner, None)) => {
            set_details(id, *partner, details)?
        }
        // Nothing else asks for partners' data; see [`Present`].
        _ => (Title::SetDetails, Vec::new()),
    };
    let delta = Delta {
        edits: edits
            .into_iter()
            .filter(|edit| edit.before != edit.after)
            .collect(),
        ..Delta::default()
    };
    Ok((title, delta))
}

type Planned = Result<(Title, Vec<Edit>), TransactError>;

/// It stands behind the others, as a row of its own that this change tags.
fn add_contact(id: PartnerId, partner: &Partner, person: &Person, change: u32) -> Planned {
    let contact = Contact {
        added: Some(Added { change, place: 1 }),
        ..person.contact(partner.contacts.iter())?
    };
    let title = Title::AddContact {
        contact: contact.known_as(),
    };
    let mut after = partner.contacts.clone();
    after.push(contact);
    Ok((title, vec![contacts(id, partner, after)]))
}

fn change_contact(id: PartnerId, partner: &Partner, seen: &Contact, person: &Person) -> Planned {
    let at = place_of(partner, seen)?;
    let others = partner.contacts.iter().enumerate();
    let others = others
        .filter(|(place, _)| *place != at)
        .map(|(_, other)| other);
    let contact = Contact {
        added: seen.added,
        ..person.contact(others)?
    };
    let title = Title::ChangeContact {
        contact: contact.known_as(),
    };
    let mut after = partner.contacts.clone();
    after[at] = contact;
    Ok((title, vec![contacts(id, partner, after)]))
}

fn remove_contact(id: PartnerId, partner: &Partner, seen: &Contact) -> Planned {
    let at = place_of(partner, seen)?;
    let mut after = partner.contacts.clone();
    let title = Title::RemoveContact {
        contact: after.remove(at).known_as(),
    };
    Ok((title, vec![contacts(id, partner, after)]))
}

/// Where a contact of the manager's stands, if it still is what was seen.
fn place_of(partner: &Partner, seen: &Contact) -> Result<usize, TransactError> {
    let mut contacts = partner.contacts.iter();
    let found = contacts.position(|contact| contact == seen && contact.origin == Origin::Custom);
    found.ok_or(TransactError::NoSuchContact)
}

fn contacts(partner: PartnerId, before: &Partner, after: Vec<Contact>) -> Edit {
    Edit {
        partner,
        before: Patch::contacts(before.contacts.clone()),
        after: Patch::contacts(after),
    }
}

fn noted(partner: PartnerId, before: String, after: String) -> Edit {
    Edit {
        partner,
        before: Patch::notes(before),
        after: Patch::notes(after),
    }
}

fn add_notes(all: Vec<(PartnerId, String)>, note: &str) -> Planned {
    let note = check_note(note)?;
    let with_note = |(id, before): (PartnerId, String)| {
        let mut after = before.clone();
        add_note(&mut after, &note);
        noted(id, before, after)
    };
    let edits = all.into_iter().map(with_note).collect();
    Ok((Title::AddNote { note }, edits))
}

fn set_details(id: PartnerId, before: Partner, details: &Details) -> Planned {
    let after = details.applied(&before)?;
    let edit = Edit {
        partner: id,
        before: Patch::whole(before),
        after: Patch::whole(after),
    };
    Ok((Title::SetDetails, vec![edit]))
}
