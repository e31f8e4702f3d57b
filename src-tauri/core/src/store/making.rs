//! Making the file.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::Store;
use super::beside::{beside, write_name_through};
use super::copying::clear_beside;
use super::locking::{Lock, lock};
use super::open::{APPLICATION_ID, connect, finish, migrate, new_file, unwritable};
use crate::error::{OpenError, StoreError};

/// Makes a new workspace, with the folders above it.
pub(crate) fn create(path: &Path) -> Result<(Store, Connection, Lock), OpenError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
    }
    // Before the lock, which would leave its file beside whatever stands there.
    if fs::symlink_metadata(path).is_ok() {
        return Err(OpenError::Exists { path: path.into() });
    }
    let mut lock = lock(path)?;
    clear_beside(path)?;
    make(path)?;
    lock.hold(path)?;
    let made = connect(path).and_then(|connection| {
        connection
            .execute_batch("PRAGMA journal_mode = WAL")
            .map_err(StoreError::from)?;
        finish(path, connection)
    });
    if made.is_err() {
        // Nothing half-made stays; the error that is told is the first one.
        let _ = fs::remove_file(path);
    }
    made.map(|(store, reader)| (store, reader, lock))
}

/// Makes a file that is a workspace with nothing in it. Until it is whole it has another name: where this program is ended meanwhile,
/// nothing stands there that would be neither nothing nor a workspace.
fn make(path: &Path) -> Result<(), OpenError> {
    let half = &beside(path, "-new");
    new_file(half).map_err(|error| unwritable(path, error))?;
    let made = connect(half).and_then(|mut connection| {
        connection
            .execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION_ID}; PRAGMA journal_mode = MEMORY;"
            ))
            .map_err(StoreError::from)?;
        migrate(&mut connection)?;
        connection
            .close()
            .map_err(|(_, error)| StoreError::from(error))?;
        fs::rename(half, path).map_err(|error| unwritable(path, error))?;
        write_name_through(path);
        Ok(())
    });
    if made.is_err() {
        // The error that is told is the first one.
        let _ = fs::remove_file(half);
    }
    made
}
