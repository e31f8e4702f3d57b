//! Results: who matches a query, in which order.

use std::sync::Arc;

use super::Catalogue;
use super::bits::Bits;
use super::filters::Pass;
use super::search::Hits;
use crate::partner::PartnerId;
use crate::query::typed::{self, Parsed};
use crate::query::{Facet, Place, Query, Show, Sort, SortBy};
use crate::set::PartnerSet;
use crate::vocabulary::Kind;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// All that match, in order; their number is the total.
    pub ids: Vec<PartnerId>,
    /// How many the place has without text and filters: of the hidden under *Hidden*, else of those who are not; of prospects
    /// those who are followed, unless the filter *Archived* says otherwise.
    pub of: u32,
    /// How many hidden ones would match as well.
    pub hidden: u32,
    /// Words of the text that look like typed filters and are not understood.
    pub not_understood: Vec<String>,
}

impl Found {
    /// How many match.
    pub fn total(&self) -> u32 {
        u32::try_from(self.ids.len()).unwrap_or(u32::MAX)
    }
}

/// A query taken apart.
pub(super) struct Asked {
    /// What the place shows.
    pub(super) shown: Bits,
    /// What the place would show besides, were hidden ones shown.
    hidden: Bits,
    pub(super) passes: Vec<Pass>,
    /// Whom the words find; `None` without words.
    pub(super) hits: Option<Arc<Hits>>,
    not_understood: Vec<String>,
}

impl Catalogue {
    /// Who matches, in order.
    pub fn find(&self, query: &Query) -> Found {
        let asked = self.ask(query);
        let matching = asked.narrow(asked.shown.clone());
        Found {
            ids: self.in_order(query.sort, &matching, asked.hits.as_deref()),
            of: self.whole(query, &asked),
            hidden: asked.narrow(asked.hidden.clone()).len(),
            not_understood: asked.not_understood,
        }
    }

    /// How many a place has without text and filters: of prospects those who are archived, or who are not, as is asked for.
    fn whole(&self, query: &Query, asked: &Asked) -> u32 {
        let show = match query.show {
            Show::Hidden => Show::Hidden,
            Show::All | Show::NotProspects | Show::Prospects => Show::All,
        };
        let (mut whole, _) = self.place(query.place, show);
        if query.place == Place::Prospects {
            let passes = asked.passes.iter();
            for pass in passes.filter(|pass| pass.facet == Some(Facet::Archived)) {
                whole.keep(&pass.bits);
            }
        }
        whole.len()
    }

    /// Who matches, as a set.
    pub fn matching(&self, query: &Query) -> PartnerSet {
        let asked = self.ask(query);
        (&asked.narrow(asked.shown.clone())).into()
    }

    /// Takes a query apart and looks its words up.
    pub(super) fn ask(&self, query: &Query) -> Asked {
        let Parsed {
            filters,
            words,
            not_understood,
            ..
        } = typed::parse(&query.text, &self.group_names());
        let mut passes = Vec::new();
        self.passes(&query.filters, &mut passes);
        self.passes(&filters, &mut passes);
        let is_archived = |pass: &Pass| pass.facet == Some(Facet::Archived);
        if query.place == Place::Prospects && !passes.iter().any(is_archived) {
            passes.push(Pass {
                facet: Some(Facet::Archived),
                bits: self.standings.prospects.bits.clone(),
            });
        }
        let (shown, hidden) = self.place(query.place, query.show);
        Asked {
            shown,
            hidden,
            passes,
            hits: (!words.is_empty()).then(|| self.look_up(words)),
            not_understood,
        }
    }

    /// What a place shows under a prospect filter, and the hidden ones that it would show besides.
    fn place(&self, place: Place, show: Show) -> (Bits, Bits) {
        let prospects = &self.standings.prospects.bits;
        let mut shown = match place {
            Place::Partners => self.listed[Kind::Partner.index()].clone(),
            Place::Creators => self.listed[Kind::Creator.index()].clone(),
            Place::Everyone => self.alive_bits.clone(),
            Place::Prospects => {
                let mut marked = prospects.clone();
                marked.add_all(&self.standings.archived.bits);
                marked.keep(&self.alive_bits);
                return (marked, Bits::default());
            }
        };
        let mut hidden = shown.clone();
        hidden.keep(&self.standings.hidden.bits);
        match show {
            Show::All => shown.drop_all(&hidden),
            Show::NotProspects => {
                shown.drop_all(&hidden);
                shown.drop_all(prospects);
                hidden.drop_all(prospects);
            }
            Show::Prospects => {
                shown.keep(prospects);
                hidden = Bits::default();
            }
            Show::Hidden => {
                shown = hidden;
                hidden = Bits::default();
            }
        }
        (shown, hidden)
    }

    fn in_order(&self, sort: Sort, matching: &Bits, hits: Option<&Hits>) -> Vec<PartnerId> {
        match hits {
            _ if sort.by.is_of_standing() => self.standings.in_order(sort, matching),
            Some(hits) if sort.by == SortBy::BestMatch => {
                self.orders.gather_best(matching, &hits.ranks, self.keys())
            }
            _ => self.orders.gather(sort, matching, self.keys()),
        }
    }
}

impl Asked {
    /// Those of `set` that words and filters let pass.
    fn narrow(&self, mut set: Bits) -> Bits {
        for pass in &self.passes {
            set.keep(&pass.bits);
        }
        if let Some(hits) = &self.hits {
            set.keep(&hits.bits);
        }
        set
    }
}
