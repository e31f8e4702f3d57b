//! Typed filters: no word is lost, and what was understood can be written down and is understood again.

use prospect_core::group::GroupId;
use prospect_core::place::{Country, Language};
use prospect_core::query::typed::{GroupNames, Parsed, extract, parse};
use prospect_core::query::{Choice, FilterKey, Filters, Range};
use prospect_core::text::{fold, name_key};

/// Takes a text apart.
pub fn holds(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let mut names: Vec<(String, GroupId)> = ["VIP 2026", "DACH", "Tom & Co, gold", "春季新品"]
        .iter()
        .zip(1..)
        .map(|(name, id)| (name_key(name), GroupId(id)))
        .collect();
    names.sort();
    let groups = GroupNames::sorted(&names);
    let parsed = parse(text, &groups);
    assert_eq!(fold(&fold(text)), fold(text), "folding is done once");
    if !text.contains([':', '：']) {
        let all = fold(&without_quotes(text));
        assert_eq!(parsed.words.join(" "), all, "no word is lost");
    }
    let rest = parse(&parsed.rest, &groups);
    assert_eq!(rest.words, parsed.words, "the rest holds all words");
    let taken = extract(text, &groups);
    let left = parse(&taken.rest, &groups);
    assert_eq!(left.words, parsed.words, "all words stay while one types");

    let written = written(&parsed, &names);
    let again = parse(&written, &groups);
    assert_eq!(again.filters, parsed.filters, "{written:?}");
    assert_eq!(again.words, parsed.words, "{written:?}");
    assert!(again.not_understood.is_empty(), "{written:?}");
}

fn without_quotes(text: &str) -> String {
    text.replace(['"', '“', '”', '＂'], "")
}

/// The filters and words as somebody would type them.
fn written(parsed: &Parsed, groups: &[(String, GroupId)]) -> String {
    let mut all: Vec<String> = FilterKey::ALL
        .iter()
        .flat_map(|key| filter(*key, &parsed.filters, groups))
        .collect();
    all.extend(parsed.words.iter().map(|word| format!("\"{word}\"")));
    all.join(" ")
}

fn filter(key: FilterKey, filters: &Filters, groups: &[(String, GroupId)]) -> Vec<String> {
    let f = filters;
    let name = |id: &GroupId| {
        let found = groups.iter().find(|(_, other)| other == id);
        found.map(|(name, _)| name.clone()).unwrap_or_default()
    };
    match key {
        FilterKey::Status => values(key, &f.status, |v| v.key().to_owned()),
        FilterKey::Model => values(key, &f.model, |v| v.key().to_owned()),
        FilterKey::Category => values(key, &f.category, |v| v.key().to_owned()),
        FilterKey::Country => values(key, &f.country, Country::to_string),
        FilterKey::Language => values(key, &f.language, Language::to_string),
        FilterKey::Area => values(key, &f.area, Country::to_string),
        FilterKey::Size => values(key, &f.size, |v| v.key().to_owned()),
        FilterKey::Group => values(key, &f.group, name),
        FilterKey::Platform => values(key, &f.platform, |v| v.key().to_owned()),
        FilterKey::Tier => values(key, &f.tier, |v| v.key().to_owned()),
        FilterKey::Stage => values(key, &f.stage, |v| v.key().to_owned()),
        FilterKey::Source => values(key, &f.source, |v| v.key().to_owned()),
        FilterKey::Archived => values(key, &f.archived, |v| v.key().to_owned()),
        FilterKey::Resized => values(key, &f.resized, |v| v.key().to_owned()),
        FilterKey::Import => values(key, &f.import, u32::to_string),
        FilterKey::Visits => bounds(key, f.visits),
        FilterKey::Followers => bounds(key, f.followers),
        FilterKey::Engagement => bounds(key, f.engagement),
    }
}

fn values<T>(key: FilterKey, choice: &Choice<T>, name: impl Fn(&T) -> String) -> Vec<String> {
    let sign = if choice.exclude { "-" } else { "" };
    let names: Vec<String> = choice
        .values
        .iter()
        .map(|value| format!("\"{}\"", name(value)))
        .collect();
    let written = (!names.is_empty()).then(|| format!("{sign}{}:{}", key.key(), names.join(",")));
    written.into_iter().collect()
}

fn bounds(key: FilterKey, range: Range) -> Vec<String> {
    let bound = |sign, figure: Option<f64>| {
        // What lies below nothing is written as such.
        figure.map(|figure| match figure {
            figure if figure < 0.0 => format!("{}:<0", key.key()),
            figure => format!("{}:{sign}{figure}", key.key()),
        })
    };
    bound(">=", range.min)
        .into_iter()
        .chain(bound("<=", range.max))
        .collect()
}
