//! A table from hashes to partners, made for a million of them: twelve bytes a place, most keys with one partner.

use rustc_hash::FxHashMap;

use crate::partner::PartnerId;

/// Of so many places at most `FULL.0` in `FULL.1` are taken before there are more.
const FULL: (usize, usize) = (4, 5);
/// When there are more, there are `GROWTH.0` for each `GROWTH.1`. Keys keep their order, so that growing is one pass.
const GROWTH: (usize, usize) = (5, 4);
/// The places of the smallest table.
const FEWEST: usize = 64;
/// No key: a hash that is this counts as 1.
const FREE: u64 = 0;
/// Stands where a key has several partners; no partner has this number.
const SEVERAL: PartnerId = PartnerId(u32::MAX);

/// Partners by the hash of a key.
#[derive(Debug, Default)]
pub(super) struct KeyTable {
    places: Vec<Place>,
    taken: usize,
    /// Those of keys that have several.
    more: FxHashMap<u64, Vec<PartnerId>>,
}

/// A key and its first partner, side by side, so that memory is waited for once. In halves, which leave no gap between places.
#[derive(Debug, Clone, Copy)]
struct Place {
    high: u32,
    low: u32,
    first: PartnerId,
}

impl Place {
    const FREE: Self = Self::of(FREE, PartnerId(0));

    const fn of(key: u64, first: PartnerId) -> Self {
        Self {
            high: (key >> 32) as u32,
            low: key as u32,
            first,
        }
    }

    const fn key(self) -> u64 {
        (self.high as u64) << 32 | self.low as u64
    }
}

impl KeyTable {
    /// Makes it so many places, where there are less.
    pub(super) fn grow(&mut self, places: usize) {
        if places > self.places.len() {
            let old = std::mem::replace(&mut self.places, vec![Place::FREE; places]);
            for taken in old.into_iter().filter(|place| place.key() != FREE) {
                let place = self.place(taken.key());
                self.places[place] = taken;
            }
        }
    }

    /// Puts a partner in under a key. Whoever puts several in under the same key ends with [`KeyTable::settle`].
    pub(super) fn add(&mut self, key: u64, id: PartnerId) {
        if (self.taken + 1) * FULL.1 > self.places.len() * FULL.0 {
            self.grow((self.places.len() * GROWTH.0 / GROWTH.1).max(FEWEST));
        }
        let key = key.max(1);
        let place = self.place(key);
        let place = &mut self.places[place];
        if place.key() == FREE {
            *place = Place::of(key, id);
            self.taken += 1;
        } else if place.first != id {
            let first = std::mem::replace(&mut place.first, SEVERAL);
            let all = self.more.entry(key).or_default();
            all.extend((first != SEVERAL).then_some(first));
            all.push(id);
        }
    }

    /// Brings those of each key in order, each once.
    pub(super) fn settle(&mut self) {
        for all in self.more.values_mut() {
            all.sort_unstable();
            all.dedup();
        }
    }

    /// Those of a key, by number.
    pub(super) fn get(&self, key: u64) -> &[PartnerId] {
        if self.taken == 0 {
            return &[];
        }
        let key = key.max(1);
        let place = &self.places[self.place(key)];
        if place.key() == FREE {
            &[]
        } else if place.first == SEVERAL {
            self.more.get(&key).map(Vec::as_slice).unwrap_or_default()
        } else {
            std::slice::from_ref(&place.first)
        }
    }

    /// Who stands where the way to a key begins: mostly its first partner. Without a branch, so that a processor goes on to the next
    /// key while it waits for this one.
    pub(super) fn near(&self, key: u64) -> Option<PartnerId> {
        let place = self.places.get(self.start(key.max(1)));
        place.map(|place| place.first)
    }

    /// Where the way to a key begins. Hashes are spread evenly: the part of all hashes below this one is the part of the places
    /// before its own.
    fn start(&self, key: u64) -> usize {
        ((u128::from(key) * self.places.len() as u128) >> 64) as usize
    }

    /// Where a key stands, or the free place where it would. There is always a free one.
    fn place(&self, key: u64) -> usize {
        let places = self.places.len();
        let mut place = self.start(key);
        while self.places[place].key() != FREE && self.places[place].key() != key {
            place = if place + 1 == places { 0 } else { place + 1 };
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_leads_to_those_that_were_put_in_under_it(
            // Keys that stand close together, at the ends and apart.
            entries in prop::collection::vec(
                (prop_oneof![0_u64..40, (u64::MAX - 40)..=u64::MAX, any::<u64>()], 1_u32..30),
                0..400,
            ),
        ) {
            let mut table = KeyTable::default();
            let mut plain: BTreeMap<u64, BTreeSet<PartnerId>> = BTreeMap::new();
            for (key, id) in entries {
                table.add(key, PartnerId(id));
                plain.entry(key.max(1)).or_default().insert(PartnerId(id));
            }
            table.settle();
            for key in (0..50).chain((u64::MAX - 50)..=u64::MAX).chain(plain.keys().copied().collect::<Vec<_>>()) {
                let expected: Vec<PartnerId> = plain.get(&key.max(1)).into_iter().flatten().copied().collect();
                prop_assert_eq!(table.get(key), expected);
            }
        }
    }
}
