//! Rows that a person mended: cells written over, values taken for others, rows left out, matches chosen.

use super::outcomes;
use crate::import::testing::{Book, file};
use crate::import::{
    CellFix, Effect, Field, Fixes, ImportKind, IssueCode as Code, Look, MatchFix, Outcome, Request,
    RowReport, ValueFix,
};
use crate::partner::{Contact, Partner, PartnerId};

const ANKE: PartnerId = PartnerId(1);
const ANKE_TOO: PartnerId = PartnerId(2);
const NORDLICHT: PartnerId = PartnerId(3);

fn account(name: &str, email: &str, partner_id: &str) -> Partner {
    Partner {
        name: name.into(),
        partner_id: partner_id.into(),
        contacts: vec![Contact {
            email: email.into(),
            ..Contact::default()
        }],
        ..Partner::default()
    }
}

/// Two accounts that share an address, and one more.
fn book() -> Book {
    let accounts = [
        account("Wanderbuch", "anke@vogt.example", "1001"),
        account("Wanderblog", "anke@vogt.example", "1002"),
        account("Nordlicht", "post@nordlicht.example", "1003"),
    ];
    Book::of(accounts, &["VIP 2026"])
}

fn cell(row: u32, column: u32, value: &str) -> CellFix {
    CellFix {
        row,
        column,
        value: value.to_owned(),
    }
}

fn value(field: Field, from: &str, to: &str) -> ValueFix {
    ValueFix {
        field,
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

/// Imports a file with fixes into a book: what each row came to, after a dry run said the same.
fn mended(book: &mut Book, csv: &str, fixes: Fixes) -> Vec<RowReport> {
    let csv = file(csv);
    let request = Request {
        fixes,
        ..Request::of(csv.path())
    };
    book.import_as(&request).1
}

#[test]
fn a_cell_that_is_written_over_is_what_the_row_says() {
    let csv = "Name,Email,Group\nTalwärts,moin(at)talwaerts.example,VIP 2025\n";
    let fixes = Fixes {
        cells: vec![cell(1, 1, "moin@talwaerts.example"), cell(1, 2, "VIP 2026")],
        ..Fixes::default()
    };
    let mut book = book();
    let rows = mended(&mut book, csv, fixes);
    assert_eq!(outcomes(&rows), [(Outcome::Create, vec![])]);
    assert_eq!(&rows[0].fields[1], "moin@talwaerts.example");
    let group = "VIP 2026".to_owned();
    assert_eq!(rows[0].effects, [Effect::Group { name: group }]);
}

#[test]
fn a_row_of_a_wrong_form_is_right_once_its_cells_are_written() {
    let csv = "Name,Email,Group\nA,a@a.example\nB,\"b@b.example,\nC,c@c.example,\n";
    let mut plain = book();
    let rows = mended(&mut plain, csv, Fixes::default());
    let flaws = [Code::ColumnCount, Code::QuoteStray];
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Error, vec![flaws[0]]),
            (Outcome::Error, vec![flaws[1]]),
            (Outcome::Create, vec![])
        ]
    );
    let fixes = Fixes {
        cells: vec![cell(1, 2, ""), cell(2, 1, "b@b.example")],
        ..Fixes::default()
    };
    let rows = mended(&mut book(), csv, fixes);
    let all = rows.iter().map(|row| row.outcome).collect::<Vec<_>>();
    assert_eq!(all, [Outcome::Create; 3]);
    assert_eq!(rows[1].fields, ["B", "b@b.example", ""]);
}

#[test]
fn a_value_is_taken_for_another_in_every_row_that_has_it() {
    let csv = "Name,Email,Business model\nA,a@a.example,Influencer\nB,b@b.example, Influencer \n\
               C,c@c.example,Blogosphere\n";
    let fixes = Fixes {
        values: vec![value(
            Field::BusinessModel,
            "Influencer",
            "Social Influencer",
        )],
        ..Fixes::default()
    };
    let rows = mended(&mut book(), csv, fixes);
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Create, vec![]),
            (Outcome::Create, vec![]),
            (Outcome::Error, vec![Code::UnknownBusinessModel])
        ]
    );
}

#[test]
fn a_row_of_a_wrong_form_is_shown_as_it_is_kept() {
    let csv =
        "Name,Email,Business model\nA,a@a.example,Influencer,extra\nB,b@b.example,Influencer\n";
    let fixes = Fixes {
        values: vec![value(
            Field::BusinessModel,
            "Influencer",
            "Social Influencer",
        )],
        ..Fixes::default()
    };
    let rows = mended(&mut book(), csv, fixes);
    assert_eq!(&rows[0].fields[2], "Influencer", "no value of it was read");
    assert_eq!(&rows[1].fields[2], "Social Influencer");
}

