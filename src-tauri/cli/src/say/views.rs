//! What is wrong with saved views, and with their names.

use prospect_core::group::{NAME_LIMIT, NameIssue};
use prospect_core::query::Place;

use super::quoted;

/// Why a view cannot have a name.
pub fn bad_name(issue: &NameIssue) -> String {
    match issue {
        NameIssue::Empty => "a view needs a name".to_owned(),
        NameIssue::TooLong { characters } => {
            format!("the name has {characters} characters; a view's name has at most {NAME_LIMIT}")
        }
        NameIssue::Taken { existing } => {
            format!("there is a view \"{existing}\" of this list already")
        }
    }
}

/// That a list has no view of a name, and which it has.
pub fn missing(name: &str, place: Place, existing: &[String]) -> String {
    let list = place.label();
    if existing.is_empty() {
        return format!(
            "{list} has no view \"{name}\", nor any other; prospects views save saves one"
        );
    }
    let existing = quoted(existing);
    format!("{list} has no view \"{name}\"; there are {existing}")
}

/// That a view cannot be read.
pub fn unreadable(name: &str) -> String {
    format!(
        "the view \"{name}\" cannot be read: a later version of Prospect Desk saved it, or it is damaged; nothing was changed"
    )
}
