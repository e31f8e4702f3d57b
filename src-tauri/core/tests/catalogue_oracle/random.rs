//! Random worlds, drawn from pools so small that values meet.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use prospect_core::group::{Group, GroupId};
use prospect_core::partner::{Channel, Contact, Partner, PartnerId};
use prospect_core::place::{Country, Language};
use prospect_core::set::PartnerSet;
use prospect_core::standing::{Event, Hidden, Scale, Source, Standing};
use prospect_core::vocabulary::{BusinessModel, Category, Kind, Platform, Size, Stage, Tier};

use super::plain::{Entry, World};

/// A small generator of numbers: the same seed gives the same world.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())].clone()
    }

    pub fn some<T: Clone>(&mut self, pool: &[T], most: usize) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| self.pick(pool)).collect()
    }
}

const WORDS: &[&str] = &[
    "Alp",
    "alpen",
    "Scalpel",
    "Vélo",
    "travel",
    "山野志",
    "山",
    "Ｗｅｉ",
    "x",
    "a&b",
    "Straße",
];
const SITES: &[&str] = &[
    "",
    "alp.example",
    "https://www.velo.example/shop?x=1",
    "http://travel.co.uk",
    "SHAN.example",
];
/// From one character to twelve, with many hits, few and none.
pub const SEARCHED: &[&str] = &[
    "a",
    "e",
    "l",
    "o",
    "t",
    "v",
    "x",
    "k",
    "7",
    "@",
    ".",
    "&",
    "山",
    "志",
    "é",
    "ß",
    "al",
    "ex",
    "ss",
    "xx",
    "ab",
    "山野",
    "00",
    "alp",
    "ÉLO",
    "wei",
    "scal",
    "velo",
    "pel.",
    "zzzz",
    "alpen",
    "travel",
    "info@",
    "ab-1",
    ".example",
    "straße",
    "@alp",
    "travel.co.uk",
    "x@travel.exa",
    "s@a",
    "ads@alp.example",
    "o@alp.ex",
    "ads@",
    "@alp@",
    "x@t",
];
const EMAILS: &[&str] = &[
    "Info@alp.example",
    "x@travel.example",
    "ads@ALP.example",
    "ads@travel.co.uk",
    "sales@velo.example",
    "x@velo.example",
];
const FIGURES: &[u32] = &[
    0,
    10,
    50,
    100,
    3_000,
    5_000,
    15_000,
    100_000,
    250_000,
    5_000_000,
    4_000_000_000,
];

pub fn countries() -> Vec<Country> {
    ["DE", "FR", "CN", "ZW", "AD"]
        .iter()
        .filter_map(|code| Country::parse(code))
        .collect()
}

pub fn languages() -> Vec<Language> {
    ["de", "zh", "aa"]
        .iter()
        .filter_map(|code| Language::parse(code))
        .collect()
}

pub fn maybe<T>(dice: &mut Dice, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    (!dice.one_in(3)).then(|| make(dice))
}

fn day(dice: &mut Dice, today: Date) -> Date {
    let ago = dice.pick(&[-3, 0, 89, 90, 91, 364, 365, 366, 2_000]);
    today
        .checked_sub(Span::new().days(ago))
        .expect("a few years")
}

fn channel(dice: &mut Dice) -> Channel {
    Channel {
        platform: dice.pick(Platform::ALL),
        handle: dice.pick(&["@alp", "velo.x", "＠山", ""]).to_owned(),
        url: String::new(),
        followers: maybe(dice, |dice| dice.pick(FIGURES)),
        engagement: maybe(dice, |dice| dice.pick(&[0.0, 0.5, 3.0, 7.25])),
    }
}

