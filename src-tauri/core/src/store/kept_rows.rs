//! The rows of an import as they are kept: some hundred together, in the binary form of postcard behind a byte that says so. A file may
//! have a million, and each import keeps all of its own.

use std::borrow::Cow;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::packed::{pack, unpack};
use super::{damaged, from_json};
use crate::error::StoreError;
use crate::import::{Field, Fields, IssueCode, Matched, Outcome, RowIssue, RowReport};
use crate::partner::PartnerId;

/// Rows that stand together in one record of the table, and from how many bytes of them on there are fewer.
const CHUNK: usize = 500;
const HEAVY: usize = 4 << 20;
/// What rows in binary form begin with. Those of older versions are JSON, which does not.
const BINARY: u8 = 2;

/// A row. What it would have changed was told by the dry run; what it did change stands in the change. Words of
/// vocabularies stand as their stable keys.
#[derive(Serialize, Deserialize)]
struct KeptRow<'r> {
    row: u32,
    line: u32,
    outcome: &'r str,
    #[serde(borrow)]
    issues: Vec<KeptIssue<'r>>,
    fields: Cow<'r, Fields>,
    /// Number, name and the network's ID.
    matched: Option<(u32, &'r str, &'r str)>,
}

#[derive(Serialize, Deserialize)]
struct KeptIssue<'r> {
    code: &'r str,
    field: Option<&'r str>,
    value: &'r str,
    suggestion: Option<&'r str>,
}

impl<'r> KeptRow<'r> {
    fn of(row: &'r RowReport) -> Self {
        let matched = row.matched.as_ref();
        Self {
            row: row.row,
            line: row.line,
            outcome: row.outcome.key(),
            issues: row.issues.iter().map(KeptIssue::of).collect(),
            fields: Cow::Borrowed(&row.fields),
            matched: matched.map(|one| (one.id.0, one.name.as_str(), one.partner_id.as_str())),
        }
    }

    /// The row; `None` where a word is none of ours.
    fn read(self) -> Option<RowReport> {
        let issues = self.issues.iter().map(KeptIssue::read);
        let issues = issues.collect::<Option<_>>()?;
        Some(RowReport {
            row: self.row,
            line: self.line,
            outcome: Outcome::from_key(self.outcome)?,
            issues,
            fields: self.fields.into_owned(),
            matched: self.matched.map(|(id, name, partner_id)| Matched {
                id: PartnerId(id),
                name: name.to_owned(),
                partner_id: partner_id.to_owned(),
            }),
            candidates: Vec::new(),
            effects: Vec::new(),
            at: 0,
        })
    }
}

impl<'r> KeptIssue<'r> {
    fn of(issue: &'r RowIssue) -> Self {
        Self {
            code: issue.code.key(),
            field: issue.field.map(Field::key),
            value: &issue.value,
            suggestion: issue.suggestion.as_deref(),
        }
    }

    fn read(&self) -> Option<RowIssue> {
        let field = match self.field {
            None => None,
            Some(key) => Some(Field::from_key(key)?),
        };
        Some(RowIssue {
            code: IssueCode::from_key(self.code)?,
            field,
            value: self.value.to_owned(),
            suggestion: self.suggestion.map(str::to_owned),
        })
    }
}

/// A row as older versions kept it: its parts in this order, as JSON.
#[derive(Deserialize)]
struct OldRow(u32, u32, Outcome, Vec<RowIssue>, Fields, Option<Matched>);

impl From<OldRow> for RowReport {
    fn from(OldRow(row, line, outcome, issues, fields, matched): OldRow) -> Self {
        Self {
            row,
            line,
            outcome,
            issues,
            fields,
            matched,
            candidates: Vec::new(),
            effects: Vec::new(),
            at: 0,
        }
    }
}

