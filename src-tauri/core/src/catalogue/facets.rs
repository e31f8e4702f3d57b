//! Counts of facets: how many of a list have each value, were it the only one chosen in its filter.

use std::cmp::Reverse;

use super::Catalogue;
use super::bits::Bits;
use super::find::Asked;
use crate::funnel::Funnel;
use crate::place::{Country, Language};
use crate::query::{Facet, FacetCount, Query};
use crate::set::PartnerSet;
use crate::vocabulary::{
    Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
};

impl Catalogue {
    /// The counts of one facet; see [`Self::facets`].
    pub fn facet(&self, query: &Query, facet: Facet) -> Vec<FacetCount> {
        self.facets(query, &[facet]).pop().unwrap_or_default()
    }

    /// The counts of several facets, in the order asked for. A facet's own filter is ignored in its counts. Vocabularies come
    /// whole and in the field's order, groups whole and by name; countries, languages and areas without those that
    /// nobody has, the most frequent first; imports without those that brought nobody, the newest first.
    pub fn facets(&self, query: &Query, facets: &[Facet]) -> Vec<Vec<FacetCount>> {
        let asked = self.ask(query);
        let shared = asked.without(None);
        facets
            .iter()
            .map(|facet| {
                if asked.passes.iter().any(|pass| pass.facet == Some(*facet)) {
                    self.counts_in(*facet, &asked.without(Some(*facet)))
                } else {
                    self.counts_in(*facet, &shared)
                }
            })
            .collect()
    }

    /// The funnel of those who match. The filter of the stage is ignored, for its tiles show what each stage would bring.
    pub fn funnel(&self, query: &Query) -> Funnel {
        let set = self.ask(query).without(Some(Facet::Stage));
        Funnel::of(self.standings.tally(&set), self.today())
    }

    fn counts_in(&self, facet: Facet, set: &Bits) -> Vec<FacetCount> {
        match facet {
            Facet::Status => self.vocabulary(facet, Status::ALL, Status::key, set),
            Facet::Model => self.vocabulary(facet, BusinessModel::ALL, BusinessModel::key, set),
            Facet::Category => self.vocabulary(facet, Category::ALL, Category::key, set),
            Facet::Size => self.vocabulary(facet, Size::ALL, Size::key, set),
            Facet::Platform => self.vocabulary(facet, Platform::ALL, Platform::key, set),
            Facet::Tier => self.vocabulary(facet, Tier::ALL, Tier::key, set),
            Facet::Country | Facet::Area => self.standard(facet, Country::all(), set),
            Facet::Language => self.standard(facet, Language::all(), set),
            Facet::Stage => {
                let stages = Stage::ALL.iter().zip(&self.standings.stages);
                stages
                    .map(|(stage, marked)| count(stage.key(), marked.bits.len_of_both(set)))
                    .collect()
            }
            Facet::Source => {
                let sources = SourceKind::ALL.iter().zip(&self.standings.sources);
                sources
                    .map(|(source, marked)| count(source.key(), marked.bits.len_of_both(set)))
                    .collect()
            }
            Facet::Archived => {
                let values = Archived::ALL.iter();
                let members = |archived| &self.standings.archived_or_not(archived).bits;
                values
                    .map(|value| count(value.key(), members(*value).len_of_both(set)))
                    .collect()
            }
            Facet::Resized => {
                let values = Resized::ALL.iter();
                values
                    .map(|value| (value, self.resized_or_not(*value)))
                    .map(|(value, members)| count(value.key(), members.len_of_both(set)))
                    .collect()
            }
            Facet::Import => {
                let set = PartnerSet::from(set);
                let imports = self.standings.imports();
                imports
                    .map(|(import, members)| count(import, members.len_of_both(&set)))
                    .filter(|counted| counted.count > 0)
                    .collect()
            }
            Facet::Group => {
                let set = PartnerSet::from(set);
                let groups = self.groups.iter();
                groups
                    .map(|(group, members)| count(group.id.0, members.len_of_both(&set)))
                    .collect()
            }
        }
    }

    fn vocabulary<T: Copy>(
        &self,
        facet: Facet,
        all: &[T],
        key: impl Fn(T) -> &'static str,
        set: &Bits,
    ) -> Vec<FacetCount> {
        let values = all.iter().enumerate();
        values
            .map(|(index, value)| {
                let members = self.values.members(facet, index);
                count(
                    key(*value),
                    members.map_or(0, |members| members.count_in(set)),
                )
            })
            .collect()
    }

    fn standard<T: std::fmt::Display>(
        &self,
        facet: Facet,
        all: impl Iterator<Item = T>,
        set: &Bits,
    ) -> Vec<FacetCount> {
        let values = all.zip(self.values.all(facet));
        let mut counts: Vec<FacetCount> = values
            .map(|(code, members)| count(code, members.count_in(set)))
            .filter(|counted| counted.count > 0)
            .collect();
        counts.sort_by_key(|counted| Reverse(counted.count));
        counts
    }
}

impl Asked {
    /// Those that match when the filter of one facet is left out.
    pub(super) fn without(&self, facet: Option<Facet>) -> Bits {
        let mut set = self.shown.clone();
        for pass in &self.passes {
            if facet.is_none() || pass.facet != facet {
                set.keep(&pass.bits);
            }
        }
        if let Some(hits) = &self.hits {
            set.keep(&hits.bits);
        }
        set
    }
}

fn count(value: impl std::fmt::Display, count: u32) -> FacetCount {
    FacetCount {
        value: value.to_string(),
        count,
    }
}
