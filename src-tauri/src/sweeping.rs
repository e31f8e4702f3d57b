//! What undone changes had brought and cannot be done again is swept away while nobody waits: some partners at a time, so that whoever
//! comes meanwhile waits for a moment at the most.

use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

use crate::background;
use crate::state::Desk;

/// Partners that are swept away at once: some hundredths of a second.
const SLICE: u32 = 20_000;
/// Between two slices.
const PAUSE: Duration = Duration::from_millis(200);
/// Between two looks whether there is anything.
const REST: Duration = Duration::from_secs(10);

/// Begins to look now and then, for as long as the window stands.
pub fn in_quiet_moments<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    background::again_and_again(
        "sweeping",
        PAUSE,
        move || {
            if look(&app) { PAUSE } else { REST }
        },
    );
}

/// Sweeps a slice, unless long work is under way; says whether there is more. What goes wrong is logged and tried again later: it is
/// in nobody's way.
fn look<R: Runtime>(app: &AppHandle<R>) -> bool {
    let desk = app.state::<Desk>();
    if desk.jobs.none_running().is_err() {
        return false;
    }
    let mut more = false;
    desk.aside(|open, _| match open.sweep(SLICE) {
        Ok(left) => more = left,
        Err(error) => {
            tracing::warn!(
                "what nobody can bring back is not swept away: {}",
                error.facts()
            );
        }
    });
    more
}
