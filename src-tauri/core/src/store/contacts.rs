//! Contacts that changes added to partners who were there: a row each, which is there while its change is done. Those that came
//! with a partner stand with it; see [`super::partners`].

use rusqlite::{CachedStatement, Connection, Row, Rows, params};

use crate::error::StoreError;
use crate::partner::{Added, Contact, Origin, PartnerId};

/// The contacts that were added to partners of a range of numbers, by partner, in the order in which they were added.
pub(super) fn statement(connection: &Connection) -> Result<CachedStatement<'_>, StoreError> {
    Ok(connection.prepare_cached(
        "SELECT partner, added_by, place, first_name, last_name, email, title FROM contact \
         WHERE partner BETWEEN ?1 AND ?2 AND added_by NOT IN (SELECT id FROM change WHERE state <> 'done') \
         ORDER BY partner, added_by, place",
    )?)
}

/// Added contacts, read beside partners in the order of their numbers.
pub(super) struct Beside<'s> {
    rows: Rows<'s>,
    /// The one read last, which belongs to a partner that was not asked for yet.
    ahead: Option<(PartnerId, Contact)>,
}

impl<'s> Beside<'s> {
    /// Those of partners whose numbers lie in a range, by a [`statement`].
    pub(super) fn of(
        statement: &'s mut CachedStatement<'_>,
        first: u32,
        last: u32,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            rows: statement.query([first, last])?,
            ahead: None,
        })
    }

    /// Puts those of a partner behind its other contacts. Partners are asked for by ascending number.
    pub(super) fn extend(
        &mut self,
        id: PartnerId,
        contacts: &mut Vec<Contact>,
    ) -> Result<(), StoreError> {
        loop {
            match self.ahead.take() {
                Some((partner, contact)) if partner == id => contacts.push(contact),
                Some(ahead) if ahead.0 > id => {
                    self.ahead = Some(ahead);
                    return Ok(());
                }
                // Of one who is not there, or not asked for.
                Some(_) => {}
                None => {}
            }
            match self.rows.next()? {
                Some(row) => self.ahead = Some(decode(row)?),
                None => return Ok(()),
            }
        }
    }
}

/// Writes added contacts, one after another; quickest by partner.
pub(crate) struct Writer<'c> {
    last: CachedStatement<'c>,
    put: CachedStatement<'c>,
    delete: CachedStatement<'c>,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            last: connection.prepare_cached(
                "SELECT coalesce(max(place), 0) FROM contact WHERE partner = ?1 AND added_by = ?2",
            )?,
            put: connection.prepare_cached(
                "REPLACE INTO contact (partner, added_by, place, first_name, last_name, email, title) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?,
            delete: connection.prepare_cached(
                "DELETE FROM contact WHERE partner = ?1 AND added_by = ?2 AND place = ?3",
            )?,
        })
    }

    /// Adds a contact to a partner in the name of a change, behind those that it added before.
    pub(crate) fn add(
        &mut self,
        id: PartnerId,
        change: u32,
        contact: &Contact,
    ) -> Result<(), StoreError> {
        let last: u32 = self.last.query_row([id.0, change], |row| row.get(0))?;
        let place = last + 1;
        self.put(id, Added { change, place }, contact)
    }

    /// Writes those of a partner that differ between two lists of its contacts. Others that it has, of changes that are not done,
    /// are left alone.
    pub(super) fn turn(
        &mut self,
        id: PartnerId,
        before: &[Contact],
        after: &[Contact],
    ) -> Result<(), StoreError> {
        for added in before.iter().filter_map(|contact| contact.added) {
            let stays = |contact: &Contact| contact.added == Some(added);
            if !after.iter().any(stays) {
                self.delete.execute([id.0, added.change, added.place])?;
            }
        }
        for contact in after {
            if let Some(added) = contact.added
                && !before.contains(contact)
            {
                self.put(id, added, contact)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, id: PartnerId, added: Added, contact: &Contact) -> Result<(), StoreError> {
        self.put.execute(params![
            id.0,
            added.change,
            added.place,
            contact.first_name,
            contact.last_name,
            contact.email,
            contact.title
        ])?;
        Ok(())
    }
}

/// Sweeps away what a change added to a partner, which cannot be done again.
pub(super) fn sweep<'p>(
    connection: &Connection,
    change: u32,
    mut partners: impl Iterator<Item = PartnerId> + 'p,
) -> Result<(), StoreError> {
    let mut delete =
        connection.prepare_cached("DELETE FROM contact WHERE partner = ?1 AND added_by = ?2")?;
    partners.try_for_each(|id| {
        delete.execute([id.0, change])?;
        Ok(())
    })
}

fn decode(row: &Row<'_>) -> Result<(PartnerId, Contact), StoreError> {
    let contact = Contact {
        first_name: row.get(3)?,
        last_name: row.get(4)?,
        email: row.get(5)?,
        title: row.get(6)?,
        origin: Origin::Custom,
        added: Some(Added {
            change: row.get(1)?,
            place: row.get(2)?,
        }),
    };
    Ok((PartnerId(row.get(0)?), contact))
}
