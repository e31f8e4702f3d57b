//! CSV out: results and errors of imports, and lists.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Workspace;
use crate::error::StoreError;
use crate::export::{self, CATALOGUE_HEADER, PROSPECTS_HEADER};
use crate::import::{self, DryRun, FileError, Preview, RowReport};
use crate::partner::{Partner, PartnerId};
use crate::query::{Place, Query};
use crate::store::{imports, partners};

/// Why a file was not written. What stood under its name stands there still.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no import of that number.
    #[error("there is no import {0}")]
    NoSuchImport(u32),
    /// The file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file that the rows come from cannot be read any more.
    #[error(transparent)]
    Source(#[from] FileError),
    /// The workspace cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}
