//! One column for each figure of a partner, by its number. A number without a partner has empty figures.

mod kept;

use std::hash::BuildHasher as _;
use std::ops::RangeInclusive;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::bits::Bits;
use super::days::Days;
use crate::days::number_of;
use crate::partner::{ACTIVE_DAYS, NEW_DAYS, Partner};
use crate::place::Country;
use crate::query::Range;
use crate::vocabulary::{BusinessModel, Kind, Size, Status, Tier};

/// What a list needs to know of a partner without asking the store.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// Partner or creator.
    pub kind: Kind,
    /// Whether the marketplaces list it.
    pub listed: bool,
    /// How it earns.
    pub business_model: Option<BusinessModel>,
    /// Where it is at home.
    pub country: Option<Country>,
    /// Visits a month.
    pub visits: Option<u32>,
    /// Followers over all channels.
    pub followers: Option<u64>,
    /// Engagement in percent over all channels.
    pub engagement: Option<f32>,
    /// The size.
    pub size: Option<Size>,
    /// The tier, of creators.
    pub tier: Option<Tier>,
    /// How alive it is today.
    pub status: Status,
}

/// No value, in columns of small numbers.
pub(super) const NONE: u8 = u8::MAX;
const NO_FIGURE: u32 = u32::MAX;

/// How many lists of languages and areas are known again at the most.
const PLACES_KNOWN: usize = 1 << 16;

const CREATOR: u8 = 1;
const LISTED: u8 = 2;
const KNOWN: u8 = 4;

/// A column whose ranges can be asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Figures {
    Visits,
    Followers,
    Engagement,
}

/// Columns of equal length.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    flags: Vec<u8>,
    visits: Vec<u32>,
    followers: Vec<u32>,
    /// Sums of followers that a column of 32 bits cannot hold.
    vast: FxHashMap<u32, u64>,
    engagement: Vec<f32>,
    pub(super) listed_on: Days,
    pub(super) active_on: Days,
    pub(super) size: Vec<u8>,
    pub(super) tier: Vec<u8>,
    pub(super) model: Vec<u8>,
    pub(super) country: Vec<u8>,
    /// Where languages and areas stand in `places`.
    places_at: Vec<u32>,
    /// How many languages, the languages, how many areas, the areas; at 0 are none of either. Many partners share each.
    places: Vec<u8>,
    /// Where some of them stand, by their hashes.
    places_known: FxHashMap<u64, u32>,
}

impl Columns {
    /// How many numbers have a place, used or not.
    pub(super) fn len(&self) -> usize {
        self.flags.len()
    }

    /// Takes room for numbers below `len`, which may come.
    pub(super) fn reserve(&mut self, len: usize) {
        let more = len.saturating_sub(self.len());
        self.flags.reserve_exact(more);
        self.visits.reserve_exact(more);
        self.followers.reserve_exact(more);
        self.engagement.reserve_exact(more);
        self.listed_on.reserve_exact(more);
        self.active_on.reserve_exact(more);
        self.size.reserve_exact(more);
        self.tier.reserve_exact(more);
        self.model.reserve_exact(more);
        self.country.reserve_exact(more);
        self.places_at.reserve_exact(more);
    }

    /// Makes place for numbers below `len`.
    pub(super) fn grow(&mut self, len: usize) {
        if len <= self.len() {
            return;
        }
        if self.places.is_empty() {
            self.places.extend([0, 0]);
        }
        self.flags.resize(len, 0);
        self.visits.resize(len, NO_FIGURE);
        self.followers.resize(len, NO_FIGURE);
        self.engagement.resize(len, f32::NAN);
        self.listed_on.grow(len);
        self.active_on.grow(len);
        self.size.resize(len, NONE);
        self.tier.resize(len, NONE);
        self.model.resize(len, NONE);
        self.country.resize(len, NONE);
        self.places_at.resize(len, 0);
    }

