//! In what a workspace and a copy of it differ.

use std::path::Path;

use rusqlite::Connection;

use super::contents::{count, ids, present};
use super::history;
use crate::backup::{Differences, Sampled};
use crate::changes::PastChange;
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::set::PartnerSet;

/// Partners that are named.
const NAMED: usize = 5;
/// Changes that are told.
const TOLD: u32 = 20;
/// The copy, as statements call it.
const THEN: &str = "then_";

/// Looks into a copy beside the workspace.
pub(crate) fn attach(connection: &Connection, copy: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    let name = std::os::unix::ffi::OsStrExt::as_bytes(copy.as_os_str());
    #[cfg(not(unix))]
    let name = copy.to_string_lossy().into_owned();
    // A name that is no text is taken as its bytes.
    connection.execute(&format!("ATTACH CAST(?1 AS TEXT) AS {THEN}"), [name])?;
    Ok(())
}

/// In which partners the copy differs, by number: who leaves, who comes back, and who is in both and not the same.
pub(crate) fn partners(now: &Connection, then: &Connection) -> Result<Differences, StoreError> {
    let (here, there) = (present(now)?, present(then)?);
    let without = |all: &PartnerSet, others: &PartnerSet| {
        let mut left = all.clone();
        left -= others;
        left
    };
    let mut differ = ids(
        now,
        &format!(
            "SELECT now.id FROM partner AS now JOIN {THEN}.partner AS old ON old.id = now.id \
             WHERE {} ORDER BY now.id",
            columns(now)?
        ),
    )?;
    for table in ["standing", "membership", "contact"] {
        for (one, other) in [("main", THEN), (THEN, "main")] {
            differ |= &ids(
                now,
                &format!(
                    "SELECT DISTINCT partner FROM \
                     (SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table})"
                ),
            )?;
        }
    }
    differ &= &here;
    differ &= &there;
    Ok(Differences {
        leave: sampled(now, &without(&here, &there))?,
        come_back: sampled(then, &without(&there, &here))?,
        differ: sampled(now, &differ)?,
    })
}

/// That some column of a partner is another one.
fn columns(now: &Connection) -> Result<String, StoreError> {
    let mut statement =
        now.prepare("SELECT name FROM pragma_table_info('partner') WHERE name <> 'id'")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let differ = names.map(|name| name.map(|name| format!("now.{name} IS NOT old.{name}")));
    Ok(differ.collect::<Result<Vec<_>, _>>()?.join(" OR "))
}

fn sampled(connection: &Connection, partners: &PartnerSet) -> Result<Sampled, StoreError> {
    let mut statement = connection.prepare("SELECT name FROM partner WHERE id = ?1")?;
    let name = |PartnerId(id)| statement.query_row([id], |row| row.get(0));
    Ok(Sampled {
        count: partners.len(),
        names: partners
            .iter()
            .take(NAMED)
            .map(name)
            .collect::<Result<_, _>>()?,
    })
}

/// The changes of the workspace that the copy does not have or has in another state: how many, and the newest of them; and how many
/// the copy has so.
pub(crate) fn changes(now: &Connection) -> Result<(u32, Vec<PastChange>, u32), StoreError> {
    let since = format!(
        "FROM (SELECT id, at, title, state FROM main.change WHERE state <> 'dropped' \
         EXCEPT SELECT id, at, title, state FROM {THEN}.change)"
    );
    let all = count(now, &format!("SELECT count(*) {since}"))?;
    let newest = history::of(
        now,
        &format!(
            "WHERE change.id IN (SELECT id {since} ORDER BY id DESC LIMIT {TOLD}) ORDER BY change.id DESC"
        ),
    )?;
    let back = count(
        now,
        &format!(
            "SELECT count(*) FROM (SELECT id, at, title, state FROM {THEN}.change WHERE state <> 'dropped' \
             EXCEPT SELECT id, at, title, state FROM main.change)"
        ),
    )?;
    Ok((all, newest, back))
}
