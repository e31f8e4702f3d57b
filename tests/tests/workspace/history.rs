//! Undo and redo, also after a restart; and that any sequence of operations can be taken back whole.

mod applying;
mod editing;
mod messages;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use prospect_core::application::Written;
use prospect_core::changes::{Op, Target, Title};
use prospect_core::error::TransactError;
use prospect_core::group::GroupId;
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::partner::PartnerId;
use prospect_core::query::{Place, Query, Show};
use prospect_core::standing::Event;
use prospect_core::view::ViewId;
use prospect_core::vocabulary::Stage;
use prospect_core::workflow::WorkflowId;

use self::applying::{SIGN_UPS, application_op};
use self::editing::{Editing, by_hand, edit, editing};
use self::messages::{message_op, workflow};
use crate::desk::{Desk, now, place};
use crate::imports::PROSPECTS;
use crate::outbox::assert_outbox;
use crate::views::{arrangement, save};

#[test]
fn undo_and_redo_outlive_a_restart() {
    let mut desk = Desk::stocked();
    desk.hide("Fellside", "coupons only");
    desk.reopen();
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Hidden)),
        ["Fellside"]
    );

    let undo = desk.workspace().overview().unwrap().history.undo.unwrap();
    assert_eq!(
        (undo.title, undo.name.as_deref()),
        (
            Title::Hide {
                reason: "coupons only".into(),
                until: None,
            },
            Some("Fellside")
        )
    );
    let undone = desk.workspace().undo(None, now()).unwrap();
    assert!(undone.undone);
    assert_eq!(desk.find(&place(Place::Partners, Show::Hidden)).total, 0);

    desk.reopen();
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Hidden)),
        ["Fellside"]
    );
    assert!(matches!(
        desk.workspace().redo(None, now()),
        Err(TransactError::NothingToRedo)
    ));
    desk.assert_sound();
}

#[test]
fn who_means_a_certain_change_takes_no_other_back() {
    let desk = Desk::stocked();
    let marked = desk.mark("Wanderbuch").change;
    let hidden = desk.hide("Fellside", "").change;

    let refused = desk.workspace().undo(marked, now());
    assert!(matches!(refused, Err(TransactError::NotNext)));
    assert_eq!(desk.find(&place(Place::Partners, Show::Hidden)).total, 1);

    assert_eq!(desk.workspace().undo(hidden, now()).unwrap().change, hidden);
    desk.workspace().undo(marked, now()).unwrap();
    let refused = desk.workspace().redo(hidden, now());
    assert!(matches!(refused, Err(TransactError::NotNext)));
    assert_eq!(desk.workspace().redo(marked, now()).unwrap().change, marked);
}

#[test]
fn something_new_ends_redo() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    desk.workspace().undo(None, now()).unwrap();
    desk.mark("Fellside");
    assert!(matches!(
        desk.workspace().redo(None, now()),
        Err(TransactError::NothingToRedo)
    ));
    let history = desk.workspace().history(10).unwrap();
    assert_eq!(
        history.len(),
        2,
        "the import and the mark that stands: {history:?}"
    );
}

#[test]
fn an_undone_import_comes_back_with_all_its_data() {
    let mut desk = Desk::stocked();
    let before = desk.everything();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.find(&Query::of(Place::Everyone)).total, 0);
    desk.reopen();
    assert_eq!(desk.find(&Query::of(Place::Everyone)).total, 0);
    desk.assert_sound();
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
}

#[test]
fn numbers_of_a_dropped_import_are_swept_away() {
    let mut desk = Desk::stocked();
    desk.workspace().undo(None, now()).unwrap();
    desk.transact(&Op::CreateGroup { name: "VIP".into() });
    assert!(!desk.workspace().sweep(u32::MAX).unwrap());
    desk.reopen();
    desk.assert_sound();
    let done = desk.import(ImportKind::Catalogue, crate::desk::CATALOGUE.as_bytes());
    assert_eq!(
        done.report.outcomes.create, 9,
        "the undone import matches nothing"
    );
    desk.assert_sound();
}

#[test]
fn there_is_nothing_to_undo_in_a_new_workspace() {
    assert!(matches!(
        Desk::empty().workspace().undo(None, now()),
        Err(TransactError::NothingToUndo)
    ));
}

/// Three who are known and one who is new, in groups that some of the steps make; some get contacts and notes.
const LIST: &str = "\
Name,Email,Website,Group,Notes
Wanderbuch,anke@wanderbuch.example,,a,
Wanderbuch,press@wanderbuch.example,wanderbuch.example,,called
Wanderbuch,shop@wanderbuch.example,wanderbuch.example,,
Fellside,ruth@fellside.example,,b,called
Neu,neu@neu.example,neu.example,a,
Neu,neu@neu.example,,b,
Neu,zwei@neu.example,neu.example,,
Jonas Hartwig,jonas@hartwig.example,,,
";

