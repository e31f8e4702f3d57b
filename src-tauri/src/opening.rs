//! Opening the workspace that the app begins with. It is begun before there is a window, so that the first rows wait for the
//! slower of the two alone, not for one after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use prospect_core::listing::Overview;
use prospect_core::workspace::Workspace;
use tauri::async_runtime::JoinHandle;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Mutex;

use crate::desktop;
use crate::error::{CommandError, Outcome};
use crate::expiry;
use crate::front::{Answer, Door, Start};
use crate::state::{Desk, blocking, now};

/// The workspace in figures, or which one cannot be opened and why.
pub type First = Result<Overview, (PathBuf, CommandError)>;

/// What was begun before the window asked for it.
#[derive(Default)]
pub struct Opening {
    begun: Mutex<Option<JoinHandle<First>>>,
    is_under_way: AtomicBool,
}

impl Opening {
    /// Begins to open the first workspace, for [`Opening::first`] to wait for. Where another window has it open, that one comes to
    /// the front, and this app ends.
    pub fn begin<R: Runtime>(&self, app: &AppHandle<R>, start: Start) {
        let app = app.clone();
        self.is_under_way.store(true, Ordering::Relaxed);
        let begun = async move {
            let desk = app.state::<Desk>();
            let first = open_first(&desk).await;
            desk.opening.is_under_way.store(false, Ordering::Relaxed);
            if let Err((path, CommandError::WorkspaceInUse { .. })) = &first
                && is_in_front(start, path.clone(), desk.door()).await
            {
                app.exit(0);
            }
            first
        };
        if let Ok(mut opening) = self.begun.try_lock() {
            *opening = Some(tauri::async_runtime::spawn(begun));
        }
    }

    /// What to say of a workspace that is not open: whether it is about to be.
    pub fn answer(&self, desk: &Desk, workspace: &Path) -> Answer {
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_it = || whole(&desk.first_workspace()) == whole(workspace);
        if self.is_under_way.load(Ordering::Relaxed) && is_it() {
            Answer::Soon
        } else {
            Answer::No
        }
    }

    /// What came of it; tried anew where it was asked before, or never begun. Who asks meanwhile waits.
    pub async fn first(&self, desk: &Desk) -> First {
        let mut opening = self.begun.lock().await;
        let Some(begun) = opening.take() else {
            return open_first(desk).await;
        };
        begun.await.unwrap_or_else(|_| {
            let why = CommandError::logged("the workspace was not opened to the end");
            Err((desk.first_workspace(), why))
        })
    }
}

/// Whether another window has the workspace open, which is in front then.
async fn is_in_front(start: Start, path: PathBuf, own: Option<Arc<Door>>) -> bool {
    blocking(move || Ok(start.ask_patiently(&path, own.as_deref())))
        .await
        .unwrap_or(false)
}

/// Puts an opened workspace on the desk, and lets come what comes with the day.
///
/// # Errors
/// When it cannot be read.
pub async fn laid(desk: &Desk, workspace: Workspace) -> Outcome<Overview> {
    let (workspace, before) = desk.lay(workspace);
    blocking(move || {
        // It waits for backups that it makes. Who asks for the new one meanwhile does not.
        drop(before);
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

async fn open_first(desk: &Desk) -> First {
    if let Some(open) = desk.open_workspace() {
        let path = open.path().to_owned();
        return blocking(move || Ok(open.overview()?))
            .await
            .map_err(|why| (path, why));
    }
    let path = desk.first_workspace();
    let default = desktop::default_workspace(&desk.data);
    let opening = path.clone();
    let opened = blocking(move || {
        // One that had backups is lost, and no new one takes its place by itself.
        if opening == default
            && !opening.exists()
            && Workspace::backups_of(&opening)?.all.is_empty()
        {
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
