//! Where partners stand with the manager: a row for each that is not a stranger.

use jiff::civil::Date;
use rusqlite::{CachedStatement, Connection, Row, params};

use super::{damaged, millis, moment};
use crate::days::{day_numbered, number_of};
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::standing::{
    Hidden, Mailed, Proposal, Prospect, Reached, Scale, Source, Standing, Written,
};
use crate::vocabulary::{Size, Stage, Tier};

/// Writes standings, one after another.
pub(crate) struct Writer<'c> {
    put: CachedStatement<'c>,
    delete: CachedStatement<'c>,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            put: connection.prepare_cached(include_str!("sql/put_standing.sql"))?,
            delete: connection.prepare_cached("DELETE FROM standing WHERE partner = ?1")?,
        })
    }

    /// Gives the same standing to many.
    pub(crate) fn put(
        &mut self,
        partners: impl Iterator<Item = PartnerId>,
        standing: &Standing,
    ) -> Result<(), StoreError> {
        if *standing == Standing::default() {
            for partner in partners {
                self.delete.execute([partner.0])?;
            }
            return Ok(());
        }
        let prospect = standing.prospect.as_ref();
        let hidden = standing.hidden.as_ref();
        let (source, import) = prospect
            .map(|prospect| source_columns(prospect.source))
            .unzip();
        let proposal = prospect.and_then(Prospect::proposal);
        let reached = prospect.map(Prospect::reached).unwrap_or_default();
        let mailed = prospect.map(|prospect| prospect.mailed).unwrap_or_default();
        let scale = hidden.and_then(|hidden| hidden.size_then);
        let (scale, size) = scale.map(scale_columns).unzip();
        for partner in partners {
            self.put.execute(params![
                partner.0,
                prospect.map(|prospect| prospect.stage.key()),
                prospect.map(|prospect| number_of(prospect.since())),
                source,
                import.flatten(),
                prospect.map(|prospect| millis(prospect.marked_at)),
                prospect
                    .and_then(|prospect| prospect.archived_at)
                    .map(millis),
                prospect
                    .and_then(|prospect| prospect.contacted_on)
                    .map(number_of),
                proposal.map(|proposal| number_of(proposal.sent_on)),
                proposal
                    .and_then(|proposal| proposal.expires_on)
                    .map(number_of),
                reached.outreach.map(number_of),
                reached.negotiating.map(number_of),
                reached.joined.map(number_of),
                mailed.invited,
                mailed.follow_ups,
                prospect.map_or(0, |prospect| prospect.revoked),
                hidden.map(|hidden| millis(hidden.at)),
                hidden.map(|hidden| hidden.reason.as_str()),
                hidden.and_then(|hidden| hidden.until).map(number_of),
                scale,
                size.flatten(),
            ])?;
        }
        Ok(())
    }
}

/// Hands an iterator over every standing, by partner, to `take`.
pub(crate) fn with_all<T>(
    connection: &Connection,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<(PartnerId, Standing), StoreError>>) -> T,
) -> Result<T, StoreError> {
    let mut statement = connection.prepare(include_str!("sql/all_standings.sql"))?;
    let mut each = statement.query_and_then([], decode)?;
    Ok(take(&mut each))
}

/// The partners whose standing makes no sense.
pub(super) fn nonsense(connection: &Connection) -> Result<Vec<PartnerId>, StoreError> {
    let mut statement = connection.prepare(include_str!("sql/all_standings.sql"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if decode(row).is_err() {
            found.push(PartnerId(row.get(0)?));
        }
    }
    Ok(found)
}

fn decode(row: &Row<'_>) -> Result<(PartnerId, Standing), StoreError> {
    let hidden = match row.get::<_, Option<i64>>(16)? {
        None => None,
        Some(at) => Some(Hidden {
            at: moment(at)?,
            reason: row.get(17)?,
            until: day(row, 18)?,
            size_then: scale_of(row.get(19)?, row.get(20)?)?,
        }),
    };
    let prospect = prospect(row)?;
    Ok((PartnerId(row.get(0)?), Standing { prospect, hidden }))
}

fn prospect(row: &Row<'_>) -> Result<Option<Prospect>, StoreError> {
    let Some(stage) = text(row, 1)? else {
        return Ok(None);
    };
    let expires_on = day(row, 9)?;
    let written = Written {
        stage: Stage::from_key(stage).ok_or_else(|| damaged("an unknown stage"))?,
        since: day(row, 2)?,
        source: source_of(text(row, 3)?.unwrap_or_default(), row.get(4)?)?,
        marked_at: moment(row.get(5)?)?,
        archived_at: row.get::<_, Option<i64>>(6)?.map(moment).transpose()?,
        contacted_on: day(row, 7)?,
        proposal: day(row, 8)?.map(|sent_on| Proposal {
            sent_on,
            expires_on,
        }),
        reached: Some(Reached {
            outreach: day(row, 10)?,
            negotiating: day(row, 11)?,
            joined: day(row, 12)?,
        }),
        mailed: Mailed {
            invited: row.get(13)?,
            follow_ups: row.get(14)?,
        },
        revoked: row.get(15)?,
    };
    Ok(Some(written.into()))
}

/// A text where it stands, for a copy of each would be made for hundreds of thousands.
fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null();
    text.map_err(|_| damaged("text expected in a standing"))
}

fn day(row: &Row<'_>, column: usize) -> Result<Option<Date>, StoreError> {
    let number: Option<i32> = row.get(column)?;
    let read = |number| day_numbered(number).ok_or_else(|| damaged("a day out of range"));
    number.map(read).transpose()
}

const fn scale_columns(scale: Scale) -> (&'static str, Option<&'static str>) {
    match scale {
        Scale::Size(None) => ("size", None),
        Scale::Size(Some(size)) => ("size", Some(size.key())),
        Scale::Tier(None) => ("tier", None),
        Scale::Tier(Some(tier)) => ("tier", Some(tier.key())),
    }
}

fn scale_of(scale: Option<String>, value: Option<String>) -> Result<Option<Scale>, StoreError> {
    let unknown = || damaged("an unknown size of one who is hidden");
    fn read<T>(value: Option<&str>, from_key: fn(&str) -> Option<T>) -> Option<Option<T>> {
        value.map_or(Some(None), |key| from_key(key).map(Some))
    }
    let value = value.as_deref();
    match scale.as_deref() {
        None => Some(None),
        Some("size") => read(value, Size::from_key).map(Scale::Size).map(Some),
        Some("tier") => read(value, Tier::from_key).map(Scale::Tier).map(Some),
        Some(_) => None,
    }
    .ok_or_else(unknown)
}

fn source_columns(source: Source) -> (&'static str, Option<u32>) {
    match source {
        Source::PartnerMarketplace => ("partnerMarketplace", None),
        Source::CreatorMarketplace => ("creatorMarketplace", None),
        Source::Import(import) => ("import", Some(import)),
        Source::Application => ("application", None),
        Source::ByHand => ("byHand", None),
    }
}

fn source_of(key: &str, import: Option<u32>) -> Result<Source, StoreError> {
    match (key, import) {
        ("partnerMarketplace", None) => Ok(Source::PartnerMarketplace),
        ("creatorMarketplace", None) => Ok(Source::CreatorMarketplace),
        ("import", Some(import)) => Ok(Source::Import(import)),
        ("application", None) => Ok(Source::Application),
        ("byHand", None) => Ok(Source::ByHand),
        _ => Err(damaged("an unknown source of a prospect")),
    }
}