pub fn partner(dice: &mut Dice, today: Date) -> Partner {
    Partner {
        partner_id: dice.pick(&["", "", "007", "AB-1"]).to_owned(),
        kind: dice.pick(Kind::ALL),
        name: dice.some(WORDS, 3).join(" "),
        website: dice.pick(SITES).to_owned(),
        contacts: dice
            .some(EMAILS, 3)
            .into_iter()
            .map(|email| Contact {
                email: email.to_owned(),
                ..Contact::default()
            })
            .collect(),
        country: maybe(dice, |dice| dice.pick(&countries())),
        languages: dice.some(&languages(), 3),
        business_model: maybe(dice, |dice| dice.pick(BusinessModel::ALL)),
        categories: dice.some(Category::ALL, 3),
        areas: dice.some(&countries(), 3),
        channels: (0..dice.below(3)).map(|_| channel(dice)).collect(),
        monthly_visits: maybe(dice, |dice| dice.pick(FIGURES)),
        listed_on: maybe(dice, |dice| day(dice, today)),
        last_active_on: maybe(dice, |dice| day(dice, today)),
        listed: !dice.one_in(6),
        ..Partner::default()
    }
}

pub fn standing(dice: &mut Dice) -> Standing {
    let at =
        |dice: &mut Dice| Timestamp::from_second(dice.below(3) as i64 * 90_000).expect("of 1970");
    let mut standing = Standing::default();
    if dice.one_in(2) {
        let source = dice.pick(&[
            Source::ByHand,
            Source::Application,
            Source::Import(1),
            Source::Import(2),
        ]);
        standing = standing.marked(source, at(dice));
        for _ in 0..dice.below(3) {
            standing = happened(dice, &standing);
        }
        if dice.one_in(3) {
            standing = standing.archived(at(dice));
        }
    }
    standing.hidden = dice.one_in(3).then(|| Hidden {
        at: at(dice),
        reason: String::new(),
        until: maybe(dice, |dice| day(dice, date(2026, 11, 1))),
        size_then: maybe(dice, scale),
    });
    standing
}

fn scale(dice: &mut Dice) -> Scale {
    if dice.one_in(2) {
        Scale::Size(maybe(dice, |dice| dice.pick(Size::ALL)))
    } else {
        Scale::Tier(maybe(dice, |dice| dice.pick(Tier::ALL)))
    }
}

/// After a random event, or with a random stage.
fn happened(dice: &mut Dice, standing: &Standing) -> Standing {
    let now = Timestamp::from_second(dice.below(6) as i64 * 90_000).expect("of 1970");
    if dice.one_in(2) {
        return standing.set_to(dice.pick(Stage::ALL), now);
    }
    let event = dice.pick(&[
        Event::Emailed { on: None },
        Event::ProposalSent {
            on: None,
            expires_on: None,
        },
        Event::Accepted,
        Event::RejectedByPartner,
        Event::ContractEnded,
    ]);
    standing.after(event, now)
}

pub fn world(dice: &mut Dice, size: u32, today: Date) -> World {
    let mut world = World {
        today,
        partners: BTreeMap::new(),
        groups: BTreeMap::new(),
    };
    let mut id = 0;
    for _ in 0..size {
        // Numbers may be missing, few or many.
        id += match dice.below(1_000) {
            0 => 70_000,
            1..100 => 70,
            _ => 1,
        };
        let standing = if dice.one_in(2) {
            standing(dice)
        } else {
            Standing::default()
        };
        world.partners.insert(
            PartnerId(id),
            Entry {
                partner: partner(dice, today),
                standing,
                alive: true,
            },
        );
    }
    for (number, name) in [(3, "VIP 2026"), (1, "春季"), (2, "alpen"), (9, "Zero")] {
        let group = Group {
            id: GroupId(number),
            name: name.to_owned(),
        };
        let members = subset(dice, &world).iter().collect();
        world.groups.insert(group.id, (group, members));
    }
    world
}

pub fn subset(dice: &mut Dice, world: &World) -> PartnerSet {
    let share = dice.pick(&[1, 2, 10, 50]);
    let alive = world.partners.iter().filter(|(_, entry)| entry.alive);
    alive
        .map(|(id, _)| *id)
        .filter(|_| dice.one_in(share))
        .collect()
}
