//! Opening a workspace.

use std::path::PathBuf;

use prospect_core::listing::Overview;
use prospect_core::workspace::Workspace;
use serde::Serialize;
use tauri::State;

use crate::desktop::{self, DialogWords};
use crate::error::{CommandError, Outcome, shown};
use crate::opening::laid;
use crate::settings::Settings;
use crate::state::{Desk, blocking, now};

/// What the window begins with.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Started {
    /// The version of the app.
    pub version: String,
    /// What the user chose for the window.
    pub settings: Settings,
    /// The workspace.
    pub workspace: Opened,
}

/// What became of opening a workspace at the start.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Opened {
    /// It is open.
    Open {
        /// In figures.
        overview: Box<Overview>,
    },
    /// It cannot be opened; nothing was changed.
    Failed {
        /// The file.
        path: String,
        /// Why.
        why: CommandError,
    },
}

/// What came of opening the workspace: the one of the arguments, else the one opened last, else the default one, which is
/// made where it is missing. Called again, it tries again where none is open.
#[tauri::command]
#[specta::specta]
pub async fn start(desk: State<'_, Desk>) -> Outcome<Started> {
    let workspace = match desk.opening.first(&desk).await {
        Ok(overview) => Opened::Open {
            overview: Box::new(overview),
        },
        Err((path, why)) => Opened::Failed {
            path: shown(&path),
            why,
        },
    };
    Ok(Started {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: desk.settings.settings(),
        workspace,
    })
}

/// The open workspace in figures.
#[tauri::command]
#[specta::specta]
pub async fn overview(desk: State<'_, Desk>) -> Outcome<Overview> {
    desk.ask(|workspace| Ok(workspace.overview()?)).await
}

/// Asks for a workspace file in the system's dialog and opens it in place of the open one. `null`: the user cancelled.
/// Where it cannot be opened, the open one stays.
#[tauri::command]
#[specta::specta]
pub async fn open_workspace(
    desk: State<'_, Desk>,
    words: DialogWords,
) -> Outcome<Option<Overview>> {
    words.check()?;
    desk.jobs.none_running()?;
    let Some(path) = desktop::choose_file(&words, desktop::WORKSPACES).await else {
        return Ok(None);
    };
    if let Some(open) = desk.open_workspace()
        && open.is_itself(&path)
    {
        return blocking(move || Ok(Some(open.overview()?))).await;
    }
    let opened = path.clone();
    put_up(&desk, path, move || Ok(Workspace::open(&opened, now())?))
        .await
        .map(Some)
}

/// Asks for a new workspace file in the system's dialog and makes it, in place of the open one. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn new_workspace(
    desk: State<'_, Desk>,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Overview>> {
    words.check()?;
    crate::bounds::text("name", &name)?;
    desk.jobs.none_running()?;
    let Some(path) = desktop::choose_place(&words, desktop::WORKSPACES, &name).await else {
        return Ok(None);
    };
    let made = path.clone();
    put_up(&desk, path, move || Ok(Workspace::create(&made, now())?))
        .await
        .map(Some)
}

/// Opens a workspace, puts it in place of the open one and remembers it for the next start.
pub(super) async fn put_up(
    desk: &Desk,
    path: PathBuf,
    open: impl FnOnce() -> Outcome<Workspace> + Send + 'static,
) -> Outcome<Overview> {
    let overview = laid(desk, blocking(open).await?).await?;
    let remembered = (path != desktop::default_workspace(&desk.data)).then_some(path);
    if desk
        .settings
        .remember_workspace(remembered.as_deref())
        .is_err()
    {
        tracing::warn!("the next start will not find this workspace by itself");
    }
    Ok(overview)
}
