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

/// The number after the last one that was given to things of a kind: never one that history still speaks of.
pub(crate) fn next_number(connection: &Connection, kind: &str) -> Result<u32, StoreError> {
    let last: Option<u32> = get(connection, kind)?.and_then(|text| text.parse().ok());
    Ok(last.unwrap_or(0) + 1)
}

/// Notes that a number was given.
pub(crate) fn note_number(
    connection: &Connection,
    kind: &str,
    number: u32,
) -> Result<(), StoreError> {
    if next_number(connection, kind)? <= number {
        set(connection, kind, &number.to_string())?;
    }
    Ok(())
}
