//! Groups and who is in them.

use std::collections::BTreeMap;

use crate::changes::{GroupShift, MembershipShift};
use crate::group::{Group, GroupId};
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::text::name_key;

/// All groups, by number and in order of names.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    by_id: BTreeMap<GroupId, (Group, PartnerSet)>,
    by_name: Vec<(String, GroupId)>,
    nobody: PartnerSet,
}

impl Groups {
    pub(super) fn new(groups: Vec<Group>) -> Self {
        let mut all = Self::default();
        for group in groups {
            all.by_id.insert(group.id, (group, PartnerSet::new()));
        }
        all.order();
        all
    }

    fn order(&mut self) {
        self.by_name = self
            .by_id
            .values()
            .map(|(group, _)| (name_key(&group.name), group.id))
            .collect();
        self.by_name.sort_unstable();
    }

    /// Groups that came or got another name.
    pub(super) fn put(&mut self, shifts: &[GroupShift]) {
        for group in shifts.iter().filter_map(|shift| shift.after.as_ref()) {
            let (_, members) = self.by_id.remove(&group.id).unzip();
            let members = members.unwrap_or_default();
            self.by_id.insert(group.id, (group.clone(), members));
        }
        if !shifts.is_empty() {
            self.order();
        }
    }

    /// Groups that went.
    pub(super) fn remove(&mut self, shifts: &[GroupShift]) {
        for shift in shifts {
            if let (Some(group), None) = (&shift.before, &shift.after) {
                self.by_id.remove(&group.id);
            }
        }
        if !shifts.is_empty() {
            self.order();
        }
    }

    pub(super) fn shift(&mut self, shift: &MembershipShift) {
        if let Some((_, members)) = self.by_id.get_mut(&shift.group) {
            *members |= &shift.joined;
            *members -= &shift.left;
        }
    }

    /// In order of names.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Group, &PartnerSet)> {
        let found = self.by_name.iter().filter_map(|(_, id)| self.by_id.get(id));
        found.map(|(group, members)| (group, members))
    }

    /// Keys of names and whose they are, in order.
    pub(super) fn names(&self) -> &[(String, GroupId)] {
        &self.by_name
    }

    pub(super) fn get(&self, id: GroupId) -> Option<&Group> {
        self.by_id.get(&id).map(|(group, _)| group)
    }

    pub(super) fn members(&self, id: GroupId) -> &PartnerSet {
        self.by_id
            .get(&id)
            .map_or(&self.nobody, |(_, members)| members)
    }

    pub(super) fn of(&self, partner: PartnerId) -> Vec<GroupId> {
        self.iter()
            .filter(|(_, members)| members.contains(partner))
            .map(|(group, _)| group.id)
            .collect()
    }
}
