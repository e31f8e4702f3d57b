//! Changes, undo and redo.

use prospect_core::changes::{Changes, Op, PastChange};
use tauri::State;

use crate::bounds;
use crate::error::Outcome;
use crate::state::{Desk, now};

/// Makes a change.
#[tauri::command]
#[specta::specta]
pub async fn transact(desk: State<'_, Desk>, op: Op) -> Outcome<Changes> {
    bounds::op(&op)?;
    desk.ask(move |workspace| Ok(workspace.transact(&op, now())?))
        .await
}

/// Takes the last change back; `meant` is its number where the user was shown a certain one. Refused while an import
/// runs, for it would have to wait for it.
#[tauri::command]
#[specta::specta]
pub async fn undo(desk: State<'_, Desk>, meant: Option<u32>) -> Outcome<Changes> {
    desk.jobs.none_running()?;
    desk.ask(move |workspace| Ok(workspace.undo(meant, now())?))
        .await
}

/// Makes the change again that was taken back last; as [`undo`].
#[tauri::command]
#[specta::specta]
pub async fn redo(desk: State<'_, Desk>, meant: Option<u32>) -> Outcome<Changes> {
    desk.jobs.none_running()?;
    desk.ask(move |workspace| Ok(workspace.redo(meant, now())?))
        .await
}

/// Takes an import back, also when other changes were made since; partners that they touched are left alone.
#[tauri::command]
#[specta::specta]
pub async fn undo_import(desk: State<'_, Desk>, id: u32) -> Outcome<Changes> {
    desk.jobs.none_running()?;
    desk.ask(move |workspace| Ok(workspace.undo_import(id, now())?))
        .await
}

/// The latest changes, newest first, at most 1,000.
#[tauri::command]
#[specta::specta]
pub async fn history(desk: State<'_, Desk>, limit: u32) -> Outcome<Vec<PastChange>> {
    bounds::at_most("limit", limit as usize, bounds::HISTORY)?;
    desk.ask(move |workspace| Ok(workspace.history(limit)?))
        .await
}
