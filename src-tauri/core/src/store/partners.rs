//! Partners' own data: a row each.

use jiff::civil::Date;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Row, params};
use rustc_hash::FxHashSet;

use super::{damaged, from_json, to_json};
use crate::changes::{Delta, MembershipShift, Patch};
use crate::error::StoreError;
use crate::import::Addition;
use crate::partner::{Contact, Partner, PartnerId};
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
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            insert: connection.prepare_cached(include_str!("sql/insert_partner.sql"))?,
            update: connection.prepare_cached(include_str!("sql/update_partner.sql"))?,
            amend: connection.prepare_cached(
                "UPDATE partner SET contacts = coalesce(?2, contacts), notes = coalesce(?3, notes) WHERE id = ?1",
            )?,
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

    /// Writes over the data of a partner.
    pub(crate) fn update(&mut self, id: PartnerId, partner: &Partner) -> Result<(), StoreError> {
        run(&mut self.update, id, partner, None)
    }

    /// Writes the fields of a patch over those of a partner.
    pub(crate) fn patch(&mut self, id: PartnerId, patch: &Patch) -> Result<(), StoreError> {
        if let Some(whole) = &patch.whole {
            self.update(id, whole)?;
        }
        if patch.contacts.is_some() || patch.notes.is_some() {
            let contacts = patch.contacts.as_deref().map(written).transpose()?;
            self.amend.execute(params![id.0, contacts, patch.notes])?;
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
        written(&partner.contacts)?,
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

/// Adds to the contacts and notes of partners, one after another; quickest by number.
pub(crate) struct Adder<'c> {
    read: CachedStatement<'c>,
    write: CachedStatement<'c>,
}

impl<'c> Adder<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            read: connection.prepare_cached("SELECT contacts, notes FROM partner WHERE id = ?1")?,
            write: connection
                .prepare_cached("UPDATE partner SET contacts = ?2, notes = ?3 WHERE id = ?1")?,
        })
    }

    /// Adds to a partner, one after another; gives the fields that differ, before and after. `None`: there is no such partner.
    pub(crate) fn add(
        &mut self,
        id: PartnerId,
        additions: impl Iterator<Item = Addition>,
    ) -> Result<Option<(Patch, Patch)>, StoreError> {
        let read = self.read.query_row([id.0], |row| {
            let fields = || Ok::<_, StoreError>((list(text(row, 0)?)?, text(row, 1)?.to_owned()));
            Ok(fields())
        });
        let Some((contacts, notes)) = read.optional()?.transpose()? else {
            return Ok(None);
        };
        let (before_contacts, before_notes): (Vec<Contact>, String) = (contacts, notes);
        let (mut contacts, mut notes) = (before_contacts.clone(), before_notes.clone());
        additions.for_each(|addition| addition.apply(&mut contacts, &mut notes));
        self.write
            .execute(params![id.0, written(&contacts)?, notes])?;
        let differ = (contacts != before_contacts, notes != before_notes);
        let patch = |contacts: Vec<Contact>, notes: String| Patch {
            whole: None,
            contacts: differ.0.then_some(contacts),
            notes: differ.1.then_some(notes),
        };
        Ok(Some((
            patch(before_contacts, before_notes),
            patch(contacts, notes),
        )))
    }
}

/// The data of one.
pub(crate) fn get(connection: &Connection, id: PartnerId) -> Result<Option<Partner>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM partner WHERE id = ?1"))?;
    statement
        .query_row([id.0], |row| Ok(decode(row)))
        .optional()?
        .transpose()
        .map(|found| found.map(|(_, data)| data))
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
    let mut each = std::iter::from_fn(|| {
        loop {
            let row = match rows.next() {
                Ok(row) => row?,
                Err(error) => return Some(Err(error.into())),
            };
            match present.has(row, born) {
                Ok(false) => {}
                Ok(true) => return Some(decode(row)),
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
    let mut each = std::iter::from_fn(|| {
        loop {
            let row = match rows.next() {
                Ok(row) => row?,
                Err(error) => return Some(Err(error.into())),
            };
            if row.get(0).is_ok_and(|id| set.contains(PartnerId(id))) {
                return Some(decode(row));
            }
        }
    });
    Ok(take(&mut each))
}

/// The greatest number that the table holds, whether or not its partner is there.
pub(crate) fn last_id(connection: &Connection) -> Result<u32, StoreError> {
    Ok(
        connection.query_row("SELECT coalesce(max(id), 0) FROM partner", [], |row| {
            row.get(0)
        })?,
    )
}

/// Sweeps away what a part of a change had brought that cannot be done again, with where they stood and their groups, which
/// they kept when they went.
pub(crate) fn sweep(connection: &Connection, part: &Delta) -> Result<(), StoreError> {
    if part.gone {
        return Ok(());
    }
    let mut forget = connection.prepare_cached("DELETE FROM standing WHERE partner = ?1")?;
    let mut delete = connection.prepare_cached("DELETE FROM partner WHERE id = ?1")?;
    for id in part.born.iter() {
        forget.execute([id.0])?;
        delete.execute([id.0])?;
    }
    for shift in &part.memberships {
        let mut left = shift.joined.clone();
        left &= &part.born;
        let (group, joined) = (shift.group, PartnerSet::new());
        super::groups::shift_members(
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

fn decode(row: &Row<'_>) -> Result<(PartnerId, Partner), StoreError> {
    let text = |index| text(row, index);
    let optional = |index| optional(row, index);
    let date = |index| date(row, index);
    let partner = Partner {
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
    Ok((PartnerId(row.get(0)?), partner))
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
