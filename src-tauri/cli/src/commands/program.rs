//! `prospects program | invitations`.

use prospect_core::changes::Op;
use prospect_core::invitation::InvitationFacts;
use prospect_core::partner::PartnerId;
use prospect_core::program::Program;
use prospect_core::query::{Place, Query};
use prospect_core::vocabulary::Archived;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change};
use crate::Done;
use crate::arguments::{Invitations, ProgramArguments};
use crate::output::Output;
use crate::refusal::Refusal;
use crate::say;

/// Shows what is said of the program, or says something of it.
pub fn run(workspace: &Workspace, said: &ProgramArguments, output: &mut Output) -> Told {
    let before = workspace.program()?;
    let text = |said: &Option<String>, before: &str| said.clone().unwrap_or(before.to_owned());
    let program = Program {
        name: text(&said.name, &before.name),
        link_pattern: text(&said.link, &before.link_pattern),
        sender_name: text(&said.sender, &before.sender_name),
        sender_email: text(&said.sender_email, &before.sender_email),
        expires_after: match said.expires_after {
            Some(0) => None,
            Some(days) => Some(days),
            None => before.expires_after,
        },
    };
    if program == before {
        output.answer(&before, say::program)?;
        return Ok(Done::Whole);
    }
    let program = Box::new(program);
    change::transact(workspace, &Op::SetProgram { program }, output)
}

/// Invitations, as JSON.
#[derive(Serialize)]
struct All {
    invitations: Vec<Line>,
}

/// The invitation of a prospect.
#[derive(Serialize)]
struct Line {
    id: u32,
    #[serde(flatten)]
    facts: InvitationFacts,
}

/// Shows invitations, or revokes them.
pub fn invitations(workspace: &Workspace, asked: &Invitations, output: &mut Output) -> Told {
    match asked {
        Invitations::Show { id } => {
            let lines = id.iter().map(|id| line(workspace, *id));
            let invitations = lines.collect::<Result<_, _>>()?;
            output.answer(&All { invitations }, text)?;
            Ok(Done::Whole)
        }
        Invitations::Revoke(whom) => {
            let mut among = Query::of(Place::Prospects);
            among.filters.archived.values = Archived::ALL.to_vec();
            let target = change::target_in(workspace, whom, &among)?;
            change::transact(workspace, &Op::RevokeInvitation { target }, output)
        }
    }
}

fn line(workspace: &Workspace, id: u32) -> Result<Line, Refusal> {
    let facts = workspace.invitation(PartnerId(id))?;
    let facts = facts.ok_or(Refusal::NoProspect { id });
    Ok(Line { id, facts: facts? })
}

fn text(all: &All) -> String {
    let lines = all.invitations.iter().flat_map(|line| {
        let InvitationFacts {
            code, link, used, ..
        } = &line.facts;
        let link = link
            .as_deref()
            .unwrap_or("no link: prospects program --link sets the pattern");
        let uses = used.iter().map(|one| {
            let who = if one.name.is_empty() {
                &one.email
            } else {
                &one.name
            };
            format!("    used by {who} on {}: {}", one.on, one.finding.label())
        });
        let uses: Vec<String> = uses.collect();
        [format!("{}  {code}  {link}", line.id)]
            .into_iter()
            .chain(uses)
    });
    lines.collect::<Vec<_>>().join("\n")
}
