//! The outbox: which messages are due, and what becomes of them.

mod letters;

use jiff::{Timestamp, ToSpan};
use prospect_core::changes::{Changes, Op, Pick, Title};
use prospect_core::outbox::{Message, OutboxCounts, Shown, Step, due};
use prospect_core::program::Program;
use prospect_core::query::{Place, Show};
use prospect_core::standing::Event;
use prospect_core::template::TemplateId;
use prospect_core::vocabulary::Stage;
use prospect_core::workflow::{FollowUp, Rules, WorkflowId, governing};

use crate::desk::{Desk, now, place};
use crate::templates::put;
use crate::workflows::{group, make, rules};

fn later(days: i64) -> Timestamp {
    now() + (days * 24).hours()
}

fn program() -> Program {
    Program {
        name: "Fjellvik".into(),
        link_pattern: "https://join.fjellvik.example/{code}".into(),
        sender_name: "Ida Berg".into(),
        sender_email: "ida@fjellvik.example".into(),
        expires_after: None,
    }
}

/// A workspace with two prospects in a group whose workflow invites them and follows up after 7 and 14 days.
fn desk() -> Desk {
    let desk = Desk::stocked();
    desk.transact(&Op::SetProgram {
        program: Box::new(program()),
    });
    let templates = [
        put(
            &desk,
            "Invite",
            "{{name}} & {{program}}",
            "Hi {{first_name|there}},\n{{invitation_link}}\n{{sender}}",
        ),
        put(&desk, "First", "Again: {{group}}", "{{website}}"),
        put(&desk, "Last", "Last word", "Bye {{name}}"),
    ];
    let vip = group(&desk, "VIP");
    make(&desk, inviting(&[vip], templates));
    for name in ["Wanderbuch", "Fellside"] {
        desk.mark(name);
        join(&desk, name, vip);
    }
    desk
}

fn join(desk: &Desk, name: &str, group: prospect_core::group::GroupId) {
    desk.transact(&Op::SetGroups {
        target: desk.just(name),
        add: vec![group],
        remove: Vec::new(),
    });
}

fn inviting(
    groups: &[prospect_core::group::GroupId],
    [invite, first, last]: [TemplateId; 3],
) -> Rules {
    Rules {
        invite: Some(invite),
        follow_ups: vec![
            FollowUp {
                after: 7,
                template: first,
            },
            FollowUp {
                after: 14,
                template: last,
            },
        ],
        ..rules("Invite", groups, false)
    }
}

fn messages(desk: &Desk, at: Timestamp) -> Vec<Message> {
    let page = desk
        .workspace()
        .outbox_page(Shown::All, 0, 500, at)
        .unwrap();
    assert_eq!(page.messages.len(), page.counts.total as usize);
    page.messages
}

/// Who is due what.
fn told(desk: &Desk, at: Timestamp) -> Vec<(String, Step)> {
    let messages = messages(desk, at).into_iter();
    messages
        .map(|message| (message.name, message.step))
        .collect()
}

fn just(desk: &Desk, names: &[&str]) -> Pick {
    Pick::of(names.iter().map(|name| desk.id(name)).collect())
}

fn sent(desk: &Desk, messages: Pick, at: Timestamp) -> Changes {
    let op = Op::MarkSent { messages, on: None };
    desk.workspace().transact(&op, at).unwrap()
}

fn stage(desk: &Desk, name: &str) -> Stage {
    let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
    profile.standing.prospect.unwrap().stage
}

