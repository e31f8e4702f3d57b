//! Workflows at the door, and what making, changing and deleting one comes to.

use jiff::{Timestamp, ToSpan};

use super::Workspace;
use super::present::Present;
use crate::catalogue::Catalogue;
use crate::changes::{Delta, Title, WorkflowShift};
use crate::error::TransactError;
use crate::group::{GroupId, check_name};
use crate::template::Template;
use crate::text;
use crate::workflow::{FOLLOW_UPS, LATEST_FOLLOW_UP, Rules, Workflow, WorkflowId};

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
    present: Present,
    catalogue: &Catalogue,
    next: WorkflowId,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let Present::Templates(templates) = present else {
        unreachable!("the templates are read for who changes a workflow")
    };
    let before = id.map(|id| there(id, catalogue)).transpose()?;
    let rules = checked(id, rules, &templates, catalogue)?;
    let now = after_all(catalogue, now);
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

/// The moment of a change of workflows: now, or just after the last one where the clock was put back or both fall into one
/// millisecond, so that the one changed last is always the one that was.
fn after_all(catalogue: &Catalogue, now: Timestamp) -> Timestamp {
    let last = catalogue
        .workflows()
        .map(|workflow| workflow.changed_at)
        .max();
    let next = last.and_then(|last| last.checked_add(1.millisecond()).ok());
    next.map_or(now, |next| now.max(next))
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

/// The rules as they will stand: under a name that no other workflow has, with groups and templates that are there, and
/// follow-ups each of which comes later than the one before.
fn checked(
    id: Option<WorkflowId>,
    rules: &Rules,
    templates: &[Template],
    catalogue: &Catalogue,
) -> Result<Rules, TransactError> {
    let others = catalogue
        .workflows()
        .filter(|other| Some(other.id) != id)
        .map(|other| other.rules.name.as_str());
    let name = check_name(&rules.name, others).map_err(TransactError::WorkflowName)?;
    let emails = rules.follow_ups.iter().map(|follow_up| follow_up.template);
    for template in rules.invite.into_iter().chain(emails) {
        if !templates.iter().any(|other| other.id == template) {
            return Err(TransactError::NoSuchTemplate(template.0));
        }
    }
    let mut last = 0;
    for (place, follow_up) in (1..).zip(&rules.follow_ups) {
        if follow_up.after <= last || follow_up.after > LATEST_FOLLOW_UP {
            return Err(TransactError::FollowUpDays(place));
        }
        last = follow_up.after;
    }
    if rules.follow_ups.len() > FOLLOW_UPS {
        return Err(TransactError::FollowUpsTooMany(FOLLOW_UPS as u32));
    }
    Ok(Rules {
        name,
        on: rules.on,
        groups: present_groups(&rules.groups, catalogue)?,
        invite: rules.invite,
        follow_ups: rules.follow_ups.clone(),
        accept: rules.accept,
        add_to: present_groups(&rules.add_to, catalogue)?,
    })
}

/// The groups, each once, by number.
fn present_groups(
    groups: &[GroupId],
    catalogue: &Catalogue,
) -> Result<Vec<GroupId>, TransactError> {
    let mut groups = groups.to_vec();
    groups.sort_unstable();
    groups.dedup();
    let missing = groups.iter().find(|id| catalogue.group(**id).is_none());
    missing.map_or(Ok(groups.clone()), |id| {
        Err(TransactError::NoSuchGroup(id.0))
    })
}

fn delta(before: Option<Workflow>, after: Option<Workflow>) -> Delta {
    Delta {
        workflows: vec![WorkflowShift { before, after }],
        ..Delta::default()
    }
}
