//! Why a command did nothing.

use std::path::PathBuf;

use prospect_core::error::{OpenError, StoreError, TransactError};
use prospect_core::import::{FileError, RowReport};
use prospect_core::query::Place;
use prospect_core::workspace::{ExportError, ImportError, RowsError};

/// Why a command did nothing. [`crate::say::refusal`] makes a sentence of it.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The workspace cannot be opened or made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The workspace cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A change was not made.
    #[error(transparent)]
    Transact(#[from] TransactError),
    /// A file cannot be imported.
    #[error("{file}: {error}")]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        error: FileError,
    },
    /// An import was stopped.
    #[error("cancelled")]
    Cancelled,
    /// A file cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A file is to be written where it must not be.
    #[error("{path} is no place for a file")]
    NoPlace {
        /// The file.
        path: PathBuf,
        /// What keeps it from being written there.
        why: NoPlace,
    },
    /// The rows of a list are gone while they were read.
    #[error("the list was overtaken")]
    Overtaken,
    /// There is no group of this name.
    #[error("no group {name:?}")]
    NoSuchGroup {
        /// As asked for.
        name: String,
        /// The names that there are.
        existing: Vec<String>,
    },
    /// A partner that is no prospect, and never was.
    #[error("{id} is no prospect")]
    NoProspect {
        /// Its number.
        id: u32,
    },
    /// A follow-up that is not of the form `DAYS=TEMPLATE`.
    #[error("`{text}` is no follow-up")]
    BadFollowUp {
        /// As it was written.
        text: String,
    },
    /// There is no workflow of this name.
    #[error("no workflow {name:?}")]
    NoSuchWorkflow {
        /// As asked for.
        name: String,
        /// The names that there are.
        existing: Vec<String>,
    },
    /// There is no email template of this name.
    #[error("no email template {name:?}")]
    NoSuchTemplate {
        /// As asked for.
        name: String,
        /// The names that there are.
        existing: Vec<String>,
    },
    /// A file with the text of a template cannot be read.
    #[error("{path} cannot be read")]
    TextUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// No message is due for a partner.
    #[error("no message is due for {partner}")]
    NoMessage {
        /// Its number.
        partner: u32,
    },
    /// The outbox is neither searched, filtered nor saved as a view.
    #[error("the outbox is listed whole")]
    OutboxIsWhole,
    /// What is listed is no list of partners, which alone have views.
    #[error("no list of partners")]
    NoViews,
    /// The list has no view of this name.
    #[error("no view {name:?}")]
    NoSuchView {
        /// As asked for.
        name: String,
        /// The list.
        place: Place,
        /// The names of those that it has.
        existing: Vec<String>,
    },
    /// A view that a newer version saved, or that is damaged.
    #[error("the view {name:?} cannot be read")]
    ViewUnreadable {
        /// Its name.
        name: String,
    },
    /// Typed filters that are not understood, where a change would touch more than was meant.
    #[error("not understood: {0:?}")]
    NotUnderstood(Vec<String>),
    /// A query without a word, where a change would reach everybody.
    #[error("the query is blank")]
    BlankQuery,
    /// `--map` without `=`.
    #[error("{0:?} is no mapping")]
    NoMapping(String),
    /// `--map` of a column that the file does not have.
    #[error("no column {column:?}")]
    NoColumn {
        /// As asked for.
        column: String,
        /// The columns that there are.
        columns: Vec<String>,
    },
    /// `--map` to a field that an import does not have.
    #[error("no field {0:?}")]
    NoField(String),
    /// A prospect that cannot be added as it was written.
    #[error("the prospect was not added")]
    NotAdded(Box<RowReport>),
    /// There is no backup of this name.
    #[error("no backup {name:?}")]
    NoSuchBackup {
        /// As asked for.
        name: String,
    },
    /// The backup is damaged, or none of a workspace.
    #[error("the backup is damaged")]
    BackupDamaged,
    /// The system has no folder for the app's data.
    #[error("no home folder")]
    NoHome,
    /// The answer cannot be printed.
    #[error("the answer cannot be printed: {0}")]
    Output(#[from] std::io::Error),
}

/// What keeps a file from being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlace {
    /// Its folder is not there.
    NoFolder,
    /// It is a folder itself.
    IsFolder,
    /// It is the file that is read.
    IsInput,
    /// It is the workspace itself.
    IsWorkspace,
    /// Two files are to be written there.
    Twice,
}

impl Refusal {
    /// The refusal of an import of `file`.
    pub fn import(file: PathBuf, error: ImportError) -> Self {
        match error {
            ImportError::File(error) => Self::File { file, error },
            ImportError::Cancelled => Self::Cancelled,
            ImportError::WorkspaceChanged => Self::Overtaken,
            ImportError::Store(error) => Self::Store(error),
        }
    }
}

impl From<RowsError> for Refusal {
    fn from(error: RowsError) -> Self {
        match error {
            RowsError::Overtaken => Self::Overtaken,
            RowsError::Store(error) => Self::Store(error),
        }
    }
}
