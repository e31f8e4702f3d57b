//! Everything that was done: changes with their before and after, and whom they touched.

use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};
use rustc_hash::FxHashSet;

use super::packed::{pack, unpack};
use super::{from_json, millis, moment, to_json};
use crate::changes::{Delta, PastChange, Title};
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::Standing;

/// Up to so many partners a change is found by a row for each; above, by one bitmap.
const FEW: u32 = 1_000;
pub(super) const COLUMNS: &str = "change.id, change.at, change.title, change.partners, \
     (SELECT name FROM partner WHERE partner.id = change.one), change.state <> 'done'";

/// The number of the next change.
pub(crate) fn next_id(connection: &Connection) -> Result<u32, StoreError> {
    Ok(
        connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM change", [], |row| {
            row.get(0)
        })?,
    )
}

/// Writes down a change that touched `touched`. What was undone before must have been dropped.
pub(crate) fn record(
    connection: &Connection,
    id: u32,
    at: jiff::Timestamp,
    title: &Title,
    touched: &PartnerSet,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO change (id, at, title, partners, one, state) VALUES (?1, ?2, ?3, ?4, ?5, 'done')",
        params![id, millis(at), to_json(title)?, touched.len(), touched.single().map(|partner| partner.0)],
    )?;
    if touched.len() <= FEW {
        let mut insert = connection
            .prepare_cached("INSERT INTO change_partner (partner, change) VALUES (?1, ?2)")?;
        for partner in touched.iter() {
            insert.execute([partner.0, id])?;
        }
    } else {
        connection.execute(
            "INSERT INTO change_many (change, partners) VALUES (?1, ?2)",
            params![id, String::from(touched.clone())],
        )?;
    }
    Ok(())
}

/// Keeps a part of what a change came to, and notes whose data it touches.
pub(crate) fn add_part(
    connection: &Connection,
    change: u32,
    part: u32,
    delta: &Delta,
) -> Result<(), StoreError> {
    let mut insert = connection
        .prepare_cached("INSERT INTO change_part (change, part, delta) VALUES (?1, ?2, ?3)")?;
    insert.execute(params![change, part, pack(&to_json(delta)?)?])?;
    super::kept::note(connection, delta)
}

/// Notes that a change takes an import back, and whom it takes away with it.
pub(crate) fn add_gone(
    connection: &Connection,
    change: u32,
    import: u32,
    gone: &PartnerSet,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO change_gone (change, import, partners) VALUES (?1, ?2, ?3)",
        params![change, import, String::from(gone.clone())],
    )?;
    Ok(())
}

/// Those whom changes took away that others had brought.
pub(crate) fn gone(connection: &Connection) -> Result<PartnerSet, StoreError> {
    sets(
        connection,
        "SELECT change_gone.partners FROM change_gone JOIN change ON change.id = change \
         WHERE change.state = 'done'",
        &[],
    )
}

/// Whom a change touched.
pub(crate) fn touched(connection: &Connection, change: u32) -> Result<PartnerSet, StoreError> {
    touched_where(connection, "change.id = ?1", change)
}

/// Whom changes after this one touched that are done. An import after it that was taken back touched nobody but those whom
/// taking it back left alone.
pub(crate) fn touched_after(
    connection: &Connection,
    change: u32,
) -> Result<PartnerSet, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT import.change, back.id FROM change_gone JOIN import ON import.id = change_gone.import \
         JOIN change AS back ON back.id = change_gone.change WHERE import.change > ?1 AND back.state = 'done'",
    )?;
    let pairs = statement.query_map([change], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs: Vec<(u32, u32)> = pairs.collect::<Result<_, _>>()?;
    let both: Vec<String> = pairs
        .iter()
        .map(|(own, back)| format!("{own}, {back}"))
        .collect();
    let which = format!(
        "change.id > ?1 AND change.state = 'done' AND change.id NOT IN ({})",
        both.join(", ")
    );
    let mut all = touched_where(connection, &which, change)?;
    for (own, back) in pairs {
        let mut left = touched(connection, own)?;
        left -= &touched(connection, back)?;
        all |= &left;
    }
    Ok(all)
}

pub(super) fn touched_where(
    connection: &Connection,
    which: &str,
    change: u32,
) -> Result<PartnerSet, StoreError> {
    let mut all = sets(
        connection,
        &format!(
            "SELECT change_many.partners FROM change_many JOIN change ON change.id = change WHERE {which}"
        ),
        &[change],
    )?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT partner FROM change_partner JOIN change ON change.id = change WHERE {which}"
    ))?;
    let mut rows = statement.query([change])?;
    while let Some(row) = rows.next()? {
        all.insert(PartnerId(row.get(0)?));
    }
    Ok(all)
}

/// The union of the sets that a statement gives.
pub(super) fn sets(
    connection: &Connection,
    statement: &str,
    parameters: &[u32],
) -> Result<PartnerSet, StoreError> {
    let mut statement = connection.prepare_cached(statement)?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    let mut all = PartnerSet::new();
    while let Some(row) = rows.next()? {
        let set = PartnerSet::try_from(row.get::<_, String>(0)?)
            .map_err(|_| super::damaged("a set expected"))?;
        all |= &set;
    }
    Ok(all)
}

