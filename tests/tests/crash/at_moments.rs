//! Programs that are ended at the moments that have names.

use std::fs;

use prospect_core::import::Unwatched;
use prospect_core::workspace::Workspace;

use crate::command::Work;
use crate::door::UNDO_IMPORT;
use crate::moments::{
    BACKUP, CHANGE, IMPORT, KEEP, Left, MIGRATION, REDO, RESTORE, ROW, SWEEP, UNDO,
    UNDO_IMPORT as UNDOING_IMPORT,
};
use crate::state::{State, reopened};
use crate::world::{World, now};

/// Of few partners all is done in a moment.
const FEW: u32 = 1_500;

const IMPORT_PROSPECTS: Work = Work::Prospects(&["import", "prospects", "FOLDER/more.csv"]);
const UNDO_LAST: Work = Work::Prospects(&["undo"]);

/// Ends `work` at each of the moments, each time on a copy of `world`: it leaves what is told with the moment, in good order, and
/// what was not done is done by doing it again, as if nothing had happened.
fn ended(world: &World, work: Work, moments: &[(&str, Left)]) {
    let before = State::of(&world.workspace());
    let undisturbed = world.copy();
    work.done(&undisturbed);
    let after = State::of(&undisturbed.workspace());
    let changes = moments.iter().any(|(_, left)| *left == Left::After);
    assert_eq!(before.difference(&after).is_some(), changes, "{work:?}");
    for (moment, left) in moments {
        let world = world.copy();
        work.halted(&world, moment).kill();
        let (state, took) = reopened(&world.workspace());
        println!("{work:?} ended at {moment}: {left:?}, reopened in {took:?}");
        let expected = match left {
            Left::Before => &before,
            Left::After => &after,
        };
        assert_eq!(state.difference(expected), None, "{work:?} at {moment}");
        if *left == Left::Before {
            work.done(&world);
            let state = State::of(&world.workspace());
            assert_eq!(state.difference(&after), None, "{work:?} after {moment}");
        }
    }
}

#[test]
fn a_new_workspace() {
    let init = Work::Prospects(&["init"]);
    let undisturbed = World::empty();
    init.done(&undisturbed);
    let after = State::of(&undisturbed.workspace());
    for (moment, _) in MIGRATION {
        let world = World::empty();
        init.halted(&world, moment).kill();
        assert!(
            !world.workspace().exists(),
            "{moment}: what is there is whole"
        );
        init.done(&world);
        assert_eq!(
            State::of(&world.workspace()).difference(&after),
            None,
            "{moment}"
        );
        let left = world.file("a.prospects-new");
        assert!(!left.exists(), "{moment}: what was half-made is gone");
    }
}

#[test]
fn an_import() {
    ended(&World::of(FEW), IMPORT_PROSPECTS, IMPORT);
}

#[test]
fn an_import_that_changes_partners() {
    let catalogue = Work::Prospects(&["import", "catalogue", "FOLDER/again.csv"]);
    ended(&World::of(FEW), catalogue, IMPORT);
}

#[test]
fn a_change_and_a_prospect_by_hand() {
    let world = World::of(FEW);
    let hide = Work::Prospects(&["hide", "--query", "country:US", "--reason", "far"]);
    ended(&world, hide, CHANGE);
    let group = Work::Prospects(&["groups", "add", "Autumn"]);
    ended(&world, group, CHANGE);
    let add = Work::Prospects(&[
        "add",
        "--name",
        "Nordlicht",
        "--email",
        "a@nordlicht.example",
    ]);
    ended(&world, add, ROW);
}

#[test]
fn undo_and_redo() {
    let world = World::of(FEW);
    ended(&world, UNDO_LAST, UNDO);
    UNDO_LAST.done(&world);
    ended(&world, Work::Prospects(&["redo"]), REDO);
}

#[test]
fn undo_and_redo_of_an_import() {
    let world = World::of(FEW);
    IMPORT_PROSPECTS.done(&world);
    ended(&world, UNDO_LAST, UNDO);
    UNDO_LAST.done(&world);
    ended(&world, Work::Prospects(&["redo"]), REDO);
}

#[test]
fn undo_of_an_import_after_others() {
    ended(&World::of(FEW), UNDO_IMPORT, UNDOING_IMPORT);
}

#[test]
fn sweeping() {
    // More than are swept away at once by whoever drops them.
    let world = World::of(FEW);
    let rows: String = (0..6_000)
        .map(|n| format!("Shop {n},post@shop-{n}.example\n"))
        .collect();
    fs::write(world.file("more.csv"), format!("Name,Email\n{rows}")).unwrap();
    IMPORT_PROSPECTS.done(&world);
    UNDO_LAST.done(&world);
    Work::Prospects(&["groups", "add", "Autumn"]).done(&world);
    ended(&world, Work::Prospects(&["list", "partners"]), SWEEP);
}

#[test]
fn keeping_the_catalogue() {
    let world = World::of(FEW);
    world.grow();
    ended(&world, Work::Prospects(&["list", "partners"]), KEEP);
}

#[test]
fn a_backup() {
    let world = World::of(FEW);
    let backup = Work::Prospects(&["backup", "FOLDER/copy.prospects"]);
    let before = State::of(&world.workspace());
    for (moment, _) in BACKUP {
        let world = world.copy();
        backup.halted(&world, moment).kill();
        reopened(&world.workspace());
        let copy = world.file("copy.prospects");
        if copy.exists() {
            // What has its name is whole.
            drop(Workspace::open(&copy, now()).unwrap());
            fs::remove_file(&copy).unwrap();
        }
        backup.done(&world);
        assert_eq!(State::of(&copy).difference(&before), None, "{moment}");
    }
}

#[test]
fn restoring_a_backup() {
    const BACKUP: &str = "20261101T120000000Z-daily.prospects";
    let world = World::of(FEW);
    let folder = world.file("a.prospects-backups");
    fs::create_dir(&folder).unwrap();
    let open = Workspace::open(&world.workspace(), now()).unwrap();
    open.backup(&world.file("then.prospects"), false, &Unwatched)
        .unwrap();
    drop(open);
    fs::rename(world.file("then.prospects"), folder.join(BACKUP)).unwrap();
    IMPORT_PROSPECTS.done(&world);
    let restore = Work::Prospects(&["backups", "restore", BACKUP]);
    ended(&world, restore, RESTORE);
}
