//! Cells as a person sees them.

use calamine::{DataRef, ExcelDateTime};

/// How a number is shown, as far as it is another text then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is.
    Plain,
    /// A hundredfold, with a percent sign.
    Percent,
    /// With zeros in front, up to so many digits.
    Padded(usize),
}

impl Shown {
    /// What a format code says: `0.0%`, `00000`.
    pub(super) fn of(code: &str) -> Self {
        let first = code.split(';').next().unwrap_or_default();
        if first.ends_with('%') && !first.contains(['"', '\\']) {
            Self::Percent
        } else if first.len() > 1 && first.bytes().all(|byte| byte == b'0') {
            Self::Padded(first.len().min(64))
        } else {
            Self::Plain
        }
    }
}

/// The text of a cell.
pub(super) fn text_of(value: &DataRef<'_>, shown: Shown) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number_text(*number as f64, shown),
        DataRef::Float(number) => number_text(*number, shown),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => iso_text(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with the 15 digits that a spreadsheet keeps, whole ones without a point.
pub(super) fn number_text(number: f64, shown: Shown) -> String {
    let number = match shown {
        Shown::Percent => number * 100.0,
        _ => number,
    };
    let digits = format!("{number:.14e}");
    let number = digits.parse::<f64>().unwrap_or(number);
    let number = if number == 0.0 { 0.0 } else { number };
    match shown {
        Shown::Percent => format!("{number}%"),
        Shown::Padded(width) if number >= 0.0 && number.fract() == 0.0 => {
            format!("{number:0width$}")
        }
        _ => number.to_string(),
    }
}

/// A day as ISO has it, with the time of day where there is one; or the time alone.
fn moment_text(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() {
        let seconds = (value * 86_400.0).round() as i64;
        let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        return format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match time.as_str() {
        _ if (0.0..1.0).contains(&value) => time,
        "00:00:00" => date,
        _ => format!("{date} {time}"),
    }
}

/// A moment that stands as ISO has it: its day alone at midnight.
pub(super) fn iso_text(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else {
        return text.to_owned();
    };
    if time
        .trim_start_matches(['0', ':', '.'])
        .trim_end_matches('Z')
        .is_empty()
    {
        day.to_owned()
    } else {
        format!("{day} {time}")
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_as_people_see_them() {
        let table = [
            (42.0, Shown::Plain, "42"),
            (-3.0, Shown::Plain, "-3"),
            (-0.0, Shown::Plain, "0"),
            (0.1 + 0.2, Shown::Plain, "0.3"),
            (4915112345678.0, Shown::Plain, "4915112345678"),
            (1234.5, Shown::Plain, "1234.5"),
            (0.035, Shown::Percent, "3.5%"),
            (1.0, Shown::Percent, "100%"),
            (42.0, Shown::Padded(5), "00042"),
            (4.5, Shown::Padded(5), "4.5"),
        ];
        for (number, shown, text) in table {
            assert_eq!(number_text(number, shown), text);
        }
    }

    #[test]
    fn formats_tell_of_percent_and_zeros_in_front() {
        let table = [
            ("General", Shown::Plain),
            ("0", Shown::Plain),
            ("0%", Shown::Percent),
            ("0.00%;[Red]-0.00%", Shown::Percent),
            ("00000", Shown::Padded(5)),
            ("0.00", Shown::Plain),
            ("\"100%\"", Shown::Plain),
        ];
        for (code, shown) in table {
            assert_eq!(Shown::of(code), shown, "{code}");
        }
    }

    #[test]
    fn days_are_as_iso_has_them() {
        let day = |value| {
            moment_text(&ExcelDateTime::new(
                value,
                ExcelDateTimeType::DateTime,
                false,
            ))
        };
        assert_eq!(day(45_943.0), "2025-10-13");
        assert_eq!(day(45_943.5), "2025-10-13 12:00:00");
        assert_eq!(day(0.25), "06:00:00");
        let span = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(moment_text(&span), "36:00:00");
        assert_eq!(iso_text("2026-11-01T00:00:00"), "2026-11-01");
        assert_eq!(iso_text("2026-11-01T13:30:00"), "2026-11-01 13:30:00");
        assert_eq!(iso_text("2026-11-01"), "2026-11-01");
    }
}
