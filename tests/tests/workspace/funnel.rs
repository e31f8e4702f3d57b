//! Prospects on their way: stages from events and by hand, archived and brought back, sorted, filtered and counted.

use jiff::civil::date;
use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::import::ImportKind;
use prospect_core::listing::Moved;
use prospect_core::partner::PartnerId;
use prospect_core::query::{Choice, Facet, Place, Query, Sort, SortBy};
use prospect_core::standing::{Event, EventIssue, Prospect};
use prospect_core::vocabulary::{Archived, Stage};
use prospect_core::workspace::REASON_LIMIT;

use crate::desk::{Desk, now, search};
use crate::imports::PROSPECTS;

const EMAILED: Event = Event::Emailed { on: None };

pub fn record(desk: &Desk, name: &str, event: Event) -> Op {
    Op::Record {
        target: desk.just(name),
        event,
        reason: String::new(),
    }
}

fn set_stage(desk: &Desk, name: &str, stage: Stage, reason: &str) -> Op {
    Op::SetStage {
        target: desk.just(name),
        stage,
        reason: reason.to_owned(),
    }
}

pub fn prospect(desk: &Desk, name: &str) -> Prospect {
    let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
    profile.standing.prospect.unwrap()
}

/// Four prospects: one who is new, one on the way, one who joined, one who does not want to.
fn desk() -> Desk {
    let desk = Desk::stocked();
    for name in ["Wanderbuch", "Fellside", "Moor & Tarn", "Anouk Delacroix"] {
        desk.mark(name);
    }
    desk.transact(&record(&desk, "Fellside", EMAILED));
    desk.transact(&record(&desk, "Moor & Tarn", Event::Accepted));
    desk.transact(&record(&desk, "Anouk Delacroix", Event::RejectedByPartner));
    desk
}

fn archive(desk: &Desk, name: &str) {
    desk.transact(&Op::Archive {
        target: desk.just(name),
    });
}

#[test]
fn a_stage_follows_from_events_and_the_timeline_says_when_what_and_why() {
    let mut desk = Desk::stocked();
    desk.mark("Fellside");
    desk.transact(&record(&desk, "Fellside", EMAILED));
    let proposal = Event::ProposalSent {
        on: Some(date(2026, 10, 30)),
        expires_on: Some(date(2026, 11, 30)),
    };
    desk.transact(&record(&desk, "Fellside", proposal));
    desk.transact(&Op::Record {
        target: desk.just("Fellside"),
        event: Event::RejectedByPartner,
        reason: "  no budget this year ".into(),
    });
    desk.reopen();
    let profile = desk
        .workspace()
        .profile(desk.id("Fellside"), now())
        .unwrap();
    let told: Vec<(Title, Option<Moved>)> = profile
        .timeline
        .into_iter()
        .map(|happening| (happening.change.title, happening.moved))
        .collect();
    let moved = |from, to| Some(Moved { from, to: Some(to) });
    let happened = |event, reason: &str| Title::Record {
        event,
        reason: reason.into(),
    };
    assert_eq!(
        told[..4],
        [
            (
                happened(Event::RejectedByPartner, "no budget this year"),
                moved(Some(Stage::Negotiating), Stage::RejectedByPartner)
            ),
            (
                happened(proposal, ""),
                moved(Some(Stage::Outreach), Stage::Negotiating)
            ),
            (
                happened(EMAILED, ""),
                moved(Some(Stage::New), Stage::Outreach)
            ),
            (Title::Mark, moved(None, Stage::New)),
        ]
    );
    desk.assert_sound();
}

#[test]
fn a_stage_set_by_hand_keeps_its_reason_and_is_taken_back_after_a_restart() {
    let mut desk = desk();
    let before = desk.everything();
    let done = desk.transact(&set_stage(
        &desk,
        "Wanderbuch",
        Stage::Negotiating,
        "agreed on the phone",
    ));
    assert_eq!(done.partners, 1);
    assert_eq!(prospect(&desk, "Wanderbuch").stage, Stage::Negotiating);
    desk.reopen();
    let undo = desk.workspace().overview().unwrap().history.undo.unwrap();
    let title = Title::SetStage {
        stage: Stage::Negotiating,
        reason: "agreed on the phone".into(),
    };
    assert_eq!(
        (undo.title, undo.name.as_deref()),
        (title, Some("Wanderbuch"))
    );
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    let again = desk.transact(&set_stage(&desk, "Wanderbuch", Stage::New, "as it is"));
    assert_eq!(
        again.partners, 0,
        "nothing has to change, nothing is written"
    );
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let desk = desk();
    let before = desk.everything();
    let refused = |op: &Op| desk.workspace().transact(op, now()).unwrap_err();
    let blank = refused(&set_stage(&desk, "Wanderbuch", Stage::Joined, " \t"));
    assert!(matches!(blank, TransactError::ReasonMissing));
    let long = "ö".repeat(REASON_LIMIT + 1);
    assert!(matches!(
        refused(&set_stage(&desk, "Wanderbuch", Stage::Joined, &long)),
        TransactError::ReasonTooLong { characters } if characters == REASON_LIMIT + 1
    ));
    let ahead = Event::Emailed {
        on: Some(date(2026, 11, 5)),
    };
    assert!(matches!(
        refused(&record(&desk, "Wanderbuch", ahead)),
        TransactError::Event(EventIssue::NotYet(_))
    ));
    let backwards = Event::ProposalSent {
        on: None,
        expires_on: Some(date(2026, 10, 31)),
    };
    assert!(matches!(
        refused(&record(&desk, "Wanderbuch", backwards)),
        TransactError::Event(EventIssue::ExpiresBeforeSent { .. })
    ));
    let nobody = Op::Archive {
        target: prospect_core::changes::Target::Ids {
            ids: vec![PartnerId(4_000_000)],
        },
    };
    assert!(matches!(
        refused(&nobody),
        TransactError::NoSuchPartner(4_000_000)
    ));
    assert_eq!(desk.everything(), before);
}

