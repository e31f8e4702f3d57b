//! Typed filters: `country:DE size:>=M -model:coupon group:"VIP 2026" visits:10k..2m`, among words to search.
//!
//! A token is what stands between white space, quotes holding it together. It is a filter when a known key and a colon begin
//! it, a word otherwise. Values stand between commas, any of them fits; `-` before the key leaves those out who have one.
//! What is not understood is told and left out, and the rest holds: parsing never fails.

use super::reading::{country, nearest, one_named, ordered, read_range};
use super::{Choice, FilterKey, Filters, Range};
use crate::group::GroupId;
use crate::place::Language;
use crate::text::{fold, name_key};
use crate::vocabulary::{Size, Tier};

/// A text taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// The filters that it says.
    pub filters: Filters,
    /// The words to search, folded, none empty.
    pub words: Vec<String>,
    /// What looks like a typed filter and is not understood, as written.
    pub not_understood: Vec<String>,
    /// The text without the filters in `filters`.
    pub rest: String,
}

/// The names of groups, by which typed filters find them.
#[derive(Debug, Clone, Copy)]
pub struct GroupNames<'a>(&'a [(String, GroupId)]);

impl<'a> GroupNames<'a> {
    /// From keys of names (see [`name_key`]) in order, and whose they are.
    pub const fn sorted(names: &'a [(String, GroupId)]) -> Self {
        Self(names)
    }

    /// The group whose name this is, or else the nearest that begins so or has a word that does.
    fn find(self, typed: &str) -> Option<GroupId> {
        nearest(
            self.0.iter().map(|(name, id)| (*id, [name.as_str()])),
            &name_key(typed),
        )
    }
}

/// All filters and words of a text.
pub fn parse(text: &str, groups: &GroupNames<'_>) -> Parsed {
    take_apart(text, *groups, false)
}

/// Takes those filters out of a text that are complete: understood, and with white space behind. All else stays in `rest`, so
/// that somebody can type on.
pub fn extract(text: &str, groups: &GroupNames<'_>) -> Parsed {
    take_apart(text, *groups, true)
}

fn take_apart(text: &str, groups: GroupNames<'_>, only_complete: bool) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = String::new();
    for token in tokens(text) {
        let is_complete = token.end < text.len();
        let written = &text[token.start..token.end];
        let keep = match split_key(written) {
            None => {
                parsed
                    .words
                    .extend(Some(fold(&unquoted(written))).filter(|word| !word.is_empty()));
                true
            }
            Some(_) if only_complete && !is_complete => true,
            Some(typed) => {
                let mut filters = parsed.filters.clone();
                let wrong = typed.add_to(&mut filters, groups);
                let understood = wrong.is_empty();
                if understood || !only_complete {
                    parsed.filters = filters;
                }
                parsed.not_understood.extend(wrong);
                !understood
            }
        };
        if keep {
            if !rest.is_empty() {
                rest.push(' ');
            }
            rest.push_str(written);
            if is_complete && text[token.end..].trim().is_empty() {
                rest.push(' ');
            }
        }
    }
    parsed.rest = rest;
    parsed
}

/// Where a token stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
}

const fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '＂')
}

/// The tokens of a text; a quote that is never closed reaches to the end.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() && !quoted {
            if let Some(start) = start.take() {
                tokens.push(Token { start, end: at });
            }
            continue;
        }
        start.get_or_insert(at);
        quoted ^= is_quote(character);
    }
    tokens.extend(start.map(|start| Token {
        start,
        end: text.len(),
    }));
    tokens
}

/// A token that begins with a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) key: FilterKey,
    pub(super) exclude: bool,
    /// What stands before the values: sign, key and colon as written.
    pub(super) head: &'a str,
    pub(super) values: &'a str,
}