/// Keeps the rows of an import, some of them together in one record.
pub(crate) struct Writer<'c> {
    connection: &'c Connection,
    import: u32,
    first_row: u32,
    waiting: usize,
    bytes: Vec<u8>,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection, import: u32) -> Self {
        Self {
            connection,
            import,
            first_row: 1,
            waiting: 0,
            bytes: Vec::new(),
        }
    }

    /// Keeps the next row of the file.
    pub(crate) fn add(&mut self, row: &RowReport) -> Result<(), StoreError> {
        if self.waiting == 0 {
            self.first_row = row.row;
            self.bytes.push(BINARY);
        }
        write(row, &mut self.bytes)?;
        self.waiting += 1;
        if self.waiting == CHUNK || self.bytes.len() >= HEAVY {
            self.finish()
        } else {
            Ok(())
        }
    }

    /// Writes what waits.
    pub(crate) fn finish(&mut self) -> Result<(), StoreError> {
        if self.waiting > 0 {
            let mut insert = self.connection.prepare_cached(
                "INSERT INTO import_rows (import, first_row, rows) VALUES (?1, ?2, ?3)",
            )?;
            insert.execute(params![self.import, self.first_row, pack(&self.bytes)?])?;
            self.bytes.clear();
            self.waiting = 0;
        }
        Ok(())
    }
}

fn write(row: &RowReport, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    postcard::to_io(&KeptRow::of(row), bytes)
        .map(|_| ())
        .map_err(|error| StoreError::Damaged(error.to_string()))
}

/// The rows of one record of the table.
pub(super) fn read(kept: &[u8]) -> Result<Vec<RowReport>, StoreError> {
    let bytes = unpack(kept)?;
    let Some((&BINARY, mut rest)) = bytes.split_first() else {
        let rows: Vec<OldRow> = from_json(&bytes)?;
        return Ok(rows.into_iter().map(RowReport::from).collect());
    };
    let mut rows = Vec::with_capacity(CHUNK);
    while !rest.is_empty() {
        let (row, behind) = postcard::take_from_bytes::<KeptRow<'_>>(rest)
            .map_err(|error| StoreError::Damaged(error.to_string()))?;
        rows.push(row.read().ok_or_else(|| damaged("a row of an import"))?);
        rest = behind;
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<RowReport> {
        let row = |row, matched, issues| RowReport {
            row,
            line: row + 1,
            outcome: Outcome::Update,
            issues,
            fields: ["汉字", "", "a@b.example"].into_iter().collect(),
            matched,
            candidates: Vec::new(),
            effects: Vec::new(),
            at: 0,
        };
        let issue = |field, suggestion| RowIssue {
            code: IssueCode::NameDiffers,
            field,
            value: "é".to_owned(),
            suggestion,
        };
        let matched = Matched {
            id: PartnerId(70_000),
            name: "Tälwärts".to_owned(),
            partner_id: "007".to_owned(),
        };
        vec![
            row(1, Some(matched), vec![issue(None, None)]),
            row(
                2,
                None,
                vec![issue(Some(Field::Name), Some("x".to_owned()))],
            ),
        ]
    }

    #[test]
    fn what_is_kept_is_read() {
        let mut bytes = vec![BINARY];
        for row in &rows() {
            write(row, &mut bytes).unwrap();
        }
        assert_eq!(read(&pack(&bytes).unwrap()).unwrap(), rows());
    }

    #[test]
    fn the_form_stays_what_it_is_in_the_files_of_today() {
        let mut bytes = Vec::new();
        write(&rows()[1], &mut bytes).unwrap();
        let kept = b"\x02\x03\x06update\x01\x0bnameDiffers\x01\x04name\x02\xc3\xa9\x01\x01x\
            \x03\x06\xe6\xb1\x89\xe5\xad\x97\x00\x0ba@b.example\x00";
        assert_eq!(bytes, kept);
    }

    #[test]
    fn what_is_damaged_is_told() {
        let mut bytes = vec![BINARY];
        write(&rows()[0], &mut bytes).unwrap();
        let unknown = bytes.iter().position(|byte| *byte == b'u').unwrap();
        let mut other = bytes.clone();
        other[unknown] = b'x';
        for broken in [&bytes[..bytes.len() - 1], &other] {
            assert!(read(&pack(broken).unwrap()).is_err());
        }
    }
}
