//! Words in the search text: whom they find, and how well.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

use memchr::memchr;
use memchr::memmem::Finder;

use super::Catalogue;
use super::bits::Bits;
use super::text::{FIELD, SearchText};
use crate::partner::PartnerId;
use crate::text::fold;

/// How well all words fit one partner; less is better.
const NAME_PREFIX: u8 = 1;
const WORD_PREFIX: u8 = 2;
const IN_NAME: u8 = 3;
const IN_DOMAIN: u8 = 4;
const ELSEWHERE: u8 = 5;

/// How many ranks a hit can have; they count from 1.
pub(super) const RANKS: usize = 5;

/// Less text than this is searched sooner than a thread is started.
const WORTH_A_THREAD: usize = 4 << 20;

/// Whom words find.
#[derive(Debug)]
pub(super) struct Hits {
    /// All of them.
    pub(super) bits: Bits,
    /// How well they fit, by number: from 1 (the name begins so) to [`RANKS`], 0 where they do not.
    pub(super) ranks: Vec<u8>,
}

/// All whose text has every one of the folded `words`, none of them empty; numbers are below `len`. With `among`, only those
/// are looked at.
pub(super) fn search(
    text: &SearchText,
    words: &[String],
    len: usize,
    among: Option<&Bits>,
) -> Hits {
    let ranks: Vec<AtomicU8> = (0..len).map(|_| AtomicU8::new(0)).collect();
    let scan = Scan::new(text, words);
    match among {
        Some(among) => scan.run_among(among, &ranks),
        None => scan.run_all(&ranks),
    }
    let ranks: Vec<u8> = ranks.into_iter().map(AtomicU8::into_inner).collect();
    Hits {
        bits: Bits::of_marks(&ranks),
        ranks,
    }
}

impl Catalogue {
    /// Those who may have a network's ID, for the text that is searched says so: whoever must be certain looks at the data.
    pub fn perhaps_identified(&self, partner_id: &str) -> Vec<PartnerId> {
        let word = fold(partner_id);
        if word.is_empty() {
            return Vec::new();
        }
        let sign = char::from(FIELD);
        let field = format!("{sign}{word}{sign}");
        // What looks like an address may stand in another field.
        let has_it = |id: u32| {
            let whole = self.text.whole(id).unwrap_or_default();
            word.contains('@') || whole.contains(&field)
        };
        let hits = search(
            &self.text,
            std::slice::from_ref(&word),
            self.columns.len(),
            None,
        );
        let found = hits.bits.iter().map(PartnerId);
        found
            .filter(|id| self.contains(*id) && has_it(id.0))
            .collect()
    }
}

/// Whether all that `words` find is among what `earlier` words found, as when somebody types on.
pub(super) fn narrows(earlier: &[String], words: &[String]) -> bool {
    let within = |earlier: &String| words.iter().any(|word| word.contains(earlier.as_str()));
    earlier.iter().all(within)
}

/// Words to look for in a text.
struct Scan<'a> {
    text: &'a SearchText,
    /// The longest word, which is the rarest, most likely: the others are looked for where it is.
    first: Finder<'a>,
    others: Vec<Finder<'a>>,
    phrase: String,
}

impl<'a> Scan<'a> {
    fn new(text: &'a SearchText, words: &'a [String]) -> Self {
        let mut by_length: Vec<&String> = words.iter().collect();
        by_length.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut finders = by_length.into_iter().map(Finder::new);
        Self {
            text,
            first: finders.next().unwrap_or_else(|| Finder::new("")),
            others: finders.collect(),
            phrase: words.join(" "),
        }
    }

    /// Writes how well the words fit into `ranks`, for everybody, on all cores.
    fn run_all(&self, ranks: &[AtomicU8]) {
        let entries = self.text.owners.len();
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let parts = threads.min(1 + self.text.buffer.len() / WORTH_A_THREAD);
        let part = |n: usize| entries * n / parts..entries * (n + 1) / parts;
        let run = |entries: Range<usize>| match self.first.needle() {
            [byte] if self.others.is_empty() => self.run_byte(*byte, entries, ranks),
            _ => self.run(entries, ranks),
        };
        thread::scope(|scope| {
            for n in 1..parts {
                scope.spawn(move || run(part(n)));
            }
            run(part(0));
        });
    }

    /// The same, for those in `among`.
    fn run_among(&self, among: &Bits, ranks: &[AtomicU8]) {
        let buffer = self.text.buffer.as_bytes();
        for id in among.iter() {
            let Some(entry) = self.text.entry_of(id) else {
                continue;
            };
            let (start, end) = self.text.range(entry);
            if let Some(at) = self.first.find(&buffer[start..end]) {
                self.found(entry, start + at, ranks);
            }
        }
    }

