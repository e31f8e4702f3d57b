//! The files in `tests/data`, as they are found in the wild: each is read as the file beside it says.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::desk::Desk;

/// Characters of a line, and lines, beyond which an answer is told in short.
const LINE: usize = 2_000;
const LINES: usize = 60;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// What the command line says of a file: how it is read, line by line, or why it is not.
fn reading(desk: &Desk, file: &Path) -> Value {
    let path = file.to_str().unwrap();
    let ran = desk.run(&["preview", path]);
    let lines = ran.out.lines().take(LINES).map(|line| {
        if line.len() > LINE {
            json!({ "bytes": line.len() })
        } else {
            serde_json::from_str(line).unwrap()
        }
    });
    json!({
        "exit": ran.status,
        "lines": lines.collect::<Vec<Value>>(),
        "refused": ran.err.trim_end().replace(path, file.file_name().unwrap().to_str().unwrap()),
    })
}

/// With `UPDATE_DATA` set, what is said now is what is expected from then on.
#[test]
fn every_file_is_read_as_the_one_beside_it_says() {
    let desk = Desk::bare();
    let files = fs::read_dir(folder()).unwrap();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending != "json"));
    files.sort();
    assert!(files.len() > 40, "{files:?}");
    let mut wrong = Vec::new();
    for file in files {
        let mut beside = file.clone().into_os_string();
        beside.push(".expected.json");
        let found = reading(&desk, &file);
        if std::env::var_os("UPDATE_DATA").is_some() {
            fs::write(&beside, format!("{found:#}\n")).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if serde_json::from_str::<Value>(&expected).ok().as_ref() != Some(&found) {
            wrong.push(format!("{}: {found:#}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sheet_and_quotes_can_be_asked_for() {
    let desk = Desk::bare();
    let head = |arguments: &[&str]| -> Value {
        let ran = desk.run(&[&["preview"], arguments].concat());
        serde_json::from_str(ran.out.lines().next().unwrap_or_else(|| panic!("{ran:?}"))).unwrap()
    };
    let book = folder().join("sheets.xlsx");
    let book = book.to_str().unwrap();
    let cover = head(&[book, "--sheet", "Cover"]);
    assert_eq!(
        (&cover["sheet"], &cover["sheets"]),
        (
            &json!("Cover"),
            &json!(["Cover", "Partners & creators", "Empty"])
        )
    );
    let none = desk.run(&["preview", book, "--sheet", "Other"]).expect(2);
    assert!(none.err.contains("no sheet \"Other\""), "{none:?}");

    let file = desk.file("quotes.csv", "Name,Email\n'A',a@b.example\n");
    let single = head(&[&file, "--quote", "single"]);
    assert_eq!(single["quote"], "'");
    let bare = head(&[&file, "--quote", "none"]);
    assert_eq!(bare["quote"], Value::Null);
}
