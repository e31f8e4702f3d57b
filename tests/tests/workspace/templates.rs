//! Email templates at the door.

use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::group::NameIssue;
use prospect_core::template::tags::{Part, TagIssue};
use prospect_core::template::{TemplateId, Wording, WordingIssue};
use prospect_core::workflow::{FollowUp, Rules};

use crate::desk::{Desk, now};
use crate::workflows::{make, rules};

pub fn wording(name: &str, subject: &str, body: &str) -> Wording {
    Wording {
        name: name.into(),
        subject: subject.into(),
        body: body.into(),
    }
}

pub fn put(desk: &Desk, name: &str, subject: &str, body: &str) -> TemplateId {
    let wording = wording(name, subject, body);
    desk.transact(&Op::PutTemplate { id: None, wording });
    let all = desk.workspace().templates().unwrap();
    let made = all.iter().find(|template| template.wording.name == name);
    made.unwrap().id
}

fn refused(desk: &Desk, op: &Op) -> TransactError {
    let before = desk.everything();
    let error = desk.workspace().transact(op, now()).unwrap_err();
    assert_eq!(desk.everything(), before, "a refusal changes nothing");
    error
}

#[test]
fn a_template_is_made_changed_and_deleted_and_each_step_is_undone_and_done_again_after_a_restart() {
    let mut desk = Desk::empty();
    let mut states = vec![desk.everything()];
    let first = wording("  Invite ", " Hi\n{{name}} ", "One\r\nTwo\n");
    desk.transact(&Op::PutTemplate {
        id: None,
        wording: first,
    });
    let [made] = desk.workspace().templates().unwrap().try_into().unwrap();
    assert_eq!(made.wording, wording("Invite", "Hi {{name}}", "One\nTwo"));
    states.push(desk.everything());
    let changed = desk.transact(&Op::PutTemplate {
        id: Some(made.id),
        wording: wording("Invite", "Hello", "One"),
    });
    assert_eq!(
        changed.title,
        Title::ChangeTemplate {
            name: "Invite".into()
        }
    );
    states.push(desk.everything());
    let same = desk.transact(&Op::PutTemplate {
        id: Some(made.id),
        wording: wording(" Invite", "Hello ", "One"),
    });
    assert_eq!(same.change, None, "what is there already is no change");
    desk.transact(&Op::DeleteTemplate { id: made.id });
    assert!(desk.workspace().templates().unwrap().is_empty());
    states.push(desk.everything());
    desk.assert_sound();

    desk.reopen();
    for state in states.iter().rev().skip(1) {
        desk.workspace().undo(None, now()).unwrap();
        assert_eq!(desk.everything(), *state);
    }
    for state in &states[1..] {
        desk.workspace().redo(None, now()).unwrap();
        assert_eq!(desk.everything(), *state);
    }
    desk.assert_sound();
}

#[test]
fn a_template_that_a_workflow_uses_cannot_be_deleted() {
    let desk = Desk::empty();
    let (invite, follow_up) = (
        put(&desk, "Invite", "a", "a"),
        put(&desk, "Later", "b", "b"),
    );
    let with = |name, invite, follow_ups: Vec<FollowUp>| Rules {
        invite,
        follow_ups,
        ..rules(name, &[], false)
    };
    let after = |template| FollowUp { after: 7, template };
    make(&desk, with("Zelt", Some(invite), vec![after(follow_up)]));
    make(&desk, with("auto", None, vec![after(follow_up)]));
    let used_by = |id| match refused(&desk, &Op::DeleteTemplate { id }) {
        TransactError::TemplateInUse { workflows } => workflows,
        error => panic!("{error}"),
    };
    assert_eq!(used_by(invite), ["Zelt"]);
    assert_eq!(used_by(follow_up), ["auto", "Zelt"]);
}

#[test]
fn bad_wordings_are_refused_and_say_why() {
    let desk = Desk::empty();
    put(&desk, "邀请 A", "a", "a");
    let put = |wording| refused(&desk, &Op::PutTemplate { id: None, wording });
    assert!(matches!(
        put(wording(" 邀请　ａ", "a", "a")),
        TransactError::TemplateName(NameIssue::Taken { existing }) if existing == "邀请 A"
    ));
    assert!(matches!(
        put(wording(" ", "a", "a")),
        TransactError::TemplateName(NameIssue::Empty)
    ));
    assert!(matches!(
        put(wording("B", "", "a")),
        TransactError::Wording(WordingIssue::Empty {
            part: Part::Subject
        })
    ));
    let TransactError::Wording(WordingIssue::Tags { faults }) =
        put(wording("B", "{{nmae}}", "a\n{{sender"))
    else {
        panic!("refused for its tags")
    };
    let unclosed = TagIssue::Unclosed {
        tag: "sender".into(),
    };
    assert_eq!(
        (faults.len(), faults[1].line, &faults[1].issue),
        (2, 2, &unclosed)
    );
    let gone = Op::PutTemplate {
        id: Some(TemplateId(9)),
        wording: wording("C", "a", "a"),
    };
    assert!(matches!(
        refused(&desk, &gone),
        TransactError::NoSuchTemplate(9)
    ));
}
