//! The outbox: which messages are due, and what becomes of them.

use std::path::Path;

use jiff::{Timestamp, ToSpan};
use mailparse::{MailHeaderMap, parse_mail};
use prospect_core::by_hand::Person;
use prospect_core::changes::{Changes, Op, Pick, Title};
use prospect_core::outbox::{Lack, Message, OutboxCounts, Shown, Step, due};
use prospect_core::program::Program;
use prospect_core::query::{Place, Query, Show};
use prospect_core::standing::Event;
use prospect_core::template::TemplateId;
use prospect_core::template::tags::Tag;
use prospect_core::vocabulary::Stage;
use prospect_core::workflow::{FollowUp, Rules, WorkflowId, governing};
use prospect_core::workspace::ExportError;

use crate::desk::{Desk, now, place};
use crate::templates::{put, wording};
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
    Pick::Ids {
        ids: names.iter().map(|name| desk.id(name)).collect(),
    }
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
    let changes = sent(&desk, Pick::All, now());
    assert_eq!((changes.title, changes.partners), (Title::MarkSent, 2));
    assert_eq!(stage(&desk, "Wanderbuch"), Stage::Outreach);
    for (day, step) in [(7, Step::FollowUp(1)), (14, Step::FollowUp(2))] {
        assert_eq!(told(&desk, later(day - 1)), []);
        assert_eq!(told(&desk, later(day)), both(step));
        assert_outbox(&desk, later(day));
        assert_eq!(sent(&desk, Pick::All, later(day)).partners, 2);
        assert_eq!(told(&desk, later(day)), [], "no two on a day");
    }
    assert_eq!(told(&desk, later(300)), []);
    assert_eq!(sent(&desk, Pick::All, later(300)).change, None);
    desk.assert_sound();
}

#[test]
fn those_who_moved_on_meanwhile_are_passed_over() {
    let desk = desk();
    sent(&desk, Pick::All, now());
    let ways: [(&str, Box<dyn Fn() -> Op>); 4] = [
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
        messages: Pick::All,
        on: Some(on.parse().unwrap()),
    };
    let ahead = desk.workspace().transact(&op("2026-11-20"), now());
    assert!(ahead.is_err(), "a day to come");
    desk.transact(&op("2026-10-28"));
    assert_eq!(told(&desk, later(2)), [], "a week from that day is the 4th");
    assert_eq!(told(&desk, later(3)).len(), 2);
}

#[test]
fn the_managers_own_contact_is_written_to_first() {
    let desk = desk();
    let message = |name: &str| {
        let id = desk.id(name);
        desk.workspace().message(id, now()).unwrap().unwrap()
    };
    assert_eq!(
        message("Wanderbuch").message.recipient.email,
        "anke@wanderbuch.example"
    );
    assert!(message("Wanderbuch").body.unwrap().starts_with("Hi Anke,"));
    desk.transact(&Op::AddContact {
        partner: desk.id("Wanderbuch"),
        person: Person {
            first_name: "Mia".into(),
            last_name: "Roth".into(),
            email: "mia@roth.example".into(),
            ..Person::default()
        },
    });
    let draft = message("Wanderbuch");
    assert_eq!(draft.message.recipient.name, "Mia Roth");
    assert_eq!(draft.message.recipient.email, "mia@roth.example");
    assert_eq!(
        draft.message.subject.as_deref(),
        Some("Wanderbuch & Fjellvik")
    );
    let code = desk
        .workspace()
        .invitation_code(desk.id("Wanderbuch"))
        .unwrap();
    let body = format!("Hi Mia,\nhttps://join.fjellvik.example/{code}\nIda Berg");
    assert_eq!(draft.body.as_deref(), Some(body.as_str()));
    assert!(!draft.long);
}

