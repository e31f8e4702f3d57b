//! Values that were written by hand and cannot stand.

use prospect_core::by_hand::BadValue;

use super::{CommandError, count};

impl From<BadValue> for CommandError {
    fn from(bad: BadValue) -> Self {
        Self::BadValue {
            limit: count(bad.limit()),
            field: bad.field,
            flaw: bad.flaw,
            place: bad.place,
            suggestion: bad.suggestion,
        }
    }
}
