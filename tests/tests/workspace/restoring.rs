//! Restoring a backup.

use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use prospect_core::backup::BackupReason;
use prospect_core::changes::Op;
use prospect_core::error::{OpenError, StoreError, TransactError};
use prospect_core::import::{ImportKind, Progress, Unwatched, Watch};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{RestoreError, Workspace};

use crate::backups::{back_up, backup_folder, backups, large_catalogue, later, reasons};
use crate::desk::{CATALOGUE, Desk, now};

impl Desk {
    /// Puts the workspace that restoring gave in the place of the one before.
    fn restored(&mut self, name: &str) -> String {
        let restored = self
            .workspace()
            .restore(name, &Unwatched, later(50))
            .unwrap();
        self.take_up(restored.workspace);
        restored.undo.unwrap()
    }
}

#[test]
fn restoring_brings_everything_back_and_can_be_undone() {
    let mut desk = Desk::stocked();
    desk.mark("Wanderbuch");
    desk.hide("Fellside", "no fit");
    let then = desk.everything();
    let backup = back_up(&desk, 0);
    desk.import(
        ImportKind::Prospects,
        b"Name,Email\nNeuland,post@neuland.example\n",
    );
    desk.transact(&Op::CreateGroup {
        name: "DACH".into(),
    });
    desk.mark("Moor & Tarn");
    let before = desk.everything();

    let undo = desk.restored(&backup.name);
    assert_eq!(desk.everything(), then);
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    desk.workspace().redo(None, now()).unwrap();
    desk.mark("Moor & Tarn");
    desk.reopen();
    desk.assert_sound();
    assert_eq!(reasons(&desk), [BackupReason::Restore, BackupReason::Daily]);

    desk.restored(&undo);
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
    desk.kill();
    assert_eq!(desk.everything(), before, "also after a crash");
}

#[test]
fn the_workspace_from_before_writes_nothing_into_what_was_restored() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    desk.mark("Wanderbuch");
    let target = desk.just("Fellside");
    let restored = desk
        .workspace()
        .restore(&backup.name, &Unwatched, later(1))
        .unwrap();
    let refused = desk.workspace().transact(&Op::Mark { target }, now());
    assert!(matches!(
        refused,
        Err(TransactError::Store(StoreError::Overtaken))
    ));
    assert_eq!(restored.workspace.overview().unwrap().prospects, 0);
    assert_eq!(restored.workspace.check().unwrap().findings, []);
}

#[test]
fn a_preview_tells_in_what_a_backup_differs() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let backup = back_up(&desk, 0);
    desk.import(
        ImportKind::Prospects,
        b"Name,Email\nNeuland,post@neuland.example\n",
    );
    desk.hide("Fellside", "no fit");
    desk.transact(&Op::CreateGroup {
        name: "DACH".into(),
    });
    let preview = desk.workspace().preview_restore(&backup.name).unwrap();
    assert_eq!(preview.backup, backup);
    assert_eq!((preview.now.partners, preview.then.partners), (5, 6));
    assert_eq!((preview.now.prospects, preview.then.prospects), (2, 1));
    assert_eq!((preview.now.hidden, preview.then.hidden), (1, 0));
    let differences = preview.differences.unwrap();
    assert_eq!(differences.leave.names, ["Neuland"]);
    assert_eq!(differences.come_back.count, 0);
    assert_eq!(differences.differ.names, ["Fellside"]);
    assert_eq!((preview.changes, preview.newest.len()), (3, 3));
    assert_eq!(preview.changes_back, 0);
    assert!(preview.newest[0].id > preview.newest[2].id);
}

