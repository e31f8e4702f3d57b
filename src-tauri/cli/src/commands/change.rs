//! `prospects mark | unmark | hide | snooze | show | archive | restore | note`.

use prospect_core::changes::{Op, Target};
use prospect_core::partner::PartnerId;
use prospect_core::query::{Place, Query, Show};
use prospect_core::vocabulary::Archived;
use prospect_core::workspace::Workspace;

use super::Told;
use crate::arguments::{HideArguments, SnoozeArguments, Whom};
use crate::output::Output;
use crate::refusal::Refusal;
use crate::{Done, opening, say};

/// Marks as prospects.
pub fn mark(workspace: &Workspace, whom: &Whom, output: &mut Output) -> Told {
    let target = target(workspace, whom, Show::All)?;
    transact(workspace, &Op::Mark { target }, output)
}

/// Takes the mark back.
pub fn unmark(workspace: &Workspace, whom: &Whom, output: &mut Output) -> Told {
    let target = target(workspace, whom, Show::Prospects)?;
    transact(workspace, &Op::Unmark { target }, output)
}

/// Hides, archiving prospects where asked.
pub fn hide(workspace: &Workspace, hide: &HideArguments, output: &mut Output) -> Told {
    let op = Op::Hide {
        target: target(workspace, &hide.whom, Show::All)?,
        reason: hide.reason.clone(),
        until: hide.until,
        archive_prospects: hide.archive,
    };
    transact(workspace, &op, output)
}

/// Sets until when hidden ones stay hidden.
pub fn snooze(workspace: &Workspace, snooze: &SnoozeArguments, output: &mut Output) -> Told {
    let op = Op::Snooze {
        target: target(workspace, &snooze.whom, Show::Hidden)?,
        until: snooze.until,
    };
    transact(workspace, &op, output)
}

/// Shows hidden ones again.
pub fn show(workspace: &Workspace, whom: &Whom, output: &mut Output) -> Told {
    let target = target(workspace, whom, Show::Hidden)?;
    transact(workspace, &Op::Show { target }, output)
}

/// Takes prospects out of the funnel.
pub fn archive(workspace: &Workspace, whom: &Whom, output: &mut Output) -> Told {
    let target = target_in(workspace, whom, &Query::of(Place::Prospects))?;
    transact(workspace, &Op::Archive { target }, output)
}

/// Brings archived prospects back.
pub fn restore(workspace: &Workspace, whom: &Whom, output: &mut Output) -> Told {
    let mut archived = Query::of(Place::Prospects);
    archived.filters.archived.values = vec![Archived::Yes];
    let target = target_in(workspace, whom, &archived)?;
    transact(workspace, &Op::Restore { target }, output)
}

/// Adds a note.
pub fn note(workspace: &Workspace, whom: &Whom, text: &str, output: &mut Output) -> Told {
    let op = Op::AddNote {
        target: target(workspace, whom, Show::All)?,
        note: text.to_owned(),
    };
    transact(workspace, &op, output)
}

/// Makes a change and says what it came to.
pub fn transact(workspace: &Workspace, op: &Op, output: &mut Output) -> Told {
    let changes = workspace.transact(op, opening::now())?;
    output.answer(&changes, say::changes)?;
    Ok(Done::Whole)
}

fn target(workspace: &Workspace, whom: &Whom, show: Show) -> Result<Target, Refusal> {
    let everyone = Query {
        show,
        ..Query::of(Place::Everyone)
    };
    target_in(workspace, whom, &everyone)
}

/// Whom a change is about: a query looks among those whom `among` finds. One with a filter that is not understood would reach
/// more than was meant, and is refused.
pub fn target_in(workspace: &Workspace, whom: &Whom, among: &Query) -> Result<Target, Refusal> {
    let Some(text) = &whom.query else {
        return Ok(Target::Ids {
            ids: whom.id.iter().copied().map(PartnerId).collect(),
        });
    };
    if text.trim().is_empty() {
        return Err(Refusal::BlankQuery);
    }
    let query = Query {
        text: text.clone(),
        ..among.clone()
    };
    understood(workspace, &query)?;
    Ok(Target::Matching {
        query: Box::new(query),
    })
}

/// Refuses a query with a filter that is not understood.
pub fn understood(workspace: &Workspace, query: &Query) -> Result<(), Refusal> {
    let not_understood = workspace.find(query, opening::now()).not_understood;
    if not_understood.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotUnderstood(not_understood))
    }
}
