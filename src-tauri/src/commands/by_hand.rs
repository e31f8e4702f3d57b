//! Prospects that are added by hand.

use prospect_core::workspace::{AddedByHand, ByHand, TriedByHand};
use tauri::State;

use crate::bounds;
use crate::error::Outcome;
use crate::state::{Desk, now};

/// What adding a prospect by hand would come to.
#[tauri::command]
#[specta::specta]
pub async fn try_by_hand(desk: State<'_, Desk>, asked: ByHand) -> Outcome<TriedByHand> {
    bounds::newcomer(&asked.newcomer)?;
    desk.ask(move |workspace| Ok(workspace.try_by_hand(&asked)?))
        .await
}

/// Adds a prospect by hand; `seen` is the revision in which it was tried. Refused while an import runs, for it would have to
/// wait for it.
#[tauri::command]
#[specta::specta]
pub async fn add_by_hand(
    desk: State<'_, Desk>,
    asked: ByHand,
    seen: Option<u32>,
) -> Outcome<AddedByHand> {
    bounds::newcomer(&asked.newcomer)?;
    desk.jobs.none_running()?;
    desk.ask(move |workspace| Ok(workspace.add_by_hand(&asked, seen, now())?))
        .await
}
