//! Why a workspace could not be opened, read or written.

use prospect_core::error::{OpenError, StoreError};

/// Why a workspace was not opened or made.
pub(super) fn open_error(error: &OpenError) -> String {
    match error {
        OpenError::Missing { path } => {
            format!(
                "there is no workspace {}; prospects init makes one",
                path.display()
            )
        }
        OpenError::Exists { path } => {
            format!("{} exists already and was left as it is", path.display())
        }
        OpenError::NotAWorkspace { path } => {
            format!(
                "{} is no workspace, or is damaged; it was left as it is. Of a damaged one, prospects backups list shows what can be restored, and prospects salvage OUT reads what can be read",
                path.display()
            )
        }
        OpenError::Newer { path, found, known } => format!(
            "{} was written by a later version of Prospect Desk (format {found}, this one knows up to {known}); it was left as it is",
            path.display()
        ),
        OpenError::InUse { path } => {
            format!(
                "{} is in use by another window or program; close it there and try again",
                path.display()
            )
        }
        OpenError::ReadOnly { path } => {
            format!("{} cannot be written; nothing was changed", path.display())
        }
        OpenError::Store(error) => store_error(error),
    }
}

/// Why a workspace was not read or written.
pub(super) fn store_error(error: &StoreError) -> String {
    match error {
        StoreError::DiskFull => "the disk is full; nothing was changed".to_owned(),
        StoreError::NoAnswer => {
            "the disk or network folder that the workspace lies on does not answer; look, once it does, whether this was done: it was in whole or not at all".to_owned()
        }
        StoreError::ReadOnly => {
            "the workspace cannot be written any more; nothing was changed".to_owned()
        }
        StoreError::Gone => {
            "the workspace is not where it was opened: it was moved, deleted or replaced; nothing was changed".to_owned()
        }
        StoreError::Overtaken => {
            "a backup was restored meanwhile; nothing was changed by this".to_owned()
        }
        StoreError::Busy => {
            "another program is writing to the workspace; try again in a moment".to_owned()
        }
        StoreError::Damaged(what) => {
            format!(
                "the workspace is damaged ({what}); prospects backups list shows what can be restored, and prospects salvage OUT reads what can be read"
            )
        }
        StoreError::Database(error) => format!("the database says: {error}; nothing was changed"),
        StoreError::File(error) => format!("the file system says: {error}; nothing was changed"),
    }
}
