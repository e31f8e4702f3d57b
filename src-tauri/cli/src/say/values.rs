//! What is wrong with values that were written by hand.

use prospect_core::by_hand::{BadValue, Flaw};

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
        Flaw::Taken => format!("{field} belongs to another contact already"),
    };
    match &bad.suggestion {
        Some(suggestion) => format!("{wrong}, perhaps \"{suggestion}\""),
        None => wrong,
    }
}
