//! The folded text that a search reads: all partners' texts in one buffer, so that one pass of a fast finder sees them all.
//!
//! An entry is the name, the host of the website, then handles, addresses and the partner ID, each ended by [`FIELD`]; the entry is
//! ended by [`ENTRY`]. Folded text has no control characters, so neither stands in a field. An edit appends a new entry and
//! leaves the old one unowned until the waste is worth a compaction.

use memchr::memchr;
use rustc_hash::FxHashMap;

use super::bits::Bits;
use crate::partner::Partner;
use crate::text::fold;

pub(super) const FIELD: u8 = 0x1f;
pub(super) const ENTRY: u8 = 0x1e;

/// The buffer, where each entry begins, and whose it is.
#[derive(Debug, Clone, Default)]
pub(super) struct SearchText {
    pub(super) buffer: String,
    /// Where entry `n` begins; one more than there are entries, the last being the end of the buffer.
    pub(super) starts: Vec<u32>,
    /// Whose entry `n` is: ascending up to the first edit.
    pub(super) owners: Vec<u32>,
    /// How many of the first owners ascend.
    ascending: usize,
    /// Entries of those who are not where the ascending owners say.
    moved: FxHashMap<u32, u32>,
    /// Entries that nobody owns any more.
    pub(super) orphans: Bits,
    wasted: usize,
}

impl SearchText {
    /// Writes the text of `partner` under `id`, in place of one that it had. False when it had the same.
    pub(super) fn put(&mut self, id: u32, partner: &Partner) -> bool {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let old = self.entry_of(id);
        let start = self.buffer.len();
        write_entry(partner, &mut self.buffer);
        if let Some(old) = old {
            let (from, to) = self.range(old);
            if self.buffer[from..to] == self.buffer[start..] {
                self.buffer.truncate(start);
                return false;
            }
            self.orphans.insert(old as u32);
            self.wasted += to - from;
        }
        let entry = self.owners.len();
        let follows = self.ascending == entry && self.owners.last().is_none_or(|last| *last < id);
        if follows {
            self.ascending += 1;
        } else {
            self.moved.insert(id, entry as u32);
        }
        self.owners.push(id);
        self.starts.push(self.buffer.len() as u32);
        if self.wasted > self.buffer.len() / 3 && self.wasted > 1 << 16 {
            self.compact();
        }
        true
    }

    /// The folded name of `id`, where it has a text.
    pub(super) fn name(&self, id: u32) -> Option<&str> {
        let (from, to) = self.range(self.entry_of(id)?);
        let entry = &self.buffer[from..to];
        entry.get(..memchr(FIELD, entry.as_bytes())?)
    }

    /// All that is searched of a partner.
    pub(super) fn whole(&self, id: u32) -> Option<&str> {
        let (start, end) = self.range(self.entry_of(id)?);
        self.buffer.get(start..end)
    }

    /// Which entry is that of `id`.
    pub(super) fn entry_of(&self, id: u32) -> Option<usize> {
        if let Some(entry) = self.moved.get(&id) {
            return Some(*entry as usize);
        }
        let ascending = &self.owners[..self.ascending];
        // Mostly no number is missing, and the entry stands where its number says.
        let first = *ascending.first()?;
        let guess = id.checked_sub(first)? as usize;
        if ascending.get(guess) == Some(&id) {
            return Some(guess);
        }
        ascending[..guess.min(ascending.len())]
            .binary_search(&id)
            .ok()
    }

    /// From where to where an entry stands in the buffer.
    pub(super) fn range(&self, entry: usize) -> (usize, usize) {
        (self.starts[entry] as usize, self.starts[entry + 1] as usize)
    }

    /// Writes anew what is owned, in order of the owners.
    fn compact(&mut self) {
        let mut owned: Vec<(u32, usize)> = (0..self.owners.len())
            .filter(|entry| !self.orphans.contains(*entry as u32))
            .map(|entry| (self.owners[entry], entry))
            .collect();
        owned.sort_unstable();
        let mut fresh = Self {
            buffer: String::with_capacity(self.buffer.len() - self.wasted),
            starts: vec![0],
            ascending: owned.len(),
            ..Self::default()
        };
        for (id, entry) in owned {
            let (from, to) = self.range(entry);
            fresh.buffer.push_str(&self.buffer[from..to]);
            fresh.owners.push(id);
            fresh.starts.push(fresh.buffer.len() as u32);
        }
        *self = fresh;
    }
}

fn write_entry(partner: &Partner, buffer: &mut String) {
    let mut field = |text: &str| {
        buffer.push_str(text);
        buffer.push(char::from(FIELD));
    };
    field(&fold(&partner.name));
    field(&host(&partner.website));
    for channel in &partner.channels {
        let handle = channel.handle.trim().trim_start_matches(['@', '＠']);
        if !handle.is_empty() {
            field(&format!("@{}", fold(handle)));
        }
    }
    for contact in &partner.contacts {
        if !contact.email.is_empty() {
            field(&fold(&contact.email));
        }
    }
    if !partner.partner_id.is_empty() {
        field(&fold(&partner.partner_id));
    }
    buffer.push(char::from(ENTRY));
}

/// The host of a website as it is searched: as written, without scheme, `www.` and path, folded.
fn host(website: &str) -> String {
    let rest = website.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = fold(host);
    host.strip_prefix("www.")
        .map_or(host.clone(), str::to_owned)
}
