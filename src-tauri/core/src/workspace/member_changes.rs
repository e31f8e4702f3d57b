//! Who joins and leaves which group while rows go by: what one row does and a later one takes back is no change.

use std::collections::BTreeMap;

use crate::changes::MembershipShift;
use crate::group::GroupId;
use crate::partner::PartnerId;
use crate::set::PartnerSet;

/// What changed so far, by group: who joined, who left. Nobody is in both.
#[derive(Debug, Default)]
pub(super) struct MemberChanges(BTreeMap<GroupId, (PartnerSet, PartnerSet)>);

impl MemberChanges {
    /// A partner that is in none of `groups` joins them.
    pub(super) fn join(&mut self, partner: PartnerId, groups: Vec<GroupId>) {
        for group in groups {
            let (joined, left) = self.0.entry(group).or_default();
            if !left.remove(partner) {
                joined.insert(partner);
            }
        }
    }

    /// A partner that is in all of `groups` leaves them.
    pub(super) fn leave(&mut self, partner: PartnerId, groups: Vec<GroupId>) {
        for group in groups {
            let (joined, left) = self.0.entry(group).or_default();
            if !joined.remove(partner) {
                left.insert(partner);
            }
        }
    }

    /// The changes that are left, by group.
    pub(super) fn into_shifts(self) -> Vec<MembershipShift> {
        let shifts = self
            .0
            .into_iter()
            .map(|(group, (joined, left))| MembershipShift {
                group,
                joined,
                left,
            });
        shifts
            .filter(|shift| !(shift.joined.is_empty() && shift.left.is_empty()))
            .collect()
    }
}
