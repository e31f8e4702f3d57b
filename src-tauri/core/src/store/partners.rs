//! Partners' own data: a row each.

use jiff::civil::Date;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Row, params};
use rustc_hash::FxHashSet;

use super::contacts::{self, Beside};
use super::{damaged, from_json, to_json};
use crate::changes::Edit;
use crate::error::StoreError;
use crate::partner::{Contact, Partner, PartnerId, add_note};
use crate::place::{Country, Language};
use crate::set::PartnerSet;
use crate::vocabulary::{BusinessModel, Category, Kind};

/// Where one of so many rows of a range is wanted, the range is read through sooner than each row is looked up.
const DENSE: u32 = 8;

const COLUMNS: &str = "id, partner_id, kind, name, description, website, contacts, country, languages, business_model, \
     categories, areas, channels, monthly_visits, listed_on, last_active_on, listed, notes";

/// Writes partners, new ones and changed ones, one after another.
pub(crate) struct Writer<'c> {
    insert: CachedStatement<'c>,
    update: CachedStatement<'c>,
    amend: CachedStatement<'c>,
    contacts: contacts::Writer<'c>,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            insert: connection.prepare_cached(include_str!("sql/insert_partner.sql"))?,
            update: connection.prepare_cached(include_str!("sql/update_partner.sql"))?,
            amend: connection.prepare_cached(
                "UPDATE partner SET contacts = coalesce(?2, contacts), notes = coalesce(?3, notes) WHERE id = ?1",
            )?,
            contacts: contacts::Writer::new(connection)?,
        })
    }

    /// Writes a new partner, brought by the change `born`.
    pub(crate) fn insert(
        &mut self,
        id: PartnerId,
        partner: &Partner,
        born: u32,
    ) -> Result<(), StoreError> {
        run(&mut self.insert, id, partner, Some(born))
    }

    /// Writes over the data of a partner, which were `before`.
    pub(crate) fn update(
        &mut self,
        id: PartnerId,
        before: &Partner,
        after: &Partner,
    ) -> Result<(), StoreError> {
        self.contacts.turn(id, &before.contacts, &after.contacts)?;
        run(&mut self.update, id, after, None)
    }

    /// Writes what an edit says is after.
    pub(crate) fn edit(&mut self, edit: &Edit) -> Result<(), StoreError> {
        let (id, before, after) = (edit.partner, &edit.before, &edit.after);
        if let (Some(before), Some(after)) = (&before.whole, &after.whole) {
            self.update(id, before, after)?;
        }
        if let (Some(before), Some(after)) = (&before.contacts, &after.contacts) {
            self.contacts.turn(id, before, after)?;
        }
        if after.contacts.is_some() || after.notes.is_some() {
            let contacts = after.contacts.as_deref().map(own).transpose()?;
            self.amend.execute(params![id.0, contacts, after.notes])?;
        }
        Ok(())
    }
}

fn run(
    statement: &mut CachedStatement<'_>,
    id: PartnerId,
    partner: &Partner,
    born: Option<u32>,
) -> Result<(), StoreError> {
    statement.execute(params![
        id.0,
        partner.partner_id,
        partner.kind.key(),
        partner.name,
        partner.description,
        partner.website,
        own(&partner.contacts)?,
        partner.country.as_ref().map(Country::as_str),
        joined(partner.languages.iter().map(Language::as_str)),
        partner.business_model.map(BusinessModel::key),
        joined(partner.categories.iter().map(|category| category.key())),
        joined(partner.areas.iter().map(Country::as_str)),
        written(&partner.channels)?,
        partner.monthly_visits,
        partner.listed_on.map(|date| date.to_string()),
        partner.last_active_on.map(|date| date.to_string()),
        partner.listed,
        partner.notes,
        born.unwrap_or_default(),
    ])?;
    Ok(())
}

/// Adds to the notes of partners, one after another; quickest by number.
pub(crate) struct Notes<'c> {
    read: CachedStatement<'c>,
    write: CachedStatement<'c>,
}

