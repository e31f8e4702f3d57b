//! What is meant by *all*: what was seen, and not what came since.

use jiff::ToSpan;
use prospect_core::application::ApplicationList;
use prospect_core::changes::{ApplicationPick, Op, Pick};
use prospect_core::error::TransactError;
use prospect_core::import::ImportKind;
use prospect_core::outbox::Shown;
use prospect_core::standing::Event;
use prospect_core::vocabulary::Stage;

use crate::desk::now;
use crate::whole_loop::{counts, desk, in_stage, invited, listed, prospects};

#[test]
fn what_became_due_since_it_was_seen_is_not_marked_as_sent() {
    let desk = desk();
    desk.import(ImportKind::Prospects, prospects().as_bytes());
    let page = |at| desk.workspace().outbox_page(Shown::All, 0, 1, at).unwrap();
    let seen = page(now()).seen;
    let more =
        "Name,Email,Website,Group\nLate Comer,late@comer.example,comer.example,Spring 2026\n";
    desk.import(ImportKind::Prospects, more.as_bytes());
    assert_eq!(counts(&desk, now()).total, 51);
    // One of them was written to by hand meanwhile, so that another message will be due.
    let by_hand = Op::Record {
        target: desk.just("Trail Notes 1"),
        event: Event::Emailed { on: None },
        reason: String::new(),
    };
    desk.transact(&by_hand);
    let week = now() + (7 * 24).hours();
    assert_eq!(counts(&desk, week).total, 51);
    let sent = |messages| Op::MarkSent { messages, on: None };
    let done = desk
        .workspace()
        .transact(&sent(Pick::All { seen: Some(seen) }), week)
        .unwrap();
    assert_eq!(
        done.partners, 49,
        "neither the one who came since nor the other message"
    );
    let one = Pick::Ids {
        ids: vec![desk.id("Trail Notes 1")],
        seen: Some(seen),
    };
    assert_eq!(
        desk.workspace()
            .transact(&sent(one), week)
            .unwrap()
            .partners,
        0
    );
    let never = Pick::All { seen: Some(4_711) };
    let refused = desk.workspace().transact(&sent(never), week);
    assert!(matches!(refused, Err(TransactError::OutboxChanged)));
}

#[test]
fn those_who_were_sent_something_are_not_invited_again_by_marking_them_anew() {
    let desk = invited();
    let just = || desk.just("Trail Notes 1");
    desk.transact(&Op::SetStage {
        target: just(),
        stage: Stage::New,
        reason: "a slip".into(),
    });
    desk.transact(&Op::Unmark { target: just() });
    desk.transact(&Op::Mark { target: just() });
    assert_eq!(in_stage(&desk, Stage::New), 1);
    assert_eq!(counts(&desk, now()).total, 0);
}

#[test]
fn accepting_all_does_not_reach_those_who_came_since_they_were_seen() {
    let desk = invited();
    let one =
        |name: &str| format!("Applied on,Name,Email\n2026-10-30,{name},hello@{name}.example\n");
    desk.import(ImportKind::Applications, one("first").as_bytes());
    let seen = desk
        .workspace()
        .applications(ApplicationList::New, "", 0, 1)
        .unwrap()
        .last;
    desk.import(ImportKind::Applications, one("second").as_bytes());
    desk.transact(&Op::DecideApplications {
        applications: ApplicationPick::Waiting {
            text: String::new(),
            up_to: Some(seen),
        },
        accept: true,
        reason: String::new(),
    });
    let waiting = listed(&desk, ApplicationList::New);
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].application.form.name, "second");
}
