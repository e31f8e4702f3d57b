//! What the workspace says of its program, and the invitations that follow from it.

use prospect_core::invitation::InvitationFacts;
use prospect_core::partner::PartnerId;
use prospect_core::program::Program;
use tauri::State;

use crate::error::Outcome;
use crate::state::Desk;

/// What is said of the program.
#[tauri::command]
#[specta::specta]
pub async fn program(desk: State<'_, Desk>) -> Outcome<Program> {
    desk.ask(|workspace| Ok(workspace.program()?)).await
}

/// What there is to know of a partner's invitation; nothing of one who is no prospect and never was.
#[tauri::command]
#[specta::specta]
pub async fn invitation(
    desk: State<'_, Desk>,
    partner: PartnerId,
) -> Outcome<Option<InvitationFacts>> {
    desk.ask(move |workspace| Ok(workspace.invitation(partner)?))
        .await
}
