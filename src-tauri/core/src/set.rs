//! Sets of partners: compressed bitmaps that a million fit into, and that are stored as text.

use std::ops::{BitAndAssign, BitOrAssign, RangeInclusive, SubAssign};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use crate::partner::PartnerId;

/// A set of partners.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartnerSet(RoaringBitmap);

impl PartnerSet {
    /// No partner.
    pub fn new() -> Self {
        Self::default()
    }

    /// The bitmap of the partners' numbers.
    pub fn bitmap(&self) -> &RoaringBitmap {
        &self.0
    }

    /// All numbers of partners below one, from 1 on.
    pub fn below(next: PartnerId) -> Self {
        let mut below = RoaringBitmap::new();
        below.insert_range(1..next.0);
        Self(below)
    }

    /// Puts a run of numbers in.
    pub fn insert_run(&mut self, run: RangeInclusive<PartnerId>) {
        self.0.insert_range(run.start().0..=run.end().0);
    }

    /// Puts one in; says whether it was new.
    pub fn insert(&mut self, partner: PartnerId) -> bool {
        self.0.insert(partner.0)
    }

    /// Takes one out; says whether it was in.
    pub fn remove(&mut self, partner: PartnerId) -> bool {
        self.0.remove(partner.0)
    }

    /// Whether one is in.
    pub fn contains(&self, partner: PartnerId) -> bool {
        self.0.contains(partner.0)
    }

    /// How many.
    pub fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// How many are in another one as well.
    pub fn len_of_both(&self, other: &Self) -> u32 {
        u32::try_from(self.0.intersection_len(&other.0)).unwrap_or(u32::MAX)
    }

    /// Whether none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first of them, by number, at most so many.
    #[must_use]
    pub fn first(&self, most: u32) -> Self {
        match self.0.select(most) {
            Some(next) => {
                let mut first = self.0.clone();
                first.remove_range(next..);
                Self(first)
            }
            None => self.clone(),
        }
    }

    /// All, by number, as runs without a gap, each from its first to its last.
    pub fn runs(&self) -> impl Iterator<Item = RangeInclusive<PartnerId>> + '_ {
        let mut each = self.0.iter().peekable();
        std::iter::from_fn(move || {
            let first = each.next()?;
            let mut last = first;
            while let Some(next) = each.next_if(|next| *next == last + 1) {
                last = next;
            }
            Some(PartnerId(first)..=PartnerId(last))
        })
    }

    /// All, by number.
    pub fn iter(&self) -> impl Iterator<Item = PartnerId> + '_ {
        self.0.iter().map(PartnerId)
    }

    /// The one, when it is one.
    pub fn single(&self) -> Option<PartnerId> {
        if self.0.len() == 1 {
            self.0.min().map(PartnerId)
        } else {
            None
        }
    }
}

impl From<RoaringBitmap> for PartnerSet {
    fn from(bitmap: RoaringBitmap) -> Self {
        Self(bitmap)
    }
}

impl FromIterator<PartnerId> for PartnerSet {
    fn from_iter<I: IntoIterator<Item = PartnerId>>(partners: I) -> Self {
        Self(partners.into_iter().map(|partner| partner.0).collect())
    }
}

impl BitOrAssign<&Self> for PartnerSet {
    fn bitor_assign(&mut self, other: &Self) {
        self.0 |= &other.0;
    }
}

impl BitAndAssign<&Self> for PartnerSet {
    fn bitand_assign(&mut self, other: &Self) {
        self.0 &= &other.0;
    }
}

impl SubAssign<&Self> for PartnerSet {
    fn sub_assign(&mut self, other: &Self) {
        self.0 -= &other.0;
    }
}

impl From<PartnerSet> for String {
    fn from(set: PartnerSet) -> Self {
        let mut bitmap = set.0;
        bitmap.optimize();
        let mut bytes = Vec::with_capacity(bitmap.serialized_size());
        // Writing into a vector cannot fail.
        let _ = bitmap.serialize_into(&mut bytes);
        STANDARD_NO_PAD.encode(bytes)
    }
}

/// A text that is no set of partners.
#[derive(Debug, thiserror::Error)]
#[error("the text is no set of partners")]
pub struct BadSet;

impl TryFrom<String> for PartnerSet {
    type Error = BadSet;
    fn try_from(text: String) -> Result<Self, BadSet> {
        let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| BadSet)?;
        RoaringBitmap::deserialize_from(bytes.as_slice())
            .map(Self)
            .map_err(|_| BadSet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ids: impl IntoIterator<Item = u32>) -> PartnerSet {
        ids.into_iter().map(PartnerId).collect()
    }

    #[test]
    fn a_set_is_cut_behind_its_first() {
        let all = set([1, 2, 5, 70_000]);
        for most in 0..6 {
            let first = set(all.iter().take(most as usize).map(|id| id.0));
            assert_eq!(all.first(most), first);
        }
        assert_eq!(all.first(u32::MAX), all);
    }

    #[test]
    fn a_set_is_told_in_runs() {
        let runs = |ids: &[u32]| -> Vec<(u32, u32)> {
            let all = set(ids.iter().copied());
            all.runs().map(|run| (run.start().0, run.end().0)).collect()
        };
        assert_eq!(runs(&[]), []);
        assert_eq!(
            runs(&[0, 1, 3, 65_535, 65_536, u32::MAX]),
            [(0, 1), (3, 3), (65_535, 65_536), (u32::MAX, u32::MAX)]
        );
    }

    #[test]
    fn a_set_survives_being_text() {
        for set in [vec![], vec![7], (0..100_000).collect::<Vec<_>>()] {
            let set: PartnerSet = set.into_iter().map(PartnerId).collect();
            let json = serde_json::to_string(&set).unwrap();
            assert_eq!(serde_json::from_str::<PartnerSet>(&json).unwrap(), set);
            assert!(json.len() < 100, "runs are short: {}", json.len());
        }
        assert!(serde_json::from_str::<PartnerSet>("\"!\"").is_err());
    }
}
