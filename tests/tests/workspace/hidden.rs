//! The hidden list: since when and why, until when, and who has grown or shrunk meanwhile.

use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::import::ImportKind;
use prospect_core::listing::Row;
use prospect_core::query::{Facet, Place, Query, Show, Sort, SortBy};
use prospect_core::standing::Scale;
use prospect_core::vocabulary::{Resized, Size, Tier};

use crate::desk::{Desk, now, place};

const DAY: Date = date(2026, 11, 4);

fn days_later(days: i64) -> Timestamp {
    now() + Span::new().hours(24 * days)
}

fn hide(desk: &Desk, name: &str, until: Option<Date>) -> Op {
    Op::Hide {
        target: desk.just(name),
        reason: "too small".into(),
        until,
        archive_prospects: false,
    }
}

fn row(desk: &Desk, name: &str) -> Row {
    let id = desk.id(name);
    desk.workspace().profile(id, now()).unwrap().row
}

fn hidden(place_of: Place) -> Query {
    place(place_of, Show::Hidden)
}

fn bring_back(desk: &Desk, days: i64) -> Option<u32> {
    let done = desk.workspace().bring_back(days_later(days)).unwrap();
    done.map(|changes| {
        assert_eq!(changes.title, Title::ComeBack);
        changes.partners
    })
}

#[test]
fn a_hidden_one_says_since_when_why_until_when_and_how_large_it_was() {
    let mut desk = Desk::stocked();
    desk.transact(&hide(&desk, "Fellside", Some(DAY)));
    desk.hide("Wanderbuch", "");
    for _ in 0..2 {
        let told = row(&desk, "Fellside");
        assert!(told.hidden && !told.resized);
        assert_eq!(told.hidden_on, Some(date(2026, 11, 1)));
        assert_eq!(
            (told.hidden_until, told.reason.as_str()),
            (Some(DAY), "too small")
        );
        assert_eq!(told.size_then, Some(Scale::Size(Some(Size::L))));
        let ever = row(&desk, "Wanderbuch");
        assert_eq!((ever.hidden_until, ever.reason.as_str()), (None, ""));
        desk.assert_sound();
        desk.reopen();
    }
    let shown = row(&desk, "Moor & Tarn");
    assert_eq!((shown.hidden_on, shown.size_then), (None, None));
}

#[test]
fn one_comes_back_by_itself_on_its_day_as_a_change_that_can_be_undone() {
    let mut desk = Desk::stocked();
    desk.transact(&hide(&desk, "Fellside", Some(DAY)));
    desk.transact(&hide(&desk, "Moor & Tarn", Some(DAY)));
    desk.transact(&hide(&desk, "Wanderbuch", Some(date(2027, 11, 1))));
    desk.hide("Vélo Chemin", "");
    assert_eq!(bring_back(&desk, 2), None, "it stays to the day before");
    assert_eq!(bring_back(&desk, 3), Some(2));
    assert_eq!(desk.names(&hidden(Place::Partners)).len(), 2);
    assert_eq!(bring_back(&desk, 4), None, "once is enough");
    let id = desk.id("Fellside");
    let profile = desk.workspace().profile(id, days_later(4)).unwrap();
    assert_eq!(profile.timeline[0].change.title, Title::ComeBack);
    assert_eq!(profile.timeline[0].change.at, days_later(3));

    desk.workspace().undo(None, days_later(4)).unwrap();
    assert_eq!(row(&desk, "Fellside").hidden_until, Some(DAY));
    assert_eq!(bring_back(&desk, 5), None, "left in peace");
    desk.reopen();
    assert_eq!(bring_back(&desk, 5), None, "also after a restart");
    desk.mark("Wanderbuch");
    assert_eq!(
        bring_back(&desk, 5),
        Some(2),
        "until something else is done"
    );
    desk.assert_sound();
}

#[test]
fn whoever_is_shown_or_marked_before_the_day_does_not_come_back_again() {
    let desk = Desk::stocked();
    desk.transact(&hide(&desk, "Fellside", Some(DAY)));
    desk.transact(&hide(&desk, "Wanderbuch", Some(DAY)));
    desk.transact(&Op::Show {
        target: desk.just("Fellside"),
    });
    desk.mark("Wanderbuch");
    assert_eq!(row(&desk, "Wanderbuch").hidden_until, None);
    assert_eq!(bring_back(&desk, 9), None);
    // Hidden anew it stays so: the day went with the first time.
    desk.hide("Fellside", "");
    assert_eq!(bring_back(&desk, 9), None);
}

