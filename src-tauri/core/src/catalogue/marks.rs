//! Where a word stands in a text: one bit for each place at which it begins. Sixteen bytes are compared at a time, and without a branch
//! for each place, so that a letter that stands everywhere costs little more than one that stands nowhere.

use wide::u8x16;

/// How many places are marked at a time.
const BLOCK: usize = 64;
/// How many empty blocks stand behind the others.
const BEHIND: usize = 3;
/// Words up to this length are told by their bytes at three places.
const TOLD: usize = 3;

type Block = [u8; BLOCK];
/// The same, sixteen by sixteen.
type Rows<'a> = &'a [[u8; 16]];

/// Places that are marked, of a part of a text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Three more than there are blocks, so that any place can be looked at with the 128 behind it.
    bits: Vec<u64>,
    /// How many blocks have a mark.
    marked: usize,
}

impl Marks {
    /// Marks where `word`, which is not empty, begins in the first `len` bytes of `text`; what follows them is read, too.
    pub(super) fn mark(&mut self, text: &[u8], len: usize, word: &[u8]) {
        let end = word.len() - 1;
        let (first, middle, last) = (word[0], word[end / 2], word[end]);
        match end {
            0 => self.mark_by(text, len, [0, 0, 0], |one, _, _| {
                places(|row| equal(first, one[row]))
            }),
            1 => self.mark_by(text, len, [0, 0, 1], |one, _, next| {
                places(|row| equal(first, one[row]) & equal(last, next[row]))
            }),
            _ => self.mark_by(text, len, [0, end / 2, end], |one, two, three| {
                places(|row| {
                    equal(first, one[row]) & equal(middle, two[row]) & equal(last, three[row])
                })
            }),
        }
        if word.len() > TOLD {
            let starts = Starts::with(word);
            self.keep(|at| starts.here(&text[at..]));
        }
    }

    /// Marks where one of two bytes stands in the first `len` bytes of `text`.
    pub(super) fn mark_either(&mut self, text: &[u8], len: usize, bytes: [u8; 2]) {
        self.mark_by(text, len, [0, 0, 0], |one, _, _| {
            places(|row| equal(bytes[0], one[row]) | equal(bytes[1], one[row]))
        });
    }

    /// Marks what `places` says of each 64 bytes, seen from three places on.
    #[inline(always)]
    fn mark_by(
        &mut self,
        text: &[u8],
        len: usize,
        from: [usize; 3],
        places: impl Fn(Rows<'_>, Rows<'_>, Rows<'_>) -> u64,
    ) {
        let blocks = len.div_ceil(BLOCK);
        let whole = blocks.min(text.len().saturating_sub(from[2]) / BLOCK);
        let [one, two, three] = from.map(|from| {
            let seen = text.get(from..).unwrap_or_default();
            &seen.as_chunks().0[..whole]
        });
        let seen = one.iter().zip(two).zip(three);
        self.bits.clear();
        self.bits.reserve(blocks + BEHIND);
        self.bits
            .extend(seen.map(|((one, two), three)| places(rows(one), rows(two), rows(three))));
        for block in whole..blocks {
            // Where the text ends.
            let [one, two, three] = from.map(|from| {
                let rest = text.get(block * BLOCK + from..).unwrap_or_default();
                let rest = &rest[..rest.len().min(BLOCK)];
                let mut part = [0; BLOCK];
                part[..rest.len()].copy_from_slice(rest);
                part
            });
            self.bits.push(places(rows(&one), rows(&two), rows(&three)));
        }
        if !len.is_multiple_of(BLOCK) {
            self.bits[blocks - 1] &= (1 << (len % BLOCK)) - 1;
        }
        self.bits.extend([0; BEHIND]);
        self.count();
    }

    fn count(&mut self) {
        self.marked = self.bits.iter().map(|bits| usize::from(*bits != 0)).sum();
    }

    /// Marks what `others` marks in the same text, too.
    pub(super) fn add(&mut self, others: &Self) {
        for (bits, others) in self.bits.iter_mut().zip(&others.bits) {
            *bits |= others;
        }
        self.count();
    }

    /// Keeps the marks for which `test` holds.
    pub(super) fn keep(&mut self, test: impl Fn(usize) -> bool) {
        for (block, bits) in self.bits.iter_mut().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                if !test(block * BLOCK + bit) {
                    *bits &= !(1 << bit);
                }
            }
        }
        self.count();
    }

    /// How many of the blocks have a mark.
    pub(super) fn marked(&self) -> usize {
        self.marked
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.bits.len() - BEHIND
    }

    /// The marks of a place and the 63 behind it.
    #[inline(always)]
    pub(super) fn from(&self, place: usize) -> u64 {
        let (block, bit) = (place / BLOCK, place % BLOCK);
        let blocks = &self.bits[block..block + 2];
        blocks[0] >> bit | blocks[1] << (63 - bit) << 1
    }

    /// The first mark in `from..to`.
    #[inline]
    pub(super) fn first(&self, from: usize, to: usize) -> Option<usize> {
        let mut from = from;
        while from < to {
            let bits = self.from(from);
            if bits != 0 {
                let at = from + bits.trailing_zeros() as usize;
                return (at < to).then_some(at);
            }
            from += BLOCK;
        }
        None
    }
}

