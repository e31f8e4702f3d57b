//! Results in order. By keys of which there are many an order of all is made once, and a result is that order walked past a set of
//! hits. By keys of which there are few, such as days and countries, hits are counted by key, and no order is kept.

mod kept;
mod keys;

use std::cmp::Ordering;
use std::sync::OnceLock;

pub(super) use self::keys::{Key, Keys};
use super::bits::Bits;
use super::columns::{Columns, NONE};
use super::days::NO_DAY;
use super::fit::RANKS;
use super::{counted, ranks};
use crate::partner::PartnerId;
use crate::query::{Sort, SortBy};

/// Less than one of so many are sorted sooner than an order is walked.
const FEW: usize = 256;

/// The direction in which an order is made first, because it is the one mostly asked for.
const fn first_is_descending(by: SortBy) -> bool {
    !matches!(by, SortBy::Name | SortBy::Model | SortBy::Country)
}

/// Sorts for which an order is kept.
const KEPT: [SortBy; 5] = [
    SortBy::BestMatch,
    SortBy::Name,
    SortBy::Visits,
    SortBy::Followers,
    SortBy::Engagement,
];

/// The orders that are kept, each made at its first use or in a quiet moment before.
#[derive(Debug, Default)]
pub(super) struct Orders {
    made: [OnceLock<Order>; SortBy::ALL.len()],
}

impl Orders {
    fn get(&self, by: SortBy, keys: Keys<'_>) -> &Order {
        self.made[by.index()].get_or_init(|| Order::make(by, keys))
    }

    /// Those of `set` by `by` in a direction; best match has one direction only.
    pub(super) fn gather(&self, sort: Sort, set: &Bits, keys: Keys<'_>) -> Vec<PartnerId> {
        let Sort { by, descending } = sort;
        if let Some(sorted) = counted_by(sort, set, keys.columns) {
            return sorted;
        }
        let turned = descending != first_is_descending(by) && by != SortBy::BestMatch;
        let total = set.len() as usize;
        // A few are sorted by themselves, many are picked from the order of all.
        if total < keys.columns.len() / FEW {
            return Order::of(by, set.iter(), keys).gather(set, total, by, turned, keys);
        }
        self.get(by, keys).gather(set, total, by, turned, keys)
    }

    /// Those of `set` by rank, from 1, and those of one rank by reach.
    pub(super) fn gather_best(&self, set: &Bits, ranks: &[u8], keys: Keys<'_>) -> Vec<PartnerId> {
        let total = set.len() as usize;
        if total < keys.columns.len() / FEW {
            let order = Order::of(SortBy::BestMatch, set.iter(), keys);
            let mut found = order.gather(set, total, SortBy::BestMatch, false, keys);
            found.sort_by_key(|id| ranks[id.0 as usize]);
            return found;
        }
        self.get(SortBy::BestMatch, keys).gather_best(set, ranks)
    }

    /// Makes one of the orders that are not made yet; says whether there was one.
    pub(super) fn prepare(&self, keys: Keys<'_>) -> bool {
        let unmade = |by: &SortBy| self.made[by.index()].get().is_none();
        let next = KEPT.into_iter().find(unmade);
        next.map(|by| self.get(by, keys)).is_some()
    }

    /// The sorts whose order is made.
    pub(super) fn made(&self) -> impl Iterator<Item = SortBy> {
        let made = |by: &SortBy| self.made[by.index()].get().is_some();
        KEPT.into_iter().filter(made)
    }

    /// How many bytes they take.
    pub(super) fn memory(&self) -> usize {
        let made = self.made.iter().filter_map(OnceLock::get);
        let alike = |order: &Order| order.alike.get().map_or(0, Bits::memory);
        made.map(|order| order.ids.capacity() * 4 + order.keyed.memory() + alike(order))
            .sum()
    }

