//! Columns as sections.

use std::io::Read;

use super::Columns;
use crate::catalogue::days::Days;
use crate::catalogue::kept::{Reader, Section, Unusable, made, plain, sound};

/// A column of days, of so many numbers.
fn days(reader: &mut Reader<impl Read>, len: usize) -> Result<Days, Unusable> {
    let near = reader.take_of(len)?;
    let whose: Vec<u32> = reader.take()?;
    let days: Vec<i32> = reader.take_of(whose.len())?;
    Ok(Days::of_parts(near, whose.into_iter().zip(days)))
}

impl Columns {
    pub(in crate::catalogue) fn sections<'a>(&'a self, all: &mut Vec<Section<'a>>) {
        let mut vast: Vec<(u32, u64)> = self.vast.iter().map(|(id, sum)| (*id, *sum)).collect();
        vast.sort_unstable();
        let (whose, sums): (Vec<u32>, Vec<u64>) = vast.into_iter().unzip();
        all.extend([
            plain(&self.flags),
            plain(&self.visits),
            plain(&self.followers),
            made(&whose),
            made(&sums),
            plain(&self.engagement),
            plain(&self.size),
            plain(&self.tier),
            plain(&self.model),
            plain(&self.country),
            plain(&self.places_at),
            plain(&self.places),
        ]);
        for days in [&self.listed_on, &self.active_on] {
            let (near, far) = days.parts();
            let (whose, days): (Vec<u32>, Vec<i32>) = far.into_iter().unzip();
            all.extend([plain(near), made(&whose), made(&days)]);
        }
    }

    pub(in crate::catalogue) fn restore(reader: &mut Reader<impl Read>) -> Result<Self, Unusable> {
        let flags: Vec<u8> = reader.take()?;
        let len = flags.len();
        let (visits, followers) = (reader.take_of(len)?, reader.take_of(len)?);
        let whose: Vec<u32> = reader.take()?;
        let sums: Vec<u64> = reader.take_of(whose.len())?;
        let mut columns = Self {
            flags,
            visits,
            followers,
            vast: whose.into_iter().zip(sums).collect(),
            engagement: reader.take_of(len)?,
            size: reader.take_of(len)?,
            tier: reader.take_of(len)?,
            model: reader.take_of(len)?,
            country: reader.take_of(len)?,
            places_at: reader.take_of(len)?,
            places: reader.take()?,
            ..Self::default()
        };
        columns.listed_on = days(reader, len)?;
        columns.active_on = days(reader, len)?;
        sound(columns.places_at.iter().all(|at| columns.has_places(*at)))?;
        Ok(columns)
    }

    /// Whether two lists stand there, each behind its length.
    fn has_places(&self, at: u32) -> bool {
        let behind = |at: usize| Some(at + 1 + usize::from(*self.places.get(at)?));
        behind(at as usize)
            .and_then(behind)
            .is_some_and(|end| end <= self.places.len())
    }
}
