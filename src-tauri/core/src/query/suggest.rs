//! What typed filters can be offered while somebody types, with the caret at the end of the text.

use serde::{Deserialize, Serialize};

use super::FilterKey;
use super::typed::{Typed, split_key, split_values, tokens, unquoted};
use crate::text::fold;

/// A typed filter on offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// What it filters by.
    pub key: FilterKey,
    /// The value: a key of its vocabulary, an ISO code, or the number of a group or of an import. `None` while the key alone is on offer.
    pub value: Option<String>,
    /// The name of a group.
    pub label: Option<String>,
    /// How many would match with this value chosen.
    pub count: Option<u32>,
    /// The whole text once the suggestion is taken.
    pub text: String,
}

/// What is being typed at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typing {
    /// A key, perhaps: these begin so.
    Key {
        /// The text before it, with a sign that excludes.
        before: String,
        keys: Vec<FilterKey>,
    },
    /// A value of a key.
    Value {
        /// The text before the filter: what else is asked for.
        others: String,
        /// The text before the value.
        before: String,
        key: FilterKey,
        /// What of the value is there, folded.
        begun: String,
    },
    /// Nothing that a filter could come of.
    Nothing,
}

/// Tells what is being typed at the end of `text`.
pub(crate) fn typing(text: &str) -> Typing {
    let last = tokens(text).pop().filter(|token| token.end == text.len());
    let start = last.map_or(text.len(), |token| token.start);
    let (others, token) = text.split_at(start);
    match split_key(token) {
        Some(typed) => value_of(others, typed),
        None => {
            let name = token.strip_prefix('-').unwrap_or(token);
            let begun = fold(name);
            let begins = |key: &&FilterKey| key.names().iter().any(|name| name.starts_with(&begun));
            let keys: Vec<FilterKey> = FilterKey::ALL.iter().filter(begins).copied().collect();
            let sign = &token[..token.len() - name.len()];
            if keys.is_empty() {
                Typing::Nothing
            } else {
                Typing::Key {
                    before: format!("{others}{sign}"),
                    keys,
                }
            }
        }
    }
}

fn value_of(others: &str, typed: Typed<'_>) -> Typing {
    let begun = split_values(typed.values).pop().unwrap_or_default();
    let done = &typed.values[..typed.values.len() - begun.len()];
    Typing::Value {
        others: others.to_owned(),
        before: format!("{others}{}{done}", typed.head),
        key: typed.key,
        begun: fold(&unquoted(begun)),
    }
}

/// Whether a value may be meant by what is begun: it, or a word of it, begins so in one of its forms.
pub(crate) fn may_mean(forms: &[&str], begun: &str) -> bool {
    begun.is_empty()
        || forms.iter().any(|form| {
            let form = fold(form);
            let mut words = form.split(|c: char| !c.is_alphanumeric());
            form.starts_with(begun) || words.any(|word| word.starts_with(begun))
        })
}

/// The forms by which a value of a vocabulary can be typed: its key and its names.
pub(crate) fn forms_of(key: FilterKey, value: &str) -> Vec<&'static str> {
    use super::words::Named;
    use crate::vocabulary::{
        Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
    };
    fn forms<T: Named>(value: &str) -> Vec<&'static str> {
        let found = T::ALL.iter().find(|named| named.key() == value);
        found.map_or(Vec::new(), |named| {
            vec![named.key(), named.label(), named.chinese()]
        })
    }
    match key {
        FilterKey::Status => forms::<Status>(value),
        FilterKey::Model => forms::<BusinessModel>(value),
        FilterKey::Category => forms::<Category>(value),
        FilterKey::Platform => forms::<Platform>(value),
        FilterKey::Stage => forms::<Stage>(value),
        FilterKey::Source => forms::<SourceKind>(value),
        FilterKey::Archived => forms::<Archived>(value),
        FilterKey::Resized => forms::<Resized>(value),
        FilterKey::Size => forms::<Size>(value),
        FilterKey::Tier => forms::<Tier>(value),
        _ => Vec::new(),
    }
}

impl FilterKey {
    /// What a suggestion writes for the key, with its colon.
    pub(crate) fn typed(self) -> String {
        format!("{}:", self.names()[0])
    }
}
