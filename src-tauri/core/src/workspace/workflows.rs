//! Workflows at the door, and what making, changing and deleting one comes to.

use jiff::Timestamp;

use super::Workspace;
use crate::catalogue::Catalogue;
use crate::changes::{Delta, Title, WorkflowShift};
use crate::error::TransactError;
use crate::group::check_name;
use crate::text;
use crate::workflow::{Rules, Workflow, WorkflowId};

impl Workspace {
    /// The workflows, by name.
    pub fn workflows(&self) -> Vec<Workflow> {
        let mut all: Vec<Workflow> = self.catalogue().workflows().cloned().collect();
        all.sort_by_cached_key(|workflow| (text::name_key(&workflow.rules.name), workflow.id));
        all
    }
}

/// What making a workflow comes to, or changing the one of this number. `next` is the number for a new one.
pub(super) fn put(
    id: Option<WorkflowId>,
    rules: &Rules,
    catalogue: &Catalogue,
    next: WorkflowId,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let before = id.map(|id| there(id, catalogue)).transpose()?;
    let rules = checked(id, rules, catalogue)?;
    let name = rules.name.clone();
    let Some(before) = before else {
        let after = Workflow {
            id: next,
            rules,
            changed_at: now,
        };
        return Ok((Title::CreateWorkflow { name }, delta(None, Some(after))));
    };
    if before.rules == rules {
        return Ok((Title::ChangeWorkflow { name }, Delta::default()));
    }
    let switched = Rules {
        on: !before.rules.on,
        ..before.rules.clone()
    };
    let title = if switched == rules {
        Title::SwitchWorkflow { name, on: rules.on }
    } else {
        Title::ChangeWorkflow { name }
    };
    let after = Workflow {
        id: before.id,
        rules,
        changed_at: now,
    };
    Ok((title, delta(Some(before.clone()), Some(after))))
}

/// What deleting a workflow comes to.
pub(super) fn delete(
    id: WorkflowId,
    catalogue: &Catalogue,
) -> Result<(Title, Delta), TransactError> {
    let before = there(id, catalogue)?.clone();
    let name = before.rules.name.clone();
    Ok((Title::DeleteWorkflow { name }, delta(Some(before), None)))
}

fn there(id: WorkflowId, catalogue: &Catalogue) -> Result<&Workflow, TransactError> {
    catalogue
        .workflow(id)
        .ok_or(TransactError::NoSuchWorkflow(id.0))
}

/// The rules as they will stand: under a name that no other workflow has, with groups that are there.
fn checked(
    id: Option<WorkflowId>,
    rules: &Rules,
    catalogue: &Catalogue,
) -> Result<Rules, TransactError> {
    let others = catalogue
        .workflows()
        .filter(|other| Some(other.id) != id)
        .map(|other| other.rules.name.as_str());
    let name = check_name(&rules.name, others).map_err(TransactError::WorkflowName)?;
    let mut groups = rules.groups.clone();
    groups.sort_unstable();
    groups.dedup();
    if let Some(missing) = groups
        .iter()
        .find(|group| catalogue.group(**group).is_none())
    {
        return Err(TransactError::NoSuchGroup(missing.0));
    }
    Ok(Rules {
        name,
        groups,
        ..*rules
    })
}

fn delta(before: Option<Workflow>, after: Option<Workflow>) -> Delta {
    Delta {
        workflows: vec![WorkflowShift { before, after }],
        ..Delta::default()
    }
}
