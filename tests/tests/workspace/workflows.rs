//! Workflows at the door: made, changed, switched and deleted, as changes like any other.

use prospect_core::changes::{Op, Title};
use prospect_core::error::TransactError;
use prospect_core::group::{GroupId, NameIssue};
use prospect_core::workflow::{Rules, Workflow, WorkflowId};

use crate::desk::{Desk, now};

pub fn rules(name: &str, groups: &[GroupId], accept: bool) -> Rules {
    Rules {
        name: name.into(),
        on: true,
        groups: groups.into(),
        accept,
        ..Rules::default()
    }
}

pub fn group(desk: &Desk, name: &str) -> GroupId {
    let made = desk.transact(&Op::CreateGroup { name: name.into() });
    made.group.unwrap()
}

pub fn make(desk: &Desk, rules: Rules) -> WorkflowId {
    let name = rules.name.trim().to_owned();
    desk.transact(&Op::PutWorkflow { id: None, rules });
    let all = desk.workspace().workflows();
    let made = all.iter().find(|workflow| workflow.rules.name == name);
    made.unwrap().id
}

fn refused(desk: &Desk, id: Option<WorkflowId>, rules: Rules) -> TransactError {
    let before = desk.everything();
    let op = Op::PutWorkflow { id, rules };
    let error = desk.workspace().transact(&op, now()).unwrap_err();
    assert_eq!(desk.everything(), before, "a refusal changes nothing");
    error
}

#[test]
fn a_workflow_is_made_changed_and_deleted_and_each_step_is_undone_and_done_again_after_a_restart() {
    let mut desk = Desk::empty();
    let dach = group(&desk, "DACH");
    let vip = group(&desk, "VIP 2026");
    let mut states = vec![desk.everything()];
    let id = make(&desk, rules("  Accept all ", &[vip, dach, vip], true));
    let [made] = desk.workspace().workflows().try_into().unwrap();
    assert_eq!(made.rules, rules("Accept all", &[dach, vip], true));
    assert_eq!(made.changed_at, now());
    states.push(desk.everything());

    let off = Rules {
        on: false,
        ..made.rules.clone()
    };
    let switched = desk.transact(&Op::PutWorkflow {
        id: Some(id),
        rules: off.clone(),
    });
    let title = Title::SwitchWorkflow {
        name: "Accept all".into(),
        on: false,
    };
    assert_eq!(switched.title, title);
    states.push(desk.everything());
    let changed = desk.transact(&Op::PutWorkflow {
        id: Some(id),
        rules: rules("Review", &[dach], false),
    });
    assert!(matches!(changed.title, Title::ChangeWorkflow { name } if name == "Review"));
    states.push(desk.everything());
    desk.transact(&Op::DeleteWorkflow { id });
    assert!(desk.workspace().workflows().is_empty());
    states.push(desk.everything());
    desk.assert_sound();

    desk.reopen();
    for state in states.iter().rev().skip(1) {
        desk.workspace().undo(None, now()).unwrap();
        assert_eq!(desk.everything(), *state);
        desk.assert_sound();
    }
    desk.reopen();
    for state in &states[1..] {
        desk.workspace().redo(None, now()).unwrap();
        assert_eq!(desk.everything(), *state);
        desk.assert_sound();
    }
}

#[test]
fn names_are_unique_without_regard_to_case_and_width_and_numbers_are_never_given_twice() {
    let desk = Desk::empty();
    let first = make(&desk, rules("VIP 自动接受", &[], true));
    for name in ["vip 自动接受", " ＶＩＰ　自动接受 "] {
        assert!(matches!(
            refused(&desk, None, rules(name, &[], true)),
            TransactError::WorkflowName(NameIssue::Taken { existing }) if existing == "VIP 自动接受"
        ));
    }
    assert!(matches!(
        refused(&desk, Some(first), rules(" ", &[], true)),
        TransactError::WorkflowName(NameIssue::Empty)
    ));
    let renamed = rules("Vip 自动接受", &[], true);
    let changed = desk.transact(&Op::PutWorkflow {
        id: Some(first),
        rules: renamed.clone(),
    });
    assert!(changed.change.is_some(), "its own name is free for it");
    let same = desk.transact(&Op::PutWorkflow {
        id: Some(first),
        rules: renamed,
    });
    assert_eq!(same.change, None, "what is there already is no change");

    desk.transact(&Op::DeleteWorkflow { id: first });
    let second = make(&desk, rules("VIP 自动接受", &[], true));
    assert!(second > first);
}

#[test]
fn what_is_not_there_cannot_be_paired_changed_or_deleted() {
    let desk = Desk::empty();
    let gone = WorkflowId(7);
    assert!(matches!(
        refused(&desk, None, rules("A", &[GroupId(9)], true)),
        TransactError::NoSuchGroup(9)
    ));
    assert!(matches!(
        refused(&desk, Some(gone), rules("A", &[], true)),
        TransactError::NoSuchWorkflow(7)
    ));
    let deleted = desk
        .workspace()
        .transact(&Op::DeleteWorkflow { id: gone }, now());
    assert!(matches!(deleted, Err(TransactError::NoSuchWorkflow(7))));
}

#[test]
fn a_workspace_of_the_first_version_gets_workflows() {
    let mut desk = Desk::stocked();
    let before = desk.everything();
    desk.while_closed(|connection| {
        connection
            .execute_batch(
                "DROP TABLE kept_catalogue; DROP TABLE stale_partner; DROP TRIGGER partner_inserted; DROP TRIGGER partner_updated; \
                DROP TRIGGER partner_deleted; DROP TRIGGER change_inserted; DROP TRIGGER change_updated; DROP TRIGGER change_deleted; \
                DROP TABLE application; DROP TABLE workflow_follow_up; DROP TABLE workflow_add_to; DROP TABLE template; \
                DROP TABLE saved_view; DROP TABLE contact; DROP TABLE workflow_group; DROP TABLE workflow; DROP TABLE change_gone; \
                PRAGMA user_version = 1;",
            )
            .unwrap();
    });
    assert_eq!(desk.everything(), before);
    let dach = group(&desk, "DACH");
    make(&desk, rules("Accept", &[dach], true));
    desk.reopen();
    desk.assert_sound();
    let workflows: Vec<Workflow> = desk.workspace().workflows();
    assert_eq!(workflows[0].rules, rules("Accept", &[dach], true));
}
