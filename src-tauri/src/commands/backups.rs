//! Backups, copies of the workspace, and what can be done with a damaged one.

use std::path::PathBuf;

use prospect_core::backup::{Backups, Contents, RestorePreview, Salvaged};
use prospect_core::import::Progress;
use prospect_core::listing::Overview;
use prospect_core::workspace::{CheckReport, Workspace};
use serde::Serialize;
use tauri::State;
use tauri::ipc::Channel;

use super::workspace::put_up;
use crate::bounds;
use crate::desktop::{self, DialogWords};
use crate::error::{CommandError, Outcome, shown};
use crate::jobs::Job;
use crate::opening::laid;
use crate::state::{Desk, blocking, now};

/// A copy of the workspace that was written.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Copied {
    /// The file.
    pub path: String,
    /// What is in it.
    pub contents: Contents,
}

/// A backup that was restored.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RestoredBackup {
    /// The workspace in figures.
    pub overview: Overview,
    /// The backup that undoes it; `null` where nothing was there, or what was there was damaged.
    pub undo: Option<String>,
}

/// What could be read of a damaged workspace, opened.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SalvagedWorkspace {
    /// The new workspace in figures.
    pub overview: Overview,
    /// What could be read.
    pub salvaged: Salvaged,
}

/// The backups of the open workspace, or of the one that could not be opened at the start.
#[tauri::command]
#[specta::specta]
pub async fn backups(desk: State<'_, Desk>) -> Outcome<Backups> {
    let unopened = desk.unopened();
    match unopened {
        None => desk.ask(|workspace| Ok(workspace.backups()?)).await,
        Some(path) => blocking(move || Ok(Workspace::backups_of(&path)?)).await,
    }
}

/// What restoring a backup would come to.
#[tauri::command]
#[specta::specta]
pub async fn preview_restore(desk: State<'_, Desk>, name: String) -> Outcome<RestorePreview> {
    bounds::text("name", &name)?;
    desk.ask(move |workspace| Ok(workspace.preview_restore(&name)?))
        .await
}

/// Restores a backup of the open workspace, or of the one that could not be opened at the start.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(
    desk: State<'_, Desk>,
    job: u32,
    name: String,
    progress: Channel<Progress>,
) -> Outcome<RestoredBackup> {
    bounds::text("name", &name)?;
    let open = desk.open_workspace();
    let unopened = desk.unopened();
    let job = desk.jobs.begin(job, progress)?;
    let (workspace, undo) = blocking(move || match (open, unopened) {
        (Some(open), _) => {
            let restored = open.restore(&name, &job, now())?;
            Ok((restored.workspace, restored.undo))
        }
        (None, Some(path)) => {
            let restored = Workspace::restore_closed(&path, &name, &job, now())?;
            Ok((restored, None))
        }
        (None, None) => Err(CommandError::NoWorkspace),
    })
    .await?;
    desk.drop_dry_run();
    let overview = laid(&desk, workspace).await?;
    Ok(RestoredBackup { overview, undo })
}

/// Asks for a place and copies the workspace there. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn back_up_to(
    desk: State<'_, Desk>,
    job: u32,
    words: DialogWords,
    name: String,
    progress: Channel<Progress>,
) -> Outcome<Option<Copied>> {
    let workspace = desk.workspace()?;
    let Some((out, job)) = place(&desk, job, &words, &name, progress).await? else {
        return Ok(None);
    };
    blocking(move || {
        let contents = workspace.backup(&out, true, &job)?;
        let path = shown(&out);
        Ok(Some(Copied { path, contents }))
    })
    .await
}

/// Asks for a place, copies the workspace there, and opens the copy in place of it. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_workspace(
    desk: State<'_, Desk>,
    job: u32,
    words: DialogWords,
    name: String,
    progress: Channel<Progress>,
) -> Outcome<Option<Overview>> {
    let workspace = desk.workspace()?;
    let Some((out, job)) = place(&desk, job, &words, &name, progress).await? else {
        return Ok(None);
    };
    let copy = out.clone();
    put_up(&desk, out, move || {
        workspace.backup(&copy, true, &job)?;
        Ok(Workspace::open(&copy, now())?)
    })
    .await
    .map(Some)
}

/// Checks the open workspace: its file, and the catalogue against it.
#[tauri::command]
#[specta::specta]
pub async fn check_workspace(desk: State<'_, Desk>) -> Outcome<CheckReport> {
    desk.ask(|workspace| Ok(workspace.check()?)).await
}

/// Asks for a place, reads what can be read of the open workspace, or of the one that could not be opened at the start, into a
/// new one there, and opens that one. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn salvage_workspace(
    desk: State<'_, Desk>,
    job: u32,
    words: DialogWords,
    name: String,
    progress: Channel<Progress>,
) -> Outcome<Option<SalvagedWorkspace>> {
    let (open, unopened) = (desk.open_workspace(), desk.unopened());
    let Some((out, job)) = place(&desk, job, &words, &name, progress).await? else {
        return Ok(None);
    };
    let place = out.clone();
    let salvaged = blocking(move || match (open, unopened) {
        (Some(open), _) => Ok(open.salvage_into(&place, &job, now())?),
        (None, Some(path)) => Ok(Workspace::salvage(&path, &place, &job, now())?),
        (None, None) => Err(CommandError::NoWorkspace),
    })
    .await?;
    let opened = out.clone();
    let overview = put_up(&desk, out, move || Ok(Workspace::open(&opened, now())?)).await?;
    Ok(Some(SalvagedWorkspace { overview, salvaged }))
}

/// Asks for the place of a copy, and begins the job that writes it.
async fn place(
    desk: &Desk,
    job: u32,
    words: &DialogWords,
    name: &str,
    progress: Channel<Progress>,
) -> Outcome<Option<(PathBuf, Job)>> {
    words.check()?;
    bounds::text("name", name)?;
    desk.jobs.none_running()?;
    let Some(out) = desktop::choose_place(words, desktop::WORKSPACES, name).await else {
        return Ok(None);
    };
    Ok(Some((out, desk.jobs.begin(job, progress)?)))
}