#[test]
fn a_skipped_row_does_nothing_and_says_nothing() {
    let csv = "Name,Email\nA,a@a.example\nB,nonsense\nA again,a@a.example\n";
    let fixes = Fixes {
        skipped: vec![1, 2],
        ..Fixes::default()
    };
    let mut book = book();
    let rows = mended(&mut book, csv, fixes);
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Skipped, vec![]),
            (Outcome::Skipped, vec![]),
            (Outcome::Create, vec![])
        ]
    );
    assert_eq!(
        book.partners.len(),
        4,
        "the skipped row is no earlier row either"
    );
}

#[test]
fn of_several_matches_one_can_be_chosen_or_none() {
    let csv = "Name,Email\nWanderbuch,anke@vogt.example\n";
    let rows = mended(&mut book(), csv, Fixes::default());
    let names = |row: &RowReport| -> Vec<String> {
        row.candidates.iter().map(|one| one.name.clone()).collect()
    };
    assert_eq!(rows[0].issues[0].code, Code::Ambiguous);
    assert_eq!(names(&rows[0]), ["Wanderbuch", "Wanderblog"]);

    for (choice, outcome, partner) in [
        (Some(ANKE), Outcome::Match, Some(ANKE)),
        (Some(ANKE_TOO), Outcome::Match, Some(ANKE_TOO)),
        (None, Outcome::Create, None),
        (Some(PartnerId(99)), Outcome::Match, Some(ANKE)),
    ] {
        let fixes = Fixes {
            choices: vec![MatchFix {
                row: 1,
                partner: choice,
            }],
            ..Fixes::default()
        };
        let rows = mended(&mut book(), csv, fixes);
        let matched = rows[0].matched.as_ref().map(|matched| matched.id);
        assert_eq!((rows[0].outcome, matched), (outcome, partner), "{choice:?}");
        let ambiguous = rows[0].issues.iter().any(|i| i.code == Code::Ambiguous);
        let gone = choice == Some(PartnerId(99));
        assert_eq!(ambiguous, gone, "{choice:?}: who is not there is no answer");
    }
}

#[test]
fn a_conflict_of_matches_ends_with_a_choice() {
    let csv = "Name,Email,Partner ID\nWanderbuch,post@nordlicht.example,1001\n";
    let rows = mended(&mut book(), csv, Fixes::default());
    assert_eq!(
        outcomes(&rows),
        [(Outcome::Error, vec![Code::ConflictOfMatches])]
    );
    let ids: Vec<PartnerId> = rows[0].candidates.iter().map(|one| one.id).collect();
    assert_eq!(ids, [ANKE, NORDLICHT]);
    let fixes = Fixes {
        choices: vec![MatchFix {
            row: 1,
            partner: Some(ANKE),
        }],
        ..Fixes::default()
    };
    let rows = mended(&mut book(), csv, fixes);
    assert_eq!(rows[0].outcome, Outcome::Match);
    let email = "post@nordlicht.example".to_owned();
    assert_eq!(rows[0].effects, [Effect::Mark, Effect::Contact { email }]);
}

#[test]
fn a_later_row_sees_what_an_earlier_one_says_once_mended() {
    let csv = "Name,Email,Notes\nTalwärts,\"moin@talwaerts.example,old\nTalwärts,moin@talwaerts.example,two\n";
    let fixes = Fixes {
        cells: vec![cell(1, 1, "moin@talwaerts.example"), cell(1, 2, "one")],
        ..Fixes::default()
    };
    let mut book = book();
    let rows = mended(&mut book, csv, fixes);
    assert_eq!(
        outcomes(&rows),
        [(Outcome::Create, vec![]), (Outcome::Update, vec![])]
    );
    assert_eq!(book.partners[&PartnerId(4)].notes, "one\ntwo");
}

#[test]
fn an_update_of_the_catalogue_tells_each_field_before_and_after() {
    let csv = "Partner ID,Name,Country,Email\n1003,Nordlicht Reisen,DE,post@nordlicht.example\n";
    let (_, rows) = book().import(ImportKind::Catalogue, file(csv).path());
    let field = |field, before: &str, after: &str| Effect::Field {
        field,
        before: before.to_owned(),
        after: after.to_owned(),
    };
    assert_eq!(
        rows[0].effects,
        [
            field(Field::Name, "Nordlicht", "Nordlicht Reisen"),
            field(Field::Country, "", "DE")
        ]
    );
}

#[test]
fn rows_are_shown_as_mended() {
    let csv = file("Name,Email\nA,\"a@a.example\nB,b@b.example\n");
    let request = Request {
        fixes: Fixes {
            skipped: vec![1],
            cells: vec![cell(2, 0, "Bergauf")],
            ..Fixes::default()
        },
        ..Request::of(csv.path())
    };
    let dry = book().dry_run(&request).unwrap();
    let page = dry.page(&Look::at_all(), 0, 10).unwrap();
    assert_eq!(page.rows.len(), 2);
    assert_eq!(page.rows[0].fields, ["A", "\"a@a.example"]);
    assert_eq!(page.rows[1].fields, ["Bergauf", "b@b.example"]);
}