    /// Forgets numbers that are not below `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        fn cut<T>(column: &mut Vec<T>, len: usize) {
            column.truncate(len);
            column.shrink_to_fit();
        }
        for bytes in [&mut self.flags, &mut self.size, &mut self.tier] {
            cut(bytes, len);
        }
        cut(&mut self.model, len);
        cut(&mut self.country, len);
        cut(&mut self.visits, len);
        cut(&mut self.followers, len);
        cut(&mut self.engagement, len);
        cut(&mut self.places_at, len);
        self.vast.retain(|id, _| (*id as usize) < len);
        self.listed_on.truncate(len);
        self.active_on.truncate(len);
    }

    /// Writes the figures of `partner` under `id`, for which there is room.
    pub(super) fn put(&mut self, id: u32, partner: &Partner) {
        let at = id as usize;
        let creator = if partner.kind == Kind::Creator {
            CREATOR
        } else {
            0
        };
        let listed = if partner.listed { LISTED } else { 0 };
        self.flags[at] = KNOWN | creator | listed;
        // One value stands for none, so the greatest number that 32 bits hold counts as one less.
        let visits = partner
            .monthly_visits
            .map(|visits| visits.min(NO_FIGURE - 1));
        self.visits[at] = visits.unwrap_or(NO_FIGURE);
        self.put_followers(id, partner.followers());
        self.engagement[at] = partner.engagement().unwrap_or(f32::NAN);
        self.listed_on.put(at, partner.listed_on.map(number_of));
        self.active_on
            .put(at, partner.last_active_on.map(number_of));
        self.size[at] = partner.size().map_or(NONE, |size| size as u8);
        self.tier[at] = partner.tier().map_or(NONE, |tier| tier as u8);
        self.model[at] = partner.business_model.map_or(NONE, |model| model as u8);
        self.country[at] = partner
            .country
            .map_or(NONE, |country| country.index() as u8);
        self.put_places(at, partner);
    }

    fn put_followers(&mut self, id: u32, followers: Option<u64>) {
        let vast = followers.filter(|sum| *sum >= u64::from(NO_FIGURE - 1));
        self.followers[id as usize] = match (vast, followers) {
            (Some(_), _) => NO_FIGURE - 1,
            (None, Some(sum)) => sum as u32,
            (None, None) => NO_FIGURE,
        };
        match vast {
            Some(sum) => self.vast.insert(id, sum),
            None => self.vast.remove(&id),
        };
    }

    fn put_places(&mut self, at: usize, partner: &Partner) {
        let start = self.places.len();
        self.push_list(partner.languages.iter().map(|language| language.index()));
        self.push_list(partner.areas.iter().map(|area| area.index()));
        let hash = FxBuildHasher.hash_one(&self.places[start..]);
        let known = self.places_known.get(&hash).copied();
        // What was there before, or stands elsewhere already, is not kept again.
        let same = [Some(self.places_at[at]), known].into_iter().flatten();
        let length = self.places.len() - start;
        let same = same.map(|old| old as usize).find(|old| {
            let (before, new) = self.places.split_at(start);
            before.get(*old..*old + length) == Some(new)
        });
        match same {
            Some(same) => {
                self.places.truncate(start);
                self.places_at[at] = same as u32;
            }
            None => {
                self.places_at[at] = start as u32;
                if self.places_known.len() < PLACES_KNOWN {
                    self.places_known.insert(hash, start as u32);
                }
            }
        }
    }

    /// Writes indexes below 256, ascending and each once, after their number.
    fn push_list(&mut self, indexes: impl Iterator<Item = usize>) {
        let head = self.places.len();
        self.places.push(0);
        for index in indexes.map(|index| index as u8) {
            match self.places[head + 1..].binary_search(&index) {
                Ok(_) => {}
                Err(place) => self.places.insert(head + 1 + place, index),
            }
        }
        // Each once, so a list is no longer than its standard, which has fewer than 255.
        self.places[head] = (self.places.len() - head - 1) as u8;
    }

    /// Languages by where they stand in the standard, ascending.
    pub(super) fn languages(&self, at: usize) -> &[u8] {
        let rest = &self.places[self.places_at[at] as usize..];
        &rest[1..=usize::from(rest[0])]
    }

    /// Areas by where they stand in the standard, ascending.
    pub(super) fn areas(&self, at: usize) -> &[u8] {
        let rest = &self.places[self.places_at[at] as usize..];
        let rest = &rest[1 + usize::from(rest[0])..];
        &rest[1..=usize::from(rest[0])]
    }

    /// Whether anything was ever written under the number.
    pub(super) fn is_known(&self, at: usize) -> bool {
        self.flags.get(at).is_some_and(|flags| flags & KNOWN != 0)
    }

    /// The kind, and whether it is listed.
    #[inline]
    pub(super) fn kind(&self, at: usize) -> (Kind, bool) {
        let flags = self.flags[at];
        let kind = if flags & CREATOR == 0 {
            Kind::Partner
        } else {
            Kind::Creator
        };
        (kind, flags & LISTED != 0)
    }

    #[inline]
    pub(super) fn visits(&self, at: usize) -> Option<u32> {
        Some(self.visits[at]).filter(|visits| *visits != NO_FIGURE)
    }

    #[inline]
    pub(super) fn followers(&self, at: usize) -> Option<u64> {
        match self.followers[at] {
            NO_FIGURE => None,
            sum if sum == NO_FIGURE - 1 => self.vast.get(&(at as u32)).copied(),
            sum => Some(u64::from(sum)),
        }
    }

    #[inline]
    pub(super) fn engagement(&self, at: usize) -> Option<f32> {
        Some(self.engagement[at]).filter(|percent| !percent.is_nan())
    }

    /// Days from 1970 to the listing.
    #[inline]
    pub(super) fn listed_on(&self, at: usize) -> Option<i32> {
        self.listed_on.get(at)
    }

    /// Days from 1970 to the last sign of life.
    #[inline]
    pub(super) fn active_on(&self, at: usize) -> Option<i32> {
        self.active_on.get(at)
    }

    /// How alive a partner is on the day of number `today`; see [`crate::partner::status`].
    #[inline]
    pub(super) fn status(&self, at: usize, today: i32) -> Status {
        let within = |day: Option<i32>, days: i32| day.is_some_and(|day| today - day <= days);
        if within(self.listed_on(at), NEW_DAYS) {
            Status::New
        } else if within(self.active_on(at), ACTIVE_DAYS) {
            Status::Active
        } else {
            Status::Inactive
        }
    }

    /// Whose figure stands in a range.
    pub(super) fn within(&self, figures: Figures, range: Range) -> Bits {
        let min = range.min.unwrap_or(f64::NEG_INFINITY);
        let max = range.max.unwrap_or(f64::INFINITY);
        // One comparison of whole numbers a partner, where the ends allow it.
        let narrow = |greatest: u32| -> Option<RangeInclusive<u32>> {
            let fits = |end: f64| end < f64::from(greatest);
            let least = if min <= 0.0 { 0 } else { min.ceil() as u32 };
            let most = if max.is_infinite() {
                greatest
            } else {
                max.floor() as u32
            };
            (fits(min) && (fits(max) || max.is_infinite()) && max >= 0.0 && least <= most)
                .then_some(least..=most)
        };
        match figures {
            Figures::Visits => match narrow(NO_FIGURE - 1) {
                Some(range) => Bits::from_fn(self.len(), |at| range.contains(&self.visits[at])),
                None => self.within_by(min, max, |at| self.visits(at).map(f64::from)),
            },
            Figures::Followers => match narrow(NO_FIGURE - 1) {
                Some(range) => Bits::from_fn(self.len(), |at| range.contains(&self.followers[at])),
                None => self.within_by(min, max, |at| self.followers(at).map(|sum| sum as f64)),
            },
            // What is not a number is not in any range.
            Figures::Engagement => Bits::from_fn(self.len(), |at| {
                let percent = f64::from(self.engagement[at]);
                percent >= min && percent <= max
            }),
        }
    }

    fn within_by(&self, min: f64, max: f64, figure: impl Fn(usize) -> Option<f64>) -> Bits {
        Bits::from_fn(self.len(), |at| {
            figure(at).is_some_and(|figure| figure >= min && figure <= max)
        })
    }

    /// Whether a number has the same languages and areas here as there.
    pub(super) fn same_places(&self, other: &Self, at: usize) -> bool {
        self.languages(at) == other.languages(at) && self.areas(at) == other.areas(at)
    }

    /// How many bytes they take.
    pub(super) fn memory(&self) -> usize {
        let bytes = [
            &self.flags,
            &self.size,
            &self.tier,
            &self.model,
            &self.country,
            &self.places,
        ];
        let words = [&self.visits, &self.followers, &self.places_at];
        bytes.iter().map(|column| column.capacity()).sum::<usize>()
            + words
                .iter()
                .map(|column| column.capacity() * 4)
                .sum::<usize>()
            + self.engagement.capacity() * 4
            + self.listed_on.memory()
            + self.active_on.memory()
            + (self.vast.capacity() + self.places_known.capacity()) * 17
    }

    /// What lists need, on the day of number `today`.
    pub(super) fn facts(&self, at: usize, today: i32) -> Facts {
        let (kind, listed) = self.kind(at);
        Facts {
            kind,
            listed,
            business_model: value(BusinessModel::ALL, self.model[at]),
            country: Country::all().nth(usize::from(self.country[at])),
            visits: self.visits(at),
            followers: self.followers(at),
            engagement: self.engagement(at),
            size: value(Size::ALL, self.size[at]),
            tier: value(Tier::ALL, self.tier[at]),
            status: self.status(at, today),
        }
    }
}

fn value<T: Copy>(all: &[T], index: u8) -> Option<T> {
    all.get(usize::from(index)).copied()
}
