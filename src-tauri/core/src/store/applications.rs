//! Applications.

use rusqlite::{Connection, Row, params};

use super::{damaged, millis, moment, settings};
use crate::application::{Application, ApplicationId, ApplicationState, Finding, Form};
use crate::changes::ApplicationShift;
use crate::days::{day_numbered, number_of};
use crate::error::StoreError;
use crate::partner::PartnerId;
use crate::text;

/// The columns that [`decode`] reads.
pub(crate) const COLUMNS: &str = "id, applied_on, name, email, website, partner_id, code, finding, \
     partner, invited, state, decided_at, decided_by, import";

/// The number for the next application: never one that history still speaks of.
pub(crate) fn next_id(connection: &Connection) -> Result<ApplicationId, StoreError> {
    settings::next_number(connection, LAST_APPLICATION).map(ApplicationId)
}

const LAST_APPLICATION: &str = "lastApplication";

/// An application from a row of [`COLUMNS`].
pub(crate) fn decode(row: &Row<'_>) -> Result<Application, StoreError> {
    let applied_on = day_numbered(row.get(1)?).ok_or_else(|| damaged("a day out of range"))?;
    let finding: String = row.get(7)?;
    let state: String = row.get(10)?;
    Ok(Application {
        id: ApplicationId(row.get(0)?),
        form: Form {
            applied_on,
            name: row.get(2)?,
            email: row.get(3)?,
            website: row.get(4)?,
            partner_id: row.get(5)?,
            code: row.get(6)?,
        },
        finding: Finding::from_key(&finding)
            .ok_or_else(|| damaged("an unknown finding of an application"))?,
        partner: row.get::<_, Option<u32>>(8)?.map(PartnerId),
        invited: row.get::<_, Option<u32>>(9)?.map(PartnerId),
        state: ApplicationState::from_key(&state)
            .ok_or_else(|| damaged("an unknown state of an application"))?,
        decided_at: row.get::<_, Option<i64>>(11)?.map(moment).transpose()?,
        decided_by: row.get(12)?,
        import: row.get(13)?,
    })
}

pub(super) fn shift(connection: &Connection, shift: &ApplicationShift) -> Result<(), StoreError> {
    match (&shift.before, &shift.after) {
        (_, Some(application)) => put(connection, application)?,
        (Some(application), None) => {
            let mut delete = connection.prepare_cached("DELETE FROM application WHERE id = ?1")?;
            delete.execute([application.id.0])?;
        }
        (None, None) => {}
    }
    Ok(())
}

fn put(connection: &Connection, application: &Application) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached(include_str!("sql/put_application.sql"))?;
    let form = &application.form;
    put.execute(params![
        application.id.0,
        number_of(form.applied_on),
        form.name,
        form.email,
        text::email_key(&form.email).unwrap_or_default(),
        form.website,
        form.partner_id,
        form.code,
        application.finding.key(),
        application.partner.map(|partner| partner.0),
        application.invited.map(|partner| partner.0),
        application.state.key(),
        application.decided_at.map(millis),
        application.decided_by,
        application.import,
    ])?;
    settings::note_number(connection, LAST_APPLICATION, application.id.0)
}
