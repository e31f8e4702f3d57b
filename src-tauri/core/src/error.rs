//! What can go wrong at the door, as facts. Sentences are made where people read them.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::by_hand::BadValue;
use crate::group::NameIssue;
use crate::program::ProgramIssue;
use crate::standing::EventIssue;
use crate::template::WordingIssue;

/// Why a workspace cannot be opened or made. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{path} does not exist")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A workspace is to be made where a file stands.
    #[error("{path} exists already")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a database, or a damaged one.
    #[error("{path} is not a workspace")]
    NotAWorkspace {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program wrote the file.
    #[error("{path} is of version {found}, this program knows up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of the file.
        found: u32,
        /// The last version that is known here.
        known: u32,
    },
    /// Another program, or another window, has it open.
    #[error("{path} is open elsewhere")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("{path} cannot be written")]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// Anything else of the store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What went wrong while reading or writing the file. What was being written was rolled back.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room is left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// The disk, or the computer that a network folder lies on, does not answer. What was being committed may be done all the same: it is
    /// told once the file is opened again.
    #[error("the disk does not answer")]
    NoAnswer,
    /// The file cannot be written any more.
    #[error("the workspace cannot be written")]
    ReadOnly,
    /// The file was moved, deleted or replaced since it was opened: what would be written to it would be lost.
    #[error("the workspace is not where it was opened")]
    Gone,
    /// A backup was restored since this was begun: it was meant for what was there before.
    #[error("a backup was restored meanwhile")]
    Overtaken,
    /// Another program holds the file.
    #[error("the workspace is held by another program")]
    Busy,
    /// The file is damaged: how, without a value of it.
    #[error("the workspace is damaged: {0}")]
    Damaged(String),
    /// Anything else that the database says.
    #[error("the database: {0}")]
    Database(#[source] rusqlite::Error),
    /// The file system said no.
    #[error("the file: {0}")]
    File(#[source] io::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let extended = error.sqlite_error().map(|error| error.extended_code);
        // No room for the file through which those who have it open agree.
        if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::SystemIoFailure) => Self::NoAnswer,
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// What went wrong, without a value of the workspace and without a path: what a log may say.
    pub fn facts(&self) -> String {
        match self {
            Self::Database(error) => format!("the database: {}", database_facts(error)),
            Self::File(error) => format!("the file: {}", error.kind()),
            Self::DiskFull
            | Self::NoAnswer
            | Self::ReadOnly
            | Self::Gone
            | Self::Overtaken
            | Self::Busy
            | Self::Damaged(_) => self.to_string(),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::NotConnected
            | ErrorKind::StaleNetworkFileHandle
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::TimedOut => Self::NoAnswer,
            _ if cfg!(unix) && error.raw_os_error() == Some(EIO) => Self::NoAnswer,
            _ => Self::File(error),
        }
    }
}

/// What Unix says of a disk that fails; the library of Rust has no name for it.
const EIO: i32 = 5;

/// What the database says without its message, which may quote.
fn database_facts(error: &rusqlite::Error) -> String {
    use rusqlite::Error;
    match error {
        Error::SqliteFailure(code, _) => code.to_string(),
        Error::FromSqlConversionFailure(column, found, _)
        | Error::InvalidColumnType(column, _, found) => {
            format!("column {column} holds {found}")
        }
        Error::IntegralValueOutOfRange(column, _) => {
            format!("column {column} holds a number out of range")
        }
        Error::QueryReturnedNoRows => "a row is missing".to_owned(),
        _ => "it does not do what it was asked".to_owned(),
    }
}

/// Where JSON is not what it should be, without what stands there.
pub(crate) fn json_facts(error: &serde_json::Error) -> String {
    format!(
        "{:?} in JSON, line {} column {}",
        error.classify(),
        error.line(),
        error.column()
    )
}

