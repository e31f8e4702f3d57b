//! One partner or creator, before it becomes a line of a file.

use std::fmt::Write;

use crate::calendar::Day;
use crate::fold::{fill, sentence};
use crate::lexicon::{Lang, Lexicon};
use crate::partner::distinct_names;
use crate::places::{Place, Schedule};
use crate::rng::Rng;
use crate::vocabulary::CATEGORIES;

/// The lists and schedules that every row is drawn from.
pub struct Source {
    /// The word lists.
    pub lexicon: Lexicon,
    /// The patterns and topics that make each language's names.
    pub names: Vec<Vec<(usize, usize)>>,
    /// Where partners live.
    pub partners: Schedule,
    /// Where creators live.
    pub creators: Schedule,
}

impl Source {
    /// Reads the word lists and lays the schedules.
    pub fn load() -> Source {
        let lexicon = Lexicon::load();
        let (partners, creators) = (
            Schedule::new(&lexicon, false),
            Schedule::new(&lexicon, true),
        );
        Source {
            names: distinct_names(&lexicon),
            lexicon,
            partners,
            creators,
        }
    }
}

/// A social channel.
#[derive(Clone)]
pub struct Channel {
    /// The platform's name.
    pub platform: &'static str,
    /// The handle without `@`.
    pub handle: String,
    /// Followers.
    pub followers: u64,
    /// Engagement in tenths of a per cent.
    pub engagement: u32,
}

/// A row of the catalogue.
#[derive(Clone)]
pub struct Entry {
    /// The network's number for it.
    pub id: u64,
    /// `Partner` or `Creator`.
    pub kind: &'static str,
    /// Display name.
    pub name: String,
    /// One or two sentences, or empty.
    pub description: String,
    /// Its domain, which its website and most of its addresses stand on.
    pub domain: String,
    /// Website as listed, or empty.
    pub website: String,
    /// First contact's address, or empty.
    pub email: String,
    /// First contact's given name, or empty.
    pub first: &'static str,
    /// First contact's family name, or empty.
    pub last: &'static str,
    /// First contact's title, or empty.
    pub title: &'static str,
    /// Further addresses, joined.
    pub other_emails: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: &'static str,
    /// ISO 639-1 codes, joined.
    pub languages: String,
    /// Business model.
    pub model: &'static str,
    /// Categories, joined.
    pub categories: String,
    /// Promotional areas, joined.
    pub areas: String,
    /// Social channels.
    pub channels: Vec<Channel>,
    /// Visits a month.
    pub visits: Option<u64>,
    /// Days since it was listed.
    pub listed_ago: u32,
    /// Days since it was last active.
    pub active_ago: Option<u32>,
}

/// The columns of a catalogue file, in order.
pub const CATALOGUE_HEADER: [&str; 19] = [
    "Partner ID",
    "Type",
    "Name",
    "Description",
    "Website",
    "Email",
    "First name",
    "Last name",
    "Title",
    "Other emails",
    "Country",
    "Languages",
    "Business model",
    "Categories",
    "Promotional areas",
    "Channels",
    "Monthly visits",
    "Listed on",
    "Last active on",
];

impl Entry {
    /// Its fields in the order of [`CATALOGUE_HEADER`].
    pub fn record(&self, today: Day) -> [String; 19] {
        let mut channels = String::new();
        for channel in &self.channels {
            let gap = if channels.is_empty() { "" } else { "; " };
            let (whole, tenth) = (channel.engagement / 10, channel.engagement % 10);
            let Channel {
                platform,
                handle,
                followers,
                ..
            } = channel;
            let _ = write!(
                channels,
                "{gap}{platform} @{handle} {followers} {whole}.{tenth}%"
            );
        }
        [
            self.id.to_string(),
            self.kind.into(),
            self.name.clone(),
            self.description.clone(),
            self.website.clone(),
            self.email.clone(),
            self.first.into(),
            self.last.into(),
            self.title.into(),
            self.other_emails.clone(),
            self.country.into(),
            self.languages.clone(),
            self.model.into(),
            self.categories.clone(),
            self.areas.clone(),
            channels,
            self.visits.map_or_else(String::new, |n| n.to_string()),
            today.before(self.listed_ago),
            self.active_ago
                .map_or_else(String::new, |days| today.before(days)),
        ]
    }
}

