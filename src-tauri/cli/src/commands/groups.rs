//! `prospects groups`.

use prospect_core::changes::Op;
use prospect_core::listing::{GroupSummary, Row};
use prospect_core::query::{Choice, Filters, Place, Query, Show};
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change, emails, group_named, list};
use crate::arguments::Groups;
use crate::output::{Output, counted, number};
use crate::refusal::Refusal;
use crate::table::{Column, table};
use crate::{Done, opening};

/// The groups, as JSON.
#[derive(Serialize)]
struct All {
    groups: Vec<GroupSummary>,
}

/// The members of a group, as JSON.
#[derive(Serialize)]
struct Members {
    total: u32,
    rows: Vec<Row>,
}

/// Lists groups, makes, renames, merges or deletes some, or tells who is in one and how to write to them.
pub fn run(workspace: &Workspace, groups: &Groups, output: &mut Output) -> Told {
    let op = match groups {
        Groups::List => {
            let groups = workspace.groups();
            output.answer(&All { groups }, all)?;
            return Ok(Done::Whole);
        }
        Groups::Members { name } => return tell_members(workspace, name, output),
        Groups::Emails { name, out } => {
            return emails::run(workspace, name, out.as_deref(), output);
        }
        Groups::Add { name } => Op::CreateGroup { name: name.clone() },
        Groups::Rename { old, new } => Op::RenameGroup {
            id: group_named(workspace, old)?.id,
            name: new.clone(),
        },
        Groups::Merge { names, into } => {
            let from = names
                .iter()
                .map(|name| Ok(group_named(workspace, name)?.id));
            Op::MergeGroups {
                from: from.collect::<Result<_, Refusal>>()?,
                into: group_named(workspace, into)?.id,
            }
        }
        Groups::Delete { name } => Op::DeleteGroup {
            id: group_named(workspace, name)?.id,
        },
    };
    change::transact(workspace, &op, output)
}

fn tell_members(workspace: &Workspace, name: &str, output: &mut Output) -> Told {
    let rows = members(workspace, name)?;
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    output.answer(&Members { total, rows }, |members| {
        let table = if members.rows.is_empty() {
            String::new()
        } else {
            list::row_table(&members.rows)
        };
        format!("{table}{}.", counted(members.total, "member", "members"))
    })?;
    Ok(Done::Whole)
}

/// Whoever is in a group, hidden ones last.
fn members(workspace: &Workspace, name: &str) -> Result<Vec<Row>, Refusal> {
    let group = group_named(workspace, name)?;
    let mut rows = Vec::new();
    for show in [Show::All, Show::Hidden] {
        let group = Choice {
            values: vec![group.id],
            exclude: false,
        };
        let filters = Filters {
            group,
            ..Filters::default()
        };
        let query = Query {
            show,
            filters,
            ..Query::of(Place::Everyone)
        };
        let listing = workspace.find(&query, opening::now());
        rows.extend(list::rows(workspace, &listing, 0, listing.total)?);
    }
    Ok(rows)
}

fn all(all: &All) -> String {
    if all.groups.is_empty() {
        return "There are no groups yet: prospects groups add NAME makes one.".to_owned();
    }
    let rows: Vec<[String; 2]> = all
        .groups
        .iter()
        .map(|summary| [number(summary.members), summary.group.name.clone()])
        .collect();
    table([Column::Number("Members"), Column::Text("Group")], &rows)
}
