//! Partners' own data by hand: contacts of the manager's, notes, what an account says of itself.

use prospect_core::by_hand::{BadValue, Details, Flaw, Person};
use prospect_core::changes::{Op, Target, Title};
use prospect_core::error::TransactError;
use prospect_core::import::{Field, ImportKind};
use prospect_core::partner::{Contact, PartnerId};
use prospect_core::place::Country;
use prospect_core::query::{Place, Query};
use prospect_core::vocabulary::{BusinessModel, Kind};

use crate::desk::{Desk, now, search};

pub fn person(first: &str, email: &str) -> Person {
    Person {
        first_name: first.into(),
        email: email.into(),
        ..Person::default()
    }
}

fn add(desk: &Desk, name: &str, person: Person) -> Result<(), TransactError> {
    let partner = desk.id(name);
    let done = desk
        .workspace()
        .transact(&Op::AddContact { partner, person }, now());
    done.map(drop)
}

fn contacts(desk: &Desk, name: &str) -> Vec<Contact> {
    let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
    profile.partner.contacts
}

fn emails(desk: &Desk, name: &str) -> Vec<String> {
    let contacts = contacts(desk, name).into_iter();
    contacts.map(|contact| contact.email).collect()
}

fn notes(desk: &Desk, name: &str) -> String {
    let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
    profile.partner.notes
}