#[test]
fn what_lacks_something_says_what_and_is_not_marked_as_sent() {
    let desk = desk();
    desk.transact(&Op::SetProgram {
        program: Box::new(Program {
            name: "Fjellvik".into(),
            ..Program::default()
        }),
    });
    let [first, _] = messages(&desk, now()).try_into().unwrap();
    let lacks = |tag| Lack::Value { tag };
    assert_eq!(
        first.lacks,
        [lacks(Tag::InvitationLink), lacks(Tag::Sender)]
    );
    assert_eq!(first.subject.as_deref(), Some("Wanderbuch & Fjellvik"));
    assert_eq!(sent(&desk, Pick::All, now()).change, None);
    let out = desk.folder.path().join("merge.csv");
    assert_eq!(
        desk.workspace()
            .export_mail_merge(&Pick::All, &out, now())
            .unwrap(),
        0
    );
    let refused = desk
        .workspace()
        .export_letters(&Pick::All, desk.folder.path(), now());
    assert!(matches!(refused, Err(ExportError::NotReady)));
    assert_outbox(&desk, now());
    let op = Op::SkipMessages {
        messages: Pick::All,
    };
    assert_eq!(desk.transact(&op).partners, 2, "it can be skipped");
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

fn letters(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn letters_are_files_that_another_program_reads_under_names_that_were_free() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("wanderbuch.eml"), "mine").unwrap();
    let written = desk
        .workspace()
        .export_letters(&Pick::All, folder.path(), now());
    assert_eq!(written.unwrap(), 2);
    let again = desk
        .workspace()
        .export_letters(&Pick::All, folder.path(), now());
    assert_eq!(again.unwrap(), 2);
    let names = letters(folder.path());
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(
        names.contains(&"Fellside.eml".to_owned()) && names.contains(&"Fellside 2.eml".to_owned())
    );
    let kept = std::fs::read_to_string(folder.path().join("wanderbuch.eml")).unwrap();
    assert_eq!(kept, "mine");

    let out = folder.path().join("one.eml");
    let id = desk.id("Wanderbuch");
    assert_eq!(desk.workspace().export_letter(id, &out, now()).unwrap(), 1);
    let bytes = std::fs::read(&out).unwrap();
    let mail = parse_mail(&bytes).unwrap();
    assert_eq!(
        mail.headers.get_first_value("Subject").unwrap(),
        "Wanderbuch & Fjellvik"
    );
    assert_eq!(
        mail.headers.get_first_value("To").unwrap(),
        "\"Anke Vogt\" <anke@wanderbuch.example>"
    );
    assert_eq!(told(&desk, now()).len(), 2, "writing notes nothing");
}

#[test]
fn without_a_sender_there_is_no_file_and_none_is_left() {
    let desk = desk();
    desk.transact(&Op::SetProgram {
        program: Box::new(Program {
            sender_email: String::new(),
            ..program()
        }),
    });
    let folder = tempfile::tempdir().unwrap();
    let written = desk
        .workspace()
        .export_letters(&Pick::All, folder.path(), now());
    assert!(matches!(written, Err(ExportError::NoSender)));
    assert_eq!(letters(folder.path()), Vec::<String>::new());
    let mail = desk
        .workspace()
        .mailto(desk.id("Wanderbuch"), now())
        .unwrap();
    assert!(
        mail.unwrap()
            .starts_with("mailto:anke@wanderbuch.example?subject=Wanderbuch%20%26%20")
    );
}

#[test]
fn a_mail_merge_has_what_is_to_be_sent() {
    let desk = desk();
    let out = desk.folder.path().join("merge.csv");
    let pick = just(&desk, &["Wanderbuch"]);
    assert_eq!(
        desk.workspace()
            .export_mail_merge(&pick, &out, now())
            .unwrap(),
        1
    );
    let mut csv = csv::Reader::from_path(&out).unwrap();
    let header: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header, prospect_core::mail::MERGE_HEADER);
    let record = csv.records().next().unwrap().unwrap();
    let code = desk
        .workspace()
        .invitation_code(desk.id("Wanderbuch"))
        .unwrap();
    let link = format!("https://join.fjellvik.example/{code}");
    let body = format!("Hi Anke,\n{link}\nIda Berg");
    let expected = [
        "anke@wanderbuch.example",
        "Anke",
        "Vogt",
        "Wanderbuch",
        "https://www.wanderbuch.example",
        "VIP",
        &link,
        "Wanderbuch & Fjellvik",
        &body,
    ];
    assert_eq!(record.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_template_is_previewed_on_prospects_before_it_is_saved() {
    let desk = desk();
    let preview = |subject: &str, text: &str, at| {
        let wording = wording("x", subject, "Hello {{first_name}}");
        desk.workspace()
            .preview_template(&wording, text, at)
            .unwrap()
    };
    let first = preview("{{name}} in {{group}}", "", 0);
    assert_eq!(
        (first.of, first.at, first.name.as_str()),
        (2, 0, "Fellside")
    );
    assert_eq!(first.subject.as_deref(), Some("Fellside in VIP"));
    assert_eq!(first.body.as_deref(), Some("Hello Ruth"));
    assert_eq!(preview("x", "", 9).name, "Wanderbuch", "the last one");
    assert_eq!(preview("x", "wander", 0).of, 1);
    let nobody = preview("{{nmae}}", "nobody of this name", 0);
    assert_eq!(
        (nobody.of, nobody.partner, nobody.faults.len()),
        (0, None, 1)
    );
    let faulty = preview("{{nmae}}", "", 0);
    assert_eq!((faulty.subject, faulty.faults.len()), (None, 1));
    let everyone = desk.find(&Query::of(Place::Prospects)).total;
    assert_eq!(everyone, 2);
}