    /// The same for a single byte, which is in almost every entry: each is looked at by itself, the name first.
    fn run_byte(&self, byte: u8, entries: Range<usize>, ranks: &[AtomicU8]) {
        for entry in entries {
            let (start, end) = self.text.range(entry);
            let bytes = &self.text.buffer.as_bytes()[start..end];
            let name = self.text.name_length(entry);
            let mut rank = 0;
            for at in (0..name).filter(|at| bytes[*at] == byte) {
                rank = IN_NAME;
                if at == 0 || is_word_start(bytes, at) {
                    rank = if at == 0 { NAME_PREFIX } else { WORD_PREFIX };
                    break;
                }
            }
            if rank == 0
                && let Some(at) = memchr(byte, &bytes[name..])
            {
                rank = rank_of_word(bytes, name, &self.first, name + at);
            }
            if rank != 0 && !self.text.orphans.contains(entry as u32) {
                ranks[self.text.owners[entry] as usize].store(rank, Ordering::Relaxed);
            }
        }
    }

    /// The same for a run of entries.
    fn run(&self, entries: Range<usize>, ranks: &[AtomicU8]) {
        if entries.is_empty() {
            return;
        }
        let starts = &self.text.starts;
        let buffer = &self.text.buffer.as_bytes()[..starts[entries.end] as usize];
        let mut entry = entries.start;
        let mut from = starts[entry] as usize;
        while let Some(found) = self.first.find(&buffer[from..]) {
            let at = from + found;
            entry = entry_at(starts, entry, at);
            from = starts[entry + 1] as usize;
            self.found(entry, at, ranks);
        }
    }

    /// Writes how well the words fit an entry in which the first one stands first at `at` of the buffer.
    fn found(&self, entry: usize, at: usize, ranks: &[AtomicU8]) {
        let (start, end) = self.text.range(entry);
        let bytes = &self.text.buffer.as_bytes()[start..end];
        let name = self.text.name_length(entry);
        if let Some(rank) = self.rank(bytes, name, at - start)
            && !self.text.orphans.contains(entry as u32)
        {
            ranks[self.text.owners[entry] as usize].store(rank, Ordering::Relaxed);
        }
    }

    /// How well the words fit an entry in which the first one stands first at `at`; `None` unless all occur.
    fn rank(&self, entry: &[u8], name: usize, at: usize) -> Option<u8> {
        let mut worst = rank_of_word(entry, name, &self.first, at);
        if self.others.is_empty() {
            return Some(worst);
        }
        for word in &self.others {
            worst = worst.max(rank_of_word(entry, name, word, word.find(entry)?));
        }
        if worst <= WORD_PREFIX {
            let begins = entry.starts_with(self.phrase.as_bytes());
            return Some(if begins { NAME_PREFIX } else { WORD_PREFIX });
        }
        Some(worst)
    }
}

/// The entry in which `at` lies, which is `from` or a later one: mostly one of the next.
fn entry_at(starts: &[u32], from: usize, at: usize) -> usize {
    let mut low = from;
    let mut step = 1;
    while low + step < starts.len() && starts[low + step] as usize <= at {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(starts.len() - 1);
    low + starts[low + 1..=high].partition_point(|start| *start as usize <= at)
}

/// The best that one word fits an entry in which it stands first at `at`; the first `name` bytes are the name.
fn rank_of_word(entry: &[u8], name: usize, word: &Finder<'_>, at: usize) -> u8 {
    if at == 0 {
        return NAME_PREFIX;
    }
    if at >= name {
        return rank_behind_name(&entry[name + 1..], word, at - name - 1);
    }
    let mut at = at;
    while !is_word_start(entry, at) {
        match word.find(&entry[at + 1..name]) {
            Some(more) => at += 1 + more,
            None => return IN_NAME,
        }
    }
    WORD_PREFIX
}

/// In the field behind the name a host stands, perhaps behind the local part of an address.
fn rank_behind_name(fields: &[u8], word: &Finder<'_>, at: usize) -> u8 {
    let host_end = memchr(FIELD, fields).unwrap_or(fields.len());
    if at >= host_end {
        return ELSEWHERE;
    }
    let field = &fields[..host_end];
    let host = memchr(b'@', field).map_or(0, |sign| sign + 1);
    if at >= host || word.find(&field[host..]).is_some() {
        IN_DOMAIN
    } else {
        ELSEWHERE
    }
}

/// Whether the character before `at`, which is not the first, is no letter and no digit.
fn is_word_start(entry: &[u8], at: usize) -> bool {
    let before = entry[at - 1];
    if before.is_ascii() {
        return !before.is_ascii_alphanumeric();
    }
    // A word begins where a character does, so what stands before it is whole.
    let from = at.saturating_sub(4);
    let begin = (from..at).rev().find(|place| entry[*place] & 0xc0 != 0x80);
    begin
        .and_then(|begin| str::from_utf8(&entry[begin..at]).ok())
        .and_then(|text| text.chars().next())
        .is_none_or(|before| !before.is_alphanumeric())
}
