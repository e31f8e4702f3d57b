//! Backups: those that are made by themselves, and restoring one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{SignedDuration, Timestamp};
use prospect_core::backup::{Backup, BackupReason, Contents};
use prospect_core::changes::Op;
use prospect_core::error::{OpenError, StoreError, TransactError};
use prospect_core::import::{ImportKind, Progress, Unwatched, Watch};
use prospect_core::workspace::{ExportError, RestoreError, Workspace};

use crate::desk::{CATALOGUE, Desk, beside, now};

fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

fn backups(desk: &Desk) -> Vec<Backup> {
    desk.workspace().backups().unwrap().all
}

fn reasons(desk: &Desk) -> Vec<BackupReason> {
    backups(desk).iter().map(|backup| backup.reason).collect()
}

/// The backup of a day, made now.
fn back_up(desk: &Desk, hours: i64) -> Backup {
    assert!(
        desk.workspace()
            .back_up_daily(later(hours), &|| true)
            .unwrap()
    );
    backups(desk).remove(0)
}

fn in_folder(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

impl Desk {
    /// Puts the workspace that restoring gave in the place of the one before.
    fn restored(&mut self, name: &str) -> String {
        let restored = self
            .workspace()
            .restore(name, &Unwatched, later(50))
            .unwrap();
        self.take_up(restored.workspace);
        restored.undo
    }

    fn backup_folder(&self) -> PathBuf {
        beside(&self.path(), "-backups")
    }
}

/// A file of so many rows that a backup is made before it is imported.
fn large_file() -> Vec<u8> {
    let rows = (0..6_000).map(|n| format!("Newcomer number {n},post@newcomer-{n}.example\n"));
    ["Name,Email\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect::<String>()
        .into_bytes()
}

#[test]
fn before_a_large_import_there_is_a_backup_of_what_was_there() {
    let desk = Desk::stocked();
    assert_eq!(reasons(&desk), [], "a small file is no reason");
    desk.mark("Wanderbuch");
    desk.import(ImportKind::Prospects, &large_file());
    // The next one waits for it.
    desk.import(ImportKind::Prospects, &large_file());
    let all = backups(&desk);
    assert_eq!(
        all.iter().map(|backup| backup.reason).collect::<Vec<_>>(),
        [BackupReason::Import; 2]
    );
    let first = all[1].contents.unwrap();
    assert_eq!(
        first,
        Contents {
            partners: 6,
            creators: 3,
            prospects: 1,
            hidden: 0,
            groups: 0,
            changes: 2,
        }
    );
    assert_eq!(all[0].contents.unwrap().prospects, 6_001);
    assert_eq!(
        all[1].bytes,
        fs::metadata(desk.backup_folder().join(&all[1].name))
            .unwrap()
            .len()
    );
    assert_eq!(
        in_folder(&desk.backup_folder()).len(),
        2,
        "nothing is left beside them"
    );
}

#[test]
fn an_empty_workspace_has_nothing_to_lose() {
    let desk = Desk::empty();
    assert!(!desk.workspace().back_up_daily(now(), &|| true).unwrap());
    desk.import(ImportKind::Prospects, &large_file());
    assert_eq!(reasons(&desk), []);
}

#[test]
fn a_daily_backup_is_made_once_a_day_and_only_where_something_was_done() {
    let desk = Desk::stocked();
    let first = back_up(&desk, 0);
    assert_eq!(first.reason, BackupReason::Daily);
    let again = |hours| {
        desk.workspace()
            .back_up_daily(later(hours), &|| true)
            .unwrap()
    };
    desk.mark("Fellside");
    assert!(!again(19), "not yet");
    assert!(again(20));
    assert!(!again(48), "nothing was done since");
    desk.workspace().undo(None, now()).unwrap();
    assert!(!again(39), "not yet");
    assert!(again(48), "an undo is something that was done");
    assert_eq!(reasons(&desk), [BackupReason::Daily; 3]);
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let desk = Desk::stocked();
    desk.import(ImportKind::Catalogue, large_catalogue().as_bytes());
    let made = desk
        .workspace()
        .back_up_daily(later(100), &|| false)
        .unwrap();
    assert!(!made);
    let left: Vec<String> = in_folder(&desk.backup_folder());
    assert!(
        left.iter().all(|name| name.ends_with(".prospects")),
        "{left:?}"
    );
}

/// So large that copying it takes more than one step.
fn large_catalogue() -> String {
    let rows = (0..9_000).map(|n| {
        let about = format!("{n} ").repeat(200);
        format!("Walker {n},walker-{n}.example,{about}\n")
    });
    let header = "Name,Website,Description\n".to_owned();
    std::iter::once(header).chain(rows).collect()
}

#[test]
fn old_backups_go_and_other_files_in_their_folder_stay() {
    let desk = Desk::stocked();
    back_up(&desk, 0);
    fs::write(desk.backup_folder().join("letter.txt"), "Dear Anke").unwrap();
    fs::write(
        desk.backup_folder()
            .join("20200101T000000000Z-daily.prospects.part"),
        "half",
    )
    .unwrap();
    for day in 1..=40 {
        desk.mark("Fellside");
        back_up(&desk, 24 * day);
        desk.transact(&Op::Unmark {
            target: desk.just("Fellside"),
        });
    }
    let all = backups(&desk);
    assert!(all.len() > 14 && all.len() < 20, "{} backups", all.len());
    let names = in_folder(&desk.backup_folder());
    assert_eq!(names.len(), all.len() + 1, "{names:?}");
    assert!(names.contains(&"letter.txt".to_owned()));
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
        Err(TransactError::Store(StoreError::ReadOnly))
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
    let path = desk.backup_folder().join(&backup.name);
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
    let path = desk.backup_folder().join(&backup.name);
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
struct StopsAt(u32, AtomicU32);

impl Watch for StopsAt {
    fn progress(&self, progress: Progress) {
        assert!((0.0..=1.0).contains(&progress.part));
    }
    fn cancelled(&self) -> bool {
        self.1.fetch_add(1, Ordering::Relaxed) >= self.0
    }
}

#[test]
fn a_restore_that_is_cancelled_changes_nothing_wherever_it_stops() {
    let desk = Desk::stocked();
    desk.import(ImportKind::Catalogue, large_catalogue().as_bytes());
    let backup = back_up(&desk, 100);
    desk.mark("Wanderbuch");
    let before = desk.everything();
    let mut stopped = 0;
    for look in 0.. {
        let watch = StopsAt(look, AtomicU32::new(0));
        match desk.workspace().restore(&backup.name, &watch, later(200)) {
            Err(RestoreError::Cancelled) => stopped += 1,
            Ok(_) => break,
            Err(other) => panic!("{other}"),
        }
        assert_eq!(desk.everything(), before);
        desk.assert_sound();
    }
    assert!(
        stopped >= 2,
        "{stopped} times: in the backup from before, and in the copy"
    );
}

#[test]
fn a_copy_takes_the_place_of_a_file_only_where_it_may() {
    let desk = Desk::stocked();
    let taken = desk.file("taken.prospects", b"mine");
    let refused = desk.workspace().backup(&taken, false, &Unwatched);
    assert!(matches!(refused, Err(ExportError::Unwritable { .. })));
    assert_eq!(fs::read(&taken).unwrap(), b"mine");
    let copied = desk.workspace().backup(&taken, true, &Unwatched).unwrap();
    assert_eq!((copied.partners, copied.creators), (6, 3));
    for ours in ["", "-wal", "-lock", "-catalogue"] {
        let out = beside(&desk.path(), ours);
        let refused = desk.workspace().backup(&out, true, &Unwatched);
        assert!(
            matches!(refused, Err(ExportError::IsWorkspace { .. })),
            "{ours}"
        );
    }
    let backup = back_up(&desk, 0);
    let out = desk.backup_folder().join(backup.name);
    let refused = desk.workspace().backup(&out, true, &Unwatched);
    assert!(matches!(refused, Err(ExportError::IsWorkspace { .. })));
    let other = Workspace::open(&taken, now()).unwrap();
    let refused = desk.workspace().backup(&taken, true, &Unwatched);
    assert!(
        matches!(refused, Err(ExportError::Store(StoreError::Busy))),
        "{refused:?}"
    );
    assert_eq!(other.check().unwrap().findings, []);
}

#[test]
fn a_damaged_workspace_is_put_back_from_a_backup_and_stays_beside_it() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let then = desk.everything();
    let backup = back_up(&desk, 0);
    let path = desk.path();
    let folder = desk.close();
    let mut damaged = fs::read(&path).unwrap();
    damaged[100..8_000].fill(0x55);
    fs::write(&path, &damaged).unwrap();
    assert!(Workspace::open(&path, now()).is_err());

    let known = Workspace::backups_of(&path).unwrap();
    assert_eq!(known.all.first(), Some(&backup));
    let restored = Workspace::restore_closed(&path, &backup.name, &Unwatched, later(3)).unwrap();
    let desk = Desk::of(folder, restored);
    assert_eq!(desk.everything(), then);
    desk.assert_sound();
    let aside = beside(&path, "-damaged-20261101T150000Z");
    assert_eq!(fs::read(aside).unwrap(), damaged);
}

#[test]
fn an_upgrade_begins_with_a_backup_of_the_older_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Old.prospects");
    crate::upgrades::make(&path, 6);
    let desk = Desk::of(folder, Workspace::open(&path, now()).unwrap());
    assert_eq!(reasons(&desk), [BackupReason::Upgrade]);
    let backup = backups(&desk).remove(0);
    assert_eq!(backup.contents.unwrap().partners, 1);
    let old = rusqlite::Connection::open(desk.backup_folder().join(&backup.name)).unwrap();
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
