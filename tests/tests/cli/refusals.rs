//! What is refused: exit 2, one clear line, nothing changed.

use std::fs;
use std::path::PathBuf;

use prospect_core::workspace::Workspace;

use crate::desk::{Desk, PROSPECTS};

#[test]
fn files_that_cannot_be_imported_are_refused_with_a_clear_line() {
    let desk = Desk::with_partners();
    let table: [(&str, &[u8], &str); 3] = [
        ("empty.csv", b"", "the file is empty"),
        (
            "logo.csv",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0",
            "it looks like png",
        ),
        ("colours.csv", b"Red,Green\n1,2\n", "no column for Email"),
    ];
    for (name, content, says) in table {
        let file = desk.file(name, content);
        for extra in [&["--dry-run"][..], &[]] {
            desk.refused(&[&["import", "prospects", &file], extra].concat(), says);
        }
    }
    desk.refused(
        &["import", "prospects", &desk.path("gone.csv")],
        "there is no such file",
    );
    let folder = desk.folder.path().to_str().unwrap();
    desk.refused(&["import", "prospects", folder], "cannot be read");
}

/// A pipe that nobody writes to would be waited for, and some devices never end.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_no_files() {
    let desk = Desk::with_partners();
    let pipe = desk.path("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let link = desk.path("link.csv");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    for file in [&pipe, "/dev/zero", &link] {
        for command in ["prospects", "catalogue", "groups", "applications"] {
            desk.refused(&["import", command, file], "pipe or a device");
        }
        let ran = desk.run(&["preview", file]).expect(2);
        assert!(ran.err.contains("pipe or a device"), "{ran:?}");
        let ran = desk.run_on(file.as_ref(), &["list", "partners"]).expect(2);
        assert!(ran.err.contains("no workspace"), "{ran:?}");
        let ran = desk.run_on(file.as_ref(), &["backups", "list"]).expect(0);
        assert!(ran.out.contains("no backups yet"), "{ran:?}");
    }
    // A link to a file is that file.
    let file = desk.file("prospects.csv", PROSPECTS);
    let link = desk.path("linked.csv");
    std::os::unix::fs::symlink(file, &link).unwrap();
    desk.run(&["preview", &link]).expect(0);
}

#[test]
fn results_are_not_written_where_they_cannot_stand() {
    let desk = Desk::with_partners();
    let file = desk.file("prospects.csv", PROSPECTS);
    desk.refused(
        &[
            "import",
            "prospects",
            &file,
            "--results",
            &desk.path("no/out.csv"),
        ],
        "no such folder",
    );
    desk.refused(
        &["import", "prospects", &file, "--errors", &file],
        "the file that is read",
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), PROSPECTS);
}

#[test]
fn a_workspace_that_cannot_be_opened_is_left_as_it_is() {
    let desk = Desk::bare();
    let diary =
        PathBuf::from(desk.file("diary.prospects", "Dear diary, this is no database at all."));
    let below_a_file = diary.join("new.prospects");
    let table = [
        (
            desk.folder.path().join("none.prospects"),
            &["list", "partners"][..],
            "prospects init",
        ),
        (diary.clone(), &["list", "partners"], "is no workspace"),
        (diary.clone(), &["init"], "exists already"),
        (below_a_file, &["init"], "cannot be written"),
    ];
    for (workspace, arguments, says) in table {
        let ran = desk.run_on(&workspace, arguments).expect(2);
        assert!(
            ran.err.contains(says) && ran.err.lines().count() == 1,
            "{says}: {ran:?}"
        );
        assert_eq!(
            fs::read_to_string(&diary).unwrap(),
            "Dear diary, this is no database at all."
        );
        assert_eq!(
            fs::read_dir(desk.folder.path()).unwrap().count(),
            1,
            "{arguments:?} left something"
        );
    }
}

#[test]
fn a_workspace_of_a_later_version_is_left_as_it_is() {
    let desk = Desk::new();
    // SQLite keeps the version that an application gives its file at byte 60 of the header.
    let mut bytes = fs::read(desk.workspace()).unwrap();
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(desk.workspace(), &bytes).unwrap();
    let ran = desk.run(&["list", "partners"]).expect(2);
    assert!(
        ran.err.contains("later version") && ran.err.contains("9999"),
        "{ran:?}"
    );
    assert_eq!(fs::read(desk.workspace()).unwrap(), bytes);
}

#[test]
fn a_workspace_that_is_open_elsewhere_is_left_to_its_holder() {
    let desk = Desk::with_partners();
    let held = Workspace::open(&desk.workspace(), jiff::Timestamp::now()).unwrap();
    for arguments in [&["list", "partners"][..], &["undo"]] {
        let ran = desk.run(arguments).expect(2);
        assert!(
            ran.err.contains("in use") && ran.err.lines().count() == 1,
            "{ran:?}"
        );
    }
    drop(held);
    assert_eq!(desk.names(&["partners"]).len(), 3, "the next try works");
}

#[test]
fn a_change_that_reaches_too_far_is_refused() {
    let desk = Desk::with_partners();
    desk.refused(
        &["hide", "--query", "country:XX"],
        "not understood: \"country:XX\"",
    );
    desk.refused(&["mark", "--id", "999"], "there is no partner 999");
    desk.refused(
        &["groups", "add", "vip 2026"],
        "there is a group \"VIP 2026\" already",
    );
    desk.refused(
        &["groups", "members", "Nobody"],
        "there is no group \"Nobody\"",
    );
    desk.refused(&["mark"], "--help");
    desk.refused(&["list", "nowhere"], "--help");
    desk.refused(&["redo"], "nothing to redo");
}
