//! The keys of partners, and what an import says of them, read without the rest of their data.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use rusqlite::{Connection, Row};
use serde::Deserialize;

use super::contacts::{self, Beside};
use super::partners::{Present, list, text};
use crate::error::StoreError;
use crate::import::{Card, Gathered};
use crate::partner::PartnerId;
use crate::vocabulary::Platform;

/// Rows whose accounts are handed on together.
const BATCH: usize = 4_096;

/// The part of a contact that is a key.
#[derive(Deserialize)]
struct Address<'r> {
    #[serde(borrow, default)]
    email: Cow<'r, str>,
}

/// The parts of a channel that are a key.
#[derive(Deserialize)]
struct Handle<'r> {
    platform: Platform,
    #[serde(borrow)]
    handle: Cow<'r, str>,
}

/// Reads the partners that are there and whose numbers lie in a range, and hands them to `take`, some thousands at a time, until
/// that wants no more. What it gives back is filled next.
pub(crate) fn gather(
    connection: &Connection,
    numbers: RangeInclusive<u32>,
    mut take: impl FnMut(Gathered) -> Option<Gathered>,
) -> Result<(), StoreError> {
    let present = Present::of(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, born, partner_id, name, website, contacts, channels, notes FROM partner \
         WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut rows = statement.query([numbers.start(), numbers.end()])?;
    let mut added = contacts::statement(connection)?;
    let mut added = Beside::of(&mut added, *numbers.start(), *numbers.end())?;
    let mut batch = Gathered::default();
    let mut passed = 0;
    while let Some(row) = rows.next()? {
        if present.has(row, 1)? {
            add(row, &mut added, &mut batch)?;
        }
        passed += 1;
        if passed % BATCH == 0 {
            let Some(next) = take(batch) else {
                return Ok(());
            };
            batch = next;
        }
    }
    take(batch);
    Ok(())
}

fn add(row: &Row<'_>, added: &mut Beside<'_>, batch: &mut Gathered) -> Result<(), StoreError> {
    let id = PartnerId(row.get(0)?);
    let card = Card {
        partner_id: text(row, 2)?,
        name: text(row, 3)?,
        website: text(row, 4)?,
        notes: text(row, 7)?,
    };
    let contacts: Vec<Address<'_>> = list(text(row, 5)?)?;
    let channels: Vec<Handle<'_>> = list(text(row, 6)?)?;
    let mut more = Vec::new();
    added.extend(id, &mut more)?;
    let emails = contacts.iter().map(|contact| contact.email.as_ref());
    let emails = emails.chain(more.iter().map(|contact| contact.email.as_str()));
    let handles = channels
        .iter()
        .map(|channel| (channel.platform, channel.handle.as_ref()));
    batch.add(id, card, emails, handles);
    Ok(())
}
