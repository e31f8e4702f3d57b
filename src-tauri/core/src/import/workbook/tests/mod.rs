//! Spreadsheets as files from the wild have them, made here by hand.

mod excel;
mod hostile;
mod making;
mod ods;
mod through;

use crate::import::testing::file;
use crate::import::{Entry, FileError, ImportKind, IssueCode, Preview, Reading, preview, records};

fn look_as(bytes: &[u8], reading: &Reading) -> Result<Preview, FileError> {
    preview(file(bytes).path(), ImportKind::Prospects, reading, None)
}

fn look(bytes: &[u8]) -> Result<Preview, FileError> {
    look_as(bytes, &Reading::default())
}

fn of_sheet(sheet: &str) -> Reading {
    Reading {
        sheet: Some(sheet.to_owned()),
        ..Reading::default()
    }
}

/// Line, fields and problem of every record of a sheet.
fn read_as(bytes: &[u8], reading: &Reading) -> Vec<(u32, Vec<String>, Option<IssueCode>)> {
    let book = file(bytes);
    let all = records(book.path(), reading).unwrap();
    all.filter_map(|entry| match entry.unwrap() {
        Entry::Record {
            line,
            fields,
            problem,
            ..
        } => Some((line, fields, problem)),
        Entry::Preamble { .. } => None,
    })
    .collect()
}

fn read(bytes: &[u8]) -> Vec<(u32, Vec<String>, Option<IssueCode>)> {
    read_as(bytes, &Reading::default())
}
