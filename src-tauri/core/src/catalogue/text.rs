//! The folded text that a search reads: all partners' texts in one buffer, so that one pass of a fast finder sees them all.
//!
//! An entry is the name; the host of the website, behind the local part of an address at that host where there is one; then
//! handles, other addresses and the partner ID, without those that an earlier field holds already: each ended by [`FIELD`],
//! and the entry by [`ENTRY`]. Of other addresses at that host the host is left out, and [`HOST`] stands for it. Folded text
//! has no control characters, so none of the three stands in a field. An edit appends a new entry and leaves the old one unowned until
//! the waste is worth a compaction.

mod kept;

use memchr::{memchr, memchr_iter};
use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::owners::Owners;
use crate::partner::Partner;
use crate::text::fold_into;

pub(super) const FIELD: u8 = 0x1f;
pub(super) const ENTRY: u8 = 0x1e;
/// Stands behind an at-sign for the host that stands behind the name.
pub(super) const HOST: u8 = 0x1d;
/// A name of at least so many bytes.
pub(super) const LONG_NAME: u8 = u8::MAX;

/// How long an entry is, about: room is made for so much before a load.
const COMMON_LENGTH: usize = 96;

/// The buffer, where each entry begins, and whose it is.
#[derive(Debug, Clone, Default)]
pub(super) struct SearchText {
    pub(super) buffer: String,
    /// Where entry `n` begins; one more than there are entries, the last being the end of the buffer.
    pub(super) starts: Vec<u32>,
    /// Whose the entries are.
    pub(super) owners: Owners,
    /// How long the name of entry `n` is, up to [`LONG_NAME`].
    pub(super) name_lengths: Vec<u8>,
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
        let name = write_entry(partner, &mut self.buffer);
        if let Some(old) = old {
            let (from, to) = self.range(old);
            if self.buffer[from..to] == self.buffer[start..] {
                self.buffer.truncate(start);
                return false;
            }
            self.orphans.insert(old as u32);
            self.wasted += to - from;
        }
        if let Some(entry) = self.owners.push(id) {
            self.moved.insert(id, entry);
        }
        self.name_lengths
            .push(u8::try_from(name).unwrap_or(LONG_NAME));
        self.starts.push(self.buffer.len() as u32);
        if self.wasted > self.buffer.len() / 3 && self.wasted > 1 << 16 {
            self.compact();
        }
        true
    }

    /// Forgets numbers that are not below `len`. Where their entries are the last, as mostly, those are cut off.
    pub(super) fn truncate(&mut self, len: usize) {
        let mut owners = self.owners.from(0);
        let owned = (0..self.owners.len()).filter(|entry| !self.orphans.contains(*entry as u32));
        let (stay, gone): (Vec<usize>, Vec<usize>) =
            owned.partition(|entry| (owners.of(*entry) as usize) < len);
        let end = stay.last().map_or(0, |last| last + 1);
        self.moved.retain(|id, _| (*id as usize) < len);
        let cut = self.orphans.iter().filter(|entry| *entry as usize >= end);
        self.wasted -= cut.map(|entry| self.length(entry as usize)).sum::<usize>();
        self.orphans.truncate(end);
        let is_between = gone.first().is_some_and(|first| *first < end);
        for entry in gone.into_iter().filter(|entry| *entry < end) {
            self.wasted += self.length(entry);
            self.orphans.insert(entry as u32);
        }
        self.owners.truncate(end);
        self.name_lengths.truncate(end);
        self.starts.truncate(end + 1);
        self.buffer
            .truncate(self.starts.last().map_or(0, |end| *end as usize));
        if is_between {
            // Else their numbers would lead to entries that nobody owns.
            self.compact();
        }
        self.name_lengths.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.buffer.shrink_to_fit();
    }

    fn length(&self, entry: usize) -> usize {
        let (from, to) = self.range(entry);
        to - from
    }

    /// Makes room for so many more entries of common length.
    pub(super) fn reserve(&mut self, more: usize) {
        self.buffer.reserve(more * COMMON_LENGTH);
        self.starts.reserve(more + 1);
        self.name_lengths.reserve(more);
    }

    /// The folded name of `id`, where it has a text.
    pub(super) fn name(&self, id: u32) -> Option<&str> {
        let entry = self.entry_of(id)?;
        let (from, to) = self.range(entry);
        self.buffer[from..to].get(..self.name_length(entry))
    }

    /// How long the name of an entry is.
    pub(super) fn name_length(&self, entry: usize) -> usize {
        match self.name_lengths[entry] {
            LONG_NAME => {
                let (from, to) = self.range(entry);
                memchr(FIELD, &self.buffer.as_bytes()[from..to]).unwrap_or(to - from)
            }
            length => usize::from(length),
        }
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
        self.owners.entry_of(id)
    }

    /// From where to where an entry stands in the buffer.
    pub(super) fn range(&self, entry: usize) -> (usize, usize) {
        (self.starts[entry] as usize, self.starts[entry + 1] as usize)
    }

    /// How many bytes it takes beside the buffer.
    pub(super) fn memory(&self) -> usize {
        let moved = self.moved.capacity() * 9;
        let lengths = self.starts.capacity() * 4 + self.name_lengths.capacity();
        lengths + self.owners.memory() + moved + self.orphans.memory()
    }

    /// Writes anew what is owned, in order of the owners.
    fn compact(&mut self) {
        let mut owners = self.owners.from(0);
        let mut owned: Vec<(u32, usize)> = (0..self.owners.len())
            .map(|entry| (owners.of(entry), entry))
            .filter(|(_, entry)| !self.orphans.contains(*entry as u32))
            .collect();
        owned.sort_unstable();
        let mut fresh = Self {
            buffer: String::with_capacity(self.buffer.len() - self.wasted),
            starts: vec![0],
            ..Self::default()
        };
        for (id, entry) in owned {
            let (from, to) = self.range(entry);
            fresh.buffer.push_str(&self.buffer[from..to]);
            fresh.owners.push(id);
            fresh.name_lengths.push(self.name_lengths[entry]);
            fresh.starts.push(fresh.buffer.len() as u32);
        }
        *self = fresh;
    }
}

