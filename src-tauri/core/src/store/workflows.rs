//! Workflows and the groups that they are paired with.

use rusqlite::{Connection, params};

use super::{millis, moment, settings};
use crate::changes::WorkflowShift;
use crate::error::StoreError;
use crate::group::GroupId;
use crate::text;
use crate::workflow::{Rules, Workflow, WorkflowId};

/// Every workflow, by number.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Workflow>, StoreError> {
    let mut statement = connection
        .prepare("SELECT id, name, is_on, accept, changed_at FROM workflow ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id = WorkflowId(row.get(0)?);
        all.push(Workflow {
            id,
            rules: Rules {
                name: row.get(1)?,
                on: row.get(2)?,
                groups: groups_of(connection, id)?,
                accept: row.get(3)?,
            },
            changed_at: moment(row.get(4)?)?,
        });
    }
    Ok(all)
}

fn groups_of(connection: &Connection, workflow: WorkflowId) -> Result<Vec<GroupId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT partner_group FROM workflow_group WHERE workflow = ?1 ORDER BY partner_group",
    )?;
    let groups = statement.query_map([workflow.0], |row| Ok(GroupId(row.get(0)?)))?;
    Ok(groups.collect::<Result<_, _>>()?)
}

/// The number for the next workflow: never one that history still speaks of.
pub(crate) fn next_id(connection: &Connection) -> Result<WorkflowId, StoreError> {
    let last: Option<u32> =
        settings::get(connection, LAST_WORKFLOW)?.and_then(|text| text.parse().ok());
    Ok(WorkflowId(last.unwrap_or(0) + 1))
}

const LAST_WORKFLOW: &str = "lastWorkflow";

pub(super) fn shift(connection: &Connection, shift: &WorkflowShift) -> Result<(), StoreError> {
    if let Some(before) = &shift.before {
        connection.execute(
            "DELETE FROM workflow_group WHERE workflow = ?1",
            [before.id.0],
        )?;
    }
    match (&shift.before, &shift.after) {
        (_, Some(workflow)) => put(connection, workflow)?,
        (Some(workflow), None) => {
            connection.execute("DELETE FROM workflow WHERE id = ?1", [workflow.id.0])?;
        }
        (None, None) => {}
    }
    Ok(())
}

fn put(connection: &Connection, workflow: &Workflow) -> Result<(), StoreError> {
    let rules = &workflow.rules;
    connection.execute(
        "INSERT INTO workflow (id, name, name_key, is_on, accept, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, \
         is_on = excluded.is_on, accept = excluded.accept, changed_at = excluded.changed_at",
        params![
            workflow.id.0,
            rules.name,
            text::name_key(&rules.name),
            rules.on,
            rules.accept,
            millis(workflow.changed_at),
        ],
    )?;
    for group in &rules.groups {
        connection.execute(
            "INSERT INTO workflow_group (workflow, partner_group) VALUES (?1, ?2)",
            [workflow.id.0, group.0],
        )?;
    }
    if next_id(connection)?.0 <= workflow.id.0 {
        settings::set(connection, LAST_WORKFLOW, &workflow.id.0.to_string())?;
    }
    Ok(())
}
