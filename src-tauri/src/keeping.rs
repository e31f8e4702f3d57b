//! What is done for the workspace while nothing else happens. Its catalogue is kept beside it, so that the next opening is quick: after
//! an opening that had to read everything, and after imports. Its file is looked over once after each opening, and backed up once a
//! day. Nobody waits for any of it, and it goes out of the way of whoever works.

use std::sync::Arc;
use std::time::{Duration, Instant};

use prospect_core::workspace::Workspace;
use tauri::{AppHandle, Manager, Runtime};

use crate::background;
use crate::events::{self, Trouble};
use crate::state::{Desk, now};

/// How often is looked. Twice in a row nothing may have changed.
const EVERY: Duration = Duration::from_secs(3);
/// How often is looked whether the backup of the day is due.
const BACKUP_LOOK: Duration = Duration::from_secs(60);
/// How long it rests after it failed.
const AFTER_FAILURE: Duration = Duration::from_secs(3_600);
/// How long closing may wait for it.
const WHILE_CLOSING: Duration = Duration::from_millis(700);

/// What was found the last time.
#[derive(Default)]
pub struct Look {
    workspace: usize,
    revision: u32,
    failed: bool,
    /// Whether the file of this workspace was looked over.
    checked: bool,
    /// When it is next looked whether a backup is due.
    backups: Option<Instant>,
    /// Whether it was told that none could be made.
    no_backup: bool,
}

/// Begins to look.
pub fn while_idle<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    let mut last = Look::default();
    background::again_and_again("the quiet moments", EVERY, move || {
        for trouble in look(&app.state::<Desk>(), &mut last) {
            if let Err(error) = events::tell(&app, &trouble) {
                tracing::warn!("the window does not hear of trouble: {error}");
            }
        }
        EVERY
    });
}

/// Looks now. Where nothing changed since the last look and nothing else is done, the orders that nobody asked for yet are made, the
/// catalogue is kept, if that is worth it, the file is looked over, and backed up, if that is due. Gives what is to be told.
pub fn look(desk: &Desk, last: &mut Look) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    desk.aside(|workspace, is_open| {
        let (address, revision) = (Arc::as_ptr(workspace) as usize, workspace.revision());
        if last.workspace != address {
            *last = Look::default();
        }
        if (last.workspace, last.revision) != (address, revision) {
            last.failed = false;
            (last.workspace, last.revision) = (address, revision);
        } else if desk.jobs.none_running().is_ok() {
            workspace.prepare_orders(is_open);
            if !last.failed && workspace.is_worth_keeping() {
                last.failed = !keep(workspace, is_open);
            }
            troubles.extend(look_over(workspace, last, is_open));
            back_up(workspace, last, is_open);
        }
        let failed = workspace.lacks_backup();
        if failed && !last.no_backup {
            troubles.push(Trouble::NoBackup);
        }
        last.no_backup = failed;
    });
    troubles
}

/// Looks the file over, once.
fn look_over(
    workspace: &Workspace,
    last: &mut Look,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Trouble> {
    if last.checked {
        return None;
    }
    let found = workspace.look_over(go_on);
    last.checked = !matches!(found, Ok(None));
    match found {
        Ok(None | Some(true)) => None,
        Ok(Some(false)) => Some(Trouble::Damaged),
        Err(error) => {
            tracing::warn!("the workspace is not looked over: {}", error.facts());
            None
        }
    }
}

/// Makes the backup of the day, where it is due.
fn back_up(workspace: &Workspace, last: &mut Look, go_on: &(dyn Fn() -> bool + Sync)) {
    if last.backups.is_some_and(|next| Instant::now() < next) {
        return;
    }
    let made = workspace.back_up_daily(now(), go_on);
    // What went wrong stands in the log. It copies all that there is, so it is not tried again at once.
    let rest = if made.is_ok() {
        BACKUP_LOOK
    } else {
        AFTER_FAILURE
    };
    last.backups = Some(Instant::now() + rest);
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
