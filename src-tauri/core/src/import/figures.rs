//! What single cells hold: counts and rates, read with care.

use unicode_normalization::UnicodeNormalization;

/// A value read from a cell, and whether more was made of it than stands there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Read<T> {
    pub(super) value: T,
    pub(super) normalised: bool,
}

/// Reads a count: digits, with thousands parted by `,` `.` `'` or spaces, or a round figure such as `12.5K` or `3万`.
pub(super) fn read_count(cell: &str) -> Option<Read<u32>> {
    if cell.len() <= 10 && !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Read {
            value: cell.parse().ok()?,
            normalised: false,
        });
    }
    if cell.len() > 60 {
        return None;
    }
    let plain: String = cell.nfkc().collect();
    let plain = plain.trim();
    let units = [
        ('k', 1e3),
        ('K', 1e3),
        ('千', 1e3),
        ('万', 1e4),
        ('萬', 1e4),
        ('m', 1e6),
        ('M', 1e6),
        ('亿', 1e8),
    ];
    for (unit, times) in units {
        if let Some(figure) = plain.strip_suffix(unit) {
            let figure = read_decimal(figure.trim_end())? * times;
            let value = figure.round();
            let fits = (0.0..=f64::from(u32::MAX)).contains(&value);
            return fits.then_some(Read {
                value: value as u32,
                normalised: true,
            });
        }
    }
    let (whole, zeros) = match plain.rsplit_once('.') {
        Some((whole, zeros))
            if zeros.len() <= 2 && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') =>
        {
            (whole, true)
        }
        _ => (plain, false),
    };
    let (digits, dots) = ungroup(whole)?;
    Some(Read {
        value: digits.parse().ok()?,
        normalised: zeros || dots,
    })
}

/// The digits of a number whose thousands are parted alike; whether by dots, which could have been decimals.
fn ungroup(number: &str) -> Option<(String, bool)> {
    let Some(separator) = number.chars().find(|c| !c.is_ascii_digit()) else {
        return (!number.is_empty()).then(|| (number.to_owned(), false));
    };
    if !matches!(
        separator,
        ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'
    ) {
        return None;
    }
    let mut groups = number.split(separator);
    let first = groups.next()?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let first_fits = (1..=3).contains(&first.len()) && digits(first);
    let rest: Vec<&str> = groups.collect();
    let fits = first_fits && rest.iter().all(|group| group.len() == 3 && digits(group));
    fits.then(|| (format!("{first}{}", rest.concat()), separator == '.'))
}

/// Reads a number with a decimal point or comma.
fn read_decimal(text: &str) -> Option<f64> {
    let (whole, part) = match text.find(['.', ',']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "0"),
    };
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit())
    };
    (digits(whole) && digits(part)).then(|| format!("{whole}.{part}").parse().ok())?
}

/// Reads a rate in percent, with or without its sign: `4.2`, `12,5 %`. More than 1,000 % is none.
pub(super) fn read_percent(cell: &str) -> Option<f32> {
    if cell.len() > 60 {
        return None;
    }
    let plain: String = cell.nfkc().collect();
    let figure = read_decimal(plain.trim().trim_end_matches('%').trim_end())?;
    (figure <= 1_000.0).then_some(figure as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_with_care() {
        let table = [
            ("1234", Some((1_234, false))),
            ("1,234", Some((1_234, false))),
            ("1 234 567", Some((1_234_567, false))),
            ("1’234", Some((1_234, false))),
            ("１２３", Some((123, false))),
            ("1.234", Some((1_234, true))),
            ("1234.0", Some((1_234, true))),
            ("12.5k", Some((12_500, true))),
            ("1,2M", Some((1_200_000, true))),
            ("3.5万", Some((35_000, true))),
            ("12,34", None),
            ("1,234.5", None),
            ("-5", None),
            ("4294967296", None),
            ("99999M", None),
            ("", None),
            ("1e5", None),
        ];
        for (cell, read) in table {
            let found = read_count(cell).map(|read| (read.value, read.normalised));
            assert_eq!(found, read, "{cell:?}");
        }
    }

    #[test]
    fn rates_are_percent() {
        let table = [
            ("4.2", Some(4.2)),
            ("12.5 %", Some(12.5)),
            ("12,5%", Some(12.5)),
            ("８％", Some(8.0)),
            ("1001", None),
            ("x", None),
            ("-1", None),
        ];
        for (cell, read) in table {
            assert_eq!(read_percent(cell), read, "{cell:?}");
        }
    }
}
