//! Applications.

use prospect_core::application::{ApplicationList, ApplicationPage, Written};
use prospect_core::by_hand::MatchChoice;
use prospect_core::workspace::{AddedByHand, TriedByHand};
use tauri::State;

use crate::bounds;
use crate::error::Outcome;
use crate::state::{Desk, now};

/// Some applications of a list, newest first, of those with a text in them.
#[tauri::command]
#[specta::specta]
pub async fn applications(
    desk: State<'_, Desk>,
    list: ApplicationList,
    text: String,
    offset: u32,
    limit: u32,
) -> Outcome<ApplicationPage> {
    bounds::text("text", &text)?;
    bounds::page(limit)?;
    desk.ask(move |workspace| Ok(workspace.applications(list, &text, offset, limit)?))
        .await
}

/// What recording an application by hand would come to.
#[tauri::command]
#[specta::specta]
pub async fn try_application(
    desk: State<'_, Desk>,
    written: Written,
    choice: Option<MatchChoice>,
) -> Outcome<TriedByHand> {
    bounds::written(&written)?;
    desk.ask(move |workspace| Ok(workspace.try_application(&written, choice)?))
        .await
}

/// Records an application by hand; `seen` is the revision in which it was tried. Refused while an import runs, for it would have
/// to wait for it.
#[tauri::command]
#[specta::specta]
pub async fn add_application(
    desk: State<'_, Desk>,
    written: Written,
    choice: Option<MatchChoice>,
    seen: Option<u32>,
) -> Outcome<AddedByHand> {
    bounds::written(&written)?;
    desk.jobs.none_running()?;
    desk.ask(move |workspace| Ok(workspace.add_application(&written, choice, seen, now())?))
        .await
}