#[test]
fn what_came_back_is_told_too() {
    let desk = Desk::empty();
    desk.import(ImportKind::Catalogue, CATALOGUE.as_bytes());
    let backup = back_up(&desk, 0);
    desk.workspace().undo(None, now()).unwrap();
    let preview = desk.workspace().preview_restore(&backup.name).unwrap();
    let differences = preview.differences.unwrap();
    assert_eq!(differences.come_back.count, 9);
    assert_eq!(differences.come_back.names.len(), 5);
    assert_eq!((differences.leave.count, differences.differ.count), (0, 0));
    assert_eq!(preview.changes, 1, "the one that is undone");
    assert_eq!(preview.changes_back, 1, "it is done there");
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_changes() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let backup = back_up(&desk, 0);
    let before = desk.everything();
    for name in [
        "",
        "..",
        "../Fjellvik Outdoor.prospects",
        "20200101T000000000Z-daily.prospects",
    ] {
        let refused = desk.workspace().restore(name, &Unwatched, now());
        assert!(
            matches!(refused, Err(RestoreError::NoSuchBackup { .. })),
            "{name}"
        );
    }
    let path = backup_folder(&desk).join(&backup.name);
    let whole = fs::read(&path).unwrap();
    let middle = whole.len() / 2;
    let mut torn = whole.clone();
    torn[middle..].fill(0x55);
    for bytes in [&b""[..], b"no workspace at all", &whole[..middle], &torn] {
        fs::write(&path, bytes).unwrap();
        let refused = desk.workspace().restore(&backup.name, &Unwatched, now());
        assert!(
            matches!(refused, Err(RestoreError::BackupDamaged)),
            "{:?}",
            refused.err()
        );
        let refused = desk.workspace().preview_restore(&backup.name);
        assert!(matches!(refused, Err(RestoreError::BackupDamaged)));
    }
    assert_eq!(desk.everything(), before);
    assert_eq!(backups(&desk).len(), 1);
    desk.assert_sound();
}

#[test]
fn a_backup_of_a_newer_version_is_not_restored() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    let path = backup_folder(&desk).join(&backup.name);
    rusqlite::Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 999)
        .unwrap();
    let refused = desk.workspace().restore(&backup.name, &Unwatched, now());
    assert!(matches!(
        refused,
        Err(RestoreError::Open(OpenError::Newer { found: 999, .. }))
    ));
}

/// Stops at the nth look.
pub struct StopsAt(pub u32, pub AtomicU32);

impl Watch for StopsAt {
    fn progress(&self, progress: Progress) {
        assert!((0.0..=1.0).contains(&progress.part));
    }
    fn cancelled(&self) -> bool {
        self.1.fetch_add(1, Ordering::Relaxed) >= self.0
    }
}

/// Begins to restore a backup, stopped at the first look, at the second and so on, until it goes through; looks at what each that was
/// stopped left, and says how many they were.
pub fn stopped_at_each_look(desk: &Desk, name: &str, look_at_it: impl Fn()) -> u32 {
    for stopped in 0.. {
        let watch = StopsAt(stopped, AtomicU32::new(0));
        match desk.workspace().restore(name, &watch, later(200)) {
            Err(RestoreError::Cancelled) => look_at_it(),
            Ok(_) => return stopped,
            Err(other) => panic!("{other}"),
        }
    }
    unreachable!("it goes through once nothing stops it")
}

#[test]
fn a_restore_that_is_cancelled_changes_nothing_wherever_it_stops() {
    let desk = Desk::stocked();
    desk.import(ImportKind::Catalogue, large_catalogue().as_bytes());
    let backup = back_up(&desk, 100);
    desk.mark("Wanderbuch");
    let before = desk.everything();
    let stopped = stopped_at_each_look(&desk, &backup.name, || {
        assert_eq!(desk.everything(), before);
        desk.assert_sound();
    });
    assert!(
        stopped >= 2,
        "{stopped} times: in the backup from before, and in the copy"
    );
}

