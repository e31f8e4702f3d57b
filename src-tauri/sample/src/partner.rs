//! Row *i* of the partners: its name first, and from the name's words its category and business model.

use std::collections::HashSet;

use crate::entry::{Channel, Entry, Source, ages, areas, categories, describe, languages, website};
use crate::fold::{fill, slug};
use crate::lexicon::{Lang, Lexicon};
use crate::reach;
use crate::rng::{Rng, scatter};
use crate::vocabulary::{CATEGORIES, MODELS, model_name};

/// A name that no other partner of the language has, and what it tells.
pub struct Coined {
    /// Display name.
    pub text: String,
    /// The label of the domain.
    pub label: String,
    /// Main category.
    pub category: usize,
    /// Letter of the business model, or `?`.
    pub model: char,
}

/// The patterns and topics of each language whose names no other pair spells, in any language.
pub fn distinct_names(lexicon: &Lexicon) -> Vec<Vec<(usize, usize)>> {
    let mut taken = HashSet::new();
    let names_of = |lang: &Lang, taken: &mut HashSet<String>| {
        let pairs = (0..lang.topics.len())
            .flat_map(|topic| (0..lang.names.len()).map(move |pattern| (pattern, topic)));
        pairs
            .filter(|pair| taken.insert(spelt(lang, *pair).1.replace('-', "")))
            .collect()
    };
    lexicon
        .0
        .iter()
        .map(|lang| names_of(lang, &mut taken))
        .collect()
}

/// The name of a pattern and a topic, and its domain label with a hyphen for every gap.
fn spelt(lang: &Lang, (at, topic): (usize, usize)) -> (String, String) {
    let (pattern, word) = (&lang.names[at], lang.topics[topic].1);
    let (siblings, own) = lang.siblings(topic);
    let other = siblings[(own + 1 + at % (siblings.len() - 1)) % siblings.len()].1;
    let text = fill(pattern.text, |key| match key {
        's' => word.stem,
        'm' => other.noun,
        _ => word.noun,
    });
    let latin = match pattern.roman {
        "" => text.clone(),
        roman => fill(roman, |key| {
            if key == 'm' {
                other.latin()
            } else {
                word.latin()
            }
        }),
    };
    let label = slug(&latin, lang.code);
    (text, label)
}

/// The `j`-th name of language `lang`. Once all of its own are used, a place is added, and then a number, which keeps
/// namesakes apart.
pub fn coin(source: &Source, lang: usize, j: u64) -> Coined {
    let (names, lang) = (&source.names[lang], &source.lexicon.0[lang]);
    let count = names.len() as u64;
    let (round, at) = (j / count, scatter(j % count, count, 17));
    let pair = names[at as usize];
    let (mut text, mut label) = spelt(lang, pair);
    let (category, model) = (lang.topics[pair.1].0, lang.names[pair.0].model);
    if label.len() < 20 && Rng::new(2, at).chance(450) {
        label.retain(|c| c != '-');
    }
    if let Some(again) = round.checked_sub(1) {
        let towns = lang.cities.len() as u64;
        let town = lang.cities[((again + at) % towns) as usize];
        let lap = again / towns;
        let number = if lap == 0 {
            String::new()
        } else {
            (lap + 1).to_string()
        };
        let gap = if town.roman.is_empty() { " " } else { "·" };
        text = format!("{text}{gap}{}{number}", town.noun);
        label = format!("{label}-{}{number}", slug(town.latin(), lang.code));
    }
    Coined {
        text,
        label,
        category,
        model,
    }
}

