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

/// The day that is so many days from 1970; `None`: no calendar has it.
pub(crate) fn day_numbered(number: i32) -> Option<Date> {
    let span = Span::new().try_days(number).ok()?;
    date(1970, 1, 1).checked_add(span).ok()
}

/// The day of a number that came from a day.
pub(crate) fn date_of(number: i32) -> Date {
    day_numbered(number).unwrap_or(Date::MAX)
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
            prop_assert_eq!(day_numbered(day), Some(then));
        }
    }

    #[test]
    fn what_no_calendar_has_is_no_day() {
        for number in [i32::MAX, i32::MIN, 9_000_000] {
            assert_eq!(day_numbered(number), None);
        }
    }
}
