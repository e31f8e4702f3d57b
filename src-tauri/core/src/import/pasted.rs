//! Tables that were copied out of a spreadsheet: kept in a private file, and then read as any other.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{FileError, Request};

/// The name of the file.
const NAME: &str = "pasted-table.tsv";

/// A pasted table. Its file goes when this goes.
#[derive(Debug)]
pub struct Pasted {
    /// A folder that its owner alone can look into.
    folder: TempDir,
}

impl Pasted {
    /// Keeps the text of the clipboard in a new folder within `folder`.
    ///
    /// # Errors
    /// Nothing is in it, or the file cannot be written.
    pub fn new(text: &str, folder: &Path) -> Result<Self, FileError> {
        if text.trim().is_empty() {
            return Err(FileError::Empty);
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix("prospect-desk-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder
            .tempdir_in(folder)
            .map_err(FileError::NoTemporaryFile)?;
        let this = Self { folder };
        std::fs::write(this.file(), text).map_err(FileError::NoTemporaryFile)?;
        Ok(this)
    }

    /// Where its file lies.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join(NAME)
    }

    /// The prospects in it, read and mapped as it suggests.
    pub fn request(&self) -> Request {
        Request::of(&self.file())
    }
}
