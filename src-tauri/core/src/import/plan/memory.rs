//! What the rows of a file so far came to, so that a later row knows of them. A few dozen bytes a row.

use std::collections::hash_map::Entry;

use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;

use crate::group::GroupId;
use crate::import::Numbers;
use crate::partner::{Partner, PartnerId};

/// A row that was the first for something. A million of them are kept, so they leave no gap.
#[derive(Debug, Clone, Copy)]
#[repr(Rust, packed(4))]
pub(super) struct Touch {
    /// Where it stands in the text.
    pub(super) at: u64,
    /// The hash of its fields.
    pub(super) row: u64,
    /// The hash of its name; 0 for none.
    pub(super) name: u32,
}

/// An address that was met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// The hash of the first row with it.
    pub(super) row: u64,
    /// Whose it is now.
    pub(super) partner: PartnerId,
    /// The hash of the name that stood with it; 0 for none.
    pub(super) name: u32,
}

/// What was decided so far.
pub(super) struct Memory {
    numbers: Numbers,
    /// The first rows of new partners, by the place of their number.
    new: Vec<Touch>,
    /// The first rows of accounts.
    accounts: FxHashMap<PartnerId, Touch>,
    emails: FxHashMap<u64, Seen>,
    ids: FxHashMap<u64, PartnerId>,
    domains: FxHashMap<u64, (PartnerId, bool)>,
    /// Those of a domain besides the first, by domain and name.
    namesakes: FxHashMap<(u64, u32), (PartnerId, bool)>,
    handles: FxHashMap<u64, PartnerId>,
    names: FxHashMap<u64, PartnerId>,
    /// Rows met again under an address or partner, besides their first.
    more_rows: FxHashMap<u64, ()>,
    joined: FxHashMap<GroupId, RoaringBitmap>,
    revivable: RoaringBitmap,
    accepted: RoaringBitmap,
    /// Partners that more than one row gave data, as they stand, and where the rows besides the first are.
    states: FxHashMap<PartnerId, (Partner, Vec<u64>)>,
}

impl Memory {
    pub(super) fn new(numbers: Numbers) -> Self {
        Self {
            numbers,
            new: Vec::new(),
            accounts: FxHashMap::default(),
            emails: FxHashMap::default(),
            ids: FxHashMap::default(),
            domains: FxHashMap::default(),
            namesakes: FxHashMap::default(),
            handles: FxHashMap::default(),
            names: FxHashMap::default(),
            more_rows: FxHashMap::default(),
            joined: FxHashMap::default(),
            revivable: RoaringBitmap::new(),
            accepted: RoaringBitmap::new(),
            states: FxHashMap::default(),
        }
    }

    /// Whether the file itself brings this partner.
    pub(super) fn is_new(&self, id: PartnerId) -> bool {
        self.numbers.place(id).is_some()
    }

    /// The first row of a partner.
    pub(super) fn touch(&self, id: PartnerId) -> Option<Touch> {
        match self.numbers.place(id) {
            Some(place) => self.new.get(place).copied(),
            None => self.accounts.get(&id).copied(),
        }
    }

    /// A new partner comes with this row.
    pub(super) fn create(&mut self, touch: Touch) -> PartnerId {
        let place = u32::try_from(self.new.len()).unwrap_or(u32::MAX);
        self.new.push(touch);
        self.numbers.at(place)
    }

    /// A row gives an account data.
    pub(super) fn remember(&mut self, id: PartnerId, touch: Touch) {
        if !self.is_new(id) {
            self.accounts.entry(id).or_insert(touch);
        }
    }

    pub(super) fn state(&self, id: PartnerId) -> Option<&Partner> {
        self.states.get(&id).map(|(partner, _)| partner)
    }

    /// One more row, at `at`, gave a partner data: this is it now.
    pub(super) fn keep_state(&mut self, id: PartnerId, partner: Partner, at: u64) {
        let (state, rows) = self.states.entry(id).or_default();
        *state = partner;
        rows.push(at);
    }

    /// Where the rows are that gave a partner data.
    pub(super) fn rows_of(&self, id: PartnerId) -> Vec<u64> {
        let more = self.states.get(&id).map(|(_, rows)| rows.as_slice());
        let first = self.touch(id).map(|touch| touch.at);
        first
            .into_iter()
            .chain(more.unwrap_or_default().iter().copied())
            .collect()
    }

    pub(super) fn email(&self, key: u64) -> Option<Seen> {
        self.emails.get(&key).copied()
    }

    pub(super) fn see_email(&mut self, key: u64, seen: Seen) {
        self.emails.entry(key).or_insert(seen);
    }

    pub(super) fn by_id(&self, key: u64) -> Option<PartnerId> {
        self.ids.get(&key).copied()
    }

    pub(super) fn see_id(&mut self, key: u64, id: PartnerId) {
        self.ids.entry(key).or_insert(id);
    }

    /// Who came with this domain, of several the one of that name, and whether with a partner ID.
    pub(super) fn by_domain(&self, domain: u64, name: u32) -> Option<(PartnerId, bool)> {
        let named = self.namesakes.get(&(domain, name));
        named.or_else(|| self.domains.get(&domain)).copied()
    }

    pub(super) fn see_domain(&mut self, domain: u64, name: u32, id: PartnerId, identified: bool) {
        match self.domains.entry(domain) {
            Entry::Vacant(place) => {
                place.insert((id, identified));
            }
            Entry::Occupied(_) => {
                self.namesakes
                    .entry((domain, name))
                    .or_insert((id, identified));
            }
        }
    }

    pub(super) fn by_handle(&self, key: u64) -> Option<PartnerId> {
        self.handles.get(&key).copied()
    }

    pub(super) fn see_handle(&mut self, key: u64, id: PartnerId) {
        self.handles.entry(key).or_insert(id);
    }

    pub(super) fn by_name_alone(&self, key: u64) -> Option<PartnerId> {
        self.names.get(&key).copied()
    }

    pub(super) fn see_name(&mut self, key: u64, id: PartnerId) {
        self.names.entry(key).or_insert(id);
    }

    /// Whether the very row was met before, under an address or partner first met with `first`.
    pub(super) fn is_again(&mut self, row: u64, first: u64) -> bool {
        row == first || self.more_rows.insert(row, ()).is_some()
    }

    /// A row is about one who could be brought back.
    pub(super) fn see_revivable(&mut self, id: PartnerId) {
        self.revivable.insert(id.0);
    }

    /// How many could be brought back.
    pub(super) fn revivable(&self) -> u32 {
        u32::try_from(self.revivable.len()).unwrap_or(u32::MAX)
    }

    /// Whether a row took a partner into the program.
    pub(super) fn is_accepted(&self, id: PartnerId) -> bool {
        self.accepted.contains(id.0)
    }

    pub(super) fn accept(&mut self, id: PartnerId) {
        self.accepted.insert(id.0);
    }

    pub(super) fn has_joined(&self, group: GroupId, id: PartnerId) -> bool {
        self.joined
            .get(&group)
            .is_some_and(|members| members.contains(id.0))
    }

    /// The groups that rows put a partner into.
    pub(super) fn groups_joined(&self, id: PartnerId) -> impl Iterator<Item = GroupId> + '_ {
        let joined = move |(group, members): (&GroupId, &RoaringBitmap)| {
            members.contains(id.0).then_some(*group)
        };
        self.joined.iter().filter_map(joined)
    }

    pub(super) fn join(&mut self, group: GroupId, id: PartnerId) {
        self.joined.entry(group).or_default().insert(id.0);
    }
}