impl<'c> Notes<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            read: connection.prepare_cached("SELECT notes FROM partner WHERE id = ?1")?,
            write: connection.prepare_cached("UPDATE partner SET notes = ?2 WHERE id = ?1")?,
        })
    }

    /// Adds notes to those of a partner; gives what stood there, and what stands there now.
    pub(crate) fn add(
        &mut self,
        id: PartnerId,
        notes: impl Iterator<Item = String>,
    ) -> Result<(String, String), StoreError> {
        let before: String = self.read.query_row([id.0], |row| row.get(0))?;
        let mut after = before.clone();
        notes.for_each(|note| add_note(&mut after, &note));
        self.write.execute(params![id.0, after])?;
        Ok((before, after))
    }
}

/// The data of one.
pub(crate) fn get(connection: &Connection, id: PartnerId) -> Result<Option<Partner>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM partner WHERE id = ?1"))?;
    let mut added = contacts::statement(connection)?;
    let mut added = Beside::of(&mut added, id.0, id.0)?;
    statement
        .query_row([id.0], |row| Ok(decode(row, &mut added)))
        .optional()?
        .transpose()
        .map(|found| found.map(|(_, data)| data))
}

/// The notes of one.
pub(crate) fn notes(connection: &Connection, id: PartnerId) -> Result<String, StoreError> {
    let mut statement = connection.prepare_cached("SELECT notes FROM partner WHERE id = ?1")?;
    Ok(statement.query_row([id.0], |row| row.get(0))?)
}

/// Hands an iterator over every partner that is there, by number, to `take`.
pub(crate) fn with_all<T>(
    connection: &Connection,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<(PartnerId, Partner), StoreError>>) -> T,
) -> Result<T, StoreError> {
    let present = Present::of(connection)?;
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS}, born FROM partner ORDER BY id"))?;
    let born = statement.column_count() - 1;
    let mut rows = statement.query([])?;
    let mut added = contacts::statement(connection)?;
    let mut added = Beside::of(&mut added, 0, u32::MAX)?;
    let mut each = std::iter::from_fn(|| {
        loop {
            let row = match rows.next() {
                Ok(row) => row?,
                Err(error) => return Some(Err(error.into())),
            };
            match present.has(row, born) {
                Ok(false) => {}
                Ok(true) => return Some(decode(row, &mut added)),
                Err(error) => return Some(Err(error)),
            }
        }
    });
    Ok(take(&mut each))
}

/// Which rows of the table stand for partners that are there: not those whom an undone change brought, or one took away.
pub(super) struct Present {
    not_done: FxHashSet<u32>,
    gone: PartnerSet,
}

impl Present {
    pub(super) fn of(connection: &Connection) -> Result<Self, StoreError> {
        Ok(Self {
            not_done: super::history::not_done(connection)?,
            gone: super::history::gone(connection)?,
        })
    }

    /// Whether a row is there: its number stands first, the change that brought it in column `born`.
    pub(super) fn has(&self, row: &Row<'_>, born: usize) -> Result<bool, StoreError> {
        let undone = !self.not_done.is_empty() && self.not_done.contains(&row.get(born)?);
        Ok(!undone && (self.gone.is_empty() || !self.gone.contains(PartnerId(row.get(0)?))))
    }
}

/// The data of a set, by number, one after another.
pub(crate) fn of<'a>(
    connection: &'a Connection,
    set: &'a PartnerSet,
) -> impl Iterator<Item = Result<(PartnerId, Partner), StoreError>> + 'a {
    set.iter().filter_map(|id| {
        get(connection, id)
            .map(|found| found.map(|partner| (id, partner)))
            .transpose()
    })
}

/// Hands an iterator over the data of a set, by number, to `take`. Where the set is dense, the table is read through once.
pub(crate) fn with_set<T>(
    connection: &Connection,
    set: &PartnerSet,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<(PartnerId, Partner), StoreError>>) -> T,
) -> Result<T, StoreError> {
    let (Some(first), Some(last)) = (set.bitmap().min(), set.bitmap().max()) else {
        return Ok(take(&mut std::iter::empty()));
    };
    if set.len() < (last - first) / DENSE {
        return Ok(take(&mut of(connection, set)));
    }
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM partner WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
    ))?;
    let mut rows = statement.query([first, last])?;
    let mut added = contacts::statement(connection)?;
    let mut added = Beside::of(&mut added, first, last)?;
    let mut each = std::iter::from_fn(|| {
        loop {
            let row = match rows.next() {
                Ok(row) => row?,
                Err(error) => return Some(Err(error.into())),
            };
            if row.get(0).is_ok_and(|id| set.contains(PartnerId(id))) {
                return Some(decode(row, &mut added));
            }
        }
    });
    Ok(take(&mut each))
}

