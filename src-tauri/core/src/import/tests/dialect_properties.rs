//! What holds for any file in any dialect.

use proptest::prelude::*;

use crate::import::dialect::Dialect;
use crate::import::parse::line_ends;
use crate::import::reader::{Reader, Record};
use crate::import::testing::file;
use crate::import::text_file::TextFile;
use crate::import::{Entry, ImportKind, IssueCode, Quoting, Reading, preview, records};

const DELIMITERS: [char; 10] = [',', ';', '\t', '|', '^', '~', ' ', '\'', '\\', '；'];

/// Bytes in which the characters that matter to a parser are frequent.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => prop::sample::select(b",;\t|^\"\n\r'\\ab= ".to_vec()),
        1 => any::<u8>(),
    ];
    prop::collection::vec(byte, 0..300)
}

fn quotings() -> impl Strategy<Value = Quoting> {
    prop::sample::select(Quoting::ALL.to_vec())
}

fn dialects() -> impl Strategy<Value = Dialect> {
    let delimiter = prop::sample::select(DELIMITERS.to_vec());
    (delimiter, quotings()).prop_map(|(delimiter, quoting)| Dialect::new(delimiter, quoting))
}

fn reading(dialect: Dialect) -> Reading {
    Reading {
        encoding: Some("utf-8".into()),
        delimiter: Some(dialect.delimiter),
        quoting: Some(dialect.quoting()),
        header_row: Some(1),
        ..Reading::default()
    }
}

/// A record as a program of this dialect writes it.
fn written(fields: &[String], dialect: Dialect) -> String {
    let field = |field: &String| {
        let Some(mark) = dialect.quoting().mark() else {
            return field.clone();
        };
        let inside = match dialect.quoting().escape() {
            Some(_) => field
                .replace('\\', "\\\\")
                .replace(mark, &format!("\\{mark}")),
            None => field.replace(mark, &format!("{mark}{mark}")),
        };
        format!("{mark}{inside}{mark}")
    };
    let fields: Vec<String> = fields.iter().map(field).collect();
    fields.join(&dialect.delimiter.to_string()) + "\n"
}

/// Line, fields and problem of each record.
fn read(text: &str, dialect: Dialect) -> Vec<(u32, Vec<String>, Option<IssueCode>)> {
    let csv = file(text);
    let all = records(csv.path(), &reading(dialect)).unwrap();
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

proptest! {
    #[test]
    fn any_bytes_are_read_and_no_line_is_lost(
        bytes in bytes(),
        dialect in dialects(),
        columns in prop::option::of(1_usize..5),
    ) {
        let csv = file(&bytes);
        let text = TextFile::plain(csv.path());
        let mut reader = Reader::open(&text, encoding_rs::UTF_8, dialect).unwrap();
        if let Some(columns) = columns {
            reader.expect(columns);
        }
        let (mut record, mut lines) = (Record::default(), 0);
        while reader.next(&mut record).unwrap() {
            prop_assert_eq!(record.line, lines + reader.blank_lines() + 1, "records follow each other");
            lines += record.lines;
        }
        lines += reader.blank_lines();
        let (text, _) = encoding_rs::UTF_8.decode_with_bom_removal(&bytes);
        let unended = !text.is_empty() && !text.ends_with(['\n', '\r']);
        prop_assert_eq!(lines, line_ends(&text) + u32::from(unended));
    }

    #[test]
    fn any_bytes_come_to_a_preview_or_a_reason(bytes in bytes(), told in prop::option::of(dialects())) {
        let csv = file(&bytes);
        let reading = told.map_or_else(Reading::default, |dialect| Reading { header_row: None, encoding: None, ..reading(dialect) });
        let _ = preview(csv.path(), ImportKind::Prospects, &reading, None);
        if let Ok(all) = records(csv.path(), &reading) {
            for entry in all {
                entry.unwrap();
            }
        }
    }

    /// What a dialect can write at all: without quotes no cell holds what parts cells.
    #[test]
    fn fields_come_back_as_they_were_written(
        rows in prop::collection::vec(prop::collection::vec("[^\0\u{feff}]{0,12}", 3), 1..20),
        dialect in dialects(),
    ) {
        let plain = |field: &String| field.replace(['\n', '\r', dialect.delimiter], "_");
        let rows: Vec<Vec<String>> = match dialect.quoting().mark() {
            Some(_) => rows,
            None => rows.iter().map(|row| row.iter().map(plain).collect()).collect(),
        };
        let blank = |row: &&Vec<String>| !row.concat().trim().is_empty() || dialect.quoting().mark().is_some();
        let rows: Vec<Vec<String>> = rows.iter().filter(blank).cloned().collect();
        let header = ["Name".to_owned(), "Email".to_owned(), "Notes".to_owned()];
        let lines = rows.iter().map(|row| written(row, dialect));
        let text: String = [written(&header, dialect)].into_iter().chain(lines).collect();
        let found: Vec<Vec<String>> = read(&text, dialect).into_iter().map(|(_, fields, problem)| {
            assert_eq!(problem, None, "{text:?}");
            fields
        }).collect();
        prop_assert_eq!(found, rows);
    }

    #[test]
    fn a_bad_line_leaves_all_other_rows_as_they_are(
        rows in prop::collection::vec(prop::collection::vec("[a-z]{0,4}", 3), 1..8),
        bad in "[a-c\"'\\\\,;\t|^~ ]{0,20}",
        at in any::<prop::sample::Index>(),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|', '^', '~']),
        quoting in quotings(),
    ) {
        let dialect = Dialect::new(delimiter, quoting);
        let at = at.index(rows.len() + 1);
        let header = ["Name".to_owned(), "Email".to_owned(), "Notes".to_owned()];
        let mut lines = vec![written(&header, dialect)];
        lines.extend(rows.iter().map(|row| written(row, dialect)));
        lines.insert(at + 1, format!("{bad}\n"));
        let bad_line = at as u32 + 2;
        let found: Vec<_> = read(&lines.concat(), dialect);
        let others: Vec<Vec<String>> = found
            .iter()
            .filter(|(line, ..)| *line != bad_line)
            .map(|(_, fields, problem)| {
                assert_eq!(*problem, None, "{lines:?}");
                fields.clone()
            })
            .collect();
        prop_assert_eq!(others, rows, "{:?} {:?}", lines, found);
    }
}
