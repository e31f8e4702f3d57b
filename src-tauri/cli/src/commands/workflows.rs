//! `prospects workflows`.

use prospect_core::changes::Op;
use prospect_core::group::GroupId;
use prospect_core::simulation::Simulation;
use prospect_core::template::TemplateId;
use prospect_core::text;
use prospect_core::workflow::{FollowUp, Rules, Workflow};
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change, group_named, templates};
use crate::arguments::{EmailArguments, WorkflowChange, Workflows};
use crate::output::Output;
use crate::refusal::Refusal;
use crate::table::{Column, table};
use crate::{Done, opening, say};

/// The workflows, as JSON.
#[derive(Serialize)]
struct All {
    workflows: Vec<Line>,
}

/// A workflow, with its groups by name.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    id: u32,
    name: String,
    on: bool,
    groups: Vec<String>,
    /// The template of the invitation.
    invite: Option<String>,
    follow_ups: Vec<Later>,
    accept: bool,
    add_to: Vec<String>,
    changed_at: String,
}

/// A follow-up, with its template by name.
#[derive(Serialize)]
struct Later {
    after: u16,
    template: String,
}

/// What a workflow would do, as JSON.
#[derive(Serialize)]
struct Simulated {
    #[serde(flatten)]
    simulation: Simulation,
    /// Whether it is off, and would do so only once it is switched on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    off: bool,
}

/// Lists workflows, makes one, changes one or deletes one.
pub fn run(workspace: &Workspace, workflows: &Workflows, output: &mut Output) -> Told {
    let op = match workflows {
        Workflows::List => {
            output.answer(&all(workspace)?, lines)?;
            return Ok(Done::Whole);
        }
        Workflows::Simulate { name } => {
            let Workflow { id, rules, .. } = named(workspace, name)?;
            let off = !rules.on;
            let rules = Rules { on: true, ..rules };
            let simulation = workspace.simulate(Some(id), &rules, opening::now())?;
            output.answer(&Simulated { simulation, off }, simulated)?;
            return Ok(Done::Whole);
        }
        Workflows::AcceptWaiting { name } => Op::AcceptWaiting {
            workflow: named(workspace, name)?.id,
        },
        Workflows::Add {
            name,
            group,
            accept,
            emails,
        } => {
            let rules = Rules {
                name: name.clone(),
                on: true,
                groups: groups_named(workspace, group)?,
                accept: *accept,
                ..Rules::default()
            };
            Op::PutWorkflow {
                id: None,
                rules: with_emails(workspace, rules, emails)?,
            }
        }
        Workflows::Set { name, change } => {
            let Workflow { id, rules, .. } = named(workspace, name)?;
            Op::PutWorkflow {
                id: Some(id),
                rules: changed(workspace, rules, change)?,
            }
        }
        Workflows::Delete { name } => Op::DeleteWorkflow {
            id: named(workspace, name)?.id,
        },
    };
    change::transact(workspace, &op, output)
}

fn simulated(simulated: &Simulated) -> String {
    let told = say::simulation(&simulated.simulation);
    if simulated.off {
        format!("It is off; switched on, it would:\n{told}")
    } else {
        told
    }
}

fn changed(workspace: &Workspace, rules: Rules, change: &WorkflowChange) -> Result<Rules, Refusal> {
    let either = |yes: bool, no: bool, so_far: bool| yes || so_far && !no;
    let rules = Rules {
        name: change.rename.clone().unwrap_or(rules.name),
        on: either(change.on, change.off, rules.on),
        accept: either(change.accept, change.no_accept, rules.accept),
        groups: match &change.group {
            Some(names) => groups_named(workspace, names)?,
            None => rules.groups,
        },
        ..rules
    };
    with_emails(workspace, rules, &change.emails)
}

