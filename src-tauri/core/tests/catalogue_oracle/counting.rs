//! Counts of facets, by looking at every partner.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use prospect_core::place::{Country, Language};
use prospect_core::query::{Facet, FacetCount};
use prospect_core::vocabulary::{
    Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
};

use super::plain::{One, World, archived, import, platforms, resized, source, stage};
use super::seeing::Seen;

/// The keys of all values of a vocabulary.
macro_rules! keys {
    ($name:ident) => {
        $name::ALL
            .iter()
            .map(|value| value.key().to_owned())
            .collect()
    };
}

/// The keys of some values, each once.
fn keys<T>(values: impl IntoIterator<Item = T>, key: impl Fn(T) -> String) -> BTreeSet<String> {
    values.into_iter().map(key).collect()
}

impl World {
    pub fn facet(&self, all: &[Seen<'_>], facet: Facet) -> Vec<FacetCount> {
        let mut counted: BTreeMap<String, u32> = BTreeMap::new();
        for seen in all.iter().filter(|seen| seen.counts_for(facet)) {
            for value in self.values(&seen.one, facet) {
                *counted.entry(value).or_default() += 1;
            }
        }
        let numbers: Vec<u32> = counted.keys().filter_map(|key| key.parse().ok()).collect();
        let mut counts: Vec<FacetCount> = self
            .offered(facet, numbers)
            .into_iter()
            .map(|value| FacetCount {
                count: counted.get(&value).copied().unwrap_or_default(),
                value,
            })
            .collect();
        if matches!(facet, Facet::Country | Facet::Area | Facet::Language) {
            counts.retain(|counted| counted.count > 0);
            counts.sort_by_key(|counted| Reverse(counted.count));
        }
        counts
    }

    /// The values that one has.
    fn values(&self, (id, entry): &One<'_>, facet: Facet) -> BTreeSet<String> {
        let (partner, standing) = (&entry.partner, &entry.standing);
        match facet {
            Facet::Status => keys([partner.status(self.today)], |value| value.key().into()),
            Facet::Model => keys(partner.business_model, |value| value.key().into()),
            Facet::Category => keys(partner.categories.iter(), |value| value.key().into()),
            Facet::Size => keys(partner.size(), |value| value.key().into()),
            Facet::Platform => keys(platforms(partner), |value| value.key().into()),
            Facet::Tier => keys(partner.tier(), |value| value.key().into()),
            Facet::Stage => keys(stage(standing), |value| value.key().into()),
            Facet::Source => keys(source(standing), |value| value.key().into()),
            Facet::Archived => keys(archived(standing), |value| value.key().into()),
            Facet::Resized => keys(resized(entry), |value| value.key().into()),
            Facet::Country => keys(partner.country, |code| code.to_string()),
            Facet::Area => keys(partner.areas.iter(), |code| code.to_string()),
            Facet::Language => keys(partner.languages.iter(), |code| code.to_string()),
            Facet::Import => keys(import(standing), |number| number.to_string()),
            Facet::Group => keys(self.groups_of(*id), |group| group.0.to_string()),
        }
    }

    /// The values that a facet offers, in its order; `numbers` are those that somebody has.
    fn offered(&self, facet: Facet, mut numbers: Vec<u32>) -> Vec<String> {
        match facet {
            Facet::Status => keys!(Status),
            Facet::Model => keys!(BusinessModel),
            Facet::Category => keys!(Category),
            Facet::Size => keys!(Size),
            Facet::Platform => keys!(Platform),
            Facet::Tier => keys!(Tier),
            Facet::Stage => keys!(Stage),
            Facet::Source => keys!(SourceKind),
            Facet::Archived => keys!(Archived),
            Facet::Resized => keys!(Resized),
            Facet::Country | Facet::Area => Country::all().map(|code| code.to_string()).collect(),
            Facet::Language => Language::all().map(|code| code.to_string()).collect(),
            Facet::Import => {
                numbers.sort_unstable_by_key(|number| Reverse(*number));
                numbers.iter().map(ToString::to_string).collect()
            }
            Facet::Group => {
                let groups = self.groups_by_name().into_iter();
                groups.map(|(group, _)| group.id.0.to_string()).collect()
            }
        }
    }
}
