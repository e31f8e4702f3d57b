//! Applications over a real file: imported, recorded by hand, linked, decided on, and all of it undone.

mod deciding;

use prospect_core::application::{
    ApplicationId, ApplicationList, ApplicationState, Finding, ListedApplication, WaitsFor, Written,
};
use prospect_core::changes::{ApplicationPick, Op, Title};
use prospect_core::error::TransactError;
use prospect_core::import::{ImportKind, Outcome, Receptions, Unwatched};
use prospect_core::partner::PartnerId;
use prospect_core::standing::Event;
use prospect_core::vocabulary::Stage;
use prospect_core::workspace::ImportDone;

use crate::desk::{Desk, now};
use crate::workflows::{group, make, rules};

/// Wanderbuch and Fellside were invited; Wanderbuch is in a group whose workflow accepts.
fn desk() -> Desk {
    let desk = Desk::stocked();
    let dach = group(&desk, "DACH");
    make(&desk, rules("Invitations", &[dach], true));
    for name in ["Wanderbuch", "Fellside"] {
        desk.mark(name);
        let target = desk.just(name);
        let event = Event::Emailed { on: None };
        let reason = String::new();
        desk.transact(&Op::Record {
            target,
            event,
            reason,
        });
    }
    desk.transact(&Op::SetGroups {
        target: desk.just("Wanderbuch"),
        add: vec![dach],
        remove: Vec::new(),
    });
    desk
}

fn code(desk: &Desk, name: &str) -> String {
    let code = desk.workspace().invitation_code(desk.id(name));
    code.unwrap().to_string()
}

/// One who joins, one who waits, one with the invitation of another, one who is matched, and a new one.
fn file(desk: &Desk) -> String {
    let (ours, other) = (code(desk, "Wanderbuch"), code(desk, "Fellside"));
    format!(
        "Applied on,Name,Email,Website,Partner ID,Invitation code\n\
         2026-10-28,Wanderbuch,anke@wanderbuch.example,,,{}\n\
         2026-10-28,Fellside,sam@fellside.example,,,{other}\n\
         2026-10-29,Eva,eva@elsewhere.example,,,{ours}\n\
         2026-10-29,Cartes & Boussoles,claire@cartes-boussoles.example,,,\n\
         2026-10-30,Ida,ida@ida.example,ida.example,,\n",
        ours.to_lowercase().replace('-', " ")
    )
}

fn import(desk: &Desk) -> ImportDone {
    desk.import(ImportKind::Applications, file(desk).as_bytes())
}

fn list(desk: &Desk, list: ApplicationList) -> Vec<ListedApplication> {
    let page = desk.workspace().applications(list, "", 0, 100).unwrap();
    assert_eq!(page.total as usize, page.applications.len());
    page.applications
}

fn of(desk: &Desk, email: &str) -> ListedApplication {
    let both = ApplicationList::ALL.iter().map(|one| list(desk, *one));
    let mut all = both.flatten();
    all.find(|one| one.application.form.email == email).unwrap()
}

fn stage(desk: &Desk, id: PartnerId) -> Option<Stage> {
    let profile = desk.workspace().profile(id, now()).unwrap();
    profile.standing.prospect.map(|prospect| prospect.stage)
}

/// Everything, the applications among it.
fn everything(desk: &Desk) -> String {
    let both = ApplicationList::ALL.iter().map(|one| list(desk, *one));
    let all: Vec<_> = both.collect();
    format!("{}{all:?}", desk.everything())
}

fn decide(desk: &Desk, ids: &[ApplicationId], accept: bool) -> Result<u32, TransactError> {
    let op = Op::DecideApplications {
        applications: ApplicationPick::Ids { ids: ids.to_vec() },
        accept,
        reason: "talked to them".into(),
    };
    let done = desk.workspace().transact(&op, now())?;
    Ok(match done.title {
        Title::AcceptApplications { applications, .. }
        | Title::RejectApplications { applications, .. } => applications,
        _ => unreachable!(),
    })
}

#[test]
fn a_file_of_sign_ups_is_taken_in_and_taken_back() {
    let mut desk = desk();
    let before = everything(&desk);
    let request = desk.request(ImportKind::Applications, file(&desk).as_bytes());
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    assert_eq!(everything(&desk), before, "a dry run touches nothing");
    let done = import(&desk);
    assert_eq!(done.report.applications, dry.report().applications);
    let receptions = Receptions {
        joins: 1,
        waits: 1,
        shared: 1,
        matched: 1,
        new: 1,
    };
    assert_eq!(done.report.applications, Some(receptions));
    assert_eq!(stage(&desk, desk.id("Wanderbuch")), Some(Stage::Joined));
    assert_eq!(stage(&desk, desk.id("Fellside")), Some(Stage::Negotiating));
    assert_eq!(stage(&desk, desk.id("Ida")), Some(Stage::Negotiating));
    let anke = of(&desk, "anke@wanderbuch.example").application;
    assert_eq!(
        (anke.state, anke.decided_by.as_deref()),
        (ApplicationState::Accepted, Some("Invitations"))
    );
    assert_eq!(anke.import, Some(done.import));
    let eva = of(&desk, "eva@elsewhere.example");
    assert_eq!((eva.partner, eva.waits_for), (None, Some(WaitsFor::Link)));
    assert_eq!(
        eva.invited.map(|one| one.name).as_deref(),
        Some("Wanderbuch")
    );
    assert_eq!(
        of(&desk, "sam@fellside.example").waits_for,
        Some(WaitsFor::Decision)
    );
    assert_eq!(desk.workspace().overview().unwrap().applications, 4);
    desk.assert_sound();
    desk.reopen();
    assert_eq!(
        import(&desk).report.outcomes.unchanged,
        5,
        "the same file again"
    );
    desk.workspace().undo_import(done.import, now()).unwrap();
    assert_eq!(everything(&desk), before);
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(list(&desk, ApplicationList::New).len(), 4);
    desk.assert_sound();
}

