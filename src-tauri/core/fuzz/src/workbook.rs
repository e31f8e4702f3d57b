//! Workbooks: whatever their parts say, a sheet is read to its end or refused, and it is no larger than a sheet can be.

use std::io::{Cursor, Write};
use std::panic;
use std::sync::Once;

use prospect_core::import::{Entry, ImportKind, Reading, preview, records};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::file::with_file;

/// What a sheet ends at.
const COLUMNS: usize = 16_384;

/// Reads the bytes as a workbook: as they are, or as the parts of one, between NUL bytes. The last byte says which.
pub fn holds(input: &[u8]) {
    let Some((kind, bytes)) = input.split_last() else {
        return;
    };
    forgive_others();
    match kind % 3 {
        0 => with_file(bytes, read),
        1 => with_file(&excel(bytes), read),
        _ => with_file(&open_document(bytes), read),
    }
}

fn read(file: &std::path::Path) {
    let Ok(found) = preview(file, ImportKind::Prospects, &Reading::default(), None) else {
        return;
    };
    let Ok(all) = records(file, &Reading::default()) else {
        return;
    };
    let (mut rows, mut last) = (0, 0);
    for entry in all {
        // What is behind may be broken: then nothing more comes.
        let Ok(entry) = entry else { return };
        let (Entry::Record { line, .. } | Entry::Preamble { line, .. }) = &entry;
        assert!(*line >= last, "rows come in their order");
        last = *line;
        if let Entry::Record { fields, .. } = entry {
            assert!(fields.len() <= COLUMNS, "{} columns", fields.len());
            rows += 1;
        }
    }
    assert_eq!(found.rows.map(|rows| rows as usize), Some(rows));
}

/// Others' code panics at times; core takes that for a broken workbook. Only what comes out of core is a finding.
fn forgive_others() {
    static ONCE: Once = Once::new();
    if !cfg!(test) {
        ONCE.call_once(|| panic::set_hook(Box::new(|_| {})));
    }
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .and_then(|()| Ok(zip.write_all(bytes)?))
            .expect("room for it");
    }
    zip.finish().expect("room for it").into_inner()
}

/// The sheet, its shared texts and its styles.
fn excel(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    let (sheet, shared, styles) = (next(), next(), next());
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{relation}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{relation}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    package(&[
        (
            "_rels/.rels",
            related("officeDocument", "xl/workbook.xml").as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            related("worksheet", "worksheets/sheet1.xml").as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", shared),
        ("xl/styles.xml", styles),
    ])
}

/// What it holds.
fn open_document(bytes: &[u8]) -> Vec<u8> {
    package(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", bytes),
    ])
}
