//! The moments of core, and the tests that end a program there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Which of before and after a workspace is to be found as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Before,
    After,
}

/// What a change is left as at its moments: nothing of it while it is being written, all of it once it is committed.
pub const IMPORT: &[(&str, Left)] = &[
    ("import.begun", Left::Before),
    ("import.row", Left::Before),
    ("import.row:300", Left::Before),
    ("import.read", Left::Before),
    ("import.rows-written", Left::Before),
    ("import.written", Left::Before),
    ("import.committed", Left::After),
    ("import.followed", Left::After),
    ("close.begun", Left::After),
    ("close.done", Left::After),
];
pub const CHANGE: &[(&str, Left)] = &[
    ("change.written", Left::Before),
    ("change.committed", Left::After),
    ("change.followed", Left::After),
    ("close.begun", Left::After),
];
pub const ROW: &[(&str, Left)] = &[
    ("import.row", Left::Before),
    ("row.written", Left::Before),
    ("row.committed", Left::After),
];
pub const UNDO: &[(&str, Left)] = &[
    ("undo.written", Left::Before),
    ("undo.committed", Left::After),
    ("close.begun", Left::After),
];
pub const REDO: &[(&str, Left)] = &[
    ("redo.written", Left::Before),
    ("redo.committed", Left::After),
];
pub const UNDO_IMPORT: &[(&str, Left)] = &[
    ("undo-import.written", Left::Before),
    ("undo-import.committed", Left::After),
];
pub const SWEEP: &[(&str, Left)] = &[
    ("sweep.part", Left::Before),
    ("sweep.written", Left::Before),
    ("close.begun", Left::After),
];
/// Whoever keeps a catalogue or makes a backup leaves the workspace as it was.
pub const KEEP: &[(&str, Left)] = &[
    ("catalogue.written", Left::Before),
    ("catalogue.put-up", Left::Before),
    ("close.begun", Left::Before),
];
pub const BACKUP: &[(&str, Left)] = &[
    ("copy.begun", Left::Before),
    ("copy.written", Left::Before),
    ("copy.named", Left::Before),
];
pub const RESTORE: &[(&str, Left)] = &[
    ("copy.begun", Left::Before),
    ("copy.written", Left::Before),
    ("copy.named", Left::Before),
    ("restore.begun", Left::Before),
    ("restore.copying", Left::Before),
    ("restore.done", Left::After),
    ("close.begun", Left::After),
];
pub const MIGRATION: &[(&str, Left)] = &[
    ("migration.begun", Left::Before),
    ("migration.step", Left::Before),
    ("migration.done", Left::After),
];

/// Of every moment that core names, some program is ended there.
#[test]
fn every_moment_is_tried() {
    let tables = [
        IMPORT,
        CHANGE,
        ROW,
        UNDO,
        REDO,
        UNDO_IMPORT,
        SWEEP,
        KEEP,
        BACKUP,
        RESTORE,
        MIGRATION,
    ];
    let tried: BTreeSet<&str> = tables
        .concat()
        .into_iter()
        .map(|(moment, _)| moment.split(':').next().unwrap())
        .collect();
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/src");
    let mut named = BTreeSet::new();
    gather(&core, &mut named);
    let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(named, tried);
}

/// The names in the sources: what stands between quotes where a moment is reached.
fn gather(folder: &Path, named: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, named);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        for reached in text.split("moment::reached(").skip(1) {
            let call = reached.split(';').next().unwrap();
            named.extend(call.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
}
