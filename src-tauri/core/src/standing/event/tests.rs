use jiff::civil::date;

use super::*;
use crate::standing::{Prospect, Reached};

/// Noon of a day in November 2026.
fn noon(day: i8) -> Timestamp {
    format!("2026-11-{day:02}T12:00:00Z").parse().unwrap()
}

fn november(day: i8) -> Date {
    date(2026, 11, day)
}

fn marked() -> Standing {
    Standing::default().marked(Source::PartnerMarketplace, noon(1))
}

fn at(stage: Stage) -> Standing {
    marked().set_to(stage, noon(2))
}

fn of(standing: &Standing) -> &Prospect {
    standing.prospect.as_ref().unwrap()
}

const EMAILED: Event = Event::Emailed { on: None };
const PROPOSED: Event = Event::ProposalSent {
    on: None,
    expires_on: None,
};

#[test]
fn the_stage_follows_from_where_one_was_and_from_what_happened() {
    use Event::{Accepted, ApplicationReceived, ContractEnded, RejectedByPartner, RejectedByYou};
    use Stage::{Expired, Joined, Negotiating, New, Outreach};
    const BY_PARTNER: Stage = Stage::RejectedByPartner;
    const BY_YOU: Stage = Stage::RejectedByYou;
    // From each stage: after an email, a proposal, an application, an acceptance, a rejection by either, the end of a contract.
    let table = [
        (
            New,
            [
                Outreach,
                Negotiating,
                Negotiating,
                Joined,
                BY_PARTNER,
                BY_YOU,
                New,
            ],
        ),
        (
            Outreach,
            [
                Outreach,
                Negotiating,
                Negotiating,
                Joined,
                BY_PARTNER,
                BY_YOU,
                Outreach,
            ],
        ),
        (
            Negotiating,
            [
                Negotiating,
                Negotiating,
                Negotiating,
                Joined,
                BY_PARTNER,
                BY_YOU,
                Negotiating,
            ],
        ),
        (
            Joined,
            [Joined, Joined, Joined, Joined, Joined, Joined, Expired],
        ),
        (
            Expired,
            [
                Outreach,
                Negotiating,
                Negotiating,
                Joined,
                BY_PARTNER,
                BY_YOU,
                Expired,
            ],
        ),
        (
            BY_PARTNER,
            [
                BY_PARTNER,
                Negotiating,
                Negotiating,
                Joined,
                BY_PARTNER,
                BY_PARTNER,
                BY_PARTNER,
            ],
        ),
        (
            BY_YOU,
            [
                BY_YOU,
                Negotiating,
                Negotiating,
                Joined,
                BY_YOU,
                BY_YOU,
                BY_YOU,
            ],
        ),
    ];
    let events = [
        EMAILED,
        PROPOSED,
        ApplicationReceived,
        Accepted,
        RejectedByPartner,
        RejectedByYou,
        ContractEnded,
    ];
    for (from, after) in table {
        for (event, to) in events.into_iter().zip(after) {
            let before = at(from);
            let then = before.after(event, noon(9));
            let prospect = of(&then);
            assert_eq!(prospect.stage, to, "{event:?} in {from:?}");
            let since = if to == from {
                of(&before).since
            } else {
                november(9)
            };
            assert_eq!(prospect.since, since, "{event:?} in {from:?}");
        }
    }
}

#[test]
fn a_proposal_expires_on_the_day_after_its_last_unless_it_was_answered() {
    let sent = marked().after(
        Event::ProposalSent {
            on: Some(november(3)),
            expires_on: Some(november(10)),
        },
        noon(4),
    );
    assert_eq!(
        (of(&sent).stage, of(&sent).since),
        (Stage::Negotiating, november(3))
    );
    let expire = |standing: &Standing, day| standing.after(Event::ProposalExpired, noon(day));
    assert_eq!(
        expire(&sent, 10),
        sent,
        "it holds to the end of its last day"
    );
    let expired = expire(&sent, 11);
    assert_eq!(
        (of(&expired).stage, of(&expired).proposal),
        (Stage::Expired, None)
    );
    for answer in [Event::ApplicationReceived, Event::Accepted, PROPOSED] {
        let answered = sent.after(answer, noon(5));
        assert_eq!(expire(&answered, 30), answered, "{answer:?}");
    }
    let mailed = sent.after(EMAILED, noon(5));
    assert_eq!(
        of(&expire(&mailed, 11)).stage,
        Stage::Expired,
        "a reminder is no answer"
    );
    let archived = sent.archived(noon(5));
    assert_eq!(expire(&archived, 30), archived, "nobody follows it");
    let by_hand = sent.set_to(Stage::Negotiating, noon(5));
    assert_eq!(by_hand, sent, "who is in the stage stays as it is");
}