    /// Forgets numbers that are not below `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        for order in self.made.iter_mut().filter_map(OnceLock::get_mut) {
            order.ids.retain(|id| (*id as usize) < len);
            order.ids.shrink_to_fit();
            order.keyed.truncate(len);
            order.alike.take();
        }
    }

    /// Forgets every order where so many come to so many that hardly one would be kept: their room is needed meanwhile.
    pub(super) fn make_way(&mut self, coming: usize, there: usize) {
        if too_many(coming, there + coming) {
            *self = Self::default();
        }
    }

    /// Puts `moved` where their keys now say, or forgets the order when they are so many that sorting anew is cheaper.
    pub(super) fn put(&mut self, by: SortBy, moved: &[u32], keys: Keys<'_>) {
        if moved.is_empty() {
            return;
        }
        let made = &mut self.made[by.index()];
        if too_many(moved.len(), keys.columns.len()) {
            made.take();
        } else if let Some(order) = made.get_mut() {
            order.put(by, moved, keys);
        }
    }
}

/// Whether so many of so many move that sorting all anew is cheaper.
const fn too_many(moved: usize, all: usize) -> bool {
    moved > all / 32
}

/// Those of `set` in order, where it is one by few keys.
fn counted_by(sort: Sort, set: &Bits, columns: &Columns) -> Option<Vec<PartnerId>> {
    let by_value = |ranks: &[u8], values: &[u8]| {
        let rank = |at: usize| {
            ranks
                .get(usize::from(values[at]))
                .map_or(NONE, |rank| *rank)
        };
        counted::in_order(set, NONE.into(), sort.descending, |at| rank(at).into())
    };
    let by_day =
        |days: &[u16]| counted::in_order(set, NO_DAY.into(), sort.descending, |at| days[at].into());
    match sort.by {
        SortBy::Newest => columns.listed_on.all_near().map(by_day),
        SortBy::LastActive => columns.active_on.all_near().map(by_day),
        SortBy::Model => Some(by_value(&ranks::MODELS, &columns.model)),
        SortBy::Country => Some(by_value(&ranks::COUNTRIES, &columns.country)),
        _ => None,
    }
}

