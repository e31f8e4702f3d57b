//! Words in the search text: whom they find, and how well.

use memchr::memmem::Finder;

use super::bits::Bits;
use super::text::{FIELD, SearchText};

/// How well all words fit one partner; less is better.
const NAME_PREFIX: u8 = 1;
const WORD_PREFIX: u8 = 2;
const IN_NAME: u8 = 3;
const IN_DOMAIN: u8 = 4;
const ELSEWHERE: u8 = 5;

/// How many ranks a hit can have; they count from 1.
pub(super) const RANKS: usize = 5;

/// Whom words find.
#[derive(Debug)]
pub(super) struct Hits {
    /// All of them.
    pub(super) bits: Bits,
    /// How well they fit, by number: from 1 (the name begins so) to [`RANKS`], 0 where they do not.
    pub(super) ranks: Vec<u8>,
}

/// All whose text has every one of the folded `words`, none of them empty; numbers are below `len`.
pub(super) fn search(text: &SearchText, words: &[String], len: usize) -> Hits {
    let mut hits = Hits {
        bits: Bits::default(),
        ranks: vec![0; len],
    };
    // The longest word is the rarest, most likely; the others are looked for in its hits.
    let Some(longest) = words.iter().max_by_key(|word| word.len()) else {
        return hits;
    };
    let finders: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
    let phrase = words.join(" ");
    let finder = Finder::new(longest);
    let buffer = text.buffer.as_bytes();
    let mut entry = 0;
    let mut from = 0;
    while let Some(found) = finder.find(&buffer[from..]) {
        let at = from + found;
        entry += text.starts[entry + 1..].partition_point(|start| *start as usize <= at);
        let (start, end) = text.range(entry);
        from = end;
        if text.orphans.contains(entry as u32) {
            continue;
        }
        if let Some(rank) = rank(&text.buffer[start..end], &finders, &phrase) {
            let id = text.owners[entry];
            hits.bits.insert(id);
            hits.ranks[id as usize] = rank;
        }
    }
    hits
}

/// How well the words fit an entry; `None` unless all occur.
fn rank(entry: &str, words: &[Finder<'_>], phrase: &str) -> Option<u8> {
    let mut worst = NAME_PREFIX;
    for word in words {
        worst = worst.max(rank_of_word(entry, word)?);
    }
    if worst <= WORD_PREFIX && words.len() > 1 {
        let begins = entry.as_bytes().starts_with(phrase.as_bytes());
        return Some(if begins { NAME_PREFIX } else { WORD_PREFIX });
    }
    Some(worst)
}

/// The best that one word fits an entry.
fn rank_of_word(entry: &str, word: &Finder<'_>) -> Option<u8> {
    let bytes = entry.as_bytes();
    let first = word.find(bytes)?;
    if first == 0 {
        return Some(NAME_PREFIX);
    }
    let name_end = memchr::memchr(FIELD, bytes)?;
    if first < name_end {
        let mut places = word.find_iter(&bytes[..name_end]);
        let at_start = places.any(|at| is_word_start(entry, at));
        return Some(if at_start { WORD_PREFIX } else { IN_NAME });
    }
    let domain_end = name_end + 1 + memchr::memchr(FIELD, &bytes[name_end + 1..])?;
    Some(if first < domain_end {
        IN_DOMAIN
    } else {
        ELSEWHERE
    })
}

fn is_word_start(entry: &str, at: usize) -> bool {
    entry
        .get(..at)
        .and_then(|before| before.chars().next_back())
        .is_none_or(|before| !before.is_alphanumeric())
}
