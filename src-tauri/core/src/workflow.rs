//! Workflows: what happens by itself with the partners of some groups.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::group::GroupId;
use crate::template::TemplateId;

/// The most follow-ups of a workflow.
pub const FOLLOW_UPS: usize = 10;
/// The most days after which one is drafted.
pub const LATEST_FOLLOW_UP: u16 = 365;

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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Its name as the manager writes it, trimmed.
    pub name: String,
    /// Whether anything happens.
    pub on: bool,
    /// The groups that it is paired with, by number, each once.
    pub groups: Vec<GroupId>,
    /// The email that is drafted when a partner becomes a prospect: the invitation.
    pub invite: Option<TemplateId>,
    /// The emails that are drafted when no answer comes, by days.
    pub follow_ups: Vec<FollowUp>,
    /// Whether those who sign up are accepted by themselves.
    pub accept: bool,
    /// The groups that those who sign up join besides, by number, each once.
    pub add_to: Vec<GroupId>,
}

/// Rules as they were written, by this version or by one that knew of no emails.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    name: String,
    on: bool,
    groups: Vec<GroupId>,
    invite: Option<TemplateId>,
    #[serde(default)]
    follow_ups: Vec<FollowUp>,
    accept: bool,
    #[serde(default)]
    add_to: Vec<GroupId>,
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        Ok(Self {
            name: written.name,
            on: written.on,
            groups: written.groups,
            invite: written.invite,
            follow_ups: written.follow_ups,
            accept: written.accept,
            add_to: written.add_to,
        })
    }
}

/// An email that is drafted when no answer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FollowUp {
    /// After so many days, counted from the invitation.
    pub after: u16,
    /// The email.
    pub template: TemplateId,
}

impl Workflow {
    /// Whether it has a say in what happens with the partners of `group`.
    pub fn governs(&self, group: GroupId) -> bool {
        self.rules.on && self.rules.groups.contains(&group)
    }
}

impl Rules {
    /// Whether something else happens than `other` says, to a partner whom both govern.
    pub fn says_otherwise(&self, other: &Self) -> bool {
        self.accept != other.accept
            || self.invite != other.invite
            || self.follow_ups != other.follow_ups
            || self.add_to != other.add_to
    }
}

/// The workflow that says what happens with a partner who is in these groups: of several that govern one of them the one
/// changed last, of two changed at once the younger one. It alone says everything, for two that were mixed could be
/// foreseen by nobody.
pub fn governing<'w>(
    groups: &[GroupId],
    workflows: impl IntoIterator<Item = &'w Workflow>,
) -> Option<&'w Workflow> {
    let governs = |workflow: &&Workflow| groups.iter().any(|group| workflow.governs(*group));
    let governing = workflows.into_iter().filter(governs);
    governing.max_by_key(|workflow| (workflow.changed_at, workflow.id))
}

/// Whether those of `group` who sign up are accepted by themselves.
pub fn accepts<'w>(group: GroupId, workflows: impl IntoIterator<Item = &'w Workflow>) -> bool {
    governing(&[group], workflows).is_some_and(|workflow| workflow.rules.accept)
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
                ..Rules::default()
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
    fn rules_of_a_version_that_knew_of_no_emails_are_read() {
        let text = r#"{"name":"VIP","on":true,"groups":[1,2],"accept":true}"#;
        let read: Rules = serde_json::from_str(text).unwrap();
        let expected = Rules {
            name: "VIP".into(),
            on: true,
            groups: vec![DACH, VIP],
            accept: true,
            ..Rules::default()
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn of_two_changed_at_once_the_younger_one_wins() {
        let lines: [Line; 2] = [(1, true, &[DACH], true, 5), (2, true, &[DACH], false, 5)];
        assert!(!accepts(DACH, &lines.map(workflow)));
    }
}
