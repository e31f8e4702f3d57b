//! Groups and their members.

use rusqlite::{Connection, params};

use crate::changes::{GroupShift, MembershipShift};
use crate::error::StoreError;
use crate::group::{Group, GroupId};
use crate::partner::PartnerId;
use crate::text;

/// Every group.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Group>, StoreError> {
    let mut statement = connection.prepare("SELECT id, name FROM partner_group ORDER BY id")?;
    let groups = statement.query_map([], |row| {
        Ok(Group {
            id: GroupId(row.get(0)?),
            name: row.get(1)?,
        })
    })?;
    Ok(groups.collect::<Result<_, _>>()?)
}

/// Hands an iterator over who is in which group to `take`.
pub(crate) fn with_memberships<T>(
    connection: &Connection,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<(GroupId, PartnerId), StoreError>>) -> T,
) -> Result<T, StoreError> {
    let mut statement = connection.prepare("SELECT partner_group, partner FROM membership")?;
    let mut each =
        statement.query_and_then([], |row| Ok((GroupId(row.get(0)?), PartnerId(row.get(1)?))))?;
    Ok(take(&mut each))
}

/// The number for the next group: never one that history still speaks of.
pub(crate) fn next_id(connection: &Connection) -> Result<GroupId, StoreError> {
    let last: Option<u32> =
        super::settings::get(connection, LAST_GROUP)?.and_then(|text| text.parse().ok());
    Ok(GroupId(last.unwrap_or(0) + 1))
}

const LAST_GROUP: &str = "lastGroup";

pub(super) fn shift(connection: &Connection, shift: &GroupShift) -> Result<(), StoreError> {
    match (&shift.before, &shift.after) {
        (_, Some(group)) => {
            connection.execute(
                "INSERT INTO partner_group (id, name, name_key) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key",
                params![group.id.0, group.name, text::name_key(&group.name)],
            )?;
            if next_id(connection)?.0 <= group.id.0 {
                super::settings::set(connection, LAST_GROUP, &group.id.0.to_string())?;
            }
        }
        (Some(group), None) => {
            // Partners who are not there may still stand in it; who brings both back writes them anew.
            connection.execute(
                "DELETE FROM membership WHERE partner_group = ?1",
                [group.id.0],
            )?;
            connection.execute("DELETE FROM partner_group WHERE id = ?1", [group.id.0])?;
        }
        (None, None) => {}
    }
    Ok(())
}

pub(super) fn shift_members(
    connection: &Connection,
    shift: &MembershipShift,
) -> Result<(), StoreError> {
    let mut leave = connection
        .prepare_cached("DELETE FROM membership WHERE partner_group = ?1 AND partner = ?2")?;
    for partner in shift.left.iter() {
        leave.execute([shift.group.0, partner.0])?;
    }
    let mut join = connection.prepare_cached(
        "INSERT OR IGNORE INTO membership (partner_group, partner) VALUES (?1, ?2)",
    )?;
    for partner in shift.joined.iter() {
        join.execute([shift.group.0, partner.0])?;
    }
    Ok(())
}
