//! Why a workspace could not be opened, read or written.

use std::path::PathBuf;

use prospect_core::error::{OpenError, StoreError};
use prospect_core::workspace::RestoreError;

use super::{CommandError, shown};

impl From<OpenError> for CommandError {
    fn from(error: OpenError) -> Self {
        let shown = |path: PathBuf| shown(&path);
        match error {
            OpenError::Missing { path } => Self::WorkspaceMissing { path: shown(path) },
            OpenError::Exists { path } => Self::WorkspaceExists { path: shown(path) },
            OpenError::NotAWorkspace { path } => Self::NotAWorkspace { path: shown(path) },
            OpenError::Newer { path, found, known } => Self::WorkspaceNewer {
                path: shown(path),
                found,
                known,
            },
            OpenError::InUse { path } => Self::WorkspaceInUse { path: shown(path) },
            OpenError::ReadOnly { path } => Self::WorkspaceReadOnly {
                path: Some(shown(path)),
            },
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::NoAnswer => Self::DiskDoesNotAnswer,
            StoreError::ReadOnly => Self::WorkspaceReadOnly { path: None },
            StoreError::Gone => Self::WorkspaceGone,
            StoreError::Overtaken => Self::BackupRestored,
            StoreError::Busy => Self::WorkspaceBusy,
            StoreError::Damaged(_) => {
                tracing::error!("{}", error.facts());
                Self::WorkspaceDamaged
            }
            StoreError::Database(_) | StoreError::File(_) => Self::logged(&error.facts()),
        }
    }
}

impl From<RestoreError> for CommandError {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::NoSuchBackup { .. } => Self::NoSuchBackup,
            RestoreError::BackupDamaged => Self::BackupDamaged,
            RestoreError::Cancelled => Self::Cancelled,
            RestoreError::Open(error) => error.into(),
            RestoreError::Store(error) => error.into(),
        }
    }
}