/// Why a change was not made. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum TransactError {
    /// A name that a group cannot have.
    #[error(transparent)]
    GroupName(#[from] NameIssue),
    /// A group that is not there (any more).
    #[error("there is no group {0}")]
    NoSuchGroup(u32),
    /// A name that a workflow cannot have.
    #[error(transparent)]
    WorkflowName(NameIssue),
    /// A workflow that is not there (any more).
    #[error("there is no workflow {0}")]
    NoSuchWorkflow(u32),
    /// A name that an email template cannot have.
    #[error(transparent)]
    TemplateName(NameIssue),
    /// An email template that is not there (any more).
    #[error("there is no email template {0}")]
    NoSuchTemplate(u32),
    /// What an email template cannot say.
    #[error(transparent)]
    Wording(#[from] WordingIssue),
    /// An email template that workflows use.
    #[error("the email template is used by {workflows:?}")]
    TemplateInUse {
        /// What they are called.
        workflows: Vec<String>,
    },
    /// What is to be said of the program cannot be.
    #[error(transparent)]
    Program(#[from] ProgramIssue),
    /// A follow-up, counted from 1, that does not come later than the one before it, or too late.
    #[error("follow-up {0} does not come later than the one before it, or after more than a year")]
    FollowUpDays(u32),
    /// More follow-ups than there may be.
    #[error("more than {0} follow-ups")]
    FollowUpsTooMany(u32),
    /// The outbox in which messages were picked is kept no longer.
    #[error("the outbox has changed")]
    OutboxChanged,
    /// An application that is not there (any more).
    #[error("there is no application {0}")]
    NoSuchApplication(u32),
    /// An application that waits no more.
    #[error("application {0} was decided on")]
    ApplicationDecided(u32),
    /// An application that is linked to nobody, and so cannot be accepted.
    #[error("application {0} is linked to nobody")]
    ApplicationNotLinked(u32),
    /// An application that cannot be matched by itself: what it says is in contradiction.
    #[error("application {0} cannot be matched by itself")]
    ApplicationUnmatched(u32),
    /// A name that a view cannot have.
    #[error(transparent)]
    ViewName(NameIssue),
    /// A view that is not there (any more).
    #[error("there is no view {0}")]
    NoSuchView(u32),
    /// A partner that is not there (any more).
    #[error("there is no partner {0}")]
    NoSuchPartner(u32),
    /// An import that is not there.
    #[error("there is no import {0}")]
    NoSuchImport(u32),
    /// A stage that is set by hand needs a reason.
    #[error("a stage that is set by hand needs a reason")]
    ReasonMissing,
    /// A reason of too many characters.
    #[error("a reason of {characters} characters is too long")]
    ReasonTooLong {
        /// The characters that it has.
        characters: usize,
    },
    /// A value that cannot stand in its field.
    #[error(transparent)]
    Value(#[from] BadValue),
    /// The notes that are to be written over are not the ones that were seen.
    #[error("the notes changed meanwhile")]
    NotesChanged,
    /// Another partner has the network's ID already.
    #[error("{name} has this partner ID")]
    PartnerIdTaken {
        /// Who has it.
        name: String,
    },
    /// A contact that the partner does not have (any more), or one of the account itself.
    #[error("there is no such contact to edit")]
    NoSuchContact,
    /// An event that cannot have happened.
    #[error(transparent)]
    Event(#[from] EventIssue),
    /// The day on which somebody is to come back is today, or past.
    #[error("{day} is not in the future")]
    NotToCome {
        /// The day.
        day: Date,
    },
    /// Nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// A change that is not in the history (any more).
    #[error("there is no change {0}")]
    NoSuchChange(u32),
    /// The change that was to be undone or done again is not the next one (any more).
    #[error("another change is the next to be undone or done again")]
    NotNext,
    /// The store could not write it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for TransactError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn what_the_database_says_is_told_as_what_a_person_can_do_something_about() {
        for (code, told) in [
            (ffi::SQLITE_FULL, "the disk is full"),
            (ffi::SQLITE_IOERR_SHMSIZE, "the disk is full"),
            (ffi::SQLITE_IOERR_READ, "the disk does not answer"),
            (ffi::SQLITE_IOERR_FSYNC, "the disk does not answer"),
            (ffi::SQLITE_READONLY, "the workspace cannot be written"),
            (ffi::SQLITE_BUSY, "the workspace is held by another program"),
        ] {
            let said = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            assert_eq!(StoreError::from(said).to_string(), told, "{code}");
        }
        let damaged = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None);
        assert!(matches!(StoreError::from(damaged), StoreError::Damaged(_)));
    }

    #[cfg(unix)]
    #[test]
    fn a_disk_that_does_not_answer_is_told_from_one_that_is_full() {
        let said = |code| StoreError::from(io::Error::from_raw_os_error(code)).to_string();
        let (enospc, estale, enotconn) = (28, 116, 107);
        assert_eq!(said(EIO), "the disk does not answer");
        if cfg!(target_os = "linux") {
            assert_eq!(said(estale), "the disk does not answer");
            assert_eq!(said(enotconn), "the disk does not answer");
        }
        assert_eq!(said(enospc), "the disk is full");
    }
}
