//! Imports at the door: the dry run, and the import that is the same function with the sink that writes.

use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use rusqlite::Transaction;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::accounts::WorkspaceAccounts;
use super::transact::import_title;
use super::{Workspace, day, remembered, whole_millis};
use crate::changes::{Changes, Delta, Edit, MembershipShift, StandingShift};
use crate::error::StoreError;
use crate::group::GroupId;
use crate::import::{
    self, Action, DryRun, FileError, ImportKind, Lookup, Preview, Report, Request, RowReport,
    RunError, Sink, Watch,
};
use crate::set::PartnerSet;
use crate::standing::{Source, Standing};
use crate::store::{apply, history, imports, partners};

/// Edits that stand together in one part of a change.
const EDITS_IN_A_PART: usize = 2_000;

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
        let revision = self.revision();
        let next_id = self.next_partner(&self.reader())?;
        let accounts = WorkspaceAccounts::new(self, next_id)?;
        let start = Instant::now();
        let mut dry_run = DryRun::of(request, &accounts, watch).map_err(|error| match error {
            RunError::File(error) => ImportError::File(error),
            RunError::Cancelled => ImportError::Cancelled,
            RunError::Sink(never) => match never {},
        })?;
        accounts.sound()?;
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
        let mut beside = self.path().as_os_str().to_owned();
        beside.push("-sample.csv");
        let file = Path::new(&beside).to_owned();
        std::fs::write(&file, csv).map_err(StoreError::File)?;
        let request = Request {
            kind: ImportKind::Catalogue,
            ..Request::of(&file)
        };
        let done = self.import_as(&request, name, None, watch, now);
        // The file was ours, and the import is done or refused whether or not it goes.
        let _ = std::fs::remove_file(&file);
        done
    }

    fn import_as(
        &self,
        request: &Request,
        name: &str,
        seen: Option<&Report>,
        watch: &dyn Watch,
        now: Timestamp,
    ) -> Result<ImportDone, ImportError> {
        let start = Instant::now();
        let now = whole_millis(now);
        let mut store = self.store();
        if seen.is_some_and(|seen| seen.revision != self.revision()) {
            return Err(ImportError::WorkspaceChanged);
        }
        self.catalogue_mut().set_today(day(now));
        let (import, change, report, touched) = store.write(|transaction| {
            let change = history::next_id(transaction)?;
            let import = imports::next_id(transaction)?;
            let accounts = WorkspaceAccounts::new(self, self.next_partner(transaction)?)?;
            let mut sink = Writing::new(transaction, &accounts, import, change, now)?;
            let mut report = import::run(request, &accounts, &mut sink, watch)?;
            if seen.is_some_and(|seen| seen.file_hash != report.file_hash) {
                return Err(ImportError::File(FileError::Changed));
            }
            accounts.sound()?;
            let touched = sink.finish()?;
            report.seconds = start.elapsed().as_secs_f64();
            // An import that had nothing to change is kept, but is nothing that could be undone.
            let change = (!touched.is_empty()).then_some(change);
            if let Some(change) = change {
                history::drop_undone(transaction)?;
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
            if watch.cancelled() {
                Err(ImportError::Cancelled)
            } else {
                Ok((import, change, report, touched))
            }
        })?;
        if let Some(change) = change {
            for delta in history::parts(store.connection(), change)? {
                self.follow(&store, &delta)?;
            }
        }
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

/// The sink that writes: partners as they come, what can be said shortly at the end.
struct Writing<'t, 'a> {
    transaction: &'t Transaction<'t>,
    accounts: &'a WorkspaceAccounts<'a>,
    partners: partners::Writer<'t>,
    rows: imports::RowsWriter<'t>,
    change: u32,
    source: Source,
    now: Timestamp,
    parts: u32,
    born: PartnerSet,
    touched: PartnerSet,
    edits: Vec<Edit>,
    marks: FxHashMap<Standing, PartnerSet>,
    joined: FxHashMap<GroupId, PartnerSet>,
}

impl<'t, 'a> Writing<'t, 'a> {
    fn new(
        transaction: &'t Transaction<'t>,
        accounts: &'a WorkspaceAccounts<'a>,
        import: u32,
        change: u32,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            partners: partners::Writer::new(transaction)?,
            rows: imports::RowsWriter::new(transaction, import),
            transaction,
            accounts,
            change,
            source: Source::Import(import),
            now,
            parts: 0,
            born: PartnerSet::new(),
            touched: PartnerSet::new(),
            edits: Vec::new(),
            marks: FxHashMap::default(),
            joined: FxHashMap::default(),
        })
    }

    fn act(&mut self, action: Action) -> Result<(), StoreError> {
        let id = action.partner;
        self.touched.insert(id);
        if let Some(partner) = &action.create {
            self.partners.insert(id, partner, self.change)?;
            self.born.insert(id);
        }
        if let Some((before, after)) = action.edit
            && let Some(mut partner) = partners::get(self.transaction, id)?
        {
            after.apply(&mut partner);
            self.partners.update(id, &partner)?;
            // A partner that this import brought goes and comes with all its data.
            if !self.born.contains(id) {
                self.edits.push(Edit {
                    partner: id,
                    before,
                    after,
                });
            }
        }
        if action.mark {
            let before = if self.born.contains(id) {
                Standing::default()
            } else {
                self.accounts.standing(id)
            };
            self.marks.entry(before).or_default().insert(id);
        }
        for group in action.join {
            self.joined.entry(group).or_default().insert(id);
        }
        if self.edits.len() >= EDITS_IN_A_PART {
            let edits = std::mem::take(&mut self.edits);
            self.add_part(&Delta {
                edits,
                ..Delta::default()
            })?;
        }
        Ok(())
    }

    fn add_part(&mut self, delta: &Delta) -> Result<(), StoreError> {
        history::add_part(self.transaction, self.change, self.parts, delta)?;
        self.parts += 1;
        Ok(())
    }

    /// Writes what waits; gives everybody who was touched.
    fn finish(mut self) -> Result<PartnerSet, StoreError> {
        self.rows.finish()?;
        let marks = std::mem::take(&mut self.marks);
        let standings = marks.into_iter().map(|(before, partners)| {
            let after = before.marked(self.source, self.now);
            StandingShift {
                before,
                after,
                partners,
            }
        });
        let joined = std::mem::take(&mut self.joined);
        let memberships = joined.into_iter().map(|(group, joined)| MembershipShift {
            group,
            joined,
            left: PartnerSet::new(),
        });
        let mut delta = Delta {
            standings: standings.collect(),
            memberships: memberships.collect(),
            born: std::mem::take(&mut self.born),
            ..Delta::default()
        };
        delta.memberships.sort_by_key(|shift| shift.group);
        apply::apply(self.transaction, &delta)?;
        delta.edits = std::mem::take(&mut self.edits);
        if !delta.is_empty() {
            self.add_part(&delta)?;
        }
        Ok(self.touched)
    }
}

impl Sink for Writing<'_, '_> {
    type Error = ImportError;

    fn take(&mut self, row: &RowReport, action: Option<Action>) -> Result<(), ImportError> {
        self.rows.add(row)?;
        Ok(action.map_or(Ok(()), |action| self.act(action))?)
    }
}
