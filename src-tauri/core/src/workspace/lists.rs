//! Lists: results that are shown page by page, what is selected in them, and profiles.

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Workspace, day};
use crate::catalogue::Catalogue;
use crate::changes::{PastChange, Target};
use crate::error::{StoreError, TransactError};
use crate::funnel::Funnel;
use crate::listing::{
    Census, GroupCount, Happening, Listing, Moved, Profile, Row, Selected, Selecting, TopChannel,
};
use crate::partner::{Contact, Partner, PartnerId};
use crate::query::suggest::Suggestion;
use crate::query::{Facet, FacetCount, Filters, Place, Query, typed};
use crate::set::PartnerSet;
use crate::standing::{Hidden, Standing};
use crate::store::{history, partners};
use crate::text;
use crate::vocabulary::Stage;

/// Rows that can be asked for at once.
pub const PAGE_LIMIT: u32 = 500;

/// Why rows cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// The result is not held any more: ask again.
    #[error("the result is not held any more")]
    Overtaken,
    /// The file could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a profile cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// There is no such partner (any more).
    #[error("there is no partner {0}")]
    NoSuchPartner(u32),
    /// The file could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The values of one facet, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FacetCounts {
    /// Which.
    pub facet: Facet,
    /// Its values.
    pub counts: Vec<FacetCount>,
}

/// A text without its complete typed filters, and what they say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Extracted {
    /// What they say.
    pub filters: Filters,
    /// The text that is left.
    pub rest: String,
    /// What looks like a typed filter and is not understood, as written.
    pub not_understood: Vec<String>,
}

impl Workspace {
    /// Asks the catalogue, and keeps the result for its rows to be asked for.
    pub fn find(&self, query: &Query, now: Timestamp) -> Listing {
        self.turn_day(now);
        let found = self.catalogue().find(query);
        let total = found.total();
        let result = self.lists().keep(query.place, found.ids);
        Listing {
            result,
            total,
            of: found.of,
            hidden: found.hidden,
            not_understood: found.not_understood,
        }
    }

    /// Rows `offset` to `offset + n` of a result, fewer at its end. At most [`PAGE_LIMIT`] at once.
    ///
    /// # Errors
    /// When the result is not held any more, or the file cannot be read.
    pub fn rows(&self, result: u32, offset: u32, n: u32) -> Result<Vec<Row>, RowsError> {
        let kept = self.lists().result(result)?;
        let from = (offset as usize).min(kept.ids.len());
        let to = (from + n.min(PAGE_LIMIT) as usize).min(kept.ids.len());
        let page = &kept.ids[from..to];
        let data = {
            let reader = self.reader();
            page.iter()
                .map(|id| partners::get(&reader, *id))
                .collect::<Result<Vec<_>, _>>()?
        };
        let catalogue = self.catalogue();
        let lists = self.lists();
        let selection = lists.selection(kept.place);
        let present = page
            .iter()
            .zip(data)
            .filter_map(|(id, partner)| Some((*id, partner?)));
        Ok(present
            .map(|(id, partner)| row(&catalogue, id, &partner, selection.contains(id)))
            .collect())
    }

    /// Where a partner stands in a result, from 0.
    pub fn position(&self, result: u32, id: PartnerId) -> Option<u32> {
        let kept = self.lists().result(result).ok()?;
        kept.ids
            .iter()
            .position(|other| *other == id)
            .and_then(|position| u32::try_from(position).ok())
    }

    /// How many have each value of some facets. A facet's own filter does not narrow its counts.
    pub fn facets(&self, query: &Query, facets: &[Facet], now: Timestamp) -> Vec<FacetCounts> {
        self.turn_day(now);
        let counted = self.catalogue().facets(query, facets);
        facets
            .iter()
            .zip(counted)
            .map(|(facet, counts)| FacetCounts {
                facet: *facet,
                counts,
            })
            .collect()
    }

    /// How many prospects of a list went from stage to stage, and how long they took; the filter of the stage is ignored.
    pub fn funnel(&self, query: &Query, now: Timestamp) -> Funnel {
        self.turn_day(now);
        self.catalogue().funnel(query)
    }

    /// Typed filters that could go on what is typed in `query.text`.
    pub fn suggest(&self, query: &Query) -> Vec<Suggestion> {
        self.catalogue().suggest(query)
    }

    /// The complete typed filters of a text, and what is left of it.
    pub fn extract(&self, text: &str) -> Extracted {
        let catalogue = self.catalogue();
        let parsed = typed::extract(text, &catalogue.group_names());
        Extracted {
            filters: parsed.filters,
            rest: parsed.rest,
            not_understood: parsed.not_understood,
        }
    }

    /// All that there is to know of one partner.
    ///
    /// # Errors
    /// When it is not there, or the file cannot be read.
    pub fn profile(&self, id: PartnerId, now: Timestamp) -> Result<Profile, ProfileError> {
        self.turn_day(now);
        let (partner, timeline) = {
            let reader = self.reader();
            if !self.catalogue().contains(id) {
                return Err(ProfileError::NoSuchPartner(id.0));
            }
            let partner = partners::get(&reader, id)?.ok_or(ProfileError::NoSuchPartner(id.0))?;
            (partner, timeline(&reader, id)?)
        };
        let catalogue = self.catalogue();
        let groups = catalogue
            .groups_of(id)
            .into_iter()
            .filter_map(|id| catalogue.group(id).cloned())
            .collect();
        Ok(Profile {
            row: row(&catalogue, id, &partner, false),
            standing: catalogue.standing(id).clone(),
            partner,
            groups,
            timeline,
        })
    }

