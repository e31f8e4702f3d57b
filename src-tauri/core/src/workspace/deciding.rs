//! What deciding on applications and linking them comes to.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::plan::{checked_reason, shift_standings};
use super::present::Present;
use crate::application::decision::{Bar, Seen, Then, accepts_waiting};
use crate::application::{Application, ApplicationState, Finding};
use crate::catalogue::Catalogue;
use crate::changes::{ApplicationShift, Delta, MembershipShift, Op, Title};
use crate::error::TransactError;
use crate::group::GroupId;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::{Event, Source};
use crate::workflow::{Workflow, WorkflowId, governing};

/// What an operation on applications comes to.
pub(super) fn plan(
    op: &Op,
    present: Present,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let Present::Applications(applications) = present else {
        unreachable!("applications are read for who decides on them")
    };
    match op {
        Op::DecideApplications {
            accept: true,
            reason,
            ..
        } => accept(applications, reason, catalogue, now),
        Op::DecideApplications { reason, .. } => reject(applications, reason, catalogue, now),
        Op::LinkApplication {
            partner, reason, ..
        } => link(applications, *partner, reason, catalogue, now),
        Op::AcceptWaiting { workflow } => accept_waiting(applications, *workflow, catalogue, now),
        _ => unreachable!("no operation on applications"),
    }
}

/// Accepts those that are linked, also such as were rejected: the partner is brought back, whatever it was, and joins, and the
/// groups of the workflow that governs it as well.
fn accept(
    applications: Vec<Application>,
    reason: &str,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let reason = checked_reason(reason)?;
    let is_there = |one: &Application| one.partner.is_some_and(|id| catalogue.contains(id));
    let open = |one: &Application| one.state != ApplicationState::Accepted;
    let unlinked = applications.iter().find(|one| open(one) && !is_there(one));
    let unlinked = unlinked.map(|one| one.id);
    let chosen: Vec<Application> = applications
        .into_iter()
        .filter(|one| open(one) && is_there(one))
        .collect();
    if let (true, Some(id)) = (chosen.is_empty(), unlinked) {
        return Err(TransactError::ApplicationNotLinked(id.0));
    }
    let title = Title::AcceptApplications {
        applications: count(&chosen),
        reason,
    };
    let whom = partners(&chosen);
    let mut delta = shift_standings(&whom, catalogue, |_, standing| {
        let back = standing.marked(Source::Application, now);
        back.after(Event::Accepted, now)
    });
    delta.memberships = signed_up(&whom, catalogue);
    delta.applications = decided(chosen, ApplicationState::Accepted, None, now);
    Ok((title, delta))
}

/// Rejects those that wait.
fn reject(
    mut applications: Vec<Application>,
    reason: &str,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let reason = checked_reason(reason)?;
    applications.retain(|one| one.state == ApplicationState::New);
    let title = Title::RejectApplications {
        applications: count(&applications),
        reason,
    };
    let mut whom = partners(&applications);
    whom &= catalogue.all();
    let mut delta = shift_standings(&whom, catalogue, |_, standing| {
        standing.after(Event::RejectedByYou, now)
    });
    delta.applications = decided(applications, ApplicationState::Rejected, None, now);
    Ok((title, delta))
}

/// Links the first of these, which waits, to a partner who is there. The others wait for the one to whom it was linked before:
/// where there are none, that one goes back to where it was without it.
fn link(
    applications: Vec<Application>,
    partner: Option<PartnerId>,
    reason: &str,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let mut applications = applications.into_iter();
    let (Some(before), Some(partner)) = (applications.next(), partner) else {
        unreachable!("one application, and who it is linked to")
    };
    let title = link_title(&before, reason)?;
    if !catalogue.contains(partner) {
        return Err(TransactError::NoSuchPartner(partner.0));
    }
    if before.partner == Some(partner) {
        return Ok((title, Delta::default()));
    }
    let left = before.partner.filter(|id| catalogue.contains(*id));
    let left = left.filter(|_| applications.next().is_none());
    let whom: PartnerSet = left.into_iter().chain([partner]).collect();
    let mut delta = shift_standings(&whom, catalogue, |id, standing| {
        if id != partner {
            return standing.without_application();
        }
        let then = match Bar::of(standing) {
            Some(_) => Then::Rests,
            None => Then::Waits,
        };
        then.done(standing, now)
    });
    let after = Application {
        finding: Finding::LinkedByHand,
        partner: Some(partner),
        ..before.clone()
    };
    delta.applications = vec![ApplicationShift {
        before: Some(before),
        after: Some(after),
    }];
    Ok((title, delta))
}

