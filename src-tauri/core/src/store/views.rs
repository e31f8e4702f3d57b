//! Saved views.

use rusqlite::{Connection, params};

use super::settings;
use crate::changes::ViewShift;
use crate::error::StoreError;
use crate::query::Place;
use crate::text;
use crate::view::{KeptView, ViewId};

/// Every view, those of a list in their order.
pub(crate) fn all(connection: &Connection) -> Result<Vec<KeptView>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, place, rank, name, arrangement FROM saved_view ORDER BY rank, id",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let place: String = row.get(1)?;
        all.push(KeptView {
            id: ViewId(row.get(0)?),
            place: Place::from_key(&place)
                .ok_or_else(|| super::damaged("a view of a list that is not known"))?,
            rank: row.get(2)?,
            name: row.get(3)?,
            arrangement: row.get(4)?,
        });
    }
    Ok(all)
}

/// The number for the next view: never one that history still speaks of.
pub(crate) fn next_id(connection: &Connection) -> Result<ViewId, StoreError> {
    settings::next_number(connection, LAST_VIEW).map(ViewId)
}

const LAST_VIEW: &str = "lastView";

pub(super) fn shift(connection: &Connection, shift: &ViewShift) -> Result<(), StoreError> {
    match (&shift.before, &shift.after) {
        (_, Some(view)) => put(connection, view)?,
        (Some(view), None) => {
            connection.execute("DELETE FROM saved_view WHERE id = ?1", [view.id.0])?;
        }
        (None, None) => {}
    }
    Ok(())
}

fn put(connection: &Connection, view: &KeptView) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO saved_view (id, place, rank, name, name_key, arrangement) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (id) DO UPDATE SET rank = excluded.rank, name = excluded.name, \
         name_key = excluded.name_key, arrangement = excluded.arrangement",
        params![
            view.id.0,
            view.place.key(),
            view.rank,
            view.name,
            text::name_key(&view.name),
            view.arrangement,
        ],
    )?;
    settings::note_number(connection, LAST_VIEW, view.id.0)
}
