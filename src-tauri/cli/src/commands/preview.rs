//! `prospects preview`: how a file is read, record by record, as lines of JSON.

use std::path::Path;

use prospect_core::import::{self, Entry, FileError, IssueCode, Preview};
use serde::Serialize;

use super::Told;
use crate::Done;
use crate::arguments::ReadingArguments;
use crate::output::Output;
use crate::refusal::Refusal;

/// The first line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head<'p> {
    encoding: &'p str,
    bom: bool,
    delimiter: char,
    /// `null`: nothing stands around fields.
    quote: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    escape: Option<char>,
    header_row: Option<u32>,
    columns: Vec<&'p str>,
    sure: bool,
    /// Lines on which other tables seem to begin.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    other_tables: &'p [u32],
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'p str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sheets: Vec<&'p str>,
}

/// Every other line.
#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Preamble {
        line: u32,
        preamble: String,
    },
    Record {
        row: u32,
        line: u32,
        fields: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        problem: Option<&'static str>,
    },
}

/// Prints how `file` is read.
///
/// # Errors
/// Why it cannot be read.
pub fn run(file: &Path, reading: &ReadingArguments, output: &mut Output) -> Told {
    let refused = |error: FileError| Refusal::File {
        file: file.to_owned(),
        error,
    };
    let records = import::records(file, &super::import::reading(reading)).map_err(refused)?;
    output.line(&head(&records.preview))?;
    let mut done = Done::Whole;
    for entry in records {
        let line = match entry.map_err(refused)? {
            Entry::Preamble { line, text } => Line::Preamble {
                line,
                preamble: text,
            },
            Entry::Record {
                row,
                line,
                fields,
                problem,
            } => Line::Record {
                row,
                line,
                fields,
                problem: problem.map(problem_name),
            },
        };
        if matches!(
            line,
            Line::Record {
                problem: Some(_),
                ..
            }
        ) {
            done = Done::WithErrors;
        }
        output.line(&line)?;
    }
    Ok(done)
}

fn head(preview: &Preview) -> Head<'_> {
    Head {
        encoding: &preview.encoding,
        bom: preview.bom,
        delimiter: preview.delimiter,
        quote: preview.quoting.mark(),
        escape: preview.quoting.escape(),
        header_row: preview.header_row,
        columns: preview
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect(),
        sure: preview.sure,
        other_tables: &preview.other_tables,
        sheet: preview.sheet.as_deref(),
        sheets: preview
            .sheets
            .iter()
            .map(|sheet| sheet.name.as_str())
            .collect(),
    }
}

/// The form's problems have short names of their own here.
fn problem_name(code: IssueCode) -> &'static str {
    match code {
        IssueCode::QuoteStray => "quote",
        IssueCode::Undecodable => "encoding",
        other => other.key(),
    }
}
