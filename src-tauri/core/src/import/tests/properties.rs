//! What holds for any file.

use proptest::prelude::*;

use crate::group::GroupId;
use crate::import::Request;
use crate::import::testing::{Book, file};
use crate::import::{ImportKind, IssueCode, Outcome, Report, guarded, unguarded};
use crate::partner::{Contact, Partner, PartnerId};
use crate::standing::{Source, Standing};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, Workflow, WorkflowId};

/// Rows over a few names, addresses, sites and groups, so that they meet.
fn rows() -> impl Strategy<Value = Vec<[&'static str; 6]>> {
    let pick = |from: &'static [&'static str]| prop::sample::select(from.to_vec());
    let row = (
        pick(&["One", "Two", "three", " One ", ""]),
        pick(&[
            "a@one.example",
            "A@one.example",
            "b@two.example",
            "c@three.example",
            "bad",
            "",
        ]),
        pick(&[
            "one.example",
            "https://www.two.example/x",
            "youtube.com/x",
            "",
            "no site",
        ]),
        pick(&["1", "2", "3", "", ""]),
        pick(&["VIP", "DACH", "unknown", "", ""]),
        pick(&["note", "other note", "", ""]),
    );
    let row = row.prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f]);
    prop::collection::vec(row, 0..12)
}

/// Rows about a few accounts, each under its own keys, that differ in what they say of them.
fn account_rows() -> impl Strategy<Value = Vec<[String; 6]>> {
    let accounts: Vec<[&str; 3]> = vec![
        ["One", "one.example", "1"],
        [" One ", "https://www.one.example/x", ""],
        ["Two", "two.example", ""],
        ["Zwei", "two.example", "2"],
        ["New", "new.example", "9"],
        ["new", "new.example", ""],
        ["Other", "new.example", "10"],
        ["Solo", "", ""],
        ["Solo", "youtube.com/x", ""],
        ["Seven", "", "7"],
    ];
    let email = prop::sample::select(vec!["a", "b", ""]);
    let text = || prop::sample::select(vec!["", "one", "other"]);
    let row = (prop::sample::select(accounts), email, text(), text());
    let row = row.prop_map(|([name, website, id], email, title, description)| {
        let address = format!("{email}@{}.example", name.trim().to_lowercase());
        let email = if email.is_empty() {
            String::new()
        } else {
            address
        };
        [
            name.into(),
            email,
            website.into(),
            id.into(),
            title.into(),
            description.into(),
        ]
    });
    prop::collection::vec(row, 0..12)
}

/// Rows that put a few partners in groups and take them out, as often as they like.
fn group_rows() -> impl Strategy<Value = Vec<[&'static str; 6]>> {
    let pick = |from: &'static [&'static str]| prop::sample::select(from.to_vec());
    let groups = || pick(&["VIP", "DACH", "VIP; dach", "\"VIP\", unknown", "", ""]);
    let row = (
        pick(&["1", "2", "9", ""]),
        groups(),
        groups(),
        pick(&["", "", "yes", "no", "?"]),
    );
    let row = row.prop_map(|(id, add, remove, all)| [id, add, remove, all, "", ""]);
    prop::collection::vec(row, 0..12)
}

fn book() -> Book {
    let account = |name: &str, email: &str, website: &str, id: &str| Partner {
        name: name.into(),
        website: website.into(),
        partner_id: id.into(),
        contacts: vec![Contact {
            email: email.into(),
            ..Contact::default()
        }],
        ..Partner::default()
    };
    Book::of(
        [
            account("One", "a@one.example", "one.example", "1"),
            account("Two", "", "two.example", ""),
            account("Zwei", "zwei@two.example", "two.example", "2"),
        ],
        &["VIP", "DACH"],
    )
}

/// Where the accounts of the book may stand before a file comes.
fn standing() -> impl Strategy<Value = Standing> {
    let stage = prop::option::of(prop::sample::select(Stage::ALL));
    (stage, any::<[bool; 2]>()).prop_map(|(stage, [hidden, archived])| {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut standing = Standing::default();
        if let Some(stage) = stage {
            standing = standing.marked(Source::ByHand, now);
            standing.prospect.as_mut().unwrap().stage = stage;
        }
        if hidden {
            standing = standing.hidden("", archived, now);
        }
        standing
    })
}

