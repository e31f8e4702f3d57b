//! Restoring a backup: all that is in the workspace becomes what was in it then, in one transaction, so that whatever ends
//! it leaves one state or the other. What was in it before is a backup of its own first, so restoring that one undoes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::Workspace;
use super::backups::{about, folder_of, is_a_workspace_now, make, place, watched};
use super::invitations;
use crate::backup::{BackupName, BackupReason, Kept, RestorePreview};
use crate::error::{OpenError, StoreError};
use crate::import::Watch;
use crate::store::beside::{beside, rename, write_name_through};
use crate::store::copying::{GoOn, Snapshot, sound, stoppable};
use crate::store::{self, comparing, contents};

/// Why a backup was not restored. The workspace is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no backup of that name (any more).
    #[error("there is no backup {name:?}")]
    NoSuchBackup {
        /// As asked for.
        name: String,
    },
    /// The backup is damaged, or none of a workspace.
    #[error("the backup is damaged")]
    BackupDamaged,
    /// The watcher cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The workspace cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The workspace cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A workspace after a backup was restored.
pub struct Restored {
    /// The workspace, opened anew; the one from before writes nothing any more.
    pub workspace: Workspace,
    /// The backup that undoes it; `None` where what was there was damaged. It stays beside the workspace then, under another name.
    pub undo: Option<String>,
}

/// What was there before, kept.
enum Before {
    Backup(BackupName),
    Damaged(PathBuf),
}

impl Before {
    /// What was there is there again. A backup is one like any other.
    fn not_needed(&self) {
        if let Self::Damaged(file) = self {
            // It takes room, and is in nobody's way.
            let _ = fs::remove_file(file);
        }
    }
}

impl Workspace {
    /// What restoring a backup would come to, partner by partner where it is of this version. Reads both files through.
    ///
    /// # Errors
    /// When there is no such backup, or one of the two cannot be read.
    pub fn preview_restore(&self, name: &str) -> Result<RestorePreview, RestoreError> {
        let (path, kept) = found(self.path(), name)?;
        let then = checked(&path, &|| true)?;
        let now = self.presence.passing_reader()?;
        let secret = invitations::secret(&now)?;
        comparing::attach(&now, &path)?;
        let of_one_version = contents::version(then.connection())? == store::known_version();
        let differences = of_one_version
            .then(|| comparing::partners(&now, then.connection()))
            .transpose()?;
        let (changes, newest, changes_back) = comparing::changes(&now)?;
        Ok(RestorePreview {
            now: contents::of(&now)?,
            then: contents::of(then.connection())?,
            backup: about(&folder_of(self.path()), kept, secret.as_deref()),
            differences,
            changes,
            newest,
            changes_back,
        })
    }