/// An update of the catalogue, which changes what accounts say of themselves.
const UPDATE: &[u8] = b"Partner ID,Name,Email\n1001,Wanderbuch,hello@wanderbuch.example\n1005,Fellside Deals,ruth@fellside.example\n";

/// A step that a manager could take.
#[derive(Debug, Clone)]
enum Step {
    Do(Op),
    /// A prospect by this address.
    ByHand(&'static str),
    /// An application from this address, with the invitation of this partner where it has one.
    Applies(&'static str, PartnerId),
    /// Sign-ups of two who are known and one who is not.
    SignUps,
    /// An edit of one partner's own data, as far as it has what is edited.
    Edit(PartnerId, Editing),
    Expire,
    Undo,
    Redo,
    Import,
    /// An import of [`LIST`] with its two ticks.
    Ticked {
        revive: bool,
        existing_partners: bool,
    },
    ChangeGroups,
    UpdateCatalogue,
    UndoImport(u32),
    Restart,
    Keep,
    Kill,
}

/// Changes of the groups that a random sequence may have made.
const CHANGES: &[u8] = b"Partner ID,Add to,Remove from,Remove all\n1001,a,,\n1002,b,,\n1002,a,b,\n1003,\"a, b\",,yes\n\
    1004,c,,\n1004,,c,\n2001,,,yes\n2002,a,,x\n";

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        proptest::collection::vec(1..10_u32, 1..5).prop_map(|ids| Target::Ids {
            ids: ids.into_iter().map(PartnerId).collect()
        }),
        prop_oneof![Just(""), Just("country:FR"), Just("e"), Just("size:>=M")].prop_map(|text| {
            Target::Matching {
                query: Box::new(Query {
                    text: text.into(),
                    ..Query::of(Place::Everyone)
                }),
            }
        }),
    ]
}

/// What becomes of groups that some of the steps make.
fn group_op() -> impl Strategy<Value = Op> {
    let id = || (1..4_u32).prop_map(GroupId);
    let some = proptest::collection::vec(id(), 1..3);
    prop_oneof![
        (id(), "[a-cA-C]{1,2}").prop_map(|(id, name)| Op::RenameGroup { id, name }),
        (some, id()).prop_map(|(from, into)| Op::MergeGroups { from, into }),
        id().prop_map(|id| Op::DeleteGroup { id }),
    ]
}

