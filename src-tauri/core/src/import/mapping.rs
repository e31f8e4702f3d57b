//! Columns to fields: guessed from the header in many networks' and both languages' wording, then from values.

use super::wordings::WORDINGS;
use super::{Column, Field, FileError, ImportKind};
use crate::text;

/// Columns that our own result files add; they are no part of what was imported.
pub(super) const RESULT_COLUMNS: [&str; 3] = ["Outcome", "Matched name", "Matched ID"];
/// Columns that our own files of rows with errors add.
pub(super) const ERROR_COLUMNS: [&str; 5] = ["Row", "Column", "Code", "Message", "Suggestion"];

/// The key by which headers are the same: folded, letters and digits only, without what stands in brackets.
fn header_key(header: &str) -> String {
    let folded = text::fold(header);
    let outside = match folded.find(['(', '[']) {
        Some(at) if at > 0 => &folded[..at],
        _ => folded.as_str(),
    };
    outside.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The fields that a header may mean, and how well each fits: 0 is best.
fn meanings(header: &str) -> impl Iterator<Item = (usize, Field)> {
    let key = header_key(header);
    WORDINGS.iter().filter_map(move |(field, wordings)| {
        wordings
            .iter()
            .position(|wording| *wording == key)
            .map(|rank| (rank, *field))
    })
}

/// How many of these cells are header words that we know.
pub(super) fn known(cells: &[String]) -> usize {
    let known = cells
        .iter()
        .filter(|cell| cell.len() <= 100 && meanings(cell).next().is_some());
    known.count()
}

/// How many columns of `names` are the file's own: those that our result and error files add stand at the end.
pub(super) fn own_columns(names: &[String]) -> usize {
    let ends_in = |added: &[&str]| {
        names.len() > added.len()
            && names[names.len() - added.len()..]
                .iter()
                .zip(added)
                .all(|(name, added)| name.trim() == *added)
    };
    if ends_in(&ERROR_COLUMNS) {
        names.len() - ERROR_COLUMNS.len()
    } else if ends_in(&RESULT_COLUMNS) {
        names.len() - RESULT_COLUMNS.len()
    } else {
        names.len()
    }
}

/// Whether this program wrote the header: every column is one of ours, named as we name it.
pub(super) fn is_ours(names: &[String]) -> bool {
    let own = &names[..own_columns(names)];
    own.iter()
        .all(|name| Field::ALL.iter().any(|field| field.label() == name))
}

/// The fields that a kind of file can fill.
fn fills(kind: ImportKind, field: Field) -> bool {
    match kind {
        ImportKind::Prospects => !matches!(
            field,
            Field::OtherEmails
                | Field::Channels
                | Field::Languages
                | Field::Categories
                | Field::Areas
                | Field::Description
                | Field::Visits
                | Field::ListedOn
                | Field::LastActiveOn
        ),
        ImportKind::Catalogue => !matches!(field, Field::Group | Field::Notes),
    }
}

/// Guesses what each column fills. No field is filled twice: the wording that fits best wins, then the first column.
pub(super) fn guess(
    names: &[String],
    sample: &[Vec<String>],
    kind: ImportKind,
) -> Vec<Option<Field>> {
    let own = own_columns(names);
    let mut mapping = vec![None; names.len()];
    let mut offers: Vec<(usize, usize, Field)> = Vec::new();
    for (column, name) in names[..own].iter().enumerate() {
        let meant = meanings(name).filter(|(_, field)| fills(kind, *field));
        offers.extend(meant.map(|(rank, field)| (rank, column, field)));
    }
    offers.sort();
    for (_, column, field) in offers {
        if mapping[column].is_none() && !mapping.contains(&Some(field)) {
            mapping[column] = Some(field);
        }
    }
    for (field, fits) in [
        (Field::Email, is_address as fn(&str) -> bool),
        (Field::Website, is_site),
    ] {
        if !mapping.contains(&Some(field)) {
            let column =
                (0..own).find(|column| mapping[*column].is_none() && mostly(sample, *column, fits));
            if let Some(column) = column {
                mapping[column] = Some(field);
            }
        }
    }
    mapping
}

/// Whether most of a column's sample values are such, and at least one is.
fn mostly(sample: &[Vec<String>], column: usize, fits: fn(&str) -> bool) -> bool {
    let values = sample.iter().filter_map(|row| row.get(column));
    let filled: Vec<&str> = values.map(|v| v.trim()).filter(|v| !v.is_empty()).collect();
    let fitting = filled.iter().filter(|value| fits(value)).count();
    fitting > 0 && fitting * 10 >= filled.len() * 8
}

fn is_address(value: &str) -> bool {
    value.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !value.contains(' ')
    })
}

fn is_site(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
}

/// The mapping as given, or guessed, checked against the columns.
///
/// # Errors
/// The mapping is longer than the columns, or fills a field twice.
pub(super) fn settle(
    given: Option<&[Option<Field>]>,
    names: &[String],
    sample: &[Vec<String>],
    kind: ImportKind,
) -> Result<Vec<Option<Field>>, FileError> {
    let Some(given) = given else {
        return Ok(guess(names, sample, kind));
    };
    if given.len() > names.len() {
        return Err(FileError::MappingTooLong {
            mapped: given.len(),
            columns: names.len(),
        });
    }
    let mut mapping = given.to_vec();
    mapping.resize(names.len(), None);
    for (at, field) in mapping.iter().enumerate() {
        if let Some(field) = field
            && mapping[..at].contains(&Some(*field))
        {
            return Err(FileError::MappedTwice(*field));
        }
    }
    Ok(mapping)
}

/// The required fields that no column fills: Email for prospects, and Name where there is no Website either.
pub(super) fn missing(mapping: &[Option<Field>], kind: ImportKind) -> Vec<Field> {
    let filled = |field| mapping.contains(&Some(field));
    let mut missing = Vec::new();
    if kind == ImportKind::Prospects && !filled(Field::Email) {
        missing.push(Field::Email);
    }
    if !filled(Field::Name) && !filled(Field::Website) {
        missing.push(Field::Name);
    }
    missing
}

/// The columns by name and what each fills.
pub(super) fn columns(names: &[String], mapping: &[Option<Field>]) -> Vec<Column> {
    let pairs = names.iter().zip(mapping);
    pairs
        .map(|(name, field)| Column {
            name: name.clone(),
            field: *field,
        })
        .collect()
}