/// What linking one is called.
///
/// # Errors
/// Where it waits no more, or no reason is given.
pub(super) fn link_title(application: &Application, reason: &str) -> Result<Title, TransactError> {
    let reason = checked_reason(reason)?;
    if reason.is_empty() {
        return Err(TransactError::ReasonMissing);
    }
    if application.state != ApplicationState::New {
        return Err(TransactError::ApplicationDecided(application.id.0));
    }
    Ok(Title::LinkApplication {
        applicant: application.form.applicant().to_owned(),
        reason,
    })
}

/// Accepts those that wait and that a workflow would accept if they came now; they join its groups as well.
fn accept_waiting(
    mut applications: Vec<Application>,
    id: WorkflowId,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let workflow = catalogue
        .workflow(id)
        .ok_or(TransactError::NoSuchWorkflow(id.0))?;
    let workflows: Vec<Workflow> = catalogue.workflows().cloned().collect();
    applications.retain(|one| accepted_by(one, catalogue, &workflows) == Some(id));
    let name = workflow.rules.name.clone();
    let title = Title::AcceptWaiting {
        workflow: name.clone(),
        applications: count(&applications),
    };
    let whom = partners(&applications);
    let mut delta = shift_standings(&whom, catalogue, |_, standing| {
        Then::Joins.done(standing, now)
    });
    let add_to = workflow.rules.add_to.iter();
    let joined = add_to.map(|group| (*group, whom.clone()));
    delta.memberships = joining(joined, catalogue);
    delta.applications = decided(applications, ApplicationState::Accepted, Some(name), now);
    Ok((title, delta))
}

/// The groups that those who sign up join by the workflows that govern them.
fn signed_up(whom: &PartnerSet, catalogue: &Catalogue) -> Vec<MembershipShift> {
    let workflows: Vec<Workflow> = catalogue.workflows().cloned().collect();
    let mut joined: BTreeMap<GroupId, PartnerSet> = BTreeMap::new();
    for partner in whom.iter() {
        let governing = governing(&catalogue.groups_of(partner), &workflows);
        for group in governing.map_or(&[][..], |workflow| &workflow.rules.add_to) {
            joined.entry(*group).or_default().insert(partner);
        }
    }
    joining(joined.into_iter(), catalogue)
}

/// Groups with those who join them, but for those who are in them.
fn joining(
    groups: impl Iterator<Item = (GroupId, PartnerSet)>,
    catalogue: &Catalogue,
) -> Vec<MembershipShift> {
    let shifts = groups.map(|(group, mut joined)| {
        joined -= catalogue.members(group);
        MembershipShift {
            group,
            joined,
            left: PartnerSet::new(),
        }
    });
    shifts.filter(|shift| !shift.joined.is_empty()).collect()
}

/// Of these workflows the one that would accept an application that waits.
pub(super) fn accepted_by(
    application: &Application,
    catalogue: &Catalogue,
    workflows: &[Workflow],
) -> Option<WorkflowId> {
    let partner = application.partner.filter(|id| catalogue.contains(*id))?;
    let governing = governing(&catalogue.groups_of(partner), workflows)?;
    let seen = Seen {
        bar: Bar::of(catalogue.standing(partner)),
        governing: Some(governing),
    };
    accepts_waiting(application, seen).then_some(governing.id)
}

fn count(applications: &[Application]) -> u32 {
    u32::try_from(applications.len()).unwrap_or(u32::MAX)
}

fn partners(applications: &[Application]) -> PartnerSet {
    applications.iter().filter_map(|one| one.partner).collect()
}

fn decided(
    applications: Vec<Application>,
    state: ApplicationState,
    by: Option<String>,
    now: Timestamp,
) -> Vec<ApplicationShift> {
    let decide = |before: Application| {
        let after = Application {
            state,
            decided_at: Some(now),
            decided_by: by.clone(),
            ..before.clone()
        };
        ApplicationShift {
            before: Some(before),
            after: Some(after),
        }
    };
    applications.into_iter().map(decide).collect()
}
