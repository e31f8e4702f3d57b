//! `prospects workflows`.

use prospect_core::changes::Op;
use prospect_core::group::GroupId;
use prospect_core::text;
use prospect_core::workflow::{Rules, Workflow};
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change, group_named};
use crate::Done;
use crate::arguments::{WorkflowChange, Workflows};
use crate::output::Output;
use crate::refusal::Refusal;
use crate::table::{Column, table};

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
    accept: bool,
    changed_at: String,
}

/// Lists workflows, makes one, changes one or deletes one.
pub fn run(workspace: &Workspace, workflows: &Workflows, output: &mut Output) -> Told {
    let op = match workflows {
        Workflows::List => {
            output.answer(&all(workspace), lines)?;
            return Ok(Done::Whole);
        }
        Workflows::Add {
            name,
            group,
            accept,
        } => Op::PutWorkflow {
            id: None,
            rules: Rules {
                name: name.clone(),
                on: true,
                groups: groups_named(workspace, group)?,
                accept: *accept,
                ..Rules::default()
            },
        },
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

fn changed(workspace: &Workspace, rules: Rules, change: &WorkflowChange) -> Result<Rules, Refusal> {
    let either = |yes: bool, no: bool, so_far: bool| yes || so_far && !no;
    Ok(Rules {
        name: change.rename.clone().unwrap_or(rules.name),
        on: either(change.on, change.off, rules.on),
        accept: either(change.accept, change.no_accept, rules.accept),
        groups: match &change.group {
            Some(names) => groups_named(workspace, names)?,
            None => rules.groups,
        },
        ..rules
    })
}

fn groups_named(workspace: &Workspace, names: &[String]) -> Result<Vec<GroupId>, Refusal> {
    let ids = names
        .iter()
        .map(|name| Ok(group_named(workspace, name)?.id));
    ids.collect()
}

/// The workflow of a name, without regard to case and width.
fn named(workspace: &Workspace, name: &str) -> Result<Workflow, Refusal> {
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

fn all(workspace: &Workspace) -> All {
    let groups = workspace.groups();
    let name_of = |id: &GroupId| {
        let found = groups.iter().find(|summary| summary.group.id == *id);
        found.map(|summary| summary.group.name.clone())
    };
    let workflows = workspace.workflows().into_iter().map(|workflow| Line {
        id: workflow.id.0,
        on: workflow.rules.on,
        groups: workflow.rules.groups.iter().filter_map(name_of).collect(),
        accept: workflow.rules.accept,
        changed_at: workflow.changed_at.to_string(),
        name: workflow.rules.name,
    });
    All {
        workflows: workflows.collect(),
    }
}

fn lines(all: &All) -> String {
    if all.workflows.is_empty() {
        return "There are no workflows yet: prospects workflows add NAME --group GROUP makes one."
            .to_owned();
    }
    let rows: Vec<[String; 4]> = all
        .workflows
        .iter()
        .map(|line| {
            let accept = if line.accept { "accept" } else { "wait" };
            [
                line.name.clone(),
                if line.on { "on" } else { "off" }.to_owned(),
                accept.to_owned(),
                line.groups.join(", "),
            ]
        })
        .collect();
    let columns = [
        Column::Text("Workflow"),
        Column::Text(""),
        Column::Text("Sign-ups"),
        Column::Text("Groups"),
    ];
    table(columns, &rows)
}