/// Days since listing and since the last activity: 8 % new (90 days), 65 % active in the last year, the rest not.
pub fn ages(rng: &mut Rng) -> (u32, Option<u32>) {
    match rng.below(100) {
        0..8 => {
            let listed = rng.between(0, 89);
            (listed, Some(rng.between(0, listed)))
        }
        8..73 => {
            let active = (rng.spread(1.0, 360.0, 1.2) as u32).min(360);
            (active.max(92) + rng.between(0, 2_600), Some(active))
        }
        _ => {
            let active = rng.between(368, 1_900);
            (
                active + rng.between(0, 1_500),
                (!rng.chance(80)).then_some(active),
            )
        }
    }
}

/// A description in `lang` for a partner of `category` and the model with letter `model`.
pub fn describe(rng: &mut Rng, lang: &Lang, category: usize, model: char) -> String {
    let of = |model| {
        lang.about
            .iter()
            .filter(|(letter, _)| *letter == model)
            .collect::<Vec<_>>()
    };
    let mut fitting = of(model);
    if fitting.is_empty() {
        fitting = of('C');
    }
    let (_, template) = rng.pick(&fitting);
    let items = &lang.items[category];
    // A step of two would come round to the first again in a list of four.
    let start = rng.below(items.len());
    let step = if items.len() > 4 {
        rng.between(1, 2) as usize
    } else {
        1
    };
    let item = |n: usize| items[(start + n * step) % items.len()];
    let three = format!("{}{}{}{}{}", item(0), lang.list, item(1), lang.and, item(2));
    let mut text = spell(rng, lang, template, |key| match key {
        'a' => Some(item(0)),
        'b' => Some(item(1)),
        'i' => Some(&three),
        _ => None,
    });
    if rng.chance(330) && !lang.more.is_empty() {
        let gap = if text.ends_with(['。', '？']) {
            ""
        } else {
            " "
        };
        let more = *rng.pick(&lang.more);
        text = text + gap + &spell(rng, lang, more, |_| None);
    }
    text
}

fn spell<'a>(
    rng: &mut Rng,
    lang: &Lang,
    template: &str,
    own: impl Fn(char) -> Option<&'a str>,
) -> String {
    let home = rng.below(lang.cities.len());
    let text = fill(template, |key| match (own(key), key) {
        (Some(text), _) => text.to_owned(),
        (None, 'N') => grouped(lang, figure(rng)),
        (None, 'y') => rng.between(1998, 2022).to_string(),
        (None, 'k') => rng.between(3, 19).to_string(),
        (None, 'h') => lang.cities[(home + 3) % lang.cities.len()].noun.to_owned(),
        (None, _) => lang.cities[home].noun.to_owned(),
    });
    sentence(&text)
}

/// A figure as people say it: 140, 900, 2,300.
fn figure(rng: &mut Rng) -> u32 {
    let n = rng.spread(120.0, 9_500.0, 1.3) as u32;
    if n < 1_000 {
        n / 10 * 10
    } else {
        n / 100 * 100
    }
}

fn grouped(lang: &Lang, n: u32) -> String {
    if n < 1_000 {
        n.to_string()
    } else {
        format!("{}{}{:03}", n / 1_000, lang.thousands, n % 1_000)
    }
}

/// One to four category names, `main` first, joined.
pub fn categories(rng: &mut Rng, main: usize) -> String {
    let (_, name, related, _) = CATEGORIES[main];
    let others = rng.weighted(&[36, 38, 18, 8]);
    let shift = rng.below(2);
    let rest = related
        .iter()
        .skip(shift)
        .take(others)
        .map(|at| CATEGORIES[*at].1);
    std::iter::once(name)
        .chain(rest)
        .collect::<Vec<_>>()
        .join("; ")
}

/// One to five countries, the own one first, joined.
pub fn areas(rng: &mut Rng, place: &Place) -> String {
    let others = rng.weighted(&[34, 27, 20, 12, 7]).min(place.areas.len());
    let rest = place.areas.iter().copied().take(others);
    std::iter::once(place.country)
        .chain(rest)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The languages of somebody at `place`, joined.
pub fn languages(rng: &mut Rng, place: &Place) -> String {
    let others = rng.weighted(&[68, 25, 7]);
    let rest = place.also.iter().copied().take(others);
    std::iter::once(place.lang)
        .chain(rest)
        .collect::<Vec<_>>()
        .join("; ")
}

/// A website as people list it: with scheme, `www.` or a path, or without.
pub fn website(rng: &mut Rng, domain: &str, lang: &str) -> String {
    match rng.below(20) {
        0..9 => format!("https://www.{domain}"),
        9..16 => format!("https://{domain}"),
        16..18 => domain.to_owned(),
        18 => format!("https://{domain}/{lang}/"),
        _ => format!("http://www.{domain}/"),
    }
}
