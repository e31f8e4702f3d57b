//! Writing a delta: the one place where a change reaches the file.

use rusqlite::Connection;

use super::{applications, groups, partners, program, standings, templates, views, workflows};
use crate::changes::{Delta, MembershipShift};
use crate::error::StoreError;
use crate::set::PartnerSet;

/// Writes what `delta` says is after. Whether born partners are there follows from the state of their change; those who go keep
/// where they stood and their groups in the file, as they keep their data, so that a million go at once.
pub(crate) fn apply(connection: &Connection, delta: &Delta) -> Result<(), StoreError> {
    let staying = |partners: &PartnerSet| {
        let mut partners = partners.clone();
        if delta.gone {
            partners -= &delta.born;
        }
        partners
    };
    for shift in delta.groups.iter().filter(|shift| shift.after.is_some()) {
        groups::shift(connection, shift)?;
    }
    let mut writer = standings::Writer::new(connection)?;
    for shift in &delta.standings {
        writer.put(staying(&shift.partners).iter(), &shift.after)?;
    }
    for shift in &delta.memberships {
        groups::shift_members(
            connection,
            &MembershipShift {
                group: shift.group,
                joined: shift.joined.clone(),
                left: staying(&shift.left),
            },
        )?;
    }
    // A workflow names templates and groups: they come before it, and go after it.
    for shift in delta.templates.iter().filter(|shift| shift.after.is_some()) {
        templates::shift(connection, shift)?;
    }
    for shift in &delta.workflows {
        workflows::shift(connection, shift)?;
    }
    for shift in delta.templates.iter().filter(|shift| shift.after.is_none()) {
        templates::shift(connection, shift)?;
    }
    for shift in delta.groups.iter().filter(|shift| shift.after.is_none()) {
        groups::shift(connection, shift)?;
    }
    for shift in &delta.views {
        views::shift(connection, shift)?;
    }
    for shift in &delta.program {
        program::shift(connection, shift)?;
    }
    for shift in &delta.applications {
        applications::shift(connection, shift)?;
    }
    let mut writer = partners::Writer::new(connection)?;
    for edit in &delta.edits {
        writer.edit(edit)?;
    }
    Ok(())
}
