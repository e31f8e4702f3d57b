//! Opening the workspace that the app begins with. It is begun before there is a window, so that the first rows wait for the
//! slower of the two alone, not for one after the other.

use std::path::PathBuf;
use std::time::Instant;

use prospect_core::listing::Overview;
use prospect_core::workspace::Workspace;
use tauri::async_runtime::JoinHandle;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Mutex;

use crate::desktop;
use crate::error::{CommandError, Outcome};
use crate::expiry;
use crate::state::{Desk, blocking, now};

/// The workspace in figures, or which one cannot be opened and why.
pub type First = Result<Overview, (PathBuf, CommandError)>;

/// What was begun before the window asked for it.
#[derive(Default)]
pub struct Opening(Mutex<Option<JoinHandle<First>>>);

impl Opening {
    /// Begins to open the first workspace, for [`Opening::first`] to wait for.
    pub fn begin<R: Runtime>(&self, app: &AppHandle<R>) {
        let app = app.clone();
        let begun = async move { open_first(&app.state::<Desk>()).await };
        if let Ok(mut opening) = self.0.try_lock() {
            *opening = Some(tauri::async_runtime::spawn(begun));
        }
    }

    /// What came of it; tried anew where it was asked before, or never begun. Who asks meanwhile waits.
    pub async fn first(&self, desk: &Desk) -> First {
        let mut opening = self.0.lock().await;
        let Some(begun) = opening.take() else {
            return open_first(desk).await;
        };
        begun.await.unwrap_or_else(|_| {
            let why = CommandError::logged("the workspace was not opened to the end");
            Err((path_of(desk), why))
        })
    }
}

/// Puts an opened workspace on the desk, and lets come what comes with the day.
///
/// # Errors
/// When it cannot be read.
pub async fn laid(desk: &Desk, workspace: Workspace) -> Outcome<Overview> {
    let workspace = desk.lay(workspace);
    blocking(move || {
        let begun = Instant::now();
        expiry::expire(&workspace);
        let expired = begun.elapsed();
        let overview = workspace.overview()?;
        tracing::info!(
            "the day took {expired:?}, the overview {:?}",
            begun.elapsed() - expired
        );
        Ok(overview)
    })
    .await
}

/// The one of the arguments, else the one opened last, else the default one.
fn path_of(desk: &Desk) -> PathBuf {
    let asked = desk.asked.clone();
    let last = || desk.settings.last_workspace();
    asked
        .or_else(last)
        .unwrap_or_else(|| desktop::default_workspace(&desk.data))
}

async fn open_first(desk: &Desk) -> First {
    if let Some(open) = desk.open_workspace() {
        let path = open.path().to_owned();
        return blocking(move || Ok(open.overview()?))
            .await
            .map_err(|why| (path, why));
    }
    let path = path_of(desk);
    let default = desktop::default_workspace(&desk.data);
    let opening = path.clone();
    let opened = blocking(move || {
        if opening == default && !opening.exists() {
            return Ok(Workspace::create(&opening, now())?);
        }
        let begun = Instant::now();
        let opened = Workspace::open(&opening, now())?;
        tracing::info!("opening took {:?}", begun.elapsed());
        Ok(opened)
    });
    let open = async { laid(desk, opened.await?).await };
    open.await.map_err(|why| {
        desk.not_opened(path.clone());
        (path, why)
    })
}
