//! One program at a time: locks of the operating system, which go with the program, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::beside::{beside, remove};
use super::open::unwritable;
use crate::error::{OpenError, StoreError};
use crate::moment;
use crate::network;

/// Holds a workspace open for one program. The operating system lets go of it when the program ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    /// The workspace itself, which may have other names (hard links). Closed after every connection to it: with it go the locks of SQLite.
    itself: Option<File>,
    _file: File,
    /// The file of the lock, where nobody had taken one here before.
    made: Option<PathBuf>,
}

impl Lock {
    /// Leaves nothing behind that was not there before, of what is no open workspace.
    pub(crate) fn undone(self) {
        if let Some(made) = &self.made {
            // It is in nobody's way.
            let _ = remove(made);
        }
    }

    /// Holds the file itself too, where its system keeps such locks and those of SQLite apart.
    pub(crate) fn hold(&mut self, path: &Path) -> Result<(), OpenError> {
        if cfg!(target_os = "linux") && !network::is_on_network(path) {
            let file = File::open(path).map_err(|error| unwritable(path, error))?;
            held(&file, path)?;
            self.itself = Some(file);
        }
        Ok(())
    }
}

/// Takes the lock of an open file.
fn held(file: &File, path: &Path) -> Result<(), OpenError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: path.into() }),
        Err(TryLockError::Error(error)) => Err(StoreError::from(error).into()),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        moment::reached("close.done");
    }
}

/// Takes the lock of what may be a workspace, if anybody ever did.
pub(crate) fn lock_of(path: &Path) -> Result<Option<Lock>, OpenError> {
    lock_name(path).exists().then(|| lock(path)).transpose()
}

fn lock_name(path: &Path) -> PathBuf {
    beside(path, "-lock")
}

/// Takes the lock of a workspace, whether or not it is there.
pub(crate) fn lock(path: &Path) -> Result<Lock, OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let name = lock_name(path);
    let is_new = !name.exists();
    let file = options
        .open(&name)
        .map_err(|error| unwritable(path, error))?;
    held(&file, path)?;
    Ok(Lock {
        itself: None,
        _file: file,
        made: is_new.then_some(name),
    })
}
