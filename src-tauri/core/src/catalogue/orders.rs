//! Orders that are made once: a result is an order walked past a set of hits.

mod kept;

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::bits::Bits;
use super::columns::Columns;
use super::ranks;
use super::text::SearchText;
use crate::partner::PartnerId;
use crate::query::{Sort, SortBy};

/// Less than one of so many are sorted sooner than an order is walked.
const FEW: usize = 256;

/// What partners are sorted by: their keys, read from the columns and the text.
#[derive(Clone, Copy)]
pub(super) struct Keys<'a> {
    pub(super) columns: &'a Columns,
    pub(super) text: &'a SearchText,
}

/// The key of one partner, to tell whether an edit changed it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Key {
    Name(Option<String>),
    Figure(Option<u128>),
}

impl<'a> Keys<'a> {
    /// The whole key.
    pub(super) fn key(self, by: SortBy, id: u32) -> Key {
        match by {
            SortBy::Name => Key::Name(self.name(id).map(str::to_owned)),
            _ => Key::Figure(self.prefix(by, id)),
        }
    }

    fn name(self, id: u32) -> Option<&'a str> {
        self.text.name(id).filter(|name| !name.is_empty())
    }

    /// A number that never contradicts the key: of two, the one with the lesser number does not have the greater key. `None` when
    /// there is no key. Only names are longer than it says.
    fn prefix(self, by: SortBy, id: u32) -> Option<u128> {
        let at = id as usize;
        let of_day = |day: i32| u128::from(day.abs_diff(i32::MIN));
        match by {
            SortBy::Name => self.name(id).map(first_bytes),
            SortBy::BestMatch => {
                // Visits, then followers; not known is less than none.
                let visits = self
                    .columns
                    .visits(at)
                    .map_or(0, |visits| u128::from(visits) + 1);
                let followers = self
                    .columns
                    .followers(at)
                    .map_or(0, |sum| u128::from(sum) + 1);
                Some(visits << 65 | followers)
            }
            SortBy::Visits => self.columns.visits(at).map(u128::from),
            SortBy::Followers => self.columns.followers(at).map(u128::from),
            SortBy::Engagement => self.columns.engagement(at).map(|percent| {
                // The bits of a float ascend with it once the sign is turned; of a negative one, once all are. Zero is one.
                let bits = (percent + 0.0).to_bits();
                u128::from(if bits >> 31 == 0 {
                    bits | 1 << 31
                } else {
                    !bits
                })
            }),
            SortBy::Newest => self.columns.listed_on(at).map(of_day),
            SortBy::LastActive => self.columns.active_on(at).map(of_day),
            SortBy::Model => rank(&ranks::MODELS, self.columns.model[at]),
            SortBy::Country => rank(&ranks::COUNTRIES, self.columns.country[at]),
            // Kept with the standings, by which they are sorted.
            SortBy::MarkedOn
            | SortBy::LastContact
            | SortBy::Stage
            | SortBy::Source
            | SortBy::HiddenOn
            | SortBy::HiddenUntil => None,
        }
    }

    /// Compares two keys of the same prefix.
    fn compare_rest(self, by: SortBy, a: u32, b: u32) -> Ordering {
        match by {
            SortBy::Name => self.name(a).cmp(&self.name(b)),
            _ => Ordering::Equal,
        }
    }
}

/// Where a value stands by name; `None` where there is none.
fn rank(ranks: &[u8], index: u8) -> Option<u128> {
    ranks.get(usize::from(index)).map(|rank| u128::from(*rank))
}

/// The first sixteen bytes, as a number that sorts as they do.
fn first_bytes(text: &str) -> u128 {
    let mut first = [0; 16];
    let length = text.len().min(16);
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(first)
}

/// The direction in which an order is made first, because it is the one mostly asked for.
const fn first_is_descending(by: SortBy) -> bool {
    !matches!(by, SortBy::Name | SortBy::Model | SortBy::Country)
}

/// All orders, each made at its first use.
#[derive(Debug, Default)]
pub(super) struct Orders {
    first: [OnceLock<Order>; SortBy::ALL.len()],
    turned: [OnceLock<Order>; SortBy::ALL.len()],
}

impl Orders {
    /// The order by `by` in a direction; best match has one direction only.
    fn get(&self, by: SortBy, descending: bool, keys: Keys<'_>) -> &Order {
        let first = self.first[by.index()].get_or_init(|| Order::make(by, keys));
        if descending == first_is_descending(by) || by == SortBy::BestMatch {
            return first;
        }
        self.turned[by.index()].get_or_init(|| first.turned(by, keys))
    }

    /// Those of `set` by `by` in a direction. A few are sorted by themselves, many are picked from the order of all.
    pub(super) fn gather(&self, sort: Sort, set: &Bits, keys: Keys<'_>) -> Vec<PartnerId> {
        let Sort { by, descending } = sort;
        let total = set.len() as usize;
        if total < keys.columns.len() / FEW {
            let order = Order::of(by, set.iter(), keys);
            let is_turned = descending != first_is_descending(by) && by != SortBy::BestMatch;
            let order = if is_turned {
                order.turned(by, keys)
            } else {
                order
            };
            return order.ids.into_iter().map(PartnerId).collect();
        }
        self.get(by, descending, keys).gather(set, total)
    }

