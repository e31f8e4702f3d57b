//! Taking an import back: at once, and after other changes, which are left alone.

use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::import::ImportKind;
use prospect_core::partner::PartnerId;
use prospect_core::query::{Place, Query};
use prospect_core::workspace::RowsError;

use crate::desk::{Desk, now, search};
use crate::imports::{PROSPECTS, desk_with_group};

/// The import of [`PROSPECTS`] into a stocked desk, whose catalogue was the first.
const SECOND: u32 = 2;

fn prospects(desk: &Desk) -> Vec<String> {
    desk.names(&Query::of(Place::Prospects))
}

fn left_alone(desk: &Desk) -> Vec<String> {
    let summary = desk.workspace().import_summary(SECOND).unwrap().unwrap();
    assert_eq!(summary.left_alone.len(), summary.left_alone_total as usize);
    summary.left_alone.into_iter().map(|one| one.name).collect()
}

fn is_undone(desk: &Desk) -> bool {
    desk.workspace().imports().unwrap()[0].undone
}

#[test]
fn with_nothing_since_it_is_the_undo_of_the_import_itself() {
    let desk = desk_with_group();
    let before = desk.everything();
    let import = desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let undone = desk.workspace().undo_import(SECOND, now()).unwrap();
    assert_eq!(
        (undone.change, undone.undone),
        (import.changes.change, true)
    );
    assert_eq!(desk.everything(), before);
    assert!(is_undone(&desk) && left_alone(&desk).is_empty());
    assert!(desk.workspace().redo(None, now()).is_ok());
}

#[test]
fn those_who_were_changed_since_are_left_alone_and_listed() {
    let mut desk = desk_with_group();
    let before = desk.everything();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    assert_eq!(prospects(&desk).len(), 3);
    desk.hide("Wanderbuch", "asked not to be written to");
    desk.mark("Fellside");
    let after = desk.everything();

    let back = desk.workspace().undo_import(SECOND, now()).unwrap();
    assert_eq!((back.partners, back.undone), (2, false));
    assert!(matches!(
        back.title,
        Title::UndoImport { import: SECOND, .. }
    ));
    assert_eq!(prospects(&desk), ["Wanderbuch", "Fellside"]);
    assert_eq!(left_alone(&desk), ["Wanderbuch"]);
    assert!(is_undone(&desk));
    desk.assert_sound();
    let taken_back = desk.everything();

    desk.reopen();
    desk.assert_sound();
    assert_eq!(desk.everything(), taken_back, "also after a restart");

    // It is a change like any other: undone, done again, and undone with all others.
    desk.workspace().undo(back.change, now()).unwrap();
    assert_eq!(desk.everything(), after);
    assert!(!is_undone(&desk) && left_alone(&desk).is_empty());
    desk.assert_sound();
    desk.workspace().redo(back.change, now()).unwrap();
    assert_eq!(desk.everything(), taken_back);
    for _ in 0..4 {
        desk.workspace().undo(None, now()).unwrap();
    }
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn an_import_that_was_taken_back_changed_nobody_since() {
    let desk = desk_with_group();
    let before = desk.everything();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let once = desk.everything();
    let notes = "Name,Email,Notes\nWanderbuch,ANKE@wanderbuch.example,met\n\
                 Weitblick Touren,info@weitblick-touren.example,called\n";
    desk.import(ImportKind::Prospects, notes.as_bytes());
    desk.mark("Fellside");
    let left = desk.workspace().undo_import(SECOND + 1, now()).unwrap();
    assert_eq!(left.partners, 2);
    desk.hide("Cartes & Boussoles", "");

    desk.workspace().undo_import(SECOND, now()).unwrap();
    assert_eq!(left_alone(&desk), ["Cartes & Boussoles"]);
    assert_eq!(prospects(&desk), ["Fellside", "Cartes & Boussoles"]);
    desk.assert_sound();
    for _ in 0..5 {
        desk.workspace().undo(None, now()).unwrap();
    }
    assert_eq!(desk.everything(), once);
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn what_was_taken_back_can_be_imported_again() {
    let desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    desk.mark("Fellside");
    desk.workspace().undo_import(SECOND, now()).unwrap();
    let again = desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    assert_eq!(again.report.outcomes.create, 1);
    assert_eq!(prospects(&desk).len(), 4);
    desk.assert_sound();
}

#[test]
fn an_import_is_taken_back_once_and_only_where_something_is_left_of_it() {
    let desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    desk.mark("Fellside");
    desk.workspace().undo_import(SECOND, now()).unwrap();
    let twice = desk.workspace().undo_import(SECOND, now());
    assert!(matches!(twice, Err(TransactError::NothingToUndo)));
    let unknown = desk.workspace().undo_import(99, now());
    assert!(matches!(unknown, Err(TransactError::NoSuchImport(99))));
}

/// Partners of an undone import stay in the file until they are swept away, with where they stood and their groups.
#[test]
fn those_who_went_hold_no_group_and_leave_nothing_to_those_who_get_their_numbers() {
    let mut desk = desk_with_group();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let after = desk.everything();
    // The import, and the group that a partner of it is in.
    desk.workspace().undo(None, now()).unwrap();
    desk.workspace().undo(None, now()).unwrap();
    desk.assert_sound();
    desk.reopen();
    desk.assert_sound();
    desk.workspace().redo(None, now()).unwrap();
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), after);
    desk.assert_sound();

    desk.workspace().undo(None, now()).unwrap();
    desk.mark("Fellside");
    desk.reopen();
    let new = "Type,Name,Website\nPartner,Almwiese,almwiese.example\n";
    desk.import(ImportKind::Catalogue, new.as_bytes());
    assert_eq!(
        prospects(&desk),
        ["Fellside"],
        "a new partner is a stranger"
    );
    desk.reopen();
    assert_eq!(prospects(&desk), ["Fellside"]);
    desk.assert_sound();
}

