//! What files, imports and exports refuse with.

use prospect_core::import::{Excess, FileError};
use prospect_core::workspace::{ExportError, ImportError};

use super::{CommandError, count, shown};

impl From<FileError> for CommandError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Vanished => Self::FileVanished,
            FileError::Unreadable(_) => Self::FileUnreadable,
            FileError::Empty => Self::FileEmpty,
            FileError::NotText { looks_like } => Self::FileNotText {
                looks_like: looks_like.to_owned(),
            },
            FileError::WorkbookEncrypted => Self::WorkbookEncrypted,
            FileError::WorkbookBroken { kind } => Self::WorkbookBroken {
                format: kind.to_owned(),
            },
            FileError::WorkbookEmpty => Self::WorkbookEmpty,
            FileError::NoSuchSheet { sheet, .. } => Self::NoSuchSheet { sheet },
            FileError::WorkbookTooLarge { excess, limit } => Self::WorkbookTooLarge {
                excess,
                limit: u32::try_from(match excess {
                    Excess::Bytes => limit >> 20,
                    _ => limit,
                })
                .unwrap_or(u32::MAX),
            },
            FileError::NoTemporaryFile(error)
                if error.kind() == std::io::ErrorKind::StorageFull =>
            {
                Self::DiskFull
            }
            FileError::NoTemporaryFile(_) => Self::CannotWrite {
                path: shown(&std::env::temp_dir()),
            },
            FileError::UnknownEncoding(encoding) => Self::UnknownEncoding { encoding },
            FileError::NoHeader => Self::NoHeader,
            FileError::RequiredColumn(fields) => Self::RequiredColumns { fields },
            FileError::MappedTwice(field) => Self::MappedTwice { field },
            FileError::MappingTooLong { mapped, columns } => Self::MappingTooLong {
                mapped: count(mapped),
                columns: count(columns),
            },
            FileError::Changed => Self::FileChanged,
        }
    }
}

impl From<ImportError> for CommandError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::File(error) => error.into(),
            ImportError::Cancelled => Self::Cancelled,
            ImportError::WorkspaceChanged => Self::WorkspaceChanged,
            ImportError::Store(error) => error.into(),
        }
    }
}

impl From<ExportError> for CommandError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::NoSuchImport(_) => Self::NoSuchImport,
            ExportError::NoSuchGroup(_) => Self::NoSuchGroup,
            ExportError::NotReady => Self::MessageNotReady,
            ExportError::OutboxChanged => Self::OutboxChanged,
            ExportError::NoSender => Self::NoSender,
            ExportError::IsWorkspace { path } => Self::CannotWrite { path: shown(&path) },
            ExportError::Unwritable { path, source } => {
                tracing::warn!("an export is not written: {}", source.kind());
                Self::CannotWrite { path: shown(&path) }
            }
            ExportError::Cancelled => Self::Cancelled,
            ExportError::Source(error) => error.into(),
            ExportError::Store(error) => error.into(),
        }
    }
}
