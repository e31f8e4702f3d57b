//! Days before a given day, as ISO dates.

/// A day, counted from 0000-03-01 in the proleptic Gregorian calendar.
#[derive(Clone, Copy)]
pub struct Day(i64);

impl Day {
    /// The day of year, month (1–12) and day of the month.
    pub fn new((year, month, day): (i16, u8, u8)) -> Day {
        let year = i64::from(year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        Day(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
    }

    /// `yyyy-mm-dd` of `days` days before.
    pub fn before(self, days: u32) -> String {
        let count = self.0 - i64::from(days);
        let (era, of_era) = (count.div_euclid(146_097), count.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year + era * 400 + i64::from(month <= 2);
        format!("{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_before_cross_months_years_and_leap_days() {
        for (day, back, expected) in [
            ((2026, 11, 21), 0, "2026-11-21"),
            ((2026, 3, 1), 1, "2026-02-28"),
            ((2024, 3, 1), 1, "2024-02-29"),
            ((2026, 1, 1), 1, "2025-12-31"),
            ((2026, 11, 21), 365, "2025-11-21"),
            ((2000, 3, 1), 366, "1999-03-01"),
        ] {
            assert_eq!(Day::new(day).before(back), expected);
        }
    }
}
