//! Text to records: every line of a file stands in a record or is blank, and no character of it is lost.

use encoding_rs::UTF_8;
use prospect_core::import::{Entry, IssueCode, Quoting, Reading, records};

use super::file::{parted, with_file};
use super::lines::{Line, line_ends, lines};
use super::rows::rows;

const DELIMITERS: [char; 10] = [',', ';', '\t', '|', '^', '~', ' ', '\'', '\\', '；'];
/// Records of so many fields may have had more, with the limits of fuzzing.
const MANY_FIELDS: usize = 24;

/// Of lines above the header that are longer the beginning is shown, with the limits of fuzzing.
const LONG_LINE: usize = 256;

/// A record as it came.
struct Record {
    line: usize,
    fields: Vec<String>,
    problem: Option<IssueCode>,
}

/// Reads the bytes in a dialect.
pub fn holds(input: &[u8]) {
    let Some((bytes, [delimiter, quoting, header])) = parted(input) else {
        return;
    };
    let reading = Reading {
        encoding: Some("UTF-8".to_owned()),
        delimiter: Some(DELIMITERS[usize::from(delimiter) % DELIMITERS.len()]),
        quoting: Some(Quoting::ALL[usize::from(quoting) % Quoting::ALL.len()]),
        header_row: [None, Some(0), Some(1), Some(2)][usize::from(header) % 4],
        sheet: None,
        dates: None,
    };
    let lines = lines(bytes, UTF_8);
    with_file(bytes, |file| {
        let Ok(all) = records(file, &reading) else {
            return;
        };
        let (preview, mut found, mut above) = (all.preview.clone(), Vec::new(), 0);
        for entry in all {
            match entry.expect("the file is there") {
                Entry::Preamble { line, text } => {
                    above = line as usize;
                    let there = &lines[above - 1].text;
                    let long =
                        there.len() > LONG_LINE && there.starts_with(&text) && !text.is_empty();
                    assert!(long || text == *there, "{text:?} of {there:?}");
                }
                Entry::Record {
                    line,
                    fields,
                    problem,
                    ..
                } => found.push(Record {
                    line: line as usize,
                    fields,
                    problem,
                }),
            }
        }
        if preview.header_row.is_none() {
            accounted(&lines[above..], above, &found, preview.quoting);
        } else if let Some(first) = found.first() {
            assert!(first.line > above + 1, "the header is no row");
            accounted(
                &lines[first.line - 1..],
                first.line - 1,
                &found,
                preview.quoting,
            );
        }
        for (at, record) in found.iter().enumerate() {
            let end = found.get(at + 1).map_or(lines.len(), |next| next.line - 1);
            let span = &lines[record.line - 1..end];
            whole(span, record, preview.delimiter, preview.quoting);
            flagged(record, preview.columns.len());
        }
        let seen = rows(file, &reading);
        let same = |(row, record): (&_, &Record)| {
            let row: &prospect_core::import::RowReport = row;
            row.fields
                .iter()
                .eq(record.fields.iter().map(String::as_str))
                && row.line as usize == record.line
        };
        if !seen.is_empty() {
            assert_eq!(seen.len(), found.len());
            assert!(
                seen.iter().zip(&found).all(same),
                "an import reads as a preview does"
            );
        }
    });
}

/// Each line after the first `above` belongs to a record, or is blank.
fn accounted(lines: &[Line], above: usize, found: &[Record], quoting: Quoting) {
    let mut next = above + 1;
    for record in found {
        assert!(record.line >= next, "records follow each other");
        blank(&lines[next - above - 1..record.line - above - 1], quoting);
        next = record.line
            + 1
            + record
                .fields
                .iter()
                .map(|field| line_ends(field))
                .sum::<usize>();
    }
    blank(&lines[next - above - 1..], quoting);
}

fn blank(lines: &[Line], quoting: Quoting) {
    for line in lines {
        let nothing = |c: char| c.is_whitespace() || Some(c) == quoting.mark();
        assert!(line.text.chars().all(nothing), "{:?} is lost", line.text);
    }
}

/// The fields hold all that stands in the lines of a record, but for what parts and quotes them.
fn whole(span: &[Line], record: &Record, delimiter: char, quoting: Quoting) {
    if record.problem == Some(IssueCode::TooLong) || record.fields.len() >= MANY_FIELDS {
        return;
    }
    let inner = record
        .fields
        .iter()
        .map(|field| line_ends(field))
        .sum::<usize>();
    let texts: Vec<&str> = span[..=inner]
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    let plain = |c: &char| {
        !matches!(c, '\n' | '\r')
            && *c != delimiter
            && Some(*c) != quoting.mark()
            && Some(*c) != quoting.escape()
    };
    let (there, kept) = (texts.concat(), record.fields.concat());
    assert!(
        there.chars().filter(plain).eq(kept.chars().filter(plain)),
        "{there:?} came to {kept:?}"
    );
    if quoting.mark().is_none_or(|mark| !there.contains(mark)) {
        assert_eq!(record.fields.join(&delimiter.to_string()), there);
    }
}

/// What is said to be wrong with a record is what is wrong with it.
fn flagged(record: &Record, columns: usize) {
    let fits = record.fields.len() == columns;
    match record.problem {
        Some(IssueCode::TooLong | IssueCode::QuoteStray) => {}
        Some(IssueCode::ColumnCount) => assert!(!fits),
        problem => {
            assert!(fits, "{:?} in {columns} columns", record.fields);
            let nul = record.fields.concat().contains('\0');
            assert_eq!(nul, problem == Some(IssueCode::Nul));
        }
    }
}
