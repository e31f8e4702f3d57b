//! Random worlds, questions and changes, drawn from pools so small that values meet.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use prospect_core::changes::{Delta, Edit, GroupShift, MembershipShift, Patch, StandingShift};
use prospect_core::group::{Group, GroupId};
use prospect_core::partner::{Channel, Contact, Partner, PartnerId};
use prospect_core::place::{Country, Language};
use prospect_core::query::{Choice, Filters, Place, Query, Range, Show, Sort, SortBy};
use prospect_core::set::PartnerSet;
use prospect_core::standing::{Hidden, Prospect, Source, Standing};
use prospect_core::vocabulary::{
    BusinessModel, Category, Kind, Platform, Size, Stage, Status, Tier,
};

use super::plain::{Asked, Entry, World};

/// A small generator of numbers: the same seed gives the same world.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    /// True once in `n` times.
    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Clone>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())].clone()
    }

    fn some<T: Clone>(&mut self, pool: &[T], most: usize) -> Vec<T> {
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
const SEARCHED: &[&str] = &[
    "a", "al", "alp", "山", "velo", "ÉLO", "wei", "@", "ss", "xx", "travel", ".example", "e", "&",
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

fn countries() -> Vec<Country> {
    ["DE", "FR", "CN", "ZW", "AD"]
        .iter()
        .filter_map(|code| Country::parse(code))
        .collect()
}

fn languages() -> Vec<Language> {
    ["de", "zh", "aa"]
        .iter()
        .filter_map(|code| Language::parse(code))
        .collect()
}

fn maybe<T>(dice: &mut Dice, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    (!dice.one_in(3)).then(|| make(dice))
}

fn day(dice: &mut Dice, today: Date) -> Date {
    let ago = dice.pick(&[-3, 0, 89, 90, 91, 364, 365, 366, 2_000]);
    today.checked_sub(Span::new().days(ago)).unwrap()
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
            .some(&["Info@alp.example", "x@travel.example"], 2)
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

fn standing(dice: &mut Dice) -> Standing {
    let at = |dice: &mut Dice| Timestamp::from_second(dice.below(3) as i64).unwrap();
    let prospect = dice.one_in(2).then(|| Prospect {
        stage: dice.pick(Stage::ALL),
        source: Source::ByHand,
        marked_at: at(dice),
        archived_at: dice.one_in(3).then(|| at(dice)),
    });
    let hidden = dice.one_in(3).then(|| Hidden {
        at: at(dice),
        reason: String::new(),
    });
    Standing { prospect, hidden }
}

pub fn world(dice: &mut Dice, size: u32, today: Date) -> World {
    let mut world = World {
        today,
        partners: BTreeMap::new(),
        groups: BTreeMap::new(),
    };
    let mut id = 0;
    for _ in 0..size {
        // Numbers may be missing.
        id += if dice.one_in(10) { 70 } else { 1 };
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

fn subset(dice: &mut Dice, world: &World) -> PartnerSet {
    let share = dice.pick(&[1, 2, 10, 50]);
    let alive = world.partners.iter().filter(|(_, entry)| entry.alive);
    alive
        .map(|(id, _)| *id)
        .filter(|_| dice.one_in(share))
        .collect()
}

fn choice<T: Clone>(dice: &mut Dice, pool: &[T]) -> Choice<T> {
    if !dice.one_in(8) {
        return Choice::default();
    }
    Choice {
        values: dice.some(pool, 2),
        exclude: dice.one_in(3),
    }
}

fn range(dice: &mut Dice, ends: &[f64]) -> Range {
    if !dice.one_in(8) {
        return Range::default();
    }
    Range {
        min: maybe(dice, |dice| dice.pick(ends)),
        max: maybe(dice, |dice| dice.pick(ends)),
    }
}

fn filters(dice: &mut Dice, groups: &[GroupId]) -> Filters {
    let figures = [
        -1.0, 0.0, 10.0, 99.5, 100.0, 15_000.0, 250_000.0, 4e9, 5e9, 1e300,
    ];
    Filters {
        status: choice(dice, Status::ALL),
        model: choice(dice, BusinessModel::ALL),
        category: choice(dice, Category::ALL),
        country: choice(dice, &countries()),
        language: choice(dice, &languages()),
        area: choice(dice, &countries()),
        size: choice(dice, Size::ALL),
        group: choice(dice, groups),
        platform: choice(dice, Platform::ALL),
        tier: choice(dice, Tier::ALL),
        stage: choice(dice, Stage::ALL),
        visits: range(dice, &figures),
        followers: range(dice, &figures),
        engagement: range(dice, &[0.0, 0.5, 2.9, 3.0, 7.25, 100.0]),
    }
}

/// Typed filters and what they mean.
fn typed(dice: &mut Dice) -> (String, Filters) {
    let mut filters = Filters::default();
    let text = match dice.below(4) {
        0 => {
            filters.country.values = Country::parse("DE").into_iter().collect();
            "country:de"
        }
        1 => {
            filters.size.values = vec![Size::M, Size::L, Size::Xl];
            "size:>=M"
        }
        2 => {
            filters.category.values = vec![Category::Travel];
            filters.category.exclude = true;
            "-category:travel"
        }
        _ => {
            filters.visits.min = Some(100.0);
            "visits:100.."
        }
    };
    (text.to_owned(), filters)
}

pub fn question(dice: &mut Dice, world: &World) -> Asked {
    let mut groups: Vec<GroupId> = world.groups.keys().copied().collect();
    groups.push(GroupId(77));
    let words: Vec<&str> = if dice.one_in(2) {
        dice.some(SEARCHED, 2)
    } else {
        Vec::new()
    };
    let mut text = words.join(" ");
    let mut typed_filters = Filters::default();
    if dice.one_in(5) {
        let (typed, filters) = typed(dice);
        text = format!("{typed} {text}");
        typed_filters = filters;
    }
    Asked {
        query: Query {
            place: dice.pick(Place::ALL),
            text,
            show: dice.pick(Show::ALL),
            filters: filters(dice, &groups),
            sort: Sort {
                by: dice.pick(SortBy::ALL),
                descending: dice.one_in(2),
            },
        },
        words: words
            .iter()
            .map(|word| prospect_core::text::fold(word))
            .collect(),
        typed: typed_filters,
    }
}

/// A change, made in the world too.
pub fn delta(dice: &mut Dice, world: &mut World) -> Delta {
    let delta = match dice.below(7) {
        0 => Delta {
            standings: shifts(dice, world),
            ..Delta::default()
        },
        1 => {
            let group = dice.pick(&[GroupId(1), GroupId(2), GroupId(3)]);
            let joined = subset(dice, world);
            let mut left = subset(dice, world);
            left -= &joined;
            Delta {
                memberships: vec![MembershipShift {
                    group,
                    joined,
                    left,
                }],
                ..Delta::default()
            }
        }
        2 => regroup(dice, world),
        3 | 4 => edits(dice, world),
        5 => births(dice, world),
        _ => departures_and_returns(dice, world),
    };
    world.follow(&delta);
    delta
}

fn shifts(dice: &mut Dice, world: &World) -> Vec<StandingShift> {
    let after = if dice.one_in(4) {
        Standing::default()
    } else {
        standing(dice)
    };
    let mut by_before: Vec<StandingShift> = Vec::new();
    for id in subset(dice, world).iter() {
        let before = &world.partners[&id].standing;
        match by_before.iter_mut().find(|shift| shift.before == *before) {
            Some(shift) => {
                shift.partners.insert(id);
            }
            None => by_before.push(StandingShift {
                before: before.clone(),
                after: after.clone(),
                partners: PartnerSet::from_iter([id]),
            }),
        }
    }
    by_before
}

fn regroup(dice: &mut Dice, world: &World) -> Delta {
    let id = dice.pick(&[GroupId(1), GroupId(2), GroupId(20)]);
    let before = world.groups.get(&id).map(|(group, _)| group.clone());
    let goes = before.is_some() && dice.one_in(2);
    let after = (!goes).then(|| Group {
        id,
        name: format!("{} {}", dice.pick(&["b", "A", "组"]), id.0),
    });
    let members = world
        .groups
        .get(&id)
        .map(|(_, members)| members.iter().copied().collect());
    Delta {
        memberships: members
            .filter(|_| goes)
            .map(|left| MembershipShift {
                group: id,
                joined: PartnerSet::new(),
                left,
            })
            .into_iter()
            .collect(),
        groups: vec![GroupShift { before, after }],
        ..Delta::default()
    }
}

fn edits(dice: &mut Dice, world: &World) -> Delta {
    let few: Vec<PartnerId> = subset(dice, world).iter().collect();
    let edits = few.into_iter().map(|id| {
        let before = world.partners[&id].partner.clone();
        let after = if dice.one_in(3) {
            Partner {
                notes: "only a note".into(),
                ..before.clone()
            }
        } else {
            partner(dice, world.today)
        };
        let whole = |partner| Patch {
            whole: Some(Box::new(partner)),
            ..Patch::default()
        };
        Edit {
            partner: id,
            before: whole(before),
            after: whole(after),
        }
    });
    Delta {
        edits: edits.collect(),
        ..Delta::default()
    }
}

/// New partners, some with a standing; their data is written to the world at once, as a store does.
fn births(dice: &mut Dice, world: &mut World) -> Delta {
    let last = world.partners.keys().next_back().map_or(0, |id| id.0);
    let born: PartnerSet = (1..=dice.below(20) as u32)
        .map(|n| PartnerId(last + n))
        .collect();
    for id in born.iter() {
        let entry = Entry {
            partner: partner(dice, world.today),
            standing: Standing::default(),
            alive: false,
        };
        world.partners.insert(id, entry);
    }
    Delta {
        standings: vec![StandingShift {
            before: Standing::default(),
            after: standing(dice),
            partners: born.clone(),
        }],
        born,
        ..Delta::default()
    }
}

fn departures_and_returns(dice: &mut Dice, world: &World) -> Delta {
    let gone: PartnerSet = {
        let gone = world.partners.iter().filter(|(_, entry)| !entry.alive);
        gone.map(|(id, _)| *id).collect()
    };
    if !gone.is_empty() && dice.one_in(2) {
        return Delta {
            born: gone,
            ..Delta::default()
        };
    }
    let born = subset(dice, world);
    let memberships = world
        .groups
        .iter()
        .map(|(group, (_, members))| MembershipShift {
            group: *group,
            joined: PartnerSet::new(),
            left: members
                .iter()
                .copied()
                .filter(|id| born.contains(*id))
                .collect(),
        });
    Delta {
        memberships: memberships.collect(),
        born,
        gone: true,
        ..Delta::default()
    }
}
