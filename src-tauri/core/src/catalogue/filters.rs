//! Filters as sets: each filter is the set of those that it lets pass.

use super::Catalogue;
use super::bits::Bits;
use super::columns::Figures;
use crate::query::{Choice, Facet, Filters, Range};

/// What a filter lets pass.
#[derive(Debug)]
pub(super) struct Pass {
    /// The facet that it is a filter of, where its values are counted.
    pub(super) facet: Option<Facet>,
    pub(super) bits: Bits,
}

impl Catalogue {
    /// The sets of all filters that filter at all.
    pub(super) fn passes(&self, filters: &Filters, passes: &mut Vec<Pass>) {
        let f = filters;
        self.choice(Facet::Status, &f.status, |value| value.index(), passes);
        self.choice(Facet::Model, &f.model, |value| value.index(), passes);
        self.choice(Facet::Category, &f.category, |value| value.index(), passes);
        self.choice(Facet::Country, &f.country, |value| value.index(), passes);
        self.choice(Facet::Language, &f.language, |value| value.index(), passes);
        self.choice(Facet::Area, &f.area, |value| value.index(), passes);
        self.choice(Facet::Size, &f.size, |value| value.index(), passes);
        self.choice(Facet::Platform, &f.platform, |value| value.index(), passes);
        self.choice(Facet::Tier, &f.tier, |value| value.index(), passes);
        self.choice_of(Facet::Stage, &f.stage, passes, |stage, bits| {
            bits.add_all(&self.standings.stages[stage.index()].bits);
        });
        self.choice_of(Facet::Source, &f.source, passes, |source, bits| {
            bits.add_all(&self.standings.sources[source.index()].bits);
        });
        self.choice_of(Facet::Archived, &f.archived, passes, |archived, bits| {
            bits.add_all(&self.standings.archived_or_not(*archived).bits);
        });
        self.choice_of(Facet::Resized, &f.resized, passes, |resized, bits| {
            bits.add_all(&self.resized_or_not(*resized));
        });
        self.choice_of(Facet::Import, &f.import, passes, |import, bits| {
            for id in self.standings.imported(*import).iter() {
                bits.insert(id.0);
            }
        });
        self.choice_of(Facet::Group, &f.group, passes, |group, bits| {
            for id in self.groups.members(*group).iter() {
                bits.insert(id.0);
            }
        });
        for (range, figures) in [
            (f.visits, Figures::Visits),
            (f.followers, Figures::Followers),
            (f.engagement, Figures::Engagement),
        ] {
            if range != Range::default() {
                let bits = self.columns.within(figures, range);
                passes.push(Pass { facet: None, bits });
            }
        }
    }

    fn choice<T>(
        &self,
        facet: Facet,
        choice: &Choice<T>,
        index: impl Fn(&T) -> usize,
        passes: &mut Vec<Pass>,
    ) {
        self.choice_of(facet, choice, passes, |value, bits| {
            if let Some(members) = self.values.members(facet, index(value)) {
                members.add_to(bits);
            }
        });
    }

    fn choice_of<T>(
        &self,
        facet: Facet,
        choice: &Choice<T>,
        passes: &mut Vec<Pass>,
        add: impl Fn(&T, &mut Bits),
    ) {
        if choice.values.is_empty() {
            return;
        }
        let mut bits = Bits::default();
        for value in &choice.values {
            add(value, &mut bits);
        }
        if choice.exclude {
            let mut rest = self.alive_bits.clone();
            rest.drop_all(&bits);
            bits = rest;
        }
        passes.push(Pass {
            facet: Some(facet),
            bits,
        });
    }
}
