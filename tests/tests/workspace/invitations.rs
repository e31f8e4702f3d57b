//! Invitations and the program that they lead to.

use prospect_core::changes::Op;
use prospect_core::error::{StoreError, TransactError};
use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::invitation::{Code, Invitation, InvitationFacts};
use prospect_core::program::{Program, ProgramIssue};
use prospect_core::query::{Place, Query};

use crate::desk::{Desk, now};

fn program(link_pattern: &str) -> Op {
    Op::SetProgram {
        program: Box::new(Program {
            name: "Fjellvik Outdoor".into(),
            link_pattern: link_pattern.into(),
            ..Program::default()
        }),
    }
}

fn invitation(desk: &Desk, name: &str) -> Option<InvitationFacts> {
    desk.workspace().invitation(desk.id(name)).unwrap()
}

fn found(desk: &Desk, code: &str) -> Option<Invitation> {
    desk.workspace().invitation_of(Code::read(code).unwrap())
}

#[test]
fn a_prospect_has_an_invitation_that_leads_where_the_program_says() {
    let desk = Desk::stocked();
    assert_eq!(
        invitation(&desk, "Wanderbuch"),
        None,
        "one who is no prospect has none"
    );
    desk.mark("Wanderbuch");
    let facts = invitation(&desk, "Wanderbuch").unwrap();
    assert_eq!((facts.link, facts.revoked, facts.used.len()), (None, 0, 0));
    desk.transact(&program("https://join.example/?code={code}"));
    let link = invitation(&desk, "Wanderbuch").unwrap().link.unwrap();
    assert_eq!(link, format!("https://join.example/?code={}", facts.code));
}

#[test]
fn an_invitation_outlives_a_restart_and_a_copy_and_belongs_to_one_workspace() {
    let mut desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let before = invitation(&desk, "Wanderbuch").unwrap().code;
    desk.reopen();
    assert_eq!(invitation(&desk, "Wanderbuch").unwrap().code, before);
    let partner = desk.id("Wanderbuch");
    let there = Some(Invitation {
        partner,
        revoked: false,
    });
    assert_eq!(found(&desk, &before), there);
    assert_eq!(
        found(&desk, &before.to_lowercase().replace('-', " ")),
        there
    );
    let other = Desk::stocked();
    other.mark("Wanderbuch");
    assert_eq!(found(&other, &before), None);
    assert_ne!(invitation(&other, "Wanderbuch").unwrap().code, before);
}

#[test]
fn a_revoked_invitation_is_known_as_such_the_next_one_holds_and_undo_takes_it_back() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let first = invitation(&desk, "Wanderbuch").unwrap().code;
    let revoke = Op::RevokeInvitation {
        target: desk.just("Wanderbuch"),
    };
    assert_eq!(desk.transact(&revoke).partners, 1);
    let second = invitation(&desk, "Wanderbuch").unwrap();
    assert_eq!(second.revoked, 1);
    let revoked = |code: &str| found(&desk, code).unwrap().revoked;
    assert!(revoked(&first) && !revoked(&second.code));
    desk.assert_sound();
    desk.workspace().undo(None, now()).unwrap();
    assert!(!revoked(&first));
    assert_eq!(found(&desk, &second.code), None, "it was never made");
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(invitation(&desk, "Wanderbuch").unwrap().code, second.code);
}

#[test]
fn a_revocation_outlives_archiving_and_beginning_anew() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let first = invitation(&desk, "Wanderbuch").unwrap().code;
    let just = || desk.just("Wanderbuch");
    desk.transact(&Op::RevokeInvitation { target: just() });
    desk.transact(&Op::Archive { target: just() });
    assert!(found(&desk, &first).unwrap().revoked);
    desk.transact(&Op::Restore { target: just() });
    assert!(found(&desk, &first).unwrap().revoked);
}

