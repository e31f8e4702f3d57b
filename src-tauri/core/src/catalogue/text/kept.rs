//! The search text as sections.

use std::io::Read;

use memchr::memchr;

use super::{ENTRY, FIELD, LONG_NAME, SearchText};
use crate::catalogue::bits::Bits;
use crate::catalogue::kept::{Reader, Section, Unusable, made, plain, sound};

impl SearchText {
    pub(in crate::catalogue) fn sections<'a>(&'a self, all: &mut Vec<Section<'a>>) {
        all.extend([
            plain(self.buffer.as_bytes()),
            plain(&self.starts),
            plain(&self.owners),
            plain(&self.name_lengths),
            plain(self.orphans.words()),
            made(&[self.ascending as u64, self.wasted as u64]),
        ]);
    }

    /// The text of numbers below `len`.
    pub(in crate::catalogue) fn restore(
        reader: &mut Reader<impl Read>,
        len: usize,
    ) -> Result<Self, Unusable> {
        let buffer = String::from_utf8(reader.take()?).map_err(|_| Unusable::Damaged)?;
        let starts: Vec<u32> = reader.take()?;
        let owners: Vec<u32> = reader.take_of(starts.len().saturating_sub(1))?;
        let mut text = Self {
            name_lengths: reader.take_of(owners.len())?,
            buffer,
            starts,
            owners,
            orphans: Bits::of_words(reader.take()?),
            ..Self::default()
        };
        let figures: Vec<u64> = reader.take_of(2)?;
        text.ascending = usize::try_from(figures[0]).unwrap_or(usize::MAX);
        text.wasted = usize::try_from(figures[1]).unwrap_or(usize::MAX);
        sound(text.is_whole(len))?;
        let moved = text.ascending..text.owners.len();
        text.moved = moved
            .filter(|entry| !text.orphans.contains(*entry as u32))
            .map(|entry| (text.owners[entry], entry as u32))
            .collect();
        Ok(text)
    }

    /// Whether each entry is one, in its place, and of a number below `len`.
    fn is_whole(&self, len: usize) -> bool {
        let bytes = self.buffer.as_bytes();
        let entry = |(number, bounds): (usize, &[u32])| {
            let (from, to) = (bounds[0] as usize, bounds[1] as usize);
            let Some([name @ .., ENTRY]) = bytes.get(from..to) else {
                return false;
            };
            match self.name_lengths[number] {
                LONG_NAME => memchr(FIELD, name).is_some(),
                length => name.get(usize::from(length)) == Some(&FIELD),
            }
        };
        let ends = match self.starts.as_slice() {
            [] => bytes.is_empty(),
            [first, ..] => {
                *first == 0 && self.starts.last().map(|end| *end as usize) == Some(bytes.len())
            }
        };
        ends && self.wasted <= bytes.len()
            && self.owners.iter().all(|owner| (*owner as usize) < len)
            && (self.owners.get(..self.ascending))
                .is_some_and(|ascending| ascending.is_sorted_by(|a, b| a < b))
            && self.starts.windows(2).enumerate().all(entry)
    }
}