/// Numbers by their keys, those of one key by number.
fn in_order<K: Ord>(keyed: impl Iterator<Item = (K, u32)>) -> Vec<u32> {
    let mut keyed: Vec<(K, u32)> = keyed.collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// Numbers by name. Most are told apart by their first bytes, and only the others are looked at whole: with half as many bytes a
/// million took twice as long.
fn by_name(prefixed: impl Iterator<Item = (u128, u32)>, keys: Keys<'_>) -> Vec<u32> {
    let mut keyed: Vec<(u128, u32)> = prefixed.collect();
    keyed.sort_unstable();
    let alike = keyed.chunk_by_mut(|a, b| a.0 == b.0);
    for alike in alike.filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by(|a, b| keys.name(a.1).cmp(&keys.name(b.1)).then(a.1.cmp(&b.1)));
    }
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// Numbers in one order: those with a key by it and by number. Those without stand behind, by number.
#[derive(Debug)]
pub(super) struct Order {
    ids: Vec<u32>,
    /// The same as a set.
    keyed: Bits,
    /// The places where the key is that of the place before: needed for the other direction, and made at its first use.
    alike: OnceLock<Bits>,
}

impl Order {
    fn make(by: SortBy, keys: Keys<'_>) -> Self {
        let known = (0..keys.columns.len()).filter(|at| keys.columns.is_known(*at));
        Self::of(by, known.map(|at| at as u32), keys)
    }

    fn of(by: SortBy, all: impl Iterator<Item = u32>, keys: Keys<'_>) -> Self {
        let prefixed = all.filter_map(|id| Some((keys.prefix(by, id)?, id)));
        let ids = match by {
            SortBy::Name => by_name(prefixed, keys),
            SortBy::BestMatch => in_order(prefixed.map(|(reach, id)| (!reach, id))),
            // All others are no wider, and a million are to take no more room than they must.
            _ if first_is_descending(by) => in_order(prefixed.map(|(key, id)| (!(key as u64), id))),
            _ => in_order(prefixed.map(|(key, id)| (key as u64, id))),
        };
        Self {
            keyed: ids.iter().copied().collect(),
            ids,
            alike: OnceLock::new(),
        }
    }

    /// Puts `moved` where their keys now say.
    fn put(&mut self, by: SortBy, moved: &[u32], keys: Keys<'_>) {
        let fresh = Self::of(by, moved.iter().copied(), keys);
        let leaving: Bits = moved.iter().copied().collect();
        let stay = self.ids.iter().copied();
        let stay: Vec<u32> = stay.filter(|id| !leaving.contains(*id)).collect();
        let before = |a: u32, b: u32| {
            let by_prefix = keys.prefix(by, a).cmp(&keys.prefix(by, b));
            let by_key = by_prefix.then_with(|| keys.compare_rest(by, a, b));
            directed(by, by_key).then(a.cmp(&b)).is_lt()
        };
        self.ids.clear();
        merge(&stay, &fresh.ids, before, &mut self.ids);
        self.keyed.drop_all(&leaving);
        self.keyed.add_all(&fresh.keyed);
        self.alike.take();
    }

    fn alike(&self, by: SortBy, keys: Keys<'_>) -> &Bits {
        self.alike.get_or_init(|| {
            let same = |a: u32, b: u32| {
                keys.prefix(by, a) == keys.prefix(by, b) && keys.compare_rest(by, a, b).is_eq()
            };
            Bits::from_fn(self.ids.len(), |at| {
                at > 0 && same(self.ids[at - 1], self.ids[at])
            })
        })
    }

    /// Those of `set` in this order, or with their keys turned round; `total` is how many there are in `set`.
    fn gather(
        &self,
        set: &Bits,
        total: usize,
        by: SortBy,
        turned: bool,
        keys: Keys<'_>,
    ) -> Vec<PartnerId> {
        // Written without a branch, which would be guessed wrong at every other number.
        let mut found = vec![PartnerId(0); total + 1];
        let mut next = 0;
        let mut take = |id: u32| {
            found[next.min(total)] = PartnerId(id);
            next += usize::from(set.contains(id));
        };
        if turned {
            // Keys from behind, equals still by number.
            let alike = self.alike(by, keys);
            let mut end = self.ids.len();
            while end > 0 {
                let mut start = end - 1;
                while alike.contains(start as u32) {
                    start -= 1;
                }
                self.ids[start..end].iter().for_each(|id| take(*id));
                end = start;
            }
        } else {
            self.ids.iter().for_each(|id| take(*id));
        }
        self.without_key(set).for_each(take);
        found.truncate(total);
        found
    }

    /// Those of `set` by rank, from 1, and those of one rank in this order.
    fn gather_best(&self, set: &Bits, ranks: &[u8]) -> Vec<PartnerId> {
        // Whoever is not in the set has no rank, and goes to a place behind all.
        let mut ranks = ranks.to_vec();
        set.blank_others(&mut ranks);
        let mut next = [0; RANKS + 1];
        let mut total = 0;
        for (rank, next) in (0_u8..).zip(&mut next).skip(1) {
            *next = total;
            total += Bits::count_of(rank, &ranks);
        }
        next[0] = total;
        let mut found = vec![PartnerId(0); total + 1];
        let mut take = |id: u32| {
            let rank = usize::from(ranks[id as usize]);
            found[next[rank]] = PartnerId(id);
            next[rank] += usize::from(rank > 0);
        };
        self.ids.iter().for_each(|id| take(*id));
        self.without_key(set).for_each(take);
        found.truncate(total);
        found
    }

    /// Those of `set` that stand behind, by number.
    fn without_key(&self, set: &Bits) -> impl Iterator<Item = u32> {
        let mut rest = set.clone();
        rest.drop_all(&self.keyed);
        rest.into_iter()
    }
}

fn directed(by: SortBy, ascending: Ordering) -> Ordering {
    if first_is_descending(by) {
        ascending.reverse()
    } else {
        ascending
    }
}

/// Merges a few sorted ones into many sorted ones.
fn merge(many: &[u32], few: &[u32], before: impl Fn(u32, u32) -> bool, merged: &mut Vec<u32>) {
    let mut rest = many;
    for &one in few {
        let (less, greater) = rest.split_at(rest.partition_point(|other| before(*other, one)));
        merged.extend_from_slice(less);
        merged.push(one);
        rest = greater;
    }
    merged.extend_from_slice(rest);
}