/// The outbox says of everybody what the rules say of each by itself, and what a message lacks is told alike by both ways.
pub fn assert_outbox(desk: &Desk, at: Timestamp) {
    let workspace = desk.workspace();
    let workflows = workspace.workflows();
    let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut expected = Vec::new();
    for show in Show::ALL {
        for row in desk.rows(&place(Place::Everyone, *show)) {
            let profile = workspace.profile(row.id, at).unwrap();
            let groups: Vec<_> = profile.groups.iter().map(|group| group.id).collect();
            let governed = governing(&groups, &workflows);
            let due = governed.and_then(|workflow| due(&profile.standing, &workflow.rules, today));
            expected.extend(due.map(|due| (row.id, due.step, due.on)));
        }
    }
    let mut found: Vec<_> = messages(desk, at)
        .into_iter()
        .map(|message| (message.partner, message.step, message.on))
        .collect();
    found.sort_unstable();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(found, expected);
    for (shown, whole) in [(Shown::Ready, true), (Shown::Blocked, false)] {
        let page = workspace.outbox_page(shown, 0, 500, at).unwrap();
        assert!(
            page.messages
                .iter()
                .all(|message| message.lacks.is_empty() == whole)
        );
        let OutboxCounts { ready, blocked, .. } = page.counts;
        let count = if whole { ready } else { blocked };
        assert_eq!(page.messages.len(), count as usize);
    }
}

#[test]
fn each_message_goes_once_and_follow_ups_come_after_their_days() {
    let desk = desk();
    let both = |step| {
        vec![
            ("Wanderbuch".to_owned(), step),
            ("Fellside".to_owned(), step),
        ]
    };
    assert_eq!(told(&desk, now()), both(Step::Invitation));
    let changes = sent(&desk, Pick::ALL, now());
    assert_eq!((changes.title, changes.partners), (Title::MarkSent, 2));
    assert_eq!(stage(&desk, "Wanderbuch"), Stage::Outreach);
    for (day, step) in [(7, Step::FollowUp(1)), (14, Step::FollowUp(2))] {
        assert_eq!(told(&desk, later(day - 1)), []);
        assert_eq!(told(&desk, later(day)), both(step));
        assert_outbox(&desk, later(day));
        assert_eq!(sent(&desk, Pick::ALL, later(day)).partners, 2);
        assert_eq!(told(&desk, later(day)), [], "no two on a day");
    }
    assert_eq!(told(&desk, later(300)), []);
    assert_eq!(sent(&desk, Pick::ALL, later(300)).change, None);
    desk.assert_sound();
}

/// What takes a partner out of the way of a message, by name.
type Way<'d> = (&'static str, Box<dyn Fn() -> Op + 'd>);

#[test]
fn those_who_moved_on_meanwhile_are_passed_over() {
    let desk = desk();
    sent(&desk, Pick::ALL, now());
    let ways: [Way<'_>; 4] = [
        (
            "joined",
            Box::new(|| Op::SetStage {
                target: desk.just("Wanderbuch"),
                stage: Stage::Joined,
                reason: "signed".into(),
            }),
        ),
        (
            "rejected",
            Box::new(|| Op::Record {
                target: desk.just("Wanderbuch"),
                event: Event::RejectedByPartner,
                reason: String::new(),
            }),
        ),
        (
            "archived",
            Box::new(|| Op::Archive {
                target: desk.just("Wanderbuch"),
            }),
        ),
        (
            "hidden",
            Box::new(|| Op::Hide {
                target: desk.just("Wanderbuch"),
                reason: String::new(),
                until: None,
                archive_prospects: false,
            }),
        ),
    ];
    let week = later(7);
    for (what, op) in ways {
        desk.workspace().transact(&op(), week).unwrap();
        assert_eq!(
            told(&desk, week),
            [("Fellside".to_owned(), Step::FollowUp(1))],
            "{what}"
        );
        let picked = just(&desk, &["Wanderbuch", "Fellside"]);
        assert_eq!(sent(&desk, picked, week).partners, 1, "{what}");
        desk.workspace().undo(None, week).unwrap();
        desk.workspace().undo(None, week).unwrap();
        assert_eq!(told(&desk, week).len(), 2);
    }
}

#[test]
fn sent_is_undone_and_done_again_also_after_a_restart() {
    let mut desk = desk();
    let before = desk.everything();
    sent(&desk, just(&desk, &["Fellside"]), now());
    let after = desk.everything();
    desk.reopen();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    assert_eq!(told(&desk, now()).len(), 2, "it is due again");
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), after);
    assert_eq!(
        told(&desk, now()),
        [("Wanderbuch".to_owned(), Step::Invitation)]
    );
    desk.assert_sound();
}

