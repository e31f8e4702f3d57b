//! Days: of a moment, and as the numbers by which columns and the file keep them, counted from 1970.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

/// The day of a moment, in UTC: the day that statuses and stages are told by.
pub(crate) fn day_of(moment: Timestamp) -> Date {
    Zoned::new(moment, TimeZone::UTC).date()
}

/// Days from 1970 to `day`. Counted here, since a load asks for two million of them.
pub(crate) fn number_of(day: Date) -> i32 {
    let year = i32::from(day.year());
    let past = year - 1;
    let leap_days = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    // 477 leap days came before 1970.
    (year - 1970) * 365 + leap_days - 477 + i32::from(day.day_of_year()) - 1
}

/// The day that is so many days from 1970.
pub(crate) fn date_of(number: i32) -> Date {
    date(1970, 1, 1).saturating_add(Span::new().days(number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_are_counted_from_1970(day in -700_000_i32..700_000) {
            let span = Span::new().days(day);
            let then = date(1970, 1, 1).checked_add(span).unwrap();
            prop_assert_eq!(number_of(then), day);
        }
    }
}
