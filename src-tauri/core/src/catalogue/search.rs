//! Words in the search text: whom they find, and how well.
//!
//! The text is gone through in parts of some hundred entries. Of each part is marked where the words stand; where they are few
//! only their entries are looked at, where they are many all of them are, one after another.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::thread;

use memchr::memmem::Finder;
use smallvec::SmallVec;

use super::Catalogue;
use super::bits::Bits;
use super::fit::{Entry, NAME_PREFIX, NOWHERE, WORD_PREFIX, host_in, rank_by_bits, rank_of_word};
use super::marks::Marks;
use super::text::{FIELD, HOST, SearchText};
use crate::partner::PartnerId;
use crate::text::fold;

/// Less text than this is searched sooner than a thread is started.
const WORTH_A_THREAD: usize = 4 << 20;

/// How many entries are searched at a time: their text and its marks stay near the processor.
const PART: usize = 256;

/// How many of those parts, one behind the other, a thread takes at a time: memory is read faster so.
const PARTS: usize = 64;

/// Fewer than one entry of so many are searched one by one.
const FEW: usize = 16;

/// Whom words find.
#[derive(Debug)]
pub(super) struct Hits {
    /// All of them.
    pub(super) bits: Bits,
    /// How well they fit, by number: from 1 (the name begins so) to [`super::fit::RANKS`], 0 where they do not.
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
    let ranks = Scan::new(text, words, among).run(len);
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

/// Words to look for in a text.
struct Scan<'a> {
    text: &'a SearchText,
    /// The longest first, which is the rarest, most likely.
    words: Vec<Word<'a>>,
    /// The same, to look into entries by themselves; none where a word is parted.
    finders: Vec<Finder<'a>>,
    phrase: String,
    among: Option<&'a Bits>,
}

/// A word, as bytes.
struct Word<'a> {
    whole: &'a [u8],
    /// One with an at-sign inside also stands where what is up to the sign does, with [`HOST`] behind it, if the host begins with the rest.
    parted: Option<(Vec<u8>, &'a [u8])>,
}

impl<'a> Word<'a> {
    fn new(word: &'a str) -> Self {
        let parted = word
            .split_once('@')
            .filter(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'));
        Self {
            whole: word.as_bytes(),
            parted: parted.map(|(local, host)| {
                let mut local = format!("{local}@").into_bytes();
                local.push(HOST);
                (local, host.as_bytes())
            }),
        }
    }
}

/// What is marked in a part of the text.
#[derive(Default)]
struct Marked {
    parted: Marks,
    words: Vec<Marks>,
    /// Ends of fields, and at-signs.
    signs: Marks,
    /// Whether the part before had so many marks that all of its entries were looked at.
    many: bool,
}

impl<'a> Scan<'a> {
    fn new(text: &'a SearchText, words: &'a [String], among: Option<&'a Bits>) -> Self {
        let mut by_length: Vec<Word<'_>> = words.iter().map(|word| Word::new(word)).collect();
        by_length.sort_by_key(|word| std::cmp::Reverse(word.whole.len()));
        let is_parted = by_length.iter().any(|word| word.parted.is_some());
        let whole = by_length.iter().filter(|_| !is_parted);
        Self {
            text,
            finders: whole.map(|word| Finder::new(word.whole)).collect(),
            words: by_length,
            phrase: words.join(" "),
            among,
        }
    }