    /// Restores a backup. The workspace from before is a backup then, and this one writes nothing any more.
    ///
    /// # Errors
    /// When there is no such backup, it is damaged, something cannot be written, or the watcher cancelled.
    pub fn restore(
        &self,
        name: &str,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<Restored, RestoreError> {
        let go_on = watched(watch);
        let turn = self.backing_up.turn(&|| go_on(0.0));
        let _making = turn.ok_or(RestoreError::Cancelled)?;
        let (path, kept) = found(self.path(), name)?;
        let then = checked(&path, &|| go_on(0.0))?;
        let mut store = self.store();
        let before = self.keep_present(kept.name, now, &|part| go_on(part / 2.0))?;
        let before = before.ok_or(RestoreError::Cancelled)?;
        let replaced = store.replace(&then, &|part| go_on(0.5 + part / 2.0));
        if !matches!(replaced, Ok(true)) {
            before.not_needed();
            replaced?;
            return Err(RestoreError::Cancelled);
        }
        match self.opened_anew(now) {
            Ok(workspace) => {
                store.retire()?;
                // Nobody takes a list of before for one of now.
                *workspace.lists() = self.lists().following();
                *workspace.kept_outbox() = self.kept_outbox().following();
                let undo = match before {
                    Before::Backup(name) => Some(name.to_string()),
                    Before::Damaged(_) => None,
                };
                Ok(Restored { workspace, undo })
            }
            Err(error) => {
                // Whole pages with nonsense on them: what was there before was opened once.
                let file = match &before {
                    Before::Backup(name) => place(&folder_of(self.path()), *name),
                    Before::Damaged(file) => file.clone(),
                };
                store.replace(&Snapshot::of_copy(&file)?, &|_| true)?;
                before.not_needed();
                Err(error.into())
            }
        }
    }

    /// Keeps what is there, before another state takes its place: as a backup, or page by page where it is damaged. `None` where
    /// `go_on` said no.
    fn keep_present(
        &self,
        needed: BackupName,
        now: Timestamp,
        go_on: GoOn<'_>,
    ) -> Result<Option<Before>, StoreError> {
        let present = Snapshot::of_present(&self.presence)?;
        let reason = BackupReason::Restore;
        match make(self.path(), &present, reason, now, &[needed], go_on) {
            Err(StoreError::Damaged(_)) => {
                let aside = aside(self.path(), now);
                let kept = present.copy_as_it_is(&aside, go_on)?;
                Ok(kept.then_some(Before::Damaged(aside)))
            }
            made => Ok(made?.map(Before::Backup)),
        }
    }

    fn opened_anew(&self, now: Timestamp) -> Result<Self, OpenError> {
        let (store, reader) = store::connected(self.path(), &|| Ok(()))?;
        self.presence.check()?;
        Self::load(Arc::clone(&self.lock), self.path(), store, reader, now)
    }

    /// Restores a backup of a workspace that cannot be opened. Its files stay beside it, under another name.
    ///
    /// # Errors
    /// When there is no such backup, it is damaged, the workspace is open elsewhere, or something cannot be written.
    pub fn restore_closed(
        path: &Path,
        name: &str,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<Self, RestoreError> {
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let (backup, _) = found(path, name)?;
        let go_on = watched(watch);
        let then = checked(&backup, &|| go_on(0.0))?;
        let mut lock = store::lock(path)?;
        let whole = beside(path, "-restored");
        let copied = then.copy(&whole, false, &go_on)?;
        copied.ok_or(RestoreError::Cancelled)?;
        let aside = aside(path, now);
        // From here on nothing is left out: the damaged file with its log under the one name, the backup under the other.
        for ending in ["-wal", ""] {
            rename(&beside(path, ending), &beside(&aside, ending)).map_err(StoreError::from)?;
        }
        store::copying::clear_beside(path)?;
        rename(&whole, path).map_err(StoreError::from)?;
        write_name_through(path);
        lock.hold(path)?;
        let (store, reader) = store::connected(path, &|| Ok(()))?;
        Ok(Self::load(Arc::new(lock), path, store, reader, now)?)
    }
}

/// What a damaged workspace is called from now on.
fn aside(path: &Path, now: Timestamp) -> PathBuf {
    let moment = now.strftime("%Y%m%dT%H%M%SZ");
    beside(path, &format!("-damaged-{moment}"))
}

/// The backup of a name.
fn found(workspace: &Path, name: &str) -> Result<(PathBuf, Kept), RestoreError> {
    let missing = || RestoreError::NoSuchBackup {
        name: name.to_owned(),
    };
    let known: BackupName = name.parse().map_err(|_| missing())?;
    let path = place(&folder_of(workspace), known);
    match fs::metadata(&path) {
        Ok(file) if file.is_file() && !is_a_workspace_now(&path) => Ok((
            path,
            Kept {
                name: known,
                bytes: file.len(),
            },
        )),
        _ => Err(missing()),
    }
}

/// A backup that is a whole workspace of a known version. `go_on` is asked some times a second.
fn checked(path: &Path, go_on: &(dyn Fn() -> bool + Sync)) -> Result<Snapshot, RestoreError> {
    let damaged = |error: StoreError| match error {
        StoreError::Damaged(_) => RestoreError::BackupDamaged,
        other => other.into(),
    };
    let is_none = |error: OpenError| match error {
        OpenError::NotAWorkspace { .. } => RestoreError::BackupDamaged,
        OpenError::Store(error) => damaged(error),
        other => other.into(),
    };
    store::check_header(path).map_err(is_none)?;
    let snapshot = Snapshot::of_copy(path).map_err(damaged)?;
    store::check_version(path, snapshot.connection()).map_err(is_none)?;
    let connection = snapshot.connection();
    let looked = stoppable(connection, go_on, || sound(connection)).map_err(damaged)?;
    looked.ok_or(RestoreError::Cancelled)?;
    Ok(snapshot)
}
