//! Whether a file is still where it was opened. Who has a file open goes on writing to it when it is moved, deleted or replaced, and
//! is not told.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::beside::beside;
use crate::error::StoreError;

/// Where a file was opened, and which one it is.
#[derive(Debug)]
pub(crate) struct Presence {
    path: PathBuf,
    number: u64,
}

impl Presence {
    /// Of the file that lies there now.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            number: number(path)?,
        })
    }

    /// That it is there.
    ///
    /// # Errors
    /// [`StoreError::Gone`]: what is written to a file that nobody finds any more is lost.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        if self.is_there() {
            Ok(())
        } else {
            Err(StoreError::Gone)
        }
    }

    /// Where its log lies.
    pub(crate) fn log(&self) -> PathBuf {
        beside(&self.path, "-wal")
    }

    /// Whether that one lies there still.
    pub(crate) fn is_there(&self) -> bool {
        number(&self.path).is_ok_and(|number| number == self.number)
    }
}

/// What tells a file from another on the same disk, as SQLite tells them apart.
#[cfg(unix)]
fn number(path: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt as _;
    Ok(fs::metadata(path)?.ino())
}

/// Where an open file can be neither moved nor deleted, that it is there is enough.
#[cfg(not(unix))]
fn number(path: &Path) -> io::Result<u64> {
    fs::metadata(path).map(|_| 0)
}