    /// Selects rows of a place, or takes them out of the selection.
    ///
    /// # Errors
    /// When the result is not held any more.
    pub fn select(&self, place: Place, selecting: &Selecting) -> Result<Selected, RowsError> {
        let mut lists = self.lists();
        let selection = match selecting {
            Selecting::None => PartnerSet::new(),
            Selecting::All { result } => lists.result(*result)?.ids.iter().copied().collect(),
            Selecting::Rows {
                result,
                from,
                to,
                on,
            } => {
                let kept = lists.result(*result)?;
                let (first, last) = (*from.min(to) as usize, *from.max(to) as usize);
                let rows = kept.ids.iter().take(last.saturating_add(1)).skip(first);
                let chosen: PartnerSet = rows.copied().collect();
                let mut selection = lists.selection(place).clone();
                if *on {
                    selection |= &chosen;
                } else {
                    selection -= &chosen;
                }
                selection
            }
        };
        let count = selection.len();
        lists.select(place, selection);
        Ok(Selected { count })
    }

    /// How many of a target are what.
    ///
    /// # Errors
    /// When one of its ids is not there, or the file cannot be read.
    pub fn census(&self, target: &Target, now: Timestamp) -> Result<Census, TransactError> {
        self.turn_day(now);
        let whom = self.resolve(target)?;
        let name = match whom.single() {
            Some(one) => partners::get(&self.reader(), one)?.map(|partner| partner.name),
            None => None,
        };
        let catalogue = self.catalogue();
        let common = |set: &PartnerSet| {
            u32::try_from(whom.bitmap().intersection_len(set.bitmap())).unwrap_or(u32::MAX)
        };
        let prospects = common(catalogue.prospects());
        let mut new = catalogue.prospects().clone();
        new &= catalogue.in_stage(Stage::New);
        let groups = catalogue.groups().map(|(group, _)| GroupCount {
            group: group.id,
            count: common(catalogue.members(group.id)),
        });
        Ok(Census {
            partners: whom.len(),
            stage: whom.single().and_then(|one| stage(&catalogue, one)),
            name,
            prospects,
            past_new: prospects - common(&new),
            archived: common(catalogue.archived()),
            hidden: common(catalogue.hidden()),
            groups: groups.filter(|group| group.count > 0).collect(),
        })
    }

    /// Statuses move when the day does.
    fn turn_day(&self, now: Timestamp) {
        let today = day(now);
        if self.catalogue().today() != today {
            self.catalogue_mut().set_today(today);
        }
    }
}

/// What happened to a partner, each with what it did to its stage.
fn timeline(reader: &Connection, id: PartnerId) -> Result<Vec<Happening>, StoreError> {
    let stage = |standing: &Standing| standing.prospect.as_ref().map(|prospect| prospect.stage);
    let happening = |change: PastChange| {
        let shift = history::shift_of(reader, change.id, id)?;
        let moved = shift.map(|(before, after)| Moved {
            from: stage(&before),
            to: stage(&after),
        });
        Ok(Happening {
            change,
            moved: moved.filter(|moved| moved.from != moved.to),
        })
    };
    let changes = history::timeline(reader, id)?;
    changes.into_iter().map(happening).collect()
}

fn stage(catalogue: &Catalogue, id: PartnerId) -> Option<Stage> {
    let standing = catalogue.standing(id);
    standing
        .is_prospect()
        .then(|| standing.prospect.as_ref().map(|prospect| prospect.stage))
        .flatten()
}

pub(super) fn row(catalogue: &Catalogue, id: PartnerId, partner: &Partner, selected: bool) -> Row {
    let standing = catalogue.standing(id);
    let (prospect, hidden) = (standing.prospect.as_ref(), standing.hidden.as_ref());
    let top = partner.top_channel();
    Row {
        id,
        kind: partner.kind,
        initials: text::initials(&partner.name),
        colour: text::logo_colour(&text::fold(&partner.name)),
        domain: text::registrable_domain(&partner.website)
            .or_else(|| top.map(|channel| channel.handle.clone()))
            .unwrap_or_default(),
        name: partner.name.clone(),
        description: partner.description.clone(),
        business_model: partner.business_model,
        country: partner.country,
        monthly_visits: partner.monthly_visits,
        followers: partner.followers().map(|followers| followers as f64),
        engagement: partner.engagement(),
        size: partner.size(),
        tier: partner.tier(),
        top_channel: top.map(|channel| TopChannel {
            platform: channel.platform,
            handle: channel.handle.clone(),
        }),
        email: partner
            .contacts
            .first()
            .map(|contact| contact.email.clone())
            .unwrap_or_default(),
        status: partner.status(catalogue.today()),
        website: partner.website.clone(),
        custom_contact: partner
            .custom_contact()
            .map(Contact::known_as)
            .unwrap_or_default(),
        stage: prospect.map(|prospect| prospect.stage),
        source: prospect.map(|prospect| prospect.source),
        marked_at: prospect.map(|prospect| prospect.marked_at),
        contacted_on: prospect.and_then(|prospect| prospect.contacted_on),
        archived: standing.is_archived(),
        hidden: standing.is_hidden(),
        hidden_on: hidden.map(Hidden::on),
        hidden_until: hidden.and_then(|hidden| hidden.until),
        reason: hidden
            .map(|hidden| hidden.reason.clone())
            .unwrap_or_default(),
        size_then: hidden.and_then(|hidden| hidden.size_then),
        resized: catalogue.is_resized(id),
        groups: catalogue.groups_of(id),
        selected,
    }
}
