//! Migration of existing partners: with the tick, those whose group is paired with a workflow that accepts join at once.

use prospect_core::changes::Op;
use prospect_core::import::{Cause, Effect, ImportKind, IssueCode, Request, RowReport, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::standing::Source;
use prospect_core::vocabulary::Stage;
use prospect_core::workflow::Rules;
use prospect_core::workspace::ImportDone;

use crate::desk::{Desk, now};
use crate::workflows::{group, make, rules};

/// A stranger of the catalogue, a new one and a prospect in a group that accepts, one in a group that does not, and one in no group.
const ROWS: &str = "\
Name,Email,Group
Wanderbuch,anke@wanderbuch.example,Ours
Neuland,post@neuland.example,Ours
Fellside,ruth@fellside.example,ours
Vélo Chemin,velo@velochemin.example,Theirs
Moor & Tarn,hello@moor-tarn.example,
";

/// A desk with a prospect, and two groups of which one accepts.
fn desk() -> Desk {
    let desk = Desk::stocked();
    desk.mark("Fellside");
    let ours = group(&desk, "Ours");
    group(&desk, "Theirs");
    make(&desk, rules("Accept ours", &[ours], true));
    desk
}

fn request(desk: &Desk, rows: &str) -> Request {
    Request {
        existing_partners: true,
        ..desk.request(ImportKind::Prospects, rows.as_bytes())
    }
}

fn import(desk: &Desk, rows: &str) -> (Vec<RowReport>, ImportDone) {
    let request = request(desk, rows);
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    let told = dry.rows().unwrap().map(Result::unwrap).collect();
    let done = desk
        .workspace()
        .import(&request, Some(dry.report()), &Unwatched, now())
        .unwrap();
    assert_eq!(done.report.causes, dry.report().causes);
    (told, done)
}

/// Those who would have joined but for a workflow.
fn waiting(done: &ImportDone) -> Option<&Cause> {
    let mut causes = done.report.causes.iter();
    causes.find(|cause| cause.code == IssueCode::NotAccepted)
}

fn stage(desk: &Desk, name: &str) -> Option<(Stage, Source)> {
    let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
    let prospect = profile.standing.prospect;
    prospect.map(|prospect| (prospect.stage, prospect.source))
}

#[test]
fn those_of_a_group_that_accepts_join_and_the_others_are_imported_and_counted() {
    let mut desk = desk();
    let before = desk.everything();
    let (rows, done) = import(&desk, ROWS);
    let source = Source::Import(done.import);
    let joined = |source| Some((Stage::Joined, source));
    assert_eq!(stage(&desk, "Wanderbuch"), joined(source));
    assert_eq!(stage(&desk, "Neuland"), joined(source));
    assert_eq!(stage(&desk, "Fellside"), joined(Source::PartnerMarketplace));
    assert_eq!(stage(&desk, "Vélo Chemin"), Some((Stage::New, source)));
    assert_eq!(stage(&desk, "Moor & Tarn"), Some((Stage::New, source)));

    let stages: Vec<Option<&Effect>> = rows
        .iter()
        .map(|row| {
            let mut effects = row.effects.iter();
            effects.find(|effect| matches!(effect, Effect::Stage { .. }))
        })
        .collect();
    let to_joined = |before| Effect::Stage {
        before,
        after: Stage::Joined,
    };
    let (fresh, known) = (to_joined(None), to_joined(Some(Stage::New)));
    assert_eq!(
        stages,
        [Some(&fresh), Some(&fresh), Some(&known), None, None]
    );

    let cause = waiting(&done).unwrap();
    assert_eq!(cause.rows, 2);
    let values: Vec<&str> = cause
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!(values, ["", "Theirs"]);
    let kept = desk.workspace().import_summary(done.import).unwrap();
    assert_eq!(
        kept.unwrap().causes,
        done.report.causes,
        "also in the summary"
    );
    desk.assert_sound();

    let after = desk.everything();
    desk.reopen();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), after);
    desk.assert_sound();
}

