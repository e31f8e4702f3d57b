use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::standing::{Event, Source};
use crate::workflow::FollowUp;

const FIRST: TemplateId = TemplateId(1);

/// A workflow with an invitation and follow-ups after 7 and 14 days.
fn rules() -> Rules {
    Rules {
        name: "Invite".to_owned(),
        on: true,
        invite: Some(FIRST),
        follow_ups: vec![
            FollowUp {
                after: 7,
                template: TemplateId(2),
            },
            FollowUp {
                after: 14,
                template: TemplateId(3),
            },
        ],
        ..Rules::default()
    }
}

/// A day of March.
fn day(day: i8) -> Date {
    date(2026, 3, day)
}

fn at(on: i8) -> Timestamp {
    let noon = day(on).at(12, 0, 0, 0);
    noon.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
}

/// Marked on the 1st.
fn marked() -> Standing {
    Standing::default().marked(Source::PartnerMarketplace, at(1))
}

/// Sent the message that is due, on a day.
fn sent(standing: &Standing, on: i8) -> Standing {
    let due = due(standing, &rules(), day(on)).expect("something to send");
    let event = Event::Emailed { on: Some(day(on)) };
    standing.mailed(due.step).after(event, at(on))
}

fn skipped(standing: &Standing, on: i8) -> Standing {
    standing.mailed(
        due(standing, &rules(), day(on))
            .expect("something to skip")
            .step,
    )
}

fn told(standing: &Standing, on: i8) -> Option<(Step, Date, u32)> {
    let due = due(standing, &rules(), day(on))?;
    Some((due.step, due.on, due.template.0))
}

/// What it is called, where one stands, the days that passed, and what is due: which step, since when, by which template.
type Line = (&'static str, Standing, i8, Option<(Step, Date, u32)>);

#[test]
fn what_is_due_follows_from_where_one_stands_and_from_the_day() {
    use Step::{FollowUp, Invitation};
    let invited = sent(&marked(), 1);
    let followed = sent(&invited, 8);
    let late = sent(&invited, 12);
    let emailed = |on: i8| Event::Emailed { on: Some(day(on)) };
    let by_hand = marked().after(emailed(2), at(2));
    let set = |standing: &Standing, stage, on| standing.set_to(stage, at(on));
    let table: [Line; 27] = [
        ("a stranger", Standing::default(), 20, None),
        ("marked today", marked(), 1, Some((Invitation, day(1), 1))),
        (
            "marked long ago",
            marked(),
            20,
            Some((Invitation, day(1), 1)),
        ),
        ("invited", invited.clone(), 7, None),
        (
            "the week is over",
            invited.clone(),
            8,
            Some((FollowUp(1), day(8), 2)),
        ),
        (
            "much later",
            invited.clone(),
            28,
            Some((FollowUp(1), day(8), 2)),
        ),
        ("followed up on", followed.clone(), 14, None),
        (
            "two weeks are over",
            followed.clone(),
            15,
            Some((FollowUp(2), day(15), 3)),
        ),
        ("followed up on late", late.clone(), 18, None),
        (
            "a week after that",
            late.clone(),
            19,
            Some((FollowUp(2), day(19), 3)),
        ),
        ("all was sent", sent(&followed, 15), 31, None),
        (
            "the first one skipped on its day",
            skipped(&invited, 8),
            8,
            None,
        ),
        (
            "the second on its own day",
            skipped(&invited, 8),
            15,
            Some((FollowUp(2), day(15), 3)),
        ),
        ("the invitation skipped", skipped(&marked(), 1), 31, None),
        ("written to by hand", by_hand.clone(), 8, None),
        (
            "a week after that",
            by_hand,
            9,
            Some((FollowUp(1), day(9), 2)),
        ),
        (
            "written to in between",
            invited.after(emailed(5), at(5)),
            11,
            None,
        ),
        (
            "a week after that",
            invited.after(emailed(5), at(5)),
            12,
            Some((FollowUp(1), day(12), 2)),
        ),
        (
            "put to Outreach by hand",
            set(&marked(), Stage::Outreach, 3),
            10,
            Some((FollowUp(1), day(10), 2)),
        ),
        ("put back to New", set(&invited, Stage::New, 3), 31, None),
        (
            "negotiating",
            set(&invited, Stage::Negotiating, 3),
            31,
            None,
        ),
        ("joined", set(&invited, Stage::Joined, 3), 31, None),
        ("expired", set(&invited, Stage::Expired, 3), 31, None),
        (
            "rejected by it",
            set(&invited, Stage::RejectedByPartner, 3),
            31,
            None,
        ),
        (
            "rejected by you",
            set(&invited, Stage::RejectedByYou, 3),
            31,
            None,
        ),
        ("archived", marked().archived(at(2)), 31, None),
        ("hidden", marked().hidden("", false, at(2)), 31, None),
    ];
    for (what, standing, on, expected) in table {
        assert_eq!(told(&standing, on), expected, "{what}");
    }
}

#[test]
fn archived_and_restored_one_goes_on_where_it_was() {
    let back = sent(&marked(), 1).archived(at(5)).restored();
    assert_eq!(told(&back, 8), Some((Step::FollowUp(1), day(8), 2)));
}

#[test]
fn a_workflow_that_is_off_or_says_nothing_has_nothing_due() {
    let off = Rules {
        on: false,
        ..rules()
    };
    let silent = Rules {
        invite: None,
        follow_ups: Vec::new(),
        ..rules()
    };
    for rules in [off, silent] {
        for standing in [marked(), sent(&marked(), 1)] {
            assert_eq!(due(&standing, &rules, day(31)), None);
        }
    }
}

#[test]
fn a_follow_up_without_an_invitation_is_due_after_an_email_by_hand() {
    let rules = Rules {
        invite: None,
        ..rules()
    };
    let event = Event::Emailed { on: Some(day(1)) };
    let standing = marked().after(event, at(1));
    assert_eq!(due(&marked(), &rules, day(31)), None);
    let due = due(&standing, &rules, day(31)).map(|due| due.step);
    assert_eq!(due, Some(Step::FollowUp(1)));
}

#[test]
fn nothing_goes_twice_and_no_two_on_a_day() {
    let mut standing = marked();
    let mut steps = Vec::new();
    for on in 1..=31 {
        if let Some(due) = due(&standing, &rules(), day(on)) {
            steps.push((due.step, on));
            standing = sent(&standing, on);
            assert_eq!(told(&standing, on), None, "one a day");
        }
    }
    let expected = [
        (Step::Invitation, 1),
        (Step::FollowUp(1), 8),
        (Step::FollowUp(2), 15),
    ];
    assert_eq!(steps, expected);
}
