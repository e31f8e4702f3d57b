//! Rows are the same when they are read again where they stand. The book holds the rows of a dry run against those of the
//! import, and a dry run reads them again.

use encoding_rs::{Encoding, ISO_2022_JP, SHIFT_JIS};

use crate::import::testing::{Book, file};
use crate::import::{ImportKind, IssueCode, Reading, Request, RowReport};

fn rows(bytes: impl AsRef<[u8]>, reading: Reading) -> Vec<RowReport> {
    let csv = file(bytes);
    let request = Request {
        kind: ImportKind::Catalogue,
        reading,
        ..Request::of(csv.path())
    };
    Book::default().import_as(&request).1
}

/// Rows before and behind; 5,000 bytes stand before the record.
fn around(record: &str) -> String {
    let before = format!("Name,Notes\n{}", "N,x\n".repeat(1_247));
    format!("{before}N\n{record}Behind,x\n")
}

#[test]
fn a_record_at_the_longest_is_read_again_as_it_was() {
    let lengths = [
        1_000_000, 1_048_560, 1_048_576, 1_048_600, 1_090_000, 1_200_000,
    ];
    for length in lengths {
        let (first, second) = ("x".repeat(100_000), "y".repeat(length - 100_010));
        let record = format!("A,\"{first}\n{second}\"\n");
        let rows = rows(around(&record), Reading::default());
        let record = &rows[1_248];
        let whole = length <= 1 << 20;
        let flaw = record
            .issues
            .iter()
            .any(|issue| issue.code == IssueCode::QuoteStray);
        assert_eq!(flaw, !whole, "{length}");
        assert_eq!(rows.last().unwrap().fields, ["Behind", "x"], "{length}");
    }
}

#[test]
fn a_line_at_the_longest_is_read_again_as_it_was() {
    for more in [0, 1, 2] {
        for end in ["\n", "\r\n"] {
            let line = format!("A,{}{end}", "x".repeat((1 << 20) - 2 + more));
            let rows = rows(around(&line), Reading::default());
            let long = rows[1_248]
                .issues
                .iter()
                .any(|issue| issue.code == IssueCode::TooLong);
            assert_eq!(rows.last().unwrap().fields, ["Behind", "x"], "{more}");
            // Notes hold fewer characters than that, so that the row is too long in any case.
            assert!(long, "{more}");
        }
    }
}

#[test]
fn rows_of_every_encoding_are_read_again_as_they_were() {
    let named = |encoding: &'static Encoding| Reading {
        encoding: Some(encoding.name().to_owned()),
        ..Reading::default()
    };
    let text: String = (0..9_000)
        .map(|row| {
            format!(
                "東京の美味しいお店{row},こんにちは{}\n",
                "世界".repeat(row % 7)
            )
        })
        .collect();
    for encoding in [ISO_2022_JP, SHIFT_JIS] {
        let (bytes, ..) = encoding.encode(&text);
        let bytes = [b"Name,Notes\n", &*bytes].concat();
        let rows = rows(bytes, named(encoding));
        assert_eq!(rows.len(), 9_000, "{encoding:?}");
        assert_eq!(&rows[8_999].fields[0], "東京の美味しいお店8999");
    }
}
