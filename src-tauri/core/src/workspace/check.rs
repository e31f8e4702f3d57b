//! Whether the file is sound, and the catalogue what the file says.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Workspace, load_catalogue};
use crate::error::StoreError;
use crate::store::copying;
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
    /// which is asked some times a second, said no.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn look_over(&self, go_on: &(dyn Fn() -> bool + Sync)) -> Result<Option<bool>, StoreError> {
        let reader = self.presence.passing_reader()?;
        copying::stoppable(&reader, go_on, || is_whole(copying::sound(&reader)))
    }

    /// Checks the file's integrity, its references, and that the catalogue equals one that is loaded anew.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        let store = self.store();
        let connection = store.connection();
        let mut findings = Vec::new();
        if !is_whole(copying::sound_throughout(connection))? {
            findings.push(Damage::Integrity);
        }
        match refers_to_nothing(connection) {
            Ok(false) => {}
            Ok(true) => findings.push(Damage::ForeignKeys),
            Err(StoreError::Damaged(_)) if findings.contains(&Damage::Integrity) => {}
            Err(error) => return Err(error),
        }
        let catalogue = self.catalogue();
        match load_catalogue(connection, catalogue.today()) {
            Ok(anew) if catalogue.same_as(&anew) => {}
            Ok(_) => {
                findings.push(Damage::Catalogue);
                self.has_gone_astray(connection);
            }
            Err(StoreError::Damaged(_)) if findings.contains(&Damage::Integrity) => {}
            // Pages are whole, and what stands on them makes no sense.
            Err(StoreError::Damaged(_)) => findings.push(Damage::Integrity),
            Err(error) => return Err(error),
        }
        Ok(CheckReport {
            partners: catalogue.all().len(),
            findings,
        })
    }
}

/// Whether some row refers to one that is not there.
fn refers_to_nothing(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare("PRAGMA foreign_key_check")?.exists([])?)
}

/// Whether nothing was found, by a look that could be taken.
fn is_whole(looked: Result<(), StoreError>) -> Result<bool, StoreError> {
    match looked {
        Ok(()) => Ok(true),
        Err(StoreError::Damaged(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