#[test]
fn the_day_can_be_set_changed_and_taken_away_also_for_many() {
    let desk = Desk::stocked();
    desk.hide("Fellside", "");
    desk.transact(&hide(&desk, "Wanderbuch", Some(DAY)));
    let all = |until| Op::Snooze {
        target: prospect_core::changes::Target::Matching {
            query: Box::new(hidden(Place::Partners)),
        },
        until,
    };
    let done = desk.transact(&all(Some(date(2026, 11, 6))));
    assert_eq!(done.partners, 2);
    assert_eq!(desk.transact(&all(Some(date(2026, 11, 6)))).partners, 0);
    assert_eq!(row(&desk, "Wanderbuch").reason, "too small");
    assert_eq!(bring_back(&desk, 4), None);
    desk.transact(&all(None));
    assert_eq!(bring_back(&desk, 40), None, "for ever");
    desk.workspace().undo(None, now()).unwrap();
    desk.mark("Moor & Tarn");
    assert_eq!(bring_back(&desk, 5), Some(2));
}

#[test]
fn a_day_that_is_not_to_come_is_refused() {
    let desk = Desk::stocked();
    for day in [date(2026, 11, 1), date(2020, 1, 1)] {
        let refused = desk
            .workspace()
            .transact(&hide(&desk, "Fellside", Some(day)), now());
        assert!(matches!(refused, Err(TransactError::NotToCome { day: told }) if told == day));
    }
    assert_eq!(desk.find(&hidden(Place::Partners)).total, 0);
}

#[test]
fn whoever_grew_since_it_was_hidden_is_told_and_found() {
    let desk = Desk::stocked();
    let creators = desk.names(&Query::of(Place::Creators));
    for name in ["Wanderbuch", "Fellside", creators[0].as_str()] {
        desk.hide(name, "");
    }
    let creator = row(&desk, &creators[0]);
    assert!(matches!(creator.size_then, Some(Scale::Tier(Some(_)))));
    assert_eq!(creator.size_then, Some(Scale::Tier(creator.tier)));
    let tier: Option<Tier> = creator.tier;
    assert!(tier.is_some());
    desk.import(
        ImportKind::Catalogue,
        b"Partner ID,Name,Monthly visits\n1001,Wanderbuch,900000000\n",
    );
    let grown = row(&desk, "Wanderbuch");
    assert!(grown.resized && grown.size == Some(Size::Xl));
    assert_eq!(grown.size_then, Some(Scale::Size(Some(Size::L))));
    assert!(!row(&desk, "Fellside").resized);

    let mut resized = hidden(Place::Everyone);
    resized.filters.resized.values = vec![Resized::Yes];
    assert_eq!(desk.names(&resized), ["Wanderbuch"]);
    let typed = Query {
        text: "resized:no".into(),
        ..hidden(Place::Partners)
    };
    assert_eq!(desk.names(&typed), ["Fellside"]);
    let counts = desk
        .workspace()
        .facets(&hidden(Place::Everyone), &[Facet::Resized], now());
    let counts: Vec<u32> = counts[0].counts.iter().map(|one| one.count).collect();
    assert_eq!(counts, [2, 1]);
    desk.assert_sound();
}

#[test]
fn the_list_can_be_sorted_by_since_when_and_until_when() {
    let desk = Desk::stocked();
    for (days, name, until) in [
        (2, "Fellside", None),
        (1, "Wanderbuch", Some(date(2027, 1, 1))),
        (3, "Moor & Tarn", Some(date(2026, 12, 1))),
    ] {
        let op = hide(&desk, name, until);
        desk.workspace().transact(&op, days_later(days)).unwrap();
    }
    let sorted = |by, descending| {
        desk.names(&Query {
            sort: Sort { by, descending },
            ..hidden(Place::Partners)
        })
    };
    assert_eq!(
        sorted(SortBy::HiddenOn, true),
        ["Moor & Tarn", "Fellside", "Wanderbuch"]
    );
    assert_eq!(
        sorted(SortBy::HiddenUntil, false),
        ["Moor & Tarn", "Wanderbuch", "Fellside"],
        "who never comes back stands last"
    );
}
