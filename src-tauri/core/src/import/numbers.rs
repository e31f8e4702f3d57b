//! The numbers that new partners get.

use roaring::RoaringBitmap;

use crate::partner::PartnerId;
use crate::set::PartnerSet;

/// Numbers that nobody has: some that were given back, and after them all from one on.
#[derive(Debug, Clone)]
pub struct Numbers {
    given_back: RoaringBitmap,
    next: u32,
}

impl Numbers {
    /// All numbers from `next` on.
    pub fn from(next: PartnerId) -> Self {
        Self {
            given_back: RoaringBitmap::new(),
            next: next.0,
        }
    }

    /// First these, which are less than those from which the others begin.
    #[must_use]
    pub fn after(mut self, given_back: &PartnerSet) -> Self {
        self.given_back = given_back.bitmap().clone();
        self
    }

    /// Whether numbers that were given back are among them.
    pub fn are_given_again(&self) -> bool {
        !self.given_back.is_empty()
    }

    /// The number at a place, from 0.
    pub(super) fn at(&self, place: u32) -> PartnerId {
        let again = self.given_back.select(place);
        PartnerId(again.unwrap_or_else(|| {
            let beyond = u64::from(place) - self.given_back.len();
            self.next
                .saturating_add(u32::try_from(beyond).unwrap_or(u32::MAX))
        }))
    }

    /// The place of a number; `None` where it is not among them.
    pub(super) fn place(&self, id: PartnerId) -> Option<usize> {
        let again = self.given_back.len();
        let place = match id.0.checked_sub(self.next) {
            Some(beyond) => again + u64::from(beyond),
            None if self.given_back.contains(id.0) => self.given_back.rank(id.0) - 1,
            None => return None,
        };
        usize::try_from(place).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(given_back: &[u32], next: u32) -> Numbers {
        let set: PartnerSet = given_back.iter().copied().map(PartnerId).collect();
        Numbers::from(PartnerId(next)).after(&set)
    }

    #[test]
    fn those_that_were_given_back_come_first() {
        for (given_back, next, expected) in [
            (&[][..], 1, [1, 2, 3, 4]),
            (&[2, 7, 9], 12, [2, 7, 9, 12]),
            (
                &[70_000, 70_001],
                200_000,
                [70_000, 70_001, 200_000, 200_001],
            ),
        ] {
            let numbers = numbers(given_back, next);
            let first: Vec<u32> = (0..4).map(|place| numbers.at(place).0).collect();
            assert_eq!(first, expected);
            for (place, id) in first.into_iter().enumerate() {
                assert_eq!(numbers.place(PartnerId(id)), Some(place));
            }
        }
    }

    #[test]
    fn a_number_that_somebody_has_has_no_place() {
        let numbers = numbers(&[2, 7], 12);
        for id in [0, 1, 3, 8, 11] {
            assert_eq!(numbers.place(PartnerId(id)), None);
        }
    }

    #[test]
    fn there_is_none_after_the_greatest() {
        assert_eq!(numbers(&[3], u32::MAX).at(9), PartnerId(u32::MAX));
    }
}
