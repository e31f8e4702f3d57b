//! Contacts that imports add to partners who are there: they come and go with their import, whatever else is undone.

use prospect_core::import::ImportKind;
use prospect_core::query::{Place, Query};

use crate::desk::{Desk, now, search};

const FIRST: &str = "\
Name,Email,Website
Wanderbuch,press@wanderbuch.example,wanderbuch.example
Wanderbuch,shop@wanderbuch.example,wanderbuch.example
";
const SECOND: &str = "\
Name,Email,Website
Wanderbuch,late@wanderbuch.example,wanderbuch.example
";
const UPDATE: &str = "\
Partner ID,Name,Email
1001,Wanderbuch,hello@wanderbuch.example
";

fn emails(desk: &Desk) -> Vec<String> {
    let profile = desk.workspace().profile(desk.id("Wanderbuch"), now());
    let contacts = profile.unwrap().partner.contacts;
    contacts.into_iter().map(|contact| contact.email).collect()
}

fn import(desk: &Desk, list: &str) {
    let done = desk.import(ImportKind::Prospects, list.as_bytes());
    assert_eq!(done.report.outcomes.error, 0, "{:?}", done.report.causes);
}

fn undo(desk: &Desk) {
    desk.workspace().undo(None, now()).unwrap();
}

fn redo(desk: &Desk) {
    desk.workspace().redo(None, now()).unwrap();
}

#[test]
fn they_stand_behind_the_accounts_own_in_the_order_in_which_they_came_also_after_a_restart() {
    let mut desk = Desk::stocked();
    import(&desk, FIRST);
    import(&desk, SECOND);
    let all = [
        "anke@wanderbuch.example",
        "press@wanderbuch.example",
        "shop@wanderbuch.example",
        "late@wanderbuch.example",
    ];
    assert_eq!(emails(&desk), all);
    desk.reopen();
    assert_eq!(emails(&desk), all);
    desk.assert_sound();
}

#[test]
fn each_import_takes_its_own_along_when_it_is_undone() {
    let desk = Desk::stocked();
    import(&desk, FIRST);
    import(&desk, SECOND);
    undo(&desk);
    let first = ["anke", "press", "shop"].map(|who| format!("{who}@wanderbuch.example"));
    assert_eq!(emails(&desk), first);
    assert_eq!(
        desk.names(&search(Place::Partners, "late@")),
        Vec::<String>::new()
    );
    undo(&desk);
    assert_eq!(emails(&desk), ["anke@wanderbuch.example"]);
    redo(&desk);
    redo(&desk);
    assert_eq!(emails(&desk).len(), 4);
    assert_eq!(
        desk.names(&search(Place::Partners, "late@")),
        ["Wanderbuch"]
    );
    desk.assert_sound();
}

#[test]
fn an_update_of_the_account_before_them_can_be_undone_and_done_again_without_losing_them() {
    let desk = Desk::stocked();
    desk.import(ImportKind::Catalogue, UPDATE.as_bytes());
    import(&desk, FIRST);
    let after = desk.everything();
    undo(&desk);
    undo(&desk);
    assert_eq!(emails(&desk), ["anke@wanderbuch.example"]);
    redo(&desk);
    redo(&desk);
    assert_eq!(desk.everything(), after);
    assert_eq!(
        emails(&desk)[1..],
        ["press", "shop"].map(|who| format!("{who}@wanderbuch.example"))
    );
    desk.assert_sound();
}

#[test]
fn an_update_of_the_account_leaves_them_and_its_undo_too() {
    let desk = Desk::stocked();
    import(&desk, FIRST);
    let before = desk.everything();
    desk.import(ImportKind::Catalogue, UPDATE.as_bytes());
    assert_eq!(emails(&desk).len(), 3);
    desk.assert_sound();
    undo(&desk);
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn an_import_that_is_taken_back_after_other_changes_takes_them_along() {
    let desk = Desk::stocked();
    import(&desk, FIRST);
    desk.mark("Fellside");
    let before = desk.everything();
    desk.workspace().undo_import(2, now()).unwrap();
    assert_eq!(emails(&desk), ["anke@wanderbuch.example"]);
    desk.assert_sound();
    undo(&desk);
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn a_dropped_import_leaves_none_to_those_who_come_later() {
    let mut desk = Desk::stocked();
    import(&desk, FIRST);
    undo(&desk);
    desk.mark("Fellside");
    desk.reopen();
    import(&desk, SECOND);
    assert_eq!(
        emails(&desk),
        ["anke@wanderbuch.example", "late@wanderbuch.example"]
    );
    desk.assert_sound();
    desk.while_closed(|connection| {
        let rows = connection.query_row("SELECT count(*) FROM contact", [], |row| {
            row.get::<_, u32>(0)
        });
        assert_eq!(rows.unwrap(), 1);
    });
    assert_eq!(
        desk.names(&Query::of(Place::Prospects)),
        ["Wanderbuch", "Fellside"]
    );
}
