//! Where a word stands in a text: one bit for each place at which it begins. Eight bytes are compared at a time, and places are
//! found without a branch for each, so that a letter that stands everywhere costs little more than one that stands nowhere.

/// How many places are marked at a time.
const BLOCK: usize = 64;
const BLOCKS: usize = BLOCK / 8;
const ONES: u64 = 0x0101_0101_0101_0101;
/// Words up to this length are told by their bytes at three places.
const TOLD: usize = 3;

/// Places that are marked, of a part of a text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Two more than there are blocks, so that any place can be looked at with the 64 behind it.
    bits: Vec<u64>,
    /// How many blocks have a mark.
    marked: usize,
}

impl Marks {
    /// Marks where `word`, which is not empty, begins in the first `len` bytes of `text`; what follows them is read, too.
    pub(super) fn mark(&mut self, text: &[u8], len: usize, word: &[u8]) {
        let end = word.len() - 1;
        let (first, middle, last) = ((0, word[0]), (end / 2, word[end / 2]), (end, word[end]));
        match end {
            0 => self.mark_by(text, len, [first]),
            1 => self.mark_by(text, len, [first, last]),
            _ => self.mark_by(text, len, [first, middle, last]),
        }
        if word.len() > TOLD {
            self.keep(|at| text[at..].starts_with(word));
        }
    }

    /// Marks where each of some bytes stands so far on.
    fn mark_by<const N: usize>(&mut self, text: &[u8], len: usize, probes: [(usize, u8); N]) {
        let reach = probes[N - 1].0;
        self.bits.clear();
        self.marked = 0;
        let mut begin = 0;
        while begin < len {
            let equal = match text.get(begin..begin + reach + BLOCK) {
                Some(part) => equal(part, &probes),
                None => {
                    let mut part = vec![0; reach + BLOCK];
                    let rest = &text[begin..];
                    part[..rest.len()].copy_from_slice(rest);
                    equal(&part, &probes)
                }
            };
            let mut places = if equal == 0 { 0 } else { transposed(equal) };
            if len - begin < BLOCK {
                places &= (1 << (len - begin)) - 1;
            }
            self.marked += usize::from(places != 0);
            self.bits.push(places);
            begin += BLOCK;
        }
        self.bits.extend([0, 0]);
    }

    /// Marks what `others` marks in the same text, too.
    pub(super) fn add(&mut self, others: &Self) {
        self.marked = 0;
        for (bits, others) in self.bits.iter_mut().zip(&others.bits) {
            *bits |= others;
            self.marked += usize::from(*bits != 0);
        }
    }

    /// Keeps the marks for which `test` holds.
    pub(super) fn keep(&mut self, test: impl Fn(usize) -> bool) {
        self.marked = 0;
        for (block, bits) in self.bits.iter_mut().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                if !test(block * BLOCK + bit) {
                    *bits &= !(1 << bit);
                }
            }
            self.marked += usize::from(*bits != 0);
        }
    }

    /// How many of the blocks have a mark.
    pub(super) fn marked(&self) -> usize {
        self.marked
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.bits.len() - 2
    }

    /// The first mark in `from..to`.
    #[inline]
    pub(super) fn first(&self, from: usize, to: usize) -> Option<usize> {
        let mut from = from;
        while from < to {
            let (block, bit) = (from / BLOCK, from % BLOCK);
            let bits = self.bits[block] >> bit | self.bits[block + 1] << (63 - bit) << 1;
            if bits != 0 {
                let at = from + bits.trailing_zeros() as usize;
                return (at < to).then_some(at);
            }
            from += BLOCK;
        }
        None
    }
}

/// The bytes of the eighth row have their eighth bit set where all probes hold, and so on: not yet in the order of the text.
#[inline]
fn equal<const N: usize>(part: &[u8], probes: &[(usize, u8); N]) -> u64 {
    let mut rows = [0; BLOCKS];
    for (at, byte) in probes {
        let Some((words, _)) = part[*at..].split_first_chunk::<BLOCK>() else {
            continue;
        };
        let sought = u64::from(*byte) * ONES;
        for (row, word) in rows.iter_mut().zip(words.as_chunks::<8>().0) {
            *row |= u64::from_le_bytes(*word) ^ sought;
        }
    }
    let rows = rows.iter().zip(0..);
    rows.fold(0, |equal, (row, number)| equal | zeros(*row) << number)
}

/// The lowest bit of each byte that is 0.
#[inline]
const fn zeros(word: u64) -> u64 {
    const LOW: u64 = 0x7f * ONES;
    !(((word & LOW) + LOW) | word | LOW) >> 7
}

/// Bit `r` of byte `c` becomes bit `c` of byte `r`.
#[inline]
const fn transposed(bits: u64) -> u64 {
    let swap = (bits ^ (bits >> 7)) & 0x00aa_00aa_00aa_00aa;
    let bits = bits ^ swap ^ (swap << 7);
    let swap = (bits ^ (bits >> 14)) & 0x0000_cccc_0000_cccc;
    let bits = bits ^ swap ^ (swap << 14);
    let swap = (bits ^ (bits >> 28)) & 0x0000_0000_f0f0_f0f0;
    bits ^ swap ^ (swap << 28)
}

/// Which of 64 bytes are that one.
#[inline]
pub(super) fn places_of(byte: u8, bytes: &[u8; BLOCK]) -> u64 {
    transposed(equal(bytes, &[(0, byte)]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn marks_stand_where_the_word_does(
            text in "[ab\u{1e}é山]{0,200}",
            word in "[ab]{1,5}|山|é|a山b",
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
