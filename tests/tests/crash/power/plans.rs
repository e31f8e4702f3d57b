//! What is done while power goes away, and what must be found afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use prospect_core::import::Unwatched;
use prospect_core::workspace::Workspace;
use rusqlite::Connection;

use super::door::{A_DAY, DAY, REPLACE};
use crate::command::Work;
use crate::door::UNDO_IMPORT;
use crate::migrating;
use crate::state::{State, opened, reopened};
use crate::world::{World, now};

const IMPORT: Work = Work::Prospects(&["import", "prospects", "FOLDER/more.csv"]);
const UNDO: Work = Work::Prospects(&["undo"]);
const INIT: Work = Work::Prospects(&["init"]);
const LIST: Work = Work::Prospects(&["list", "partners"]);
/// An earlier backup, and restoring it.
const THEN: &str = "20261101T120000000Z-daily.prospects";
const RESTORE: Work = Work::Prospects(&["backups", "restore", THEN]);

/// Looks at what is left in a folder, after the program had said so often that something was done.
type Claim = Box<dyn Fn(&World, usize)>;

pub struct Plan {
    pub name: String,
    pub world: World,
    pub work: Work,
    /// How often the program says that something is done.
    pub says: usize,
    pub claim: Claim,
}

impl Plan {
    pub fn new(
        name: &str,
        world: World,
        work: Work,
        claim: impl Fn(&World, usize) + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            world,
            work,
            says: 1,
            claim: Box::new(claim),
        }
    }
}

/// The world after all these.
pub fn after(world: &World, first: &[Work]) -> World {
    let world = world.copy();
    for work in first {
        work.done(&world);
    }
    world
}

fn state(world: &World) -> State {
    State::of(&world.workspace())
}

/// A workspace is as it was after one of the steps: the last that was said to be done, or a later one. Gives which.
fn as_after(found: &State, steps: &[State], said: usize) -> usize {
    let differences = steps.iter().skip(said).map(|step| found.difference(step));
    let differences: Vec<_> = differences.collect();
    let step = differences.iter().position(Option::is_none);
    said + step.unwrap_or_else(|| panic!("after {said} it is as after none: {differences:?}"))
}

/// Changes of a workspace: each is there whole or not at all, and stays once it was said to be done.
pub fn changes(world: &World) -> Vec<Plan> {
    let hide = Work::Prospects(&["hide", "--query", "country:US", "--reason", "far"]);
    let catalogue = Work::Prospects(&["import", "catalogue", "FOLDER/again.csv"]);
    let all: [(&str, &[Work], Work); 6] = [
        ("import prospects", &[], IMPORT),
        ("import a catalogue", &[], catalogue),
        ("hide", &[], hide),
        ("undo an import", &[IMPORT], UNDO),
        (
            "redo an import",
            &[IMPORT, UNDO],
            Work::Prospects(&["redo"]),
        ),
        ("undo an earlier import", &[], UNDO_IMPORT),
    ];
    let mut plans =
        Vec::from(all.map(|(name, first, work)| change(name, after(world, first), work)));
    // Whose log holds what the file does not.
    let ended = world.copy();
    IMPORT.halted(&ended, "import.committed").kill();
    plans.push(change("hide after a crash", ended, hide));
    plans
}

fn change(name: &str, world: World, work: Work) -> Plan {
    // Whoever looks at a workspace writes its log into the file.
    let steps = [state(&world.copy()), state(&after(&world, &[work]))];
    Plan::new(name, world, work, move |left, said| {
        let (found, _) = reopened(&left.workspace());
        as_after(&found, &steps, said);
    })
}

/// Keeping the catalogue of many partners for the next opening, by which nothing changes.
pub fn keeping(world: &World) -> Plan {
    let world = world.copy();
    world.grow();
    change("keep the catalogue", world, LIST)
}

/// Many changes in one program, which goes on after each.
pub fn a_day(world: &World) -> Plan {
    let world = world.copy();
    let worked = world.copy();
    let mut steps = vec![state(&world)];
    for step in DAY {
        step(&opened(&worked.workspace()));
        steps.push(state(&worked));
    }
    let day = Plan::new("a day", world, A_DAY, move |left, said| {
        let (found, _) = reopened(&left.workspace());
        as_after(&found, &steps, said);
    });
    Plan {
        says: DAY.len(),
        ..day
    }
}

/// Copies to where something stands or not: it is there whole, or what stood there is.
pub fn copies(world: &World) -> Vec<Plan> {
    let copy = |world: &World| world.file("copy.prospects");
    let (empty, replaced, gathered) = (world.copy(), world.copy(), world.copy());
    let old = after(world, &[UNDO]);
    fs::copy(old.workspace(), copy(&replaced)).unwrap();
    // Whose log holds what the file does not.
    let ended = old.copy();
    IMPORT.halted(&ended, "import.committed").kill();
    for ending in ["", "-wal"] {
        let name = |of: &str| format!("{of}.prospects{ending}");
        fs::copy(ended.file(&name("a")), gathered.file(&name("copy"))).unwrap();
    }
    let backup = Work::Prospects(&["backup", "copy.prospects"]);
    let plans = [
        ("back up", empty, backup, None),
        (
            "back up in place of another",
            replaced,
            REPLACE,
            Some(state(&old)),
        ),
        (
            "back up in place of one that was ended",
            gathered,
            REPLACE,
            Some(state(&ended)),
        ),
    ];
    let plans = plans.map(|(name, world, work, old)| {
        let now = state(&world);
        Plan::new(name, world, work, move |left, said| {
            let copy = copy(left);
            if said > 0 || old.is_some() || copy.exists() {
                let found = whole(&copy);
                let is_old = old
                    .as_ref()
                    .is_some_and(|old| found.difference(old).is_none());
                let other = found.difference(&now);
                assert!(other.is_none() || (is_old && said == 0), "{other:?}");
            }
            let (found, _) = reopened(&left.workspace());
            assert_eq!(found.difference(&now), None);
        })
    });
    plans.into()
}

