//! What is wrong with values that were written by hand.

use prospect_core::by_hand::{BadValue, Flaw};
use prospect_core::import::{
    Effect, Field, IssueCode, Outcome, Reception, RowIssue, RowReport, Severity,
};

use crate::output::number;

/// What is wrong with a value, as a clause.
pub fn bad_value(bad: &BadValue) -> String {
    let field = bad.field.label();
    let wrong = match bad.flaw {
        Flaw::Missing => format!("{field} must not be empty"),
        Flaw::Invalid => format!("{field} is not valid"),
        Flaw::TooLong => {
            let limit = u32::try_from(bad.limit()).unwrap_or(u32::MAX);
            format!("{field} may have at most {} characters", number(limit))
        }
        Flaw::Taken if bad.field == Field::Handle => format!("{field} is there already"),
        Flaw::Taken => format!("{field} belongs to another contact already"),
    };
    match &bad.suggestion {
        Some(suggestion) => format!("{wrong}, perhaps \"{suggestion}\""),
        None => wrong,
    }
}

/// What becomes of a prospect that is added by hand.
pub fn newcomer(row: &RowReport) -> String {
    let who = row.matched.as_ref().map_or("", |matched| &matched.name);
    match row.outcome {
        Outcome::Create => "A new partner outside the marketplaces.".to_owned(),
        Outcome::Match => format!("It is {who}, who becomes a prospect."),
        Outcome::Update => format!("It is {who}, who is a prospect already; what is new is added."),
        Outcome::Unchanged | Outcome::Error | Outcome::Skipped => {
            format!("It is {who}, with nothing to add.")
        }
    }
}

/// What becomes of an application that is recorded by hand, and what there is to know of it.
pub fn application(row: &RowReport) -> String {
    let who = row.matched.as_ref().map_or("", |matched| &matched.name);
    let reception = row.effects.iter().find_map(|effect| match effect {
        Effect::Application { reception, .. } => Some(*reception),
        _ => None,
    });
    let mut text = match reception {
        Some(Reception::Joins) => format!("It is {who}, who joins at once."),
        Some(Reception::Waits | Reception::Matched) => {
            format!("It is {who}; the application waits.")
        }
        Some(Reception::Shared) => {
            "The invitation is somebody else's: it is linked to nobody, and waits.".to_owned()
        }
        Some(Reception::New) => {
            "A new partner outside the marketplaces; the application waits.".to_owned()
        }
        None => "The same application is there already.".to_owned(),
    };
    let warnings = row.issues.iter();
    for warning in warnings.filter(|issue| issue.code.severity() == Severity::Warning) {
        text.push_str(&format!("\n  {}", issue(warning)));
    }
    text
}

/// What there is to know of one field.
pub fn issue(issue: &RowIssue) -> String {
    let field = issue.field.map(|field| format!("{}: ", field.label()));
    let value = match issue.value.as_str() {
        "" => String::new(),
        value => format!(" \"{value}\""),
    };
    let suggestion = issue.suggestion.as_ref();
    let suggestion = suggestion
        .map(|suggestion| format!(", \"{suggestion}\""))
        .unwrap_or_default();
    format!(
        "{}{}{value}{suggestion}",
        field.unwrap_or_default(),
        issue.code.label().to_lowercase()
    )
}

/// Why a prospect was not added, in one line.
pub fn not_added(row: &RowReport) -> String {
    let errors = row.issues.iter();
    let errors = errors.filter(|issue| issue.code.severity() == Severity::Error);
    let mut told: Vec<String> = errors.map(issue).collect();
    if row
        .issues
        .iter()
        .any(|issue| issue.code == IssueCode::ConflictOfMatches)
    {
        let ids: Vec<String> = row
            .candidates
            .iter()
            .map(|one| format!("{} ({})", one.id.0, one.name))
            .collect();
        told.push(format!("say which with --is: {}, or --new", ids.join(", ")));
    }
    format!("{}; nothing was changed", told.join("; "))
}