/// Those of a set who are there, with their data, by number.
pub(crate) fn present(
    connection: &Connection,
    set: &PartnerSet,
) -> Result<Vec<(PartnerId, Partner)>, StoreError> {
    let present = Present::of(connection)?;
    let mut statement = connection.prepare_cached("SELECT id, born FROM partner WHERE id = ?1")?;
    let mut there = PartnerSet::new();
    for id in set.iter() {
        let has = statement.query_row([id.0], |row| Ok(present.has(row, 1)));
        if has.optional()?.transpose()?.unwrap_or(false) {
            there.insert(id);
        }
    }
    with_set(connection, &there, |each| each.collect())?
}

/// The greatest number that the table holds, whether or not its partner is there.
pub(crate) fn last_id(connection: &Connection) -> Result<u32, StoreError> {
    Ok(
        connection.query_row("SELECT coalesce(max(id), 0) FROM partner", [], |row| {
            row.get(0)
        })?,
    )
}

fn decode(row: &Row<'_>, added: &mut Beside<'_>) -> Result<(PartnerId, Partner), StoreError> {
    let id = PartnerId(row.get(0)?);
    let text = |index| text(row, index);
    let optional = |index| optional(row, index);
    let date = |index| date(row, index);
    let mut partner = Partner {
        partner_id: text(1)?.to_owned(),
        kind: Kind::from_key(text(2)?).ok_or_else(|| damaged("an unknown kind of partner"))?,
        name: text(3)?.to_owned(),
        description: text(4)?.to_owned(),
        website: text(5)?.to_owned(),
        contacts: list(text(6)?)?,
        country: optional(7)?.and_then(Country::parse),
        languages: text(8)?
            .split_ascii_whitespace()
            .filter_map(Language::parse)
            .collect(),
        business_model: optional(9)?.and_then(BusinessModel::from_key),
        categories: text(10)?
            .split_ascii_whitespace()
            .filter_map(Category::from_key)
            .collect(),
        areas: text(11)?
            .split_ascii_whitespace()
            .filter_map(Country::parse)
            .collect(),
        channels: list(text(12)?)?,
        monthly_visits: row.get(13)?,
        listed_on: date(14)?,
        last_active_on: date(15)?,
        listed: row.get(16)?,
        notes: text(17)?.to_owned(),
    };
    added.extend(id, &mut partner.contacts)?;
    Ok((id, partner))
}

pub(super) fn text<'r>(row: &'r Row<'_>, index: usize) -> Result<&'r str, StoreError> {
    row.get_ref(index)?
        .as_str()
        .map_err(|_| damaged("text expected in a partner"))
}

fn optional<'r>(row: &'r Row<'_>, index: usize) -> Result<Option<&'r str>, StoreError> {
    row.get_ref(index)?
        .as_str_or_null()
        .map_err(|_| damaged("text expected in a partner"))
}

fn date(row: &Row<'_>, index: usize) -> Result<Option<Date>, StoreError> {
    optional(row, index)?
        .map(|text| {
            text.parse()
                .map_err(|_| damaged("a date expected in a partner"))
        })
        .transpose()
}

/// A list that stands with its partner as JSON; an empty one as nothing.
pub(super) fn list<'r, T: serde::Deserialize<'r>>(json: &'r str) -> Result<Vec<T>, StoreError> {
    if json.is_empty() {
        Ok(Vec::new())
    } else {
        from_json(json)
    }
}

/// The JSON of contacts without those that were added, which are rows of their own.
fn own(all: &[Contact]) -> Result<String, StoreError> {
    let own: Vec<&Contact> = all
        .iter()
        .filter(|contact| contact.added.is_none())
        .collect();
    written(&own)
}

/// The JSON of a list that [`list`] reads.
fn written<T: serde::Serialize>(list: &[T]) -> Result<String, StoreError> {
    if list.is_empty() {
        Ok(String::new())
    } else {
        to_json(&list)
    }
}

fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for code in codes {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(code);
    }
    all
}