#[test]
fn the_same_file_again_changes_nothing_and_says_that_they_have_joined() {
    let desk = desk();
    import(&desk, ROWS);
    let (_, again) = import(&desk, ROWS);
    assert_eq!(again.changes.partners, 0);
    assert_eq!(again.report.outcomes.unchanged, 5);
    let joined = again
        .report
        .causes
        .iter()
        .find(|cause| cause.code == IssueCode::Joined);
    assert_eq!(joined.unwrap().rows, 3);
}

#[test]
fn a_later_row_takes_in_whom_an_earlier_one_brought() {
    let desk = desk();
    let rows = "\
Name,Email,Group
Wanderbuch,anke@wanderbuch.example,Theirs
Neuland,post@neuland.example,
Wanderbuch,anke@wanderbuch.example,Ours
Neuland,post@neuland.example,Ours
Neuland,post@neuland.example,Theirs
";
    let (rows, done) = import(&desk, rows);
    let source = Source::Import(done.import);
    assert_eq!(stage(&desk, "Wanderbuch"), Some((Stage::Joined, source)));
    assert_eq!(stage(&desk, "Neuland"), Some((Stage::Joined, source)));
    let moved = Effect::Stage {
        before: Some(Stage::New),
        after: Stage::Joined,
    };
    assert!(rows[2].effects.contains(&moved) && rows[3].effects.contains(&moved));
    assert_eq!(rows[4].issues, [], "it has joined already");
    desk.assert_sound();
}

#[test]
fn it_never_revives_by_itself_and_takes_in_whom_the_other_tick_brings_back() {
    let desk = desk();
    desk.hide("Wanderbuch", "no");
    let before = stage(&desk, "Wanderbuch");
    import(&desk, ROWS);
    assert_eq!(stage(&desk, "Wanderbuch"), before);
    let both = Request {
        revive: true,
        ..request(&desk, ROWS)
    };
    let done = desk
        .workspace()
        .import(&both, None, &Unwatched, now())
        .unwrap();
    let source = Source::Import(done.import);
    assert_eq!(stage(&desk, "Wanderbuch"), Some((Stage::Joined, source)));
}

#[test]
fn without_the_tick_or_with_the_workflow_off_nobody_joins() {
    let desk = desk();
    let plain = desk.import(ImportKind::Prospects, ROWS.as_bytes());
    assert_eq!(waiting(&plain), None, "nobody was to join");
    let [workflow] = desk.workspace().workflows().try_into().unwrap();
    desk.transact(&Op::PutWorkflow {
        id: Some(workflow.id),
        rules: Rules {
            on: false,
            ..workflow.rules
        },
    });
    let (_, done) = import(&desk, ROWS);
    assert_eq!(waiting(&done).unwrap().rows, 5);
    let joined = Query {
        text: "stage:joined".into(),
        ..Query::of(Place::Prospects)
    };
    assert_eq!(desk.names(&joined), Vec::<String>::new());
}

#[test]
fn a_workflow_that_changed_since_the_dry_run_keeps_the_import_back() {
    let desk = desk();
    let request = request(&desk, ROWS);
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    let [workflow] = desk.workspace().workflows().try_into().unwrap();
    desk.transact(&Op::DeleteWorkflow { id: workflow.id });
    let kept_back = desk
        .workspace()
        .import(&request, Some(dry.report()), &Unwatched, now());
    assert!(matches!(
        kept_back,
        Err(prospect_core::workspace::ImportError::WorkspaceChanged)
    ));
}

#[test]
fn taken_back_after_other_changes_nobody_has_joined_by_it_but_who_was_changed_since() {
    let desk = desk();
    let fellside = stage(&desk, "Fellside");
    let (_, done) = import(&desk, ROWS);
    desk.transact(&Op::Unmark {
        target: desk.just("Wanderbuch"),
    });
    desk.workspace().undo_import(done.import, now()).unwrap();
    assert_eq!(stage(&desk, "Fellside"), fellside);
    let archived = desk
        .workspace()
        .profile(desk.id("Wanderbuch"), now())
        .unwrap();
    assert!(archived.standing.is_archived());
    desk.assert_sound();
}
