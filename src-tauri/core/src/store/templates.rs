//! Email templates.

use rusqlite::{Connection, params};

use super::settings;
use crate::changes::TemplateShift;
use crate::error::StoreError;
use crate::template::{Template, TemplateId, Wording};
use crate::text;

/// Every template, by number.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Template>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, subject, body FROM template ORDER BY id")?;
    let templates = statement.query_map([], |row| {
        Ok(Template {
            id: TemplateId(row.get(0)?),
            wording: Wording {
                name: row.get(1)?,
                subject: row.get(2)?,
                body: row.get(3)?,
            },
        })
    })?;
    Ok(templates.collect::<Result<_, _>>()?)
}

/// The number for the next template: never one that history still speaks of.
pub(crate) fn next_id(connection: &Connection) -> Result<TemplateId, StoreError> {
    settings::next_number(connection, LAST_TEMPLATE).map(TemplateId)
}

const LAST_TEMPLATE: &str = "lastTemplate";

pub(super) fn shift(connection: &Connection, shift: &TemplateShift) -> Result<(), StoreError> {
    match (&shift.before, &shift.after) {
        (_, Some(template)) => put(connection, template)?,
        (Some(template), None) => {
            connection.execute("DELETE FROM template WHERE id = ?1", [template.id.0])?;
        }
        (None, None) => {}
    }
    Ok(())
}

fn put(connection: &Connection, template: &Template) -> Result<(), StoreError> {
    let wording = &template.wording;
    connection.execute(
        "INSERT INTO template (id, name, name_key, subject, body) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, \
         subject = excluded.subject, body = excluded.body",
        params![
            template.id.0,
            wording.name,
            text::name_key(&wording.name),
            wording.subject,
            wording.body,
        ],
    )?;
    settings::note_number(connection, LAST_TEMPLATE, template.id.0)
}
