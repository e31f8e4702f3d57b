//! Whether the file is sound, and the catalogue what the file says.

use serde::{Deserialize, Serialize};

use super::{Workspace, load_catalogue};
use crate::error::StoreError;
use crate::store::{self, copying};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a check can find wrong.
    Damage {
        Integrity "integrity" "The database says that its file is damaged",
        ForeignKeys "foreignKeys" "A row refers to one that is not there",
        Catalogue "catalogue" "The catalogue in memory differs from the file",
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// Partners that were looked at.
    pub partners: u32,
    /// What is wrong; empty when all is well.
    pub findings: Vec<Damage>,
}

impl Workspace {
    /// Whether SQLite finds nothing wrong with the pages of the file, read through on a connection of its own: `None` where `go_on`,
    /// which is asked between two tables, said no.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn look_over(&self, go_on: &dyn Fn() -> bool) -> Result<Option<bool>, StoreError> {
        let reader = store::passing_reader(self.path())?;
        copying::sound_tables(&reader, go_on)
    }

    /// Checks the file's integrity, its references, and that the catalogue equals one that is loaded anew.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        let store = self.store();
        let connection = store.connection();
        let mut findings = Vec::new();
        let integrity: String =
            connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if integrity != "ok" {
            findings.push(Damage::Integrity);
        }
        if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
            findings.push(Damage::ForeignKeys);
        }
        let catalogue = self.catalogue();
        if !catalogue.same_as(&load_catalogue(connection, catalogue.today())?) {
            findings.push(Damage::Catalogue);
            self.has_gone_astray(connection);
        }
        Ok(CheckReport {
            partners: catalogue.all().len(),
            findings,
        })
    }
}
