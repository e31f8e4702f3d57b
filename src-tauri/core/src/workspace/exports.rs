//! CSV out: results and errors of imports.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Workspace;
use super::backups::folder_of;
use crate::error::StoreError;
use crate::import::{DryRun, ErrorWriter, FileError, Outcome, Preview, ResultWriter, RowReport};
use crate::store::beside::{beside, half_of, write_name_through};
use crate::store::imports;

/// Why a file was not written. What stood under its name stands there still.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no import of that number.
    #[error("there is no import {0}")]
    NoSuchImport(u32),
    /// There is no group of that number.
    #[error("there is no group {0}")]
    NoSuchGroup(u32),
    /// No picked message is due any more, or those that are lack something.
    #[error("no message is ready")]
    NotReady,
    /// The outbox in which messages were picked is kept no longer.
    #[error("the outbox has changed")]
    OutboxChanged,
    /// The program says no address to send from.
    #[error("there is no sender")]
    NoSender,
    /// The file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is that of the open workspace, which an export would destroy.
    #[error("{path} is the open workspace")]
    IsWorkspace {
        /// The file.
        path: PathBuf,
    },
    /// Whoever watched it stopped it.
    #[error("the export was cancelled")]
    Cancelled,
    /// The file that the rows come from cannot be read any more.
    #[error(transparent)]
    Source(#[from] FileError),
    /// The workspace cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Which rows of an import are written, and with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsOut {
    /// Every row, with what became of it.
    Results,
    /// The rows that have errors, to be corrected and imported again.
    Errors,
}

impl Workspace {
    /// Writes rows of an import that was done; gives how many.
    ///
    /// # Errors
    /// When there is no such import, or the file cannot be written.
    pub fn export_import(
        &self,
        import: u32,
        which: RowsOut,
        out: &Path,
    ) -> Result<u32, ExportError> {
        let reader = self.reader();
        let (_, report) =
            imports::get(&reader, import)?.ok_or(ExportError::NoSuchImport(import))?;
        imports::with_rows(&reader, import, |rows| {
            let rows = rows.map(|row| row.map_err(ExportError::from));
            self.write_rows(out, &report.preview, which, rows)
        })?
    }

    /// Hands every row of an import that was done, in the order of the file, to `take`. There are none of an import that there
    /// is not.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn with_import_rows<T>(
        &self,
        import: u32,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<RowReport, StoreError>>) -> T,
    ) -> Result<T, StoreError> {
        imports::with_rows(&self.reader(), import, take)
    }

    /// Writes rows of a dry run; gives how many.
    ///
    /// # Errors
    /// When the imported file is gone, or the new one cannot be written.
    pub fn export_dry_run(
        &self,
        dry_run: &DryRun,
        which: RowsOut,
        out: &Path,
    ) -> Result<u32, ExportError> {
        let rows = dry_run.rows()?.map(|row| row.map_err(ExportError::from));
        self.write_rows(out, &dry_run.report().preview, which, rows)
    }
}

impl Workspace {
    fn write_rows(
        &self,
        out: &Path,
        preview: &Preview,
        which: RowsOut,
        rows: impl Iterator<Item = Result<RowReport, ExportError>>,
    ) -> Result<u32, ExportError> {
        let mut failed = None;
        let written = self.replace(out, |file| {
            let mut sound = rows.map_while(|row| row.map_err(|error| failed = Some(error)).ok());
            let written = match which {
                RowsOut::Results => write_results(file, preview, &mut sound),
                RowsOut::Errors => write_errors(file, preview, &mut sound),
            }?;
            // Half of the rows are no file: what stands under the name stays.
            if failed.is_some() {
                Err(std::io::Error::other("rows are missing"))
            } else {
                Ok(written)
            }
        });
        failed.map_or(written, Err)
    }

    /// Writes a file beside `out` and puts it in its place when it is whole.
    pub(super) fn replace(
        &self,
        out: &Path,
        write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<u32>,
    ) -> Result<u32, ExportError> {
        if self.is_ours(out) {
            return Err(ExportError::IsWorkspace {
                path: out.to_owned(),
            });
        }
        let half = half_of(out);
        let written = File::create(&half).and_then(|file| {
            let mut file = BufWriter::new(file);
            let written = write(&mut file)?;
            file.into_inner()
                .map_err(std::io::IntoInnerError::into_error)?
                .sync_all()?;
            std::fs::rename(&half, out)?;
            write_name_through(out);
            Ok(written)
        });
        written.map_err(|source| {
            // What could not be finished is of no use to anybody; the error that is told is the first one.
            let _ = std::fs::remove_file(&half);
            ExportError::Unwritable {
                path: out.to_owned(),
                source,
            }
        })
    }

    /// Whether `path` leads to the file of this workspace.
    pub fn is_itself(&self, path: &Path) -> bool {
        self.presence.is(path)
    }

    /// Whether `path` is the file of this workspace, or one of those beside it that belong to it.
    pub fn is_ours(&self, path: &Path) -> bool {
        let Ok(ours) = self.path().canonicalize() else {
            return false;
        };
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let there = folder
            .canonicalize()
            .ok()
            .zip(path.file_name())
            .map(|(folder, name)| folder.join(name));
        let Some(theirs) = path.canonicalize().ok().or(there) else {
            return false;
        };
        let is_beside = ["", "-wal", "-shm", "-lock", "-catalogue"]
            .iter()
            .any(|ending| theirs == beside(&ours, ending));
        self.is_itself(path) || is_beside || theirs.starts_with(folder_of(&ours))
    }
}

fn write_results(
    file: impl Write,
    preview: &Preview,
    rows: &mut dyn Iterator<Item = RowReport>,
) -> std::io::Result<u32> {
    let mut writer = ResultWriter::new(file, preview)?;
    let mut written = 0;
    for row in rows {
        writer.row(&row)?;
        written += 1;
    }
    writer.finish()?;
    Ok(written)
}

fn write_errors(
    file: impl Write,
    preview: &Preview,
    rows: &mut dyn Iterator<Item = RowReport>,
) -> std::io::Result<u32> {
    let mut writer = ErrorWriter::new(file, preview)?;
    let mut written = 0;
    for row in rows.filter(|row| row.outcome == Outcome::Error) {
        writer.row(&row)?;
        written += 1;
    }
    writer.finish()?;
    Ok(written)
}
