//! What is recorded by hand: a file of one row, checked, matched and written as one of an import is, under another title.

use std::io::Write as _;

use jiff::Timestamp;
use tempfile::NamedTempFile;

use super::accounts::WorkspaceAccounts;
use super::by_hand::{AddedByHand, TriedByHand};
use super::importing::ImportError;
use super::writing::{Writing, Written};
use super::{Workspace, day, whole_millis};
use crate::application::Application;
use crate::by_hand::MatchChoice;
use crate::changes::{Changes, Title};
use crate::import::{
    self, Action, Field, FileError, Fixes, ImportKind, IssueCode, Look, MatchFix, Numbers, Quoting,
    Reading, Request, RowReport, Sink, Unwatched,
};
use crate::moment;
use crate::standing::Source;
use crate::store::{Store, history, sweeping};

/// A file of one row, which its owner alone can read, and which goes with this.
pub(super) struct OneRow {
    file: NamedTempFile,
    kind: ImportKind,
    fields: Vec<Field>,
    pub(super) choice: Option<MatchChoice>,
    pub(super) revive: bool,
}

/// How a row is written.
pub(super) struct How<'a> {
    pub(super) title: &'a Title,
    pub(super) source: Source,
    /// The application that the row links, rather than recording one.
    pub(super) link: Option<Application>,
}

impl OneRow {
    /// Of these cells, each in the column of its field.
    pub(super) fn of(
        kind: ImportKind,
        fields: &[Field],
        record: &[String],
    ) -> Result<Self, ImportError> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let written = csv
            .write_record(fields.iter().map(|field| field.label()))
            .and_then(|()| csv.write_record(record));
        let text = written
            .map_err(std::io::Error::from)
            .and_then(|()| csv.into_inner().map_err(|error| error.into_error()));
        let write = |text: Vec<u8>| {
            let mut file = tempfile::Builder::new()
                .prefix("prospect-desk-")
                .tempfile()?;
            file.write_all(&text)?;
            file.flush()?;
            Ok(file)
        };
        let file: Result<_, std::io::Error> = text.and_then(write);
        Ok(Self {
            file: file.map_err(FileError::NoTemporaryFile)?,
            kind,
            fields: fields.to_vec(),
            choice: None,
            revive: false,
        })
    }

    /// The import of the row.
    fn request(&self) -> Request {
        let choices = self.choice.map(|choice| MatchFix {
            row: 1,
            partner: match choice {
                MatchChoice::Partner { partner } => Some(partner),
                MatchChoice::Nobody => None,
            },
        });
        Request {
            kind: self.kind,
            reading: Reading {
                encoding: Some("UTF-8".into()),
                delimiter: Some(','),
                quoting: Some(Quoting::Double),
                header_row: Some(1),
                ..Reading::default()
            },
            mapping: Some(self.fields.iter().copied().map(Some).collect()),
            fixes: Fixes {
                choices: choices.into_iter().collect(),
                ..Fixes::default()
            },
            revive: self.revive,
            ..Request::of(self.file.path())
        }
    }
}

impl Workspace {
    /// Tells what writing a row would come to, and touches nothing.
    pub(super) fn try_row(&self, row: &OneRow) -> Result<TriedByHand, ImportError> {
        let dry_run = self.dry_run(&row.request(), &Unwatched)?;
        let page = dry_run.page(&Look::at_all(), 0, 1)?;
        let row = page.rows.into_iter().next();
        Ok(TriedByHand {
            row: spoken(row.ok_or(FileError::Empty)?),
            revision: dry_run.report().revision,
        })
    }

    /// Writes a row. `seen` is the state of the workspace in which it was tried, where it was.
    pub(super) fn write_row(
        &self,
        store: &mut Store,
        row: &OneRow,
        how: How<'_>,
        seen: Option<u32>,
        now: Timestamp,
    ) -> Result<AddedByHand, ImportError> {
        let now = whole_millis(now);
        let request = row.request();
        if seen.is_some_and(|seen| seen != self.revision()) {
            return Err(ImportError::WorkspaceChanged);
        }
        self.catalogue_mut().set_today(day(now));
        let (row, change, written) = store.write(|transaction| {
            let change = history::next_id(transaction)?;
            let numbers = Numbers::from(self.next_partner(transaction)?);
            let mut accounts = WorkspaceAccounts::new(self, numbers, &Unwatched)?;
            let watch = &Unwatched;
            if how.link.is_some() {
                accounts.without_applications();
            }
            let mut writing = Writing::new(
                transaction,
                &accounts,
                watch,
                &request,
                how.source,
                change,
                now,
            )?;
            if let Some(application) = how.link {
                writing.receiving.link(application);
            }
            let mut sink = Handing { writing, row: None };
            import::run(&request, &accounts, &mut sink, watch)?;
            accounts.sound()?;
            let written = sink.writing.finish()?;
            let change = written.changed.then_some(change);
            if let Some(change) = change {
                sweeping::drop_undone(transaction)?;
                history::record(transaction, change, now, how.title, &written.touched)?;
            }
            let row = sink.row.ok_or(FileError::Empty)?;
            moment::reached("row.written");
            Ok::<_, ImportError>((row, change, written))
        })?;
        moment::reached("row.committed");
        let Written { touched, trail, .. } = written;
        if change.is_some() {
            self.follow(store, &trail)?;
        }
        let changes = Changes {
            change,
            title: how.title.clone(),
            undone: false,
            partners: touched.len(),
            name: self.name_of(store, &touched)?,
            group: None,
        };
        Ok(AddedByHand {
            row: spoken(row),
            changes,
        })
    }
}

/// The row without what is of interest in files alone: that white space around values was left out.
fn spoken(mut row: RowReport) -> RowReport {
    row.issues
        .retain(|issue| issue.code != IssueCode::Normalised);
    row
}

/// Hands the one row on to be written, and remembers it.
struct Handing<'t, 'a> {
    writing: Writing<'t, 'a>,
    row: Option<RowReport>,
}

impl Sink for Handing<'_, '_> {
    type Error = ImportError;

    fn take(&mut self, row: &RowReport, action: Option<Action>) -> Result<(), ImportError> {
        self.row = Some(row.clone());
        self.writing.take(row, action)
    }
}
