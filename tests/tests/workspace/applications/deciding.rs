//! Deciding on applications and linking them, by hand and by a workflow.

use prospect_core::workflow::Rules;

use super::*;

#[test]
fn accepting_and_rejecting_decide_on_one_or_many_and_are_undone() {
    let desk = desk();
    import(&desk);
    let id = |email| of(&desk, email).application.id;
    let [sam, eva, claire, ida] = [
        "sam@fellside.example",
        "eva@elsewhere.example",
        "claire@cartes-boussoles.example",
        "ida@ida.example",
    ]
    .map(id);
    let before = everything(&desk);
    let unlinked = decide(&desk, &[eva], true).unwrap_err();
    assert!(
        matches!(unlinked, TransactError::ApplicationNotLinked(_)),
        "{unlinked}"
    );
    assert_eq!(
        decide(&desk, &[sam, eva], true).unwrap(),
        1,
        "who is unlinked is passed over"
    );
    assert_eq!(stage(&desk, desk.id("Fellside")), Some(Stage::Joined));
    assert_eq!(decide(&desk, &[eva, claire], false).unwrap(), 2);
    assert_eq!(
        stage(&desk, desk.id("Cartes & Boussoles")),
        Some(Stage::RejectedByYou)
    );
    assert_eq!(
        of(&desk, "eva@elsewhere.example").application.state,
        ApplicationState::Rejected
    );
    assert_eq!(decide(&desk, &[claire], true).unwrap(), 1, "another mind");
    assert_eq!(
        stage(&desk, desk.id("Cartes & Boussoles")),
        Some(Stage::Joined)
    );
    let all = Op::DecideApplications {
        applications: ApplicationPick::Waiting {
            text: "IDA".into(),
            up_to: None,
        },
        accept: false,
        reason: String::new(),
    };
    desk.transact(&all);
    assert_eq!(list(&desk, ApplicationList::New).len(), 0);
    assert_eq!(of(&desk, "ida@ida.example").application.id, ida);
    desk.assert_sound();
    for _ in 0..4 {
        desk.workspace().undo(None, now()).unwrap();
    }
    assert_eq!(everything(&desk), before);
    let none = decide(&desk, &[ApplicationId(99)], false).unwrap_err();
    assert!(matches!(none, TransactError::NoSuchApplication(99)));
}

#[test]
fn accepting_brings_back_who_was_hidden() {
    let desk = desk();
    desk.hide("Fellside", "no");
    import(&desk);
    let sam = of(&desk, "sam@fellside.example");
    assert_eq!(sam.waits_for, Some(WaitsFor::Hidden), "never by itself");
    decide(&desk, &[sam.application.id], true).unwrap();
    let profile = desk
        .workspace()
        .profile(desk.id("Fellside"), now())
        .unwrap();
    assert!(profile.standing.hidden.is_none());
    assert_eq!(stage(&desk, desk.id("Fellside")), Some(Stage::Joined));
}

#[test]
fn a_shared_one_is_linked_by_hand_with_a_reason() {
    let desk = desk();
    import(&desk);
    let eva = of(&desk, "eva@elsewhere.example").application.id;
    let link = |partner: Option<PartnerId>, reason: &str| Op::LinkApplication {
        application: eva,
        partner,
        reason: reason.into(),
    };
    let partner = desk.id("Moor & Tarn");
    let refused = desk.workspace().transact(&link(Some(partner), " "), now());
    assert!(matches!(refused, Err(TransactError::ReasonMissing)));
    let before = everything(&desk);
    let done = desk.transact(&link(Some(partner), "Eva works there"));
    let title = Title::LinkApplication {
        applicant: "Eva".into(),
        reason: "Eva works there".into(),
    };
    assert_eq!((done.title.clone(), done.partners), (title.clone(), 1));
    let linked = of(&desk, "eva@elsewhere.example");
    assert_eq!(linked.application.finding, Finding::LinkedByHand);
    assert_eq!(linked.partner.unwrap().name, "Moor & Tarn");
    assert_eq!(stage(&desk, partner), Some(Stage::Negotiating));
    let profile = desk.workspace().profile(partner, now()).unwrap();
    assert!(
        profile.timeline.iter().any(|one| one.change.title == title),
        "on the timeline"
    );
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(everything(&desk), before);
    // As a new partner: without its code nobody matches.
    desk.transact(&link(None, "a colleague, on her own"));
    let linked = of(&desk, "eva@elsewhere.example");
    assert_eq!(
        (linked.application.id, linked.application.finding),
        (eva, Finding::LinkedByHand)
    );
    assert_eq!(linked.partner.unwrap().name, "Eva");
    assert_eq!(stage(&desk, desk.id("Eva")), Some(Stage::Negotiating));
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(everything(&desk), before);
    decide(&desk, &[eva], false).unwrap();
    let late = desk
        .workspace()
        .transact(&link(Some(partner), "late"), now());
    assert!(matches!(late, Err(TransactError::ApplicationDecided(_))));
}

