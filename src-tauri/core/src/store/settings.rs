//! What the workspace remembers of how it is used.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::StoreError;

/// A value, when one was set.
pub(crate) fn get(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .query_row("SELECT value FROM setting WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()?)
}

/// Sets a value.
pub(crate) fn set(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)",
        params![key, value],
    )?;
    Ok(())
}
