//! Prospects that are added by hand: checked, matched and written as a row of an import is.

use prospect_core::by_hand::{MatchChoice, Newcomer};
use prospect_core::changes::{Op, Title};
use prospect_core::import::{Field, IssueCode, Outcome};
use prospect_core::place::Country;
use prospect_core::query::{Place, Show};
use prospect_core::standing::Source;
use prospect_core::vocabulary::{BusinessModel, Kind, Platform};
use prospect_core::workspace::{AddedByHand, ByHand, ImportError};

use crate::desk::{Desk, now, place, search};

fn newcomer(name: &str, email: &str) -> Newcomer {
    Newcomer {
        name: name.into(),
        email: email.into(),
        ..Newcomer::default()
    }
}

fn asked(newcomer: Newcomer) -> ByHand {
    ByHand {
        newcomer,
        choice: None,
        revive: false,
    }
}

fn add(desk: &Desk, asked: &ByHand) -> AddedByHand {
    let tried = desk.workspace().try_by_hand(asked).unwrap();
    let added = desk
        .workspace()
        .add_by_hand(asked, Some(tried.revision), now())
        .unwrap();
    assert_eq!(added.row.outcome, tried.row.outcome);
    assert_eq!(added.row.issues, tried.row.issues);
    desk.assert_sound();
    added
}

#[test]
fn nobody_matches_a_new_partner_outside_the_marketplaces_which_undo_takes_away() {
    let mut desk = Desk::stocked();
    desk.transact(&Op::CreateGroup {
        name: "Tom & \"Co\", VIP".into(),
    });
    let before = desk.everything();
    let group = desk.workspace().groups()[0].group.id;
    let added = add(
        &desk,
        &asked(Newcomer {
            website: "neu.example".into(),
            first_name: "Eva".into(),
            kind: Some(Kind::Creator),
            platform: Some(Platform::Xiaohongshu),
            handle: "@neu".into(),
            country: Country::parse("AT"),
            business_model: Some(BusinessModel::DealCoupons),
            group: Some(group),
            notes: "=1+1, \"met\"\nin May".into(),
            ..newcomer(" Neu ", "eva@neu.example")
        }),
    );
    assert_eq!(added.row.outcome, Outcome::Create);
    assert_eq!(added.row.issues, []);
    assert_eq!(added.changes.title, Title::AddByHand);
    assert_eq!(added.changes.name.as_deref(), Some("Neu"));
    let row = &desk.rows(&search(Place::Prospects, "neu"))[0];
    assert_eq!(row.source, Some(Source::ByHand));
    assert_eq!(
        (row.kind, row.groups.as_slice()),
        (Kind::Creator, &[group][..])
    );
    let partner = desk.workspace().profile(row.id, now()).unwrap().partner;
    assert_eq!(partner.notes, "=1+1, \"met\"\nin May");
    assert_eq!(partner.channels[0].platform, Platform::Xiaohongshu);
    assert!(!partner.listed);
    assert_eq!(partner.contacts[0].first_name, "Eva");

    desk.reopen();
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.assert_sound();
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.find(&search(Place::Prospects, "neu")).total, 1);
    desk.assert_sound();
}

#[test]
fn an_account_that_matches_becomes_a_prospect_with_this_contact() {
    let desk = Desk::stocked();
    let asked = asked(Newcomer {
        website: "https://wanderbuch.example/about".into(),
        ..newcomer("Wander Buch", "press@wanderbuch.example")
    });
    let tried = desk.workspace().try_by_hand(&asked).unwrap().row;
    assert_eq!(tried.outcome, Outcome::Match);
    assert_eq!(tried.matched.unwrap().name, "Wanderbuch");
    assert_eq!(tried.issues[0].code, IssueCode::NameDiffers);
    assert_eq!(desk.find(&place(Place::Prospects, Show::All)).total, 0);
    add(&desk, &asked);
    assert_eq!(
        desk.names(&place(Place::Prospects, Show::All)),
        ["Wanderbuch"]
    );
    let id = desk.id("Wanderbuch");
    let contacts = desk
        .workspace()
        .profile(id, now())
        .unwrap()
        .partner
        .contacts;
    assert_eq!(contacts[1].email, "press@wanderbuch.example");
    let again = add(&desk, &asked);
    assert_eq!(
        (again.row.outcome, again.changes.change),
        (Outcome::Unchanged, None)
    );
}

