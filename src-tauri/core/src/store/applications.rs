//! Applications.

use rusqlite::{Connection, Row, params};

use super::{damaged, millis, moment, settings};
use crate::application::{
    Application, ApplicationId, ApplicationList, ApplicationState, Finding, Form,
};
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

/// The applications that came with a code of this partner's, the latest first.
pub(crate) fn with_code_of(
    connection: &Connection,
    partner: PartnerId,
) -> Result<Vec<Application>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM application WHERE invited = ?1 ORDER BY applied_on DESC, id DESC"
    ))?;
    let mut rows = statement.query([partner.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(decode(row)?);
    }
    Ok(found)
}

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

/// One; `None`: it is not there.
pub(crate) fn get(
    connection: &Connection,
    id: ApplicationId,
) -> Result<Option<Application>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM application WHERE id = ?1");
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([id.0])?;
    rows.next()?.map(decode).transpose()
}

/// Hands each to `take`, in no order.
pub(crate) fn each(
    connection: &Connection,
    mut take: impl FnMut(Application),
) -> Result<(), StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM application");
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        take(decode(row)?);
    }
    Ok(())
}

/// Those that wait and are linked.
pub(crate) fn waiting(connection: &Connection) -> Result<Vec<Application>, StoreError> {
    let mut all = Vec::new();
    let sql = format!(
        "SELECT {COLUMNS} FROM application WHERE state = 'new' AND partner IS NOT NULL ORDER BY id"
    );
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        all.push(decode(row)?);
    }
    Ok(all)
}

/// Those that came with somebody else's invitation, wait, and are linked to nobody, as they came.
pub(crate) fn shared(connection: &Connection) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM application \
         WHERE state = 'new' AND partner IS NULL AND finding = 'sharedInvitation' ORDER BY id"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(decode(row)?);
    }
    Ok(all)
}

/// Those of an import that are there.
pub(crate) fn of_import(
    connection: &Connection,
    import: u32,
) -> Result<Vec<Application>, StoreError> {
    let mut all = Vec::new();
    let sql = format!("SELECT {COLUMNS} FROM application WHERE import = ?1 ORDER BY id");
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query([import])?;
    while let Some(row) = rows.next()? {
        all.push(decode(row)?);
    }
    Ok(all)
}

/// How many a list has.
pub(crate) fn count(connection: &Connection, list: ApplicationList) -> Result<u32, StoreError> {
    let sql = format!("SELECT count(*) FROM application WHERE {}", of_list(list));
    Ok(connection
        .prepare_cached(&sql)?
        .query_one([], |row| row.get(0))?)
}

/// Those of a list with a folded text in name, address, website, network ID or code, newest first; an empty text: all.
pub(crate) fn with_text(
    connection: &Connection,
    list: ApplicationList,
    text: &str,
) -> Result<Vec<ApplicationId>, StoreError> {
    let newest = match list {
        ApplicationList::New => "applied_on DESC, id DESC",
        ApplicationList::Processed => "decided_at DESC, id DESC",
    };
    let sql = format!(
        "SELECT id, name, email, website, partner_id, code FROM application WHERE {} ORDER BY {newest}",
        of_list(list)
    );
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([])?;
    let mut ids = Vec::new();
    let mut folded = String::new();
    while let Some(row) = rows.next()? {
        let is_meant = text.is_empty() || {
            folded.clear();
            for column in 1..=5 {
                text::fold_into(
                    row.get_ref(column)?.as_str().unwrap_or_default(),
                    &mut folded,
                );
                folded.push('\n');
            }
            folded.contains(text)
        };
        if is_meant {
            ids.push(ApplicationId(row.get(0)?));
        }
    }
    Ok(ids)
}

const fn of_list(list: ApplicationList) -> &'static str {
    match list {
        ApplicationList::New => "state = 'new'",
        ApplicationList::Processed => "state IN ('accepted', 'rejected')",
    }
}
