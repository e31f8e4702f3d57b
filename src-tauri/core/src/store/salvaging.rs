//! What can be read of a damaged file, in a new one. Nothing is written to the damaged file.
//!
//! Each table is read from its first row on. Where that fails, it goes on with the least number from which rows can be found again, so that
//! each page is lost alone; what has no number of its own is read from the last row back, too. The tables of the new file are made by
//! this program, not by what the damaged one says of itself.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Statement, ToSql, params_from_iter};

use super::contents::ids;
use super::copying::GoOn;
use super::open::{self, new_file};
use super::{partners, standings};
use crate::backup::Salvaged;
use crate::error::{OpenError, StoreError};
use crate::partner::PartnerId;

/// Rows after which it is asked whether to go on.
const AT_ONCE: u32 = 1_000;
/// Numbers of rows are no greater.
const NUMBERS: i64 = u32::MAX as i64;
/// What is put in the place of a group whose name is lost: `Recovered 12`.
const GROUP: &str = "Recovered";

/// Reads what can be read of the file `from` into the new file `half`, of the version of the damaged one; `None` where `go_on` said
/// no. It is opened for reading alone.
pub(crate) fn read(
    from: &Path,
    half: &Path,
    go_on: GoOn<'_>,
) -> Result<Option<Salvaged>, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let damaged = Connection::open_with_flags(from, flags).map_err(StoreError::from)?;
    // Rows that reach out of their page are errors, and what a damaged list of tables says is not believed.
    let _ = damaged.execute_batch(
        "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4096;",
    );
    let found = open::check_version(from, &damaged)?;
    // One state, also of a workspace that is open.
    let _ = damaged.execute_batch("BEGIN");
    new_file(half).map_err(StoreError::from)?;
    let mut out = Connection::open_with_flags(half, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(StoreError::from)?;
    open::begin_at(&mut out, found)?;
    Ok(each_table(&damaged, &out, go_on)?)
}

fn each_table(
    damaged: &Connection,
    out: &Connection,
    go_on: GoOn<'_>,
) -> Result<Option<Salvaged>, StoreError> {
    let tables = names(
        out,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
    )?;
    let mut salvaged = Salvaged::default();
    out.execute_batch("BEGIN")?;
    for (place, table) in tables.iter().enumerate() {
        let part = |within: f64| (place as f64 + within) / tables.len() as f64;
        let mut table = Table::of(damaged, out, table)?;
        if !table.read(&mut |within| go_on(part(within)))? {
            return Ok(None);
        }
        salvaged.rows = salvaged.rows.saturating_add(table.rows);
        salvaged.gaps += table.gaps;
    }
    name_groups_again(out)?;
    drop_what_refers_to_nothing(out, &tables)?;
    out.execute_batch("COMMIT")?;
    Ok(Some(salvaged))
}

/// A table that is read.
struct Table<'c> {
    damaged: &'c Connection,
    insert: Statement<'c>,
    name: String,
    columns: String,
    /// The column by whose numbers rows are ordered, where it has numbers.
    lead: Option<String>,
    order: String,
    rows: u32,
    gaps: u32,
}

/// How far a reading came.
struct Came {
    /// The lead of the last row.
    last: Option<i64>,
    to_the_end: bool,
    stopped: bool,
}

impl<'c> Table<'c> {
    fn of(damaged: &'c Connection, out: &'c Connection, name: &str) -> Result<Self, StoreError> {
        let about = |which: &str| {
            let columns = format!("SELECT name FROM pragma_table_info('{name}') WHERE {which}");
            names(out, &columns)
        };
        let columns = about("TRUE ORDER BY cid")?;
        let key = about("pk > 0 ORDER BY pk")?;
        let lead = about("pk = 1 AND type = 'INTEGER'")?.into_iter().next();
        let places = vec!["?"; columns.len()].join(", ");
        let columns = columns.join(", ");
        let insert = format!("INSERT OR IGNORE INTO {name} ({columns}) VALUES ({places})");
        Ok(Self {
            damaged,
            insert: out.prepare(&insert)?,
            name: name.to_owned(),
            columns,
            order: key.join(" {0}, ") + " {0}",
            lead,
            rows: 0,
            gaps: 0,
        })
    }

    /// Reads what can be read; false where `go_on` said no.
    fn read(&mut self, go_on: &mut dyn FnMut(f64) -> bool) -> Result<bool, StoreError> {
        let mut from = None;
        loop {
            if !go_on(0.0) {
                return Ok(false);
            }
            let came = self.scan("ASC", from, go_on)?;
            if came.stopped || came.to_the_end && self.gaps == 0 {
                return Ok(!came.stopped);
            }
            if came.to_the_end {
                break;
            }
            self.gaps += 1;
            // A number on a damaged page may be any: it never leads back.
            let last = came.last.max(from).unwrap_or(0);
            match self.readable_after(last) {
                Some(next) => from = Some(next),
                None => break,
            }
        }
        // Rows that have no number of their own, or share it with others.
        Ok(!self.scan("DESC", None, go_on)?.stopped)
    }

