//! What only the window can be told, done by a program of its own: this one, called for one of the ignored tests below.

use std::env;
use std::path::PathBuf;

use prospect_core::workspace::Workspace;

use crate::command::Work;
use crate::world::now;

/// Takes the first import of prospects back, after which others came.
pub const UNDO_IMPORT: Work = Work::AtTheDoor("door::undo_import");

fn open() -> Workspace {
    let workspace = env::var_os("PROSPECTS_WORKSPACE").map(PathBuf::from);
    Workspace::open(&workspace.unwrap(), now()).unwrap()
}

#[test]
#[ignore = "a program that other tests start"]
fn undo_import() {
    open().undo_import(2, now()).unwrap();
}
