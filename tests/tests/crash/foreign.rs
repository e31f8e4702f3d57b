//! Another program has the file open, a viewer of databases say, or a tool that copies it: who reads harms nobody, and for who writes
//! is waited a little.

use std::time::{Duration, Instant};

use prospect_core::changes::Op;
use prospect_core::error::{OpenError, StoreError, TransactError};
use prospect_core::import::{Request, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::Workspace;

use crate::command::Work;
use crate::door::Foreign;
use crate::state::{State, reopened};
use crate::world::{World, now};

/// Longer than a person waits without a word.
const PATIENCE: Duration = Duration::from_secs(4);

const CHANGE: Work = Work::Prospects(&["groups", "add", "Autumn"]);
const LIST: Work = Work::Prospects(&["list", "partners"]);

fn add_group(open: &Workspace) -> Result<(), TransactError> {
    let name = "Autumn".to_owned();
    open.transact(&Op::CreateGroup { name }, now()).map(drop)
}

fn after(ready: &World) -> State {
    let undisturbed = ready.copy();
    CHANGE.done(&undisturbed);
    State::of(&undisturbed.workspace())
}

#[test]
fn who_reads_harms_nobody() {
    let ready = World::of(300);
    let reading = "BEGIN; SELECT count(*) FROM partner";
    let world = ready.copy();
    let reader = Foreign::holding(&world, reading);
    CHANGE.done(&world);
    LIST.done(&world);
    Work::Prospects(&["undo"]).done(&world);
    Work::Prospects(&["redo"]).done(&world);
    drop(reader);
    let (state, _) = reopened(&world.workspace());
    assert_eq!(state.difference(&after(&ready)), None);
}

#[test]
fn for_who_writes_is_waited_a_little_and_then_nothing_is_changed() {
    let ready = World::of(300);
    let after = after(&ready);
    for holds in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"] {
        let world = ready.copy();
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        let writer = Foreign::holding(&world, holds);
        let begun = Instant::now();
        let refused = add_group(&open);
        let busy = matches!(refused, Err(TransactError::Store(StoreError::Busy)));
        assert!(busy, "{holds}: {refused:?}");
        let took = begun.elapsed();
        println!("{holds}: refused after {took:?}");
        assert!(took < PATIENCE, "{holds}: {took:?}");
        assert!(open.find(&Query::of(Place::Partners), now()).total > 0);
        assert_eq!(open.check().unwrap().findings, []);
        // Whoever lets go in time is not noticed.
        let letting_go = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(300));
            drop(writer);
        });
        add_group(&open).unwrap();
        letting_go.join().unwrap();
        drop(open);
        let (state, _) = reopened(&world.workspace());
        assert_eq!(state.difference(&after), None, "{holds}");
    }
}

#[test]
fn a_command_says_that_another_program_writes_and_lists_all_the_same() {
    let ready = World::of(300);
    let world = ready.copy();
    let writer = Foreign::holding(&world, "BEGIN IMMEDIATE");
    CHANGE.refused(&world, "another program is writing to the workspace");
    LIST.done(&world);
    drop(writer);
    CHANGE.done(&world);
    assert_eq!(
        State::of(&world.workspace()).difference(&after(&ready)),
        None
    );
}

#[test]
fn what_another_program_has_for_itself_is_in_use() {
    let world = World::of(300);
    let alone = Foreign::holding(&world, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    let begun = Instant::now();
    let refused = Workspace::open(&world.workspace(), now());
    assert!(
        matches!(refused, Err(OpenError::InUse { .. })),
        "{:?}",
        refused.err()
    );
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    CHANGE.refused(&world, "is in use by another window or program");
    drop(alone);
    CHANGE.done(&world);
}

/// Whoever closes a file lets go of all the locks that the same program has on it. A database of which nobody holds a lock is taken for
/// one that nobody has open: the next to close it takes its log away, with what is written there.
#[test]
fn an_open_workspace_stays_held_whatever_else_is_opened_in_its_program() {
    let ready = World::of(300);
    type Poke = fn(&Workspace);
    let pokes: [(&str, Poke); 3] = [
        ("nothing", |_| {}),
        ("it is opened once more", |open| {
            let again = Workspace::open(open.path(), now());
            assert!(matches!(again, Err(OpenError::InUse { .. })));
        }),
        ("it is chosen as a file to import", |open| {
            let request = Request::of(open.path());
            assert!(open.preview_import(&request).is_err());
            assert!(open.dry_run(&request, &Unwatched).is_err());
        }),
    ];
    for (name, poke) in pokes {
        let world = ready.copy();
        let open = Workspace::open(&world.workspace(), now()).unwrap();
        poke(&open);
        let alone = "PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM partner";
        assert!(!Foreign::can(&world, alone), "{name}: it is held no more");
        drop(open);
        assert!(Foreign::can(&world, alone));
    }
}
