//! No room is left: what was begun is taken back, what was there can be read, and with room again the same works.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use prospect_core::changes::Op;
use prospect_core::error::{StoreError, TransactError};
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{ImportError, Workspace};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::command::Work;
use crate::state::{State, reopened};
use crate::world::{World, import, now};

const FEW: u32 = 1_500;
const IMPORT: Work = Work::Prospects(&["import", "prospects", "FOLDER/more.csv"]);
const WORKS: [Work; 3] = [
    IMPORT,
    Work::Prospects(&["groups", "add", "Autumn"]),
    Work::Prospects(&["undo"]),
];

/// A disk of its own.
struct Disk(TempDir);

impl Disk {
    /// Of so many MiB; `None` where the system lets only its owner make one, and this is somebody else.
    fn of(size: u32) -> Option<Self> {
        let at = tempfile::tempdir().unwrap();
        let size = format!("size={size}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(at.path())
            .output();
        let mounted = mounted.is_ok_and(|ran| ran.status.success());
        if !mounted {
            println!("no disk of its own can be made here: left out");
        }
        mounted.then_some(Self(at))
    }

    /// Takes all the room there is, but for so many KiB; it is free again when the file goes that is given.
    fn fill(&self, but: usize) -> PathBuf {
        let path = self.0.path().join("filler");
        let mut filler = File::create(&path).unwrap();
        while filler.write_all(&[0x55; 4096]).is_ok() {}
        let filled = filler.metadata().unwrap().len();
        filler.set_len(filled - (but as u64) * 1024).unwrap();
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The folder below stays, empty, where it cannot be taken off.
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

/// What is tried on a workspace that is open.
type Try = fn(&Workspace, &Path) -> Result<(), StoreError>;

const TRIES: [(&str, Try); 3] = [
    ("a change", |open, _| {
        let name = "Autumn".to_owned();
        of_change(open.transact(&Op::CreateGroup { name }, now()))
    }),
    ("an import", |open, folder| {
        let request = Request {
            kind: ImportKind::Prospects,
            ..Request::of(&folder.join("more.csv"))
        };
        match open.import(&request, None, &Unwatched, now()) {
            Ok(_) => Ok(()),
            Err(ImportError::Store(error)) => Err(error),
            Err(other) => panic!("{other}"),
        }
    }),
    ("an undo", |open, _| of_change(open.undo(None, now()))),
];

fn of_change<T>(done: Result<T, TransactError>) -> Result<(), StoreError> {
    match done {
        Ok(_) => Ok(()),
        Err(TransactError::Store(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn at_the_door_nothing_happens_until_there_is_room() {
    let Some(disk) = Disk::of(16) else { return };
    let ready = World::of(FEW);
    for (name, attempt) in TRIES {
        let undisturbed = ready.copy();
        let open = Workspace::open(&undisturbed.workspace(), now()).unwrap();
        attempt(&open, undisturbed.path()).unwrap();
        drop(open);
        let after = State::of(&undisturbed.workspace());
        let before = State::of(&ready.workspace());
        for but in [0, 8, 40, 160] {
            let world = ready.copy_to(disk.0.path());
            let open = Workspace::open(&world.workspace(), now()).unwrap();
            let filler = disk.fill(but);
            let tried = attempt(&open, world.path());
            println!("{name} with {but} KiB: {tried:?}");
            let is_done = tried.is_ok();
            assert!(!is_done || but > 0, "{name} needs no room");
            assert!(
                is_done || matches!(tried, Err(StoreError::DiskFull)),
                "{name}, {but}"
            );
            // What is there can be read.
            assert_eq!(open.check().unwrap().findings, []);
            open.find(&Query::of(Place::Partners), now());
            if !is_done {
                fs::remove_file(&filler).unwrap();
                attempt(&open, world.path()).unwrap();
            }
            drop(open);
            fs::remove_file(&filler).ok();
            assert_eq!(
                State::of(&world.workspace()).difference(&after),
                None,
                "{name}, {but}"
            );

            // And closed while there is no room.
            let world = ready.copy_to(disk.0.path());
            let open = Workspace::open(&world.workspace(), now()).unwrap();
            let filler = disk.fill(but);
            let is_done = attempt(&open, world.path()).is_ok();
            drop(open);
            fs::remove_file(filler).unwrap();
            let expected = if is_done { &after } else { &before };
            let (state, _) = reopened(&world.workspace());
            assert_eq!(state.difference(expected), None, "{name}, {but}, closed");
        }
    }
}

#[test]
fn an_import_that_does_not_fit_gives_all_its_room_back() {
    let Some(disk) = Disk::of(10) else { return };
    let ready = World::of(FEW);
    let world = ready.copy_to(disk.0.path());
    // Read from elsewhere: the disk is for the workspace.
    let rows: String = (0..30_000)
        .map(|n| format!("Shop {n},post@shop-{n}.example,{}\n", "x".repeat(300)))
        .collect();
    let list = ready.file("more.csv");
    fs::write(&list, format!("Name,Email,Notes\n{rows}")).unwrap();
    let before = State::of(&ready.workspace());
    let open = Workspace::open(&world.workspace(), now()).unwrap();
    let refused = TRIES[1].1(&open, ready.path());
    assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
    let log = fs::metadata(world.file("a.prospects-wal")).unwrap().len();
    println!("the log is left with {log} bytes");
    assert!(log < 1 << 20, "{log} bytes of log are left");
    // What fits is imported.
    fs::write(&list, "Name,Email\nNordlicht,post@nordlicht.example\n").unwrap();
    import(&open, ImportKind::Prospects, &list);
    open.undo(None, now()).unwrap();
    drop(open);
    let (state, _) = reopened(&world.workspace());
    assert!(
        state.difference(&before).is_some(),
        "an undone import is remembered"
    );
}

#[test]
fn a_command_says_that_the_disk_is_full_and_works_once_there_is_room() {
    let Some(disk) = Disk::of(16) else { return };
    let ready = World::of(FEW);
    let before = State::of(&ready.workspace());
    for work in WORKS {
        let undisturbed = ready.copy();
        work.done(&undisturbed);
        let after = State::of(&undisturbed.workspace());
        // Not even what is needed to open it; and enough for that alone.
        for but in [0, 36] {
            let world = ready.copy_to(disk.0.path());
            let filler = disk.fill(but);
            work.refused(&world, "the disk is full");
            fs::remove_file(filler).unwrap();
            assert_eq!(
                State::of(&world.workspace()).difference(&before),
                None,
                "{work:?}"
            );
            work.done(&world);
            assert_eq!(
                State::of(&world.workspace()).difference(&after),
                None,
                "{work:?}"
            );
        }
    }
}

#[test]
fn a_copy_that_does_not_fit_is_not_there() {
    let Some(disk) = Disk::of(16) else { return };
    let backup = Work::Prospects(&["backup", "FOLDER/copy.prospects"]);
    let world = World::of(FEW).copy_to(disk.0.path());
    let filler = disk.fill(200);
    backup.refused(&world, "the disk is full");
    let copy = world.file("copy.prospects");
    assert!(!copy.exists());
    fs::remove_file(filler).unwrap();
    backup.done(&world);
    let state = State::of(&world.workspace());
    assert_eq!(State::of(&copy).difference(&state), None);
}

/// Where nobody may make a disk, a file that may not grow does.
#[test]
fn a_file_that_may_not_grow_is_a_full_disk() {
    let ready = World::of(FEW);
    let pages: u32 = Connection::open(ready.workspace())
        .unwrap()
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let before = State::of(&ready.workspace());
    let world = ready.copy();
    let mut program = IMPORT.program(&world);
    program.env("PROSPECTS_MOST_PAGES", pages.to_string());
    IMPORT.refused_by(program, "the disk is full; nothing was changed");
    let (state, _) = reopened(&world.workspace());
    assert_eq!(state.difference(&before), None);
    IMPORT.done(&world);
}
