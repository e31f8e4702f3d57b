//! The whole loop: a list is imported into a group, invited by its workflow, and those who sign up join by themselves, while a shared
//! invitation never slips through.

use jiff::{Timestamp, ToSpan};
use prospect_core::application::{ApplicationList, ApplicationState, Finding, ListedApplication};
use prospect_core::changes::{ApplicationPick, Op, Pick};
use prospect_core::import::{ImportKind, Receptions, Unwatched};
use prospect_core::outbox::{OutboxCounts, Shown, Step};
use prospect_core::partner::PartnerId;
use prospect_core::program::Program;
use prospect_core::query::{Place, Query};
use prospect_core::vocabulary::Stage;
use prospect_core::workflow::{FollowUp, Rules};
use prospect_core::workspace::ImportDone;

use crate::desk::{Desk, now};
use crate::templates::put;
use crate::workflows::{group, make, rules};

const INVITED: usize = 50;

fn name(number: usize) -> String {
    format!("Trail Notes {number}")
}

/// Fifty prospects, each with a domain of its own.
pub fn prospects() -> String {
    let mut csv = "Name,Email,Website,Group\n".to_owned();
    for number in 1..=INVITED {
        csv += &format!(
            "{},editor@trail{number}.example,trail{number}.example,Spring 2026\n",
            name(number)
        );
    }
    csv
}

/// A desk with the program set up, and a group whose workflow invites, follows up after 7 and 14 days, and accepts.
pub fn desk() -> Desk {
    let desk = Desk::empty();
    desk.transact(&Op::SetProgram {
        program: Box::new(Program {
            name: "Fjellvik Outdoor".into(),
            link_pattern: "https://join.fjellvik.example/?code={code}".into(),
            sender_name: "Ida Berg".into(),
            sender_email: "ida@fjellvik.example".into(),
            expires_after: None,
        }),
    });
    let [invite, first, last] = [
        put(
            &desk,
            "Invitation",
            "{{name}} & {{program}}",
            "{{invitation_link}}",
        ),
        put(&desk, "First", "Again", "{{invitation_link}}"),
        put(&desk, "Last", "Last word", "{{name}}"),
    ];
    let spring = group(&desk, "Spring 2026");
    let inviting = Rules {
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
        ..rules("Prospect invitations", &[spring], true)
    };
    make(&desk, inviting);
    desk
}

fn code(desk: &Desk, number: usize) -> String {
    let code = desk.workspace().invitation_code(desk.id(&name(number)));
    code.unwrap().to_string()
}

/// Thirty sign-ups: 1 to 25 with their own codes, written as people write them; five more, of strangers, with those of 26 to 30.
fn sign_ups(desk: &Desk) -> String {
    let mut csv = "Applied on,Name,Email,Website,Partner ID,Invitation code\n".to_owned();
    for number in 1..=25 {
        let (code, email) = match number % 3 {
            0 => (code(desk, number), format!("editor@trail{number}.example")),
            1 => (
                code(desk, number).to_lowercase(),
                format!("sales@trail{number}.example"),
            ),
            _ => (
                code(desk, number).replace('-', " "),
                format!("me@mail{number}.example"),
            ),
        };
        csv += &format!(
            "2026-10-30,{},{email},trail{number}.example,,{code}\n",
            name(number)
        );
    }
    for number in 26..=30 {
        let code = code(desk, number);
        csv += &format!("2026-10-31,Stranger {number},s{number}@other{number}.example,,,{code}\n");
    }
    csv
}

pub fn counts(desk: &Desk, at: Timestamp) -> OutboxCounts {
    desk.workspace().outbox_counts(at).unwrap()
}

pub fn in_stage(desk: &Desk, stage: Stage) -> u32 {
    let mut query = Query::of(Place::Prospects);
    query.filters.stage.values = vec![stage];
    desk.find(&query).total
}

pub fn listed(desk: &Desk, list: ApplicationList) -> Vec<ListedApplication> {
    let page = desk.workspace().applications(list, "", 0, 100).unwrap();
    page.applications
}

/// Everything up to the sign-ups: fifty who were written to.
pub fn invited() -> Desk {
    let desk = desk();
    let done = desk.import(ImportKind::Prospects, prospects().as_bytes());
    assert_eq!(done.report.outcomes.create as usize, INVITED);
    let all = OutboxCounts {
        total: 50,
        ready: 50,
        blocked: 0,
    };
    assert_eq!(counts(&desk, now()), all);
    let sent = desk.transact(&Op::MarkSent {
        messages: Pick::ALL,
        on: None,
    });
    assert_eq!(sent.partners, 50);
    assert_eq!(counts(&desk, now()), OutboxCounts::default());
    assert_eq!(in_stage(&desk, Stage::Outreach), 50);
    desk
}

fn apply(desk: &Desk) -> ImportDone {
    desk.import(ImportKind::Applications, sign_ups(desk).as_bytes())
}