#[test]
fn the_last_contact_is_the_latest_letter() {
    let early = marked().after(EMAILED, noon(5));
    assert_eq!(of(&early).contacted_on, Some(november(5)));
    let late = early.after(
        Event::Emailed {
            on: Some(november(3)),
        },
        noon(9),
    );
    assert_eq!(late, early, "one that was forgotten does not move it back");
    let joined = at(Stage::Joined).after(PROPOSED, noon(9));
    assert_eq!(
        (of(&joined).contacted_on, of(&joined).proposal),
        (Some(november(9)), None)
    );
}

#[test]
fn an_application_makes_a_prospect_of_anybody_and_nothing_else_does() {
    let stranger = Standing::default();
    let applied = stranger.after(Event::ApplicationReceived, noon(5));
    assert_eq!(
        (of(&applied).stage, of(&applied).source),
        (Stage::Negotiating, Source::Application)
    );
    let archived = at(Stage::Outreach).hidden("", true, noon(3));
    let back = archived.after(Event::ApplicationReceived, noon(5));
    assert!(back.is_prospect() && !back.is_hidden());
    assert_eq!(of(&back).source, Source::PartnerMarketplace);
    let gone = at(Stage::Joined).archived(noon(3));
    for event in [
        EMAILED,
        PROPOSED,
        Event::Accepted,
        Event::RejectedByYou,
        Event::ContractEnded,
    ] {
        assert_eq!(stranger.after(event, noon(5)), stranger, "{event:?}");
        assert_eq!(archived.after(event, noon(5)), archived, "{event:?}");
        assert_eq!(gone.after(event, noon(5)), gone, "{event:?}");
    }
    assert_eq!(gone.after(Event::ApplicationReceived, noon(5)), gone);
}

#[test]
fn how_far_one_got_is_kept_and_put_right_by_hand() {
    let mut standing = marked();
    for (day, event) in [
        (3, EMAILED),
        (6, PROPOSED),
        (9, Event::Accepted),
        (20, Event::ContractEnded),
    ] {
        standing = standing.after(event, noon(day));
    }
    let days = |a: Option<i8>, b: Option<i8>, c: Option<i8>| Reached {
        outreach: a.map(november),
        negotiating: b.map(november),
        joined: c.map(november),
    };
    assert_eq!(of(&standing).reached, days(Some(3), Some(6), Some(9)));
    let again = standing.after(EMAILED, noon(25));
    assert_eq!(
        of(&again).reached,
        days(Some(3), Some(6), Some(9)),
        "the first time counts"
    );
    let right = |stage| of(&standing.set_to(stage, noon(26))).reached;
    assert_eq!(right(Stage::RejectedByYou), days(Some(3), Some(6), Some(9)));
    assert_eq!(right(Stage::Negotiating), days(Some(3), Some(6), None));
    assert_eq!(right(Stage::Outreach), days(Some(3), None, None));
    assert_eq!(right(Stage::New), days(None, None, None));
    let jumped = marked().after(Event::Accepted, noon(4));
    assert_eq!(
        of(&jumped).reached,
        days(None, None, Some(4)),
        "what is passed over has no day"
    );
}

#[test]
fn what_is_yet_to_come_cannot_have_happened() {
    let sent = |on, expires_on| Event::ProposalSent { on, expires_on };
    let now = noon(10);
    for fine in [
        EMAILED,
        Event::Emailed {
            on: Some(november(11)),
        },
        sent(None, Some(november(10))),
        sent(Some(november(1)), Some(november(2))),
        Event::Accepted,
    ] {
        assert_eq!(fine.check(now), Ok(()), "{fine:?}");
    }
    let ahead = Event::Emailed {
        on: Some(november(12)),
    };
    assert_eq!(ahead.check(now), Err(EventIssue::NotYet(november(12))));
    let backwards = EventIssue::ExpiresBeforeSent {
        sent: november(10),
        expires: november(9),
    };
    assert_eq!(sent(None, Some(november(9))).check(now), Err(backwards));
}