#[test]
fn events_pass_over_those_whom_they_do_not_concern() {
    let desk = desk();
    let all = Op::Record {
        target: prospect_core::changes::Target::Matching {
            query: Box::new(Query::of(Place::Everyone)),
        },
        event: Event::Accepted,
        reason: String::new(),
    };
    let done = desk.transact(&all);
    assert_eq!(
        done.partners, 3,
        "not the strangers, nor the one who joined before"
    );
    assert_eq!(desk.find(&Query::of(Place::Prospects)).total, 4);
    desk.workspace().undo(None, now()).unwrap();
    desk.assert_sound();
}

#[test]
fn an_application_makes_a_prospect() {
    let desk = desk();
    desk.transact(&record(&desk, "Vélo Chemin", Event::ApplicationReceived));
    assert_eq!(prospect(&desk, "Vélo Chemin").stage, Stage::Negotiating);
    assert_eq!(
        desk.names(&search(Place::Prospects, "source:application")),
        ["Vélo Chemin"]
    );
}

#[test]
fn archived_prospects_are_out_until_they_are_asked_for() {
    let mut desk = desk();
    archive(&desk, "Fellside");
    archive(&desk, "Moor & Tarn");
    let listing = desk.find(&Query::of(Place::Prospects));
    assert_eq!((listing.total, listing.of), (2, 2));
    let archived = search(Place::Prospects, "archived:yes");
    let found = desk.find(&archived);
    assert_eq!((found.total, found.of), (2, 2));
    assert!(desk.rows(&archived).iter().all(|row| row.archived));
    let joined = search(Place::Prospects, "archived:yes stage:joined");
    assert_eq!(desk.names(&joined), ["Moor & Tarn"]);
    let both = search(Place::Prospects, "archived:no,yes");
    assert_eq!(desk.find(&both).total, 4);
    let counted = desk
        .workspace()
        .facets(&Query::of(Place::Prospects), &[Facet::Archived], now());
    let counts: Vec<u32> = counted[0].counts.iter().map(|count| count.count).collect();
    assert_eq!(counts, [2, 2], "no, yes");

    desk.reopen();
    desk.transact(&Op::Restore {
        target: desk.just("Fellside"),
    });
    assert_eq!(prospect(&desk, "Fellside").stage, Stage::Outreach);
    assert_eq!(desk.find(&Query::of(Place::Prospects)).total, 3);
    desk.assert_sound();
}

#[test]
fn prospects_are_sorted_by_where_they_stand() {
    let desk = desk();
    let later = now() + jiff::Span::new().hours(30);
    let mark = Op::Mark {
        target: desk.just("Jonas Hartwig"),
    };
    desk.workspace().transact(&mark, later).unwrap();
    let early = Event::Emailed {
        on: Some(date(2026, 10, 2)),
    };
    desk.transact(&record(&desk, "Moor & Tarn", early));
    let sorted = |by, descending| {
        let query = Query {
            sort: Sort { by, descending },
            ..Query::of(Place::Prospects)
        };
        desk.names(&query)
    };
    assert_eq!(sorted(SortBy::MarkedOn, true)[0], "Jonas Hartwig");
    assert_eq!(sorted(SortBy::MarkedOn, false)[4], "Jonas Hartwig");
    for (descending, first) in [(true, "Fellside"), (false, "Moor & Tarn")] {
        let names = sorted(SortBy::LastContact, descending);
        assert_eq!(names[0], first);
        assert_eq!(
            names[2..],
            ["Wanderbuch", "Anouk Delacroix", "Jonas Hartwig"],
            "nobody wrote to them"
        );
    }
    let by_stage = sorted(SortBy::Stage, false);
    assert_eq!(
        by_stage,
        [
            "Wanderbuch",
            "Jonas Hartwig",
            "Fellside",
            "Moor & Tarn",
            "Anouk Delacroix"
        ]
    );
}

#[test]
fn the_funnel_follows_all_filters_but_the_stage() {
    let desk = desk();
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let mut query = search(Place::Prospects, "source:\"partner marketplace\"");
    let whole = desk.workspace().funnel(&query, now());
    assert_eq!(
        (whole.marked, whole.outreach.reached, whole.joined.reached),
        (3, 2, 1)
    );
    query.filters.stage = Choice {
        values: vec![Stage::Joined],
        exclude: false,
    };
    assert_eq!(desk.find(&query).total, 1);
    assert_eq!(desk.workspace().funnel(&query, now()), whole);
    let new = whole
        .stages
        .iter()
        .find(|figures| figures.stage == Stage::New);
    assert_eq!(
        new.map(|figures| (figures.count, figures.this_week)),
        Some((1, 1))
    );
    let later = now() + jiff::Span::new().hours(24 * 7);
    let next_week = desk.workspace().funnel(&query, later);
    assert!(
        next_week
            .stages
            .iter()
            .all(|figures| figures.this_week == 0)
    );
    query.filters.archived = Choice {
        values: vec![Archived::Yes],
        exclude: false,
    };
    assert_eq!(desk.workspace().funnel(&query, now()).marked, 0);
}
