//! `--map "Header=field"`: what the user says of columns, over what is guessed.

use prospect_core::import::{Column, Field};
use prospect_core::text;

use crate::refusal::Refusal;

/// What a column is mapped to when nothing of it is to be imported.
const NOTHING: [&str; 2] = ["", "-"];

/// The mapping of a file's columns with the user's own words over the guessed one. A field that the user gives to a column
/// is taken from the column that was guessed for it.
///
/// # Errors
/// A mapping without `=`, of a column or to a field that is not there.
pub fn settled(columns: &[Column], asked: &[String]) -> Result<Vec<Option<Field>>, Refusal> {
    let mut mapping: Vec<Option<Field>> = columns.iter().map(|column| column.field).collect();
    let mut chosen = vec![false; columns.len()];
    for asked in asked {
        // A header may hold `=`; a field's name does not.
        let (header, field) = asked
            .rsplit_once('=')
            .ok_or_else(|| Refusal::NoMapping(asked.clone()))?;
        let at = position(columns, header)?;
        let field = if NOTHING.contains(&field.trim()) {
            None
        } else {
            Some(field_named(field)?)
        };
        for (other, mapped) in mapping.iter_mut().enumerate() {
            if field.is_some() && *mapped == field && !chosen[other] {
                *mapped = None;
            }
        }
        mapping[at] = field;
        chosen[at] = true;
    }
    Ok(mapping)
}

fn position(columns: &[Column], header: &str) -> Result<usize, Refusal> {
    let exact = columns.iter().position(|column| column.name == header);
    let alike = || {
        let key = text::fold(header.trim());
        columns
            .iter()
            .position(|column| text::fold(column.name.trim()) == key)
    };
    exact.or_else(alike).ok_or_else(|| Refusal::NoColumn {
        column: header.to_owned(),
        columns: columns.iter().map(|column| column.name.clone()).collect(),
    })
}

fn field_named(name: &str) -> Result<Field, Refusal> {
    let key = plain(name);
    let mut fields = Field::ALL.iter().copied();
    fields
        .find(|field| plain(field.key()) == key || plain(field.label()) == key)
        .ok_or_else(|| Refusal::NoField(name.to_owned()))
}

/// `Partner ID`, `partner-id` and `partnerId` are one.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        let column = |name: &str, field| Column {
            name: name.to_owned(),
            field,
            dates: None,
        };
        vec![
            column("Contact", Some(Field::Email)),
            column("Second mail", None),
            column("Company = brand", Some(Field::Name)),
        ]
    }

    fn mapped(asked: &[&str]) -> Result<Vec<Option<Field>>, Refusal> {
        let asked: Vec<String> = asked.iter().map(|asked| (*asked).to_owned()).collect();
        settled(&columns(), &asked)
    }

    #[test]
    fn what_is_said_stands_over_what_is_guessed() {
        let said = mapped(&["second MAIL=email", "Company = brand=-"]).unwrap();
        assert_eq!(said, [None, Some(Field::Email), None]);
        assert_eq!(
            mapped(&["Contact=Partner ID"]).unwrap()[0],
            Some(Field::PartnerId)
        );
        assert_eq!(
            mapped(&["Contact=partner-id"]).unwrap()[0],
            Some(Field::PartnerId)
        );
    }

    #[test]
    fn a_field_given_twice_by_the_user_stays_twice_for_core_to_refuse() {
        let said = mapped(&["Contact=email", "Second mail=email"]).unwrap();
        assert_eq!(said[..2], [Some(Field::Email), Some(Field::Email)]);
    }

    #[test]
    fn a_mapping_that_means_nothing_is_refused() {
        assert!(matches!(mapped(&["Contact"]), Err(Refusal::NoMapping(_))));
        assert!(matches!(
            mapped(&["Phone=email"]),
            Err(Refusal::NoColumn { .. })
        ));
        assert!(matches!(
            mapped(&["Contact=shoe size"]),
            Err(Refusal::NoField(_))
        ));
    }
}
