//! Counts of facets, by looking at every partner for every value.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use prospect_core::place::{Country, Language};
use prospect_core::query::{Facet, FacetCount};
use prospect_core::vocabulary::{
    Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
};

use super::plain::{Asked, One, World, archived, import, platforms, resized, source, stage};

impl World {
    pub fn facet(&self, asked: &Asked, facet: Facet) -> Vec<FacetCount> {
        let others: Vec<One<'_>> = self
            .alive()
            .filter(|one| self.shows(&asked.query, one) && self.passes(asked, one, Some(facet)))
            .collect();
        let count = |value: String, has: &dyn Fn(&One<'_>) -> bool| FacetCount {
            value,
            count: others.iter().filter(|one| has(one)).count() as u32,
        };
        macro_rules! vocabulary {
            ($name:ident, $has:expr) => {{
                let has = $has;
                let values = $name::ALL.iter();
                values
                    .map(|value| count(value.key().into(), &|one| has(one, *value)))
                    .collect()
            }};
        }
        let frequent_first = |mut counts: Vec<FacetCount>| {
            counts.retain(|counted| counted.count > 0);
            counts.sort_by_key(|counted| Reverse(counted.count));
            counts
        };
        match facet {
            Facet::Status => vocabulary!(Status, |one: &One<'_>, value| one
                .1
                .partner
                .status(self.today)
                == value),
            Facet::Model => vocabulary!(BusinessModel, |one: &One<'_>, value| one
                .1
                .partner
                .business_model
                == Some(value)),
            Facet::Category => vocabulary!(Category, |one: &One<'_>, value| one
                .1
                .partner
                .categories
                .contains(&value)),
            Facet::Size => vocabulary!(Size, |one: &One<'_>, value| one.1.partner.size()
                == Some(value)),
            Facet::Platform => {
                vocabulary!(Platform, |one: &One<'_>, value| platforms(&one.1.partner)
                    .contains(&value))
            }
            Facet::Tier => vocabulary!(Tier, |one: &One<'_>, value| one.1.partner.tier()
                == Some(value)),
            Facet::Stage => vocabulary!(Stage, |one: &One<'_>, value| stage(&one.1.standing)
                == Some(value)),
            Facet::Source => {
                vocabulary!(SourceKind, |one: &One<'_>, value| source(&one.1.standing)
                    == Some(value))
            }
            Facet::Archived => {
                vocabulary!(Archived, |one: &One<'_>, value| archived(&one.1.standing)
                    == Some(value))
            }
            Facet::Resized => {
                vocabulary!(Resized, |one: &One<'_>, value| resized(one.1)
                    == Some(value))
            }
            Facet::Country => frequent_first(
                Country::all()
                    .map(|code| count(code.to_string(), &|one| one.1.partner.country == Some(code)))
                    .collect(),
            ),
            Facet::Area => frequent_first(
                Country::all()
                    .map(|code| count(code.to_string(), &|one| one.1.partner.areas.contains(&code)))
                    .collect(),
            ),
            Facet::Language => frequent_first(
                Language::all()
                    .map(|code| {
                        count(code.to_string(), &|one| {
                            one.1.partner.languages.contains(&code)
                        })
                    })
                    .collect(),
            ),
            Facet::Import => {
                let imports: BTreeSet<u32> = others
                    .iter()
                    .filter_map(|one| import(&one.1.standing))
                    .collect();
                let newest_first = imports.into_iter().rev();
                newest_first
                    .map(|number| {
                        count(number.to_string(), &|one| {
                            import(&one.1.standing) == Some(number)
                        })
                    })
                    .collect()
            }
            Facet::Group => self
                .groups_by_name()
                .into_iter()
                .map(|(group, _)| {
                    count(group.id.0.to_string(), &|one| {
                        self.groups_of(one.0).contains(&group.id)
                    })
                })
                .collect(),
        }
    }
}
