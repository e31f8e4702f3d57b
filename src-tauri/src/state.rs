//! What the window holds while it stands: the open workspace, long work, paths it may read.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use prospect_core::import::{DryRun, Pasted};
use prospect_core::workspace::Workspace;

use crate::desktop;
use crate::error::{CommandError, Outcome};
use crate::front::Door;
use crate::grants::Grants;
use crate::jobs::Jobs;
use crate::keeping;
use crate::logging;
use crate::opening::Opening;
use crate::settings::SettingsFile;

/// The state behind every command.
pub struct Desk {
    /// The workspace that the arguments ask for, in place of the one opened last.
    pub asked: Option<PathBuf>,
    /// The folder of the app's own data.
    pub data: PathBuf,
    /// What the user chose for the window.
    pub settings: SettingsFile,
    /// The paths that commands may read and write.
    pub grants: Grants,
    /// Long work.
    pub jobs: Jobs,
    /// The workspace that the app begins with.
    pub opening: Opening,
    workspace: Mutex<Option<Arc<Workspace>>>,
    /// The workspace that could not be opened at the start.
    unopened: Mutex<Option<PathBuf>>,
    /// Where this window listens for those that are started later.
    door: Mutex<Option<Arc<Door>>>,
    /// Held by whoever works on the open workspace aside: who closes it waits until it is let go.
    aside: Mutex<()>,
    dry_run: Mutex<Option<Arc<DryRun>>>,
    pasted: Mutex<VecDeque<Pasted>>,
}

/// Pasted tables that are kept: the one that is looked at, and those one may come back to.
const PASTED: usize = 3;

impl Desk {
    /// A desk without an open workspace.
    pub fn new(data: PathBuf, asked: Option<PathBuf>) -> Self {
        Self {
            asked,
            settings: SettingsFile::read(data.join("settings.json")),
            data,
            grants: Grants::default(),
            jobs: Jobs::default(),
            opening: Opening::default(),
            workspace: Mutex::default(),
            unopened: Mutex::default(),
            door: Mutex::default(),
            aside: Mutex::default(),
            dry_run: Mutex::default(),
            pasted: Mutex::default(),
        }
    }

    /// The workspace that the app begins with: the one of the arguments, else the one opened last, else the default one.
    pub fn first_workspace(&self) -> PathBuf {
        let last = || self.settings.last_workspace();
        self.asked
            .clone()
            .or_else(last)
            .unwrap_or_else(|| desktop::default_workspace(&self.data))
    }

    /// Keeps where this window listens, until it closes.
    pub fn listen_by(&self, door: Option<Door>) {
        *lock(&self.door) = door.map(Arc::new);
    }

    /// Where this window listens, if it does.
    pub fn door(&self) -> Option<Arc<Door>> {
        lock(&self.door).clone()
    }

    /// The open workspace.
    ///
    /// # Errors
    /// [`CommandError::NoWorkspace`].
    pub fn workspace(&self) -> Outcome<Arc<Workspace>> {
        self.open_workspace().ok_or(CommandError::NoWorkspace)
    }

    /// The open workspace, if any.
    pub fn open_workspace(&self) -> Option<Arc<Workspace>> {
        lock(&self.workspace).clone()
    }

    /// The workspace that could not be opened at the start, while none is open.
    pub fn unopened(&self) -> Option<PathBuf> {
        lock(&self.unopened).clone()
    }

    /// Remembers that a workspace could not be opened.
    pub fn not_opened(&self, path: PathBuf) {
        *lock(&self.unopened) = Some(path);
    }

    /// Works on the open workspace, if any, aside from all commands; told whether it is open still, and done soon when it is
    /// not.
    pub fn aside(&self, work: impl FnOnce(&Arc<Workspace>, &(dyn Fn() -> bool + Sync))) {
        let _working = lock(&self.aside);
        if let Some(workspace) = self.open_workspace() {
            work(&workspace, &|| {
                let open = lock(&self.workspace);
                open.as_ref()
                    .is_some_and(|open| Arc::ptr_eq(open, &workspace))
            });
        }
    }

    /// Puts a workspace on the desk in place of the open one, which is given back, since to close it may take a while; what was found
    /// out about that one goes with it.
    pub fn lay(&self, workspace: Workspace) -> (Arc<Workspace>, Option<Arc<Workspace>>) {
        let workspace = Arc::new(workspace);
        *lock(&self.dry_run) = None;
        *lock(&self.unopened) = None;
        let before = lock(&self.workspace).replace(Arc::clone(&workspace));
        (workspace, before)
    }

    /// Closes the open workspace, so that all of it lies in its one file, and lets go of what lies in temporary files. The
    /// runtime never drops what it manages.
    pub fn clear(&self) {
        self.listen_by(None);
        lock(&self.pasted).clear();
        self.drop_dry_run();
        let workspace = lock(&self.workspace).take();
        // What is done aside stops when it sees that.
        let _nobody = lock(&self.aside);
        if let Some(workspace) = workspace {
            keeping::before_closing(&workspace);
        }
    }

    /// Keeps the last dry run, so that its rows can be looked into.
    pub fn keep_dry_run(&self, dry_run: DryRun) -> Arc<DryRun> {
        let dry_run = Arc::new(dry_run);
        *lock(&self.dry_run) = Some(Arc::clone(&dry_run));
        dry_run
    }

    /// Lets the last dry run go.
    pub fn drop_dry_run(&self) {
        *lock(&self.dry_run) = None;
    }

    /// Keeps a pasted table, in place of the oldest of several.
    pub fn keep_pasted(&self, pasted: Pasted) {
        let mut kept = lock(&self.pasted);
        kept.push_back(pasted);
        if kept.len() > PASTED {
            kept.pop_front();
        }
    }

    /// The last dry run.
    ///
    /// # Errors
    /// [`CommandError::NoDryRun`].
    pub fn dry_run(&self) -> Outcome<Arc<DryRun>> {
        lock(&self.dry_run).clone().ok_or(CommandError::NoDryRun)
    }

    /// Asks the open workspace something on a thread that may wait, and gives what it says.
    ///
    /// # Errors
    /// What `ask` refuses with; [`CommandError::NoWorkspace`]; an incident where it panics.
    pub async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Workspace) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let workspace = self.workspace()?;
        blocking(move || ask(&workspace)).await
    }
}

/// Does what takes long on a thread that may wait.
///
/// # Errors
/// What `work` refuses with; an incident where it panics, so that the window lives on.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    tauri::async_runtime::spawn_blocking(|| or_incident(work))
        .await
        .unwrap_or_else(|_| Err(CommandError::logged("a command did not end")))
}

/// Does what takes no time.
///
/// # Errors
/// What `work` refuses with; an incident where it panics, so that the window is answered and lives on.
pub fn or_incident<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    logging::caught(work)
        .unwrap_or_else(|panicked| Err(CommandError::logged(&format!("a command {panicked}"))))
}

/// The time: the one clock of the window.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A lock whose value is whole even when another thread panicked while it held it.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
