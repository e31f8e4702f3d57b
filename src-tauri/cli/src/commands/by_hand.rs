//! `prospects add`.

use prospect_core::by_hand::{MatchChoice, Newcomer};
use prospect_core::import::{Outcome, RowReport, Severity};
use prospect_core::partner::PartnerId;
use prospect_core::workspace::{ByHand, ImportError, Workspace};

use super::{Told, group_named};
use crate::arguments::AddArguments;
use crate::output::Output;
use crate::refusal::Refusal;
use crate::{Done, opening, say};

/// Adds a prospect by hand, or tells what that would come to.
pub fn add(workspace: &Workspace, arguments: &AddArguments, output: &mut Output) -> Told {
    let asked = asked(workspace, arguments)?;
    let tried = workspace.try_by_hand(&asked).map_err(refused)?;
    if tried.row.outcome == Outcome::Error {
        return Err(Refusal::NotAdded(Box::new(tried.row)));
    }
    if arguments.dry_run {
        output.answer(&tried.row, |row| {
            format!("{}\nNothing was changed.", told(row))
        })?;
        return Ok(Done::Whole);
    }
    let added = workspace
        .add_by_hand(&asked, Some(tried.revision), opening::now())
        .map_err(refused)?;
    output.answer(&added, |added| {
        format!("{}\n{}", say::changes(&added.changes), told(&added.row))
    })?;
    Ok(Done::Whole)
}

fn asked(workspace: &Workspace, arguments: &AddArguments) -> Result<ByHand, Refusal> {
    let group = arguments.group.as_deref();
    let group = group.map(|name| group_named(workspace, name)).transpose()?;
    let is = arguments.is.map(|id| MatchChoice::Partner {
        partner: PartnerId(id),
    });
    Ok(ByHand {
        newcomer: Newcomer {
            name: arguments.name.clone(),
            email: arguments.email.clone(),
            website: arguments.website.clone(),
            partner_id: arguments.partner_id.clone(),
            first_name: arguments.first_name.clone(),
            last_name: arguments.last_name.clone(),
            title: arguments.title.clone(),
            kind: arguments.kind,
            platform: arguments.platform,
            handle: arguments.handle.clone(),
            country: arguments.country,
            business_model: arguments.business_model,
            group: group.map(|group| group.id),
            notes: arguments.notes.clone(),
        },
        choice: is.or(arguments.new.then_some(MatchChoice::Nobody)),
        revive: arguments.revive,
    })
}

/// Why nothing was recorded.
pub fn refused(error: ImportError) -> Refusal {
    match error {
        ImportError::Store(error) => Refusal::Store(error),
        ImportError::Cancelled => Refusal::Cancelled,
        ImportError::WorkspaceChanged => Refusal::Overtaken,
        ImportError::File(error) => Refusal::File {
            file: std::env::temp_dir(),
            error,
        },
    }
}

/// What became of the prospect, and what there is to know of it.
fn told(row: &RowReport) -> String {
    let mut text = say::newcomer(row);
    for issue in &row.issues {
        if issue.code.severity() == Severity::Warning {
            text.push_str(&format!("\n  {}", say::issue(issue)));
        }
    }
    text
}
