//! Bringing back those who are hidden, archived or were rejected: only where the user ticks it, and as a change like any other.

use prospect_core::changes::Op;
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::query::{Place, Query, Show};
use prospect_core::standing::{Source, Standing};
use prospect_core::vocabulary::Stage;
use prospect_core::workspace::ImportDone;

use crate::desk::{Desk, now, place};

/// One who is hidden, one who is hidden and archived, one who was rejected, and a stranger.
const ROWS: &str = "\
Name,Email
Wanderbuch,anke@wanderbuch.example
Fellside,ruth@fellside.example
Moor & Tarn,hello@moor-tarn.example
Vélo Chemin,velo@velochemin.example
";

fn desk() -> Desk {
    let mut desk = Desk::stocked();
    desk.hide("Wanderbuch", "too small");
    desk.mark("Fellside");
    desk.transact(&Op::Hide {
        target: desk.just("Fellside"),
        reason: String::new(),
        until: None,
        archive_prospects: true,
    });
    desk.mark("Moor & Tarn");
    reject(&mut desk, "Moor & Tarn");
    desk
}

/// Rejects one, as a later version of the app or another program would write it.
fn reject(desk: &mut Desk, name: &str) {
    let id = desk.id(name);
    desk.while_closed(|connection| {
        let rejected = connection.execute(
            "UPDATE standing SET stage = 'rejectedByYou' WHERE partner = ?1",
            [id.0],
        );
        assert_eq!(rejected.unwrap(), 1);
    });
}

fn import(desk: &Desk, revive: bool) -> ImportDone {
    let request = Request {
        revive,
        ..desk.request(ImportKind::Prospects, ROWS.as_bytes())
    };
    let dry = desk.workspace().dry_run(&request, &Unwatched).unwrap();
    let done = desk
        .workspace()
        .import(&request, Some(dry.report()), &Unwatched, now())
        .unwrap();
    assert_eq!(done.report.outcomes, dry.report().outcomes);
    assert_eq!(done.report.causes, dry.report().causes);
    done
}

fn standing(desk: &Desk, name: &str) -> Standing {
    let profile = desk.workspace().profile(desk.id(name), now());
    profile.unwrap().standing
}

#[test]
fn without_the_tick_they_stay_where_they_are_and_are_counted() {
    let desk = desk();
    let before = ["Wanderbuch", "Fellside", "Moor & Tarn"].map(|name| standing(&desk, name));
    let done = import(&desk, false);
    assert_eq!((done.report.revivable, done.changes.partners), (3, 1));
    let after = ["Wanderbuch", "Fellside", "Moor & Tarn"].map(|name| standing(&desk, name));
    assert_eq!(before, after);
}

#[test]
fn with_the_tick_they_come_back_and_undo_puts_each_where_it_was() {
    let mut desk = desk();
    let before = desk.everything();
    let done = import(&desk, true);
    assert_eq!(done.changes.partners, 4);
    assert!(desk.names(&place(Place::Partners, Show::Hidden)).is_empty());
    let rejected = standing(&desk, "Moor & Tarn").prospect.unwrap();
    assert_eq!(
        (rejected.stage, rejected.source),
        (Stage::New, Source::Import(done.import))
    );
    let archived = standing(&desk, "Fellside").prospect.unwrap();
    assert_eq!(
        (archived.archived_at, archived.source),
        (None, Source::PartnerMarketplace)
    );
    desk.assert_sound();
    let after = desk.everything();

    desk.reopen();
    assert_eq!(desk.everything(), after);
    desk.workspace().undo(None, now()).unwrap();
    assert_eq!(desk.everything(), before);
    desk.workspace().redo(None, now()).unwrap();
    assert_eq!(desk.everything(), after);
    desk.assert_sound();
}

#[test]
fn taken_back_after_other_changes_they_are_out_again_but_for_those_who_were_changed() {
    let desk = desk();
    let wanderbuch = standing(&desk, "Wanderbuch");
    let done = import(&desk, true);
    desk.hide("Fellside", "after all");
    desk.workspace().undo_import(done.import, now()).unwrap();
    assert_eq!(standing(&desk, "Wanderbuch"), wanderbuch);
    let rejected = standing(&desk, "Moor & Tarn").prospect.unwrap();
    assert_eq!(
        (rejected.stage, rejected.source),
        (Stage::RejectedByYou, Source::PartnerMarketplace)
    );
    let fellside = standing(&desk, "Fellside");
    assert_eq!(
        fellside.hidden.map(|hidden| hidden.reason).unwrap(),
        "after all"
    );
    assert!(
        !desk
            .names(&Query::of(Place::Prospects))
            .contains(&"Wanderbuch".to_owned())
    );
    desk.assert_sound();
}
