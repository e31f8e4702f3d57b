//! What can be read of a damaged workspace, in a new one.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::Workspace;
use super::backups::watched;
use super::restoring::RestoreError;
use crate::backup::Salvaged;
use crate::error::{OpenError, StoreError};
use crate::import::Watch;
use crate::store::beside::{beside, half_of, remove};
use crate::store::copying::put_up;
use crate::store::{self, salvaging};

impl Workspace {
    /// Reads what can be read of the workspace in the file `from`, which nobody may have open, into the new workspace `out`. The
    /// damaged one is only read.
    ///
    /// # Errors
    /// When nothing can be read of it, `out` exists or cannot be written, or the watcher cancelled.
    pub fn salvage(
        from: &Path,
        out: &Path,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<Salvaged, RestoreError> {
        let from = &from.canonicalize().unwrap_or_else(|_| from.to_owned());
        let nobody_else = store::lock(from)?;
        let read = store::check_header(from)
            .map_err(RestoreError::from)
            .and_then(|()| read_into(from, out, &|| Ok(()), watch, now));
        nobody_else.undone();
        read
    }

    /// As [`Workspace::salvage`], of this workspace.
    ///
    /// # Errors
    /// As there.
    pub fn salvage_into(
        &self,
        out: &Path,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<Salvaged, RestoreError> {
        // Its file is read by SQLite alone: who opens and closes it besides lets go of SQLite's locks.
        read_into(self.path(), out, &|| self.presence.check(), watch, now)
    }
}

/// `is_it` says whether the file is the one that is meant.
fn read_into(
    from: &Path,
    out: &Path,
    is_it: &dyn Fn() -> Result<(), StoreError>,
    watch: &dyn Watch,
    now: Timestamp,
) -> Result<Salvaged, RestoreError> {
    if fs::symlink_metadata(out).is_ok() {
        return Err(OpenError::Exists { path: out.into() }.into());
    }
    // Whoever has it open writes on, whatever takes its place.
    let _theirs = store::lock_of(out)?;
    is_it()?;
    let half = half_of(out);
    let salvaged = read(from, &half, watch, now);
    let named = salvaged.and_then(|salvaged| {
        is_it()?;
        put_up(&half, out)?;
        Ok(salvaged)
    });
    if named.is_err() {
        // The error that is told is the first one.
        for ending in ["", "-wal", "-shm", "-lock"] {
            let _ = fs::remove_file(beside(&half, ending));
        }
    }
    named
}

fn read(
    from: &Path,
    half: &Path,
    watch: &dyn Watch,
    now: Timestamp,
) -> Result<Salvaged, RestoreError> {
    let read = salvaging::read(from, half, &watched(watch))?;
    let mut salvaged = read.ok_or(RestoreError::Cancelled)?;
    let lock = Arc::new(store::lock(half)?);
    let (store, reader) = store::connected(half, &|| Ok(()))?;
    salvaged.nonsense = salvaging::drop_nonsense(store.connection())?;
    // Opened once, as anybody will open it.
    let opened = Workspace::load(lock, half, store, reader, now)?;
    salvaged.contents = store::contents::of(&opened.reader())?;
    // All of it in its one file, which is what gets the name.
    opened.store().end_log()?;
    drop(opened);
    remove(&beside(half, "-lock")).map_err(StoreError::from)?;
    Ok(salvaged)
}
