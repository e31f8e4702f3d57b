//! What rows of group changes come to.

use super::outcomes;
use crate::group::{Group, GroupId};
use crate::import::testing::{Book, file};
use crate::import::{
    Effect, Field, Fixes, ImportKind, IssueCode as Code, Outcome, Request, RowReport, ValueFix,
};
use crate::partner::{Partner, PartnerId};
use crate::standing::Standing;

const HEADER: &str = "Partner ID,Add to,Remove from,Remove all\n";

/// Partners, and groups of which the first has, the second A-1.
fn book() -> Book {
    let partner = |number: u32| Partner {
        partner_id: format!("A-{number}"),
        name: format!("Partner {number}"),
        ..Partner::default()
    };
    let mut book = Book::of(
        (1..=4).map(partner),
        &["VIP 2026", "Newsletter", "Shoes, Bags & Co"],
    );
    book.members = [(1, 1), (1, 2), (2, 1)]
        .map(|(group, partner)| (GroupId(group), PartnerId(partner)))
        .into();
    book
}

fn request(path: &std::path::Path) -> Request {
    Request {
        kind: ImportKind::Groups,
        ..Request::of(path)
    }
}

fn import(book: &mut Book, rows: &str) -> Vec<RowReport> {
    let csv = file(format!("{HEADER}{rows}"));
    book.import(ImportKind::Groups, csv.path()).1
}

/// The groups of a partner, by number.
fn groups_of(book: &Book, partner: u32) -> Vec<u32> {
    let members = book.members.iter();
    let of = members.filter(|(_, id)| id.0 == partner);
    of.map(|(group, _)| group.0).collect()
}

fn joins(name: &str) -> Effect {
    Effect::Group { name: name.into() }
}

fn leaves(name: &str) -> Effect {
    Effect::Leave { name: name.into() }
}

#[test]
fn partners_join_and_leave_groups_and_the_same_file_again_changes_nothing() {
    let mut book = book();
    let csv = "A-1,\"Shoes, Bags & Co\",\"VIP 2026; Newsletter\",\n\
        a-2,VIP 2026,Newsletter,\n\
        A-3,\"VIP 2026, Newsletter; Shoes, Bags & Co\",,no\n";
    let rows = import(&mut book, csv);
    let all = ["VIP 2026", "Newsletter", "Shoes, Bags & Co"];
    assert_eq!(
        rows.iter()
            .map(|row| (row.outcome, row.effects.clone()))
            .collect::<Vec<_>>(),
        [
            (
                Outcome::Update,
                vec![leaves(all[0]), leaves(all[1]), joins(all[2])]
            ),
            (Outcome::Unchanged, vec![]),
            (Outcome::Update, all.map(joins).to_vec()),
        ]
    );
    assert_eq!(
        rows[1].matched.as_ref().map(|matched| matched.id),
        Some(PartnerId(2))
    );
    assert_eq!(
        [1, 2, 3].map(|partner| groups_of(&book, partner)),
        [vec![3], vec![1], vec![1, 2, 3]]
    );
    let again = import(&mut book, csv);
    assert!(
        again.iter().all(|row| row.outcome == Outcome::Unchanged),
        "{again:?}"
    );
}

#[test]
fn all_groups_are_left_before_those_of_the_row_are_joined() {
    let mut book = book();
    let rows = import(
        &mut book,
        "A-1,\"Newsletter, Shoes, Bags & Co\",,x\nA-2,,,是\nA-3,,,TRUE\n",
    );
    assert_eq!(
        rows[0].effects,
        [leaves("VIP 2026"), joins("Shoes, Bags & Co")]
    );
    assert_eq!(rows[1].effects, [leaves("VIP 2026")]);
    assert_eq!(rows[2].outcome, Outcome::Unchanged, "in no group anyway");
    assert_eq!(
        [1, 2].map(|partner| groups_of(&book, partner)),
        [vec![2, 3], vec![]]
    );
}

#[test]
fn a_row_knows_of_those_before_it() {
    let mut book = book();
    let rows = import(
        &mut book,
        "A-4,VIP 2026,,\nA-4,Newsletter,VIP 2026,\nA-4,Newsletter,,\nA-4,Newsletter,,\nA-4,VIP 2026,,yes\n",
    );
    let effects: Vec<_> = rows.iter().map(|row| row.effects.clone()).collect();
    assert_eq!(
        effects,
        [
            vec![joins("VIP 2026")],
            vec![leaves("VIP 2026"), joins("Newsletter")],
            vec![],
            vec![],
            vec![leaves("Newsletter"), joins("VIP 2026")],
        ]
    );
    assert_eq!(outcomes(&rows)[2], (Outcome::Unchanged, vec![]));
    assert_eq!(
        outcomes(&rows)[3],
        (Outcome::Unchanged, vec![Code::DuplicateRow])
    );
    assert_eq!(groups_of(&book, 4), [1]);
}

/// What is wrong with a row: code, field, value, suggestion.
type Wrong<'a> = (Code, Field, &'a str, Option<&'a str>);

