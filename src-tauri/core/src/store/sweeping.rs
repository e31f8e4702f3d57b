//! What changes had brought that were undone and cannot be done again: dropped, and swept away when there is time.

use rusqlite::{Connection, params};

use super::history::{delta, sets, touched_where};
use super::packed::pack;
use super::{contacts, groups, to_json};
use crate::changes::{Delta, MembershipShift};
use crate::error::StoreError;
use crate::moment;
use crate::set::PartnerSet;

/// A dropped change that touched up to so many partners is swept away at once; a greater one waits until there is time.
const SWEEP_AT_ONCE: u32 = 5_000;

/// Something new is done: what was undone cannot be done again. What it had brought is swept away, at once where it is
/// little; see [`sweep`] for the rest.
pub(crate) fn drop_undone(connection: &Connection) -> Result<(), StoreError> {
    let undone = "UPDATE change SET state = 'dropped' WHERE state = 'undone'";
    if connection.execute(undone, [])? == 0 {
        return Ok(());
    }
    for change in dropped(connection, SWEEP_AT_ONCE)? {
        while let Some((place, part)) = first_part(connection, change)? {
            sweep_part(connection, change, place, part, u32::MAX)?;
        }
    }
    Ok(())
}

/// Whether there is anything to be swept away, by [`sweep`].
pub(crate) fn is_needed(connection: &Connection) -> Result<bool, StoreError> {
    Ok(!dropped(connection, u32::MAX)?.is_empty())
}

/// Sweeps away what dropped changes left behind, of about `most` partners; says whether there is more.
pub(crate) fn sweep(connection: &Connection, most: u32) -> Result<bool, StoreError> {
    let mut left = most;
    for change in dropped(connection, u32::MAX)? {
        while let Some((place, part)) = first_part(connection, change)? {
            left = left.saturating_sub(sweep_part(connection, change, place, part, left)?);
            if left == 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Sweeps away what a part of a dropped change had brought, of at most `most` partners, and the part with the last of them; with
/// the last part goes what else is known of the change. Says how many partners it was, at least 1.
fn sweep_part(
    connection: &Connection,
    change: u32,
    place: u32,
    mut part: Delta,
    most: u32,
) -> Result<u32, StoreError> {
    if part.gone {
        // Whom it took away are there again.
        (part.born, part.added) = Default::default();
    }
    let mut brought = part.born.clone();
    brought |= &part.added;
    let now = brought.first(most);
    sweep_partners(connection, change, &part, &now)?;
    moment::reached("sweep.part");
    if now.len() < brought.len() {
        part.born -= &now;
        part.added -= &now;
        let rest = pack(&to_json(&part)?)?;
        connection.execute(
            "UPDATE change_part SET delta = ?3 WHERE change = ?1 AND part = ?2",
            params![change, place, rest],
        )?;
    } else {
        connection.execute(
            "DELETE FROM change_part WHERE change = ?1 AND part = ?2",
            [change, place],
        )?;
        if first_part(connection, change)?.is_none() {
            forget(connection, change)?;
        }
    }
    Ok(now.len().max(1))
}

/// Sweeps away those of `whom` that a part of a change had brought and that cannot come back, with where they stood and their
/// groups, which they kept when they went, and the contacts that it had added to them.
fn sweep_partners(
    connection: &Connection,
    change: u32,
    part: &Delta,
    whom: &PartnerSet,
) -> Result<(), StoreError> {
    let among = |set: &PartnerSet| {
        let mut among = set.clone();
        among &= whom;
        among
    };
    contacts::sweep(connection, change, among(&part.added).iter())?;
    let born = among(&part.born);
    let mut forget =
        connection.prepare_cached("DELETE FROM standing WHERE partner BETWEEN ?1 AND ?2")?;
    let mut delete = connection.prepare_cached("DELETE FROM partner WHERE id BETWEEN ?1 AND ?2")?;
    for run in born.runs() {
        forget.execute([run.start().0, run.end().0])?;
        delete.execute([run.start().0, run.end().0])?;
    }
    for shift in &part.memberships {
        let mut left = shift.joined.clone();
        left &= &born;
        let (group, joined) = (shift.group, PartnerSet::new());
        groups::shift_members(
            connection,
            &MembershipShift {
                group,
                joined,
                left,
            },
        )?;
    }
    Ok(())
}

/// The first part of a change that is left.
fn first_part(connection: &Connection, change: u32) -> Result<Option<(u32, Delta)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT part, delta FROM change_part WHERE change = ?1 ORDER BY part LIMIT 1",
    )?;
    let mut rows = statement.query([change])?;
    rows.next()?
        .map(|row| Ok((row.get(0)?, delta(row, 1)?)))
        .transpose()
}

/// Forgets whom a dropped change touched, but not its number, so that no later change is taken for it.
fn forget(connection: &Connection, change: u32) -> Result<(), StoreError> {
    for table in ["change_partner", "change_many", "change_gone"] {
        connection.execute(&format!("DELETE FROM {table} WHERE change = ?1"), [change])?;
    }
    Ok(())
}

/// Changes that were dropped and not yet forgotten, of those that touched at most so many partners.
fn dropped(connection: &Connection, partners: u32) -> Result<Vec<u32>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM change WHERE state = 'dropped' AND partners <= ?1 \
         AND EXISTS (SELECT 1 FROM change_part WHERE change = change.id)",
    )?;
    let changes = statement.query_map([partners], |row| row.get(0))?;
    Ok(changes.collect::<Result<_, _>>()?)
}

/// Numbers of partners who are not there and have rows still: of changes that are not done and not swept away, and of those who
/// were taken away. Perhaps some of others as well.
pub(crate) fn kept_numbers(connection: &Connection) -> Result<PartnerSet, StoreError> {
    let mut kept = touched_where(connection, "change.id >= ?1 AND change.state <> 'done'", 0)?;
    kept |= &sets(connection, "SELECT partners FROM change_gone", &[])?;
    Ok(kept)
}
