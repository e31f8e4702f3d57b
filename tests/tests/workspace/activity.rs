//! The activity log at the door: page by page, what one change came to, and undoing back to one.

use prospect_core::activity::{About, ChangeDetails, Difference, Stand};
use prospect_core::by_hand::{Details, Person};
use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::import::{Field, ImportKind};
use prospect_core::query::Place;
use prospect_core::vocabulary::Stage;

use crate::desk::{Desk, now};
use crate::groups::put;
use crate::imports::PROSPECTS;
use crate::views::save;
use crate::workflows::{group, make, rules};

const STRANGER: Stand = Stand {
    stage: None,
    archived: false,
    hidden: false,
};

fn details(desk: &Desk, id: Option<u32>) -> ChangeDetails {
    desk.workspace().change(id.unwrap()).unwrap()
}

fn numbers(desk: &Desk, about: Option<About>, offset: u32, limit: u32) -> (u32, Vec<u32>) {
    let page = desk.workspace().activity(about, offset, limit).unwrap();
    let ids = page.changes.iter().map(|change| change.id).collect();
    (page.total, ids)
}

#[test]
fn the_log_is_read_page_by_page_newest_first_and_by_what_it_is_about() {
    let mut desk = Desk::stocked();
    let dach = group(&desk, "DACH");
    put(&desk, dach, &["Wanderbuch"]);
    make(&desk, rules("Accept", &[dach], true));
    desk.transact(&save("Best", Place::Partners, "e"));
    desk.mark("Wanderbuch");
    desk.hide("Fellside", "");
    desk.workspace().undo(None, now()).unwrap();
    desk.reopen();
    assert_eq!(numbers(&desk, None, 0, 3), (7, vec![7, 6, 5]));
    assert_eq!(numbers(&desk, None, 5, 3), (7, vec![2, 1]));
    assert_eq!(numbers(&desk, None, 7, 3), (7, vec![]));
    for (about, expected) in [
        (About::Partners, vec![7, 6]),
        (About::Groups, vec![3, 2]),
        (About::Imports, vec![1]),
        (About::Workflows, vec![4]),
        (About::Views, vec![5]),
    ] {
        let total = u32::try_from(expected.len()).unwrap();
        assert_eq!(
            numbers(&desk, Some(about), 0, 10),
            (total, expected),
            "{about:?}"
        );
    }
    let page = desk.workspace().activity(None, 0, 1).unwrap();
    assert!(page.changes[0].undone, "what is undone stands there too");

    // Something new drops what was undone.
    desk.mark("Fellside");
    assert_eq!(numbers(&desk, None, 0, 2), (7, vec![8, 6]));
    let dropped = desk.workspace().change(7).unwrap_err();
    assert!(matches!(dropped, TransactError::NoSuchChange(7)));
}

#[test]
fn a_change_tells_whom_it_touched_and_from_where_to_where() {
    let desk = Desk::stocked();
    let all = ["Wanderbuch", "Fellside", "Anouk Delacroix"];
    let mut target = desk.just(all[0]);
    if let prospect_core::changes::Target::Ids { ids } = &mut target {
        ids.extend([desk.id(all[1]), desk.id(all[2])]);
    }
    desk.mark("Wanderbuch");
    let hidden = desk.transact(&Op::Hide {
        target,
        reason: "no fit".into(),
        until: None,
        archive_prospects: true,
    });
    let told = details(&desk, hidden.change);
    assert_eq!((told.change.partners, told.later), (3, 0));
    let touched: Vec<(&str, Place)> = told
        .touched
        .iter()
        .map(|touched| (touched.name.as_str(), touched.place))
        .collect();
    let places = [Place::Partners, Place::Partners, Place::Creators];
    assert_eq!(touched, all.into_iter().zip(places).collect::<Vec<_>>());
    let new = Stand {
        stage: Some(Stage::New),
        ..STRANGER
    };
    let hide = |before: Stand, archived, partners| Difference::Standing {
        before,
        after: Stand {
            archived,
            hidden: true,
            ..before
        },
        partners,
    };
    assert_eq!(
        told.differences,
        [hide(new, true, 1), hide(STRANGER, false, 2)]
    );
}