#[test]
fn a_workflow_accepts_those_who_waited_for_it() {
    let desk = desk();
    import(&desk);
    let late = group(&desk, "Late");
    desk.transact(&Op::SetGroups {
        target: desk.just("Fellside"),
        add: vec![late],
        remove: Vec::new(),
    });
    let workflow = make(&desk, rules("Second", &[late], true));
    assert_eq!(
        of(&desk, "sam@fellside.example").waits_for,
        Some(WaitsFor::Workflow)
    );
    let before = everything(&desk);
    let done = desk.transact(&Op::AcceptWaiting { workflow });
    assert_eq!(done.partners, 1);
    let sam = of(&desk, "sam@fellside.example").application;
    assert_eq!(sam.decided_by.as_deref(), Some("Second"));
    assert_eq!(stage(&desk, desk.id("Fellside")), Some(Stage::Joined));
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(everything(&desk), before);
}

#[test]
fn who_is_accepted_by_hand_joins_the_groups_of_its_workflow_as_well() {
    let desk = desk();
    import(&desk);
    let (invited, members) = (group(&desk, "Invited"), group(&desk, "Members"));
    desk.transact(&Op::SetGroups {
        target: desk.just("Fellside"),
        add: vec![invited],
        remove: Vec::new(),
    });
    let rules = Rules {
        add_to: vec![members],
        ..rules("By hand", &[invited], false)
    };
    make(&desk, rules);
    let [sam, claire] = ["sam@fellside.example", "claire@cartes-boussoles.example"]
        .map(|email| of(&desk, email).application.id);
    let is_member = |name| {
        let profile = desk.workspace().profile(desk.id(name), now()).unwrap();
        profile.groups.iter().any(|group| group.id == members)
    };
    let before = everything(&desk);
    decide(&desk, &[sam, claire], true).unwrap();
    assert!(is_member("Fellside"));
    assert!(!is_member("Cartes & Boussoles"), "no workflow's");
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(everything(&desk), before);
}

#[test]
fn who_was_linked_wrongly_goes_back_to_where_it_was() {
    let desk = desk();
    import(&desk);
    let id = |email| of(&desk, email).application.id;
    let link = |application, name: &str| {
        desk.transact(&Op::LinkApplication {
            application,
            partner: Some(desk.id(name)),
            reason: "a wrong match".into(),
        })
    };
    let before = everything(&desk);
    let (sam, claire) = (
        id("sam@fellside.example"),
        id("claire@cartes-boussoles.example"),
    );
    link(sam, "Moor & Tarn");
    assert_eq!(stage(&desk, desk.id("Fellside")), Some(Stage::Outreach));
    assert_eq!(
        stage(&desk, desk.id("Moor & Tarn")),
        Some(Stage::Negotiating)
    );
    link(claire, "Moor & Tarn");
    let cartes = desk.id("Cartes & Boussoles");
    assert_eq!(stage(&desk, cartes), Some(Stage::New));
    link(claire, "Fellside");
    assert_eq!(
        stage(&desk, desk.id("Moor & Tarn")),
        Some(Stage::Negotiating),
        "the other one still waits"
    );
    desk.assert_sound();
    for _ in 0..3 {
        desk.workspace().undo(None, now()).unwrap();
    }
    assert_eq!(everything(&desk), before);
}
