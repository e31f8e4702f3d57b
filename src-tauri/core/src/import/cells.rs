//! Cells to values, and what is wrong with them, the same way for every field.

use super::figures::Read;
use super::fixes::separators;
use super::names::Names;
use super::{Field, IssueCode, RowIssue};

/// Characters of a value that an issue shows.
const SHOWN: usize = 200;

/// The first characters of a value.
pub(super) fn shown(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((at, _)) => value[..at].to_owned(),
        None => value.to_owned(),
    }
}

/// A text without white space around it, also such as has no width.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// The most problems of a row that are told, for a list in a cell can hold thousands.
const MOST: usize = 100;

/// Collects what is wrong with a row.
pub(super) struct Issues<'a>(pub(super) &'a mut Vec<RowIssue>);

impl Issues<'_> {
    pub(super) fn add(
        &mut self,
        code: IssueCode,
        field: Field,
        value: &str,
        suggestion: Option<String>,
    ) {
        if self.0.len() >= MOST {
            return;
        }
        self.0.push(RowIssue {
            code,
            field: Some(field),
            value: shown(value),
            suggestion,
        });
    }
}

/// The entries of a list in a cell.
pub(super) fn parts<'r>(
    cell: &'r str,
    separators: &'static [char],
) -> impl Iterator<Item = &'r str> {
    cell.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

pub(super) fn one<T: Copy>(
    names: &mut Names<T>,
    cell: &str,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) -> Option<T> {
    if cell.is_empty() {
        return None;
    }
    match names.read(cell) {
        Ok(value) => Some(value),
        Err(near) => {
            issues.add(code, field, cell, near);
            None
        }
    }
}

pub(super) fn many<T: Copy + PartialEq>(
    names: &mut Names<T>,
    cell: &str,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) -> Vec<T> {
    let mut values = Vec::new();
    for entry in parts(cell, separators(field)) {
        let found = names.read(entry);
        add(found, entry, &mut values, code, field, issues);
    }
    values
}

pub(super) fn add<T: PartialEq>(
    found: Result<T, Option<String>>,
    entry: &str,
    values: &mut Vec<T>,
    code: IssueCode,
    field: Field,
    issues: &mut Issues<'_>,
) {
    match found {
        Ok(value) if values.contains(&value) => {}
        Ok(value) => values.push(value),
        Err(near) => issues.add(code, field, entry, near),
    }
}

pub(super) fn figure<T: ToString>(
    cell: &str,
    read: impl Fn(&str) -> Result<Read<T>, IssueCode>,
    field: Field,
    issues: &mut Issues<'_>,
) -> Option<T> {
    if cell.is_empty() {
        return None;
    }
    let read = match read(cell) {
        Ok(read) => read,
        Err(code) => {
            issues.add(code, field, cell, None);
            return None;
        }
    };
    if read.normalised {
        issues.add(
            IssueCode::Normalised,
            field,
            cell,
            Some(read.value.to_string()),
        );
    }
    Some(read.value)
}
