//! The names by which files call countries, languages and the field's vocabularies, in English and Chinese.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::place::{Country, Language};
use crate::text;
use crate::vocabulary::{BusinessModel, Category, Kind, Platform};

mod tables;

/// How near a name must be to be suggested: 1 is the same.
const NEAR: f64 = 0.84;
/// The longest text for which a nearest name is looked for, in characters.
const NEAREST_LIMIT: usize = 60;
/// Texts whose meaning is remembered, and for which a nearest name is looked for; none longer than so many bytes.
pub(super) const REMEMBERED: usize = 20_000;
pub(super) const REMEMBERED_LENGTH: usize = 240;

/// Names of values, and what was made of the texts met so far.
pub(super) struct Names<T: 'static> {
    table: &'static Table<T>,
    met: FxHashMap<String, Result<T, Option<String>>>,
}

/// Names of values. It takes a while to be made, and is made once.
struct Table<T> {
    exact: FxHashMap<String, T>,
    /// Names to suggest, with the key to compare.
    shown: Vec<(String, String)>,
    /// Words that are no name of a value, but mean one.
    hints: FxHashMap<String, String>,
}

/// The key by which names are the same: folded, letters and digits only.
fn squash(name: &str) -> String {
    text::fold(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

impl<T: Copy> Table<T> {
    fn new() -> Self {
        Self {
            exact: FxHashMap::default(),
            shown: Vec::new(),
            hints: FxHashMap::default(),
        }
    }

    /// `value` is called so, and `label` is what is suggested.
    fn name<'a>(&mut self, value: T, label: &str, names: impl IntoIterator<Item = &'a str>) {
        self.show(label, label);
        self.exact.insert(squash(label), value);
        for name in names {
            self.exact.entry(squash(name)).or_insert(value);
        }
    }

    fn show(&mut self, name: &str, label: &str) {
        self.shown.push((text::fold(name), label.to_owned()));
    }

    fn hint(&mut self, label: &str, words: &[&str]) {
        for word in words {
            self.hints.insert(squash(word), label.to_owned());
        }
    }

    fn nearest(&self, text: &str) -> Option<String> {
        if let Some(label) = self.hints.get(&squash(text)) {
            return Some(label.clone());
        }
        nearest(
            text,
            self.shown
                .iter()
                .map(|(key, label)| (key.as_str(), label.as_str())),
        )
    }
}

impl<T: Copy> Names<T> {
    fn of(table: &'static Table<T>) -> Self {
        Self {
            table,
            met: FxHashMap::default(),
        }
    }

    /// The value that `text` names, or the nearest name.
    pub(super) fn read(&mut self, text: &str) -> Result<T, Option<String>> {
        if let Some(met) = self.met.get(text) {
            return met.clone();
        }
        let found = match self.table.exact.get(&squash(text)) {
            Some(value) => Ok(*value),
            None if self.met.len() < REMEMBERED => Err(self.table.nearest(text)),
            None => Err(None),
        };
        if self.met.len() < REMEMBERED && text.len() <= REMEMBERED_LENGTH {
            self.met.insert(text.to_owned(), found.clone());
        }
        found
    }
}

/// The label whose folded name is nearest to `text`, when it is near.
pub(super) fn nearest<'a>(
    text: &str,
    names: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    let folded = text::fold(text);
    let length = folded.chars().count();
    if folded.is_empty() || length > NEAREST_LIMIT {
        return None;
    }
    let closeness = |name: &str| {
        let within = length >= 4 && name.contains(folded.as_str())
            || name.chars().count() >= 4 && folded.contains(name);
        let alike = strsim::jaro_winkler(&folded, name);
        if within { alike.max(0.9) } else { alike }
    };
    names
        .map(|(name, label)| (closeness(name), label))
        .filter(|(closeness, _)| *closeness >= NEAR)
        .reduce(|best, other| if other.0 > best.0 { other } else { best })
        .map(|(_, label)| label.to_owned())
}

