//! Workspaces of each earlier version, as they were frozen when it was the present one: they are brought up to the present version whole
//! or not at all, and lose nothing.

use std::fs;
use std::path::{Path, PathBuf};

use prospect_core::application::ApplicationList;
use prospect_core::listing::Row;
use prospect_core::query::{Place, Query, Show};
use prospect_core::workspace::Workspace;
use rusqlite::Connection;

use crate::command::Work;
use crate::moments::{Left, MIGRATION};
use crate::state::{State, reopened};
use crate::world::{World, now};

const LIST: Work = Work::Prospects(&["list", "partners"]);

/// The versions that were frozen, in their order, and what each wrote.
pub fn frozen() -> Vec<(u32, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schemas");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let version = |file: &Path| file.file_stem().unwrap().to_str().unwrap().parse().unwrap();
    let frozen = files
        .iter()
        .map(|file| (version(file), fs::read_to_string(file).unwrap()));
    frozen.collect()
}

/// A workspace as that version left it.
pub fn made(sql: &str) -> World {
    let world = World::empty();
    let connection = Connection::open(world.workspace()).unwrap();
    // Its tables stand in no order.
    connection
        .pragma_update(None, "foreign_keys", false)
        .unwrap();
    connection.execute_batch(sql).unwrap();
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .unwrap();
    world
}

fn version(workspace: &Path) -> u32 {
    let connection = Connection::open(workspace).unwrap();
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    version.unwrap()
}

/// The tables and indices, as they would be made.
fn schema(workspace: &Path) -> Vec<String> {
    let connection = Connection::open(workspace).unwrap();
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .unwrap();
    let sql = statement.query_map([], |row| row.get(0)).unwrap();
    sql.map(Result::unwrap).collect()
}

fn fresh() -> World {
    let world = World::empty();
    drop(Workspace::create(&world.workspace(), now()).unwrap());
    world
}

#[test]
fn every_earlier_version_is_frozen() {
    let versions: Vec<u32> = frozen().iter().map(|(version, _)| *version).collect();
    let newest = version(&fresh().workspace());
    assert!(
        versions.starts_with(&(1..newest).collect::<Vec<_>>()),
        "{versions:?}"
    );
}

#[test]
fn an_earlier_version_is_brought_up_with_all_that_it_held() {
    let newest = schema(&fresh().workspace());
    for (version, sql) in frozen() {
        let world = made(&sql);
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        assert_eq!(open.check().unwrap().findings, [], "{version}");
        holds_all(&open, version);
        drop(open);
        // One that was edited since would make another schema of earlier versions than of this one.
        assert_eq!(schema(&world.workspace()), newest, "{version}");
        let (_, took) = reopened(&world.workspace());
        println!("version {version}: reopened in {took:?}");
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        holds_all(&open, version);
        goes_back(&open);
    }
}

/// Looks for what the frozen workspaces hold, as far as their version knew it.
fn holds_all(open: &Workspace, version: u32) {
    let rows = |show| -> Vec<Row> {
        let query = Query {
            show,
            ..Query::of(Place::Everyone)
        };
        let found = open.find(&query, now());
        open.rows(found.result, 0, 9).unwrap()
    };
    let names = |rows: Vec<Row>| {
        let mut names: Vec<String> = rows.into_iter().map(|row| row.name).collect();
        names.sort();
        names
    };
    assert_eq!(names(rows(Show::Hidden)), ["山野志"], "{version}");
    assert_eq!(
        names(rows(Show::All)),
        ["Fellside", "Nordlicht", "Wanderbuch"],
        "{version}"
    );
    let overview = open.overview().unwrap();
    assert_eq!(
        (overview.prospects, overview.groups, overview.imports),
        (3, 1, 2)
    );
    assert_eq!(open.history(9).unwrap().len(), 6, "{version}");
    assert_eq!(open.setting("theme").unwrap().as_deref(), Some("dark"));
    let fellside = rows(Show::All)
        .into_iter()
        .find(|row| row.name == "Fellside");
    let profile = open.profile(fellside.unwrap().id, now()).unwrap();
    assert_eq!(profile.partner.notes, "met at the fair", "{version}");
    assert_eq!(
        profile.partner.contacts.len(),
        if version < 5 { 1 } else { 2 },
        "{version}"
    );
    let since = |first: u32| usize::from(version >= first);
    let found = [
        open.workflows().len(),
        open.views().unwrap().len(),
        open.templates().unwrap().len(),
        open.applications(ApplicationList::New, "", 0, 9)
            .unwrap()
            .applications
            .len(),
    ];
    assert_eq!(found, [since(4), since(7), since(9), since(9)], "{version}");
}

/// What was done in that version can be taken back, and done again: it hid, marked and imported last.
fn goes_back(open: &Workspace) {
    let before = open.overview().unwrap();
    for _ in 0..3 {
        open.undo(None, now()).unwrap();
    }
    let overview = open.overview().unwrap();
    assert_eq!((overview.prospects, overview.hidden), (0, 0));
    assert_eq!(open.check().unwrap().findings, []);
    for _ in 0..3 {
        open.redo(None, now()).unwrap();
    }
    assert_eq!(open.overview().unwrap(), before);
    assert_eq!(open.check().unwrap().findings, []);
}

#[test]
fn an_upgrade_that_is_ended_in_its_midst_heals_at_the_next_opening() {
    let newest = version(&fresh().workspace());
    for (old, sql) in frozen() {
        if old == newest {
            continue;
        }
        let before = State::of(&made(&sql).workspace());
        let undisturbed = made(&sql);
        LIST.done(&undisturbed);
        let after = State::of(&undisturbed.workspace());
        let last = format!("migration.step:{}", newest - old);
        let last = [(last.as_str(), Left::Before)];
        for (moment, left) in MIGRATION.iter().chain(&last) {
            let world = made(&sql);
            LIST.halted(&world, moment).kill();
            let (expected, number) = match left {
                Left::Before => (&before, old),
                Left::After => (&after, newest),
            };
            let state = State::of(&world.workspace());
            assert_eq!(state.difference(expected), None, "{old} at {moment}");
            assert_eq!(version(&world.workspace()), number, "{old} at {moment}");
            LIST.done(&world);
            let (state, took) = reopened(&world.workspace());
            println!("version {old} ended at {moment}: reopened in {took:?}");
            assert_eq!(state.difference(&after), None, "{old} at {moment}");
            holds_all(&Workspace::open(&world.workspace(), now()).unwrap(), old);
        }
    }
}
