//! From what is asked to what it comes to: pure, and the only place that decides what an operation touches.

use jiff::Timestamp;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::present::Present;
use super::{deciding, groups, marking, own_data, programs, templates, views, workflows};
use crate::catalogue::Catalogue;
use crate::changes::{Delta, MembershipShift, Op, StandingShift, Title};
use crate::days::day_of;
use crate::error::TransactError;
use crate::group::GroupId;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::{Hiding, Source, Standing};
use crate::template::TemplateId;
use crate::view::ViewId;
use crate::vocabulary::Kind;
use crate::workflow::WorkflowId;

/// The most characters that a reason may have.
pub const REASON_LIMIT: usize = 500;

/// In so many ways those mostly change who are changed at once: sizes, tiers and none.
const LATEST: usize = 12;

/// The numbers for what is new.
pub(super) struct Next {
    pub(super) group: GroupId,
    pub(super) workflow: WorkflowId,
    pub(super) view: ViewId,
    pub(super) template: TemplateId,
    pub(super) change: u32,
}

/// What `op` comes to for the partners `whom`, at `now`. Of their own data it knows what is `present`.
pub(super) fn plan(
    op: &Op,
    whom: &PartnerSet,
    present: Present,
    catalogue: &Catalogue,
    next: Next,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    Ok(match op {
        Op::Mark { .. } => {
            let marked = |id, standing: &Standing| standing.marked(source(catalogue, id), now);
            (Title::Mark, shift_standings(whom, catalogue, marked))
        }
        Op::Unmark { .. } => (
            Title::Unmark,
            shift_standings(whom, catalogue, |_, standing| standing.unmarked(now)),
        ),
        Op::Hide {
            reason,
            until,
            archive_prospects,
            ..
        } => {
            let (reason, until) = (reason.trim(), yet_to_come(*until, now)?);
            let hidden = |id, standing: &Standing| {
                let hiding = Hiding {
                    reason,
                    until,
                    size: catalogue.scale(id),
                };
                standing.hidden(hiding, *archive_prospects, now)
            };
            let title = Title::Hide {
                reason: reason.to_owned(),
                until,
            };
            (title, shift_standings(whom, catalogue, hidden))
        }
        Op::Snooze { until, .. } => {
            let until = yet_to_come(*until, now)?;
            let snoozed = |_, standing: &Standing| standing.snoozed(until);
            (
                Title::Snooze { until },
                shift_standings(whom, catalogue, snoozed),
            )
        }
        Op::ComeBack { .. } => {
            let back = |_, standing: &Standing| standing.back_on(day_of(now));
            (Title::ComeBack, shift_standings(whom, catalogue, back))
        }
        Op::Show { .. } => (
            Title::Show,
            shift_standings(whom, catalogue, |_, standing| standing.shown()),
        ),
        Op::SetStage { stage, reason, .. } => {
            let reason = checked_reason(reason)?;
            if reason.is_empty() {
                return Err(TransactError::ReasonMissing);
            }
            let stage = *stage;
            let set = |_, standing: &Standing| standing.set_to(stage, now);
            (
                Title::SetStage { stage, reason },
                shift_standings(whom, catalogue, set),
            )
        }
        Op::Record { event, reason, .. } => {
            event.check(now)?;
            let (event, reason) = (*event, checked_reason(reason)?);
            let after = |_, standing: &Standing| standing.after(event, now);
            (
                Title::Record { event, reason },
                shift_standings(whom, catalogue, after),
            )
        }
        Op::Archive { .. } => (
            Title::Archive,
            shift_standings(whom, catalogue, |_, standing| standing.archived(now)),
        ),
        Op::Restore { .. } => (
            Title::Restore,
            shift_standings(whom, catalogue, |_, standing| standing.restored()),
        ),
        Op::AddContact { .. }
        | Op::ChangeContact { .. }
        | Op::RemoveContact { .. }
        | Op::SetNotes { .. }
        | Op::AddNote { .. }
        | Op::SetDetails { .. } => own_data::plan(op, present, next.change)?,
        Op::CreateGroup { name } => groups::create(name, catalogue, next.group)?,
        Op::RenameGroup { id, name } => groups::rename(*id, name, catalogue)?,
        Op::MergeGroups { from, into } => groups::merge(from, *into, catalogue)?,
        Op::DeleteGroup { id } => groups::delete(*id, catalogue)?,
        Op::SetGroups { add, remove, .. } => {
            let title = Title::SetGroups {
                added: names(add, catalogue)?,
                removed: names(remove, catalogue)?,
            };
            (title, shift_memberships(whom, catalogue, add, remove))
        }
        Op::PutWorkflow { id, rules } => {
            workflows::put(*id, rules, present, catalogue, next.workflow, now)?
        }
        Op::DeleteWorkflow { id } => workflows::delete(*id, catalogue)?,
        Op::PutTemplate { .. } | Op::DeleteTemplate { .. } => {
            templates::plan(op, present, catalogue, next.template)?
        }
        Op::SetProgram { program } => programs::set(program, present)?,
        Op::RevokeInvitation { .. } => (
            Title::RevokeInvitation,
            shift_standings(whom, catalogue, |_, standing| standing.revoked()),
        ),
        Op::MarkSent { .. } | Op::SkipMessages { .. } => {
            marking::plan(op, present, catalogue, now)?
        }
        Op::DecideApplications { .. } | Op::LinkApplication { .. } | Op::AcceptWaiting { .. } => {
            deciding::plan(op, present, catalogue, now)?
        }
        Op::SaveView { .. }
        | Op::UpdateView { .. }
        | Op::RenameView { .. }
        | Op::MoveView { .. }
        | Op::DeleteView { .. } => views::plan(op, &present, next.view)?,
    })
}

