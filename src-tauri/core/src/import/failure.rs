//! Why nothing was imported.

use super::Field;

/// Why a file cannot be imported at all. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file is not there (any more).
    #[error("the file is gone")]
    Vanished,
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[source] std::io::Error),
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is not text: a picture, a workbook, a program. `looks_like` says what it seems to be, by its first bytes.
    #[error("the file is not text")]
    NotText {
        /// What it seems to be: `png`, `jpeg`, `zip`, `xlsx`, `pdf`, … or empty.
        looks_like: &'static str,
    },
    /// The encoding that was asked for is not known.
    #[error("there is no encoding {0}")]
    UnknownEncoding(String),
    /// No header was found.
    #[error("the file has no header")]
    NoHeader,
    /// No column fills a field that every row needs.
    #[error("no column for {0:?}")]
    RequiredColumn(Vec<Field>),
    /// Two columns fill the same field.
    #[error("two columns for {0:?}")]
    MappedTwice(Field),
    /// The mapping has more columns than the file.
    #[error("the mapping has {mapped} columns, the file {columns}")]
    MappingTooLong {
        /// Columns of the mapping.
        mapped: usize,
        /// Columns of the file.
        columns: usize,
    },
    /// The file changed after the dry run.
    #[error("the file has changed")]
    Changed,
}

/// Why an import stopped. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// The file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The user cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The sink.
    #[error("the sink: {0}")]
    Sink(E),
}
