//! The text that a file comes to: the file itself, or a sheet of it that was written out as text.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempPath;

/// Where the text lies that is read.
#[derive(Debug, Clone)]
pub(super) enum TextFile {
    /// The file is text.
    Plain(PathBuf),
    /// A sheet, written out row by row. It goes when nobody reads it any more.
    Sheet(Arc<TempPath>),
}

impl TextFile {
    /// A file that is text.
    pub(super) fn plain(file: &Path) -> Self {
        Self::Plain(file.to_owned())
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Plain(path) => path,
            Self::Sheet(path) => path,
        }
    }

    /// Whether a record is the row of a sheet, however many lines it takes.
    pub(super) fn is_sheet(&self) -> bool {
        matches!(self, Self::Sheet(_))
    }
}
