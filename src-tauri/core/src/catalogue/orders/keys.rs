//! What partners are sorted by.

use std::cmp::Ordering;

use crate::catalogue::columns::Columns;
use crate::catalogue::ranks;
use crate::catalogue::text::SearchText;
use crate::query::SortBy;

/// What partners are sorted by: their keys, read from the columns and the text.
#[derive(Clone, Copy)]
pub(in crate::catalogue) struct Keys<'a> {
    pub(in crate::catalogue) columns: &'a Columns,
    pub(in crate::catalogue) text: &'a SearchText,
}

/// The key of one partner, to tell whether an edit changed it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::catalogue) enum Key {
    Name(Option<String>),
    Figure(Option<u128>),
}

impl<'a> Keys<'a> {
    /// The whole key.
    pub(in crate::catalogue) fn key(self, by: SortBy, id: u32) -> Key {
        match by {
            SortBy::Name => Key::Name(self.name(id).map(str::to_owned)),
            _ => Key::Figure(self.prefix(by, id)),
        }
    }

    pub(super) fn name(self, id: u32) -> Option<&'a str> {
        self.text.name(id).filter(|name| !name.is_empty())
    }

    /// A number that never contradicts the key: of two, the one with the lesser number does not have the greater key. `None` when
    /// there is no key. Only names are longer than it says.
    pub(super) fn prefix(self, by: SortBy, id: u32) -> Option<u128> {
        let at = id as usize;
        let of_day = |day: i32| u128::from(day.abs_diff(i32::MIN));
        match by {
            SortBy::Name => self.name(id).map(first_bytes),
            SortBy::BestMatch => {
                // Visits, then followers; not known is less than none.
                let (visits, followers) = (self.columns.visits(at), self.columns.followers(at));
                let visits = visits.map_or(0, |visits| u128::from(visits) + 1);
                let followers = followers.map_or(0, |sum| u128::from(sum) + 1);
                Some(visits << 65 | followers).filter(|reach| *reach > 0)
            }
            SortBy::Visits => self.columns.visits(at).map(u128::from),
            SortBy::Followers => self.columns.followers(at).map(u128::from),
            SortBy::Engagement => self.columns.engagement(at).map(|percent| {
                // The bits of a float ascend with it once the sign is turned; of a negative one, once all are. Zero is one.
                let bits = (percent + 0.0).to_bits();
                u128::from(if bits >> 31 == 0 {
                    bits | 1 << 31
                } else {
                    !bits
                })
            }),
            SortBy::Newest => self.columns.listed_on(at).map(of_day),
            SortBy::LastActive => self.columns.active_on(at).map(of_day),
            SortBy::Model => rank(&ranks::MODELS, self.columns.model[at]),
            SortBy::Country => rank(&ranks::COUNTRIES, self.columns.country[at]),
            // Kept with the standings, by which they are sorted.
            SortBy::MarkedOn
            | SortBy::LastContact
            | SortBy::Stage
            | SortBy::Source
            | SortBy::HiddenOn
            | SortBy::HiddenUntil => None,
        }
    }

    /// Compares two keys of the same prefix.
    pub(super) fn compare_rest(self, by: SortBy, a: u32, b: u32) -> Ordering {
        match by {
            SortBy::Name => self.name(a).cmp(&self.name(b)),
            _ => Ordering::Equal,
        }
    }
}

/// Where a value stands by name; `None` where there is none.
fn rank(ranks: &[u8], index: u8) -> Option<u128> {
    ranks.get(usize::from(index)).map(|rank| u128::from(*rank))
}

/// The first sixteen bytes, as a number that sorts as they do.
fn first_bytes(text: &str) -> u128 {
    let mut first = [0; 16];
    let length = text.len().min(16);
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(first)
}
