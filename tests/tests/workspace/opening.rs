//! Opening what is a workspace, and what is none.

use std::fs;

use prospect_core::error::OpenError;
use prospect_core::import::Unwatched;
use prospect_core::workspace::Workspace;

use crate::desk::{Desk, missing, now};

#[test]
fn a_new_workspace_is_empty_and_sound() {
    let desk = Desk::empty();
    let overview = desk.workspace().overview().unwrap();
    assert_eq!(
        (
            overview.partners,
            overview.creators,
            overview.prospects,
            overview.groups
        ),
        (0, 0, 0, 0)
    );
    assert_eq!(overview.name, "Fjellvik Outdoor");
    desk.assert_sound();
}

#[test]
fn what_is_missing_stays_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = missing(folder.path());
    assert!(matches!(
        Workspace::open(&path, now()),
        Err(OpenError::Missing { .. })
    ));
    assert!(!path.exists());
}

#[test]
fn below_a_plain_file_there_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Dear Anke").unwrap();
    assert!(matches!(
        Workspace::open(&file.join("a.prospects"), now()),
        Err(OpenError::Missing { .. })
    ));
    assert_eq!(fs::read_to_string(&file).unwrap(), "Dear Anke");
}

#[test]
fn a_closed_workspace_is_whole_in_its_one_file() {
    let desk = Desk::stocked();
    let path = desk.path();
    let folder = desk.close();
    let copy = folder.path().join("copy.prospects");
    fs::copy(&path, &copy).unwrap();
    let copied = Workspace::open(&copy, now()).unwrap();
    assert_eq!(copied.overview().unwrap().partners, 6);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("text", &b"Name,Email\n"[..]),
        ("empty", b""),
        ("picture", b"\x89PNG\r\n\x1a\n rest of it"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        assert!(
            matches!(
                Workspace::open(&path, now()),
                Err(OpenError::NotAWorkspace { .. })
            ),
            "{name}"
        );
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
    }
    assert!(
        matches!(
            Workspace::open(folder.path(), now()),
            Err(OpenError::NotAWorkspace { .. })
        ),
        "a folder"
    );
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE other (x)")
        .unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        Workspace::open(&path, now()),
        Err(OpenError::NotAWorkspace { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_workspace_is_refused() {
    let desk = Desk::stocked();
    let whole = fs::read(desk.path()).unwrap();
    let path = desk.file(
        "damaged.prospects",
        &[&whole[..100], &[0x55; 4000]].concat(),
    );
    let refused = Workspace::open(&path, now());
    assert!(matches!(
        refused,
        Err(OpenError::NotAWorkspace { .. } | OpenError::Store(_))
    ));
}

#[test]
fn a_workspace_of_a_newer_version_is_refused_without_a_touch() {
    let desk = Desk::empty();
    let newer = desk.folder.path().join("newer.prospects");
    desk.workspace().backup(&newer, false, &Unwatched).unwrap();
    rusqlite::Connection::open(&newer)
        .unwrap()
        .pragma_update(None, "user_version", 999)
        .unwrap();
    let before = fs::read(&newer).unwrap();
    match Workspace::open(&newer, now()) {
        Err(OpenError::Newer {
            found: 999, known, ..
        }) => assert!(known >= 1),
        other => panic!("{:?}", other.err()),
    }
    assert_eq!(fs::read(&newer).unwrap(), before);
}

#[test]
fn a_workspace_opens_once_at_a_time() {
    let mut desk = Desk::empty();
    assert!(matches!(
        Workspace::open(&desk.path(), now()),
        Err(OpenError::InUse { .. })
    ));
    desk.reopen();
}

#[cfg(unix)]
#[test]
fn a_link_to_an_open_workspace_does_not_go_round_its_lock() {
    let desk = Desk::empty();
    let link = desk.folder.path().join("link.prospects");
    std::os::unix::fs::symlink(desk.path(), &link).unwrap();
    assert!(matches!(
        Workspace::open(&link, now()),
        Err(OpenError::InUse { .. })
    ));
}

#[test]
fn nothing_is_made_where_nothing_can_be_written_or_something_stands() {
    let desk = Desk::empty();
    let below_a_file = desk.file("plain.txt", b"x").join("new.prospects");
    assert!(matches!(
        Workspace::create(&below_a_file, now()),
        Err(OpenError::ReadOnly { .. })
    ));
    let taken = desk.file("taken.prospects", b"mine");
    assert!(matches!(
        Workspace::create(&taken, now()),
        Err(OpenError::Exists { .. })
    ));
    assert_eq!(fs::read(taken).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn a_workspace_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::stocked();
    desk.keep();
    let backup = crate::backups::back_up(&desk, 0).name;
    let backup = crate::backups::backup_folder(&desk).join(backup);
    let mode = fs::metadata(backup).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "a backup");
    for entry in fs::read_dir(desk.folder.path()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().contains(".prospects") {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o077;
            assert_eq!(mode, 0, "{:?}", entry.file_name());
        }
    }
}

#[test]
fn a_backup_is_a_workspace_of_its_own() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let copy = desk.folder.path().join("copy.prospects");
    desk.workspace().backup(&copy, false, &Unwatched).unwrap();
    assert!(
        desk.workspace().backup(&copy, false, &Unwatched).is_err(),
        "a backup overwrites nothing"
    );
    let copy = Workspace::open(&copy, now()).unwrap();
    assert_eq!(copy.overview().unwrap().prospects, 1);
    assert_eq!(copy.check().unwrap().findings, []);
}

#[cfg(target_os = "linux")]
#[test]
fn a_workspace_with_two_names_is_opened_under_one_at_a_time() {
    let mut desk = Desk::stocked();
    let other = desk.folder.path().join("other.prospects");
    fs::hard_link(desk.path(), &other).unwrap();
    let refused = Workspace::open(&other, now()).err();
    assert!(
        matches!(refused, Some(OpenError::InUse { .. })),
        "{refused:?}"
    );
    assert!(desk.workspace().is_itself(&other) && desk.workspace().is_ours(&other));
    desk.mark("Fellside");
    desk.while_closed(|_| {
        let under_the_other = Workspace::open(&other, now()).unwrap();
        assert_eq!(under_the_other.overview().unwrap().prospects, 1);
    });
    desk.assert_sound();
}