/// Writes the entry of `partner`; returns how long its name is.
fn write_entry(partner: &Partner, buffer: &mut String) -> usize {
    let start = buffer.len();
    fold_into(&partner.name, buffer);
    let name = buffer.len() - start;
    end_field(buffer);
    let glued = write_host(partner, buffer);
    end_field(buffer);
    for channel in &partner.channels {
        let handle = channel.handle.trim().trim_start_matches(['@', '＠']);
        if !handle.is_empty() {
            write_field("@", handle, start, buffer);
        }
    }
    for (number, contact) in partner.contacts.iter().enumerate() {
        if glued == Some(number) {
            continue;
        }
        match local_at(&contact.email, host(&partner.website)) {
            Some(local) if glued.is_some() => {
                fold_into(local, buffer);
                buffer.push('@');
                buffer.push(char::from(HOST));
                end_field(buffer);
            }
            _ => write_field("", &contact.email, start, buffer),
        }
    }
    write_field("", &partner.partner_id, start, buffer);
    buffer.push(char::from(ENTRY));
    name
}

fn end_field(buffer: &mut String) {
    buffer.push(char::from(FIELD));
}

/// Writes a handle or an address, unless it is empty or all of it stands in the entry that began at `start`.
fn write_field(sign: &str, text: &str, start: usize, buffer: &mut String) {
    let from = buffer.len();
    buffer.push_str(sign);
    fold_into(text, buffer);
    let (before, field) = buffer.as_bytes()[start..].split_at(from - start);
    if field.is_empty() || holds(before, field) {
        buffer.truncate(from);
    } else {
        end_field(buffer);
    }
}

/// Whether a field stands in `text` as far as its at-sign tells: where one stands in both, all around it is the same.
fn holds(text: &[u8], field: &[u8]) -> bool {
    let Some(sign) = memchr(b'@', field) else {
        return false;
    };
    let mut signs = memchr_iter(b'@', text).filter_map(|at| at.checked_sub(sign));
    signs.any(|from| text[from..].starts_with(field))
}

/// Writes the host, behind the first address that is at it, and returns which contact's that is.
fn write_host(partner: &Partner, buffer: &mut String) -> Option<usize> {
    let start = buffer.len();
    let host = host(&partner.website);
    fold_into(host, buffer);
    // A host that an at-sign could be read into is no host, and stands alone.
    if buffer.len() == start || memchr(b'@', &buffer.as_bytes()[start..]).is_some() {
        return None;
    }
    let (number, local) = partner
        .contacts
        .iter()
        .enumerate()
        .find_map(|(number, contact)| Some((number, local_at(&contact.email, host)?)))?;
    buffer.truncate(start);
    fold_into(local, buffer);
    buffer.push('@');
    fold_into(host, buffer);
    Some(number)
}

/// The local part of an address at `host`, where folding it by itself and folding the whole are the same.
fn local_at<'e>(email: &'e str, host: &str) -> Option<&'e str> {
    let (local, domain) = email.rsplit_once('@')?;
    let trimmed = local.trim() == local && domain.trim() == domain;
    let plain = trimmed && local.is_ascii() && !local.contains('@');
    (plain && domain.eq_ignore_ascii_case(host)).then_some(local)
}

/// The host of a website as it is searched: as written, without scheme, `www.` and path.
fn host(website: &str) -> &str {
    let website = website.trim();
    let rest = match website.find(':') {
        Some(colon) => website[colon..].strip_prefix("://").unwrap_or(website),
        None => website,
    };
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let host = &rest[..end.unwrap_or(rest.len())];
    match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}
