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

/// Takes the last change back. While an import runs it would be another one than the user was shown, and is refused.
#[tauri::command]
#[specta::specta]
pub async fn undo(desk: State<'_, Desk>) -> Outcome<Changes> {
    desk.jobs.none_running()?;
    desk.ask(|workspace| Ok(workspace.undo(now())?)).await
}

/// Makes the change again that was taken back last; refused while an import runs.
#[tauri::command]
#[specta::specta]
pub async fn redo(desk: State<'_, Desk>) -> Outcome<Changes> {
    desk.jobs.none_running()?;
    desk.ask(|workspace| Ok(workspace.redo(now())?)).await
}

/// The latest changes, newest first, at most 1,000.
#[tauri::command]
#[specta::specta]
pub async fn history(desk: State<'_, Desk>, limit: u32) -> Outcome<Vec<PastChange>> {
    bounds::at_most("limit", limit as usize, bounds::HISTORY)?;
    desk.ask(move |workspace| Ok(workspace.history(limit)?))
        .await
}
