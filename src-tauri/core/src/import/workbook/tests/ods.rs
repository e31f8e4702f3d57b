//! What OpenDocument spreadsheets come to.

use super::making::{ods, package};
use super::{look, look_as, of_sheet, read};
use crate::import::FileError;

fn text(text: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
    )
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn table(name: &str, rows: &str) -> String {
    format!(r#"<table:table table:name="{name}">{rows}</table:table>"#)
}

#[test]
fn cells_are_as_people_see_them() {
    let value = |kind: &str, value: &str, shown: &str| {
        format!(
            r#"<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let rows = [
        row(&(text("Name") + &text("Email") + &text("Notes"))),
        row(
            &(text("A &amp; <text:span>B</text:span><text:s text:c=\"2\"/>C")
                + &text("a@b.example")
                + &value("float", "office:value=\"42\"", "42,00")),
        ),
        row(&(value("percentage", "office:value=\"0.035\"", "4 %")
            + "<table:table-cell/>"
            + &value(
                "date",
                "office:date-value=\"2026-11-01T00:00:00\"",
                "1.11.26",
            ))),
        row(&(value("boolean", "office:boolean-value=\"true\"", "WAHR")
            + &value("float", "office:value=\"123\"", "00123")
            + &value(
                "string",
                "calcext:value-type=\"error\" office:string-value=\"\"",
                "#REF!",
            ))),
        row(&format!(
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation><text:p>two</text:p><text:p>lines</text:p></table:table-cell>{}",
            text("x")
        )),
    ];
    let fields: Vec<_> = read(&ods(&table("One", &rows.concat())))
        .into_iter()
        .map(|row| row.1)
        .collect();
    assert_eq!(
        fields,
        [
            ["A & B  C", "a@b.example", "42"],
            ["3.5%", "", "2026-11-01"],
            ["TRUE", "00123", "#REF!"],
            ["two\nlines", "x", ""],
        ]
    );
}

#[test]
fn what_stands_many_times_stands_there_and_what_is_empty_costs_nothing() {
    let rows = [
        row(&(text("Name") + &text("Email"))),
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".into(),
        format!("<table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row>", text("A"), text("a@b.example")),
        "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".into(),
    ];
    let book = ods(&table("One", &rows.concat()));
    let lines: Vec<_> = read(&book).into_iter().map(|row| row.0).collect();
    assert_eq!(lines, [5, 6]);
    assert_eq!(look(&book).unwrap().sheets[0].rows, Some(3));
}

#[test]
fn cells_that_say_they_stand_everywhere_are_too_many() {
    let full = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    // A preview stops at its rows; counting them, or importing, meets the limit.
    let all = crate::import::records(
        crate::import::testing::file(ods(&table("One", full))).path(),
        &Default::default(),
    );
    assert!(matches!(
        all.map(|_| ()),
        Err(FileError::WorkbookTooLarge { .. })
    ));
}

#[test]
fn sheets_can_be_chosen() {
    let rows = row(&(text("Name") + &text("Email"))) + &row(&(text("A") + &text("a@b.example")));
    let tables = table("Empty", "") + &table("People &amp; more", &rows);
    let book = ods(&tables);
    let found = look(&book).unwrap();
    assert_eq!(found.sheet.as_deref(), Some("People & more"));
    assert!(look_as(&book, &of_sheet("People & more")).is_ok());
    assert!(matches!(
        look_as(&book, &of_sheet("Empty")),
        Err(FileError::WorkbookEmpty)
    ));
}

#[test]
fn locked_and_broken_ones_are_said_to_be() {
    const MIME: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let locked = package(&[
        ("mimetype", MIME.to_vec()),
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>".to_vec(),
        ),
        ("content.xml", b"garbage".to_vec()),
    ]);
    assert!(matches!(look(&locked), Err(FileError::WorkbookEncrypted)));
    let cut = "<office:document-content><table:table table:name=\"A\"><table:table-row>";
    let broken = package(&[("mimetype", MIME.to_vec()), ("content.xml", cut.into())]);
    assert!(matches!(
        look(&broken),
        Err(FileError::WorkbookBroken { kind: "ods" })
    ));
}
