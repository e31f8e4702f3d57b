//! The catalogue that is kept beside the workspace: whatever becomes of it, or of the workspace without it, what is opened is what
//! the workspace says.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use prospect_core::changes::Op;
use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::query::{Facet, Place, Query, SortBy};
use prospect_core::workspace::{Damage, Workspace};

use crate::desk::{CATALOGUE, Desk, beside, now};
use crate::imports::PROSPECTS;

/// What lists and counts say, besides all that profiles do.
fn answers(desk: &Desk) -> String {
    let workspace = desk.workspace();
    let mut all = desk.everything();
    for by in SortBy::ALL {
        let mut query = Query::of(Place::Everyone);
        query.sort.by = *by;
        all += &format!("{:?}\n", desk.names(&query));
    }
    for text in ["e", "wander", "若溪", "language:zh", "visits:>100"] {
        let query = crate::desk::search(Place::Everyone, text);
        all += &format!("{text} {:?}\n", desk.names(&query));
        all += &format!("{:?}\n", workspace.facets(&query, Facet::ALL, now()));
    }
    all
}

/// Opens again, and says whether the kept catalogue served. What is opened is what was closed, and what the file says.
fn served(desk: &mut Desk) -> bool {
    let before = answers(desk);
    desk.reopen();
    assert_eq!(answers(desk), before);
    desk.assert_sound();
    desk.workspace().has_kept_catalogue()
}

fn rename(desk: &Desk, name: &str, new: &str) {
    let id = desk.id(name);
    let profile = desk.workspace().profile(id, now()).unwrap();
    let row = format!("Partner ID,Name\n{},{new}\n", profile.partner.partner_id);
    desk.import(ImportKind::Catalogue, row.as_bytes());
}

/// The name of one, written by another program that knows nothing of kept catalogues.
fn write(connection: &rusqlite::Connection, name: &str) {
    let written = connection.execute(
        "UPDATE partner SET name = ?1 WHERE partner_id = '1001'",
        [name],
    );
    assert_eq!(written.unwrap(), 1);
}

#[test]
fn what_was_kept_is_opened_and_a_check_compares_it_with_the_file() {
    let mut desk = Desk::stocked();
    desk.mark("Wanderbuch");
    assert!(
        !served(&mut desk),
        "small workspaces keep none by themselves"
    );
    desk.keep();
    assert!(served(&mut desk));
    // Behind everybody's back: nothing notes that the row is another.
    desk.while_closed(|connection| {
        connection
            .execute_batch("DROP TRIGGER partner_updated")
            .unwrap();
        write(connection, "Wanderbücher");
    });
    assert!(desk.workspace().has_kept_catalogue());
    assert_eq!(
        desk.workspace().check().unwrap().findings,
        [Damage::Catalogue]
    );
    assert!(!desk.workspace().keep_catalogue(&|| true).unwrap());
    desk.reopen();
    assert!(
        !desk.workspace().has_kept_catalogue(),
        "nor is it taken up again"
    );
    desk.id("Wanderbücher");
    desk.assert_sound();
}

#[test]
fn changes_of_standings_and_groups_leave_it_right() {
    let mut desk = Desk::stocked();
    desk.keep();
    desk.hide("Fellside", "no");
    desk.mark("Cartes & Boussoles");
    desk.transact(&Op::CreateGroup { name: "VIP".into() });
    assert!(served(&mut desk));
    desk.kill();
    assert!(served(&mut desk));
}

#[test]
fn of_a_few_that_changed_the_data_are_read_again() {
    let mut desk = Desk::stocked();
    desk.keep();
    rename(&desk, "Wanderbuch", "Zwischenland");
    assert!(served(&mut desk));
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    desk.kill();
    assert!(served(&mut desk), "those who came and got contacts");
    desk.workspace().undo(None, now()).unwrap();
    assert!(served(&mut desk), "those who went");
    desk.workspace().redo(None, now()).unwrap();
    assert!(served(&mut desk), "and came back");
    desk.mark("Fellside");
    desk.workspace().undo_import(3, now()).unwrap();
    desk.kill();
    assert!(served(&mut desk), "and were taken back after others");
    desk.workspace().undo(None, now()).unwrap();
    desk.keep();
    assert!(served(&mut desk));
    desk.workspace().undo_import(3, now()).unwrap();
    desk.mark("Moor & Tarn");
    assert!(served(&mut desk), "whose numbers were swept away");
}

/// A catalogue of so many.
fn many(count: u32) -> Vec<u8> {
    let rows = (0..count).map(|n| format!("m{n},Name {n},n{n}.example\n"));
    let rows: String = rows.collect();
    format!("Partner ID,Name,Website\n{rows}").into_bytes()
}

