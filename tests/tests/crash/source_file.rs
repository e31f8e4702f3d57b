//! The file that is imported changes or goes while it is read: nothing of it is imported, and the next try works.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use crate::command::Work;
use crate::state::{State, reopened};
use crate::world::World;

const IMPORT: Work = Work::Prospects(&["import", "prospects", "FOLDER/more.csv"]);

/// What becomes of it.
type Harm = fn(&Path);

const HARMS: [(&str, Harm, &str); 5] = [
    (
        "it grows",
        |file| append(file, "Late,late@late.example\n"),
        "changed",
    ),
    (
        "it is emptied",
        |file| fs::write(file, "").unwrap(),
        "changed",
    ),
    (
        "it is cut",
        |file| {
            let half = fs::metadata(file).unwrap().len() / 2;
            OpenOptions::new()
                .write(true)
                .open(file)
                .unwrap()
                .set_len(half)
                .unwrap();
        },
        "changed",
    ),
    (
        "it is saved anew",
        |file| {
            let new = file.with_extension("new");
            fs::write(&new, "Name,Email\nOther,other@other.example\n").unwrap();
            fs::rename(new, file).unwrap();
        },
        "changed",
    ),
    (
        "it is deleted",
        |file| fs::remove_file(file).unwrap(),
        "there is no such file",
    ),
];

fn append(file: &Path, text: &str) {
    let mut file = OpenOptions::new().append(true).open(file).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_file_that_changes_or_goes_meanwhile_is_not_imported() {
    let ready = World::of(1_500);
    // More than is read ahead.
    let rows: String = (0..60_000)
        .map(|n| format!("Shop {n},post@shop-{n}.example\n"))
        .collect();
    let before = State::of(&ready.workspace());
    for (name, harm, says) in HARMS {
        for list in [None, Some(&rows)] {
            let world = ready.copy();
            let file = world.file("more.csv");
            if let Some(rows) = list {
                fs::write(&file, format!("Name,Email\n{rows}")).unwrap();
            }
            let kept = fs::read(&file).unwrap();
            let halted = IMPORT.halted(&world, "import.row:200");
            harm(&file);
            println!("{name}");
            halted.goes_on(says);
            let (state, _) = reopened(&world.workspace());
            assert_eq!(state.difference(&before), None, "{name}");
            if list.is_none() {
                fs::write(&file, kept).unwrap();
                IMPORT.done(&world);
            }
        }
    }
}