fn refused(result: Result<(), TransactError>) -> BadValue {
    match result {
        Err(TransactError::Value(bad)) => bad,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_contact_is_added_changed_and_removed_and_each_can_be_undone_after_a_restart() {
    let mut desk = Desk::stocked();
    let partner = desk.id("Wanderbuch");
    add(&desk, "Wanderbuch", person("Kim", "kim@agency.example")).unwrap();
    assert_eq!(
        desk.names(&search(Place::Partners, "kim@agency")),
        ["Wanderbuch"]
    );
    let kim = contacts(&desk, "Wanderbuch")[1].clone();
    let changed = desk.transact(&Op::ChangeContact {
        partner,
        contact: kim.clone(),
        person: person("Kim", "kim@wanderbuch.example"),
    });
    assert_eq!(
        changed.title,
        Title::ChangeContact {
            contact: "Kim".into()
        }
    );
    assert_eq!(changed.name.as_deref(), Some("Wanderbuch"));
    assert_eq!(
        desk.names(&search(Place::Partners, "kim@agency")),
        Vec::<String>::new()
    );
    let seen_before = Op::RemoveContact {
        partner,
        contact: kim,
    };
    let stale = desk.workspace().transact(&seen_before, now());
    assert!(matches!(stale, Err(TransactError::NoSuchContact)));
    let contact = contacts(&desk, "Wanderbuch")[1].clone();
    desk.transact(&Op::RemoveContact { partner, contact });
    assert_eq!(emails(&desk, "Wanderbuch"), ["anke@wanderbuch.example"]);
    desk.assert_sound();

    for last in ["kim@wanderbuch.example", "kim@agency.example"] {
        desk.reopen();
        desk.workspace().undo(None, now()).unwrap();
        assert_eq!(emails(&desk, "Wanderbuch")[1], last);
        desk.assert_sound();
    }
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(emails(&desk, "Wanderbuch"), ["anke@wanderbuch.example"]);
    for _ in 0..3 {
        desk.workspace().redo(None, now()).unwrap();
        desk.reopen();
        desk.assert_sound();
    }
    assert_eq!(emails(&desk, "Wanderbuch"), ["anke@wanderbuch.example"]);
    let timeline = desk.workspace().profile(partner, now()).unwrap().timeline;
    let latest: Vec<_> = timeline.iter().take(3).map(|h| &h.change.title).collect();
    assert!(
        matches!(
            latest[..],
            [
                Title::RemoveContact { .. },
                Title::ChangeContact { .. },
                Title::AddContact { .. }
            ]
        ),
        "{latest:?}"
    );
}

#[test]
fn a_wrong_address_is_refused_with_what_it_may_have_meant_and_changes_nothing() {
    let desk = Desk::stocked();
    let before = desk.everything();
    let bad = refused(add(&desk, "Wanderbuch", person("", "<kim@b.example")));
    assert_eq!((bad.field, bad.flaw), (Field::Email, Flaw::Invalid));
    assert_eq!(bad.suggestion.as_deref(), Some("kim@b.example"));
    let bad = refused(add(&desk, "Wanderbuch", person("Kim", " ")));
    assert_eq!((bad.field, bad.flaw), (Field::Email, Flaw::Missing));
    let bad = refused(add(
        &desk,
        "Wanderbuch",
        person("", "ANKE@wanderbuch.example"),
    ));
    assert_eq!((bad.field, bad.flaw), (Field::Email, Flaw::Taken));
    assert_eq!(desk.everything(), before);
}

#[test]
fn an_accounts_own_contact_and_one_who_is_gone_are_not_edited() {
    let desk = Desk::stocked();
    let partner = desk.id("Wanderbuch");
    let contact = contacts(&desk, "Wanderbuch")[0].clone();
    let refused = desk
        .workspace()
        .transact(&Op::RemoveContact { partner, contact }, now());
    assert!(matches!(refused, Err(TransactError::NoSuchContact)));
    desk.workspace().undo(None, now()).unwrap();
    let nobody = Op::SetNotes {
        partner,
        seen: String::new(),
        notes: "x".into(),
    };
    let refused = desk.workspace().transact(&nobody, now());
    assert!(matches!(refused, Err(TransactError::NoSuchPartner(_))));
}

#[test]
fn an_imported_contact_is_edited_and_its_import_leaves_it_alone_when_taken_back() {
    let desk = Desk::stocked();
    let list = "Name,Email,Website\n\
        Wanderbuch,press@wanderbuch.example,wanderbuch.example\n\
        Neu,neu@neu.example,neu.example\n";
    desk.import(ImportKind::Prospects, list.as_bytes());
    let partner = desk.id("Wanderbuch");
    let contact = contacts(&desk, "Wanderbuch")[1].clone();
    desk.transact(&Op::ChangeContact {
        partner,
        contact,
        person: person("Eva", "eva@wanderbuch.example"),
    });
    let before = desk.everything();
    desk.workspace().undo_import(2, now()).unwrap();
    assert_eq!(emails(&desk, "Wanderbuch")[1], "eva@wanderbuch.example");
    assert_eq!(
        desk.find(&search(Place::Everyone, "neu@neu.example")).total,
        0
    );
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn notes_are_written_over_for_one_and_added_to_many() {
    let desk = Desk::stocked();
    let partner = desk.id("Fellside");
    desk.transact(&Op::SetNotes {
        partner,
        seen: String::new(),
        notes: " Met in Kendal. \r\nLikes maps.".into(),
    });
    assert_eq!(notes(&desk, "Fellside"), "Met in Kendal. \nLikes maps.");
    let british = Query {
        text: "country:GB".into(),
        ..Query::of(Place::Partners)
    };
    let done = desk.transact(&Op::AddNote {
        target: Target::Matching {
            query: Box::new(british),
        },
        note: "Fair in May".into(),
    });
    assert_eq!((done.partners, done.name), (2, None));
    assert_eq!(
        notes(&desk, "Fellside"),
        "Met in Kendal. \nLikes maps.\nFair in May"
    );
    assert_eq!(notes(&desk, "Moor & Tarn"), "Fair in May");
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(notes(&desk, "Moor & Tarn"), "");
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(notes(&desk, "Fellside"), "");
    let nothing = desk.transact(&Op::SetNotes {
        partner,
        seen: String::new(),
        notes: "  ".into(),
    });
    assert_eq!(nothing.change, None);
    let blank = Op::AddNote {
        target: desk.just("Fellside"),
        note: " \n".into(),
    };
    let bad = refused(desk.workspace().transact(&blank, now()).map(drop));
    assert_eq!((bad.field, bad.flaw), (Field::Notes, Flaw::Missing));
    desk.assert_sound();
}

#[test]
fn notes_that_grew_meanwhile_are_not_written_over() {
    let desk = Desk::stocked();
    let partner = desk.id("Fellside");
    desk.transact(&Op::AddNote {
        target: desk.just("Fellside"),
        note: "Fair in May".into(),
    });
    let write = |seen: &str| {
        let op = Op::SetNotes {
            partner,
            seen: seen.into(),
            notes: "Likes maps".into(),
        };
        desk.workspace().transact(&op, now())
    };
    assert!(matches!(write(""), Err(TransactError::NotesChanged)));
    assert_eq!(notes(&desk, "Fellside"), "Fair in May");
    write("Fair in May").unwrap();
    assert_eq!(notes(&desk, "Fellside"), "Likes maps");
}

#[test]
fn own_data_is_edited_found_by_it_and_undone() {
    let mut desk = Desk::stocked();
    let partner = desk.id("Fellside");
    add(&desk, "Fellside", person("Kim", "kim@agency.example")).unwrap();
    let before = desk.everything();
    let data = desk.workspace().profile(partner, now()).unwrap().partner;
    let details = Details {
        kind: Kind::Creator,
        name: " Fellside & Co ".into(),
        website: "fellside-co.example".into(),
        country: Country::parse("IE"),
        business_model: Some(BusinessModel::Cashback),
        monthly_visits: None,
        ..Details::of(&data)
    };
    let done = desk.transact(&Op::SetDetails {
        partner,
        details: Box::new(details.clone()),
    });
    assert_eq!(done.title, Title::SetDetails);
    let found = desk.rows(&search(Place::Creators, "country:IE model:cashback"));
    assert_eq!(
        (found[0].name.as_str(), found[0].domain.as_str()),
        ("Fellside & Co", "fellside-co.example")
    );
    assert_eq!(emails(&desk, "Fellside & Co").len(), 2);
    let again = desk.transact(&Op::SetDetails {
        partner,
        details: Box::new(details.clone()),
    });
    assert_eq!(again.change, None);
    let nameless = Op::SetDetails {
        partner,
        details: Box::new(Details {
            name: String::new(),
            ..details
        }),
    };
    let bad = refused(desk.workspace().transact(&nameless, now()).map(drop));
    assert_eq!((bad.field, bad.flaw), (Field::Name, Flaw::Missing));
    desk.assert_sound();
    desk.reopen();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn who_is_not_there_has_no_data_to_edit() {
    let desk = Desk::stocked();
    let nobody = Op::AddContact {
        partner: PartnerId(4_000_000),
        person: person("Kim", "kim@b.example"),
    };
    let refused = desk.workspace().transact(&nobody, now());
    assert!(matches!(
        refused,
        Err(TransactError::NoSuchPartner(4_000_000))
    ));
}