#[test]
fn keys_that_lead_to_different_accounts_wait_for_a_choice() {
    let desk = Desk::stocked();
    let both = asked(Newcomer {
        website: "fellside.example".into(),
        ..newcomer("Wanderbuch", "anke@wanderbuch.example")
    });
    let before = desk.everything();
    let refused = add(&desk, &both);
    assert_eq!(refused.row.outcome, Outcome::Error);
    assert_eq!(refused.row.issues[0].code, IssueCode::ConflictOfMatches);
    assert_eq!(refused.row.candidates.len(), 2);
    assert_eq!(desk.everything(), before);
    let partner = desk.id("Fellside");
    let chosen = ByHand {
        choice: Some(MatchChoice::Partner { partner }),
        ..both.clone()
    };
    assert_eq!(
        add(&desk, &chosen).changes.name.as_deref(),
        Some("Fellside")
    );
    desk.workspace().undo(None, now()).unwrap();
    let nobody = ByHand {
        choice: Some(MatchChoice::Nobody),
        ..both
    };
    assert_eq!(add(&desk, &nobody).row.outcome, Outcome::Create);
}

#[test]
fn what_is_wrong_is_told_by_field_and_nothing_is_written() {
    let desk = Desk::stocked();
    let before = desk.everything();
    let wrong = add(
        &desk,
        &asked(Newcomer {
            website: "no site".into(),
            ..newcomer("", "kim@@b.example")
        }),
    );
    let told: Vec<_> = wrong
        .row
        .issues
        .iter()
        .map(|issue| (issue.field, issue.code))
        .collect();
    assert_eq!(
        told,
        [
            (Some(Field::Email), IssueCode::EmailInvalid),
            (Some(Field::Website), IssueCode::WebsiteInvalid)
        ]
    );
    assert_eq!(wrong.row.outcome, Outcome::Error);
    let empty = add(&desk, &asked(Newcomer::default())).row;
    let fields: Vec<_> = empty.issues.iter().map(|issue| issue.field).collect();
    assert_eq!(fields, [Some(Field::Email), Some(Field::Name)]);
    assert_eq!(desk.everything(), before);
}

#[test]
fn who_is_hidden_comes_back_only_where_that_is_asked_for() {
    let desk = Desk::stocked();
    desk.hide("Fellside", "coupons");
    let fellside = asked(newcomer("Fellside", "ruth@fellside.example"));
    let left = add(&desk, &fellside);
    assert_eq!(left.row.issues[0].code, IssueCode::Hidden);
    assert_eq!(left.changes.change, None);
    let revived = ByHand {
        revive: true,
        ..fellside
    };
    assert_eq!(add(&desk, &revived).changes.partners, 1);
    assert_eq!(desk.find(&place(Place::Partners, Show::Hidden)).total, 0);
}

#[test]
fn a_workspace_that_changed_since_it_was_tried_refuses() {
    let desk = Desk::stocked();
    let neu = asked(newcomer("Neu", "eva@neu.example"));
    let tried = desk.workspace().try_by_hand(&neu).unwrap();
    desk.mark("Fellside");
    let late = desk
        .workspace()
        .add_by_hand(&neu, Some(tried.revision), now());
    assert!(matches!(late, Err(ImportError::WorkspaceChanged)));
    assert_eq!(desk.find(&search(Place::Everyone, "neu.example")).total, 0);
}

#[test]
fn a_group_that_went_meanwhile_is_not_left_out_in_silence() {
    let desk = Desk::stocked();
    desk.transact(&Op::CreateGroup {
        name: "DACH".into(),
    });
    let group = desk.workspace().groups()[0].group.id;
    desk.transact(&Op::DeleteGroup { id: group });
    let before = desk.everything();
    let asked = asked(Newcomer {
        group: Some(group),
        ..newcomer("Neu", "neu@neu.example")
    });
    let tried = desk.workspace().try_by_hand(&asked);
    assert!(matches!(tried, Err(ImportError::WorkspaceChanged)));
    let added = desk.workspace().add_by_hand(&asked, None, now());
    assert!(matches!(added, Err(ImportError::WorkspaceChanged)));
    assert_eq!(desk.everything(), before);
}