/// A word to compare with what a text starts with: eight bytes at once, mostly all of it.
struct Starts<'a> {
    /// The word up to eight bytes, and which of them it has.
    first: u64,
    mask: u64,
    rest: &'a [u8],
    word: &'a [u8],
}

impl<'a> Starts<'a> {
    fn with(word: &'a [u8]) -> Self {
        let (head, rest) = word.split_at(word.len().min(8));
        let number = |byte: &dyn Fn(&u8) -> u8| {
            let bytes = head.iter().rev();
            bytes.fold(0, |number, one| number << 8 | u64::from(byte(one)))
        };
        Self {
            first: number(&|byte| *byte),
            mask: number(&|_| u8::MAX),
            rest,
            word,
        }
    }

    #[inline]
    fn here(&self, text: &[u8]) -> bool {
        match text.split_first_chunk() {
            Some((head, behind)) => {
                let same = u64::from_le_bytes(*head) & self.mask == self.first;
                same && (self.rest.is_empty() || behind.starts_with(self.rest))
            }
            None => text.starts_with(self.word),
        }
    }
}

#[inline(always)]
fn rows(block: &Block) -> Rows<'_> {
    block.as_chunks().0
}

/// A one for each byte of four rows of which `test` says so.
#[inline(always)]
fn places(test: impl Fn(usize) -> u8x16) -> u64 {
    let row = |row: usize| u64::from(test(row).to_bitmask() & 0xffff) << (row * 16);
    row(0) | row(1) | row(2) | row(3)
}

#[inline(always)]
fn equal(byte: u8, row: [u8; 16]) -> u8x16 {
    u8x16::new(row).simd_eq(u8x16::splat(byte))
}

/// Which of 64 bytes are that one.
pub(super) fn places_of(byte: u8, block: &Block) -> u64 {
    places(|row| equal(byte, rows(block)[row]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn marks_stand_where_the_word_does(
            text in "([ab\u{1e}é山]{0,200}|[ab]{0,200})",
            word in "[ab]{1,5}|山|é|a山b|ab山[ab]{3,6}|[ab]{8,12}",
            cut in 0_usize..400,
        ) {
            let text = text.as_bytes();
            let word = word.as_bytes();
            let len = cut.min(text.len());
            let mut marks = Marks::default();
            marks.mark(text, len, word);
            let found = |from: usize, to: usize| (from..to).find(|at| text[*at..].starts_with(word));
            for from in 0..len {
                prop_assert_eq!(marks.first(from, len), found(from, len), "from {}", from);
                prop_assert_eq!(marks.first(from, (from + 3).min(len)), found(from, (from + 3).min(len)));
            }
            prop_assert_eq!(marks.marked() == 0, found(0, len).is_none());
        }
    }

    #[test]
    fn each_place_of_a_block_is_told() {
        for at in 0..BLOCK {
            let mut bytes = [b'x'; BLOCK];
            bytes[at] = 0xe5;
            assert_eq!(places_of(0xe5, &bytes), 1 << at);
        }
        assert_eq!(places_of(0, &[0; BLOCK]), u64::MAX);
    }
}
