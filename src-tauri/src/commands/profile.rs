//! One partner.

use prospect_core::listing::Profile;
use prospect_core::partner::PartnerId;
use tauri::State;

use crate::error::Outcome;
use crate::state::{Desk, now};

/// All that there is to know of a partner.
#[tauri::command]
#[specta::specta]
pub async fn profile(desk: State<'_, Desk>, id: PartnerId) -> Outcome<Profile> {
    desk.ask(move |workspace| Ok(workspace.profile(id, now())?))
        .await
}
