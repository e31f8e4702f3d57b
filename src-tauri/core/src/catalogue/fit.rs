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

/// How many ranks a hit can have; they count from 1.
pub(super) const RANKS: usize = 5;

/// An entry in a part of the text: from where to where it is, and where its name ends.
pub(super) struct Entry {
    pub(super) start: usize,
    pub(super) name: usize,
    pub(super) end: usize,
}

/// The best that one word fits an entry; `None` where it does not occur. `host` tells where the host stands in the field that
/// begins at a place.
#[inline]
pub(super) fn rank_of_word(
    bytes: &[u8],
    word: &Marks,
    entry: &Entry,
    host: impl Fn(usize) -> Range<usize>,
) -> Option<u8> {
    if let Some(mut at) = word.first(entry.start, entry.name) {
        if at == entry.start {
            return Some(NAME_PREFIX);
        }
        while !is_word_start(bytes, at) {
            match word.first(at + 1, entry.name) {
                Some(more) => at = more,
                None => return Some(IN_NAME),
            }
        }
        return Some(WORD_PREFIX);
    }
    let behind = entry.name + 1;
    let at = word.first(behind, entry.end)?;
    let host = host(behind);
    let in_host = at < host.end && word.first(host.start, host.end).is_some();
    Some(if in_host { IN_DOMAIN } else { ELSEWHERE })
}

/// Where the host stands in the field that begins at `from`: perhaps behind the local part of an address.
pub(super) fn host_in(entry: &[u8], from: usize) -> Range<usize> {
    let rest = &entry[from..];
    let end = memchr(FIELD, rest).unwrap_or(rest.len());
    let host = memchr(b'@', &rest[..end]).map_or(0, |sign| sign + 1);
    from + host..from + end
}

/// The same as [`rank_of_word`] for entries that are looked at one after another, given where fields end or at-signs stand, and
/// where something other than ASCII letters and digits does. Written so that little has to be guessed, for entries differ.
#[inline(always)]
pub(super) fn rank_near(
    bytes: &[u8],
    word: &Marks,
    signs: &Marks,
    others: &Marks,
    entry: &Entry,
) -> Option<u8> {
    let length = entry.name - entry.start;
    let whole = || {
        let host = |from| host_in(&bytes[..entry.end], from);
        rank_of_word(bytes, word, entry, host)
    };
    if length >= 64 {
        return whole();
    }
    let hits = word.from(entry.start) & ((1 << length) - 1);
    if hits & 1 != 0 {
        return Some(NAME_PREFIX);
    }
    if hits != 0 {
        let begins = hits & others.from(entry.start) << 1;
        // Whether a word ends with a letter that is not ASCII is another question.
        let before = entry.start + begins.trailing_zeros() as usize;
        if begins != 0 && !bytes[before - 1].is_ascii() {
            return whole();
        }
        return Some(if begins == 0 { IN_NAME } else { WORD_PREFIX });
    }
    let behind = entry.name + 1;
    let at = word.first(behind, entry.end)?;
    let host = host_near(bytes, signs, behind..entry.end);
    let in_host = at < host.end && (at >= host.start || word.first(host.start, host.end).is_some());
    Some(if in_host { IN_DOMAIN } else { ELSEWHERE })
}

/// The same as [`host_in`], given where fields end and at-signs stand.
#[inline(always)]
fn host_near(bytes: &[u8], signs: &Marks, fields: Range<usize>) -> Range<usize> {
    let end = |from: usize| signs.first(from, fields.end).unwrap_or(fields.end);
    let first = end(fields.start);
    if bytes[first] == FIELD {
        return fields.start..first;
    }
    let mut last = end(first + 1);
    while last < fields.end && bytes[last] != FIELD {
        last = end(last + 1);
    }
    first + 1..last
}

/// Whether the character before `at`, which is not the first, is no letter and no digit.
fn is_word_start(bytes: &[u8], at: usize) -> bool {
    let before = bytes[at - 1];
    if before.is_ascii() {
        return !before.is_ascii_alphanumeric();
    }
    // A word begins where a character does, so what stands before it is whole.
    let from = at.saturating_sub(4);
    let begin = (from..at).rev().find(|place| bytes[*place] & 0xc0 != 0x80);
    begin
        .and_then(|begin| str::from_utf8(&bytes[begin..at]).ok())
        .and_then(|text| text.chars().next())
        .is_none_or(|before| !before.is_alphanumeric())
}
