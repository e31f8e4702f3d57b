//! Why nothing was imported.

use serde::{Deserialize, Serialize};

use super::Field;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a workbook has more of than is unpacked.
    Excess {
        Bytes "bytes" "Bytes",
        Ratio "ratio" "Times its size",
        Cells "cells" "Cells",
        Parts "parts" "Parts",
    }
}

impl Excess {
    /// The fact, with the most that is taken.
    pub(super) fn of(self, limit: u64) -> FileError {
        FileError::WorkbookTooLarge {
            excess: self,
            limit,
        }
    }
}

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
    /// It is neither text nor a spreadsheet: a picture, a letter, a program. `looks_like` says what it seems to be, by its first bytes.
    #[error("the file is neither text nor a spreadsheet")]
    NotText {
        /// What it seems to be: `png`, `jpeg`, `zip`, `docx`, `pdf`, … or empty.
        looks_like: &'static str,
    },
    /// The workbook is locked with a password.
    #[error("the workbook is encrypted")]
    WorkbookEncrypted,
    /// The workbook cannot be made sense of.
    #[error("the workbook is broken")]
    WorkbookBroken {
        /// What it is: `xlsx`, `xlsb`, `ods` or `xls`.
        kind: &'static str,
    },
    /// No sheet of the workbook has anything in it.
    #[error("the workbook has no data")]
    WorkbookEmpty,
    /// The workbook has no sheet of the name that was asked for.
    #[error("there is no sheet {sheet}")]
    NoSuchSheet {
        /// The name.
        sheet: String,
        /// The names that there are.
        sheets: Vec<String>,
    },
    /// The workbook has more in it than is ever unpacked.
    #[error("the workbook is too large: more than {limit} {excess:?}")]
    WorkbookTooLarge {
        /// What there is too much of.
        excess: Excess,
        /// The most that is taken.
        limit: u64,
    },
    /// There is no room or no place for a temporary file, into which a sheet is unpacked.
    #[error("a temporary file cannot be written: {0}")]
    NoTemporaryFile(#[source] std::io::Error),
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
