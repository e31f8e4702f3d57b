//! Saved views.

use prospect_core::view::View;
use tauri::State;

use crate::error::Outcome;
use crate::state::Desk;

/// The saved views, those of a list in their order.
#[tauri::command]
#[specta::specta]
pub async fn views(desk: State<'_, Desk>) -> Outcome<Vec<View>> {
    desk.ask(|workspace| Ok(workspace.views()?)).await
}
