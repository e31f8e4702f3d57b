//! Writing a delta: the one place where a change reaches the file.

use rusqlite::Connection;

use super::{groups, partners, standings};
use crate::changes::{Delta, Edit};
use crate::error::StoreError;

/// Writes what `delta` says is after. Whether born partners are there follows from the state of their change.
pub(crate) fn apply(connection: &Connection, delta: &Delta) -> Result<(), StoreError> {
    for shift in delta.groups.iter().filter(|shift| shift.after.is_some()) {
        groups::shift(connection, shift)?;
    }
    let mut writer = standings::Writer::new(connection)?;
    for shift in &delta.standings {
        writer.put(shift.partners.iter(), &shift.after)?;
    }
    for shift in &delta.memberships {
        groups::shift_members(connection, shift)?;
    }
    for shift in delta.groups.iter().filter(|shift| shift.after.is_none()) {
        groups::shift(connection, shift)?;
    }
    edit(connection, &delta.edits)
}

/// Writes edits of partners' own data.
pub(crate) fn edit(connection: &Connection, edits: &[Edit]) -> Result<(), StoreError> {
    let mut writer = partners::Writer::new(connection)?;
    for edit in edits {
        if let Some(mut partner) = partners::get(connection, edit.partner)? {
            edit.after.apply(&mut partner);
            writer.update(edit.partner, &partner)?;
        }
    }
    Ok(())
}