/// The rows of a table: fields parted by `|`, a line a row.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().map(|line| line.split('|').collect())
}

/// Countries by alpha-2, alpha-3 and name.
pub(super) fn countries() -> Names<Country> {
    static TABLE: LazyLock<Table<Country>> = LazyLock::new(countries_table);
    Names::of(&TABLE)
}

fn countries_table() -> Table<Country> {
    let mut names = Table::new();
    for row in rows(include_str!("countries.txt")) {
        if let [code, alpha3, english, others @ ..] = row.as_slice()
            && let Some(country) = Country::parse(code)
        {
            names.name(
                country,
                english,
                others.iter().copied().chain([*code, *alpha3]),
            );
            for other in others {
                names.show(other, english);
            }
        }
    }
    names
}

/// Languages by both codes and name, with or without a region behind the code.
pub(super) fn languages() -> Names<Language> {
    static TABLE: LazyLock<Table<Language>> = LazyLock::new(languages_table);
    Names::of(&TABLE)
}

fn languages_table() -> Table<Language> {
    let mut names = Table::new();
    for row in rows(include_str!("languages.txt")) {
        if let [code, alpha3, english, others @ ..] = row.as_slice()
            && let Some(language) = Language::parse(code)
        {
            names.name(
                language,
                english,
                others.iter().copied().chain([*code, *alpha3]),
            );
        }
    }
    for language in Language::all() {
        names
            .exact
            .entry(language.as_str().to_owned())
            .or_insert(language);
    }
    names
}

/// Kinds of account.
pub(super) fn kinds() -> Names<Kind> {
    static TABLE: LazyLock<Table<Kind>> = LazyLock::new(kinds_table);
    Names::of(&TABLE)
}

fn kinds_table() -> Table<Kind> {
    let mut names = Table::new();
    for (kind, others, hints) in tables::KINDS {
        names.name(*kind, kind.label(), others.iter().copied());
        names.hint(kind.label(), hints);
    }
    names
}

/// Yes and no.
pub(super) fn yes_or_no() -> Names<bool> {
    static TABLE: LazyLock<Table<bool>> = LazyLock::new(yes_or_no_table);
    Names::of(&TABLE)
}

fn yes_or_no_table() -> Table<bool> {
    let mut names = Table::new();
    names.name(true, "Yes", tables::YES.split(' '));
    names.name(false, "No", tables::NO.split(' '));
    names
}

/// Platforms.
pub(super) fn platforms() -> Names<Platform> {
    static TABLE: LazyLock<Table<Platform>> = LazyLock::new(platforms_table);
    Names::of(&TABLE)
}

fn platforms_table() -> Table<Platform> {
    let mut names = Table::new();
    for (platform, others) in tables::PLATFORMS {
        names.name(*platform, platform.label(), others.iter().copied());
    }
    names
}

/// Business models. Only the field's own names count; what else people say is suggested.
pub(super) fn business_models() -> Names<BusinessModel> {
    static TABLE: LazyLock<Table<BusinessModel>> = LazyLock::new(business_models_table);
    Names::of(&TABLE)
}

fn business_models_table() -> Table<BusinessModel> {
    let mut names = Table::new();
    for (model, chinese, hints) in tables::BUSINESS_MODELS {
        names.name(
            *model,
            model.label(),
            chinese.iter().copied().chain([model.key()]),
        );
        names.hint(model.label(), hints);
    }
    names
}

/// Categories.
pub(super) fn categories() -> Names<Category> {
    static TABLE: LazyLock<Table<Category>> = LazyLock::new(categories_table);
    Names::of(&TABLE)
}

fn categories_table() -> Table<Category> {
    let mut names = Table::new();
    for (category, chinese, hints) in tables::CATEGORIES {
        names.name(
            *category,
            category.label(),
            chinese.iter().copied().chain([category.key()]),
        );
        names.hint(category.label(), hints);
    }
    names
}