/// A reason without the space around it.
pub(super) fn checked_reason(reason: &str) -> Result<String, TransactError> {
    let reason = reason.trim();
    let characters = reason.chars().count();
    if characters > REASON_LIMIT {
        return Err(TransactError::ReasonTooLong { characters });
    }
    Ok(reason.to_owned())
}

/// A day on which somebody can come back.
fn yet_to_come(until: Option<Date>, now: Timestamp) -> Result<Option<Date>, TransactError> {
    match until {
        Some(day) if day <= day_of(now) => Err(TransactError::NotToCome { day }),
        until => Ok(until),
    }
}

/// How one who is marked now came to be marked.
fn source(catalogue: &Catalogue, id: PartnerId) -> Source {
    match catalogue.facts(id) {
        Some(facts) if facts.listed && facts.kind == Kind::Creator => Source::CreatorMarketplace,
        Some(facts) if facts.listed => Source::PartnerMarketplace,
        _ => Source::ByHand,
    }
}

/// The standings that differ after `change`, partners that changed alike together, in order of the first of each.
pub(super) fn shift_standings(
    whom: &PartnerSet,
    catalogue: &Catalogue,
    change: impl Fn(PartnerId, &Standing) -> Standing,
) -> Delta {
    let mut shifts: Vec<StandingShift> = Vec::new();
    let mut known: FxHashMap<(Standing, Standing), usize> = FxHashMap::default();
    for id in whom.iter() {
        let before = catalogue.standing(id);
        let after = change(id, before);
        if after == *before {
            continue;
        }
        // Most change in one of a few ways: look at the latest ones before the table.
        let alike = |shift: &StandingShift| shift.before == *before && shift.after == after;
        let latest = shifts.len().saturating_sub(LATEST);
        let index = match shifts[latest..].iter().rposition(alike) {
            Some(place) => latest + place,
            None => *known
                .entry((before.clone(), after.clone()))
                .or_insert(shifts.len()),
        };
        if index == shifts.len() {
            shifts.push(StandingShift {
                before: before.clone(),
                after,
                partners: PartnerSet::new(),
            });
        }
        shifts[index].partners.insert(id);
    }
    Delta {
        standings: shifts,
        ..Delta::default()
    }
}

fn shift_memberships(
    whom: &PartnerSet,
    catalogue: &Catalogue,
    add: &[GroupId],
    remove: &[GroupId],
) -> Delta {
    let mut memberships = Vec::new();
    for &group in add {
        let mut joined = whom.clone();
        joined -= catalogue.members(group);
        memberships.push(MembershipShift {
            group,
            joined,
            left: PartnerSet::new(),
        });
    }
    for &group in remove.iter().filter(|group| !add.contains(group)) {
        let mut left = whom.clone();
        left &= catalogue.members(group);
        memberships.push(MembershipShift {
            group,
            joined: PartnerSet::new(),
            left,
        });
    }
    memberships.retain(|shift| !shift.joined.is_empty() || !shift.left.is_empty());
    Delta {
        memberships,
        ..Delta::default()
    }
}

/// What groups are called.
pub(super) fn names(
    groups: &[GroupId],
    catalogue: &Catalogue,
) -> Result<Vec<String>, TransactError> {
    groups
        .iter()
        .map(|id| {
            catalogue
                .group(*id)
                .map(|group| group.name.clone())
                .ok_or(TransactError::NoSuchGroup(id.0))
        })
        .collect()
}
