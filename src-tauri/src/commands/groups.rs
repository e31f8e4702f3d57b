//! Groups.

use prospect_core::group::GroupId;
use prospect_core::listing::{EmailList, GroupPage, GroupSummary, Merger};
use tauri::State;

use super::imports::{Saved, save};
use crate::bounds;
use crate::desktop::DialogWords;
use crate::error::Outcome;
use crate::state::Desk;

/// Every group and its size.
#[tauri::command]
#[specta::specta]
pub async fn groups(desk: State<'_, Desk>) -> Outcome<Vec<GroupSummary>> {
    desk.ask(|workspace| Ok(workspace.groups())).await
}

/// A group in figures: members by stage, and the workflows that are paired with it.
#[tauri::command]
#[specta::specta]
pub async fn group_page(desk: State<'_, Desk>, id: GroupId) -> Outcome<GroupPage> {
    desk.ask(move |workspace| Ok(workspace.group_page(id)?))
        .await
}

/// What merging groups into one would come to.
#[tauri::command]
#[specta::specta]
pub async fn merger(desk: State<'_, Desk>, from: Vec<GroupId>, into: GroupId) -> Outcome<Merger> {
    bounds::at_most("from", from.len(), bounds::VALUES)?;
    desk.ask(move |workspace| Ok(workspace.merger(&from, into)?))
        .await
}

/// The addresses of a group's members, one on a line.
#[tauri::command]
#[specta::specta]
pub async fn email_list(desk: State<'_, Desk>, id: GroupId) -> Outcome<EmailList> {
    desk.ask(move |workspace| Ok(workspace.email_list(id)?))
        .await
}

/// Asks for a place and writes the addresses of a group there, with names beside them. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_email_list(
    desk: State<'_, Desk>,
    id: GroupId,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    let workspace = desk.workspace()?;
    save(&words, &name, move |out| {
        workspace.export_email_list(id, out)
    })
    .await
}
