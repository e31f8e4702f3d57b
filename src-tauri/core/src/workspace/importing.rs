//! Imports at the door: the dry run, and the import that is the same function with the sink that writes.

use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::accounts::WorkspaceAccounts;
use super::transact::import_title;
use super::writing::{Writing, Written};
use super::{Workspace, day, remembered, whole_millis};
use crate::changes::Changes;
use crate::error::StoreError;
use crate::import::{
    self, DryRun, FileError, ImportKind, Preview, Report, Request, RunError, Watch,
};
use crate::moment;
use crate::standing::Source;
use crate::store::beside::beside;
use crate::store::{history, imports, sweeping};

/// Why an import, or its dry run, was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The user cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The workspace changed after the dry run, so that the import could come to something else.
    #[error("the workspace has changed")]
    WorkspaceChanged,
    /// The workspace.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RunError<Self>> for ImportError {
    fn from(error: RunError<Self>) -> Self {
        match error {
            RunError::File(error) => Self::File(error),
            RunError::Cancelled => Self::Cancelled,
            RunError::Sink(error) => error,
        }
    }
}

/// An import that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportDone {
    /// Its number, under which its summary is kept.
    pub import: u32,
    /// What it came to.
    pub report: Report,
    /// What changed.
    pub changes: Changes,
}

impl Workspace {
    /// How a file would be read, and its first rows. Where the request does not say what the columns fill, they fill what they
    /// did when their header was imported last; and the values that were taken for others come along.
    ///
    /// # Errors
    /// What is wrong with the file, or that the workspace cannot be read.
    pub fn preview_import(&self, request: &Request) -> Result<Preview, ImportError> {
        let preview =
            |mapping| import::preview(&request.file, request.kind, &request.reading, mapping);
        self.is_no_source(&request.file)?;
        let mut found = preview(request.mapping.as_deref())?;
        let known = if request.mapping.is_none() && found.header_row.is_some() {
            remembered::columns(&self.reader(), request.kind, &found.columns)?
        } else {
            None
        };
        if let Some(fields) = known {
            found = preview(Some(&fields))?;
            found.remembered = true;
        }
        found.values = remembered::values(&self.reader(), request.kind)?;
        Ok(found)
    }

    /// Tells for every row of a file what the import would do, and touches nothing.
    ///
    /// # Errors
    /// What is wrong with the file, or that the watcher cancelled.
    pub fn dry_run(&self, request: &Request, watch: &dyn Watch) -> Result<DryRun, ImportError> {
        self.is_no_source(&request.file)?;
        let revision = self.revision();
        let numbers = self.free_numbers(&self.reader())?;
        let start = Instant::now();
        let accounts = WorkspaceAccounts::new(self, numbers, watch)?;
        let dry_run = DryRun::of(request, &accounts, accounts.index(), watch);
        let mut dry_run = dry_run.map_err(|error| match error {
            RunError::File(error) => ImportError::File(error),
            RunError::Cancelled => ImportError::Cancelled,
            RunError::Sink(never) => match never {},
        })?;
        accounts.sound()?;
        // Nobody waits for it any more: what it holds goes.
        if watch.cancelled() {
            return Err(ImportError::Cancelled);
        }
        dry_run.took(start.elapsed().as_secs_f64(), revision);
        Ok(dry_run)
    }

    /// Imports a file: all of it, or nothing of it. `seen` is what the dry run told, where there was one.
    ///
    /// # Errors
    /// What is wrong with the file, that it changed since the dry run, that the watcher cancelled, or that the workspace
    /// could not be written. Nothing is changed then.
    pub fn import(
        &self,
        request: &Request,
        seen: Option<&Report>,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<ImportDone, ImportError> {
        let name = request
            .file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        self.import_as(request, &name, seen, watch, now)
    }

    /// Imports a catalogue that is not a file of the user's: the text of its CSV, under a name.
    ///
    /// # Errors
    /// As for [`Workspace::import`].
    pub fn load_sample(
        &self,
        csv: &[u8],
        name: &str,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<ImportDone, ImportError> {
        let file = beside(self.path(), "-sample.csv");
        std::fs::write(&file, csv).map_err(StoreError::from)?;
        let request = Request {
            kind: ImportKind::Catalogue,
            ..Request::of(&file)
        };
        let done = self.import_as(&request, name, None, watch, now);
        // The file was ours, and the import is done or refused whether or not it goes.
        let _ = std::fs::remove_file(&file);
        done
    }

    /// Refuses the workspace itself without opening it: whoever closes a file lets go of all locks that the same program has on it,
    /// SQLite's too.
    fn is_no_source(&self, file: &Path) -> Result<(), FileError> {
        if self.is_ours(file) {
            Err(FileError::NotText {
                looks_like: "sqlite",
            })
        } else {
            Ok(())
        }
    }

    fn import_as(
        &self,
        request: &Request,
        name: &str,
        seen: Option<&Report>,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<ImportDone, ImportError> {
        self.is_no_source(&request.file)?;
        let start = Instant::now();
        let now = whole_millis(now);
        let held = self.hold(&request.file);
        let mut store = self.store();
        if seen.is_some_and(|seen| seen.revision != self.revision()) {
            return Err(ImportError::WorkspaceChanged);
        }
        self.catalogue_mut().set_today(day(now));
        let mut given_again = false;
        let (import, change, report, touched, trail) = store.write(|transaction| {
            moment::reached("import.begun");
            let change = history::next_id(transaction)?;
            let import = imports::next_id(transaction)?;
            let numbers = self.free_numbers(transaction)?;
            given_again = numbers.are_given_again();
            let accounts = WorkspaceAccounts::new(self, numbers, watch)?;
            let source = Source::Import(import);
            let mut sink =
                Writing::new(transaction, &accounts, watch, request, source, change, now)?;
            let mut report = import::run(request, &accounts, &mut sink, watch)?;
            moment::reached("import.read");
            if seen.is_some_and(|seen| seen.file_hash != report.file_hash) {
                return Err(ImportError::File(FileError::Changed));
            }
            accounts.sound()?;
            let Written {
                touched,
                trail,
                changed,
            } = sink.finish()?;
            moment::reached("import.rows-written");
            report.seconds = start.elapsed().as_secs_f64();
            // An import that had nothing to change is kept, but is nothing that could be undone.
            let change = changed.then_some(change);
            if let Some(change) = change {
                sweeping::drop_undone(transaction)?;
                history::record(
                    transaction,
                    change,
                    now,
                    &import_title(import, name),
                    &touched,
                )?;
            }
            imports::record(
                transaction,
                import,
                change,
                now,
                request.kind,
                name,
                &report,
            )?;
            remembered::keep(transaction, request, &report)?;
            moment::reached("import.written");
            if watch.cancelled() {
                Err(ImportError::Cancelled)
            } else {
                Ok((import, change, report, touched, trail))
            }
        })?;
        moment::reached("import.committed");
        if change.is_some() {
            if let Some(held) = held {
                self.back_up_held(held, now);
            }
            self.follow(&store, &trail)?;
            if given_again {
                // Answers from before may speak of those who had the numbers then.
                self.lists().forget_results();
                self.kept_outbox().forget();
            }
        }
        moment::reached("import.followed");
        let changes = Changes {
            change,
            title: import_title(import, name),
            undone: false,
            partners: touched.len(),
            name: self.name_of(&store, &touched)?,
            group: None,
        };
        Ok(ImportDone {
            import,
            report,
            changes,
        })
    }
}
