//! What is in a file, in figures, whatever version wrote it.

use rusqlite::Connection;

use super::history;
use crate::backup::Contents;
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::set::PartnerSet;

/// The version since which imports are taken back by a change of their own.
const WITH_GONE: u32 = 2;

/// The version of a file.
pub(crate) fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Who is in a file.
pub(crate) fn present(connection: &Connection) -> Result<PartnerSet, StoreError> {
    let mut present = ids(
        connection,
        "SELECT id FROM partner WHERE born NOT IN (SELECT id FROM change WHERE state <> 'done') ORDER BY id",
    )?;
    if version(connection)? >= WITH_GONE {
        present -= &history::gone(connection)?;
    }
    Ok(present)
}

/// What is in a file.
pub(crate) fn of(connection: &Connection) -> Result<Contents, StoreError> {
    let present = present(connection)?;
    let among = |which: &str| -> Result<PartnerSet, StoreError> {
        let mut found = ids(connection, which)?;
        found &= &present;
        Ok(found)
    };
    let hidden = among("SELECT partner FROM standing WHERE hidden_at IS NOT NULL")?;
    let shown = |kind: &str| -> Result<u32, StoreError> {
        let which = format!("SELECT id FROM partner WHERE listed AND kind = '{kind}' ORDER BY id");
        let mut listed = among(&which)?;
        listed -= &hidden;
        Ok(listed.len())
    };
    let prospects = "SELECT partner FROM standing WHERE stage IS NOT NULL AND archived_at IS NULL";
    Ok(Contents {
        partners: shown("partner")?,
        creators: shown("creator")?,
        prospects: among(prospects)?.len(),
        hidden: hidden.len(),
        groups: count(connection, "SELECT count(*) FROM partner_group")?,
        changes: count(
            connection,
            "SELECT count(*) FROM change WHERE state = 'done'",
        )?,
    })
}

/// How far a history has come: the number of the last change, how many are undone, and when the last one was made. Where it is the
/// same, so is what changes brought.
pub(crate) type Stand = (u32, u32, i64);

/// How far the history of a file has come.
pub(crate) fn stand(connection: &Connection) -> Result<Stand, StoreError> {
    Ok(connection.query_row(
        "SELECT coalesce(max(id), 0), coalesce(sum(state = 'undone'), 0), coalesce(max(at), 0) FROM change",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// The partners whom a statement names.
pub(super) fn ids(connection: &Connection, which: &str) -> Result<PartnerSet, StoreError> {
    let mut statement = connection.prepare(which)?;
    let partners = statement.query_map([], |row| Ok(PartnerId(row.get(0)?)))?;
    Ok(partners.collect::<Result<_, _>>()?)
}

pub(super) fn count(connection: &Connection, which: &str) -> Result<u32, StoreError> {
    Ok(connection.query_row(which, [], |row| row.get(0))?)
}