/// A workflow for the groups of the book.
fn workflow() -> impl Strategy<Value = Workflow> {
    let groups = prop::collection::vec((1..=2_u32).prop_map(GroupId), 0..2);
    (groups, any::<bool>(), any::<bool>(), 0..3_i64).prop_map(|(groups, on, accept, second)| {
        let rules = Rules {
            name: "Accept".into(),
            on,
            groups,
            accept,
            ..Rules::default()
        };
        Workflow {
            id: WorkflowId(1),
            rules,
            changed_at: jiff::Timestamp::from_second(second).unwrap(),
        }
    })
}

fn csv_of(header: &[&str], rows: &[[impl AsRef<[u8]>; 6]]) -> Vec<u8> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(header).unwrap();
    for row in rows {
        csv.write_record(row).unwrap();
    }
    csv.into_inner().unwrap()
}

/// Whether rows of a file contradicted each other or the accounts.
fn has_conflict(report: &Report) -> bool {
    let conflict = |code| {
        matches!(
            code,
            IssueCode::ConflictInFile | IssueCode::ConflictOfMatches
        )
    };
    report.causes.iter().any(|cause| conflict(cause.code))
}

proptest! {
    #[test]
    fn guarded_cells_come_back_and_do_nothing_in_a_spreadsheet(cell in "['=+@\t\r＝－-]{0,4}[a-z']{0,3}") {
        let written = guarded(&cell).into_owned();
        prop_assert_eq!(unguarded(&written), cell.as_str());
        let live = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
        prop_assert!(!written.starts_with(live));
    }

    /// A file that contradicts itself may come to something else once part of it is imported. The book checks that a dry run says the same, that outcomes add up, and that edits begin at what stands.
    #[test]
    fn prospects_imported_twice_change_nothing_the_second_time(
        rows in rows(),
        standings in prop::collection::vec(standing(), 3),
        workflows in prop::collection::vec(workflow(), 0..3),
        [revive, existing_partners] in any::<[bool; 2]>(),
    ) {
        let mut book = book();
        book.standings = (1..).map(PartnerId).zip(standings).collect();
        book.workflows = workflows;
        let csv = file(csv_of(&["Name", "Email", "Website", "Partner ID", "Group", "Notes"], &rows));
        let request = Request { revive, existing_partners, ..Request::of(csv.path()) };
        let joined = |book: &Book| -> Vec<PartnerId> {
            let stage = |standing: &Standing| standing.prospect.as_ref().map(|prospect| prospect.stage);
            let joined = book.standings.iter().filter(|(_, standing)| stage(standing) == Some(Stage::Joined));
            joined.map(|(id, _)| *id).collect()
        };
        let before = joined(&book);
        let (first, _) = book.import_as(&request);
        let after = joined(&book);
        prop_assert!(before.iter().all(|id| after.contains(id)), "who has joined is left alone");
        prop_assert!(existing_partners || before == after, "nobody joins without the tick");
        if has_conflict(&first) {
            return Ok(());
        }
        let (_, again) = book.import_as(&request);
        for row in again {
            prop_assert!(matches!(row.outcome, Outcome::Unchanged | Outcome::Error), "{row:?}");
        }
    }

    /// What the last row about a partner and a group says stands, so that the file leads to the same again.
    #[test]
    fn group_changes_imported_twice_lead_to_the_same_members(rows in group_rows()) {
        let mut book = book();
        let csv = file(csv_of(&["Partner ID", "Add to", "Remove from", "Remove all", "", "."], &rows));
        book.import(ImportKind::Groups, csv.path());
        let members = book.members.clone();
        book.import(ImportKind::Groups, csv.path());
        prop_assert_eq!(book.members, members);
    }

    #[test]
    fn accounts_imported_twice_change_nothing_the_second_time(rows in account_rows()) {
        let mut book = book();
        let csv = file(csv_of(&["Name", "Email", "Website", "Partner ID", "Title", "Description"], &rows));
        let (first, _) = book.import(ImportKind::Catalogue, csv.path());
        if has_conflict(&first) {
            return Ok(());
        }
        let (_, again) = book.import(ImportKind::Catalogue, csv.path());
        for row in again {
            prop_assert!(matches!(row.outcome, Outcome::Unchanged | Outcome::Error), "{row:?}");
        }
    }
}