#[test]
fn applications_of_shared_invitations_alone_are_a_change_that_can_be_undone() {
    let desk = desk();
    let before = everything(&desk);
    let rows = format!(
        "Email,Invitation code\neva@elsewhere.example,{}\n",
        code(&desk, "Fellside")
    );
    let done = desk.import(ImportKind::Applications, rows.as_bytes());
    assert!(done.changes.change.is_some());
    assert_eq!(list(&desk, ApplicationList::New).len(), 1);
    desk.workspace().undo(done.changes.change, now()).unwrap();
    assert_eq!(everything(&desk), before);
}

#[test]
fn what_was_decided_since_is_left_alone_when_the_import_is_taken_back() {
    let desk = desk();
    let done = import(&desk);
    let eva = of(&desk, "eva@elsewhere.example").application.id;
    let sam = of(&desk, "sam@fellside.example").application.id;
    decide(&desk, &[eva], false).unwrap();
    decide(&desk, &[sam], true).unwrap();
    desk.workspace().undo_import(done.import, now()).unwrap();
    assert_eq!(list(&desk, ApplicationList::New).len(), 0);
    let left: Vec<_> = list(&desk, ApplicationList::Processed);
    assert_eq!(left.len(), 2);
    assert_eq!(stage(&desk, desk.id("Fellside")), Some(Stage::Joined));
    assert_eq!(stage(&desk, desk.id("Wanderbuch")), Some(Stage::Outreach));
    let summary = desk
        .workspace()
        .import_summary(done.import)
        .unwrap()
        .unwrap();
    let names: Vec<&str> = summary
        .left_applications
        .iter()
        .map(|one| one.applicant.as_str())
        .collect();
    assert_eq!(names, ["Fellside", "Eva"]);
    assert_eq!(summary.left_alone[0].name, "Fellside");
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(list(&desk, ApplicationList::New).len(), 2);
    desk.assert_sound();
}

#[test]
fn one_is_recorded_by_hand_as_a_row_of_a_file_is() {
    let desk = desk();
    let before = everything(&desk);
    let written = Written {
        email: " ruth@fellside.example".into(),
        code: code(&desk, "Fellside"),
        ..Written::default()
    };
    let tried = desk.workspace().try_application(&written, None).unwrap();
    assert_eq!(
        (tried.row.outcome, everything(&desk)),
        (Outcome::Match, before.clone())
    );
    let seen = Some(tried.revision);
    let added = desk
        .workspace()
        .add_application(&written, None, seen, now())
        .unwrap();
    assert_eq!(added.row.outcome, Outcome::Match);
    let ruth = of(&desk, "ruth@fellside.example").application;
    assert_eq!(
        (ruth.import, ruth.form.applied_on.to_string().as_str()),
        (None, "2026-11-01")
    );
    assert_eq!(ruth.finding, Finding::InvitedContact);
    let again = desk
        .workspace()
        .add_application(&written, None, seen, now());
    assert!(again.is_err(), "the workspace changed since");
    let same = desk
        .workspace()
        .add_application(&written, None, None, now())
        .unwrap();
    assert_eq!(
        (same.row.outcome, same.changes.change),
        (Outcome::Unchanged, None)
    );
    let bad = Written::default();
    let bad = desk
        .workspace()
        .add_application(&bad, None, None, now())
        .unwrap();
    assert_eq!(
        (bad.row.outcome, bad.changes.change),
        (Outcome::Error, None)
    );
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(everything(&desk), before);
}

#[test]
fn lists_are_searched_page_by_page_newest_first() {
    let desk = desk();
    import(&desk);
    let names = |list, text: &str, offset, limit| {
        let page = desk
            .workspace()
            .applications(list, text, offset, limit)
            .unwrap();
        assert_eq!((page.new, page.processed), (4, 1));
        let name = |one: ListedApplication| one.application.form.name;
        (
            page.total,
            page.applications.into_iter().map(name).collect::<Vec<_>>(),
        )
    };
    let waiting = ["Ida", "Cartes & Boussoles", "Eva", "Fellside"];
    assert_eq!(
        names(ApplicationList::New, "", 0, 10),
        (4, waiting.map(str::to_owned).to_vec())
    );
    assert_eq!(
        names(ApplicationList::New, "", 1, 2).1,
        ["Cartes & Boussoles", "Eva"]
    );
    assert_eq!(
        names(ApplicationList::New, "ELSEWHERE.example", 0, 10),
        (1, vec!["Eva".into()])
    );
    assert_eq!(
        names(ApplicationList::Processed, "anke", 0, 10).1,
        ["Wanderbuch"]
    );
    assert_eq!(names(ApplicationList::Processed, "eva", 0, 10).0, 0);
}
