//! How a partner looks to a question: whether its place shows it, how well it fits the words, which filters it does not fit.

use prospect_core::query::{Choice, Facet, Filters, Place, Range};
use prospect_core::standing::Standing;

use super::plain::{Asked, One, World, archived, import, platforms, resized, source, stage};
use super::ranks::rank_of_all;

/// A partner as a question sees it.
pub struct Seen<'a> {
    pub one: One<'a>,
    /// Whether the place and its prospect filter show it.
    pub shown: bool,
    /// How well it fits the words; `None`: a word does not occur.
    pub rank: Option<u8>,
    /// The filters that it does not fit: facets, and `None` for each range.
    misses: Vec<Option<Facet>>,
}

impl Seen<'_> {
    /// Whether it fits the words, and all filters but that of one facet.
    pub fn fits(&self, but: Option<Facet>) -> bool {
        let free = |missed: &Option<Facet>| missed.is_some() && *missed == but;
        self.rank.is_some() && self.misses.iter().all(free)
    }

    /// Whether it counts for a facet.
    pub fn counts_for(&self, facet: Facet) -> bool {
        self.shown && self.fits(Some(facet))
    }
}

impl World {
    /// Every partner as a question sees it.
    pub fn see(&self, asked: &Asked) -> Vec<Seen<'_>> {
        let see = |one: One<'_>| (self.shows(&asked.query, &one), self.misses(asked, &one));
        self.alive()
            .map(|one| {
                let (shown, misses) = see(one);
                let rank = rank_of_all(&one.1.partner, &asked.words);
                Seen {
                    one,
                    shown,
                    rank,
                    misses,
                }
            })
            .collect()
    }

    fn misses(&self, asked: &Asked, one: &One<'_>) -> Vec<Option<Facet>> {
        let mut misses = Vec::new();
        for filters in [&asked.query.filters, &asked.typed] {
            self.missed(filters, one, &mut misses);
        }
        // Unless somebody asks for archived prospects, they are not among the prospects.
        if asked.query.place == Place::Prospects && !asked.lets_pass_archived(&one.1.standing) {
            misses.push(Some(Facet::Archived));
        }
        misses
    }

    /// The filters that one does not fit.
    fn missed(&self, f: &Filters, (id, entry): &One<'_>, misses: &mut Vec<Option<Facet>>) {
        let (partner, standing) = (&entry.partner, &entry.standing);
        let groups = || self.groups_of(*id);
        let facets = [
            (
                Facet::Status,
                fits(&f.status, || [partner.status(self.today)]),
            ),
            (Facet::Model, fits(&f.model, || partner.business_model)),
            (
                Facet::Category,
                fits(&f.category, || partner.categories.clone()),
            ),
            (Facet::Country, fits(&f.country, || partner.country)),
            (
                Facet::Language,
                fits(&f.language, || partner.languages.clone()),
            ),
            (Facet::Area, fits(&f.area, || partner.areas.clone())),
            (Facet::Size, fits(&f.size, || partner.size())),
            (Facet::Group, fits(&f.group, groups)),
            (Facet::Platform, fits(&f.platform, || platforms(partner))),
            (Facet::Tier, fits(&f.tier, || partner.tier())),
            (Facet::Stage, fits(&f.stage, || stage(standing))),
            (Facet::Source, fits(&f.source, || source(standing))),
            (Facet::Archived, fits(&f.archived, || archived(standing))),
            (Facet::Resized, fits(&f.resized, || resized(entry))),
            (Facet::Import, fits(&f.import, || import(standing))),
        ];
        let missed = facets.into_iter().filter(|(_, fits)| !fits);
        misses.extend(missed.map(|(facet, _)| Some(facet)));
        let ranges = [
            stands_in(f.visits, partner.monthly_visits.map(f64::from)),
            stands_in(f.followers, partner.followers().map(|sum| sum as f64)),
            stands_in(f.engagement, partner.engagement().map(f64::from)),
        ];
        misses.extend(ranges.iter().filter(|fits| !**fits).map(|_| None));
    }
}

impl Asked {
    /// Whether a prospect is among those that the place shows under the filter *Archived*, or without one.
    pub fn lets_pass_archived(&self, standing: &Standing) -> bool {
        let all = [&self.query.filters.archived, &self.typed.archived];
        if all.iter().all(|choice| choice.values.is_empty()) {
            return standing.is_prospect();
        }
        all.iter().all(|choice| fits(choice, || archived(standing)))
    }
}

fn fits<T: PartialEq, V: IntoIterator<Item = T>>(
    choice: &Choice<T>,
    values: impl FnOnce() -> V,
) -> bool {
    choice.values.is_empty()
        || values()
            .into_iter()
            .any(|value| choice.values.contains(&value))
            != choice.exclude
}

fn stands_in(range: Range, figure: Option<f64>) -> bool {
    if range == Range::default() {
        return true;
    }
    figure.is_some_and(|figure| {
        range.min.is_none_or(|min| min <= figure) && range.max.is_none_or(|max| figure <= max)
    })
}
