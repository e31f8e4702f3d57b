//! Restoring a backup of a workspace that is damaged.

use std::fs;
use std::sync::atomic::AtomicU32;

use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::workspace::{Damage, RestoreError, Workspace};

use crate::backups::{back_up, backup_folder, backups, large_catalogue, later};
use crate::desk::{Desk, beside, now};
use crate::restoring::{StopsAt, stopped_at_each_look};
use crate::salvaging::damage;

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
    assert!(!beside(&path, "-restored").exists());
}

/// A workspace that opens, with nonsense in the place of what was imported into it.
fn opens_damaged(desk: Desk) -> Desk {
    let path = desk.path();
    let folder = desk.close();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'import_rows'";
    let page: u32 = connection.query_row(root, [], |row| row.get(0)).unwrap();
    drop(connection);
    damage(&path, [page as usize]);
    Desk::of(folder, Workspace::open(&path, now()).unwrap())
}

#[test]
fn damage_is_found_by_looking_where_nobody_asked_for_what_is_there() {
    let desk = Desk::stocked();
    assert_eq!(desk.workspace().look_over(&|| true).unwrap(), Some(true));
    let desk = opens_damaged(desk);
    assert_eq!(desk.workspace().look_over(&|| true).unwrap(), Some(false));
    let found = desk.workspace().check().unwrap().findings;
    assert_eq!(found, [Damage::Integrity]);
}

#[test]
fn a_workspace_that_opens_and_is_damaged_is_restored_and_what_was_there_is_kept() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let then = desk.everything();
    let backup = back_up(&desk, 0);
    desk.mark("Fellside");
    let mut desk = opens_damaged(desk);
    let restored = desk
        .workspace()
        .restore(&backup.name, &Unwatched, later(3))
        .unwrap();
    assert_eq!(restored.undo, None, "nobody restores what is damaged");
    desk.take_up(restored.workspace);
    assert_eq!(desk.everything(), then);
    desk.assert_sound();
    assert_eq!(backups(&desk), [backup]);
    let aside = beside(&desk.path(), "-damaged-20261101T150000Z");
    let kept = Workspace::open(&aside, now()).unwrap();
    assert_eq!(kept.overview().unwrap().prospects, 2);
    assert_eq!(kept.check().unwrap().findings, [Damage::Integrity]);
}

#[test]
fn a_damaged_workspace_stays_as_it_is_with_its_log_where_restoring_is_cancelled() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    let path = desk.path();
    let folder = desk.close();
    fs::write(&path, "torn").unwrap();
    fs::write(beside(&path, "-wal"), "its log").unwrap();
    let stopped = StopsAt(0, AtomicU32::new(0));
    let cancelled = Workspace::restore_closed(&path, &backup.name, &stopped, later(3));
    assert!(matches!(cancelled, Err(RestoreError::Cancelled)));
    assert_eq!(fs::read(&path).unwrap(), b"torn");
    assert_eq!(fs::read(beside(&path, "-wal")).unwrap(), b"its log");
    let left = fs::read_dir(folder.path()).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(
        left.into_iter()
            .all(|name| !name.contains("damaged") && !name.contains("restored"))
    );
}

#[test]
fn what_is_damaged_is_not_kept_twice_where_restoring_is_cancelled() {
    let desk = Desk::stocked();
    desk.import(ImportKind::Catalogue, large_catalogue().as_bytes());
    let backup = back_up(&desk, 100);
    let desk = opens_damaged(desk);
    let stopped = stopped_at_each_look(&desk, &backup.name, || {
        let left = fs::read_dir(desk.folder.path()).unwrap();
        let mut left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert!(left.all(|name| !name.contains("damaged")));
    });
    assert!(stopped >= 3, "{stopped} times");
}

#[test]
fn what_could_not_be_opened_or_was_only_read_is_a_backup_still() {
    let desk = Desk::stocked();
    let backup = back_up(&desk, 0);
    let path = backup_folder(&desk).join(&backup.name);
    let out = desk.folder.path().join("read.prospects");
    Workspace::salvage(&path, &out, &Unwatched, now()).unwrap();
    assert_eq!(backups(&desk)[0], backup);
    let set = |version: u32| {
        let file = rusqlite::Connection::open(&path).unwrap();
        let known: u32 = file
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        file.pragma_update(None, "user_version", version).unwrap();
        known
    };
    let known = set(999);
    assert!(Workspace::open(&path, now()).is_err());
    set(known);
    assert_eq!(backups(&desk)[0].name, backup.name);
}