    /// Makes the orders that are not made yet, so that nobody waits for one later.
    pub(super) fn prepare(&self, keys: Keys<'_>) {
        for by in SortBy::ALL.iter().filter(|by| !by.is_of_standing()) {
            self.get(*by, first_is_descending(*by), keys);
        }
    }

    /// The sorts whose order is made.
    pub(super) fn made(&self) -> impl Iterator<Item = SortBy> {
        let all = SortBy::ALL.iter().copied();
        all.filter(|by| self.first[by.index()].get().is_some())
    }

    /// Puts `moved` where their keys now say, or forgets the order when they are so many that sorting anew is cheaper.
    pub(super) fn put(&mut self, by: SortBy, moved: &[u32], keys: Keys<'_>) {
        if moved.is_empty() {
            return;
        }
        self.turned[by.index()].take();
        let made = &mut self.first[by.index()];
        if moved.len() > keys.columns.len() / 32 {
            made.take();
        } else if let Some(order) = made.get_mut() {
            order.put(by, moved, keys);
        }
    }
}

/// All numbers in one order: those with a key by it and by number, then those without by number.
#[derive(Debug, Clone)]
pub(super) struct Order {
    ids: Vec<u32>,
    /// How many have a key.
    keyed: usize,
}

impl Order {
    fn make(by: SortBy, keys: Keys<'_>) -> Self {
        let known = (0..keys.columns.len()).filter(|at| keys.columns.is_known(*at));
        Self::of(by, known.map(|at| at as u32), keys)
    }

    fn of(by: SortBy, all: impl Iterator<Item = u32>, keys: Keys<'_>) -> Self {
        let turn = if first_is_descending(by) {
            u128::MAX
        } else {
            0
        };
        let mut keyed = Vec::with_capacity(all.size_hint().1.unwrap_or_default());
        let mut missing = Vec::new();
        for id in all {
            match keys.prefix(by, id) {
                Some(prefix) => keyed.push((prefix ^ turn, id)),
                None => missing.push(id),
            }
        }
        keyed.sort_unstable();
        if by == SortBy::Name {
            for alike in keyed
                .chunk_by_mut(|a, b| a.0 == b.0)
                .filter(|alike| alike.len() > 1)
            {
                alike.sort_unstable_by(|a, b| {
                    directed(by, keys.compare_rest(by, a.1, b.1)).then(a.1.cmp(&b.1))
                });
            }
        }
        missing.sort_unstable();
        Self {
            keyed: keyed.len(),
            ids: keyed.into_iter().map(|(_, id)| id).chain(missing).collect(),
        }
    }

    /// The other direction: keys from behind, equals still by number.
    fn turned(&self, by: SortBy, keys: Keys<'_>) -> Self {
        let (keyed, missing) = self.ids.split_at(self.keyed);
        let same = |a: &u32, b: &u32| {
            keys.prefix(by, *a) == keys.prefix(by, *b) && keys.compare_rest(by, *a, *b).is_eq()
        };
        let mut ids = Vec::with_capacity(self.ids.len());
        let mut end = keyed.len();
        for start in (0..keyed.len()).rev() {
            if start == 0 || !same(&keyed[start - 1], &keyed[start]) {
                ids.extend_from_slice(&keyed[start..end]);
                end = start;
            }
        }
        ids.extend_from_slice(missing);
        Self {
            ids,
            keyed: self.keyed,
        }
    }

    /// Puts `moved` where their keys now say.
    fn put(&mut self, by: SortBy, moved: &[u32], keys: Keys<'_>) {
        let fresh = Self::of(by, moved.iter().copied(), keys);
        let leaving: Bits = moved.iter().copied().collect();
        let (keyed, missing) = self.ids.split_at(self.keyed);
        let stay = |ids: &[u32]| -> Vec<u32> {
            ids.iter()
                .copied()
                .filter(|id| !leaving.contains(*id))
                .collect()
        };
        let (keyed, missing) = (stay(keyed), stay(missing));
        let (fresh_keyed, fresh_missing) = fresh.ids.split_at(fresh.keyed);
        let before = |a: u32, b: u32| {
            let by_prefix = keys.prefix(by, a).cmp(&keys.prefix(by, b));
            let by_key = by_prefix.then_with(|| keys.compare_rest(by, a, b));
            directed(by, by_key).then(a.cmp(&b)).is_lt()
        };
        let mut ids = Vec::with_capacity(keyed.len() + missing.len() + moved.len());
        merge(&keyed, fresh_keyed, before, &mut ids);
        self.keyed = ids.len();
        merge(&missing, fresh_missing, |a, b| a < b, &mut ids);
        self.ids = ids;
    }

    /// Those of `set` in this order; `total` is how many there are in `set`.
    fn gather(&self, set: &Bits, total: usize) -> Vec<PartnerId> {
        // Written without a branch, which would be guessed wrong at every other number.
        let mut found = vec![PartnerId(0); total + 1];
        let mut next = 0;
        for &id in &self.ids {
            found[next.min(total)] = PartnerId(id);
            next += usize::from(set.contains(id));
        }
        found.truncate(total);
        found
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
