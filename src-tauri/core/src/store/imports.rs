//! Imports that were done, with every row of their files.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{damaged, from_json, millis, moment, to_json};
use crate::error::StoreError;
use crate::import::{ImportKind, Report, RowReport};
use crate::listing::PastImport;

/// Rows that stand together in one record of the table.
const CHUNK: usize = 500;

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

/// Writes down an import.
pub(crate) fn record(
    connection: &Connection,
    id: u32,
    change: u32,
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

/// Keeps the rows of an import, some of them together in one record.
pub(crate) struct RowsWriter<'c> {
    connection: &'c Connection,
    import: u32,
    first_row: u32,
    waiting: usize,
    json: String,
}

impl<'c> RowsWriter<'c> {
    pub(crate) fn new(connection: &'c Connection, import: u32) -> Self {
        Self {
            connection,
            import,
            first_row: 1,
            waiting: 0,
            json: String::new(),
        }
    }

    /// Keeps the next row of the file.
    pub(crate) fn add(&mut self, row: &RowReport) -> Result<(), StoreError> {
        if self.waiting == 0 {
            self.first_row = row.row;
        }
        self.json.push(if self.waiting == 0 { '[' } else { ',' });
        self.json.push_str(&to_json(row)?);
        self.waiting += 1;
        if self.waiting == CHUNK {
            self.finish()
        } else {
            Ok(())
        }
    }

    /// Writes what waits.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        if self.waiting > 0 {
            self.json.push(']');
            let mut insert = self.connection.prepare_cached(
                "INSERT INTO import_rows (import, first_row, rows) VALUES (?1, ?2, ?3)",
            )?;
            insert.execute(params![self.import, self.first_row, self.json])?;
            self.json.clear();
            self.waiting = 0;
        }
        Ok(())
    }
}

/// Hands every row of an import to `take`, in the order of the file.
pub(crate) fn each_row<E: From<StoreError>>(
    connection: &Connection,
    import: u32,
    mut take: impl FnMut(RowReport) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = connection
        .prepare_cached("SELECT rows FROM import_rows WHERE import = ?1 ORDER BY first_row")
        .map_err(StoreError::from)?;
    let mut chunks = statement.query([import]).map_err(StoreError::from)?;
    while let Some(chunk) = chunks.next().map_err(StoreError::from)? {
        let rows: String = chunk.get(0).map_err(StoreError::from)?;
        for row in from_json::<Vec<RowReport>>(&rows)? {
            take(row)?;
        }
    }
    Ok(())
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

const SELECT: &str = "SELECT import.id, import.at, import.kind, import.file, import.report, change.state <> 'done' \
     FROM import JOIN change ON change.id = import.change";

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
