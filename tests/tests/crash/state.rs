//! All that a workspace says, to compare before and after.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use prospect_core::error::{OpenError, TransactError};
use prospect_core::workspace::{Damage, Workspace};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use crate::world::now;

/// Milliseconds from which on a number is a moment of these tests; no figure of a partner is so great.
const LATELY: i64 = 1_750_000_000_000;

/// Longer than a program needs to begin.
const SHARED: Duration = Duration::from_secs(1);

/// Columns that tell of the moment, or how long something took, in a form that cannot be looked into.
const OF_THE_MOMENT: [(&str, &str); 2] = [("change_part", "delta"), ("import", "report")];

/// Tables that say whether a short cut can be taken, and nothing of what the workspace holds.
const SHORT_CUTS: [&str; 2] = ["kept_catalogue", "stale_partner"];

/// Every row of every table, but for moments in time.
#[derive(PartialEq, Eq)]
pub struct State(BTreeMap<String, Vec<String>>);

impl State {
    /// Of a workspace that is closed.
    pub fn of(workspace: &Path) -> Self {
        // One that may write leaves nothing beside the file.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let connection = Connection::open_with_flags(workspace, flags).unwrap();
        let names = "SELECT name FROM sqlite_schema WHERE type = 'table'";
        let mut names = connection.prepare(names).unwrap();
        let tables = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let tables = tables.map(Result::unwrap);
        let kept = tables.filter(|table| !SHORT_CUTS.contains(&table.as_str()));
        Self(
            kept.map(|table| (table.clone(), rows(&connection, &table)))
                .collect(),
        )
    }

    /// What differs first; `None` where nothing does.
    pub fn difference(&self, other: &Self) -> Option<String> {
        for (table, rows) in &self.0 {
            let others = other.0.get(table).map_or(&[][..], Vec::as_slice);
            if rows.as_slice() != others {
                let differing = rows.iter().zip(others).find(|(one, other)| one != other);
                let counts = format!("{table}: {} rows and {}", rows.len(), others.len());
                return Some(format!("{counts}, {differing:?}"));
            }
        }
        (self != other).then(|| "a table more".to_owned())
    }
}

fn rows(connection: &Connection, table: &str) -> Vec<String> {
    // In the order of the first columns, which are the key.
    let mut statement = connection
        .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
        .unwrap();
    let columns: Vec<String> = statement
        .column_names()
        .iter()
        .map(ToString::to_string)
        .collect();
    let told = |row: &Row<'_>| {
        let values = columns.iter().enumerate().map(|(at, column)| {
            if OF_THE_MOMENT.contains(&(table, column)) {
                return String::new();
            }
            match row.get_ref(at).unwrap() {
                ValueRef::Integer(moment) if moment > LATELY => "lately".to_owned(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                value => format!("{value:?}"),
            }
        });
        Ok(values.collect::<Vec<_>>().join(" "))
    };
    let rows = statement.query_map([], told).unwrap();
    let rows = rows.map(Result::unwrap);
    // What is drawn by chance, once, and what a backup notes of itself.
    let counts = |row: &String| !row.contains("invitationSecret") && !row.starts_with("backup {");
    rows.filter(counts).collect()
}

/// Opens a workspace. A program that another test starts shares the lock of one that was open here, until it has become itself.
pub fn opened(workspace: &Path) -> Workspace {
    let begun = Instant::now();
    loop {
        match Workspace::open(workspace, now()) {
            Err(OpenError::InUse { .. }) if begun.elapsed() < SHARED => {
                thread::sleep(Duration::from_millis(1));
            }
            open => return open.unwrap(),
        }
    }
}

/// Opens what a program left that was ended: it opens at once, is sound, and what was done last can be undone and done again
/// without a trace. Gives how long opening took.
pub fn reopened(workspace: &Path) -> (State, Duration) {
    let begun = Instant::now();
    let open = opened(workspace);
    let took = begun.elapsed();
    sound(&open);
    drop(open);
    let state = State::of(workspace);
    let open = opened(workspace);
    // Whether the last change is done or undone, it is so again in the end.
    match open.redo(None, now()) {
        Ok(_) => drop(open.undo(None, now()).unwrap()),
        Err(TransactError::NothingToRedo) => {
            open.undo(None, now()).unwrap();
            sound(&open);
            open.redo(None, now()).unwrap();
        }
        Err(other) => panic!("{other}"),
    }
    sound(&open);
    drop(open);
    let again = State::of(workspace);
    assert_eq!(again.difference(&state), None, "undone and done again");
    (state, took)
}

fn sound(open: &Workspace) {
    let findings: Vec<Damage> = open.check().unwrap().findings;
    assert_eq!(findings, []);
}