#[test]
fn groups_fields_and_imports_tell_what_became_of_them() {
    let desk = Desk::stocked();
    let dach = group(&desk, "DACH");
    put(&desk, dach, &["Wanderbuch"]);
    let renamed = desk.transact(&Op::RenameGroup {
        id: dach,
        name: "D-A-CH".into(),
    });
    let text = |name: &str| Some(name.to_owned());
    assert_eq!(
        details(&desk, renamed.change).differences,
        [Difference::Group {
            before: text("DACH"),
            after: text("D-A-CH")
        }]
    );
    let deleted = desk.transact(&Op::DeleteGroup { id: dach });
    assert_eq!(
        details(&desk, deleted.change).differences,
        [
            Difference::Group {
                before: text("D-A-CH"),
                after: None
            },
            Difference::Members {
                group: None,
                joined: 0,
                left: 1
            }
        ]
    );

    let id = desk.id("Fellside");
    let data = desk.workspace().profile(id, now()).unwrap().partner;
    let edited = desk.transact(&Op::SetDetails {
        partner: id,
        details: Box::new(Details {
            name: "Fellside Deals".into(),
            ..Details::of(&data)
        }),
    });
    let told = details(&desk, edited.change);
    assert_eq!(told.touched[0].name, "Fellside Deals");
    assert_eq!(
        told.differences,
        [Difference::Field {
            partner: id,
            field: Field::Name,
            before: "Fellside".into(),
            after: "Fellside Deals".into()
        }]
    );
    let contact = desk.transact(&Op::AddContact {
        partner: id,
        person: Person {
            email: "kim@fellside.example".into(),
            ..Person::default()
        },
    });
    let [Difference::Field { field, after, .. }] = &details(&desk, contact.change).differences[..]
    else {
        panic!("one field differs");
    };
    assert_eq!(*field, Field::Email);
    assert!(after.ends_with(", kim@fellside.example"), "{after}");

    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let page = desk.workspace().activity(None, 0, 1).unwrap();
    let told = desk.workspace().change(page.changes[0].id).unwrap();
    assert!(matches!(told.change.title, Title::Import { .. }));
    let marked = |difference: &Difference| matches!(difference, Difference::Standing { before, .. } if *before == STRANGER);
    assert!(
        told.differences.iter().any(marked),
        "{:?}",
        told.differences
    );
    let first = details(&desk, Some(1)).differences;
    let born = Difference::Born {
        partners: 9,
        gone: false,
    };
    assert_eq!(first[0], born);
}

#[test]
fn undoing_back_to_a_change_undoes_all_after_it_and_each_comes_back_by_redo() {
    let mut desk = Desk::stocked();
    let before = desk.everything();
    let first = desk.mark("Wanderbuch").change.unwrap();
    desk.hide("Fellside", "");
    group(&desk, "DACH");
    let after = desk.everything();
    assert_eq!(details(&desk, Some(first)).later, 2);

    // What was told must still hold.
    for (to, steps) in [(first, 2), (first, 4), (first + 1, 3), (first, 0), (99, 1)] {
        let refused = desk.workspace().undo_back(to, steps, now()).unwrap_err();
        assert!(matches!(refused, TransactError::NotNext), "{to} {steps}");
        assert_eq!(desk.everything(), after);
    }
    let undone = desk.workspace().undo_back(first, 3, now()).unwrap();
    assert_eq!((undone.steps, undone.last.change), (3, Some(first)));
    assert!(undone.last.undone);
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
    let again = desk.workspace().undo_back(first, 1, now()).unwrap_err();
    assert!(matches!(again, TransactError::NotNext), "it is undone");

    desk.reopen();
    for _ in 0..3 {
        desk.workspace().redo(None, now()).unwrap();
    }
    assert_eq!(desk.everything(), after);
    desk.assert_sound();
}