/// The rules with the emails and groups that are asked for; what is not named stays.
fn with_emails(
    workspace: &Workspace,
    mut rules: Rules,
    asked: &EmailArguments,
) -> Result<Rules, Refusal> {
    if let Some(name) = &asked.invite {
        rules.invite = match name.as_str() {
            "" => None,
            name => Some(templates::named(workspace, name)?.id),
        };
    }
    if let Some(follow_ups) = &asked.follow_up {
        let each = follow_ups.iter().map(|text| follow_up(workspace, text));
        rules.follow_ups = each.collect::<Result<_, _>>()?;
    }
    if let Some(names) = &asked.add_to {
        rules.add_to = groups_named(workspace, names)?;
    }
    Ok(rules)
}

/// A follow-up of the form `7=Gentle reminder`.
fn follow_up(workspace: &Workspace, text: &str) -> Result<FollowUp, Refusal> {
    let bad = || Refusal::BadFollowUp {
        text: text.to_owned(),
    };
    let (days, name) = text.split_once('=').ok_or_else(bad)?;
    Ok(FollowUp {
        after: days.trim().parse().map_err(|_| bad())?,
        template: templates::named(workspace, name.trim())?.id,
    })
}

fn groups_named(workspace: &Workspace, names: &[String]) -> Result<Vec<GroupId>, Refusal> {
    let ids = names
        .iter()
        .map(|name| Ok(group_named(workspace, name)?.id));
    ids.collect()
}

/// The workflow of a name, without regard to case and width.
pub fn named(workspace: &Workspace, name: &str) -> Result<Workflow, Refusal> {
    let workflows = workspace.workflows();
    let key = text::name_key(name);
    let found = workflows
        .iter()
        .find(|workflow| text::name_key(&workflow.rules.name) == key);
    found.cloned().ok_or_else(|| Refusal::NoSuchWorkflow {
        name: name.to_owned(),
        existing: workflows
            .into_iter()
            .map(|workflow| workflow.rules.name)
            .collect(),
    })
}

fn all(workspace: &Workspace) -> Result<All, Refusal> {
    let (groups, templates) = (workspace.groups(), workspace.templates()?);
    let name_of = |id: &GroupId| {
        let found = groups.iter().find(|summary| summary.group.id == *id);
        found.map(|summary| summary.group.name.clone())
    };
    let template = |id: TemplateId| {
        let found = templates.iter().find(|template| template.id == id);
        found
            .map(|template| template.wording.name.clone())
            .unwrap_or_default()
    };
    let workflows = workspace.workflows().into_iter().map(|workflow| {
        let rules = workflow.rules;
        let follow_ups = rules.follow_ups.iter().map(|follow_up| Later {
            after: follow_up.after,
            template: template(follow_up.template),
        });
        Line {
            id: workflow.id.0,
            on: rules.on,
            groups: rules.groups.iter().filter_map(name_of).collect(),
            invite: rules.invite.map(template),
            follow_ups: follow_ups.collect(),
            accept: rules.accept,
            add_to: rules.add_to.iter().filter_map(name_of).collect(),
            changed_at: workflow.changed_at.to_string(),
            name: rules.name,
        }
    });
    Ok(All {
        workflows: workflows.collect(),
    })
}

fn lines(all: &All) -> String {
    if all.workflows.is_empty() {
        return "There are no workflows yet: prospects workflows add NAME --group GROUP makes one."
            .to_owned();
    }
    let rows: Vec<[String; 5]> = all
        .workflows
        .iter()
        .map(|line| {
            let accept = if line.accept { "accept" } else { "wait" };
            [
                line.name.clone(),
                if line.on { "on" } else { "off" }.to_owned(),
                emails(line),
                accept.to_owned(),
                line.groups.join(", "),
            ]
        })
        .collect();
    let columns = [
        Column::Text("Workflow"),
        Column::Text(""),
        Column::Text("Emails"),
        Column::Text("Sign-ups"),
        Column::Text("Groups"),
    ];
    table(columns, &rows)
}

/// Which emails one drafts: `Invitation; 7 days: Gentle reminder`.
fn emails(line: &Line) -> String {
    let invite = line.invite.iter().cloned();
    let later = line.follow_ups.iter();
    let later = later.map(|one| format!("{} days: {}", one.after, one.template));
    invite.chain(later).collect::<Vec<_>>().join("; ")
}
