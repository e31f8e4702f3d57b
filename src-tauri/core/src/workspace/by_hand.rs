//! Prospects that are added by hand: one row, checked, matched and written as one of an import is, with another source.

use std::io::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::accounts::WorkspaceAccounts;
use super::importing::ImportError;
use super::writing::Writing;
use super::{Workspace, day, whole_millis};
use crate::by_hand::{MatchChoice, Newcomer};
use crate::changes::{Changes, Title};
use crate::import::{
    self, Action, DryRun, Field, FileError, Fixes, ImportKind, IssueCode, Look, MatchFix, Quoting,
    Reading, Request, RowReport, Sink, Unwatched,
};
use crate::standing::Source;
use crate::store::history;

/// A prospect to add by hand, and what was decided about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ByHand {
    /// What is written of it.
    pub newcomer: Newcomer,
    /// Who it is, where that was chosen; else it is matched.
    pub choice: Option<MatchChoice>,
    /// Whether one who is hidden, archived, was rejected or expired is brought back.
    pub revive: bool,
}

/// What adding by hand would come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TriedByHand {
    /// What becomes of it, as an import says it of a row.
    pub row: RowReport,
    /// The state of the workspace that it speaks of.
    pub revision: u32,
}

/// What adding by hand came to. Where its row is an error, nothing was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AddedByHand {
    /// What became of it, as an import says it of a row.
    pub row: RowReport,
    /// What changed.
    pub changes: Changes,
}

impl Workspace {
    /// Tells what adding a prospect by hand would come to, and touches nothing.
    ///
    /// # Errors
    /// The workspace cannot be read, or a temporary file not be written.
    pub fn try_by_hand(&self, asked: &ByHand) -> Result<TriedByHand, ImportError> {
        let file = self.file_of(asked)?;
        let dry_run = self.dry_run(&request(&file, asked), &Unwatched)?;
        let page = dry_run_row(&dry_run)?;
        Ok(TriedByHand {
            row: page,
            revision: dry_run.report().revision,
        })
    }

    /// Adds a prospect by hand: one who is known becomes a prospect with this contact, anybody else a new partner outside the
    /// marketplaces. `seen` is the state of the workspace in which it was tried, where it was.
    ///
    /// # Errors
    /// The workspace changed since, or cannot be written. Nothing is changed then.
    pub fn add_by_hand(
        &self,
        asked: &ByHand,
        seen: Option<u32>,
        now: Timestamp,
    ) -> Result<AddedByHand, ImportError> {
        let now = whole_millis(now);
        let file = self.file_of(asked)?;
        let request = request(&file, asked);
        let mut store = self.store();
        if seen.is_some_and(|seen| seen != self.revision()) {
            return Err(ImportError::WorkspaceChanged);
        }
        self.catalogue_mut().set_today(day(now));
        let (row, change, touched, trail) = store.write(|transaction| {
            let change = history::next_id(transaction)?;
            let next = self.next_partner(transaction)?;
            let accounts = WorkspaceAccounts::new(self, next, &Unwatched)?;
            let writing = Writing::new(
                transaction,
                &accounts,
                &Unwatched,
                &request,
                Source::ByHand,
                change,
                now,
            )?;
            let mut sink = OneRow { writing, row: None };
            import::run(&request, &accounts, &mut sink, &Unwatched)?;
            accounts.sound()?;
            let (touched, trail) = sink.writing.finish()?;
            let change = (!touched.is_empty()).then_some(change);
            if let Some(change) = change {
                history::drop_undone(transaction)?;
                history::record(transaction, change, now, &Title::AddByHand, &touched)?;
            }
            let row = sink.row.ok_or(FileError::Empty)?;
            Ok::<_, ImportError>((row, change, touched, trail))
        })?;
        if change.is_some() {
            self.follow(&store, &trail)?;
        }
        let changes = Changes {
            change,
            title: Title::AddByHand,
            undone: false,
            partners: touched.len(),
            name: self.name_of(&store, &touched)?,
            group: None,
        };
        Ok(AddedByHand {
            row: spoken(row),
            changes,
        })
    }

    /// The file of one row, which its owner alone can read, and which goes when it was read.
    fn file_of(&self, asked: &ByHand) -> Result<NamedTempFile, ImportError> {
        let group = match asked.newcomer.group {
            None => String::new(),
            // It was chosen while it was there.
            Some(id) => {
                let catalogue = self.catalogue();
                let group = catalogue.group(id).ok_or(ImportError::WorkspaceChanged)?;
                group.name.clone()
            }
        };
        let record = asked.newcomer.record(&group);
        let mut csv = csv::Writer::from_writer(Vec::new());
        let written = csv
            .write_record(Newcomer::FIELDS.map(Field::label))
            .and_then(|()| csv.write_record(&record));
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
        Ok(file.map_err(FileError::NoTemporaryFile)?)
    }
}

/// The import of that one row.
fn request(file: &NamedTempFile, asked: &ByHand) -> Request {
    let choices = asked.choice.map(|choice| MatchFix {
        row: 1,
        partner: match choice {
            MatchChoice::Partner { partner } => Some(partner),
            MatchChoice::Nobody => None,
        },
    });
    Request {
        kind: ImportKind::Prospects,
        reading: Reading {
            encoding: Some("UTF-8".into()),
            delimiter: Some(','),
            quoting: Some(Quoting::Double),
            header_row: Some(1),
            sheet: None,
        },
        mapping: Some(Newcomer::FIELDS.map(Some).to_vec()),
        fixes: Fixes {
            choices: choices.into_iter().collect(),
            ..Fixes::default()
        },
        revive: asked.revive,
        ..Request::of(file.path())
    }
}

fn dry_run_row(dry_run: &DryRun) -> Result<RowReport, ImportError> {
    let page = dry_run.page(&Look::at_all(), 0, 1)?;
    let row = page.rows.into_iter().next();
    Ok(spoken(row.ok_or(FileError::Empty)?))
}

/// The row without what is of interest in files alone: that white space around values was left out.
fn spoken(mut row: RowReport) -> RowReport {
    row.issues
        .retain(|issue| issue.code != IssueCode::Normalised);
    row
}

/// Hands the one row on to be written, and remembers it.
struct OneRow<'t, 'a> {
    writing: Writing<'t, 'a>,
    row: Option<RowReport>,
}

impl Sink for OneRow<'_, '_> {
    type Error = ImportError;

    fn take(&mut self, row: &RowReport, action: Option<Action>) -> Result<(), ImportError> {
        self.row = Some(row.clone());
        self.writing.take(row, action)
    }
}
