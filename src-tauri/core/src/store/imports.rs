//! Imports that were done, with every row of their files.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use serde::{Deserialize, Serialize};

use super::packed::{pack, unpack};
use super::{damaged, from_json, millis, moment, to_json};
use crate::error::StoreError;
use crate::import::{Fields, ImportKind, Matched, Outcome, Report, RowIssue, RowReport};
use crate::listing::PastImport;

/// Rows that stand together in one record of the table, and from how many bytes of them on there are fewer.
const CHUNK: usize = 500;
const HEAVY: usize = 4 << 20;

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

/// A row as it is kept: without names of its parts, for a file may have a million. What it would have changed was told by the
/// dry run; what it did change stands in the change.
#[derive(Serialize, Deserialize)]
struct KeptRow<'r>(
    u32,
    u32,
    Outcome,
    Cow<'r, [RowIssue]>,
    Cow<'r, Fields>,
    Cow<'r, Option<Matched>>,
);

impl From<KeptRow<'_>> for RowReport {
    fn from(KeptRow(row, line, outcome, issues, fields, matched): KeptRow<'_>) -> Self {
        Self {
            row,
            line,
            outcome,
            issues: issues.into_owned(),
            fields: fields.into_owned(),
            matched: matched.into_owned(),
            candidates: Vec::new(),
            effects: Vec::new(),
            at: 0,
        }
    }
}

/// Keeps the rows of an import, some of them together in one record.
pub(crate) struct RowsWriter<'c> {
    connection: &'c Connection,
    import: u32,
    first_row: u32,
    waiting: usize,
    json: Vec<u8>,
}

impl<'c> RowsWriter<'c> {
    pub(crate) fn new(connection: &'c Connection, import: u32) -> Self {
        Self {
            connection,
            import,
            first_row: 1,
            waiting: 0,
            json: Vec::new(),
        }
    }

    /// Keeps the next row of the file.
    pub(crate) fn add(&mut self, row: &RowReport) -> Result<(), StoreError> {
        if self.waiting == 0 {
            self.first_row = row.row;
        }
        self.json.push(if self.waiting == 0 { b'[' } else { b',' });
        let row = KeptRow(
            row.row,
            row.line,
            row.outcome,
            Cow::Borrowed(&row.issues),
            Cow::Borrowed(&row.fields),
            Cow::Borrowed(&row.matched),
        );
        serde_json::to_writer(&mut self.json, &row)
            .map_err(|error| StoreError::Damaged(error.to_string()))?;
        self.waiting += 1;
        if self.waiting == CHUNK || self.json.len() >= HEAVY {
            self.finish()
        } else {
            Ok(())
        }
    }

    /// Writes what waits.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        if self.waiting > 0 {
            self.json.push(b']');
            let mut insert = self.connection.prepare_cached(
                "INSERT INTO import_rows (import, first_row, rows) VALUES (?1, ?2, ?3)",
            )?;
            insert.execute(params![self.import, self.first_row, pack(&self.json)?])?;
            self.json.clear();
            self.waiting = 0;
        }
        Ok(())
    }
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
        let rows: Result<Vec<KeptRow<'static>>, StoreError> = chunk
            .map_err(StoreError::from)
            .and_then(|kept| from_json(&unpack(&kept)?));
        match rows {
            Ok(rows) => rows.into_iter().map(|row| Ok(row.into())).collect(),
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
