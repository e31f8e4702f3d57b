//! What may not be written is left as it is, with a clear line, and works once it may.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;

use crate::command::Work;
use crate::state::State;
use crate::world::World;

/// Who owns nothing.
const NOBODY: u32 = 65_534;

const CHANGE: Work = Work::Prospects(&["groups", "add", "Autumn"]);
const LIST: Work = Work::Prospects(&["list", "partners"]);

/// Who runs this: to the one who owns everything, permissions mean nothing.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// The world as somebody's own who has no other rights.
fn given(world: World) -> World {
    if is_root() {
        for entry in fs::read_dir(world.path()).unwrap() {
            chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        chown(world.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    world
}

fn refused(work: Work, world: &World, says: &str) {
    let mut program = work.program(world);
    if is_root() {
        program.uid(NOBODY).gid(NOBODY);
    }
    work.refused_by(program, says);
}

fn done(work: Work, world: &World) {
    let mut program = work.program(world);
    if is_root() {
        program.uid(NOBODY).gid(NOBODY);
    }
    assert!(program.status().unwrap().success());
}

#[test]
fn a_folder_that_may_be_written_and_not_listed_is_written_to() {
    let world = World::of(300);
    fs::create_dir(world.file("drop")).unwrap();
    let world = given(world);
    fs::set_permissions(world.file("drop"), Permissions::from_mode(0o300)).unwrap();
    let copy = Work::Prospects(&["backup", "FOLDER/drop/copy.prospects"]);
    done(copy, &world);
    let copied = State::of(&world.file("drop/copy.prospects"));
    assert_eq!(copied.difference(&State::of(&world.workspace())), None);
}

#[test]
fn a_folder_or_file_that_may_not_be_written_is_left_as_it_is() {
    let ready = World::of(300);
    let before = State::of(&ready.workspace());
    let undisturbed = ready.copy();
    CHANGE.done(&undisturbed);
    let after = State::of(&undisturbed.workspace());
    // The folder with and without the file that was its lock, the file, and a file that may not even be read.
    for (name, mode, with_lock) in [
        ("", 0o500, true),
        ("", 0o500, false),
        ("a.prospects", 0o400, true),
        ("a.prospects", 0o000, true),
    ] {
        let world = given(ready.copy());
        if !with_lock {
            fs::remove_file(world.file("a.prospects-lock")).unwrap();
        }
        let place = world.file(name);
        let usual = fs::metadata(&place).unwrap().permissions();
        fs::set_permissions(&place, Permissions::from_mode(mode)).unwrap();
        println!("{place:?} {mode:o}, with its lock: {with_lock}");
        for work in [CHANGE, LIST] {
            refused(work, &world, "cannot be written; nothing was changed");
        }
        fs::set_permissions(&place, usual).unwrap();
        assert_eq!(
            State::of(&world.workspace()).difference(&before),
            None,
            "{name} {mode:o}"
        );
        done(CHANGE, &world);
        assert_eq!(
            State::of(&world.workspace()).difference(&after),
            None,
            "{name} {mode:o}"
        );
    }
}
