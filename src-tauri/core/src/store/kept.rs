//! What the file knows of the catalogue that is kept beside it: the token of the one that is right, and whose data changed since.
//! Both are written with the change itself, so whatever state of the file somebody finds, or restores, says what is right for it.

use rusqlite::{Connection, OptionalExtension as _};

use crate::changes::Delta;
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::set::PartnerSet;

/// So many partners are read one by one sooner than all are. Beyond, no catalogue that was kept is right.
pub(crate) const FEW: u32 = 10_000;

/// The token of the kept catalogue that is right, but for those who are stale.
pub(crate) fn token(connection: &Connection) -> Result<Option<[u8; 16]>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT token FROM kept_catalogue")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

/// Whose data changed since the kept catalogue was written.
pub(crate) fn stale(connection: &Connection) -> Result<PartnerSet, StoreError> {
    let mut statement = connection.prepare_cached("SELECT partner FROM stale_partner")?;
    let partners = statement.query_map([], |row| Ok(PartnerId(row.get(0)?)))?;
    Ok(partners.collect::<Result<_, _>>()?)
}

/// How many those are.
pub(crate) fn count_stale(connection: &Connection) -> Result<u32, StoreError> {
    let mut statement = connection.prepare_cached("SELECT count(*) FROM stale_partner")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Notes that a catalogue was kept that is right for the file as it is.
pub(crate) fn keep(connection: &Connection, token: &[u8; 16]) -> Result<(), StoreError> {
    forget(connection)?;
    connection.execute("INSERT INTO kept_catalogue VALUES (1, ?1)", [token])?;
    Ok(())
}

/// Notes that no kept catalogue is right any more.
pub(crate) fn forget(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("DELETE FROM kept_catalogue; DELETE FROM stale_partner;")?;
    Ok(())
}

/// Notes whose data a part of a change writes, brings or takes away, as it is done, undone or done again: part of the same
/// transaction.
pub(crate) fn note(connection: &Connection, part: &Delta) -> Result<(), StoreError> {
    let mut partners: PartnerSet = part.edits.iter().map(|edit| edit.partner).collect();
    partners |= &part.added;
    partners |= &part.born;
    if partners.is_empty() || token(connection)?.is_none() {
        return Ok(());
    }
    if partners.len().saturating_add(count_stale(connection)?) > FEW {
        return forget(connection);
    }
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO stale_partner VALUES (?1)")?;
    for partner in partners.iter() {
        insert.execute([partner.0])?;
    }
    Ok(())
}

/// A number that is another one once another program wrote to the file.
pub(crate) fn others_wrote(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
