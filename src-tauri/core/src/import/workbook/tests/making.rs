//! Makes small workbooks.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package with these parts.
pub(super) fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>
</styleSheet>"#;

/// The parts of a workbook with these sheets: name, attributes in the list of sheets, rows as XML.
pub(super) fn xlsx_parts(
    sheets: &[(&str, &str, String)],
    shared: &[&str],
) -> Vec<(&'static str, Vec<u8>)> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PATHS: [&str; 3] = [
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
    ];
    let (mut listed, mut related) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (at, (name, attributes, rows)) in sheets.iter().enumerate() {
        let id = at + 1;
        listed += &format!(r#"<sheet name="{name}" sheetId="{id}" {attributes} r:id="rId{id}"/>"#);
        related += &format!(
            r#"<Relationship Id="rId{id}" Type="{RELATION}/worksheet" Target="worksheets/sheet{id}.xml"/>"#
        );
        let sheet = format!(
            r#"<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{rows}</sheetData></worksheet>"#
        );
        parts.push((PATHS[at], sheet.into_bytes()));
    }
    let texts: String = shared
        .iter()
        .map(|text| format!("<si><t xml:space=\"preserve\">{text}</t></si>"))
        .collect();
    let workbook = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>"#
    );
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>"#
    );
    let count = shared.len();
    let shared = format!(r#"<sst xmlns="{MAIN}" uniqueCount="{count}">{texts}</sst>"#);
    let package = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    parts.push(("_rels/.rels", package.into_bytes()));
    parts.push(("xl/workbook.xml", workbook.into_bytes()));
    parts.push(("xl/_rels/workbook.xml.rels", relations.into_bytes()));
    parts.push(("xl/styles.xml", STYLES.into()));
    parts.push(("xl/sharedStrings.xml", shared.into_bytes()));
    parts
}

/// A workbook with one sheet, of rows as XML.
pub(super) fn xlsx(rows: &str) -> Vec<u8> {
    package(&xlsx_parts(&[("Sheet1", "", rows.to_owned())], &[]))
}

/// A row of texts, as XML.
pub(super) fn row(number: u32, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let column = super::super::letters(at);
            format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        })
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// A spreadsheet with these tables, as XML.
pub(super) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">
<office:automatic-styles><style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    package(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend((data.len() as u16).to_le_bytes());
    record.extend(data);
    record
}

/// The stream of an old workbook with one sheet, of records.
pub(super) fn xls_stream(cells: &[Vec<u8>]) -> Vec<u8> {
    const GLOBALS: [u8; 16] = [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0];
    const SHEET: [u8; 16] = [0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0];
    let mut stream = record(0x0809, &GLOBALS);
    let place = stream.len() + 4 + 8 + 6 + 4;
    let mut listed = (place as u32).to_le_bytes().to_vec();
    listed.extend([0, 0, 6, 0]);
    listed.extend(b"People");
    stream.extend(record(0x0085, &listed));
    stream.extend(record(0x000a, &[]));
    stream.extend(record(0x0809, &SHEET));
    for cell in cells {
        stream.extend(cell);
    }
    stream.extend(record(0x000a, &[]));
    stream
}

/// A text in a cell of an old workbook.
pub(super) fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let mut data = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    data.extend((text.encode_utf16().count() as u16).to_le_bytes());
    data.push(1);
    data.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    record(0x0204, &data)
}

/// A number in a cell of an old workbook.
pub(super) fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let mut data = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

/// What a sheet of an old workbook says of its size.
pub(super) fn dimensions(rows: u32, columns: u16) -> Vec<u8> {
    let mut data = 0_u32.to_le_bytes().to_vec();
    data.extend(rows.to_le_bytes());
    data.extend([0, 0]);
    data.extend(columns.to_le_bytes());
    data.extend([0, 0]);
    record(0x0200, &data)
}

/// The mark of a locked old workbook.
pub(super) fn lock() -> Vec<u8> {
    record(0x002f, &[1, 0, 0, 0, 0, 0])
}
