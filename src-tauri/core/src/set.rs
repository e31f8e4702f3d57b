//! Sets of partners: compressed bitmaps that a million fit into, and that are stored as text.

use std::ops::{BitAndAssign, BitOrAssign, SubAssign};

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