    /// How well the words fit, by numbers below `len`, on all cores.
    fn run(&self, len: usize) -> Vec<u8> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(1 + self.text.buffer.len() / WORTH_A_THREAD);
        let ranks: Vec<AtomicU8> = (0..len).map(|_| AtomicU8::new(0)).collect();
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| self.run_parts(&next, &ranks));
            }
            self.run_parts(&next, &ranks);
        });
        ranks.into_iter().map(AtomicU8::into_inner).collect()
    }

    /// The same for those parts that nobody else takes.
    fn run_parts(&self, next: &AtomicUsize, ranks: &[AtomicU8]) {
        let entries = self.text.owners.len();
        let mut marked = Marked::default();
        marked.words.resize_with(self.words.len(), Marks::default);
        loop {
            let start = next.fetch_add(1, Ordering::Relaxed) * PARTS * PART;
            if start >= entries {
                return;
            }
            for start in (start..entries.min(start + PARTS * PART)).step_by(PART) {
                let part = start..entries.min(start + PART);
                let mut owners = self.text.owners.from(start);
                self.run_among(part, &mut marked, |entry, rank| {
                    if !self.text.orphans.contains(entry as u32) {
                        let rank = if rank == NOWHERE { 0 } else { rank };
                        ranks[owners.of(entry) as usize].store(rank, Ordering::Relaxed);
                    }
                });
            }
        }
    }

    /// Tells `found` how well the words fit those of a part that are to be looked at.
    fn run_among(
        &self,
        entries: Range<usize>,
        marked: &mut Marked,
        mut found: impl FnMut(usize, u8),
    ) {
        let Some(among) = self.among else {
            return self.run_part(entries, marked, found);
        };
        let mut owners = self.text.owners.from(entries.start);
        let wanted = entries.clone();
        let wanted = wanted.filter(|entry| among.contains(owners.of(*entry)));
        let wanted: SmallVec<[usize; PART]> = wanted.collect();
        if wanted.len() * FEW >= entries.len() {
            return self.run_part(entries, marked, found);
        }
        for entry in wanted {
            self.run_one(entry, marked, &mut found);
        }
    }

    /// The same for a run of entries.
    fn run_part(
        &self,
        entries: Range<usize>,
        marked: &mut Marked,
        mut found: impl FnMut(usize, u8),
    ) {
        match self.few_in(&entries, marked.many) {
            Some(few) => {
                for entry in few {
                    self.run_one(entry, marked, &mut found);
                }
            }
            None => {
                self.run_marked(entries, marked, found);
                let first = &marked.words[0];
                marked.many = first.marked() * FEW >= first.blocks();
            }
        }
    }

    /// The same for one entry by itself.
    fn run_one(&self, entry: usize, marked: &mut Marked, mut found: impl FnMut(usize, u8)) {
        if self.finders.is_empty() {
            return self.run_marked(entry..entry + 1, marked, found);
        }
        let (start, end) = self.text.range(entry);
        let bytes = &self.text.buffer.as_bytes()[start..end];
        let place = Entry {
            start: 0,
            name: self.text.name_length(entry),
            end: bytes.len(),
        };
        let ranks = self.finders.iter().map(|finder| {
            let first = |from: usize, to: usize| Some(from + finder.find(&bytes[from..to])?);
            rank_of_word(bytes, first, &place)
        });
        found(entry, self.rank(bytes, &place, ranks));
    }

    /// The same by marks.
    fn run_marked(
        &self,
        entries: Range<usize>,
        marked: &mut Marked,
        mut found: impl FnMut(usize, u8),
    ) {
        let starts = &self.text.starts;
        let start = starts[entries.start] as usize;
        let len = starts[entries.end] as usize - start;
        let bytes = &self.text.buffer.as_bytes()[start..];
        let entry_of = |entry: usize| {
            let from = starts[entry] as usize - start;
            Entry {
                start: from,
                name: from + self.text.name_length(entry),
                end: starts[entry + 1] as usize - start,
            }
        };
        for (marks, word) in marked.words.iter_mut().zip(&self.words) {
            marks.mark(bytes, len, word.whole);
            if let Some((local, rest)) = &word.parted {
                marked.parted.mark(bytes, len, local);
                marked.parted.keep(|at| {
                    let place = entry_of(entry_at(starts, entries.start, start + at));
                    let host = host_in(&bytes[..place.end], place.name + 1);
                    bytes[host].starts_with(rest)
                });
                marks.add(&marked.parted);
            }
            if marks.marked() == 0 {
                return;
            }
        }
        let first = &marked.words[0];
        if first.marked() * FEW < first.blocks() {
            let (mut at, mut entry) = (0, entries.start);
            while let Some(hit) = first.first(at, len) {
                entry = entry_at(starts, entry, start + hit);
                let place = entry_of(entry);
                at = place.end;
                let words = marked.words.iter();
                let ranks = words
                    .map(|marks| rank_of_word(bytes, |from, to| marks.first(from, to), &place));
                found(entry, self.rank(bytes, &place, ranks));
            }
            return;
        }
        marked.signs.mark_either(bytes, len, [FIELD, b'@']);
        let mut end = 0;
        for entry in entries {
            let place = Entry {
                start: end,
                name: end + self.text.name_length(entry),
                end: starts[entry + 1] as usize - start,
            };
            end = place.end;
            let words = marked.words.iter();
            let ranks = words.map(|word| rank_by_bits(bytes, word, &marked.signs, &place));
            found(entry, self.rank(bytes, &place, ranks));
        }
    }

    /// Those of some entries in which the first word stands. `None` where it stands in more than a few, or would be marked anyway.
    fn few_in(&self, entries: &Range<usize>, many: bool) -> Option<SmallVec<[usize; PART / FEW]>> {
        let finder = self.finders.first()?;
        if many || entries.len() < FEW || finder.needle().len() == 1 {
            return None;
        }
        let starts = &self.text.starts;
        let bytes = &self.text.buffer.as_bytes()[..starts[entries.end] as usize];
        let mut few = SmallVec::new();
        let (mut entry, mut at) = (entries.start, starts[entries.start] as usize);
        while let Some(hit) = finder.find(&bytes[at..]) {
            if few.len() == entries.len() / FEW {
                return None;
            }
            entry = entry_at(starts, entry, at + hit);
            at = starts[entry + 1] as usize;
            few.push(entry);
        }
        Some(few)
    }

    /// How well the words fit an entry, given how each does.
    #[inline(always)]
    fn rank(&self, bytes: &[u8], entry: &Entry, ranks: impl Iterator<Item = u8>) -> u8 {
        let worst = ranks.fold(0, u8::max);
        if worst <= WORD_PREFIX && self.words.len() > 1 {
            let begins = bytes[entry.start..].starts_with(self.phrase.as_bytes());
            return if begins { NAME_PREFIX } else { WORD_PREFIX };
        }
        worst
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
