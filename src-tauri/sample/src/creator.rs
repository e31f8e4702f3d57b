//! Row *i* of the creators: a person, their channels, and perhaps a site of their own or an agency.

use crate::entry::{Channel, Entry, Source, ages, areas, categories, describe, languages, website};
use crate::fold::{fill, slug};
use crate::lexicon::{Lang, Word};
use crate::reach;
use crate::rng::{Rng, scatter};
use crate::vocabulary::{INFLUENCER, model_name};

const AGENCIES: [&str; 18] = [
    "brightside-talent",
    "kollektiv-neun",
    "maison-parallele",
    "estudio-marea",
    "studio-ponente",
    "papaya-people",
    "northbound-mgmt",
    "foxglove-agency",
    "zweitausend-talente",
    "atelier-des-voix",
    "agencja-kolor",
    "fjord-voices",
    "chengguang-media",
    "xingchuan-mcn",
    "hanabi-office",
    "dalbit-creators",
    "casa-das-vozes",
    "lantern-talent",
];

/// A person that no other creator is: names first, then initials, then a number in addresses only.
struct Person<'a> {
    first: &'a Word,
    last: &'a Word,
    /// A middle initial, from the second time that a name comes up.
    initial: Option<char>,
    /// What the Latin forms end in, from the time that initials have run out.
    number: String,
}

fn person(lang: &Lang, j: u64) -> Person<'_> {
    let pairs = (lang.first.len() * lang.last.len()) as u64;
    let (round, at) = (j / pairs, scatter(j % pairs, pairs, 5) as usize);
    let (first, last) = (
        &lang.first[at % lang.first.len()],
        &lang.last[at / lang.first.len()],
    );
    let initials = if first.roman.is_empty() { 26 } else { 0 };
    let initial = (round > 0 && round <= initials).then(|| char::from(b'A' + (round as u8 - 1)));
    let number = if round > initials {
        (round - initials + 1).to_string()
    } else {
        String::new()
    };
    Person {
        first,
        last,
        initial,
        number,
    }
}

impl Person<'_> {
    /// `first middle last number` in ASCII with `gap` between.
    fn ascii(&self, lang: &Lang, gap: &str) -> String {
        let ascii = |word: &Word| slug(word.latin(), lang.code).replace('-', gap);
        let (first, last) = (ascii(self.first), ascii(self.last));
        let middle = self
            .initial
            .map_or_else(String::new, |c| format!("{gap}{}", c.to_ascii_lowercase()));
        format!("{first}{middle}{gap}{last}{}", self.number)
    }

    fn display(&self, lang: &Lang) -> String {
        let given = self.initial.map_or_else(
            || self.first.noun.to_owned(),
            |c| format!("{} {c}.", self.first.noun),
        );
        fill(&lang.name, |key| {
            if key == 'f' {
                given.as_str()
            } else {
                self.last.noun
            }
        })
    }
}

/// Creator `i` of the catalogue.
pub fn creator(source: &Source, i: u64) -> Entry {
    let rng = &mut Rng::new(3, i);
    let (place, lang, j) = source.creators.of(i);
    let lang = &source.lexicon.0[lang];
    let person = person(lang, j);
    let (category, topic) = rng.pick(&lang.topics);
    let model = if rng.chance(140) { 'C' } else { INFLUENCER };
    let domain = format!(
        "{}.example",
        person.ascii(lang, if rng.chance(500) { "-" } else { "" })
    );
    let has_site = rng.chance(640);
    let (listed_ago, active_ago) = ages(rng);
    Entry {
        id: 1_000_000 + scatter(2 * i + 1, 9_000_000, 4_127_733),
        kind: "Creator",
        name: stage_name(rng, lang, &person, topic),
        description: if rng.chance(35) {
            String::new()
        } else {
            describe(rng, lang, *category, model)
        },
        website: if has_site {
            website(rng, &domain, lang.code)
        } else {
            String::new()
        },
        email: if rng.chance(25) {
            String::new()
        } else {
            email(rng, lang, &person, &domain)
        },
        first: person.first.noun,
        last: person.last.noun,
        title: "",
        other_emails: if rng.chance(60) {
            format!("collab@{domain}")
        } else {
            String::new()
        },
        country: if rng.chance(20) { "" } else { place.country },
        languages: languages(rng, place),
        model: model_name(model),
        categories: categories(rng, *category),
        areas: areas(rng, place),
        channels: channels(rng, lang, &person, topic),
        visits: (has_site && rng.chance(420)).then(|| rng.spread(150.0, 400_000.0, 1.4) as u64),
        listed_ago,
        active_ago,
        domain,
    }
}