#[test]
fn after_many_changes_none_is_right_until_it_is_kept_anew() {
    let mut desk = Desk::stocked();
    desk.keep();
    desk.import(ImportKind::Catalogue, &many(10_001));
    assert!(!desk.workspace().has_kept_catalogue());
    desk.kill();
    assert!(!desk.workspace().has_kept_catalogue());
    desk.assert_sound();
    desk.keep();
    desk.kill();
    assert!(desk.workspace().has_kept_catalogue());
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    assert!(!desk.workspace().has_kept_catalogue());
    assert!(!served(&mut desk));
    desk.keep();
    assert!(served(&mut desk));
    desk.workspace().redo(None, now()).unwrap();
    assert!(!served(&mut desk));
}

#[test]
fn only_where_it_saves_time_is_it_worth_keeping() {
    let desk = Desk::stocked();
    assert!(!desk.workspace().is_worth_keeping());
    desk.import(ImportKind::Catalogue, &many(20_000));
    assert!(desk.workspace().is_worth_keeping());
    desk.keep();
    assert!(!desk.workspace().is_worth_keeping());
    desk.mark("Wanderbuch");
    rename(&desk, "Wanderbuch", "Zwischenland");
    assert!(!desk.workspace().is_worth_keeping(), "one is read soon");
    desk.import(ImportKind::Catalogue, &many(2_001));
    assert!(!desk.workspace().is_worth_keeping(), "nothing new");
}

#[test]
fn an_import_that_is_not_done_leaves_it_right() {
    let mut desk = Desk::stocked();
    desk.keep();
    let request = desk.request(ImportKind::Catalogue, b"Partner ID,Name\n7,Neu\n");
    let report = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    fs::write(&request.file, b"Partner ID,Name\n7,Neuer\n").unwrap();
    let refused = desk
        .workspace()
        .import(&request, Some(report.report()), &Unwatched, now());
    assert!(refused.is_err());
    assert!(served(&mut desk));
}

#[test]
fn data_that_change_while_it_is_written_keep_it_back() {
    let mut desk = Desk::stocked();
    desk.keep();
    let asked = Cell::new(0);
    let kept = desk.workspace().keep_catalogue(&|| {
        if asked.replace(asked.get() + 1) == 3 {
            rename(&desk, "Wanderbuch", "Zwischenland");
        }
        true
    });
    assert!(!kept.unwrap());
    assert!(asked.get() < 10);
    assert!(served(&mut desk), "the one before is there still");
    assert!(!desk.workspace().keep_catalogue(&|| false).unwrap());
    let marked = Cell::new(false);
    let kept = desk.workspace().keep_catalogue(&|| {
        if !marked.replace(true) {
            desk.mark("Fellside");
        }
        true
    });
    assert!(kept.unwrap(), "a mark changes no data");
    assert!(served(&mut desk));
    assert!(!beside(&desk.path(), "-catalogue-part").exists());
}

#[test]
fn what_another_program_wrote_is_what_is_opened() {
    let mut desk = Desk::stocked();
    desk.keep();
    desk.while_closed(|connection| write(connection, "Wanderbücher"));
    assert!(!desk.workspace().has_kept_catalogue());
    desk.id("Wanderbücher");
    desk.keep();
    // While it is open, this program has not heard of it, so that it keeps nothing any more.
    write(&rusqlite::Connection::open(desk.path()).unwrap(), "Neu");
    assert!(!desk.workspace().keep_catalogue(&|| true).unwrap());
    desk.reopen();
    desk.id("Neu");
    desk.assert_sound();
}

