//! Columns of dates: one order for each, found from its cells or chosen.

use crate::import::testing::{Book, file};
use crate::import::{
    DateForm, DateOrder, ImportKind, IssueCode, Reading, Report, Request, RowReport,
};
use crate::partner::PartnerId;

const HEAD: &str = "Name,Website,Listed on,Last active on\n";

/// Imports rows of two dates each, in this order where one is chosen.
fn import(dates: &[&str], chosen: Option<DateOrder>) -> (Report, Vec<RowReport>, Book) {
    let rows = dates.iter().enumerate();
    let rows: String = rows
        .map(|(at, dates)| format!("N{at},n{at}.example,{dates}\n"))
        .collect();
    let file = file(format!("{HEAD}{rows}"));
    let mut book = Book::default();
    let request = Request {
        kind: ImportKind::Catalogue,
        reading: Reading {
            dates: chosen,
            ..Reading::default()
        },
        ..Request::of(file.path())
    };
    let (report, rows) = book.import_as(&request);
    (report, rows, book)
}

fn forms(report: &Report) -> Vec<DateForm> {
    let columns = report.preview.columns.iter();
    columns
        .filter_map(|column| Some(column.dates.as_ref()?.form))
        .collect()
}

fn codes(rows: &[RowReport]) -> Vec<Vec<IssueCode>> {
    let codes = |row: &RowReport| row.issues.iter().map(|issue| issue.code).collect();
    rows.iter().map(codes).collect()
}

#[test]
fn each_column_is_read_in_the_order_that_its_own_cells_show() {
    let rows = ["03/04/2026,03/04/2026", "25/04/2026,04/25/2026", ","];
    let (report, rows, book) = import(&rows, None);
    assert_eq!(forms(&report), [DateForm::DayFirst, DateForm::MonthFirst]);
    assert_eq!(codes(&rows), [vec![], vec![], vec![]]);
    let first = &book.partners[&PartnerId(1)];
    assert_eq!(first.listed_on, Some(jiff::civil::date(2026, 4, 3)));
    assert_eq!(first.last_active_on, Some(jiff::civil::date(2026, 3, 4)));
    let shown = report.preview.columns[2].dates.as_ref().unwrap();
    assert_eq!(shown.example, "03/04/2026");
    assert_eq!(shown.read_as, first.listed_on);
}

#[test]
fn cells_that_contradict_their_column_are_errors_and_where_none_decides_all_that_hang_on_it() {
    let rows = [
        "25/04/2026,03/04/2026",
        "26/04/2026,05/05/2026",
        "04/27/2026,2026-01-02",
    ];
    let (report, rows, _) = import(&rows, None);
    assert_eq!(forms(&report), [DateForm::DayFirst, DateForm::Unclear]);
    assert_eq!(report.preview.columns[2].dates.as_ref().unwrap().odd, 1);
    assert_eq!(
        codes(&rows),
        [
            vec![IssueCode::DateUnclear],
            vec![],
            vec![IssueCode::DateInvalid]
        ]
    );
}

#[test]
fn a_person_can_choose_the_order() {
    let rows = ["03/04/2026,25/04/2026"];
    let (report, rows, book) = import(&rows, Some(DateOrder::DayFirst));
    assert_eq!(forms(&report), [DateForm::DayFirst, DateForm::DayFirst]);
    assert_eq!(codes(&rows), [vec![]]);
    let first = &book.partners[&PartnerId(1)];
    assert_eq!(first.listed_on, Some(jiff::civil::date(2026, 4, 3)));
}
