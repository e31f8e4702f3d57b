//! Backups that are made by themselves, and copies that are asked for.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use prospect_core::backup::{Backup, BackupReason, Contents};
use prospect_core::changes::Op;
use prospect_core::error::StoreError;
use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::workspace::{ExportError, Workspace};

use crate::desk::{CATALOGUE, Desk, beside, now};

pub fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

pub fn backups(desk: &Desk) -> Vec<Backup> {
    desk.workspace().backups().unwrap().all
}

pub fn reasons(desk: &Desk) -> Vec<BackupReason> {
    backups(desk).iter().map(|backup| backup.reason).collect()
}

/// The backup of a day, made now.
pub fn back_up(desk: &Desk, hours: i64) -> Backup {
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

pub fn backup_folder(desk: &Desk) -> PathBuf {
    beside(&desk.path(), "-backups")
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
    let mut desk = Desk::stocked();
    assert_eq!(reasons(&desk), [], "a small file is no reason");
    desk.mark("Wanderbuch");
    desk.import(ImportKind::Prospects, &large_file());
    desk.import(ImportKind::Prospects, &large_file());
    // Whoever closes it waits for the one that is being made.
    desk.reopen();
    // The second changed nothing, and needed none.
    assert_eq!(reasons(&desk), [BackupReason::Import]);
    let backup = backups(&desk).remove(0);
    assert_eq!(
        backup.contents.unwrap(),
        Contents {
            partners: 6,
            creators: 3,
            prospects: 1,
            hidden: 0,
            groups: 0,
            changes: 2,
        }
    );
    let file = backup_folder(&desk).join(&backup.name);
    assert_eq!(backup.bytes, fs::metadata(file).unwrap().len());
    assert_eq!(
        in_folder(&backup_folder(&desk)).len(),
        1,
        "nothing is left beside it"
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
    let left: Vec<String> = in_folder(&backup_folder(&desk));
    assert!(
        left.iter().all(|name| name.ends_with(".prospects")),
        "{left:?}"
    );
}

/// So large that copying it takes more than one step.
pub fn large_catalogue() -> String {
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
    fs::write(backup_folder(&desk).join("letter.txt"), "Dear Anke").unwrap();
    fs::write(
        backup_folder(&desk).join("20200101T000000000Z-daily.prospects.half-written"),
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
    let names = in_folder(&backup_folder(&desk));
    assert_eq!(names.len(), all.len() + 1, "{names:?}");
    assert!(names.contains(&"letter.txt".to_owned()));
}

#[test]
fn a_clock_that_is_wrong_once_takes_few_backups_away() {
    let desk = Desk::stocked();
    for day in 0..12 {
        desk.mark("Fellside");
        back_up(&desk, 24 * day);
        desk.workspace().undo(None, now()).unwrap();
    }
    let before = backups(&desk).len();
    desk.mark("Fellside");
    back_up(&desk, 24 * 800);
    assert_eq!(backups(&desk).len(), before + 1 - 3);
}

#[test]
fn what_others_call_the_part_of_a_file_stays() {
    let desk = Desk::stocked();
    let part = desk.file("copy.prospects.part", b"mine");
    let out = part.with_file_name("copy.prospects");
    desk.workspace().backup(&out, false, &Unwatched).unwrap();
    assert_eq!(fs::read(part).unwrap(), b"mine");
}

#[test]
fn a_new_workspace_of_an_old_ones_name_leaves_that_ones_backups() {
    let desk = Desk::stocked();
    for day in [0, 1, 2, 30] {
        desk.mark("Fellside");
        back_up(&desk, 24 * day);
        desk.workspace().undo(None, now()).unwrap();
    }
    let old = in_folder(&backup_folder(&desk));
    let path = desk.path();
    let folder = desk.close();
    fs::remove_file(&path).unwrap();
    let mut desk = Desk::of(folder, Workspace::create(&path, now()).unwrap());
    desk.import(ImportKind::Catalogue, CATALOGUE.as_bytes());
    // That the old one had one an hour ago is no reason to wait.
    for day in 0..90 {
        desk.mark("Fellside");
        back_up(&desk, 24 * (30 + day) + 1);
        desk.workspace().undo(None, now()).unwrap();
    }
    let there = in_folder(&backup_folder(&desk));
    assert!(old.iter().all(|name| there.contains(name)), "{there:?}");
    let of_another = |desk: &Desk| -> Vec<String> {
        let mut all = backups(desk);
        all.retain(|backup| backup.of_another);
        all.into_iter().rev().map(|backup| backup.name).collect()
    };
    assert_eq!(of_another(&desk), old);

    // Where one of those is restored, it is the old workspace again.
    let newest = &old[old.len() - 1];
    let restored = desk
        .workspace()
        .restore(newest, &Unwatched, later(24 * 130));
    desk.take_up(restored.unwrap().workspace);
    let others = of_another(&desk);
    assert_eq!(others.len(), backups(&desk).len() - old.len());
    assert!(old.iter().all(|name| !others.contains(name)));
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
    let out = backup_folder(&desk).join(backup.name);
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
fn what_lay_beside_a_file_that_is_replaced_is_not_read_into_the_copy() {
    let desk = Desk::stocked();
    // What a program leaves that is ended: a file, and a log that is not in it yet.
    let other = Desk::stocked();
    other.mark("Fellside");
    other.hide("Wanderbuch", "no");
    let out = desk.folder.path().join("other.prospects");
    for ending in ["", "-wal"] {
        fs::copy(beside(&other.path(), ending), beside(&out, ending)).unwrap();
    }
    desk.workspace().backup(&out, true, &Unwatched).unwrap();
    let copy = Workspace::open(&out, now()).unwrap();
    let overview = copy.overview().unwrap();
    assert_eq!((overview.prospects, overview.hidden), (0, 0));
    assert_eq!(copy.check().unwrap().findings, []);
    drop(copy);

    // The same where a new one is made in the place of one whose file was deleted.
    for ending in ["", "-wal"] {
        fs::copy(beside(&other.path(), ending), beside(&out, ending)).unwrap();
    }
    fs::remove_file(&out).unwrap();
    let made = Workspace::create(&out, now()).unwrap();
    assert_eq!(made.check().unwrap().findings, []);
    drop(made);
    let opened = Workspace::open(&out, now()).unwrap();
    assert_eq!(opened.overview().unwrap().partners, 0);
}

#[test]
fn after_a_large_import_a_closed_workspace_is_whole_in_its_one_file() {
    let desk = Desk::stocked();
    desk.import(ImportKind::Prospects, &large_file());
    let path = desk.path();
    let _folder = desk.close();
    assert!(!beside(&path, "-wal").exists());
}

#[test]
fn a_backup_of_a_day_to_come_stops_none_of_today() {
    let desk = Desk::stocked();
    back_up(&desk, 24 * 400);
    desk.mark("Fellside");
    let made = desk.workspace().back_up_daily(later(0), &|| true).unwrap();
    assert!(made);
    assert_eq!(backups(&desk).len(), 2, "nor is it thinned away");
    let made = desk.workspace().back_up_daily(later(1), &|| true).unwrap();
    assert!(!made, "once a day");
    assert!(
        !desk.workspace().back_up_daily(later(30), &|| true).unwrap(),
        "nothing was done since"
    );
}

#[test]
fn a_backup_that_was_opened_as_a_workspace_is_one_of_its_own() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    let path = backup_folder(&desk).join(&backup.name);
    drop(Workspace::open(&path, now()).unwrap());
    assert_eq!(reasons(&desk), []);
    assert!(path.exists());
}
