//! What comes by itself with the day: proposals expire, and hidden ones come back. Looked at when a workspace is opened, and
//! every hour while the window stands.

use std::time::Duration;

use prospect_core::changes::Changes;
use prospect_core::error::TransactError;
use prospect_core::workspace::Workspace;
use tauri::{AppHandle, Manager, Runtime};

use crate::background;
use crate::events::{self, HappenedByItself};
use crate::logging;
use crate::state::{Desk, now};

const HOUR: Duration = Duration::from_secs(3_600);

/// Lets proposals expire whose last day has passed, and shows hidden ones again whose day has come: a change for each, or none.
/// What goes wrong is logged: nobody asked for it, and it is tried again.
pub fn expire(workspace: &Workspace) -> Vec<Changes> {
    let told = |done: Result<Option<Changes>, TransactError>| {
        done.unwrap_or_else(|error| {
            tracing::warn!(
                "what comes with the day does not: {}",
                logging::facts(&error)
            );
            None
        })
    };
    let expired = told(workspace.expire_proposals(now()));
    let back = told(workspace.bring_back(now()));
    expired.into_iter().chain(back).collect()
}

/// Begins to look every hour, and tells the window what came of it.
pub fn every_hour<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    background::again_and_again("what comes with the day", HOUR, move || {
        look(&app);
        HOUR
    });
}

/// Looks now. While long work is under way it would only wait for it, and there is another hour.
pub fn look<R: Runtime>(app: &AppHandle<R>) {
    let desk = app.state::<Desk>();
    if desk.jobs.none_running().is_err() {
        return;
    }
    let happened = desk.open_workspace().map(|open| expire(&open));
    for changes in happened.unwrap_or_default() {
        if let Err(error) = events::tell(app, &HappenedByItself { changes }) {
            tracing::warn!(
                "the window does not hear what came with the day: {}",
                events::facts(&error)
            );
        }
    }
}
