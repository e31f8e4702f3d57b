//! Which workflows say otherwise of the same partners.

use jiff::Timestamp;

use super::Workspace;
use crate::catalogue::Catalogue;
use crate::group::GroupId;
use crate::set::PartnerSet;
use crate::simulation::Conflict;
use crate::workflow::{Rules, Workflow, WorkflowId};

impl Workspace {
    /// The workflows that say otherwise than `rules` of some of the partners in their groups, the most partners first. `id` is the
    /// workflow that is to have these rules, `None` a new one. Rules that differ from those that stand are taken as changed now.
    pub fn workflow_conflicts(&self, id: Option<WorkflowId>, rules: &Rules) -> Vec<Conflict> {
        let catalogue = self.catalogue();
        if !rules.on {
            return Vec::new();
        }
        let ours = everybody(&rules.groups, &catalogue);
        let standing = id.and_then(|id| catalogue.workflow(id));
        let unchanged = standing.filter(|workflow| workflow.rules == *rules);
        let at = unchanged.map_or((Timestamp::MAX, WorkflowId(u32::MAX)), changed);
        let mut conflicts: Vec<Conflict> = catalogue
            .workflows()
            .filter(|other| Some(other.id) != id && other.rules.on)
            .filter(|other| other.rules.says_otherwise(rules))
            .filter_map(|other| {
                let mut both = everybody(&other.rules.groups, &catalogue);
                both &= &ours;
                (!both.is_empty()).then(|| Conflict {
                    workflow: other.id,
                    name: other.rules.name.clone(),
                    members: both.len(),
                    ours: met(&rules.groups, &both, &catalogue),
                    theirs: met(&other.rules.groups, &both, &catalogue),
                    wins: at > changed(other),
                })
            })
            .collect();
        conflicts.sort_by_key(|conflict| (std::cmp::Reverse(conflict.members), conflict.workflow));
        conflicts
    }
}

const fn changed(workflow: &Workflow) -> (Timestamp, WorkflowId) {
    (workflow.changed_at, workflow.id)
}

/// Everybody in any of these groups.
pub(super) fn everybody(groups: &[GroupId], catalogue: &Catalogue) -> PartnerSet {
    let mut whom = PartnerSet::new();
    for group in groups {
        whom |= catalogue.members(*group);
    }
    whom
}

/// Those of the groups in which any of `whom` is, by name.
fn met(groups: &[GroupId], whom: &PartnerSet, catalogue: &Catalogue) -> Vec<String> {
    let met = groups
        .iter()
        .filter(|group| catalogue.members(**group).len_of_both(whom) > 0);
    met.filter_map(|group| catalogue.group(*group))
        .map(|group| group.name.clone())
        .collect()
}