#[test]
fn a_restore_that_waits_for_a_backup_can_be_cancelled() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    desk.mark("Wanderbuch");
    let (begun, has_begun) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel();
    let held = Mutex::new(Some(may_go_on));
    thread::scope(|scope| {
        let made = scope.spawn(|| {
            desk.workspace().back_up_daily(later(30), &move || {
                // The first time that it is asked it stands still.
                if let Some(may_go_on) = held.lock().unwrap().take() {
                    begun.send(()).unwrap();
                    may_go_on.recv().unwrap();
                }
                true
            })
        });
        has_begun.recv().unwrap();
        let watch = StopsAt(3, AtomicU32::new(0));
        let refused = desk.workspace().restore(&backup.name, &watch, later(31));
        assert!(matches!(refused, Err(RestoreError::Cancelled)));
        go_on.send(()).unwrap();
        assert!(made.join().unwrap().unwrap());
    });
    assert_eq!(reasons(&desk), [BackupReason::Daily; 2]);
}

#[test]
fn an_upgrade_begins_with_a_backup_of_the_older_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Old.prospects");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.pragma_update(None, "foreign_keys", false).unwrap();
    old.execute_batch(include_str!("../../data/schemas/0006.sql"))
        .unwrap();
    drop(old);
    let desk = Desk::of(folder, Workspace::open(&path, now()).unwrap());
    assert_eq!(reasons(&desk), [BackupReason::Upgrade]);
    let backup = backups(&desk).remove(0);
    assert_eq!(backup.contents.unwrap().hidden, 1);
    let old = rusqlite::Connection::open(backup_folder(&desk).join(&backup.name)).unwrap();
    let version: u32 = old
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 6);
    drop(old);
    let preview = desk.workspace().preview_restore(&backup.name).unwrap();
    assert_eq!(preview.differences, None);
    let mut desk = desk;
    let before = desk.everything();
    desk.restored(&backup.name);
    assert_eq!(
        desk.everything(),
        before,
        "brought up to the present version again"
    );
    desk.assert_sound();
}

#[test]
fn the_backup_that_is_restored_is_not_thinned_away_meanwhile() {
    let mut desk = Desk::stocked();
    let names: Vec<String> = (0..14)
        .map(|n| {
            desk.mark("Fellside");
            let copy = format!("202611{:02}T1200{n:02}000Z-import.prospects", 1);
            fs::create_dir_all(backup_folder(&desk)).unwrap();
            let out = desk.folder.path().join(&copy);
            desk.workspace().backup(&out, false, &Unwatched).unwrap();
            fs::rename(out, backup_folder(&desk).join(&copy)).unwrap();
            copy
        })
        .collect();
    desk.restored(&names[0]);
    let left = backups(&desk);
    assert!(left.iter().any(|backup| backup.name == names[0]));
    assert!(left.len() < names.len(), "others went: {}", left.len());
}

#[test]
fn answers_from_before_are_no_answers_of_what_was_restored() {
    let mut desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    let before = desk.find(&Query::of(Place::Partners)).result;
    desk.restored(&backup.name);
    let after = desk.find(&Query::of(Place::Partners)).result;
    assert!(after > before);
    assert!(desk.workspace().rows(before, 0, 5).is_err());
}

#[test]
fn a_backup_that_is_opened_as_a_workspace_is_restored_no_more() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    let path = backup_folder(&desk).join(&backup.name);
    let _opened = Workspace::open(&path, now()).unwrap();
    let refused = desk.workspace().restore(&backup.name, &Unwatched, later(1));
    assert!(matches!(refused, Err(RestoreError::NoSuchBackup { .. })));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_may_have_a_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let odd = std::ffi::OsStr::from_bytes(b"Gr\xfc\xdfe ?#%");
    let path = folder.path().join(odd).join("a.prospects");
    let desk = Desk::of(folder, Workspace::create(&path, now()).unwrap());
    desk.import(ImportKind::Catalogue, CATALOGUE.as_bytes());
    let backup = back_up(&desk, 0);
    desk.mark("Wanderbuch");
    let preview = desk.workspace().preview_restore(&backup.name).unwrap();
    assert_eq!(preview.differences.unwrap().differ.names, ["Wanderbuch"]);
}
