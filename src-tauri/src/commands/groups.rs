//! Groups.

use prospect_core::listing::GroupSummary;
use tauri::State;

use crate::error::Outcome;
use crate::state::Desk;

/// Every group and its size.
#[tauri::command]
#[specta::specta]
pub async fn groups(desk: State<'_, Desk>) -> Outcome<Vec<GroupSummary>> {
    desk.ask(|workspace| Ok(workspace.groups())).await
}