/// Hands the parts of a change to `take`, one after another, in order or backwards.
pub(crate) fn each_part(
    connection: &Connection,
    change: u32,
    backwards: bool,
    mut take: impl FnMut(Delta) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let direction = if backwards { "DESC" } else { "ASC" };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT delta FROM change_part WHERE change = ?1 ORDER BY part {direction}"
    ))?;
    let mut rows = statement.query([change])?;
    while let Some(row) = rows.next()? {
        take(delta(row, 0)?)?;
    }
    Ok(())
}

/// Notes that a change is undone, or done again.
pub(crate) fn set_undone(
    connection: &Connection,
    change: u32,
    undone: bool,
) -> Result<(), StoreError> {
    let state = if undone { "undone" } else { "done" };
    connection.execute(
        "UPDATE change SET state = ?2 WHERE id = ?1",
        params![change, state],
    )?;
    Ok(())
}

/// The change that undo would take back: the last one done.
pub(crate) fn last_done(connection: &Connection) -> Result<Option<PastChange>, StoreError> {
    one(connection, "WHERE state = 'done' ORDER BY id DESC LIMIT 1")
}

/// The change that redo would do again: the first one undone.
pub(crate) fn first_undone(connection: &Connection) -> Result<Option<PastChange>, StoreError> {
    one(connection, "WHERE state = 'undone' ORDER BY id LIMIT 1")
}

fn one(connection: &Connection, which: &str) -> Result<Option<PastChange>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM change {which}"))?;
    statement
        .query_row([], |row| Ok(decode(row)))
        .optional()?
        .transpose()
}

/// The latest changes, newest first; dropped ones are left out.
pub(crate) fn latest(connection: &Connection, limit: u32) -> Result<Vec<PastChange>, StoreError> {
    let which = format!("WHERE state <> 'dropped' ORDER BY id DESC LIMIT {limit}");
    of(connection, &which)
}

/// The changes that a condition names.
pub(super) fn of(connection: &Connection, which: &str) -> Result<Vec<PastChange>, StoreError> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM change {which}"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(decode(row)?);
    }
    Ok(found)
}

/// What happened to one partner and stands, newest first.
pub(crate) fn timeline(
    connection: &Connection,
    partner: PartnerId,
) -> Result<Vec<PastChange>, StoreError> {
    let mut found = Vec::new();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM change_partner JOIN change ON change.id = change_partner.change \
         WHERE change_partner.partner = ?1 AND state = 'done'"
    ))?;
    let mut rows = statement.query([partner.0])?;
    while let Some(row) = rows.next()? {
        found.push(decode(row)?);
    }
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, change_many.partners FROM change_many JOIN change ON change.id = change_many.change \
         WHERE state = 'done'"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let touched = PartnerSet::try_from(row.get::<_, String>(6)?)
            .map_err(|_| super::damaged("a set expected"))?;
        if touched.contains(partner) {
            found.push(decode(row)?);
        }
    }
    found.sort_by_key(|change| std::cmp::Reverse(change.id));
    Ok(found)
}

/// Where a partner stood before and after a change, where it moved it. Standings are in the last part of a change, and in
/// the first of one that takes an import back: no more is read.
pub(crate) fn shift_of(
    connection: &Connection,
    change: u32,
    partner: PartnerId,
) -> Result<Option<(Standing, Standing)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT delta FROM change_part WHERE change = ?1 \
         AND part IN (0, (SELECT max(part) FROM change_part WHERE change = ?1))",
    )?;
    let mut rows = statement.query([change])?;
    while let Some(row) = rows.next()? {
        let mut shifts = delta(row, 0)?.standings.into_iter();
        if let Some(shift) = shifts.find(|shift| shift.partners.contains(partner)) {
            return Ok(Some((shift.before, shift.after)));
        }
    }
    Ok(None)
}

/// The changes whose born partners are not there.
pub(crate) fn not_done(connection: &Connection) -> Result<FxHashSet<u32>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id FROM change WHERE state <> 'done'")?;
    let changes = statement.query_map([], |row| row.get(0))?;
    Ok(changes.collect::<Result<_, _>>()?)
}

/// The part of a change that stands in a column.
pub(super) fn delta(row: &Row<'_>, column: usize) -> Result<Delta, StoreError> {
    let kept = row.get_ref(column)?.as_blob();
    let kept = kept.map_err(|_| super::damaged("a packed text expected in a change"))?;
    from_json(&unpack(kept)?)
}

/// A change from a row of [`COLUMNS`].
pub(super) fn decode(row: &Row<'_>) -> Result<PastChange, StoreError> {
    Ok(PastChange {
        id: row.get(0)?,
        at: moment(row.get(1)?)?,
        title: from_json(&row.get::<_, String>(2)?)?,
        partners: row.get(3)?,
        name: row.get(4)?,
        undone: row.get(5)?,
    })
}
