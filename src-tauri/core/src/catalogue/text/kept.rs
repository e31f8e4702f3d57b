//! The search text as sections.

use std::io::Read;

use memchr::memchr;

use super::{ENTRY, FIELD, LONG_NAME, SearchText};
use crate::catalogue::bits::Bits;
use crate::catalogue::kept::{Reader, Section, Unusable, made, plain, sound};
use crate::catalogue::owners::Owners;

impl SearchText {
    pub(in crate::catalogue) fn sections<'a>(&'a self, all: &mut Vec<Section<'a>>) {
        all.extend([
            plain(self.buffer.as_bytes()),
            plain(&self.starts),
            made(&self.owners.parts()),
            plain(&self.name_lengths),
            plain(self.orphans.words()),
            made(&[self.wasted as u64]),
        ]);
    }

    /// The text of numbers below `len`.
    pub(in crate::catalogue) fn restore(
        reader: &mut Reader<impl Read>,
        len: usize,
    ) -> Result<Self, Unusable> {
        let buffer = String::from_utf8(reader.take()?).map_err(|_| Unusable::Damaged)?;
        let starts: Vec<u32> = reader.take()?;
        let entries = starts.len().saturating_sub(1);
        let owners = Owners::of_parts(&reader.take::<u32>()?, entries, len);
        let mut text = Self {
            name_lengths: reader.take_of(entries)?,
            buffer,
            starts,
            owners: owners.ok_or(Unusable::Damaged)?,
            orphans: Bits::of_words(reader.take()?),
            ..Self::default()
        };
        text.wasted = usize::try_from(reader.take_of::<u64>(1)?[0]).unwrap_or(usize::MAX);
        sound(text.is_whole())?;
        let first = text.owners.first_moved();
        let mut owners = text.owners.from(first);
        text.moved = (first..entries)
            .map(|entry| (owners.of(entry), entry as u32))
            .filter(|(_, entry)| !text.orphans.contains(*entry))
            .collect();
        Ok(text)
    }

    /// Whether each entry is one, and in its place.
    fn is_whole(&self) -> bool {
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
        ends && self.wasted <= bytes.len() && self.starts.windows(2).enumerate().all(entry)
    }
}