/// A log of calls: each of its notes is added to the same partner, whose notes grow with every row.
#[test]
fn an_import_that_adds_many_notes_to_one_partner_is_taken_back() {
    let desk = desk_with_group();
    desk.mark("Wanderbuch");
    let before = desk.everything();
    let mut log = String::from("Name,Email,Notes\n");
    for call in 0..1_500 {
        let note = format!("Call {call}: {}", "they ask for terms again; ".repeat(6));
        log += &format!("Wanderbuch,anke@wanderbuch.example,{note}\n");
    }
    let done = desk.import(ImportKind::Prospects, log.as_bytes());
    assert_eq!(done.report.outcomes.update, 1_500);
    assert_ne!(desk.everything(), before);
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

/// A window may still show partners by their numbers.
#[test]
fn no_number_is_given_again_while_the_workspace_is_open() {
    let mut desk = desk_with_group();
    let first = desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    assert_eq!(first.report.outcomes.create, 1);
    let gone = desk.id("Weitblick Touren");
    desk.reopen();
    desk.workspace().undo(None, now()).unwrap();
    desk.mark("Fellside");
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    assert!(desk.id("Weitblick Touren") > gone);
}

/// A list of new partners, many of them, each with a website of its own.
fn many(word: &str, count: u32) -> String {
    let rows = (0..count).map(|n| format!("Partner,{word} {n},{word}-{n}.example\n"));
    rows.fold(String::from("Type,Name,Website\n"), |list, row| list + &row)
}

fn greatest(desk: &Desk) -> Option<PartnerId> {
    let all = desk.rows(&Query::of(Place::Everyone));
    all.into_iter().map(|row| row.id).max()
}

#[test]
fn large_imports_and_their_undoing_leave_nothing_behind_and_their_numbers_are_given_again() {
    const MANY: u32 = 6_000;
    let mut desk = desk_with_group();
    let before = desk.everything();
    let mut reached = Vec::new();
    for word in ["alm", "berg", "col", "dorf"] {
        let done = desk.import(ImportKind::Catalogue, many(word, MANY).as_bytes());
        assert_eq!(done.report.outcomes.create, MANY);
        let found = desk.find(&search(Place::Partners, word));
        assert_eq!(found.total, MANY, "{word}");
        reached.push(greatest(&desk));
        desk.assert_sound();
        desk.workspace().undo(None, now()).unwrap();
        // What the import before it had brought goes slice by slice, and nothing else.
        while desk.workspace().sweep(1_000).unwrap() {
            desk.assert_sound();
        }
        desk.workspace().redo(None, now()).unwrap();
        assert_eq!(desk.find(&search(Place::Partners, word)).total, MANY);
        desk.workspace().undo(None, now()).unwrap();
        assert_eq!(desk.everything(), before);
    }
    // The third finds the place of the first free, and so on.
    assert_eq!(reached[2..], reached[..2]);
    desk.mark("Fellside");
    while desk.workspace().sweep(u32::MAX).unwrap() {}
    desk.reopen();
    desk.assert_sound();
    desk.while_closed(|connection| {
        for table in ["partner", "change_part", "standing", "membership"] {
            let count = format!("SELECT count(*) FROM {table}");
            let left: u32 = connection.query_row(&count, [], |row| row.get(0)).unwrap();
            assert!(left < 20, "{left} rows in {table}");
        }
    });
}

#[test]
fn an_answer_from_before_numbers_were_given_again_is_overtaken() {
    const MANY: u32 = 6_000;
    let desk = desk_with_group();
    desk.import(ImportKind::Catalogue, many("alm", MANY).as_bytes());
    let answer = desk.find(&search(Place::Partners, "alm"));
    desk.workspace().undo(None, now()).unwrap();
    desk.mark("Fellside");
    assert!(!desk.workspace().sweep(u32::MAX).unwrap());
    desk.import(ImportKind::Catalogue, many("berg", MANY).as_bytes());
    let rows = desk.workspace().rows(answer.result, 0, 10);
    assert!(matches!(rows, Err(RowsError::Overtaken)));
}

#[test]
fn who_left_a_group_that_is_gone_by_now_was_not_changed_since() {
    let desk = desk_with_group();
    let group = desk.workspace().groups()[0].group.id;
    desk.transact(&Op::SetGroups {
        target: desk.just("Wanderbuch"),
        add: vec![group],
        remove: vec![],
    });
    desk.import(ImportKind::Groups, b"Partner ID,Remove from\n1001,DACH\n");
    desk.transact(&Op::DeleteGroup { id: group });
    desk.workspace().undo_import(SECOND, now()).unwrap();
    assert!(is_undone(&desk));
    assert_eq!(left_alone(&desk), Vec::<String>::new());
    desk.assert_sound();
}
