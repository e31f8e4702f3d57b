//! Workflows: what happens by itself with the partners of some groups.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::group::GroupId;

/// The number of a workflow in its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(transparent)]
pub struct WorkflowId(pub u32);

/// A workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Workflow {
    /// Its number.
    pub id: WorkflowId,
    /// What the manager says of it.
    pub rules: Rules,
    /// When that was said last.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub changed_at: Timestamp,
}

/// What the manager says of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Its name as the manager writes it, trimmed.
    pub name: String,
    /// Whether anything happens.
    pub on: bool,
    /// The groups that it is paired with, by number, each once.
    pub groups: Vec<GroupId>,
    /// Whether those who sign up are accepted by themselves.
    pub accept: bool,
}

impl Workflow {
    /// Whether it has a say in what happens with the partners of `group`.
    pub fn governs(&self, group: GroupId) -> bool {
        self.rules.on && self.rules.groups.contains(&group)
    }
}

/// Whether those of `group` who sign up are accepted by themselves. Of several workflows that govern the group the one
/// changed last says so, of two changed at once the younger one.
pub fn accepts<'w>(group: GroupId, workflows: impl IntoIterator<Item = &'w Workflow>) -> bool {
    let governing = workflows
        .into_iter()
        .filter(|workflow| workflow.governs(group));
    governing
        .max_by_key(|workflow| (workflow.changed_at, workflow.id))
        .is_some_and(|workflow| workflow.rules.accept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DACH: GroupId = GroupId(1);
    const VIP: GroupId = GroupId(2);

    /// A workflow: its number, whether it is on, its groups, whether it accepts, and the second of its last change.
    type Line = (u32, bool, &'static [GroupId], bool, i64);

    fn workflow((id, on, groups, accept, second): Line) -> Workflow {
        Workflow {
            id: WorkflowId(id),
            rules: Rules {
                name: format!("Workflow {id}"),
                on,
                groups: groups.to_vec(),
                accept,
            },
            changed_at: Timestamp::from_second(second).unwrap(),
        }
    }

    #[test]
    fn a_group_accepts_as_the_workflow_changed_last_says_that_is_on_and_paired_with_it() {
        let table: [(&[Line], bool); 9] = [
            (&[], false),
            (&[(1, true, &[DACH], true, 1)], true),
            (&[(1, true, &[DACH], false, 1)], false),
            (&[(1, false, &[DACH], true, 1)], false),
            (&[(1, true, &[VIP], true, 1)], false),
            (&[(1, true, &[VIP, DACH], true, 1)], true),
            (
                &[(1, true, &[DACH], true, 5), (2, true, &[DACH], false, 9)],
                false,
            ),
            (
                &[(1, true, &[DACH], true, 9), (2, true, &[DACH], false, 5)],
                true,
            ),
            (
                &[(1, true, &[DACH], true, 5), (2, false, &[DACH], false, 9)],
                true,
            ),
        ];
        for (lines, expected) in table {
            let workflows: Vec<Workflow> = lines.iter().copied().map(workflow).collect();
            assert_eq!(accepts(DACH, &workflows), expected, "{lines:?}");
            let turned: Vec<&Workflow> = workflows.iter().rev().collect();
            assert_eq!(accepts(DACH, turned), expected, "whatever their order");
        }
    }

    #[test]
    fn of_two_changed_at_once_the_younger_one_wins() {
        let lines: [Line; 2] = [(1, true, &[DACH], true, 5), (2, true, &[DACH], false, 5)];
        assert!(!accepts(DACH, &lines.map(workflow)));
    }
}
