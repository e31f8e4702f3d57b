//! Workbooks that mean harm, or are none.

use proptest::prelude::*;

use super::super::ole::{compound, wrapped};
use super::look;
use super::making::{dimensions, label, lock, ods, package, row, xls_stream, xlsx, xlsx_parts};
use crate::import::testing::file;
use crate::import::{
    Excess, FileError, ImportKind, Progress, Reading, RunError, Watch, preview, records,
};

#[test]
fn a_single_far_cell_costs_no_grid() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let book = xlsx(&(row(1, &["Name", "Email"]) + &row(2, &["A", "a@b.example"]) + far));
    let rows = super::read(&book);
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[1].0, rows[1].1.len()), (1_048_576, 16_384));
}

#[test]
fn bombs_are_refused() {
    let mut parts = xlsx_parts(&[("Sheet1", "", row(1, &["Name"]))], &[]);
    parts.push(("xl/worksheets/sheet9.xml", vec![b' '; 20 << 20]));
    let found = look(&package(&parts));
    assert!(
        matches!(
            found,
            Err(FileError::WorkbookTooLarge {
                excess: Excess::Ratio,
                ..
            })
        ),
        "{found:?}"
    );
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused() {
    let mut parts = xlsx_parts(&[("Sheet1", "", row(1, &["Name"]))], &[]);
    parts.push(("xl/worksheets/sheet9.xml", vec![b' '; 20 << 20]));
    let mut book = package(&parts);
    let said = (20_u32 << 20).to_le_bytes();
    let places: Vec<usize> = memchr::memmem::find_iter(&book, &said).collect();
    assert!(!places.is_empty());
    for place in places {
        book[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(
        look(&book),
        Err(FileError::WorkbookTooLarge { .. } | FileError::WorkbookBroken { .. })
    ));
}

#[test]
fn shared_texts_that_say_they_are_more_than_can_be_are_broken() {
    let mut parts = xlsx_parts(&[("Sheet1", "", row(1, &["Name"]))], &["a"]);
    let shared = parts
        .iter_mut()
        .find(|part| part.0 == "xl/sharedStrings.xml");
    let shared = shared.map(|part| &mut part.1).unwrap();
    let text = String::from_utf8(shared.clone()).unwrap();
    let padding = format!("<!--{}--><sst", " ".repeat(100_000));
    let lying = text
        .replace("<sst", &padding)
        .replace("uniqueCount=\"1\"", "uniqueCount=\"999999999999\"");
    *shared = lying.into_bytes();
    assert!(matches!(
        look(&package(&parts)),
        Err(FileError::WorkbookBroken { kind: "xlsx" })
    ));
}

#[test]
fn locked_workbooks_are_said_to_be() {
    let new = compound("EncryptedPackage", &[1; 5_000]);
    let mut stream = xls_stream(&[]);
    stream.splice(20..20, lock());
    for book in [new, wrapped(&stream)] {
        let found = look(&book);
        assert!(
            matches!(found, Err(FileError::WorkbookEncrypted)),
            "{found:?}"
        );
    }
}

#[test]
fn workbooks_without_data_are_said_to_be() {
    let blank = r#"<row r="4"><c r="B4" s="1"/></row>"#;
    for book in [xlsx(""), xlsx(blank), ods(""), wrapped(&xls_stream(&[]))] {
        let found = look(&book);
        assert!(matches!(found, Err(FileError::WorkbookEmpty)), "{found:?}");
    }
}

#[test]
fn broken_workbooks_and_other_archives_are_said_to_be() {
    let mut cut = xlsx(&row(1, &["Name", "Email"]));
    cut.truncate(cut.len() - 300);
    let found = look(&cut);
    assert!(
        matches!(found, Err(FileError::WorkbookBroken { kind: "xlsx" })),
        "{found:?}"
    );
    let disordered = xlsx(&(row(5, &["Name", "Email"]) + &row(2, &["A", "a@b.example"])));
    assert!(matches!(
        look(&disordered),
        Err(FileError::WorkbookBroken { kind: "xlsx" })
    ));
    let others = [
        (package(&[("word/document.xml", b"<w/>".to_vec())]), "docx"),
        (package(&[("readme.txt", b"hello".to_vec())]), "zip"),
        (compound("WordDocument", &[1; 5_000]), "doc"),
    ];
    for (bytes, kind) in others {
        let found = look(&bytes);
        assert!(
            matches!(found, Err(FileError::NotText { looks_like }) if looks_like == kind),
            "{kind} {found:?}"
        );
    }
}

#[test]
fn old_workbooks_with_far_cells_are_refused_and_their_dimensions_not_believed() {
    let far = [label(0, 0, "Name"), label(65_535, 255, "far")];
    assert!(matches!(
        look(&wrapped(&xls_stream(&far))),
        Err(FileError::WorkbookTooLarge {
            excess: Excess::Cells,
            ..
        })
    ));
    let lying = [
        dimensions(u32::MAX, u16::MAX),
        label(0, 0, "Name"),
        label(0, 1, "Email"),
    ];
    assert!(look(&wrapped(&xls_stream(&lying))).is_ok());
}

/// Cancels at once.
struct Gone;

impl Watch for Gone {
    fn progress(&self, _: Progress) {}
    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn unpacking_stops_when_it_is_cancelled() {
    let book = file(xlsx(&row(1, &["Name", "Email"])));
    let request = crate::import::Request::of(book.path());
    let lookup = crate::import::testing::Book::default();
    let stopped = crate::import::DryRun::of(&request, &lookup, Default::default(), &Gone);
    assert!(matches!(stopped, Err(RunError::Cancelled)));
}

fn workbooks() -> impl Strategy<Value = Vec<u8>> {
    let rows = row(1, &["Name", "Email"]) + &row(2, &["A", "a@b.example"]);
    let old = [label(0, 0, "Name"), label(0, 1, "Email"), label(1, 0, "A")];
    let table = "<table:table table:name=\"A\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Name</text:p></table:table-cell></table:table-row></table:table>";
    prop::sample::select(vec![xlsx(&rows), wrapped(&xls_stream(&old)), ods(table)])
}

proptest! {
    #[test]
    fn a_damaged_workbook_comes_to_rows_or_a_reason(
        mut book in workbooks(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        for (at, byte) in damage {
            let at = at.index(book.len());
            book[at] = byte;
        }
        let book = file(&book);
        let _ = preview(book.path(), ImportKind::Prospects, &Reading::default(), None);
        if let Ok(all) = records(book.path(), &Reading::default()) {
            for entry in all {
                entry.unwrap();
            }
        }
    }
}
