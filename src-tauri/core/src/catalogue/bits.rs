//! A dense set of partner numbers: one bit each. Two of a million are intersected in microseconds, and an order is walked
//! by testing them.

use super::marks::places_of;
use crate::set::PartnerSet;

/// A dense set of numbers. Beyond its last word nothing is in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The set of those numbers below `len` for which `test` holds.
    pub(super) fn from_fn(len: usize, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut words = Vec::with_capacity(len.div_ceil(64));
        let mut start = 0;
        while start < len {
            let end = len.min(start + 64);
            words.push(
                (start..end).fold(0, |word, id| word | (u64::from(test(id)) << (id - start))),
            );
            start = end;
        }
        Self { words }
    }

    /// The positions of those bytes that are not 0.
    pub(super) fn of_marks(marks: &[u8]) -> Self {
        let (blocks, rest) = marks.as_chunks();
        let mut words: Vec<u64> = blocks.iter().map(|block| !places_of(0, block)).collect();
        if !rest.is_empty() {
            let bits = rest.iter().rev();
            words.push(bits.fold(0, |word, mark| word << 1 | u64::from(*mark != 0)));
        }
        Self { words }
    }

    /// The set whose bits stand in `words`.
    pub(super) fn of_words(words: Vec<u64>) -> Self {
        Self { words }
    }

    /// The bits, 64 to a word.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Whether all that are in are below `len`.
    pub(super) fn all_below(&self, len: usize) -> bool {
        let beyond = self.words.get(len / 64..).unwrap_or_default();
        match beyond {
            [] => true,
            [word, rest @ ..] => word >> (len % 64) == 0 && rest.iter().all(|word| *word == 0),
        }
    }

    /// Makes those of `marks` 0 whose positions are not in.
    pub(super) fn blank_others(&self, marks: &mut [u8]) {
        for (index, marks) in marks.chunks_mut(64).enumerate() {
            match self.words.get(index) {
                Some(&u64::MAX) => {}
                None | Some(0) => marks.fill(0),
                Some(word) => {
                    let bits = marks.iter_mut().zip(0..);
                    bits.for_each(|(mark, bit)| *mark *= (word >> bit & 1) as u8);
                }
            }
        }
    }

    /// How many of `marks` are `mark`.
    pub(super) fn count_of(mark: u8, marks: &[u8]) -> usize {
        let (blocks, rest) = marks.as_chunks();
        let counts = blocks
            .iter()
            .map(|block| places_of(mark, block).count_ones());
        counts.sum::<u32>() as usize + rest.iter().filter(|one| **one == mark).count()
    }

    /// Whether `id` is in.
    #[inline]
    pub(super) fn contains(&self, id: u32) -> bool {
        self.words
            .get(id as usize / 64)
            .is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    /// Puts `id` in.
    #[inline]
    pub(super) fn insert(&mut self, id: u32) {
        let index = id as usize / 64;
        if index >= self.words.len() {
            self.words.resize(index + 1, 0);
        }
        self.words[index] |= 1 << (id % 64);
    }

    /// Takes `id` out.
    pub(super) fn remove(&mut self, id: u32) {
        if let Some(word) = self.words.get_mut(id as usize / 64) {
            *word &= !(1 << (id % 64));
        }
    }

    /// Puts `id` in or takes it out.
    pub(super) fn set(&mut self, id: u32, on: bool) {
        if on {
            self.insert(id);
        } else {
            self.remove(id);
        }
    }

    /// How many are in.
    pub(super) fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many are in both.
    pub(super) fn len_of_both(&self, other: &Self) -> u32 {
        let pairs = self.words.iter().zip(&other.words);
        pairs.map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Keeps those that are in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Takes those of `other` out.
    pub(super) fn drop_all(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Puts those of `other` in.
    pub(super) fn add_all(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// The words from that of `id` on, the first of its word.
    pub(super) fn words_from(&self, id: u32) -> &[u64] {
        self.words.get(id as usize / 64..).unwrap_or_default()
    }

    /// Gives back room that is not used.
    pub(super) fn shrink(&mut self) {
        self.words.shrink_to_fit();
    }

    /// How many bytes it takes.
    pub(super) fn memory(&self) -> usize {
        self.words.capacity() * 8
    }

    /// Takes all out that are not below `len`, and gives back their room.
    pub(super) fn truncate(&mut self, len: usize) {
        if self.words.len() > len / 64 {
            self.words.truncate(len / 64 + 1);
            self.words[len / 64] &= (1 << (len % 64)) - 1;
            self.words.shrink_to_fit();
        }
    }

    /// The greatest number that is in.
    pub(super) fn last(&self) -> Option<u32> {
        let index = self.words.iter().rposition(|word| *word != 0)?;
        Some(index as u32 * 64 + self.words[index].ilog2())
    }

    /// All, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        ones(self.words.iter().copied())
    }

    /// All, ascending.
    pub(super) fn into_iter(self) -> impl Iterator<Item = u32> {
        ones(self.words.into_iter())
    }
}

fn ones(words: impl Iterator<Item = u64>) -> impl Iterator<Item = u32> {
    let words = (0_u32..).zip(words).filter(|(_, word)| *word != 0);
    words.flat_map(|(index, word)| Ones(word).map(move |bit| index * 64 + bit))
}

/// The positions of the ones in a word, ascending.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        Some(bit)
    }
}

impl From<&Bits> for PartnerSet {
    fn from(bits: &Bits) -> Self {
        let bytes: Vec<u8> = bits
            .words
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        roaring::RoaringBitmap::from_lsb0_bytes(0, &bytes).into()
    }
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(ids: I) -> Self {
        let mut bits = Self::default();
        for id in ids {
            bits.insert(id);
        }
        bits
    }
}
