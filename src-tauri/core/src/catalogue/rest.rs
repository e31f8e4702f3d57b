//! What the catalogue holds besides partners' own data: who stands where, groups, workflows.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Catalogue;
use super::groups::Groups;
use crate::changes::MembershipShift;
use crate::group::{Group, GroupId};
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::Standing;
use crate::workflow::Workflow;

/// All of that, of partners who are there and of those who are not.
#[derive(Debug, Default)]
pub struct Rest {
    /// The standings that there are, each with those who have it.
    standings: Vec<(Standing, Vec<u32>)>,
    groups: Vec<Group>,
    members: BTreeMap<GroupId, Vec<u32>>,
    workflows: Vec<Workflow>,
}

impl Rest {
    /// Who stands how, strangers left out; groups and who is in them; workflows.
    pub fn of(
        standings: impl Iterator<Item = (PartnerId, Standing)>,
        groups: Vec<Group>,
        memberships: impl Iterator<Item = (GroupId, PartnerId)>,
        workflows: Vec<Workflow>,
    ) -> Self {
        let mut members: BTreeMap<GroupId, Vec<u32>> = BTreeMap::new();
        for (group, partner) in memberships {
            members.entry(group).or_default().push(partner.0);
        }
        Self {
            standings: alike(standings),
            groups,
            members,
            workflows,
        }
    }
}

/// Puts those together who stand alike: mostly one stands as the one before, and there are few standings in all.
fn alike(standings: impl Iterator<Item = (PartnerId, Standing)>) -> Vec<(Standing, Vec<u32>)> {
    let mut all: Vec<(Standing, Vec<u32>)> = Vec::new();
    let mut places: FxHashMap<Standing, usize> = FxHashMap::default();
    let mut place = 0;
    for (id, standing) in standings {
        if all.get(place).is_none_or(|(last, _)| *last != standing) {
            place = *places.entry(standing).or_insert_with_key(|standing| {
                all.push((standing.clone(), Vec::new()));
                all.len() - 1
            });
        }
        all[place].1.push(id.0);
    }
    all
}

impl Catalogue {
    /// With all this in place of what it had of it. Of partners who are not there nothing is taken.
    #[must_use]
    pub fn with(mut self, rest: Rest) -> Self {
        let there = |partners: Vec<u32>| {
            let mut set: PartnerSet = partners.into_iter().map(PartnerId).collect();
            set &= &self.alive;
            set
        };
        for (standing, partners) in rest.standings {
            self.standings.put(&there(partners), &standing);
        }
        self.groups = Groups::new(rest.groups);
        for (group, partners) in rest.members {
            self.groups.shift(&MembershipShift {
                group,
                joined: there(partners),
                left: PartnerSet::new(),
            });
        }
        self.with_workflows(rest.workflows)
    }
}
