//! Groups at the door, and what making, renaming, merging and deleting them comes to.

use super::Workspace;
use super::plan::names;
use crate::catalogue::Catalogue;
use crate::changes::{Delta, GroupShift, MembershipShift, Title, WorkflowShift};
use crate::error::TransactError;
use crate::group::{Group, GroupId, check_name};
use crate::listing::{GroupPage, GroupSummary, Merger, StageCount};
use crate::set::PartnerSet;
use crate::text;
use crate::vocabulary::Stage;
use crate::workflow::{Workflow, accepts};

impl Workspace {
    /// The groups, by name.
    pub fn groups(&self) -> Vec<GroupSummary> {
        self.catalogue()
            .groups()
            .map(|(group, members)| GroupSummary {
                group: group.clone(),
                members,
            })
            .collect()
    }

    /// A group in figures: how many members stand where, and which workflows are paired with it. This is also what deleting it
    /// would touch.
    ///
    /// # Errors
    /// [`TransactError::NoSuchGroup`].
    pub fn group_page(&self, id: GroupId) -> Result<GroupPage, TransactError> {
        let catalogue = self.catalogue();
        let group = there(id, &catalogue)?.clone();
        let members = catalogue.members(id);
        let mut followed = members.clone();
        followed &= catalogue.prospects();
        let archived = members.len_of_both(catalogue.archived());
        let stages = Stage::ALL.iter().map(|&stage| StageCount {
            stage,
            count: followed.len_of_both(catalogue.in_stage(stage)),
        });
        Ok(GroupPage {
            group,
            members: members.len(),
            stages: stages.collect(),
            archived,
            strangers: members.len() - followed.len() - archived,
            hidden: members.len_of_both(catalogue.hidden()),
            workflows: by_name(paired(&[id], &catalogue)),
        })
    }

    /// What merging `from` into `into` would come to. Nothing is changed.
    ///
    /// # Errors
    /// [`TransactError::NoSuchGroup`].
    pub fn merger(&self, from: &[GroupId], into: GroupId) -> Result<Merger, TransactError> {
        let catalogue = self.catalogue();
        there(into, &catalogue)?;
        let from = merged(from, into);
        names(&from, &catalogue)?;
        let joining = joining(&from, into, &catalogue).len();
        let newly = |workflow: &&Workflow| !workflow.rules.groups.contains(&into);
        let after: Vec<Workflow> = catalogue
            .workflows()
            .map(|workflow| repaired(workflow, &from, Some(into)))
            .collect();
        Ok(Merger {
            members: catalogue.members(into).len() + joining,
            joining,
            workflows: by_name(paired(&from, &catalogue).filter(newly)),
            accepts: accepts(into, catalogue.workflows()),
            would_accept: accepts(into, &after),
        })
    }
}

/// What making a group comes to. `next` is the number for it.
pub(super) fn create(
    name: &str,
    catalogue: &Catalogue,
    next: GroupId,
) -> Result<(Title, Delta), TransactError> {
    let name = checked(None, name, catalogue)?;
    let after = Group {
        id: next,
        name: name.clone(),
    };
    let delta = Delta {
        groups: vec![GroupShift {
            before: None,
            after: Some(after),
        }],
        ..Delta::default()
    };
    Ok((Title::CreateGroup { name }, delta))
}

/// What giving a group another name comes to. Its own name in another case or width is free for it.
pub(super) fn rename(
    id: GroupId,
    name: &str,
    catalogue: &Catalogue,
) -> Result<(Title, Delta), TransactError> {
    let before = there(id, catalogue)?.clone();
    let name = checked(Some(id), name, catalogue)?;
    let title = Title::RenameGroup {
        before: before.name.clone(),
        name: name.clone(),
    };
    if before.name == name {
        return Ok((title, Delta::default()));
    }
    let delta = Delta {
        groups: vec![GroupShift {
            before: Some(before),
            after: Some(Group { id, name }),
        }],
        ..Delta::default()
    };
    Ok((title, delta))
}

