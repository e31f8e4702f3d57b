//! What rows of a prospects file do to where a partner stands, as it is ticked.

use jiff::Timestamp;

use super::outcomes;
use crate::group::GroupId;
use crate::import::testing::{Book, file};
use crate::import::{Effect, IssueCode as Code, Outcome, Report, Request, RowReport};
use crate::partner::{Contact, Partner, PartnerId};
use crate::standing::{Source, Standing};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, Workflow, WorkflowId};

const ANKE: PartnerId = PartnerId(1);
const ROW: &str = "Name,Email,Group\nWanderbuch,anke@wanderbuch.example,DACH\n";

/// One account, and how it stands.
fn book(standing: Standing) -> Book {
    let anke = Partner {
        name: "Wanderbuch".into(),
        contacts: vec![Contact {
            email: "anke@wanderbuch.example".into(),
            ..Contact::default()
        }],
        ..Partner::default()
    };
    let mut book = Book::of([anke], &["DACH", "VIP 2026"]);
    book.standings.insert(ANKE, standing);
    book
}

fn staged(stage: Stage) -> Standing {
    let mut standing = Standing::default().marked(Source::ByHand, Timestamp::UNIX_EPOCH);
    standing.prospect.as_mut().unwrap().stage = stage;
    standing
}

fn hidden(standing: &Standing, archive: bool) -> Standing {
    standing.hidden("", archive, Timestamp::UNIX_EPOCH)
}

fn reviving(book: &mut Book, csv: &str) -> (Report, Vec<RowReport>) {
    let csv = file(csv);
    book.import_as(&Request {
        revive: true,
        ..Request::of(csv.path())
    })
}

fn moved(before: Stage, after: Stage) -> Effect {
    Effect::Stage {
        before: Some(before),
        after,
    }
}

#[test]
fn who_is_brought_back_is_told_with_before_and_after_and_the_warning_stands() {
    let archived = |stage| {
        let mut standing = staged(stage);
        standing.prospect.as_mut().unwrap().archived_at = Some(Timestamp::UNIX_EPOCH);
        standing
    };
    let table = [
        (
            hidden(&Standing::default(), false),
            Outcome::Match,
            vec![Code::Hidden],
            vec![Effect::Mark, Effect::Show],
        ),
        (
            hidden(&staged(Stage::Outreach), false),
            Outcome::Update,
            vec![Code::Hidden],
            vec![Effect::Show],
        ),
        (
            archived(Stage::Negotiating),
            Outcome::Match,
            vec![Code::Archived],
            vec![Effect::Restore],
        ),
        (
            staged(Stage::RejectedByYou),
            Outcome::Update,
            vec![Code::RejectedBefore],
            vec![moved(Stage::RejectedByYou, Stage::New)],
        ),
        (
            staged(Stage::Expired),
            Outcome::Update,
            vec![Code::Expired],
            vec![moved(Stage::Expired, Stage::New)],
        ),
        (
            hidden(&staged(Stage::RejectedByPartner), true),
            Outcome::Match,
            vec![Code::Hidden, Code::Archived, Code::RejectedBefore],
            vec![
                Effect::Show,
                Effect::Restore,
                moved(Stage::RejectedByPartner, Stage::New),
            ],
        ),
    ];
    for (standing, outcome, codes, mut effects) in table {
        let mut book = book(standing);
        let (report, rows) = reviving(&mut book, ROW);
        assert_eq!(outcomes(&rows), [(outcome, codes)]);
        effects.push(Effect::Group {
            name: "DACH".into(),
        });
        assert_eq!(rows[0].effects, effects);
        assert_eq!(report.revivable, 1);
        let after = &book.standings[&ANKE];
        assert!(after.is_prospect() && !after.is_hidden(), "{after:?}");
        let (_, again) = reviving(&mut book, ROW);
        assert_eq!(
            outcomes(&again),
            [(Outcome::Unchanged, vec![Code::AlreadyProspect])]
        );
    }
}

