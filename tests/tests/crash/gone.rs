//! The folder or the file goes while the workspace is open: what would be written to a file that nobody finds any more is refused.

use std::fs;
use std::path::Path;

use jiff::SignedDuration;
use prospect_core::changes::Op;
use prospect_core::error::{StoreError, TransactError};
use prospect_core::import::Unwatched;
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{ExportError, RestoreError, Workspace};

use crate::command::Work;
use crate::state::{State, reopened};
use crate::world::{World, now};

const IMPORT: Work = Work::Prospects(&["import", "prospects", "FOLDER/more.csv"]);
const SAYS: &str = "is not where it was opened";

/// What becomes of it, and how it comes back.
type Move = fn(&World, &Path);

const MOVES: [(&str, Move, Move); 4] = [
    (
        "the folder is renamed",
        |world, aside| fs::rename(world.path(), aside).unwrap(),
        |world, aside| fs::rename(aside, world.path()).unwrap(),
    ),
    (
        "the file is renamed",
        |world, aside| fs::rename(world.workspace(), aside).unwrap(),
        |world, aside| fs::rename(aside, world.workspace()).unwrap(),
    ),
    (
        "another file takes its place",
        |world, aside| {
            fs::rename(world.workspace(), aside).unwrap();
            fs::copy(aside, world.workspace()).unwrap();
        },
        |world, aside| fs::rename(aside, world.workspace()).unwrap(),
    ),
    (
        "the folder is removed",
        |world, aside| {
            // As it would be found in a bin, or a backup.
            fs::create_dir(aside).unwrap();
            for entry in fs::read_dir(world.path()).unwrap() {
                let entry = entry.unwrap();
                if entry.path().is_file() {
                    fs::copy(entry.path(), aside.join(entry.file_name())).unwrap();
                }
            }
            fs::remove_dir_all(world.path()).unwrap();
        },
        |world, aside| fs::rename(aside, world.path()).unwrap(),
    ),
];

fn aside(world: &World) -> std::path::PathBuf {
    let mut aside = world.path().as_os_str().to_owned();
    aside.push("-aside");
    aside.into()
}

fn add_group(open: &Workspace) -> Result<(), TransactError> {
    let name = "Autumn".to_owned();
    open.transact(&Op::CreateGroup { name }, now()).map(drop)
}

#[test]
fn a_change_to_what_is_gone_is_refused_and_works_once_it_is_back() {
    let ready = World::of(300);
    let undisturbed = ready.copy();
    add_group(&Workspace::open(&undisturbed.workspace(), now()).unwrap()).unwrap();
    let after = State::of(&undisturbed.workspace());
    for (name, goes, comes) in MOVES {
        let (world, aside) = (ready.copy(), aside(&ready));
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        goes(&world, &aside);
        let refused = add_group(&open);
        let gone = matches!(refused, Err(TransactError::Store(StoreError::Gone)));
        assert!(gone, "{name}: {refused:?}");
        let undo = open.undo(None, now());
        let gone = matches!(undo, Err(TransactError::Store(StoreError::Gone)));
        assert!(gone, "{name}: {undo:?}");
        // What is open can be read still.
        assert_eq!(open.check().unwrap().findings, [], "{name}");
        assert!(open.find(&Query::of(Place::Partners), now()).total > 0);

        comes(&world, &aside);
        let is_itself = name.ends_with("renamed") || name.starts_with("another");
        // Taken from a bin it is another file: it is opened anew.
        if is_itself {
            add_group(&open).unwrap();
            drop(open);
        } else {
            assert!(add_group(&open).is_err(), "{name}");
            drop(open);
            add_group(&Workspace::open(&world.workspace(), now()).unwrap()).unwrap();
        }
        let (state, _) = reopened(&world.workspace());
        assert_eq!(state.difference(&after), None, "{name}");
    }
}

#[test]
fn what_was_written_before_it_was_moved_is_found_where_it_is() {
    let ready = World::of(300);
    for (name, goes, comes) in &MOVES[..3] {
        let (world, aside) = (ready.copy(), aside(&ready));
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        add_group(&open).unwrap();
        goes(&world, &aside);
        // Closed while it is away, with the change in its log.
        drop(open);
        comes(&world, &aside);
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        assert!(
            open.groups()
                .iter()
                .any(|group| group.group.name == "Autumn"),
            "{name}"
        );
        assert_eq!(open.check().unwrap().findings, [], "{name}");
    }
}

#[test]
fn an_import_during_which_it_goes_is_refused() {
    let ready = World::of(1_500);
    for (name, goes, comes) in MOVES {
        let (world, aside) = (ready.copy(), aside(&ready));
        let before = State::of(&world.workspace());
        // The last moment before all is committed.
        let halted = IMPORT.halted(&world, "import.written");
        goes(&world, &aside);
        halted.goes_on(SAYS);
        comes(&world, &aside);
        let (state, _) = reopened(&world.workspace());
        assert_eq!(state.difference(&before), None, "{name}");
        IMPORT.done(&world);
    }
}

#[test]
fn nothing_is_copied_of_what_took_its_place() {
    let ready = World::of(300);
    for (name, goes, comes) in MOVES {
        let (world, aside) = (ready.copy(), aside(&ready));
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        assert!(open.back_up_daily(now(), &|| true).unwrap());
        let backup = open.backups().unwrap().all.remove(0).name;
        add_group(&open).unwrap();
        let elsewhere = World::empty();
        goes(&world, &aside);
        let copied = open.backup(&elsewhere.file("copy.prospects"), false, &Unwatched);
        let gone = matches!(copied, Err(ExportError::Store(StoreError::Gone)));
        assert!(gone, "{name}: {copied:?}");
        let tomorrow = now() + SignedDuration::from_hours(30);
        let daily = open.back_up_daily(tomorrow, &|| true);
        // Without its folder there are no backups either, and one is due.
        assert!(matches!(daily, Err(StoreError::Gone)), "{name}: {daily:?}");
        let preview = open.preview_restore(&backup).err();
        let gone = matches!(
            preview,
            Some(RestoreError::Store(StoreError::Gone) | RestoreError::NoSuchBackup { .. })
        );
        assert!(gone, "{name}: {preview:?}");
        assert!(matches!(open.look_over(&|| true), Err(StoreError::Gone)));
        let salvaged = open.salvage_into(&elsewhere.file("new.prospects"), &Unwatched, now());
        let gone = matches!(salvaged, Err(RestoreError::Store(StoreError::Gone)));
        assert!(gone, "{name}: {salvaged:?}");
        comes(&world, &aside);
    }
}