#[test]
fn what_is_skipped_moves_nobody_and_does_not_come_again() {
    let desk = desk();
    let op = Op::SkipMessages {
        messages: just(&desk, &["Wanderbuch"]),
    };
    let skipped = desk.transact(&op);
    assert_eq!((skipped.title, skipped.partners), (Title::SkipMessages, 1));
    assert_eq!(stage(&desk, "Wanderbuch"), Stage::New);
    assert_eq!(
        told(&desk, later(50)),
        [("Fellside".to_owned(), Step::Invitation)]
    );
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(told(&desk, now()).len(), 2);
}

#[test]
fn the_day_on_which_it_was_sent_can_be_said() {
    let desk = desk();
    let op = |on: &str| Op::MarkSent {
        messages: Pick::ALL,
        on: Some(on.parse().unwrap()),
    };
    let ahead = desk.workspace().transact(&op("2026-11-20"), now());
    assert!(ahead.is_err(), "a day to come");
    desk.transact(&op("2026-10-28"));
    assert_eq!(told(&desk, later(2)), [], "a week from that day is the 4th");
    assert_eq!(told(&desk, later(3)).len(), 2);
}

#[test]
fn of_two_workflows_the_one_changed_last_drafts() {
    let desk = desk();
    let other = put(&desk, "Other", "Other", "Other");
    let dach = group(&desk, "DACH");
    join(&desk, "Wanderbuch", dach);
    let rules = Rules {
        invite: Some(other),
        follow_ups: Vec::new(),
        name: "DACH".into(),
        ..inviting(&[dach], [other; 3])
    };
    let later_one = later(1);
    let op = Op::PutWorkflow {
        id: None,
        rules: rules.clone(),
    };
    desk.workspace().transact(&op, later_one).unwrap();
    let subjects = |at| {
        let subjects = messages(&desk, at).into_iter();
        let mut subjects: Vec<_> = subjects.filter_map(|message| message.subject).collect();
        subjects.sort();
        subjects
    };
    assert_eq!(subjects(later_one), ["Fellside & Fjellvik", "Other"]);
    assert_outbox(&desk, later_one);
    let off = Rules { on: false, ..rules };
    let op = Op::PutWorkflow {
        id: Some(WorkflowId(2)),
        rules: off,
    };
    desk.workspace().transact(&op, later(2)).unwrap();
    assert_eq!(
        subjects(later(2)),
        ["Fellside & Fjellvik", "Wanderbuch & Fjellvik"]
    );
}

#[test]
fn pages_follow_each_other_the_longest_due_first() {
    let desk = desk();
    let vip = desk.workspace().groups()[0].group.id;
    for name in ["Moor & Tarn", "Jonas Hartwig"] {
        let target = desk.just(name);
        desk.workspace()
            .transact(&Op::Mark { target }, later(1))
            .unwrap();
        join(&desk, name, vip);
    }
    let whole: Vec<_> = messages(&desk, later(1))
        .iter()
        .map(|message| message.partner)
        .collect();
    let due: Vec<_> = messages(&desk, later(1))
        .iter()
        .map(|message| message.on)
        .collect();
    assert!(due.is_sorted() && whole.len() == 4);
    let mut paged = Vec::new();
    for offset in 0..6 {
        let page = desk
            .workspace()
            .outbox_page(Shown::All, offset, 1, later(1))
            .unwrap();
        paged.extend(page.messages.iter().map(|message| message.partner));
    }
    assert_eq!(paged, whole);
    assert_eq!(
        desk.workspace()
            .outbox_ids(Shown::All, 3, later(1))
            .unwrap(),
        whole[..3]
    );
    assert_eq!(desk.workspace().outbox_counts(now()).unwrap().total, 2);
}
