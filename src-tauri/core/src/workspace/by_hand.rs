//! Prospects that are added by hand: one row, checked, matched and written as one of an import is, with another source.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Workspace;
use super::importing::ImportError;
use super::one_row::{How, OneRow};
use crate::by_hand::{MatchChoice, Newcomer};
use crate::changes::{Changes, Title};
use crate::import::{ImportKind, RowReport};
use crate::standing::Source;

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
        self.try_row(&self.row_of(asked)?)
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
        let row = self.row_of(asked)?;
        let how = How {
            title: &Title::AddByHand,
            source: Source::ByHand,
            link: None,
        };
        self.write_row(&mut self.store(), &row, how, seen, now)
    }

    fn row_of(&self, asked: &ByHand) -> Result<OneRow, ImportError> {
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
        let mut row = OneRow::of(ImportKind::Prospects, &Newcomer::FIELDS, &record)?;
        row.choice = asked.choice;
        row.revive = asked.revive;
        Ok(row)
    }
}
