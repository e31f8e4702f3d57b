//! The history page by page.

use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use super::history::{COLUMNS, decode};
use crate::activity::About;
use crate::changes::PastChange;
use crate::error::StoreError;

/// Changes from `offset` on, newest first, and how many there are; dropped ones are left out.
pub(crate) fn page(
    connection: &Connection,
    about: Option<About>,
    offset: u32,
    limit: u32,
) -> Result<(u32, Vec<PastChange>), StoreError> {
    let which = about.map_or_else(String::new, |about| format!(" AND {}", kind_of(about)));
    let kept = format!("FROM change WHERE state <> 'dropped'{which}");
    let total = connection.query_row(&format!("SELECT count(*) {kept}"), [], |row| row.get(0))?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} {kept} ORDER BY id DESC LIMIT ?1 OFFSET ?2"
    ))?;
    let mut rows = statement.query([limit, offset])?;
    let mut page = Vec::new();
    while let Some(row) = rows.next()? {
        page.push(decode(row)?);
    }
    Ok((total, page))
}

/// The condition that a change is about something. The kinds are our own words.
fn kind_of(about: About) -> String {
    let listed = |kinds: &[&str]| {
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
        kinds.join(", ")
    };
    match about.kinds() {
        [] => {
            let others: Vec<&str> = About::ALL
                .iter()
                .flat_map(|about| about.kinds())
                .copied()
                .collect();
            format!("json_extract(title, '$.kind') NOT IN ({})", listed(&others))
        }
        kinds => format!("json_extract(title, '$.kind') IN ({})", listed(kinds)),
    }
}

/// A change that is not dropped.
pub(crate) fn get(connection: &Connection, id: u32) -> Result<Option<PastChange>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM change WHERE id = ?1 AND state <> 'dropped'"
    ))?;
    let found = statement.query_row([id], |row| Ok(decode(row)));
    found.optional()?.transpose()
}

/// How many changes after this one are done.
pub(crate) fn later(connection: &Connection, id: u32) -> Result<u32, StoreError> {
    let count = "SELECT count(*) FROM change WHERE id > ?1 AND state = 'done'";
    Ok(connection.query_row(count, [id], |row| row.get(0))?)
}

/// The changes that are done from this one on, newest first; at the most so many.
pub(crate) fn from(
    connection: &Connection,
    id: u32,
    limit: u32,
) -> Result<Vec<PastChange>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM change WHERE id >= ?1 AND state = 'done' ORDER BY id DESC LIMIT ?2"
    ))?;
    let mut rows = statement.query(params_from_iter([id, limit]))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(decode(row)?);
    }
    Ok(all)
}