    /// The least number after `last` from which on rows can be found; `None` where there is none, or rows have no numbers.
    fn readable_after(&self, last: i64) -> Option<i64> {
        let lead = self.lead.as_deref()?;
        let name = &self.name;
        let first = format!("SELECT {lead} FROM {name} WHERE {lead} >= ?1 ORDER BY {lead} LIMIT 1");
        let mut first = self.damaged.prepare(&first).ok()?;
        let mut is_readable = |number: i64| {
            first
                .query([number])
                .and_then(|mut rows| rows.next().map(drop))
                .is_ok()
        };
        let mut step = 1;
        while !is_readable(last.saturating_add(step)) {
            step *= 2;
            if last.saturating_add(step) > NUMBERS {
                return None;
            }
        }
        let (mut not, mut readable) = (last + step / 2, last + step);
        while readable - not > 1 {
            let middle = not + (readable - not) / 2;
            if is_readable(middle) {
                readable = middle;
            } else {
                not = middle;
            }
        }
        Some(readable)
    }

    /// Takes over rows in an order, from a number on where it is given, until one cannot be read.
    fn scan(
        &mut self,
        direction: &str,
        from: Option<i64>,
        go_on: &mut dyn FnMut(f64) -> bool,
    ) -> Result<Came, StoreError> {
        let mut came = Came {
            last: None,
            to_the_end: false,
            stopped: false,
        };
        let lead = self.lead.as_deref();
        let which = match (lead, from) {
            (Some(lead), Some(from)) => format!("WHERE {lead} >= {from}"),
            _ => String::new(),
        };
        let order = self.order.replace("{0}", direction);
        let columns = &self.columns;
        let select = format!(
            "SELECT {}, {columns} FROM {} {which} ORDER BY {order}",
            lead.unwrap_or("NULL"),
            self.name
        );
        // A table that the damaged file does not know has no rows that could be read.
        let Ok(mut select) = self.damaged.prepare(&select) else {
            return Ok(came);
        };
        let width = select.column_count();
        let Ok(mut rows) = select.query([]) else {
            return Ok(came);
        };
        let mut read = 0;
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => {
                    came.to_the_end = true;
                    return Ok(came);
                }
                Err(_) => return Ok(came),
            };
            let values: Result<Vec<Value>, _> = (1..width).map(|column| row.get(column)).collect();
            came.last = came.last.max(row.get(0).unwrap_or(None));
            if let Ok(values) = values {
                self.rows += self.take(&values)?;
            }
            read += 1;
            if read % AT_ONCE == 0 && !go_on(0.0) {
                came.stopped = true;
                return Ok(came);
            }
        }
    }

    /// Writes a row, unless it is there, or is no row of such a table: what stood on a damaged page is anything.
    fn take(&mut self, values: &[Value]) -> Result<u32, StoreError> {
        let values = values.iter().map(|value| value as &dyn ToSql);
        match self.insert.execute(params_from_iter(values)) {
            Ok(written) => Ok(u32::try_from(written).unwrap_or(0)),
            Err(error)
                if matches!(
                    error.sqlite_error_code(),
                    Some(
                        rusqlite::ErrorCode::ConstraintViolation
                            | rusqlite::ErrorCode::TypeMismatch
                    )
                ) =>
            {
                Ok(0)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Groups whose name is lost and that have members still.
fn name_groups_again(out: &Connection) -> Result<(), StoreError> {
    out.execute(
        &format!(
            "INSERT OR IGNORE INTO partner_group (id, name, name_key) \
             SELECT DISTINCT partner_group, '{GROUP} ' || partner_group, lower('{GROUP}') || ' ' || partner_group \
             FROM membership WHERE partner_group NOT IN (SELECT id FROM partner_group)"
        ),
        [],
    )?;
    Ok(())
}

/// Rows that refer to one that is lost: they go, or refer to nothing where they may.
fn drop_what_refers_to_nothing(out: &Connection, tables: &[String]) -> Result<(), StoreError> {
    // What goes may be what others refer to.
    for _ in tables {
        let mut gone = 0;
        for table in tables {
            let mut references = out.prepare(&format!(
                "SELECT \"table\", \"from\", coalesce(\"to\", 'id') FROM pragma_foreign_key_list('{table}')"
            ))?;
            let references =
                references.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let references: Vec<(String, String, String)> = references.collect::<Result<_, _>>()?;
            for (parent, column, key) in references {
                let lost = format!("{column} NOT IN (SELECT {key} FROM {parent})");
                let may_be_none = format!(
                    "SELECT name FROM pragma_table_info('{table}') WHERE name = '{column}' AND \"notnull\" = 0 AND pk = 0"
                );
                gone += if names(out, &may_be_none)?.is_empty() {
                    out.execute(&format!("DELETE FROM {table} WHERE {lost}"), [])?
                } else {
                    out.execute(
                        &format!("UPDATE {table} SET {column} = NULL WHERE {lost}"),
                        [],
                    )?
                };
            }
        }
        if gone == 0 {
            break;
        }
    }
    Ok(())
}

/// Takes away rows of a file of this version whose values make no sense, so that the others can be opened; gives how many.
pub(crate) fn drop_nonsense(out: &Connection) -> Result<u32, StoreError> {
    let mut gone = 0;
    for PartnerId(id) in ids(out, "SELECT id FROM partner ORDER BY id")?.iter() {
        if partners::get(out, PartnerId(id)).is_err() {
            gone += out.execute("DELETE FROM partner WHERE id = ?1", [id])?;
        }
    }
    for PartnerId(id) in standings::nonsense(out)? {
        gone += out.execute("DELETE FROM standing WHERE partner = ?1", [id])?;
    }
    // What was kept beside the damaged file is right for nobody.
    super::kept::forget(out)?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}

fn names(connection: &Connection, which: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(which)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