/// Partner `i` of the catalogue.
pub fn partner(source: &Source, i: u64) -> Entry {
    let rng = &mut Rng::new(1, i);
    let (place, lang, j) = source.partners.of(i);
    let coined = coin(source, lang, j);
    let lang = &source.lexicon.0[lang];
    let Coined {
        text,
        label,
        category,
        model,
    } = coined;
    let model = if model == '?' {
        MODELS[rng.weighted(&MODELS.map(|(.., weight)| weight))].0
    } else {
        model
    };
    let domain = format!("{label}.example");
    let visits = reach::visits(rng);
    let channels = channels(rng, lang.code, &label, visits.unwrap_or(800));
    let (listed_ago, active_ago) = ages(rng);
    let mut entry = Entry {
        id: 1_000_000 + scatter(2 * i, 9_000_000, 4_127_733),
        kind: "Partner",
        name: dressed(rng, lang, text, category),
        description: describe(rng, lang, category, model),
        website: website(rng, &domain, lang.code),
        email: String::new(),
        first: "",
        last: "",
        title: "",
        other_emails: String::new(),
        country: if rng.chance(20) { "" } else { place.country },
        languages: languages(rng, place),
        model: model_name(model),
        categories: categories(rng, category),
        areas: areas(rng, place),
        channels,
        visits,
        listed_ago,
        active_ago,
        domain,
    };
    contact(rng, lang, &mut entry);
    if rng.chance(30) {
        entry.description.clear();
    }
    if rng.chance(25) {
        entry.website.clear();
    }
    entry
}

fn contact(rng: &mut Rng, lang: &Lang, entry: &mut Entry) {
    let (first, last) = (rng.pick(&lang.first), rng.pick(&lang.last));
    let mailbox = *rng.pick(&lang.mailboxes);
    let personal = rng.chance(450);
    if personal || rng.chance(600) {
        (entry.first, entry.last) = (first.noun, last.noun);
        entry.title = if rng.chance(700) {
            *rng.pick(&lang.titles)
        } else {
            ""
        };
    }
    let (given, family) = (
        slug(first.latin(), lang.code),
        slug(last.latin(), lang.code),
    );
    let local = match (personal, rng.below(4)) {
        (false, _) => mailbox.to_owned(),
        (true, 0) => given,
        (true, 1) => format!("{}.{family}", &given[..1]),
        (true, _) => format!("{given}.{family}"),
    };
    let domain = &entry.domain;
    if rng.chance(180) {
        entry.other_emails = format!("ads@{domain}");
        if rng.chance(250) {
            entry.other_emails += &format!("; presse@{domain}");
        }
    }
    if !rng.chance(30) {
        entry.email = format!("{local}@{domain}");
    }
}

/// Now and then a legal form, quotes, an emoji or a motto, as real listings have them.
fn dressed(rng: &mut Rng, lang: &Lang, name: String, category: usize) -> String {
    match rng.below(1000) {
        0..30 => format!("{name}{}", rng.pick(&lang.legal)),
        30..34 => format!("\"{name}\""),
        34..44 => format!("{name} {}", CATEGORIES[category].3),
        44..50 => {
            let items = lang.items[category]
                .iter()
                .take(3)
                .copied()
                .collect::<Vec<_>>();
            format!("{name} – {}", items.join(&lang.list))
        }
        _ => name,
    }
}

fn channels(rng: &mut Rng, lang: &str, label: &str, visits: u64) -> Vec<Channel> {
    let platforms: &[&'static str] = match lang {
        "zh" => &["Weibo", "Xiaohongshu", "Bilibili", "Douyin"],
        _ => &[
            "Instagram",
            "Facebook",
            "YouTube",
            "Pinterest",
            "LinkedIn",
            "X",
            "TikTok",
        ],
    };
    let count = rng.weighted(&[60, 24, 12, 4]);
    let first = rng.below(platforms.len());
    // Labels differ, perhaps by a hyphen alone: it becomes another mark, never nothing.
    let handle = label.replace('-', if rng.chance(600) { "_" } else { "." });
    let each = (0..count).map(|n| {
        let followers = (visits as f64).powf(0.82) * rng.spread(0.2, 4.0, 1.0);
        let followers = (followers as u64).max(40) + rng.below(60) as u64;
        let platform = platforms[(first + n) % platforms.len()];
        Channel {
            platform,
            handle: handle.clone(),
            followers,
            engagement: reach::engagement(rng, followers),
        }
    });
    each.collect()
}
