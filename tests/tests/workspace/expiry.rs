//! Proposals that nobody answered in time.

use jiff::civil::date;
use jiff::{Span, Timestamp};
use prospect_core::changes::{Op, Title};
use prospect_core::standing::Event;
use prospect_core::vocabulary::Stage;

use crate::desk::{Desk, now};
use crate::funnel::{prospect, record};

fn days_later(days: i64) -> Timestamp {
    now() + Span::new().hours(24 * days)
}

/// Two with a proposal that holds for two days, one with a proposal that never expires.
fn desk() -> Desk {
    let desk = Desk::stocked();
    for (name, expires_on) in [
        ("Wanderbuch", Some(date(2026, 11, 3))),
        ("Fellside", Some(date(2026, 11, 3))),
        ("Moor & Tarn", None),
    ] {
        desk.mark(name);
        let sent = Event::ProposalSent {
            on: None,
            expires_on,
        };
        desk.transact(&record(&desk, name, sent));
    }
    desk
}

#[test]
fn they_expire_together_when_their_last_day_has_passed() {
    let desk = desk();
    let expire = |days| desk.workspace().expire_proposals(days_later(days)).unwrap();
    assert_eq!(expire(0), None);
    assert_eq!(expire(2), None, "they hold to the end of the day");
    let done = expire(3).unwrap();
    assert_eq!(done.partners, 2);
    assert!(matches!(
        done.title,
        Title::Record {
            event: Event::ProposalExpired,
            ..
        }
    ));
    assert_eq!(prospect(&desk, "Fellside").stage, Stage::Expired);
    assert_eq!(prospect(&desk, "Moor & Tarn").stage, Stage::Negotiating);
    assert_eq!(expire(4), None, "once is enough");
    desk.assert_sound();
}

#[test]
fn who_takes_an_expiry_back_is_left_in_peace_until_something_else_is_done() {
    let mut desk = desk();
    let expire = |desk: &Desk| desk.workspace().expire_proposals(days_later(3)).unwrap();
    assert!(expire(&desk).is_some());
    desk.workspace().undo(None, days_later(3)).unwrap();
    assert_eq!(expire(&desk), None);
    desk.reopen();
    assert_eq!(
        expire(&desk),
        None,
        "what was undone can still be done again"
    );
    let longer = Event::ProposalSent {
        on: None,
        expires_on: Some(date(2026, 12, 1)),
    };
    desk.transact(&record(&desk, "Fellside", longer));
    assert_eq!(expire(&desk).unwrap().name.as_deref(), Some("Wanderbuch"));
}

#[test]
fn those_who_answered_or_are_archived_do_not_expire() {
    let desk = desk();
    desk.transact(&record(&desk, "Wanderbuch", Event::ApplicationReceived));
    desk.transact(&Op::Archive {
        target: desk.just("Fellside"),
    });
    assert_eq!(
        desk.workspace().expire_proposals(days_later(9)).unwrap(),
        None
    );
    desk.transact(&Op::Restore {
        target: desk.just("Fellside"),
    });
    assert!(
        desk.workspace()
            .expire_proposals(days_later(9))
            .unwrap()
            .is_some()
    );
}
