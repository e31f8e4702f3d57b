//! Workflows and the groups that they are paired with.

use rusqlite::{Connection, params};

use super::{millis, moment, settings};
use crate::changes::WorkflowShift;
use crate::error::StoreError;
use crate::group::GroupId;
use crate::template::TemplateId;
use crate::text;
use crate::workflow::{FollowUp, Rules, Workflow, WorkflowId};

/// Every workflow, by number.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Workflow>, StoreError> {
    let mut statement = connection
        .prepare("SELECT id, name, is_on, invite, accept, changed_at FROM workflow ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id = WorkflowId(row.get(0)?);
        all.push(Workflow {
            id,
            rules: Rules {
                name: row.get(1)?,
                on: row.get(2)?,
                groups: groups_of(connection, GROUPS, id)?,
                invite: row.get::<_, Option<u32>>(3)?.map(TemplateId),
                follow_ups: follow_ups_of(connection, id)?,
                accept: row.get(4)?,
                add_to: groups_of(connection, ADD_TO, id)?,
            },
            changed_at: moment(row.get(5)?)?,
        });
    }
    Ok(all)
}

/// The tables that say with which groups a workflow is paired, and which those join who sign up.
const GROUPS: &str = "workflow_group";
const ADD_TO: &str = "workflow_add_to";

fn groups_of(
    connection: &Connection,
    table: &str,
    workflow: WorkflowId,
) -> Result<Vec<GroupId>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT partner_group FROM {table} WHERE workflow = ?1 ORDER BY partner_group"
    ))?;
    let groups = statement.query_map([workflow.0], |row| Ok(GroupId(row.get(0)?)))?;
    Ok(groups.collect::<Result<_, _>>()?)
}

fn follow_ups_of(
    connection: &Connection,
    workflow: WorkflowId,
) -> Result<Vec<FollowUp>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT after_days, template FROM workflow_follow_up WHERE workflow = ?1 ORDER BY place",
    )?;
    let follow_ups = statement.query_map([workflow.0], |row| {
        Ok(FollowUp {
            after: row.get(0)?,
            template: TemplateId(row.get(1)?),
        })
    })?;
    Ok(follow_ups.collect::<Result<_, _>>()?)
}

/// The number for the next workflow: never one that history still speaks of.
pub(crate) fn next_id(connection: &Connection) -> Result<WorkflowId, StoreError> {
    settings::next_number(connection, LAST_WORKFLOW).map(WorkflowId)
}

const LAST_WORKFLOW: &str = "lastWorkflow";

pub(super) fn shift(connection: &Connection, shift: &WorkflowShift) -> Result<(), StoreError> {
    if let Some(before) = &shift.before {
        for table in [GROUPS, ADD_TO, "workflow_follow_up"] {
            let delete = format!("DELETE FROM {table} WHERE workflow = ?1");
            connection.execute(&delete, [before.id.0])?;
        }
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
        include_str!("sql/put_workflow.sql"),
        params![
            workflow.id.0,
            rules.name,
            text::name_key(&rules.name),
            rules.on,
            rules.invite.map(|template| template.0),
            rules.accept,
            millis(workflow.changed_at),
        ],
    )?;
    for (table, groups) in [(GROUPS, &rules.groups), (ADD_TO, &rules.add_to)] {
        let insert = format!("INSERT INTO {table} (workflow, partner_group) VALUES (?1, ?2)");
        for group in groups {
            connection.execute(&insert, [workflow.id.0, group.0])?;
        }
    }
    for (place, follow_up) in (0_u32..).zip(&rules.follow_ups) {
        connection.execute(
            "INSERT INTO workflow_follow_up (workflow, place, after_days, template) VALUES (?1, ?2, ?3, ?4)",
            [workflow.id.0, place, u32::from(follow_up.after), follow_up.template.0],
        )?;
    }
    settings::note_number(connection, LAST_WORKFLOW, workflow.id.0)
}