fn stage_name(rng: &mut Rng, lang: &Lang, person: &Person, topic: &Word) -> String {
    let own = person.display(lang);
    match rng.below(100) {
        0..18 => fill(rng.pick::<&str>(&lang.creators), |key| {
            if key == 'f' {
                person.first.noun
            } else {
                topic.noun
            }
        }),
        18..42 if !person.first.roman.is_empty() => {
            let capital = |w: &Word| crate::fold::sentence(w.roman);
            format!("{own} {} {}", capital(person.first), capital(person.last))
        }
        42..44 => format!("{own} ✨"),
        44..46 => format!("{own} | {}", topic.noun),
        46 => format!("{own} “{}”", topic.noun),
        _ => own,
    }
}

fn email(rng: &mut Rng, lang: &Lang, person: &Person, domain: &str) -> String {
    match rng.below(10) {
        0..4 => format!("hello@{domain}"),
        4..6 => format!("{}@{domain}", slug(person.first.latin(), lang.code)),
        _ => format!(
            "{}@{}.example",
            person.ascii(lang, "."),
            rng.pick(&AGENCIES)
        ),
    }
}

fn platforms(lang: &str) -> &'static [(&'static str, u32)] {
    match lang {
        "zh" => &[
            ("Xiaohongshu", 34),
            ("Douyin", 28),
            ("Weibo", 20),
            ("Bilibili", 18),
        ],
        "ja" => &[
            ("Instagram", 36),
            ("YouTube", 28),
            ("X", 24),
            ("TikTok", 12),
        ],
        "ko" => &[("Instagram", 42), ("YouTube", 38), ("TikTok", 20)],
        _ => &[
            ("Instagram", 40),
            ("TikTok", 25),
            ("YouTube", 18),
            ("Facebook", 5),
            ("Pinterest", 4),
            ("Twitch", 4),
            ("X", 2),
            ("LinkedIn", 2),
        ],
    }
}

fn channels(rng: &mut Rng, lang: &Lang, person: &Person, topic: &Word) -> Vec<Channel> {
    let choice = platforms(lang.code);
    let mut weights: Vec<u32> = choice.iter().map(|(_, weight)| *weight).collect();
    let mut left = reach::followers(rng);
    let mut channels = Vec::new();
    for _ in 0..1 + rng.weighted(&[34, 38, 20, 8]).min(choice.len() - 1) {
        let at = rng.weighted(&weights);
        weights[at] = 0;
        let followers = left - left / 100 * u64::from(rng.between(4, 45));
        left -= followers;
        let (platform, handle) = (choice[at].0, handle(rng, lang, person, topic));
        channels.push(Channel {
            platform,
            handle,
            followers,
            engagement: reach::engagement(rng, followers),
        });
        if left < 60 {
            break;
        }
    }
    if channels.len() == 1 {
        channels[0].followers += left;
    }
    channels
}

/// Every form holds both names, so that two people never share one.
fn handle(rng: &mut Rng, lang: &Lang, person: &Person, topic: &Word) -> String {
    if lang.code == "zh" && rng.chance(720) {
        let full = format!("{}{}{}", person.last.noun, person.first.noun, person.number);
        return if rng.chance(350) {
            format!("{full}{}", topic.noun)
        } else {
            full
        };
    }
    match rng.below(8) {
        0..3 => person.ascii(lang, "."),
        3..5 => person.ascii(lang, ""),
        5 | 6 => person.ascii(lang, "_"),
        _ => format!(
            "{}.{}",
            person.ascii(lang, ""),
            slug(topic.latin(), lang.code)
        ),
    }
}
