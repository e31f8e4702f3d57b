//! No network: the command line opens no network socket, whatever it is asked to do. It runs where asking for one is death.
#![cfg(target_os = "linux")]

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Output};

use crate::desk::{Desk, PROSPECTS, binary};

/// The signal that ends whoever asks for what the system was told to refuse.
const SIGSYS: i32 = 31;

fn closed() -> Command {
    Command::new(env!("CARGO_BIN_EXE_without_network"))
}

fn opening(which: &str) -> Output {
    closed().args(["--open", which]).output().unwrap()
}

#[test]
fn whoever_opens_a_network_socket_is_killed() {
    for which in ["inet", "inet6", "packet"] {
        let ran = opening(which);
        assert_eq!(ran.status.signal(), Some(SIGSYS), "{which}: {ran:?}");
    }
    // What is started in there is in there too.
    let started = closed()
        .arg(env!("CARGO_BIN_EXE_without_network"))
        .args(["--open", "inet"])
        .status();
    assert!(!started.unwrap().success());
    let ran = opening("local");
    assert_eq!(ran.stdout, b"lives\n", "{ran:?}");
}

#[test]
fn the_command_line_opens_no_network_socket() {
    let desk = Desk::bare();
    let prospects = desk.file("prospects.csv", PROSPECTS);
    let (out, backup) = (desk.path("out.csv"), desk.path("backup.prospects"));
    let table: [(&[&str], i32); 12] = [
        (&["init", "--sample"], 0),
        (&["preview", &prospects], 0),
        (&["import", "prospects", &prospects, "--dry-run"], 1),
        (&["import", "prospects", &prospects], 1),
        (&["list", "partners", "country:DE", "--facets"], 0),
        (&["mark", "--query", "nordlicht"], 0),
        (&["groups", "add", "VIP"], 0),
        (&["undo"], 0),
        (&["history"], 0),
        (&["export", "prospects", &out], 0),
        (&["check"], 0),
        (&["backup", &backup], 0),
    ];
    for (arguments, status) in table {
        let ran = closed()
            .arg(binary())
            .arg("--workspace")
            .arg(desk.workspace())
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(status), "{arguments:?}: {ran:?}");
    }
    assert!(desk.names(&["prospects"]).contains(&"Nordlicht".to_owned()));
}