/// What merging groups into one comes to: who is in any of them is in that one, and so are the workflows paired.
pub(super) fn merge(
    from: &[GroupId],
    into: GroupId,
    catalogue: &Catalogue,
) -> Result<(Title, Delta), TransactError> {
    let kept = there(into, catalogue)?.name.clone();
    let from = merged(from, into);
    let names = names(&from, catalogue)?;
    let mut delta = removal(&from, Some(into), catalogue);
    let joined = joining(&from, into, catalogue);
    if !joined.is_empty() {
        delta.memberships.push(MembershipShift {
            group: into,
            joined,
            left: PartnerSet::new(),
        });
    }
    let newly = |workflow: &&Workflow| !workflow.rules.groups.contains(&into);
    let workflows = by_name(paired(&from, catalogue).filter(newly));
    let title = Title::MergeGroups {
        merged: names,
        into: kept,
        workflows: called(workflows),
    };
    Ok((title, delta))
}

/// What deleting a group comes to: its members stay, and no workflow is paired with it any more.
pub(super) fn delete(id: GroupId, catalogue: &Catalogue) -> Result<(Title, Delta), TransactError> {
    let title = Title::DeleteGroup {
        name: there(id, catalogue)?.name.clone(),
        workflows: called(by_name(paired(&[id], catalogue))),
    };
    Ok((title, removal(&[id], None, catalogue)))
}

/// Groups that go, with who leaves them, and workflows paired with `into` in place of them. When a workflow was changed stays
/// as it is: which of two wins in other groups must not hang on a group that is gone.
fn removal(gone: &[GroupId], into: Option<GroupId>, catalogue: &Catalogue) -> Delta {
    let memberships = gone.iter().map(|&group| MembershipShift {
        group,
        joined: PartnerSet::new(),
        left: catalogue.members(group).clone(),
    });
    let groups = gone.iter().map(|&id| GroupShift {
        before: catalogue.group(id).cloned(),
        after: None,
    });
    let workflows = catalogue.workflows().filter_map(|workflow| {
        let after = repaired(workflow, gone, into);
        (after != *workflow).then(|| WorkflowShift {
            before: Some(workflow.clone()),
            after: Some(after),
        })
    });
    Delta {
        memberships: memberships.filter(|shift| !shift.left.is_empty()).collect(),
        groups: groups.collect(),
        workflows: workflows.collect(),
        ..Delta::default()
    }
}

/// The workflows that are paired with any of `groups`, by number.
fn paired<'c>(
    groups: &'c [GroupId],
    catalogue: &'c Catalogue,
) -> impl Iterator<Item = &'c Workflow> {
    let with_any = |workflow: &&Workflow| {
        let mut theirs = workflow.rules.groups.iter();
        theirs.any(|group| groups.contains(group))
    };
    catalogue.workflows().filter(with_any)
}

/// A workflow that names `into` where it named any of `gone`.
fn repaired(workflow: &Workflow, gone: &[GroupId], into: Option<GroupId>) -> Workflow {
    let mut after = workflow.clone();
    for groups in [&mut after.rules.groups, &mut after.rules.add_to] {
        let named = groups.len();
        groups.retain(|group| !gone.contains(group));
        if groups.len() < named {
            groups.extend(into);
            groups.sort_unstable();
            groups.dedup();
        }
    }
    after
}

/// The groups that go when `from` are merged into `into`, each once.
fn merged(from: &[GroupId], into: GroupId) -> Vec<GroupId> {
    let mut groups: Vec<GroupId> = from.iter().copied().filter(|id| *id != into).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// Who is in any of `from` and not in `into`.
fn joining(from: &[GroupId], into: GroupId, catalogue: &Catalogue) -> PartnerSet {
    let mut joining = PartnerSet::new();
    for group in from {
        joining |= catalogue.members(*group);
    }
    joining -= catalogue.members(into);
    joining
}

fn there(id: GroupId, catalogue: &Catalogue) -> Result<&Group, TransactError> {
    catalogue.group(id).ok_or(TransactError::NoSuchGroup(id.0))
}

/// A name that no other group than `id` has.
fn checked(
    id: Option<GroupId>,
    name: &str,
    catalogue: &Catalogue,
) -> Result<String, TransactError> {
    let others = catalogue.groups().filter(|(group, _)| Some(group.id) != id);
    Ok(check_name(
        name,
        others.map(|(group, _)| group.name.as_str()),
    )?)
}

fn by_name<'w>(workflows: impl Iterator<Item = &'w Workflow>) -> Vec<Workflow> {
    let mut all: Vec<Workflow> = workflows.cloned().collect();
    all.sort_by_cached_key(|workflow| (text::name_key(&workflow.rules.name), workflow.id));
    all
}

fn called(workflows: Vec<Workflow>) -> Vec<String> {
    let names = workflows.into_iter().map(|workflow| workflow.rules.name);
    names.collect()
}