#[test]
fn what_is_said_of_the_program_is_checked_kept_and_undone() {
    let mut desk = Desk::empty();
    for (pattern, issue) in [
        (
            "https://join.example/",
            ProgramIssue::CodePlaces { places: 0 },
        ),
        (
            "join.example/{code}",
            ProgramIssue::LinkInvalid {
                pattern: "join.example/{code}".into(),
            },
        ),
    ] {
        let refused = desk.workspace().transact(&program(pattern), now());
        assert!(matches!(refused, Err(TransactError::Program(found)) if found == issue));
    }
    assert_eq!(desk.workspace().program().unwrap(), Program::default());
    assert!(desk.workspace().overview().unwrap().history.undo.is_none());

    assert!(
        desk.transact(&program(" https://join.example/{code} "))
            .change
            .is_some()
    );
    desk.reopen();
    let said = desk.workspace().program().unwrap();
    assert_eq!(said.link_pattern, "https://join.example/{code}");
    let again = desk.transact(&program("https://join.example/{code}"));
    assert_eq!(again.change, None, "the same again is no change");
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.workspace().program().unwrap(), Program::default());
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.workspace().program().unwrap(), said);
}

#[test]
fn a_revocation_is_not_forgotten_with_the_mark() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let first = invitation(&desk, "Wanderbuch").unwrap().code;
    let just = || desk.just("Wanderbuch");
    desk.transact(&Op::RevokeInvitation { target: just() });
    desk.transact(&Op::Unmark { target: just() });
    desk.transact(&Op::Mark { target: just() });
    assert!(found(&desk, &first).unwrap().revoked);
}

#[test]
fn a_code_is_not_that_of_another_who_got_the_number() {
    let mut desk = Desk::stocked();
    let list = "Name,Email\nTalwind,post@talwind.example\n";
    let import = desk.import(ImportKind::Prospects, list.as_bytes());
    let code = invitation(&desk, "Talwind").unwrap().code;
    let number = desk.id("Talwind");
    desk.workspace().undo_import(import.import, now()).unwrap();
    desk.mark("Fellside");
    desk.reopen();
    let request = desk.request(
        ImportKind::Prospects,
        b"Name,Email\nNordkamm,ann@nordkamm.example\n",
    );
    let later = now() + jiff::SignedDuration::from_secs(60);
    desk.workspace()
        .import(&request, None, &Unwatched, later)
        .unwrap();
    assert_eq!(desk.id("Nordkamm"), number, "the number was given again");
    assert_eq!(found(&desk, &code), None);
}

#[test]
fn a_damaged_secret_costs_the_invitations_alone() {
    let mut desk = Desk::stocked();
    desk.mark("Wanderbuch");
    desk.transact(&program("https://join.example/{code}"));
    let code = invitation(&desk, "Wanderbuch").unwrap().code;
    let secret = desk.workspace().setting("invitationSecret").unwrap();
    let put = |connection: &rusqlite::Connection, value: &str| {
        let sql = "UPDATE setting SET value = ?1 WHERE key = 'invitationSecret'";
        assert_eq!(connection.execute(sql, [value]).unwrap(), 1);
    };
    desk.while_closed(|file| put(file, "x"));
    let prospects = Query::of(Place::Prospects);
    assert_eq!(desk.find(&prospects).total, 1);
    let id = desk.id("Wanderbuch");
    let asked = desk.workspace().invitation(id);
    assert!(
        matches!(&asked, Err(StoreError::Damaged(what)) if what.contains("invitations")),
        "{asked:?}"
    );
    assert_eq!(desk.workspace().invitation_code(id), None);
    assert_eq!(found(&desk, &code), None);
    desk.mark("Fellside");
    assert_eq!(desk.find(&prospects).total, 2);
    desk.while_closed(|file| put(file, &secret.unwrap()));
    assert_eq!(
        invitation(&desk, "Wanderbuch").unwrap().code,
        code,
        "no other secret was made in its stead"
    );
}