/// The key of a token and what follows it; `None` of a word.
pub(super) fn split_key(token: &str) -> Option<Typed<'_>> {
    let colon = token.find([':', '：'])?;
    let width = token[colon..].chars().next()?.len_utf8();
    let (head, values) = token.split_at(colon + width);
    let name = &head[..colon];
    let plain = name.strip_prefix(['-', '－', '−']).unwrap_or(name);
    let folded = fold(plain);
    let key = FilterKey::ALL
        .iter()
        .find(|key| key.names().contains(&folded.as_str()))?;
    Some(Typed {
        key: *key,
        exclude: plain.len() < name.len(),
        head,
        values,
    })
}

/// The text without its quotes.
pub(super) fn unquoted(text: &str) -> String {
    text.chars().filter(|c| !is_quote(*c)).collect()
}

/// What stands between commas that are not quoted.
pub(super) fn split_values(values: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, character) in values.char_indices() {
        if is_quote(character) {
            quoted = !quoted;
        } else if matches!(character, ',' | '，' | '、') && !quoted {
            parts.push(&values[start..at]);
            start = at + character.len_utf8();
        }
    }
    parts.push(&values[start..]);
    parts
}

impl Typed<'_> {
    /// Adds what it says to `filters`; returns what of it is not understood.
    fn add_to(&self, filters: &mut Filters, groups: GroupNames<'_>) -> Vec<String> {
        let f = filters;
        match self.key {
            FilterKey::Status => self.choose(&mut f.status, one_named),
            FilterKey::Model => self.choose(&mut f.model, one_named),
            FilterKey::Category => self.choose(&mut f.category, one_named),
            FilterKey::Platform => self.choose(&mut f.platform, one_named),
            FilterKey::Stage => self.choose(&mut f.stage, one_named),
            FilterKey::Source => self.choose(&mut f.source, one_named),
            FilterKey::Archived => self.choose(&mut f.archived, one_named),
            FilterKey::Resized => self.choose(&mut f.resized, one_named),
            FilterKey::Size => self.choose(&mut f.size, ordered::<Size>),
            FilterKey::Tier => self.choose(&mut f.tier, ordered::<Tier>),
            FilterKey::Country => self.choose(&mut f.country, country),
            FilterKey::Area => self.choose(&mut f.area, country),
            FilterKey::Language => self.choose(&mut f.language, |value| {
                Language::parse(&fold(value)).into_iter().collect()
            }),
            FilterKey::Group => self.choose(&mut f.group, |value| {
                groups.find(value).into_iter().collect()
            }),
            FilterKey::Import => self.choose(&mut f.import, |value| {
                fold(value).parse().into_iter().collect()
            }),
            FilterKey::Visits => self.bound(&mut f.visits),
            FilterKey::Followers => self.bound(&mut f.followers),
            FilterKey::Engagement => self.bound(&mut f.engagement),
        }
    }

    fn choose<T: PartialEq>(
        &self,
        choice: &mut Choice<T>,
        read: impl Fn(&str) -> Vec<T>,
    ) -> Vec<String> {
        // One filter cannot both want and not want.
        if !choice.values.is_empty() && choice.exclude != self.exclude {
            return vec![format!("{}{}", self.head, self.values)];
        }
        let mut wrong = Vec::new();
        for part in split_values(self.values) {
            let values = read(unquoted(part).trim());
            if values.is_empty() {
                wrong.push(format!("{}{part}", self.head));
            }
            for value in values {
                choice.exclude = self.exclude;
                if !choice.values.contains(&value) {
                    choice.values.push(value);
                }
            }
        }
        wrong
    }

    fn bound(&self, range: &mut Range) -> Vec<String> {
        match read_range(&unquoted(self.values)).filter(|_| !self.exclude) {
            Some(read) => {
                let tighter =
                    |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
                        (Some(a), Some(b)) => Some(pick(a, b)),
                        (a, b) => a.or(b),
                    };
                range.min = tighter(range.min, read.min, f64::max);
                range.max = tighter(range.max, read.max, f64::min);
                Vec::new()
            }
            None => vec![format!("{}{}", self.head, self.values)],
        }
    }
}
