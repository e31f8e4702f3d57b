//! Changes, undo and redo.

use prospect_core::activity::{About, ActivityPage, ChangeDetails, UndoneBack};
use prospect_core::changes::{Changes, Op};
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

/// Takes changes back one after another, from the last one to `to`; `steps` is how many the user was told. As [`undo`].
#[tauri::command]
#[specta::specta]
pub async fn undo_back(desk: State<'_, Desk>, to: u32, steps: u32) -> Outcome<UndoneBack> {
    desk.jobs.none_running()?;
    desk.ask(move |workspace| Ok(workspace.undo_back(to, steps, now())?))
        .await
}

/// Past changes from `offset` on, newest first, at most 1,000: all, or those about something.
#[tauri::command]
#[specta::specta]
pub async fn history(
    desk: State<'_, Desk>,
    about: Option<About>,
    offset: u32,
    limit: u32,
) -> Outcome<ActivityPage> {
    bounds::at_most("limit", limit as usize, bounds::HISTORY)?;
    desk.ask(move |workspace| Ok(workspace.activity(about, offset, limit)?))
        .await
}

/// What a change came to.
#[tauri::command]
#[specta::specta]
pub async fn change_details(desk: State<'_, Desk>, id: u32) -> Outcome<ChangeDetails> {
    desk.ask(move |workspace| Ok(workspace.change(id)?)).await
}
