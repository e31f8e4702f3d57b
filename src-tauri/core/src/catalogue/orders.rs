//! Orders that are made once: a result is an order walked past a set of hits.

use super::bits::Bits;
use super::columns::Columns;
use super::text::SearchText;
use crate::query::SortBy;

/// All numbers in one order.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// Those with a key by it and by number, then those without by number.
    ids: Vec<u32>,
    /// How many have a key.
    keyed: usize,
    /// The positions among the keyed at which another key begins, so that the order can be walked from behind with equals
    /// still by number.
    starts: Bits,
}

impl Order {
    /// The order of all known numbers.
    pub(super) fn make(by: SortBy, columns: &Columns, text: &SearchText) -> Self {
        let known = (0..columns.len()).filter(|at| columns.is_known(*at));
        match by {
            SortBy::Name => Self::sorted(known.map(|at| {
                let name = text.name(at as u32).filter(|name| !name.is_empty());
                (name, at as u32)
            })),
            _ => Self::sorted(known.map(|at| (figure(by, columns, at), at as u32))),
        }
    }

    fn sorted<K: Ord>(all: impl Iterator<Item = (Option<K>, u32)>) -> Self {
        let mut keyed = Vec::new();
        let mut missing = Vec::new();
        for (key, id) in all {
            match key {
                Some(key) => keyed.push((key, id)),
                None => missing.push(id),
            }
        }
        keyed.sort_unstable();
        let starts = Bits::from_fn(keyed.len(), |at| at == 0 || keyed[at - 1].0 != keyed[at].0);
        let mut ids: Vec<u32> = keyed.iter().map(|(_, id)| *id).collect();
        ids.extend(missing);
        Self {
            keyed: keyed.len(),
            ids,
            starts,
        }
    }

    /// Visits all numbers in order.
    pub(super) fn walk(&self, descending: bool, mut visit: impl FnMut(u32)) {
        let (keyed, missing) = self.ids.split_at(self.keyed);
        if descending {
            let mut end = keyed.len();
            for start in (0..keyed.len()).rev() {
                if self.starts.contains(start as u32) {
                    keyed[start..end].iter().for_each(|id| visit(*id));
                    end = start;
                }
            }
        } else {
            keyed.iter().for_each(|id| visit(*id));
        }
        missing.iter().for_each(|id| visit(*id));
    }
}

/// What sorts a partner, as a number; `None` where it is not known.
fn figure(by: SortBy, columns: &Columns, at: usize) -> Option<u128> {
    let unsigned = |day: i32| u128::from(day.abs_diff(i32::MIN));
    match by {
        SortBy::BestMatch => Some(reach(columns, at)),
        SortBy::Visits => columns.visits(at).map(u128::from),
        SortBy::Followers => columns.followers(at).map(u128::from),
        SortBy::Engagement => columns.engagement(at).map(|percent| {
            // Bits of a float ascend with it once the sign is turned; for negative ones all bits.
            let bits = percent.to_bits();
            u128::from(if bits >> 31 == 0 {
                bits | 1 << 31
            } else {
                !bits
            })
        }),
        SortBy::Newest => columns.listed_on(at).map(unsigned),
        SortBy::LastActive => columns.active_on(at).map(unsigned),
        SortBy::Name => None,
    }
}

/// Visits, then followers; not known is less than none.
pub(super) fn reach(columns: &Columns, at: usize) -> u128 {
    let plus_one = |figure: Option<u64>| figure.map_or(0, |figure| u128::from(figure) + 1);
    plus_one(columns.visits(at).map(u64::from)) << 64
        | plus_one(columns.followers(at)).min(u64::MAX.into())
}
