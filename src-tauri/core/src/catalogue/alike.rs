//! Partners by something that follows from where they stand: the few standings are asked, and not those who have them.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::Catalogue;
use crate::set::PartnerSet;
use crate::standing::Standing;
use crate::workflow::Workflow;

impl Catalogue {
    /// Those of `whom` for whom `of` says something of their standing, by what it says.
    pub fn alike<K: Ord + Copy>(
        &self,
        whom: &PartnerSet,
        of: impl Fn(&Standing) -> Option<K>,
    ) -> BTreeMap<K, PartnerSet> {
        let said: Vec<Option<K>> = self.standings.kinds().map(of).collect();
        let mut keys: Vec<K> = said.iter().copied().flatten().collect();
        keys.sort_unstable();
        keys.dedup();
        // The place of each standing's key; one past the last for a standing of which nothing is said.
        let place = |said: &Option<K>| {
            said.map_or(keys.len(), |key| keys.partition_point(|other| *other < key))
        };
        let places: Vec<usize> = said.iter().map(place).collect();
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
        for id in whom.iter() {
            if let Some(members) = members.get_mut(places[self.standings.kind(id)]) {
                members.push(id.0);
            }
        }
        let sets = keys.into_iter().zip(members);
        sets.filter(|(_, members)| !members.is_empty())
            .map(|(key, members)| (key, members.into_iter().collect::<RoaringBitmap>().into()))
            .collect()
    }

    /// The workflows that are on, each with those whom it governs.
    pub fn governed(&self) -> Vec<(&Workflow, PartnerSet)> {
        self.governed_by(self.workflows())
    }

    /// Of these workflows those that are on, each with those whom it governs: of several that are paired with groups of a partner the
    /// one changed last, as [`crate::workflow::governing`] says of one partner.
    pub fn governed_by<'w>(
        &self,
        workflows: impl IntoIterator<Item = &'w Workflow>,
    ) -> Vec<(&'w Workflow, PartnerSet)> {
        let mut on: Vec<&Workflow> = workflows.into_iter().filter(|one| one.rules.on).collect();
        on.sort_by_key(|workflow| std::cmp::Reverse((workflow.changed_at, workflow.id)));
        let mut taken = PartnerSet::new();
        let governed = on.into_iter().map(|workflow| {
            let mut whom = PartnerSet::new();
            for group in &workflow.rules.groups {
                whom |= self.members(*group);
            }
            whom -= &taken;
            taken |= &whom;
            (workflow, whom)
        });
        governed.collect()
    }
}
