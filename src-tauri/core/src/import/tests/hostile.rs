//! Files that are made, or broken, to hold more of something than any file should: each comes to an end, with its reason.

use super::reading::read;
use crate::import::testing::file;
use crate::import::{
    Entry, FileError, ImportKind, IssueCode as Code, Preview, Reading, preview, records,
};

fn look(bytes: impl AsRef<[u8]>) -> Result<Preview, FileError> {
    let csv = file(bytes);
    preview(csv.path(), ImportKind::Prospects, &Reading::default(), None)
}

/// Line and problem of every record.
fn problems(bytes: impl AsRef<[u8]>) -> Vec<(u32, Option<Code>)> {
    read(bytes).into_iter().map(|row| (row.1, row.3)).collect()
}

const HEADER: &str = "Name,Email,Notes\n";
const GOOD: &str = "Good,good@b.example,x\n";

#[test]
fn a_row_that_is_too_much_of_anything_is_one_row_with_its_reason() {
    let table = [
        ("x".repeat(2 << 20), Code::TooLong),
        (
            format!("A,a@b.example,{}", "\"".repeat(2 << 20)),
            Code::TooLong,
        ),
        ("x,".repeat(600_000), Code::TooLong),
        (
            format!("A,a@b.example,{}", "\"".repeat(9_999)),
            Code::QuoteStray,
        ),
        (",".repeat(100_000), Code::ColumnCount),
        (format!("A,a@b.example,{}\0", "x".repeat(999)), Code::Nul),
    ];
    for (line, code) in table {
        let text = format!("{HEADER}{GOOD}{line}\n{GOOD}");
        let expected = [(2, None), (3, Some(code)), (4, None)];
        let begin = line.get(..20).unwrap_or_default();
        assert_eq!(problems(text), expected, "{begin}");
    }
    let even = format!("{HEADER}A,a@b.example,{}\n{GOOD}", "\"".repeat(10_000));
    let rows = read(even);
    assert_eq!((rows[0].2[2].len(), rows[0].3), (4_999, None));
}

#[test]
fn a_file_of_nothing_but_what_parts_is_refused() {
    let table = [
        ",".repeat(1 << 20),
        ",,,,\n".repeat(20_000),
        ";,".repeat(1 << 20),
        "x".repeat(2 << 20),
        "\"\"\n".repeat(20_000),
    ];
    for text in table {
        let begin = text.get(..9).unwrap_or_default();
        let found = look(&text).map(|preview| preview.header_row);
        assert!(
            matches!(found, Ok(None) | Err(FileError::NoHeader)),
            "{begin} {found:?}"
        );
    }
    let blank = look("\n".repeat(1_000_000));
    assert!(matches!(blank, Err(FileError::Empty)), "{blank:?}");
    let zero = look("\0".repeat(1 << 20));
    assert!(
        matches!(zero, Err(FileError::NotText { looks_like: "" })),
        "{zero:?}"
    );
}

#[test]
fn lines_keep_their_numbers_over_a_million_blank_ones() {
    for end in ["\n", "\r\n", "\r"] {
        let blank = end.repeat(1_000_000);
        let text = format!("{}{blank}{GOOD}", HEADER.replace('\n', end));
        assert_eq!(problems(text), [(1_000_002, None)], "{end:?}");
    }
}

#[test]
fn records_are_looked_for_at_the_beginning_alone() {
    let blank = |bytes: usize| "\n".repeat(bytes);
    let near = look(format!("{}{HEADER}{GOOD}", blank(1 << 20))).unwrap();
    assert_eq!(near.header_row, Some((1 << 20) + 1));
    let far = look(format!("{}{HEADER}{GOOD}", blank(9 << 20))).unwrap();
    assert_eq!((far.header_row, far.sure), (None, false));
    let apart = look(format!("{HEADER}{GOOD}{}{GOOD}", blank(9 << 20))).unwrap();
    assert_eq!((apart.header_row, apart.sample.len()), (Some(1), 1));
}

#[test]
fn a_quote_at_the_first_byte_that_never_closes_costs_the_header_its_quote() {
    let text = format!("\"{HEADER}{}", GOOD.repeat(60_000));
    let rows = read(&text);
    assert_eq!(rows.len(), 60_000);
    assert!(rows.iter().all(|row| row.3.is_none()));
    assert_eq!(look(&text).unwrap().columns[1].name, "Email");
}

#[test]
fn columns_of_one_name_are_told_apart_by_where_they_stand() {
    let names = vec!["Name"; 10_000].join(",");
    let preview = look(format!("{names}\n{names}\n")).unwrap();
    let filled: Vec<usize> = (0..10_000)
        .filter(|at| preview.columns[*at].field.is_some())
        .collect();
    assert_eq!((preview.columns.len(), filled), (10_000, vec![0]));
}

#[test]
fn a_quote_that_never_closes_costs_one_row_of_a_long_file() {
    let mut text = String::from("Name,Email,Notes\nBad,bad@b.example,\"open\n");
    for row in 0..20_000 {
        text += &format!("Partner {row},p{row}@b.example,plain\n");
    }
    let rows = read(&text);
    assert_eq!(rows.len(), 20_001);
    assert_eq!(rows.iter().filter(|row| row.3.is_some()).count(), 1);
}

#[test]
fn a_line_longer_than_any_record_is_one_row() {
    let text = format!("Name,Email\nA,{}\nB,b@b.example\n", "x".repeat(5 << 20));
    let rows = read(&text);
    assert_eq!(
        rows.iter().map(|row| (row.1, row.3)).collect::<Vec<_>>(),
        [(2, Some(Code::TooLong)), (3, None)]
    );
}

#[test]
fn a_header_with_a_million_columns_is_none() {
    // The second is too long for a record before it has too many columns.
    for column in [
        ",x",
        ",a longer name of a column that few files have, and none so often",
    ] {
        let text = format!("Name,Email{}\nA,a@b.example\n", column.repeat(20_100));
        assert!(matches!(look(text), Err(FileError::NoHeader)), "{column}");
    }
}

#[test]
fn of_a_long_line_above_the_header_the_beginning_is_shown() {
    let csv = file(format!(
        "Exported{}\nName,Email\nA,a@b.example\n",
        "!".repeat(5 << 20)
    ));
    let reading = Reading {
        header_row: Some(2),
        ..Reading::default()
    };
    let mut all = records(csv.path(), &reading).unwrap();
    let first = all.next().unwrap().unwrap();
    assert!(
        matches!(&first, Entry::Preamble { line: 1, text } if text.starts_with("Exported!!!")),
        "{first:?}"
    );
}