#[test]
fn a_catalogue_of_another_state_or_another_workspace_is_passed_over() {
    let mut desk = Desk::stocked();
    let (path, kept) = (desk.path(), beside(&desk.path(), "-catalogue"));
    desk.keep();
    let older = fs::read(&kept).unwrap();
    desk.reopen();
    let older_workspace = fs::read(&path).unwrap();
    rename(&desk, "Wanderbuch", "Zwischenland");
    desk.reopen();
    let stale_workspace = fs::read(&path).unwrap();
    desk.keep();
    let newer = fs::read(&kept).unwrap();
    desk.reopen();
    let newer_workspace = fs::read(&path).unwrap();

    let other = Desk::stocked();
    other.transact(&Op::CreateGroup { name: "VIP".into() });
    other.keep();
    let others = fs::read(beside(&other.path(), "-catalogue")).unwrap();

    let folder = desk.close();
    for (workspace, kept, serves, name) in [
        (&older_workspace, &older, true, "Wanderbuch"),
        (&older_workspace, &newer, false, "Wanderbuch"),
        (&stale_workspace, &older, true, "Zwischenland"),
        (&stale_workspace, &newer, false, "Zwischenland"),
        (&newer_workspace, &newer, true, "Zwischenland"),
        (&newer_workspace, &older, false, "Zwischenland"),
        (&newer_workspace, &others, false, "Zwischenland"),
    ] {
        let path = folder.path().join("put back.prospects");
        fs::write(&path, workspace).unwrap();
        fs::write(beside(&path, "-catalogue"), kept).unwrap();
        let open = Workspace::open(&path, now()).unwrap();
        assert_eq!(open.has_kept_catalogue(), serves);
        assert_eq!(open.check().unwrap().findings, []);
        let found = open.find(&crate::desk::search(Place::Partners, name), now());
        assert_eq!(found.total, 1, "{name}");
    }
}

#[test]
fn a_copy_has_none_until_it_keeps_its_own() {
    let desk = Desk::stocked();
    desk.keep();
    let copy = desk.folder.path().join("copy.prospects");
    desk.workspace().backup(&copy, false, &Unwatched).unwrap();
    assert!(!beside(&copy, "-catalogue").exists());
    let copy = Workspace::open(&copy, now()).unwrap();
    assert!(!copy.has_kept_catalogue());
    assert_eq!(copy.check().unwrap().findings, []);
}

#[test]
fn where_it_cannot_be_written_nothing_is_half_there() {
    let mut desk = Desk::stocked();
    let (kept, part) = (
        beside(&desk.path(), "-catalogue"),
        beside(&desk.path(), "-catalogue-part"),
    );
    fs::create_dir(&part).unwrap();
    assert!(desk.workspace().keep_catalogue(&|| true).is_err());
    assert!(!kept.exists());
    fs::remove_dir(&part).unwrap();
    fs::create_dir(&kept).unwrap();
    assert!(desk.workspace().keep_catalogue(&|| true).is_err());
    assert!(!part.exists());
    assert!(!served(&mut desk), "a folder is no catalogue");
    fs::remove_dir(&kept).unwrap();
    // What a program that was ended left behind is written over.
    fs::write(&part, "half of it").unwrap();
    desk.keep();
    assert!(!part.exists());
    assert!(served(&mut desk));
    fs::remove_file(&kept).unwrap();
    assert!(!served(&mut desk));
}

#[test]
fn the_day_moves_on_while_it_is_closed() {
    let mut desk = Desk::stocked();
    desk.keep();
    let later = now() + jiff::Span::new().hours(24 * 60);
    let path = desk.path();
    let status = |workspace: &Workspace| {
        let query = Query::of(Place::Everyone);
        format!("{:?}", workspace.facets(&query, &[Facet::Status], later))
    };
    let told = status(desk.workspace());
    let folder = desk.close();
    let open = Workspace::open(&path, later).unwrap();
    assert!(open.has_kept_catalogue());
    assert_eq!(status(&open), told);
    assert_eq!(open.check().unwrap().findings, []);
    drop((open, folder));
    desk = Desk::stocked();
    assert_ne!(status_today(&desk), told);
}

fn status_today(desk: &Desk) -> String {
    let query = Query::of(Place::Everyone);
    format!(
        "{:?}",
        desk.workspace().facets(&query, &[Facet::Status], now())
    )
}

fn damaged(path: &Path, bytes: &[u8]) -> (bool, u32) {
    fs::write(beside(path, "-catalogue"), bytes).unwrap();
    let open = Workspace::open(path, now()).unwrap();
    assert_eq!(open.check().unwrap().findings, []);
    (
        open.has_kept_catalogue(),
        open.find(&Query::of(Place::Everyone), now()).total,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_one_is_passed_over(at in any::<prop::sample::Index>(), turned in 1..=u8::MAX, length in any::<prop::sample::Index>()) {
        let desk = Desk::stocked();
        desk.keep();
        let path = desk.path();
        let folder = desk.close();
        let whole = fs::read(beside(&path, "-catalogue")).unwrap();
        let all = CATALOGUE.lines().count() as u32 - 1;
        prop_assert_eq!(damaged(&path, &whole), (true, all));
        let mut bytes = whole.clone();
        bytes[at.index(whole.len())] ^= turned;
        prop_assert_eq!(damaged(&path, &bytes), (false, all));
        prop_assert_eq!(damaged(&path, &whole[..length.index(whole.len())]), (false, all));
        drop(folder);
    }
}