/// Restoring and large imports, each with a backup of what was there before.
pub fn with_backups(world: &World) -> Vec<Plan> {
    let restore = after(&with_earlier_backup(world), &[IMPORT]);

    let large = after(world, &[]);
    let long = "x".repeat(3_000);
    let rows: String = (0..100)
        .map(|n| format!("Shop {n},post@shop-{n}.example,{long}\n"))
        .collect();
    fs::write(large.file("more.csv"), format!("Name,Email,Colour\n{rows}")).unwrap();

    vec![
        with_backup("restore", restore, RESTORE, true),
        // It waits for none.
        with_backup("a large import", large, IMPORT, false),
    ]
}

/// Upgrades from earlier versions, each with a backup of before.
pub fn upgrades(versions: &[u32]) -> Vec<Plan> {
    let frozen = migrating::frozen().into_iter();
    let frozen = frozen.filter(|(version, _)| versions.contains(version));
    let plans = frozen.map(|(version, sql)| {
        let name = format!("upgrade from version {version}");
        with_backup(&name, migrating::made(&sql), LIST, true)
    });
    plans.collect()
}

/// One in which the backup of before is there before anything else is done, where it is `first`.
fn with_backup(name: &str, world: World, work: Work, first: bool) -> Plan {
    let mut known = vec![state(&world)];
    known.extend(backups(&world).iter().map(|backup| State::of(backup)));
    let [before, done] = [state(&world), state(&after(&world, &[work]))];
    let steps = [before, done];
    let earlier = backups(&world).len();
    Plan::new(name, world, work, move |left, said| {
        let backups = backups(left);
        let found: Vec<State> = backups.iter().map(|backup| whole(backup)).collect();
        let is_known = |one: &State| known.iter().any(|known| one.difference(known).is_none());
        assert!(found.iter().all(is_known), "a backup of something else");
        assert!(found.len() >= earlier, "an earlier backup is gone");
        // As it lies there, for opening it brings it up to the present version.
        let step = as_after(&state(left), &steps, said);
        let of_before = |one: &State| one.difference(&steps[0]).is_none();
        assert!(
            step == 0 || !first || found.iter().any(of_before),
            "no backup of before"
        );
        if step == 0 {
            work.done(left);
        }
        let (found, _) = reopened(&left.workspace());
        as_after(&found, &steps, 1);
    })
}

/// The same with a backup of another day, since which nothing was done.
fn with_earlier_backup(world: &World) -> World {
    let world = world.copy();
    let folder = world.file("a.prospects-backups");
    fs::create_dir(&folder).unwrap();
    let open = Workspace::open(&world.workspace(), now()).unwrap();
    let copy = world.file("then.prospects");
    open.backup(&copy, false, &Unwatched).unwrap();
    fs::rename(copy, folder.join(THEN)).unwrap();
    world
}

/// The files that have the name of a backup.
fn backups(world: &World) -> Vec<PathBuf> {
    let entries = fs::read_dir(world.file("a.prospects-backups"));
    let files = entries.into_iter().flatten();
    let files = files.map(|entry| entry.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "prospects"))
        .collect()
}

/// What a copy says, which SQLite finds nothing wrong with.
fn whole(copy: &Path) -> State {
    assert!(copy.exists(), "there is no {copy:?}");
    let connection = Connection::open(copy).unwrap();
    let sound = connection.pragma_query_value(None, "integrity_check", |row| row.get(0));
    assert_eq!(sound, Ok("ok".to_owned()), "{copy:?}");
    drop(connection);
    State::of(copy)
}

/// A new workspace: nothing is there, or a whole one.
pub fn a_new_one() -> Plan {
    let made = state(&after(&World::empty(), &[INIT]));
    Plan::new("init", World::empty(), INIT, move |left, said| {
        let is_there = left.workspace().exists();
        assert!(said == 0 || is_there, "it was said to be made");
        if !is_there {
            INIT.done(left);
        }
        let open = opened(&left.workspace());
        assert_eq!(open.check().unwrap().findings, []);
        drop(open);
        assert_eq!(state(left).difference(&made), None);
    })
}

/// A damaged workspace, in the place of which a backup comes: until then the damaged file is there, under its name or another, and
/// restoring again works.
pub fn a_damaged_one(world: &World) -> Plan {
    let world = with_earlier_backup(world);
    let then = state(&world);
    let damaged = vec![b'?'; 20_000];
    fs::write(world.workspace(), &damaged).unwrap();
    Plan::new(
        "restore a damaged one",
        world,
        RESTORE,
        move |left, said| {
            let files = fs::read_dir(left.path()).unwrap();
            let mut files = files.map(|entry| entry.unwrap().path());
            let is_kept = files.any(|file| file.is_file() && fs::read(file).unwrap() == damaged);
            assert!(is_kept, "the damaged file");
            let found = fs::read(left.workspace()).unwrap_or_default();
            if said == 0 && (found.is_empty() || found == damaged) {
                RESTORE.done(left);
            }
            let (found, _) = reopened(&left.workspace());
            assert_eq!(found.difference(&then), None);
        },
    )
}
