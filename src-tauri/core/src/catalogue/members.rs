//! Who has one value of a facet: a sorted list while they are few, a dense set from there on. Counting in a set costs a step
//! for each of the few, or one pass over the words.

use super::bits::Bits;

/// A list stays a list while it is shorter than this, or than a 32nd of the numbers in use: about where counting costs the
/// same either way.
const ALWAYS_FEW: usize = 64;

/// Those who have one value.
#[derive(Debug, Clone)]
pub(super) enum Members {
    Few(List),
    Many(Bits),
}

impl Default for Members {
    fn default() -> Self {
        Self::Few(List::default())
    }
}

impl Members {
    /// Puts `id` in, of `in_use` numbers; cheap when it is greater than all that are in.
    pub(super) fn insert(&mut self, id: u32, in_use: usize) {
        match self {
            Self::Many(bits) => bits.insert(id),
            Self::Few(list) => {
                list.insert(id);
                if list.lows.len() > ALWAYS_FEW.max(in_use / 32) {
                    *self = Self::Many(list.iter().collect());
                }
            }
        }
    }

    /// Takes `id` out.
    pub(super) fn remove(&mut self, id: u32) {
        match self {
            Self::Many(bits) => bits.remove(id),
            Self::Few(list) => list.remove(id),
        }
    }

    /// How many of them are in `set`.
    pub(super) fn count_in(&self, set: &Bits) -> u32 {
        match self {
            Self::Many(bits) => bits.len_of_both(set),
            Self::Few(list) => list.count_in(set),
        }
    }

    /// Puts all of them into `set`.
    pub(super) fn add_to(&self, set: &mut Bits) {
        match self {
            Self::Many(bits) => set.add_all(bits),
            Self::Few(list) => list.iter().for_each(|id| set.insert(id)),
        }
    }

    /// Takes all out that are not below `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        match self {
            Self::Many(bits) => bits.truncate(len),
            Self::Few(list) => list.truncate(len),
        }
    }

    /// Gives back room that is not used.
    pub(super) fn shrink(&mut self) {
        match self {
            Self::Many(bits) => bits.shrink(),
            Self::Few(list) => list.lows.shrink_to_fit(),
        }
    }

    /// How many bytes they take.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Many(bits) => bits.memory(),
            Self::Few(list) => list.lows.capacity() * 2 + list.ends.capacity() * 4,
        }
    }
}

/// A sorted list of numbers: of each its lower half, behind those of the same upper half.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    lows: Vec<u16>,
    /// By upper half: where its numbers end.
    ends: Vec<u32>,
}

impl List {
    /// The lower halves, and by upper half where they end.
    pub(super) fn halves(&self) -> (&[u16], &[u32]) {
        (&self.lows, &self.ends)
    }

    /// The list of such halves; `None` where they are not those of an ascending list of numbers below `len`.
    pub(super) fn of_halves(lows: Vec<u16>, ends: Vec<u32>, len: usize) -> Option<Self> {
        let whole = ends.last().map_or(0, |end| *end as usize) == lows.len();
        let list = Self { lows, ends };
        let fits = whole && list.ends.is_sorted();
        let ascends = |(high, lows): (u32, &[u16])| {
            let last = lows.last().map_or(0, |low| high | u32::from(*low));
            lows.is_sorted_by(|a, b| a < b) && (last as usize) < len
        };
        (fits && list.ends.len() <= 1 << 16 && list.parts().all(ascends)).then_some(list)
    }

    fn insert(&mut self, id: u32) {
        let (high, low) = halves(id);
        if self.ends.len() <= high {
            self.ends.resize(high + 1, self.lows.len() as u32);
        }
        let (from, to) = self.range(high);
        if to == self.lows.len() && self.lows[from..].last().is_none_or(|last| *last < low) {
            self.lows.push(low);
        } else if let Err(at) = self.lows[from..to].binary_search(&low) {
            self.lows.insert(from + at, low);
        } else {
            return;
        }
        self.ends[high..].iter_mut().for_each(|end| *end += 1);
    }

    fn remove(&mut self, id: u32) {
        let (high, low) = halves(id);
        if high >= self.ends.len() {
            return;
        }
        let (from, to) = self.range(high);
        if let Ok(at) = self.lows[from..to].binary_search(&low) {
            self.lows.remove(from + at);
            self.ends[high..].iter_mut().for_each(|end| *end -= 1);
        }
    }

    fn truncate(&mut self, len: usize) {
        let (high, low) = (len >> 16, len as u16);
        if high < self.ends.len() {
            let (from, to) = self.range(high);
            let stay = from + self.lows[from..to].partition_point(|other| *other < low);
            self.ends.truncate(high + 1);
            self.ends[high] = stay as u32;
            self.lows.truncate(stay);
        }
    }

    /// Where the numbers with an upper half stand.
    fn range(&self, high: usize) -> (usize, usize) {
        let from = high.checked_sub(1).map_or(0, |before| self.ends[before]);
        (from as usize, self.ends[high] as usize)
    }

    /// Each upper half as a number, and the lower ones.
    fn parts(&self) -> impl Iterator<Item = (u32, &[u16])> {
        let parts = (0..self.ends.len()).map(|high| {
            let (from, to) = self.range(high);
            ((high as u32) << 16, &self.lows[from..to])
        });
        parts.filter(|(_, lows)| !lows.is_empty())
    }

    fn iter(&self) -> impl Iterator<Item = u32> {
        self.parts()
            .flat_map(|(high, lows)| lows.iter().map(move |low| high | u32::from(*low)))
    }

    fn count_in(&self, set: &Bits) -> u32 {
        let parts = self.parts().map(|(high, lows)| {
            let words = set.words_from(high);
            let is_in = |low: u16| {
                let word = words.get(usize::from(low / 64));
                word.map_or(0, |word| word >> (low % 64) & 1)
            };
            lows.iter().map(|low| is_in(*low) as u32).sum::<u32>()
        });
        parts.sum()
    }
}

fn halves(id: u32) -> (usize, u16) {
    ((id >> 16) as usize, id as u16)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn members_are_those_who_came_and_did_not_go(
            steps in prop::collection::vec((any::<bool>(), prop_oneof![0_u32..100, 65_500_u32..65_600, 131_000_u32..131_100]), 0..400),
            in_use in prop_oneof![Just(0_usize), Just(1_000_000)],
        ) {
            let mut members = Members::default();
            let mut plain = BTreeSet::new();
            for (comes, id) in steps {
                if comes {
                    members.insert(id, in_use);
                    plain.insert(id);
                } else {
                    members.remove(id);
                    plain.remove(&id);
                }
            }
            members.shrink();
            let mut set = Bits::default();
            members.add_to(&mut set);
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), plain.iter().copied().collect::<Vec<_>>());
            let even: Bits = (0..66_000).step_by(2).collect();
            let count = plain.iter().filter(|id| **id < 66_000 && **id % 2 == 0).count();
            prop_assert_eq!(members.count_in(&even) as usize, count);
        }
    }
}
