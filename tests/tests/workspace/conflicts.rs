//! Workflows that say otherwise of the same partners, told before one of them is saved.

use prospect_core::changes::{Op, Target};
use prospect_core::group::GroupId;
use prospect_core::simulation::Conflict;
use prospect_core::workflow::{Rules, WorkflowId, governing};

use crate::desk::{Desk, now};
use crate::workflows::{group, make, rules};

/// Two groups: three partners in the first, two of them and one more in the second.
fn desk() -> (Desk, GroupId, GroupId) {
    let desk = Desk::stocked();
    let (vip, dach) = (group(&desk, "VIP 2026"), group(&desk, "DACH"));
    put(&desk, &["Wanderbuch", "Fellside", "Moor & Tarn"], vip);
    put(&desk, &["Wanderbuch", "Fellside", "Jonas Hartwig"], dach);
    (desk, vip, dach)
}

fn put(desk: &Desk, names: &[&str], group: GroupId) {
    desk.transact(&Op::SetGroups {
        target: Target::Ids {
            ids: names.iter().map(|name| desk.id(name)).collect(),
        },
        add: vec![group],
        remove: Vec::new(),
    });
}

fn conflicts(desk: &Desk, id: Option<WorkflowId>, rules: &Rules) -> Vec<Conflict> {
    desk.workspace().workflow_conflicts(id, rules)
}

#[test]
fn a_workflow_that_says_otherwise_of_common_members_is_named_with_how_many_they_are() {
    let (desk, vip, dach) = desk();
    let review = make(&desk, rules("DACH review", &[dach], false));
    let told = conflicts(&desk, None, &rules("Auto-accept VIP", &[vip], true));
    let expected = Conflict {
        workflow: review,
        name: "DACH review".into(),
        members: 2,
        ours: vec!["VIP 2026".into()],
        theirs: vec!["DACH".into()],
        wins: true,
    };
    assert_eq!(told, [expected]);
}

#[test]
fn there_is_none_with_one_that_says_the_same_is_off_or_has_nobody_in_common() {
    let (desk, vip, dach) = desk();
    let empty = group(&desk, "Empty");
    make(&desk, rules("Same", &[dach], true));
    make(&desk, rules("Nobody", &[empty], false));
    let off = Rules {
        on: false,
        ..rules("Off", &[dach], false)
    };
    make(&desk, off);
    assert_eq!(conflicts(&desk, None, &rules("VIP", &[vip], true)), []);
    let off = Rules {
        on: false,
        ..rules("VIP", &[vip], false)
    };
    assert_eq!(
        conflicts(&desk, None, &off),
        [],
        "one that is off says nothing"
    );
}

#[test]
fn of_two_that_stand_the_one_changed_last_wins_and_a_change_makes_this_one_the_last() {
    let (desk, vip, dach) = desk();
    let ours = rules("VIP", &[vip], true);
    let id = make(&desk, ours.clone());
    let later = now() + jiff::SignedDuration::from_secs(60);
    let review = Op::PutWorkflow {
        id: None,
        rules: rules("DACH review", &[dach], false),
    };
    desk.workspace().transact(&review, later).unwrap();
    let wins = |rules: &Rules| conflicts(&desk, Some(id), rules)[0].wins;
    assert!(!wins(&ours), "the other one was changed last");
    let renamed = Rules {
        name: "VIP, anew".into(),
        ..ours
    };
    assert!(wins(&renamed), "once it is saved, this one was");
}

#[test]
fn the_one_changed_last_wins_though_the_clock_was_put_back() {
    let (desk, vip, _) = desk();
    let first = make(&desk, rules("First", &[vip], true));
    let second = make(&desk, rules("Second", &[vip], false));
    let earlier = now() - jiff::SignedDuration::from_hours(24);
    let again = Op::PutWorkflow {
        id: Some(first),
        rules: rules("First, again", &[vip], true),
    };
    desk.workspace().transact(&again, earlier).unwrap();
    let all = desk.workspace().workflows();
    assert_eq!(governing(&[vip], &all).unwrap().id, first, "{second:?}");
}
