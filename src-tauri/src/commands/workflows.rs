//! Workflows.

use prospect_core::simulation::{Conflict, Simulation};
use prospect_core::workflow::{Rules, Workflow, WorkflowId};
use tauri::State;

use crate::bounds;
use crate::error::Outcome;
use crate::state::{Desk, now};

/// Every workflow, by name.
#[tauri::command]
#[specta::specta]
pub async fn workflows(desk: State<'_, Desk>) -> Outcome<Vec<Workflow>> {
    desk.ask(|workspace| Ok(workspace.workflows())).await
}

/// The workflows that say otherwise than these rules of some of their partners. `id` is the workflow that is to have them.
#[tauri::command]
#[specta::specta]
pub async fn workflow_conflicts(
    desk: State<'_, Desk>,
    id: Option<WorkflowId>,
    rules: Rules,
) -> Outcome<Vec<Conflict>> {
    bounds::rules(&rules)?;
    desk.ask(move |workspace| Ok(workspace.workflow_conflicts(id, &rules)))
        .await
}

/// What would happen now if the workflow `id`, or a new one, said these rules. Nothing is changed.
#[tauri::command]
#[specta::specta]
pub async fn simulate_workflow(
    desk: State<'_, Desk>,
    id: Option<WorkflowId>,
    rules: Rules,
) -> Outcome<Simulation> {
    bounds::rules(&rules)?;
    desk.ask(move |workspace| Ok(workspace.simulate(id, &rules, now())?))
        .await
}
