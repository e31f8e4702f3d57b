//! How well a word fits an entry of the text, told by where it stands in it.

use std::ops::Range;

use memchr::memchr;

use super::marks::Marks;
use super::text::FIELD;

/// How well all words fit one partner; less is better.
pub(super) const NAME_PREFIX: u8 = 1;
pub(super) const WORD_PREFIX: u8 = 2;
const IN_NAME: u8 = 3;
const IN_DOMAIN: u8 = 4;
const ELSEWHERE: u8 = 5;
/// Not all words stand there.
pub(super) const NOWHERE: u8 = 6;

/// How many ranks a hit can have; they count from 1.
pub(super) const RANKS: usize = 5;

/// An entry in a part of the text: from where to where it is, and where its name ends.
pub(super) struct Entry {
    pub(super) start: usize,
    pub(super) name: usize,
    pub(super) end: usize,
}

/// The best that one word fits an entry, given where it begins first between two places.
#[inline]
pub(super) fn rank_of_word(
    bytes: &[u8],
    first: impl Fn(usize, usize) -> Option<usize>,
    entry: &Entry,
) -> u8 {
    if let Some(mut at) = first(entry.start, entry.name) {
        if at == entry.start {
            return NAME_PREFIX;
        }
        while !is_word_start(bytes, at) {
            match first(at + 1, entry.name) {
                Some(more) => at = more,
                None => return IN_NAME,
            }
        }
        return WORD_PREFIX;
    }
    let behind = entry.name + 1;
    let Some(at) = first(behind, entry.end) else {
        return NOWHERE;
    };
    let host = host_in(&bytes[..entry.end], behind);
    let in_host = at < host.end && first(host.start, host.end).is_some();
    if in_host { IN_DOMAIN } else { ELSEWHERE }
}

/// Where the host stands in the field that begins at `from`: perhaps behind the local part of an address.
pub(super) fn host_in(entry: &[u8], from: usize) -> Range<usize> {
    let rest = &entry[from..];
    let end = memchr(FIELD, rest).unwrap_or(rest.len());
    let host = memchr(b'@', &rest[..end]).map_or(0, |sign| sign + 1);
    from + host..from + end
}

/// The same for entries that are looked at one after another, by words of bits, given where the word begins, and where fields end or
/// at-signs stand.
#[inline(always)]
pub(super) fn rank_by_bits(bytes: &[u8], word: &Marks, signs: &Marks, entry: &Entry) -> u8 {
    let behind = entry.name + 1;
    let (name, rest) = (entry.name - entry.start, entry.end - behind);
    let whole = || rank_of_word(bytes, |from, to| word.first(from, to), entry);
    if name > 64 || rest > 128 {
        return whole();
    }
    let mut hits = word.from(entry.start) & below(name);
    if hits & 1 != 0 {
        return NAME_PREFIX;
    }
    if hits != 0 {
        while hits != 0 {
            if is_word_start(bytes, entry.start + hits.trailing_zeros() as usize) {
                return WORD_PREFIX;
            }
            hits &= hits - 1;
        }
        return IN_NAME;
    }
    let near = word.from(behind) & below(rest.min(64));
    let far = word.from(behind + 64) & below(rest.saturating_sub(64));
    if near | far == 0 {
        return NOWHERE;
    }
    let signs = signs.from(behind);
    let more = signs & signs.wrapping_sub(1);
    if more == 0 {
        return whole();
    }
    let (first, second) = (
        signs.trailing_zeros() as usize,
        more.trailing_zeros() as usize,
    );
    let host = if bytes[behind + first] == FIELD {
        below(first)
    } else if bytes[behind + second] == FIELD {
        below(second) & !below(first + 1)
    } else {
        return whole();
    };
    ELSEWHERE - u8::from(near & host != 0)
}

/// The lowest of 64 bits.
#[inline(always)]
const fn below(count: usize) -> u64 {
    if count < 64 {
        (1 << count) - 1
    } else {
        u64::MAX
    }
}

/// Whether the character before `at`, which is not the first, is no letter and no digit.
#[inline(always)]
fn is_word_start(bytes: &[u8], at: usize) -> bool {
    let before = bytes[at - 1];
    if before.is_ascii() {
        !before.is_ascii_alphanumeric()
    } else {
        is_behind_a_word(bytes, at)
    }
}

/// The same where that character is not ASCII.
#[inline(never)]
fn is_behind_a_word(bytes: &[u8], at: usize) -> bool {
    // A word begins where a character does, so what stands before it is whole.
    let from = at.saturating_sub(4);
    let begin = (from..at).rev().find(|place| bytes[*place] & 0xc0 != 0x80);
    begin
        .and_then(|begin| str::from_utf8(&bytes[begin..at]).ok())
        .and_then(|text| text.chars().next())
        .is_none_or(|before| !before.is_alphanumeric())
}
