//! What imports taught: which field each column of a header fills, and which values are taken for others.

use rusqlite::Connection;

use crate::error::StoreError;
use crate::import::{Column, Field, ImportKind, Report, Request, ValueFix};
use crate::store::{from_json, settings, to_json};
use crate::text;

/// Values that are remembered for a kind of file; the latest stay.
const VALUES: usize = 1_000;

/// Keeps what `request` says of its columns and values, for the next file.
pub(super) fn keep(
    connection: &Connection,
    request: &Request,
    report: &Report,
) -> Result<(), StoreError> {
    if request.mapping.is_some() && report.preview.header_row.is_some() {
        let columns = &report.preview.columns;
        let fields: Vec<Option<Field>> = columns.iter().map(|column| column.field).collect();
        let key = columns_key(request.kind, columns);
        settings::set(connection, &key, &to_json(&fields)?)?;
    }
    if !request.fixes.values.is_empty() {
        let mut all = values(connection, request.kind)?;
        for fix in &request.fixes.values {
            all.retain(|old| (old.field, &old.from) != (fix.field, &fix.from));
            all.push(fix.clone());
        }
        let latest = all.len().saturating_sub(VALUES);
        let key = values_key(request.kind);
        settings::set(connection, &key, &to_json(&&all[latest..])?)?;
    }
    Ok(())
}

/// What the columns of this header filled the last time; `None` where it was not met.
pub(super) fn columns(
    connection: &Connection,
    kind: ImportKind,
    columns: &[Column],
) -> Result<Option<Vec<Option<Field>>>, StoreError> {
    let kept = settings::get(connection, &columns_key(kind, columns))?;
    kept.map(|json| from_json(&json)).transpose()
}

/// The values that were taken for others, the latest last.
pub(super) fn values(
    connection: &Connection,
    kind: ImportKind,
) -> Result<Vec<ValueFix>, StoreError> {
    let kept = settings::get(connection, &values_key(kind))?;
    kept.map_or(Ok(Vec::new()), |json| from_json(&json))
}

/// Headers are the same whatever their case, width and spaces.
fn columns_key(kind: ImportKind, columns: &[Column]) -> String {
    let mut hasher = blake3::Hasher::new();
    for column in columns {
        hasher.update(text::fold(&column.name).as_bytes());
        hasher.update(b"\0");
    }
    format!(
        "import.columns.{}.{}",
        kind.key(),
        hasher.finalize().to_hex()
    )
}

fn values_key(kind: ImportKind) -> String {
    format!("import.values.{}", kind.key())
}