#[test]
fn who_has_joined_is_left_alone_whatever_is_ticked() {
    let joined = staged(Stage::Joined);
    for standing in [
        joined.clone(),
        hidden(&joined, false),
        hidden(&joined, true),
    ] {
        let mut book = book(standing.clone());
        let (report, rows) = reviving(&mut book, ROW);
        assert_eq!(rows[0].outcome, Outcome::Unchanged);
        assert!(
            rows[0]
                .issues
                .iter()
                .any(|issue| issue.code == Code::Joined)
        );
        assert_eq!((&book.standings[&ANKE], report.revivable), (&standing, 0));
        assert!(book.members.is_empty());
    }
}

#[test]
fn those_who_could_be_brought_back_are_counted_once_each_whether_or_not_they_are() {
    let csv = "Name,Email,Group\nWanderbuch,anke@wanderbuch.example,DACH\n\
               Wanderbuch,anke@wanderbuch.example,VIP 2026\nNordlicht,post@nordlicht.example,\n";
    let mut book = book(hidden(&Standing::default(), false));
    let left = file(csv);
    let (report, rows) = book.import_as(&Request::of(left.path()));
    assert_eq!(report.revivable, 1);
    assert_eq!(
        outcomes(&rows[..2]),
        [
            (Outcome::Unchanged, vec![Code::Hidden]),
            (Outcome::Unchanged, vec![Code::Hidden]),
        ]
    );

    let (report, rows) = reviving(&mut book, csv);
    assert_eq!(report.revivable, 1);
    assert_eq!(rows[0].effects[..2], [Effect::Mark, Effect::Show]);
    assert_eq!(
        (rows[1].outcome, rows[1].effects.len()),
        (Outcome::Update, 1),
        "the second row only joins its group"
    );
    assert_eq!(book.members.len(), 2);
}

#[test]
fn an_expired_one_is_warned_of_and_may_be_added_to() {
    let mut book = book(staged(Stage::Expired));
    let csv = file(ROW);
    let (report, rows) = book.import_as(&Request::of(csv.path()));
    assert_eq!(outcomes(&rows), [(Outcome::Update, vec![Code::Expired])]);
    assert_eq!(report.revivable, 1);
    assert_eq!(book.standings[&ANKE], staged(Stage::Expired));
}

/// A workflow that accepts those of the first group.
fn accepting() -> Workflow {
    Workflow {
        id: WorkflowId(1),
        rules: Rules {
            name: "Accept".into(),
            on: true,
            groups: vec![GroupId(1)],
            accept: true,
            ..Rules::default()
        },
        changed_at: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn existing_partners_join_from_every_stage_on_the_way_and_from_no_other() {
    let csv = file(ROW);
    let request = Request {
        existing_partners: true,
        ..Request::of(csv.path())
    };
    for stage in Stage::ALL {
        let mut book = book(staged(*stage));
        book.workflows = vec![accepting()];
        let (report, rows) = book.import_as(&request);
        let on_the_way = matches!(stage, Stage::New | Stage::Outreach | Stage::Negotiating);
        let expected = if on_the_way { Stage::Joined } else { *stage };
        let after = book.standings[&ANKE].prospect.as_ref();
        assert_eq!(after.map(|prospect| prospect.stage), Some(expected));
        let told = rows[0].effects.contains(&moved(*stage, Stage::Joined));
        assert_eq!(told, on_the_way, "{stage:?}");
        let waits = |cause: &crate::import::Cause| cause.code == Code::NotAccepted;
        assert!(!report.causes.iter().any(waits), "the group accepts");
    }
}

#[test]
fn who_would_join_but_for_a_workflow_is_warned_of() {
    let csv = file(
        "Name,Email,Group\nWanderbuch,anke@wanderbuch.example, VIP 2026\nNeu,neu@b.example,\n",
    );
    let request = Request {
        existing_partners: true,
        ..Request::of(csv.path())
    };
    let mut open = book(Standing::default());
    open.workflows = vec![accepting()];
    let (_, rows) = open.import_as(&request);
    let waits = |row: &RowReport| {
        let found = row
            .issues
            .iter()
            .find(|issue| issue.code == Code::NotAccepted);
        found.map(|issue| issue.value.clone())
    };
    assert_eq!(waits(&rows[0]).as_deref(), Some("VIP 2026"));
    assert_eq!(waits(&rows[1]).as_deref(), Some(""));
    let mut hidden = book(hidden(&Standing::default(), false));
    let (_, rows) = hidden.import_as(&request);
    assert_eq!(waits(&rows[0]), None, "it stays out for another reason");
}
