//! What Excel's workbooks come to.

use super::super::ole::wrapped;
use super::making::{label, number, package, row, xls_stream, xlsx, xlsx_parts};
use super::{look, look_as, of_sheet, read, read_as};
use crate::import::{FileError, IssueCode, Reading, Sheet};

#[test]
fn cells_are_as_people_see_them() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Notes</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="str"><v>a@b.example</v></c><c r="C2"><v>42</v></c><c r="D2"><v>0.30000000000000004</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>00123</t></is></c><c r="C3" s="1"><v>0.035</v></c><c r="D3" s="2"><v>45943</v></c></row>
<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#REF!</v></c><c r="C4" s="3"><v>42</v></c><c r="D4" s="2"><v>45943.5</v></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>=1+1</t></is></c><c r="B5" t="e"><v>#SPILL!</v></c><c r="C5"><v>4915112345678</v></c></row>"#;
    let shared = ["Name", "Email", "山野志 &amp; Co"];
    let book = package(&xlsx_parts(&[("Sheet1", "", rows.into())], &shared));
    let found = look(&book).unwrap();
    assert_eq!((found.header_row, found.rows), (Some(1), Some(4)));
    assert_eq!(found.sheet.as_deref(), Some("Sheet1"));
    assert!(found.sure);
    let names: Vec<_> = found
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(names, ["Name", "Email", "Notes", "D"]);
    let fields: Vec<_> = read(&book).into_iter().map(|row| row.1).collect();
    assert_eq!(
        fields,
        [
            ["山野志 & Co", "a@b.example", "42", "0.3"],
            ["00123", "", "3.5%", "2025-10-13"],
            ["TRUE", "#REF!", "00042", "2025-10-13 12:00:00"],
            ["=1+1", "#SPILL!", "4915112345678", ""],
        ]
    );
}

#[test]
fn row_n_of_the_sheet_is_line_n() {
    let rows = [
        row(2, &["Report", "of\nNovember"]),
        row(5, &["Name", "Email"]),
        row(6, &["A\nB", "a@b.example"]),
        row(9, &["C", "c@b.example"]),
    ];
    let book = xlsx(&rows.concat());
    assert_eq!(look(&book).unwrap().header_row, Some(5));
    let lines: Vec<_> = read(&book).into_iter().map(|row| (row.0, row.1)).collect();
    let fields = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    assert_eq!(
        lines,
        [
            (6, fields("A\nB", "a@b.example")),
            (9, fields("C", "c@b.example"))
        ]
    );
    let told = Reading {
        header_row: Some(2),
        ..Reading::default()
    };
    assert_eq!(read_as(&book, &told)[0].0, 5);
}

#[test]
fn the_first_sheet_with_data_is_read_or_the_one_that_is_asked_for() {
    let sheets = [
        ("Cover", "", String::new()),
        ("Secret", r#"state="hidden""#, row(1, &["Name", "Email"])),
        (
            "People",
            "",
            row(1, &["Name", "Email"]) + &row(2, &["A", "a@b.example"]),
        ),
    ];
    let book = package(&xlsx_parts(&sheets, &[]));
    let found = look(&book).unwrap();
    assert_eq!(found.sheet.as_deref(), Some("People"));
    let sheet = |name: &str, rows| Sheet {
        name: name.into(),
        rows: Some(rows),
    };
    assert_eq!(
        found.sheets,
        [sheet("Cover", 0), sheet("Secret", 1), sheet("People", 2)]
    );
    let secret = look_as(&book, &of_sheet("Secret")).unwrap();
    assert_eq!(secret.sheet.as_deref(), Some("Secret"));
    let none = look_as(&book, &of_sheet("Other"));
    assert!(
        matches!(none, Err(FileError::NoSuchSheet { sheet, sheets }) if sheet == "Other" && sheets.len() == 3)
    );
    let empty = look_as(&book, &of_sheet("Cover"));
    assert!(matches!(empty, Err(FileError::WorkbookEmpty)));
}

#[test]
fn cells_far_to_the_right_are_the_matter_of_their_row() {
    let far = r#"<row r="3"><c r="A3" t="str"><v>B</v></c><c r="XFD3"><v>1</v></c></row>"#;
    let rows = row(1, &["Name", "Email"])
        + &row(2, &["A", "a@b.example", "beside"])
        + far
        + &row(4, &["C"]);
    let found = read(&xlsx(&rows));
    let problems: Vec<_> = found.iter().map(|row| row.2).collect();
    assert_eq!(problems, [None, Some(IssueCode::ColumnCount), None]);
    assert_eq!(found[0].1, ["A", "a@b.example", "beside"]);
    assert_eq!(found[2].1, ["C", "", ""]);
}

#[test]
fn a_preview_of_a_long_sheet_reads_its_beginning() {
    let rows: String = (2..=3_000)
        .map(|number| row(number, &["A", "a@b.example"]))
        .collect();
    let book = xlsx(&(row(1, &["Name", "Email"]) + &rows));
    let found = look(&book).unwrap();
    assert_eq!((found.rows, found.sheets[0].rows), (None, None));
    assert_eq!(read(&book).len(), 2_999);
}

#[test]
fn old_workbooks_are_read() {
    let cells = [
        label(0, 0, "Name"),
        label(0, 1, "Email"),
        label(0, 2, "Notes"),
        label(2, 0, "山野志"),
        label(2, 1, "a@b.example"),
        number(2, 2, 7.0),
    ];
    let book = wrapped(&xls_stream(&cells));
    let found = look(&book).unwrap();
    assert_eq!(found.sheet.as_deref(), Some("People"));
    let rows = read(&book);
    assert_eq!((rows[0].0, rows.len()), (3, 1));
    assert_eq!(rows[0].1, ["山野志", "a@b.example", "7"]);
}