/// What becomes of saved views.
fn view_op() -> impl Strategy<Value = Op> {
    let id = || (1..4_u32).prop_map(ViewId);
    let place = || prop::sample::select(vec![Place::Partners, Place::Prospects]);
    prop_oneof![
        4 => ("[a-c]{1,2}", place()).prop_map(|(name, place)| save(&name, place, &name)),
        1 => (id(), place()).prop_map(|(id, place)| Op::UpdateView {
            id,
            arrangement: arrangement(place, "updated")
        }),
        1 => (id(), "[a-cA-C]{1,2}").prop_map(|(id, name)| Op::RenameView { id, name }),
        2 => (id(), 0..3_u32).prop_map(|(id, to)| Op::MoveView { id, to }),
        1 => id().prop_map(|id| Op::DeleteView { id }),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let proposal = |expires_on: Option<Date>| Event::ProposalSent {
        on: Some(date(2026, 10, 1)),
        expires_on,
    };
    prop_oneof![
        Just(Event::Emailed { on: None }),
        Just(proposal(None)),
        Just(proposal(Some(date(2026, 10, 30)))),
        Just(proposal(Some(date(2026, 9, 1)))),
        Just(Event::ApplicationReceived),
        Just(Event::Accepted),
        Just(Event::RejectedByPartner),
        Just(Event::RejectedByYou),
        Just(Event::ContractEnded),
    ]
}

/// What moves prospects along the funnel, and out of it.
fn funnel_op() -> impl Strategy<Value = Op> {
    let reason = || prop_oneof![Just(String::new()), Just(" met at a fair ".to_owned())];
    let stage = prop::sample::select(Stage::ALL);
    prop_oneof![
        (target(), stage, reason()).prop_map(|(target, stage, reason)| Op::SetStage {
            target,
            stage,
            reason
        }),
        (target(), event(), reason()).prop_map(|(target, event, reason)| Op::Record {
            target,
            event,
            reason
        }),
        target().prop_map(|target| Op::Archive { target }),
        target().prop_map(|target| Op::Restore { target }),
        target().prop_map(|target| Op::AddNote {
            target,
            note: "called".into()
        }),
    ]
}

/// A day that comes before things expire.
const SOON: Date = date(2026, 11, 5);

fn step() -> impl Strategy<Value = Step> {
    let groups = || proptest::collection::vec((1..3_u32).prop_map(GroupId), 0..2);
    let op = prop_oneof![
        target().prop_map(|target| Op::Mark { target }),
        target().prop_map(|target| Op::Unmark { target }),
        (target(), any::<bool>()).prop_map(|(target, archive_prospects)| Op::Hide {
            target,
            reason: "why".into(),
            until: archive_prospects.then_some(SOON),
            archive_prospects
        }),
        (target(), proptest::option::of(Just(SOON)))
            .prop_map(|(target, until)| Op::Snooze { target, until }),
        target().prop_map(|target| Op::ComeBack { target }),
        target().prop_map(|target| Op::Show { target }),
        "[a-c]{1,2}".prop_map(|name| Op::CreateGroup { name }),
        workflow(),
        (1..4_u32).prop_map(|id| Op::DeleteWorkflow { id: WorkflowId(id) }),
        (target(), groups(), groups()).prop_map(|(target, add, remove)| Op::SetGroups {
            target,
            add,
            remove
        }),
    ];
    prop_oneof![
        8 => op.prop_map(Step::Do),
        6 => funnel_op().prop_map(Step::Do),
        4 => group_op().prop_map(Step::Do),
        4 => view_op().prop_map(Step::Do),
        6 => message_op().prop_map(Step::Do),
        // Of ten, for the imports bring more than the catalogue of nine has.
        5 => ((1..11_u32).prop_map(PartnerId), editing()).prop_map(|(id, editing)| Step::Edit(id, editing)),
        2 => prop::sample::select(vec!["anke@wanderbuch.example", "neu@neu.example", "kim@a.example"])
            .prop_map(Step::ByHand),
        4 => (prop::sample::select(vec!["anke@wanderbuch.example", "eva@eva.example"]), 1..4_u32)
            .prop_map(|(email, id)| Step::Applies(email, PartnerId(id))),
        1 => Just(Step::SignUps),
        4 => application_op().prop_map(Step::Do),
        1 => Just(Step::Expire),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => Just(Step::Import),
        2 => any::<(bool, bool)>().prop_map(|(revive, existing_partners)| Step::Ticked {
            revive,
            existing_partners
        }),
        1 => Just(Step::ChangeGroups),
        1 => Just(Step::UpdateCatalogue),
        2 => (1..4_u32).prop_map(Step::UndoImport),
        1 => Just(Step::Restart),
        2 => Just(Step::Keep),
        1 => Just(Step::Kill)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_undone_wholly_gives_back_the_workspace_and_the_catalogue_is_what_the_file_says(
        steps in proptest::collection::vec(step(), 1..16)
    ) {
        let mut desk = Desk::stocked();
        let nothing = Desk::empty().everything();
        for step in steps {
            match step {
                // Refusals (a group that is not there, nothing to redo) change nothing.
                Step::Do(op) => drop(desk.workspace().transact(&op, now())),
                Step::ByHand(email) => drop(desk.workspace().add_by_hand(&by_hand(email), None, now())),
                Step::Applies(email, id) => {
                    let code = desk.workspace().invitation_code(id);
                    let written = Written {
                        email: email.into(),
                        code: code.map(|code| code.to_string()).unwrap_or_default(),
                        ..Written::default()
                    };
                    drop(desk.workspace().add_application(&written, None, None, now()));
                }
                Step::SignUps => drop(desk.import(ImportKind::Applications, SIGN_UPS)),
                Step::Edit(id, editing) => {
                    let op = edit(&desk, id, editing);
                    drop(op.map(|op| desk.workspace().transact(&op, now())));
                }
                Step::Expire => {
                    let later = now() + jiff::Span::new().hours(24 * 7);
                    drop(desk.workspace().expire_proposals(later));
                    drop(desk.workspace().bring_back(later));
                }
                Step::Undo => drop(desk.workspace().undo(None, now())),
                Step::Redo => drop(desk.workspace().redo(None, now())),
                Step::Import => drop(desk.import(ImportKind::Prospects, PROSPECTS.as_bytes())),
                Step::Ticked { revive, existing_partners } => {
                    let list = desk.request(ImportKind::Prospects, LIST.as_bytes());
                    let request = Request { revive, existing_partners, ..list };
                    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
                    let done = desk.workspace().import(&request, Some(dry.report()), &Unwatched, now());
                    prop_assert_eq!(done.unwrap().report.outcomes, dry.report().outcomes);
                }
                Step::ChangeGroups => drop(desk.import(ImportKind::Groups, CHANGES)),
                Step::UpdateCatalogue => drop(desk.import(ImportKind::Catalogue, UPDATE)),
                Step::UndoImport(import) => drop(desk.workspace().undo_import(import, now())),
                Step::Restart => desk.reopen(),
                Step::Keep => desk.keep(),
                Step::Kill => desk.kill(),
            }
            desk.assert_sound();
        }
        assert_outbox(&desk, now());
        assert_outbox(&desk, now() + jiff::Span::new().hours(24 * 3));
        let after = desk.everything();
        let mut undone = 0;
        while desk.workspace().undo(None, now()).is_ok() {
            undone += 1;
        }
        prop_assert_eq!(desk.everything(), nothing);
        desk.assert_sound();
        for _ in 0..undone {
            desk.workspace().redo(None, now()).unwrap();
        }
        prop_assert_eq!(desk.everything(), after);
        desk.assert_sound();
    }
}
