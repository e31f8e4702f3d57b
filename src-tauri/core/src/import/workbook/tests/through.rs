//! Sheets through the rest of an import.

use super::making::{row, xlsx};
use crate::import::testing::{Book, file};
use crate::import::{FileError, ImportKind, IssueCode, Look, Outcome, Request};

fn book() -> Vec<u8> {
    let rows = [
        row(1, &["Prospects of November"]),
        row(3, &["Name", "Email", "Notes"]),
        row(
            4,
            &["Wander, buch", "anke@wanderbuch.example", "two\nlines"],
        ),
        row(6, &["山野志", "not an address"]),
        row(7, &["Cartes", "info@cartes.example", "say \"hi\""]),
    ];
    xlsx(&rows.concat())
}

#[test]
fn a_sheet_is_imported_as_its_dry_run_said() {
    let csv = file(book());
    let (report, rows) = Book::of([], &[]).import(ImportKind::Prospects, csv.path());
    assert_eq!(report.preview.header_row, Some(3));
    let found: Vec<_> = rows.iter().map(|row| (row.line, row.outcome)).collect();
    assert_eq!(
        found,
        [
            (4, Outcome::Create),
            (6, Outcome::Error),
            (7, Outcome::Create)
        ]
    );
    assert_eq!(
        rows[0].fields,
        ["Wander, buch", "anke@wanderbuch.example", "two\nlines"]
    );
    assert_eq!(rows[1].issues[0].code, IssueCode::EmailInvalid);
    let hash = blake3::hash(&book()).to_hex().to_string();
    assert_eq!(report.file_hash, hash, "of the file, not of its text");
    assert_eq!(report.preview.bytes, book().len() as f64);
}

#[test]
fn a_workbook_that_changed_after_the_dry_run_is_not_shown() {
    let csv = file(book());
    let dry = Book::default().dry_run(&Request::of(csv.path())).unwrap();
    let look = Look {
        problems_first: true,
        ..Look::at_all()
    };
    let page = dry.page(&look, 0, 10).unwrap();
    assert_eq!(page.rows[0].line, 6, "errors first");
    std::fs::write(csv.path(), xlsx(&row(1, &["Name", "Email"]))).unwrap();
    let changed = dry.page(&Look::at_all(), 0, 10);
    assert!(matches!(changed, Err(FileError::Changed)));
}
