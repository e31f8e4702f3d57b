//! Imports that were done, with every row of their files.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{damaged, from_json, kept_rows, millis, moment, to_json};
use crate::error::StoreError;
use crate::import::{ImportKind, Report, RowReport};
use crate::listing::PastImport;

/// The number of the next import.
pub(crate) fn next_id(connection: &Connection) -> Result<u32, StoreError> {
    Ok(
        connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM import", [], |row| {
            row.get(0)
        })?,
    )
}

/// How many imports there were.
pub(crate) fn count(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.query_row("SELECT count(*) FROM import", [], |row| row.get(0))?)
}

/// The change that an import came to; `None` where it changed nothing.
pub(crate) fn change_of(connection: &Connection, import: u32) -> Result<Option<u32>, StoreError> {
    Ok(
        connection.query_row("SELECT change FROM import WHERE id = ?1", [import], |row| {
            row.get(0)
        })?,
    )
}

/// The change that took an import back after others, where that is done.
pub(crate) fn taken_back_by(
    connection: &Connection,
    import: u32,
) -> Result<Option<u32>, StoreError> {
    let found = connection.query_row(
        "SELECT max(change.id) FROM change_gone JOIN change ON change.id = change_gone.change \
         WHERE change_gone.import = ?1 AND change.state = 'done'",
        [import],
        |row| row.get(0),
    )?;
    Ok(found)
}

/// Writes down an import, and the change that it came to where there was one.
pub(crate) fn record(
    connection: &Connection,
    id: u32,
    change: Option<u32>,
    at: jiff::Timestamp,
    kind: ImportKind,
    file: &str,
    report: &Report,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO import (id, change, at, kind, file, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, change, millis(at), kind.key(), file, to_json(report)?],
    )?;
    Ok(())
}

/// Hands an iterator over every row of an import, in the order of the file, to `take`.
pub(crate) fn with_rows<T>(
    connection: &Connection,
    import: u32,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<RowReport, StoreError>>) -> T,
) -> Result<T, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT rows FROM import_rows WHERE import = ?1 ORDER BY first_row")?;
    let chunks = statement.query_map([import], |row| row.get::<_, Vec<u8>>(0))?;
    let mut each = chunks.flat_map(|chunk| {
        match chunk
            .map_err(StoreError::from)
            .and_then(|kept| kept_rows::read(&kept))
        {
            Ok(rows) => rows.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        }
    });
    Ok(take(&mut each))
}

/// The imports, newest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<PastImport>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY import.id DESC"))?;
    let mut rows = statement.query([])?;
    let mut imports = Vec::new();
    while let Some(row) = rows.next()? {
        imports.push(decode(row)?.0);
    }
    Ok(imports)
}

/// One import and its whole report.
pub(crate) fn get(
    connection: &Connection,
    import: u32,
) -> Result<Option<(PastImport, Report)>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE import.id = ?1"))?;
    statement
        .query_row([import], |row| Ok(decode(row)))
        .optional()?
        .transpose()
}

const SELECT: &str = "SELECT import.id, import.at, import.kind, import.file, import.report, \
     coalesce(change.state <> 'done', FALSE) OR EXISTS (SELECT 1 FROM change_gone JOIN change AS back \
     ON back.id = change_gone.change WHERE change_gone.import = import.id AND back.state = 'done') \
     FROM import LEFT JOIN change ON change.id = import.change";

fn decode(row: &Row<'_>) -> Result<(PastImport, Report), StoreError> {
    let report: Report = from_json(&row.get::<_, String>(4)?)?;
    let kind: String = row.get(2)?;
    let import = PastImport {
        id: row.get(0)?,
        at: moment(row.get(1)?)?,
        kind: ImportKind::from_key(&kind).ok_or_else(|| damaged("an unknown kind of import"))?,
        file: row.get(3)?,
        outcomes: report.outcomes,
        rows: report.rows,
        warnings: report.warnings,
        seconds: report.seconds,
        undone: row.get(5)?,
    };
    Ok((import, report))
}