#[test]
fn what_a_row_cannot_mean_is_its_error() {
    let table: [(&str, &[Wrong<'_>]); 9] = [
        (
            ",VIP 2026,,",
            &[(Code::RequiredMissing, Field::PartnerId, "", None)],
        ),
        (
            "A-9,VIP 2026,,",
            &[(Code::UnknownPartner, Field::PartnerId, "A-9", None)],
        ),
        (
            "A-1,\"VIP 2025; News letter; Newsletter\",,",
            &[
                (
                    Code::UnknownGroup,
                    Field::AddTo,
                    "VIP 2025",
                    Some("VIP 2026"),
                ),
                (
                    Code::UnknownGroup,
                    Field::AddTo,
                    "News letter",
                    Some("Newsletter"),
                ),
            ],
        ),
        (
            "A-1,,Gold,",
            &[(Code::UnknownGroup, Field::RemoveFrom, "Gold", None)],
        ),
        (
            "A-1,\"Newsletter, VIP 2026\",vip 2026,",
            &[(Code::AddAndRemove, Field::RemoveFrom, "vip 2026", None)],
        ),
        (
            "A-1,VIP 2026,,maybe",
            &[(Code::YesNoInvalid, Field::RemoveAll, "maybe", None)],
        ),
        ("A-1,,,no", &[(Code::NothingAsked, Field::AddTo, "", None)]),
        (
            "A-1,;,\" , \",-",
            &[(Code::NothingAsked, Field::AddTo, "", None)],
        ),
        (
            "A-9,Gold,,",
            &[
                (Code::UnknownGroup, Field::AddTo, "Gold", None),
                (Code::UnknownPartner, Field::PartnerId, "A-9", None),
            ],
        ),
    ];
    for (row, issues) in table {
        let mut book = book();
        let before = book.members.clone();
        let rows = import(&mut book, &format!("{row}\n"));
        let found = rows[0]
            .issues
            .iter()
            .filter(|issue| issue.code != Code::Normalised);
        let found: Vec<_> = found
            .map(|i| {
                (
                    i.code,
                    i.field.unwrap(),
                    i.value.as_str(),
                    i.suggestion.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            (rows[0].outcome, found.as_slice()),
            (Outcome::Error, issues),
            "{row}"
        );
        assert_eq!(book.members, before, "{row}");
    }
}

#[test]
fn an_id_that_a_spreadsheet_made_another_is_suggested_as_it_stands() {
    let partner = Partner {
        partner_id: "1234567".into(),
        name: "One".into(),
        ..Partner::default()
    };
    let mut book = Book::of([partner], &["VIP"]);
    for (written, suggestion) in [
        ("\"1,234,567\"", Some("1234567")),
        ("1234567.0", Some("1234567")),
        ("01234567", Some("1234567")),
        ("12345670", None),
        ("123456", None),
    ] {
        let rows = import(&mut book, &format!("{written},VIP,,\n"));
        assert_eq!(
            outcomes(&rows),
            [(Outcome::Error, vec![Code::UnknownPartner])],
            "{written}"
        );
        assert_eq!(
            rows[0].issues[0].suggestion.as_deref(),
            suggestion,
            "{written}"
        );
    }
}

#[test]
fn of_several_partners_with_one_id_one_is_taken_and_the_others_offered() {
    let partner = |name: &str, day: i8| Partner {
        partner_id: "7".into(),
        name: name.into(),
        last_active_on: Some(jiff::civil::date(2026, 10, day)),
        ..Partner::default()
    };
    let mut book = Book::of([partner("Old", 1), partner("New", 2)], &["VIP"]);
    let rows = import(&mut book, "7,VIP,,\n");
    assert_eq!(outcomes(&rows), [(Outcome::Update, vec![Code::Ambiguous])]);
    let offered: Vec<u32> = rows[0].candidates.iter().map(|one| one.id.0).collect();
    assert_eq!((groups_of(&book, 2), offered), (vec![1], vec![2, 1]));
}

#[test]
fn who_is_hidden_or_archived_changes_groups_and_stays_so() {
    let mut book = book();
    let hidden = Standing::default().hidden("", false, jiff::Timestamp::UNIX_EPOCH);
    book.standings.insert(PartnerId(3), hidden.clone());
    let rows = import(&mut book, "A-3,Newsletter,,\n");
    assert_eq!(outcomes(&rows), [(Outcome::Update, vec![])]);
    assert_eq!(
        (groups_of(&book, 3), &book.standings[&PartnerId(3)]),
        (vec![2], &hidden)
    );
}

#[test]
fn a_group_is_mapped_in_both_lists_and_once_created_known() {
    let mut book = book();
    let csv = file(format!(
        "{HEADER}A-3,\"Old, older; Newsletter\",,\nA-1,,\"Newsletter;Old, older\",vielleicht\nA-2,Gold,,\n"
    ));
    let fix = |field, from: &str, to: &str| ValueFix {
        field,
        from: from.into(),
        to: to.into(),
    };
    let request = Request {
        fixes: Fixes {
            values: vec![
                fix(Field::AddTo, "Old, older", "Shoes, Bags & Co"),
                fix(Field::RemoveAll, "vielleicht", "No"),
            ],
            ..Fixes::default()
        },
        ..request(csv.path())
    };
    let (_, rows) = book.import_as(&request);
    assert_eq!(
        rows[0].effects,
        [joins("Shoes, Bags & Co"), joins("Newsletter")]
    );
    assert_eq!(rows[1].effects, [leaves("Newsletter")]);
    assert_eq!(
        outcomes(&rows)[2],
        (Outcome::Error, vec![Code::UnknownGroup])
    );

    book.groups.push(Group {
        id: GroupId(4),
        name: "Gold".into(),
    });
    let (_, rows) = book.import_as(&request);
    assert_eq!(rows[2].effects, [joins("Gold")]);
}
