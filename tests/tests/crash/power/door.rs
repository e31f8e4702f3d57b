//! Programs that go on after they said that something was done, as the window does: each a test that [`super::plans`] has called.

use std::path::PathBuf;

use prospect_core::changes::{Op, Target};
use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::Workspace;

use crate::command::Work;
use crate::door::{open, say_done};
use crate::world::{import, now, transact};

/// The steps of [`DAY`], one after the other, in one program.
pub const A_DAY: Work = Work::AtTheDoor("power::door::a_day");
/// Copies the workspace to `copy.prospects`, in place of what stands there.
pub const REPLACE: Work = Work::AtTheDoor("power::door::replace");

/// What is done to a workspace in a day.
pub const DAY: [fn(&Workspace); 7] = [
    |open| {
        transact(
            open,
            &Op::Mark {
                target: among("country:US"),
            },
        )
    },
    |open| {
        drop(import(
            open,
            ImportKind::Prospects,
            &beside(open, "more.csv"),
        ))
    },
    |open| drop(open.undo(None, now()).unwrap()),
    |open| drop(open.redo(None, now()).unwrap()),
    |open| {
        transact(
            open,
            &Op::Hide {
                target: among("country:GB"),
                reason: "far".to_owned(),
                until: None,
                archive_prospects: false,
            },
        );
    },
    |open| {
        drop(import(
            open,
            ImportKind::Catalogue,
            &beside(open, "again.csv"),
        ))
    },
    |open| drop(open.undo_import(2, now()).unwrap()),
];

fn among(text: &str) -> Target {
    Target::Matching {
        query: Box::new(Query {
            text: text.to_owned(),
            ..Query::of(Place::Partners)
        }),
    }
}

fn beside(open: &Workspace, name: &str) -> PathBuf {
    open.path().with_file_name(name)
}

#[test]
#[ignore = "a program that other tests start"]
fn a_day() {
    let open = open();
    for step in DAY {
        step(&open);
        say_done();
    }
}

#[test]
#[ignore = "a program that other tests start"]
fn replace() {
    let open = open();
    let out = beside(&open, "copy.prospects");
    open.backup(&out, true, &Unwatched).unwrap();
    say_done();
}
