//! Orders by keys of which there are few: members are counted by key, and put where the counts say.

use super::bits::Bits;
use crate::partner::PartnerId;

/// Those of `set` by a key below `last`, in a direction; then those whose key is `last`, who have none. Equals stand by number.
pub(super) fn in_order(
    set: &Bits,
    last: usize,
    descending: bool,
    key: impl Fn(usize) -> usize,
) -> Vec<PartnerId> {
    let mut next = vec![0; last + 1];
    for id in set.iter() {
        next[key(id as usize)] += 1;
    }
    let mut total = 0;
    let mut begin = |key: usize| total += std::mem::replace(&mut next[key], total);
    if descending {
        (0..last).rev().for_each(&mut begin);
    } else {
        (0..last).for_each(&mut begin);
    }
    begin(last);
    let mut sorted = vec![PartnerId(0); total];
    for id in set.iter() {
        let place = &mut next[key(id as usize)];
        sorted[*place] = PartnerId(id);
        *place += 1;
    }
    sorted
}
