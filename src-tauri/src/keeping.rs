//! Keeps the catalogue beside the workspace while nothing else happens, so that the next opening is quick: after an opening
//! that had to read everything, and after imports. Nobody waits for it, and it goes out of the way of whoever works.

use std::sync::Arc;
use std::time::{Duration, Instant};

use prospect_core::workspace::Workspace;
use tauri::{AppHandle, Manager, Runtime};

use crate::background;
use crate::state::Desk;

/// How often is looked. Twice in a row nothing may have changed.
const EVERY: Duration = Duration::from_secs(3);
/// How long closing may wait for it.
const WHILE_CLOSING: Duration = Duration::from_millis(700);

/// What was found the last time.
#[derive(Default)]
pub struct Look {
    workspace: usize,
    revision: u32,
    failed: bool,
}

/// Begins to look.
pub fn while_idle<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    let mut last = Look::default();
    background::again_and_again("keeping the catalogue", EVERY, move || {
        look(&app.state::<Desk>(), &mut last);
        EVERY
    });
}

/// Looks now. Where nothing changed since the last look and nothing else is done, the orders that nobody asked for yet are made, and
/// the catalogue is kept, if that is worth it.
pub fn look(desk: &Desk, last: &mut Look) {
    desk.aside(|workspace, is_open| {
        let now = Look {
            workspace: Arc::as_ptr(workspace) as usize,
            revision: workspace.revision(),
            failed: false,
        };
        if (last.workspace, last.revision) != (now.workspace, now.revision) {
            *last = now;
        } else if desk.jobs.none_running().is_ok() {
            workspace.prepare_orders(is_open);
            if !last.failed && workspace.is_worth_keeping() {
                last.failed = !keep(workspace, is_open);
            }
        }
    });
}

/// Keeps the catalogue of a workspace that is closed, unless that takes long.
pub fn before_closing(workspace: &Workspace) {
    let begun = Instant::now();
    if workspace.is_worth_keeping() {
        keep(workspace, &|| begun.elapsed() < WHILE_CLOSING);
    }
}

/// False where it cannot be written: that is logged, and not tried again until something changes.
fn keep(workspace: &Workspace, go_on: &dyn Fn() -> bool) -> bool {
    let kept = workspace.keep_catalogue(go_on);
    if let Err(error) = &kept {
        tracing::warn!(
            "the catalogue is not kept for the next opening: {}",
            error.facts()
        );
    }
    kept.is_ok()
}
