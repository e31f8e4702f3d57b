//! What only the window can be told, done by a program of its own: this one, called for one of the ignored tests below.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::Duration;

use prospect_core::workspace::Workspace;
use rusqlite::Connection;

use crate::command::Work;
use crate::world::{World, now};

/// Takes the first import of prospects back, after which others came.
pub const UNDO_IMPORT: Work = Work::AtTheDoor("door::undo_import");

/// What it prints when something is done.
pub const DONE: &str = "that is done";

/// Opens the file as a database, does what it is told, and holds on until it is ended.
const HOLD: Work = Work::AtTheDoor("door::hold");
const LOOK: Work = Work::AtTheDoor("door::look");

/// A program of somebody else's that has the file open.
pub struct Foreign(Child);

impl Foreign {
    /// One that has begun so, in SQL.
    pub fn holding(world: &World, sql: &str) -> Self {
        let marker = world.file("held");
        let mut program = HOLD.program(world);
        program
            .env("PROSPECTS_HELD_BY", sql)
            .env("PROSPECTS_HELD", &marker);
        let holder = Self(program.spawn().unwrap());
        while !marker.exists() {
            thread::sleep(Duration::from_millis(1));
        }
        fs::remove_file(marker).unwrap();
        holder
    }
}

impl Foreign {
    /// Whether one can do so, and close the file.
    pub fn can(world: &World, sql: &str) -> bool {
        let mut program = LOOK.program(world);
        let ran = program.env("PROSPECTS_HELD_BY", sql).status();
        ran.unwrap().success()
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// The file as a database, with that done to it.
fn connected(workspace: &OsStr) -> Connection {
    let connection = Connection::open(workspace).unwrap();
    connection.busy_timeout(Duration::from_millis(100)).unwrap();
    let sql = env::var("PROSPECTS_HELD_BY").unwrap();
    connection.execute_batch(&sql).unwrap();
    connection
}

#[test]
#[ignore = "a program that other tests start"]
fn look() {
    drop(connected(&env::var_os("PROSPECTS_WORKSPACE").unwrap()));
}

#[test]
#[ignore = "a program that other tests start"]
fn hold() {
    let workspace = env::var_os("PROSPECTS_WORKSPACE").unwrap();
    let _connection = connected(&workspace);
    fs::write(env::var_os("PROSPECTS_HELD").unwrap(), "").unwrap();
    while Path::new(&workspace).exists() {
        thread::sleep(Duration::from_millis(10));
    }
}

pub fn open() -> Workspace {
    let workspace = env::var_os("PROSPECTS_WORKSPACE").map(PathBuf::from);
    Workspace::open(&workspace.unwrap(), now()).unwrap()
}

/// Says so, past what keeps the output of tests to itself.
pub fn say_done() {
    let line = format!("{DONE}\n");
    io::stdout().write_all(line.as_bytes()).unwrap();
}

#[test]
#[ignore = "a program that other tests start"]
fn undo_import() {
    let open = open();
    open.undo_import(2, now()).unwrap();
    say_done();
}