#[test]
fn those_who_were_invited_join_by_themselves_and_a_shared_invitation_never_slips_through() {
    let mut desk = invited();
    let before = desk.everything();
    let csv = sign_ups(&desk);
    let request = desk.request(ImportKind::Applications, csv.as_bytes());
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    let told = Receptions {
        joins: 25,
        shared: 5,
        ..Receptions::default()
    };
    assert_eq!(dry.report().applications, Some(told));
    assert_eq!(desk.everything(), before, "the dry run touched nothing");

    let done = apply(&desk);
    assert_eq!(done.report.applications, Some(told));
    assert_eq!(done.report.outcomes, dry.report().outcomes);
    assert_eq!(in_stage(&desk, Stage::Joined), 25);
    assert_eq!(in_stage(&desk, Stage::Outreach), 25);
    let new = listed(&desk, ApplicationList::New);
    assert_eq!(new.len(), 5);
    for waiting in &new {
        let application = &waiting.application;
        assert_eq!(application.finding, Finding::SharedInvitation);
        assert_eq!(
            (application.partner, application.state),
            (None, ApplicationState::New)
        );
        let invited = waiting.invited.as_ref().unwrap();
        let number = application.form.name.rsplit(' ').next().unwrap();
        assert_eq!(invited.name, format!("Trail Notes {number}"));
    }
    let processed = listed(&desk, ApplicationList::Processed);
    assert_eq!(processed.len(), 25);
    let by_workflow = |one: &ListedApplication| {
        one.application.decided_by.as_deref() == Some("Prospect invitations")
            && one.application.state == ApplicationState::Accepted
    };
    assert!(processed.iter().all(by_workflow));
    let funnel = desk.workspace().funnel(&Query::of(Place::Prospects), now());
    let steps = [funnel.outreach, funnel.negotiating, funnel.joined];
    assert_eq!(
        (funnel.marked, steps.map(|step| step.reached)),
        (50, [50, 25, 25])
    );
    desk.assert_sound();

    let after = desk.everything();
    let again = apply(&desk);
    assert_eq!(
        (again.changes.change, again.report.outcomes.unchanged),
        (None, 30)
    );
    assert_eq!(
        desk.everything(),
        after,
        "the same file again changes nothing"
    );
    desk.reopen();
    assert_eq!(desk.everything(), after);
    desk.workspace().undo_import(done.import, now()).unwrap();
    assert_eq!(desk.everything(), before);
    assert!(listed(&desk, ApplicationList::New).is_empty());
    assert!(listed(&desk, ApplicationList::Processed).is_empty());
    desk.assert_sound();
}

#[test]
fn who_does_not_answer_is_followed_up_and_who_joined_is_not() {
    let desk = invited();
    apply(&desk);
    assert_eq!(counts(&desk, now()).total, 0);
    let week = now() + (7 * 24).hours();
    assert_eq!(
        counts(&desk, week).total,
        25,
        "those who signed up are left in peace"
    );
    let page = desk
        .workspace()
        .outbox_page(Shown::All, 0, 100, week)
        .unwrap();
    assert!(
        page.messages
            .iter()
            .all(|message| message.step == Step::FollowUp(1))
    );
    let sent = Op::MarkSent {
        messages: Pick::ALL,
        on: None,
    };
    assert_eq!(desk.workspace().transact(&sent, week).unwrap().partners, 25);
    assert_eq!(counts(&desk, week).total, 0, "not two on a day");
    let fortnight = now() + (14 * 24).hours();
    assert_eq!(counts(&desk, fortnight).total, 25);
    desk.workspace().transact(&sent, fortnight).unwrap();
    assert_eq!(
        counts(&desk, now() + (90 * 24).hours()).total,
        0,
        "each goes once"
    );
}

#[test]
fn a_shared_invitation_is_linked_by_hand_and_then_accepted_and_both_are_undone() {
    let desk = invited();
    apply(&desk);
    let before = desk.everything();
    let waiting = listed(&desk, ApplicationList::New);
    let application = waiting[0].application.id;
    let invited: PartnerId = waiting[0].application.invited.unwrap();
    let accept = Op::DecideApplications {
        applications: ApplicationPick::Ids {
            ids: vec![application],
        },
        accept: true,
        reason: String::new(),
    };
    assert!(
        desk.workspace().transact(&accept, now()).is_err(),
        "it is linked to nobody"
    );
    assert_eq!(desk.everything(), before);
    let linked = desk.transact(&Op::LinkApplication {
        application,
        partner: Some(invited),
        reason: "a colleague of theirs".into(),
    });
    assert_eq!(linked.partners, 1);
    desk.transact(&accept);
    let profile = desk.workspace().profile(invited, now()).unwrap();
    assert_eq!(profile.standing.prospect.unwrap().stage, Stage::Joined);
    let reasons = format!("{:?}", profile.timeline);
    assert!(reasons.contains("a colleague of theirs"), "{reasons}");
    desk.workspace().undo(None, now()).unwrap();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    assert_eq!(listed(&desk, ApplicationList::New), waiting);
}

#[test]
fn who_has_no_code_is_matched_or_is_new() {
    let desk = invited();
    let csv = format!(
        "{}2026-10-31,Somebody New,hello@new.example,new.example,,\n\
         2026-10-31,Trail Notes 40,editor@trail40.example,,,\n",
        sign_ups(&desk)
    );
    let done = desk.import(ImportKind::Applications, csv.as_bytes());
    let told = Receptions {
        joins: 26,
        shared: 5,
        new: 1,
        ..Receptions::default()
    };
    assert_eq!(done.report.applications, Some(told));
    assert_eq!(
        in_stage(&desk, Stage::Joined),
        26,
        "one who was matched is in the group too"
    );
    assert_eq!(
        in_stage(&desk, Stage::Negotiating),
        1,
        "nobody accepts one who is in no group"
    );
    let outcomes = done.report.outcomes;
    assert_eq!((outcomes.rows(), outcomes.error), (32, 0));
}
