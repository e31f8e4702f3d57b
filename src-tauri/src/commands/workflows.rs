//! Workflows.

use prospect_core::workflow::Workflow;
use tauri::State;

use crate::error::Outcome;
use crate::state::Desk;

/// Every workflow, by name.
#[tauri::command]
#[specta::specta]
pub async fn workflows(desk: State<'_, Desk>) -> Outcome<Vec<Workflow>> {
    desk.ask(|workspace| Ok(workspace.workflows())).await
}
