//! Whether a file is still where it was opened. Who has a file open goes on writing to it when it is moved, deleted or replaced, and
//! is not told.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::beside::beside;
use super::open;
use crate::error::StoreError;

/// Where a file was opened, and which one it is.
#[derive(Debug, Clone)]
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

    /// Where it was opened.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// That it is there.
    ///
    /// # Errors
    /// [`StoreError::Gone`]: what is written to a file that nobody finds any more is lost.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match number(&self.path) {
            Ok(number) if number == self.number => Ok(()),
            Ok(_) => Err(StoreError::Gone),
            Err(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => Err(StoreError::Gone),
                _ => Err(error.into()),
            },
        }
    }

    /// One more connection to it, that reads what was committed.
    ///
    /// # Errors
    /// [`StoreError::Gone`] too: with the log of this file beside it, another one would be read as a mixture of both.
    pub(crate) fn reader(&self) -> Result<Connection, StoreError> {
        self.read_by(open::reader)
    }

    /// The same for one that reads much of it once, and keeps little of that.
    pub(crate) fn passing_reader(&self) -> Result<Connection, StoreError> {
        self.read_by(open::passing_reader)
    }

    fn read_by(
        &self,
        open: fn(&Path) -> Result<Connection, StoreError>,
    ) -> Result<Connection, StoreError> {
        self.check()?;
        let reader = open(&self.path)?;
        // It is with the first look that the files are opened.
        reader.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        self.check()?;
        Ok(reader)
    }

    /// Where its log lies.
    pub(crate) fn log(&self) -> PathBuf {
        beside(&self.path, "-wal")
    }

    /// Whether a path leads to it, under whatever name.
    pub(crate) fn is(&self, path: &Path) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let which = |path: &Path| fs::metadata(path).map(|file| (file.dev(), file.ino()));
            matches!((which(&self.path), which(path)), (Ok(ours), Ok(theirs)) if ours == theirs)
        }
        #[cfg(not(unix))]
        {
            let (ours, theirs) = (self.path.canonicalize(), path.canonicalize());
            matches!((ours, theirs), (Ok(ours), Ok(theirs)) if ours == theirs)
        }
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
