//! The files of results and of rows with errors.

use crate::import::testing::{Book, file};
use crate::import::{DryRun, ImportKind, Request, write_errors, write_results};
use crate::partner::{Contact, Partner};

fn book() -> Book {
    let contact = Contact {
        email: "a@one.example".into(),
        ..Contact::default()
    };
    let one = Partner {
        name: "One".into(),
        partner_id: "0007".into(),
        contacts: vec![contact],
        ..Partner::default()
    };
    Book::of([one], &["VIP 2026"])
}

fn dry_run(book: &Book, csv: &str) -> (tempfile::NamedTempFile, DryRun) {
    let csv = file(csv);
    let dry_run = book.dry_run(&Request::of(csv.path())).unwrap();
    (csv, dry_run)
}

const CSV: &str = "Name;Email;Inner;Group;Notes\n\
    One;a@one.example;keep;;@ask\n\
    Two;b@two.example;'=2+2;VIP 2025;=1+1\n\
    Three;nobody;x;;\n\
    Four;d@four.example;x;;;extra\n";

#[test]
fn results_hold_the_input_and_what_became_of_it() {
    let (_csv, dry_run) = dry_run(&book(), CSV);
    let mut out = Vec::new();
    write_results(&mut out, &dry_run).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
    Name,Email,Inner,Group,Notes,Outcome,Matched name,Matched ID
    One,a@one.example,keep,,'@ask,match,One,0007
    Two,b@two.example,'=2+2,VIP 2025,'=1+1,error,,
    Three,nobody,x,,,error,,
    Four,d@four.example,x,,,error,,,extra
    ");
}

#[test]
fn rows_with_errors_are_corrected_and_imported_as_they_are() {
    let mut book = book();
    let (_csv, first) = dry_run(&book, CSV);
    let mut out = Vec::new();
    write_errors(&mut out, &first).unwrap();
    let errors = String::from_utf8(out).unwrap();
    insta::assert_snapshot!(errors, @r"
    Name,Email,Inner,Group,Notes,Row,Column,Code,Message,Suggestion
    Two,b@two.example,'=2+2,VIP 2025,'=1+1,2,Group,unknownGroup,Unknown group,VIP 2026
    Three,nobody,x,,,3,Email,emailInvalid,Email invalid,
    Four,d@four.example,x,,,4,,columnCount,Wrong number of columns,,extra
    ");
    let (_csv, uncorrected) = dry_run(&book, &errors);
    assert_eq!(
        uncorrected.report().outcomes.error,
        3,
        "uncorrected, they are errors still"
    );

    let corrected = errors
        .replace("VIP 2025", "VIP 2026")
        .replace(",nobody,", ",c@three.example,")
        .replace(",extra", "");
    let (report, rows) = book.import(ImportKind::Prospects, file(&corrected).path());
    assert_eq!(
        (report.outcomes.create, report.warnings),
        (3, 0),
        "{:?}",
        report.causes
    );
    assert_eq!(rows[0].fields.len(), 10);
    let two = book
        .partners
        .values()
        .find(|partner| partner.name == "Two")
        .unwrap();
    assert_eq!(two.notes, "=1+1", "the guard is taken back");
}
