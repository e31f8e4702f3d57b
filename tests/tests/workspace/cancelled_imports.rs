//! Imports that are cancelled, early and late.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use prospect_core::changes::Op;
use prospect_core::import::{ImportKind, Progress, Watch};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::ImportError;

use crate::desk::{Desk, now};

/// Cancels after some looks.
struct Impatient(AtomicU32);

impl Watch for Impatient {
    fn progress(&self, _: Progress) {}
    fn cancelled(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) >= 3
    }
}

#[test]
fn a_cancelled_import_leaves_nothing_behind() {
    let mut desk = Desk::empty();
    let mut csv = String::from("Name,Website\n");
    for row in 0..20_000 {
        csv += &format!("Partner {row},site{row}.example\n");
    }
    let request = desk.request(ImportKind::Catalogue, csv.as_bytes());
    let cancelled = desk
        .workspace()
        .import(&request, None, &Impatient(AtomicU32::new(0)), now());
    assert!(matches!(cancelled, Err(ImportError::Cancelled)));
    assert_eq!(desk.find(&Query::of(Place::Everyone)).total, 0);
    assert_eq!(desk.workspace().imports().unwrap().len(), 0);
    desk.reopen();
    desk.assert_sound();
    assert_eq!(
        desk.import(ImportKind::Catalogue, csv.as_bytes())
            .report
            .outcomes
            .create,
        20_000
    );
}

/// Counts how often it is asked after every row was read.
#[derive(Default)]
struct Patient {
    all_read: AtomicBool,
    asked: AtomicU32,
}

impl Watch for Patient {
    fn progress(&self, progress: Progress) {
        self.all_read.store(progress.part == 1.0, Ordering::Relaxed);
    }
    fn cancelled(&self) -> bool {
        if self.all_read.load(Ordering::Relaxed) {
            self.asked.fetch_add(1, Ordering::Relaxed);
        }
        false
    }
}

#[test]
fn who_cancels_after_the_last_row_was_read_is_heard_as_often() {
    let desk = Desk::empty();
    desk.transact(&Op::CreateGroup {
        name: "DACH".into(),
    });
    let mut csv = String::from("Name,Email,Group\n");
    for row in 0..20_000 {
        csv += &format!("Partner {row},a@site{row}.example,DACH\n");
    }
    let patient = Patient::default();
    let request = desk.request(ImportKind::Prospects, csv.as_bytes());
    let done = desk.workspace().import(&request, None, &patient, now());
    assert_eq!(done.unwrap().report.outcomes.create, 20_000);
    // A thousand at a time come to stand somewhere, and into their group.
    assert!(patient.asked.into_inner() >= 40);
    desk.assert_sound();
}
