//! How the values of typed filters are read: names of vocabularies, comparisons, and figures as people type them.

use super::Range;
use super::words::Named;
use crate::place::Country;
use crate::text::fold;

/// A country by its code.
pub(super) fn country(value: &str) -> Vec<Country> {
    let code = fold(value);
    // What people write for the United Kingdom is reserved in the standard, and not assigned.
    let code = if code == "uk" { "gb" } else { &code };
    Country::parse(code).into_iter().collect()
}

/// The value of a vocabulary that is named, if one is.
pub(super) fn one_named<T: Named>(value: &str) -> Vec<T> {
    named(value).into_iter().collect()
}

/// The value of a vocabulary that `typed` names, in either language, or else the nearest that begins so.
fn named<T: Named>(typed: &str) -> Option<T> {
    let labels: Vec<(T, [String; 3])> = T::ALL
        .iter()
        .map(|value| {
            (
                *value,
                [value.key(), value.label(), value.chinese()].map(fold),
            )
        })
        .collect();
    let forms = labels
        .iter()
        .map(|(value, forms)| (*value, forms.each_ref().map(String::as_str)));
    nearest(forms, &fold(typed))
}

/// The one that has exactly this form; else the one with the shortest form that begins so; else the one with the shortest word
/// that does. The first among equals.
pub(super) fn nearest<'a, T: Copy, const N: usize>(
    all: impl Iterator<Item = (T, [&'a str; N])> + Clone,
    typed: &str,
) -> Option<T> {
    if typed.is_empty() {
        return None;
    }
    let distance = |form: &str| -> Option<(u8, usize)> {
        if form == typed {
            return Some((0, 0));
        }
        if form.starts_with(typed) {
            return Some((1, form.len()));
        }
        let words = form.split(|c: char| !c.is_alphanumeric());
        let shortest = words
            .filter(|word| word.starts_with(typed))
            .map(str::len)
            .min();
        shortest.map(|length| (2, length))
    };
    all.filter_map(|(value, forms)| {
        let best = forms.iter().filter_map(|form| distance(form)).min();
        best.map(|best| (best, value))
    })
    .min_by_key(|(best, _)| *best)
    .map(|(_, value)| value)
}

/// How a value compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    AtMost,
    Above,
    Below,
    Exactly,
}

/// The sign before a value, and the value.
fn comparison(folded: &str) -> (Option<Comparison>, &str) {
    const SIGNS: [(&str, Comparison); 10] = [
        (">=", Comparison::AtLeast),
        ("=>", Comparison::AtLeast),
        ("≥", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        ("=<", Comparison::AtMost),
        ("≤", Comparison::AtMost),
        (">", Comparison::Above),
        ("<", Comparison::Below),
        ("==", Comparison::Exactly),
        ("=", Comparison::Exactly),
    ];
    SIGNS
        .iter()
        .find_map(|(sign, comparison)| {
            Some((Some(*comparison), folded.strip_prefix(sign)?.trim_start()))
        })
        .unwrap_or((None, folded))
}

/// Values of an ordered vocabulary: `m`, `>=m`, `s..l`.
pub(super) fn ordered<T: Named>(value: &str) -> Vec<T> {
    let folded = fold(value);
    let at = |typed: &str| {
        let value: T = named(typed.trim())?;
        T::ALL.iter().position(|other| other.key() == value.key())
    };
    let last = T::ALL.len() - 1;
    let span = if let Some((from, to)) = folded.split_once("..") {
        let from = if from.trim().is_empty() {
            Some(0)
        } else {
            at(from)
        };
        let to = if to.trim().is_empty() {
            Some(last)
        } else {
            at(to)
        };
        from.zip(to)
    } else {
        let (sign, typed) = comparison(&folded);
        at(typed).and_then(|at| match sign {
            None | Some(Comparison::Exactly) => Some((at, at)),
            Some(Comparison::AtLeast) => Some((at, last)),
            Some(Comparison::AtMost) => Some((0, at)),
            Some(Comparison::Above) => Some((at + 1, last)),
            Some(Comparison::Below) => Some((0, at.checked_sub(1)?)),
        })
    };
    span.and_then(|(from, to)| T::ALL.get(from..=to))
        .unwrap_or_default()
        .to_vec()
}

/// A range of a figure: `>=10000`, `100k..2m`, `<3`; a figure alone is the least that passes.
pub(super) fn read_range(values: &str) -> Option<Range> {
    let folded = fold(values);
    if let Some((from, to)) = folded.split_once("..") {
        let range = Range {
            min: optional(from)?,
            max: optional(to)?,
        };
        let is_span = match (range.min, range.max) {
            (Some(min), Some(max)) => min <= max,
            (min, max) => min.or(max).is_some(),
        };
        return is_span.then_some(range);
    }
    let (sign, figure) = comparison(&folded);
    let figure = number(figure)?;
    Some(match sign {
        None | Some(Comparison::AtLeast) => Range {
            min: Some(figure),
            max: None,
        },
        Some(Comparison::AtMost) => Range {
            min: None,
            max: Some(figure),
        },
        // Both ends of a range belong to it, so the next number begins it.
        Some(Comparison::Above) => Range {
            min: Some(figure.next_up()),
            max: None,
        },
        Some(Comparison::Below) => Range {
            min: None,
            max: Some(figure.next_down()),
        },
        Some(Comparison::Exactly) => Range {
            min: Some(figure),
            max: Some(figure),
        },
    })
}

/// An end of a range that may be left out; `None` when there is something that is no number.
fn optional(text: &str) -> Option<Option<f64>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    number(text).map(Some)
}

/// A number as people type it: `10000`, `10,000`, `1.5k`, `2m`, `3%`, `20万`.
fn number(folded: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("k", 1e3),
        ("m", 1e6),
        ("b", 1e9),
        ("万", 1e4),
        ("亿", 1e8),
        ("%", 1.0),
    ];
    let text = folded.trim();
    let (digits, unit) = UNITS
        .iter()
        .find_map(|(sign, unit)| Some((text.strip_suffix(sign)?, *unit)))
        .unwrap_or((text, 1.0));
    let digits: String = digits
        .chars()
        .filter(|c| !matches!(c, ',' | '_' | ' '))
        .collect();
    // Words such as "inf" and exponents are no figures here.
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let figure = digits.parse::<f64>().ok()? * unit;
    figure.is_finite().then_some(figure)
}
