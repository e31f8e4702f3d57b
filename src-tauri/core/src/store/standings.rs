//! Where partners stand with the manager: a row for each that is not a stranger.

use rusqlite::{CachedStatement, Connection, params};

use super::{damaged, millis, moment};
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::standing::{Hidden, Prospect, Source, Standing};
use crate::vocabulary::Stage;

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
        let import = import.flatten();
        let (marked_at, archived_at) = (
            prospect.map(|p| millis(p.marked_at)),
            prospect.and_then(|p| p.archived_at).map(millis),
        );
        for partner in partners {
            self.put.execute(params![
                partner.0,
                prospect.map(|prospect| prospect.stage.key()),
                source,
                import,
                marked_at,
                archived_at,
                hidden.map(|hidden| millis(hidden.at)),
                hidden.map(|hidden| hidden.reason.as_str()),
            ])?;
        }
        Ok(())
    }
}

/// Every standing, by partner.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(PartnerId, Standing)>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT partner, stage, source, source_import, marked_at, archived_at, hidden_at, hidden_reason FROM standing ORDER BY partner",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let prospect = match row.get::<_, Option<String>>(1)? {
            None => None,
            Some(stage) => Some(Prospect {
                stage: Stage::from_key(&stage).ok_or_else(|| damaged("an unknown stage"))?,
                source: source_of(&row.get::<_, String>(2)?, row.get(3)?)?,
                marked_at: moment(row.get(4)?)?,
                archived_at: row.get::<_, Option<i64>>(5)?.map(moment).transpose()?,
            }),
        };
        let hidden = match row.get::<_, Option<i64>>(6)? {
            None => None,
            Some(at) => Some(Hidden {
                at: moment(at)?,
                reason: row.get(7)?,
            }),
        };
        all.push((PartnerId(row.get(0)?), Standing { prospect, hidden }));
    }
    Ok(all)
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
