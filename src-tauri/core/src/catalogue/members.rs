//! Who has one value of a facet: a sorted list while they are few, a dense set from there on. Counting in a set costs a step
//! for each of the few, or one pass over the words.

use super::bits::Bits;

/// A list stays a list while it is shorter than this, or than a 32nd of the numbers in use: about where counting costs the
/// same either way, and where both take the same room.
const ALWAYS_FEW: usize = 64;

/// Those who have one value.
#[derive(Debug, Clone)]
pub(super) enum Members {
    Few(Vec<u32>),
    Many(Bits),
}

impl Default for Members {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Members {
    /// Puts `id` in, of `in_use` numbers; cheap when it is greater than all that are in.
    pub(super) fn insert(&mut self, id: u32, in_use: usize) {
        match self {
            Self::Many(bits) => bits.insert(id),
            Self::Few(ids) => {
                match ids.last() {
                    Some(&last) if last >= id => {
                        if let Err(at) = ids.binary_search(&id) {
                            ids.insert(at, id);
                        }
                    }
                    _ => ids.push(id),
                }
                if ids.len() > ALWAYS_FEW.max(in_use / 32) {
                    *self = Self::Many(ids.iter().copied().collect());
                }
            }
        }
    }

    /// Takes `id` out.
    pub(super) fn remove(&mut self, id: u32) {
        match self {
            Self::Many(bits) => bits.remove(id),
            Self::Few(ids) => {
                if let Ok(at) = ids.binary_search(&id) {
                    ids.remove(at);
                }
            }
        }
    }

    /// How many of them are in `set`.
    pub(super) fn count_in(&self, set: &Bits) -> u32 {
        match self {
            Self::Many(bits) => bits.len_of_both(set),
            Self::Few(ids) => ids.iter().map(|&id| u32::from(set.contains(id))).sum(),
        }
    }

    /// Puts all of them into `set`.
    pub(super) fn add_to(&self, set: &mut Bits) {
        match self {
            Self::Many(bits) => set.add_all(bits),
            Self::Few(ids) => ids.iter().for_each(|&id| set.insert(id)),
        }
    }
}
