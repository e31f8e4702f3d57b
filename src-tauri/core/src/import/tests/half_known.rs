//! Rows that say half of what would be needed.

use crate::import::testing::{Book, file};
use crate::import::{Field, ImportKind, IssueCode as Code, MatchFix, Outcome, Request};
use crate::partner::{Contact, Partner, PartnerId};

const WANDERBUCH: PartnerId = PartnerId(1);

fn wanderbuch() -> Partner {
    let contact = Contact {
        email: "hallo@wanderbuch.example".into(),
        ..Contact::default()
    };
    Partner {
        name: "Wanderbuch".into(),
        contacts: vec![contact],
        ..Partner::default()
    }
}

#[test]
fn a_name_alone_matches_nobody_and_offers_those_who_have_it() {
    let mut book = Book::of([wanderbuch()], &[]);
    let csv = "Name,Email\n\
         WANDERBUCH,team.a@alpenblick.example\n\
         Alpenblick,team.b@alpenblick.example\n";
    let kept = file(csv);
    let request = Request::of(kept.path());
    let (_, rows, _) = book.record(&request).unwrap();
    assert_eq!(rows[0].outcome, Outcome::Create);
    let offered: Vec<PartnerId> = rows[0].candidates.iter().map(|one| one.id).collect();
    assert_eq!(offered, [WANDERBUCH]);
    assert!(rows[0].issues.is_empty() && rows[1].candidates.is_empty());

    let mut chosen = request.clone();
    chosen.fixes.choices.push(MatchFix {
        row: 1,
        partner: Some(WANDERBUCH),
    });
    let (_, rows) = book.import_as(&chosen);
    assert_eq!(rows[0].outcome, Outcome::Match);
    assert_eq!(book.partners[&WANDERBUCH].contacts.len(), 2);
}

#[test]
fn a_handle_without_a_platform_is_left_out_aloud() {
    let mut book = Book::of([wanderbuch()], &[]);
    let csv = "Name,Email,Platform,Handle\n\
         Alpenblick,team.a@alpenblick.example,TikTok,@alpen\n\
         Bergruf,team.b@bergruf.example,,@bergruf\n";
    let (_, rows) = book.import(ImportKind::Prospects, file(csv).path());
    let told = |row: usize| -> Vec<_> {
        let issues = rows[row].issues.iter();
        issues
            .map(|i| (i.code, i.field, i.value.as_str()))
            .collect()
    };
    assert!(told(0).is_empty());
    let left_out = (Code::HandleAlone, Some(Field::Handle), "@bergruf");
    assert_eq!(told(1), [left_out]);
    assert!(rows.iter().all(|row| row.outcome == Outcome::Create));
}
