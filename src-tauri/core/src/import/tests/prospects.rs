//! What rows of a prospects file come to.

use crate::import::testing::{Book, file};
use crate::import::{ImportKind, IssueCode, Outcome, RowReport};
use crate::partner::{Contact, Origin, Partner, PartnerId};

fn account(name: &str, email: &str, website: &str, partner_id: &str) -> Partner {
    Partner {
        name: name.into(),
        website: website.into(),
        partner_id: partner_id.into(),
        contacts: vec![Contact {
            email: email.into(),
            ..Contact::default()
        }],
        ..Partner::default()
    }
}

fn book() -> Book {
    Book::of(
        [
            account(
                "Wanderbuch",
                "hallo@wanderbuch.example",
                "https://www.wanderbuch.example",
                "1001",
            ),
            account(
                "Nordlicht Reisen",
                "info@nordlicht.example",
                "nordlicht.example",
                "0042",
            ),
        ],
        &["VIP 2026", "DACH"],
    )
}

fn outcomes(rows: &[RowReport]) -> Vec<(Outcome, Vec<IssueCode>)> {
    let codes = |row: &RowReport| row.issues.iter().map(|issue| issue.code).collect();
    rows.iter().map(|row| (row.outcome, codes(row))).collect()
}

#[test]
fn a_good_file_creates_matches_and_is_unchanged_the_second_time() {
    let mut book = book();
    let csv = file(
        "Name,Email,Website,Partner ID,Group,Notes\n\
         Alpenblick,team.a@alpenblick.example,alpenblick.example,,DACH,\n\
         Wanderbuch,HALLO@wanderbuch.example,,,VIP 2026,Met in Cologne\n\
         Nordlicht Reisen,eva@nordlicht.example,https://nordlicht.example/x,,,\n",
    );
    let (report, rows) = book.import(ImportKind::Prospects, csv.path());
    assert_eq!(
        outcomes(&rows),
        [
            (Outcome::Create, vec![]),
            (Outcome::Match, vec![]),
            (Outcome::Match, vec![]),
        ]
    );
    assert_eq!(report.outcomes.matched, 2);
    assert_eq!(book.partners[&PartnerId(3)].name, "Alpenblick");
    assert!(!book.partners[&PartnerId(3)].listed);
    assert_eq!(book.partners[&PartnerId(1)].notes, "Met in Cologne");
    let nordlicht = &book.partners[&PartnerId(2)].contacts;
    assert_eq!(nordlicht[1].email, "eva@nordlicht.example");
    assert_eq!(nordlicht[1].origin, Origin::Custom);

    let (again, rows) = book.import(ImportKind::Prospects, csv.path());
    assert_eq!(again.outcomes.unchanged, 3);
    for row in rows {
        assert_eq!(row.issues[0].code, IssueCode::AlreadyProspect);
    }
}
