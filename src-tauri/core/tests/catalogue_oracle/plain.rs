//! The rules of lists written as plainly as they can be: every partner is looked at, one by one.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use prospect_core::catalogue::{Counts, Facts};
use prospect_core::changes::Delta;
use prospect_core::group::{Group, GroupId};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::query::{Filters, Place, Query, Show, SortBy};
use prospect_core::standing::{Hidden, Prospect, Scale, Source, Standing};
use prospect_core::text::{fold, name_key};
use prospect_core::vocabulary::{Archived, Kind, Platform, Resized, SourceKind, Stage};

use super::seeing::Seen;

pub struct Entry {
    pub partner: Partner,
    pub standing: Standing,
    pub alive: bool,
}

pub struct World {
    pub today: Date,
    pub partners: BTreeMap<PartnerId, Entry>,
    pub groups: BTreeMap<GroupId, (Group, BTreeSet<PartnerId>)>,
}

/// A query, and what its text means.
pub struct Asked {
    pub query: Query,
    pub words: Vec<String>,
    pub typed: Filters,
}

pub type One<'a> = (PartnerId, &'a Entry);

impl World {
    pub fn alive(&self) -> impl Iterator<Item = One<'_>> {
        let all = self.partners.iter().map(|(id, entry)| (*id, entry));
        all.filter(|(_, entry)| entry.alive)
    }

    pub fn find(&self, asked: &Asked, all: &[Seen<'_>]) -> Vec<PartnerId> {
        let mut found: Vec<&Seen<'_>> = all
            .iter()
            .filter(|seen| seen.shown && seen.fits(None))
            .collect();
        found.sort_by(|a, b| self.compare(asked, a, b).then(a.one.0.cmp(&b.one.0)));
        found.into_iter().map(|seen| seen.one.0).collect()
    }

    /// Those among whom text and filters look: the hidden where they are asked for, else everybody else.
    pub fn of(&self, asked: &Asked) -> u32 {
        let mut query = Query::of(asked.query.place);
        if asked.query.show == Show::Hidden {
            query.show = Show::Hidden;
        }
        let archived = |one: &One<'_>| {
            query.place != Place::Prospects || asked.lets_pass_archived(&one.1.standing)
        };
        let shown = self
            .alive()
            .filter(|one| self.shows(&query, one) && archived(one));
        shown.count() as u32
    }

    /// Those who would match were hidden ones shown.
    pub fn hidden(&self, asked: &Asked, all: &[Seen<'_>]) -> u32 {
        let query = &asked.query;
        let open =
            matches!(query.show, Show::All | Show::NotProspects) && query.place != Place::Prospects;
        let would = |seen: &&Seen<'_>| {
            let (_, entry) = seen.one;
            entry.standing.is_hidden()
                && in_place(query.place, entry)
                && (query.show == Show::All || !entry.standing.is_prospect())
                && seen.fits(None)
        };
        all.iter().filter(|seen| open && would(seen)).count() as u32
    }

    pub fn shows(&self, query: &Query, (_, entry): &One<'_>) -> bool {
        let standing = &entry.standing;
        let shown = match query.show {
            _ if query.place == Place::Prospects => true,
            Show::All => !standing.is_hidden(),
            Show::NotProspects => !standing.is_hidden() && !standing.is_prospect(),
            Show::Prospects => standing.is_prospect(),
            Show::Hidden => standing.is_hidden(),
        };
        shown && in_place(query.place, entry)
    }

    fn compare(&self, asked: &Asked, a: &Seen<'_>, b: &Seen<'_>) -> Ordering {
        let ranks = a.rank.cmp(&b.rank);
        let (a, b) = (a.one.1, b.one.1);
        let descending = asked.query.sort.descending;
        let marks = (a.standing.prospect.as_ref(), b.standing.prospect.as_ref());
        let by_mark = |key: &dyn Fn(&Prospect) -> Option<i128>| {
            let key = |mark: Option<&Prospect>| mark.and_then(key);
            missing_last(key(marks.0), key(marks.1), descending)
        };
        let hidden = (a.standing.hidden.as_ref(), b.standing.hidden.as_ref());
        let (a, b) = (&a.partner, &b.partner);
        match asked.query.sort.by {
            SortBy::BestMatch => {
                let reach =
                    |partner: &Partner| Reverse((partner.monthly_visits, partner.followers()));
                ranks.then(reach(a).cmp(&reach(b)))
            }
            SortBy::Name => {
                let name =
                    |partner: &Partner| Some(fold(&partner.name)).filter(|name| !name.is_empty());
                missing_last(name(a), name(b), descending)
            }
            SortBy::Visits => missing_last(a.monthly_visits, b.monthly_visits, descending),
            SortBy::Followers => missing_last(a.followers(), b.followers(), descending),
            SortBy::Engagement => missing_last(a.engagement(), b.engagement(), descending),
            SortBy::Newest => missing_last(a.listed_on, b.listed_on, descending),
            SortBy::LastActive => missing_last(a.last_active_on, b.last_active_on, descending),
            SortBy::MarkedOn => by_mark(&|mark| Some(mark.marked_at.as_nanosecond())),
            SortBy::LastContact => by_mark(&|mark| {
                let day = mark.contacted_on?;
                Some(i128::from(day.year()) * 400 + i128::from(day.day_of_year()))
            }),
            SortBy::Stage => by_mark(&|mark| Some(mark.stage.index() as i128)),
            SortBy::Source => by_mark(&|mark| Some(by_source(mark.source))),
            SortBy::Model => {
                let name = |partner: &Partner| Some(fold(partner.business_model?.label()));
                missing_last(name(a), name(b), descending)
            }
            SortBy::Country => {
                let name = |partner: &Partner| Some(fold(partner.country?.name()));
                missing_last(name(a), name(b), descending)
            }
            SortBy::HiddenOn => {
                let at = |hidden: Option<&Hidden>| hidden.map(|hidden| hidden.at);
                missing_last(at(hidden.0), at(hidden.1), descending)
            }
            SortBy::HiddenUntil => {
                let until = |hidden: Option<&Hidden>| hidden.and_then(|hidden| hidden.until);
                missing_last(until(hidden.0), until(hidden.1), descending)
            }
        }
    }

    pub fn facts(&self, partner: &Partner) -> Facts {
        Facts {
            kind: partner.kind,
            listed: partner.listed,
            business_model: partner.business_model,
            country: partner.country,
            visits: partner.monthly_visits,
            followers: partner.followers(),
            engagement: partner.engagement(),
            size: partner.size(),
            tier: partner.tier(),
            status: partner.status(self.today),
        }
    }

    pub fn counts(&self) -> Counts {
        let count = |test: &dyn Fn(&Entry) -> bool| {
            self.alive().filter(|(_, entry)| test(entry)).count() as u32
        };
        let shown = |kind: Kind| {
            count(&|entry| {
                entry.partner.kind == kind && entry.partner.listed && !entry.standing.is_hidden()
            })
        };
        Counts {
            partners: shown(Kind::Partner),
            creators: shown(Kind::Creator),
            prospects: count(&|entry| entry.standing.is_prospect()),
            hidden: count(&|entry| entry.standing.is_hidden()),
        }
    }

    pub fn groups_by_name(&self) -> Vec<(Group, u32)> {
        let mut groups: Vec<&(Group, BTreeSet<PartnerId>)> = self.groups.values().collect();
        groups.sort_by_key(|(group, _)| (name_key(&group.name), group.id));
        groups
            .into_iter()
            .map(|(group, members)| (group.clone(), members.len() as u32))
            .collect()
    }

    pub fn groups_of(&self, id: PartnerId) -> Vec<GroupId> {
        let groups = self.groups_by_name().into_iter().map(|(group, _)| group.id);
        groups
            .filter(|group| self.groups[group].1.contains(&id))
            .collect()
    }

    /// Changes as the delta says.
    pub fn follow(&mut self, delta: &Delta) {
        for id in delta.born.iter() {
            self.partners.get_mut(&id).expect("known").alive = !delta.gone;
        }
        for edit in &delta.edits {
            edit.after
                .apply(&mut self.partners.get_mut(&edit.partner).expect("known").partner);
        }
        for shift in &delta.standings {
            for id in shift.partners.iter() {
                self.partners.get_mut(&id).expect("known").standing = shift.after.clone();
            }
        }
        for shift in &delta.memberships {
            if let Some((_, members)) = self.groups.get_mut(&shift.group) {
                members.extend(shift.joined.iter());
                members.retain(|id| !shift.left.contains(*id));
            }
        }
        for shift in &delta.groups {
            match (&shift.before, &shift.after) {
                (Some(before), None) => {
                    self.groups.remove(&before.id);
                }
                (_, Some(after)) => {
                    let members = self
                        .groups
                        .remove(&after.id)
                        .map_or(BTreeSet::new(), |(_, members)| members);
                    self.groups.insert(after.id, (after.clone(), members));
                }
                (None, None) => {}
            }
        }
    }

    /// The present data of those whom a delta edited or brought.
    pub fn data_of(&self, delta: &Delta) -> impl Iterator<Item = (PartnerId, Partner)> + '_ {
        let born = delta.born.iter().filter(|_| !delta.gone);
        let ids: BTreeSet<PartnerId> = born
            .chain(delta.edits.iter().map(|edit| edit.partner))
            .collect();
        ids.into_iter()
            .map(|id| (id, self.partners[&id].partner.clone()))
    }
}

fn in_place(place: Place, entry: &Entry) -> bool {
    match place {
        Place::Partners => entry.partner.listed && entry.partner.kind == Kind::Partner,
        Place::Creators => entry.partner.listed && entry.partner.kind == Kind::Creator,
        Place::Prospects => entry.standing.prospect.is_some(),
        Place::Everyone => true,
    }
}

pub fn platforms(partner: &Partner) -> Vec<Platform> {
    partner
        .channels
        .iter()
        .map(|channel| channel.platform)
        .collect()
}

/// The stage of a prospect, archived or not.
pub fn stage(standing: &Standing) -> Option<Stage> {
    standing.prospect.as_ref().map(|prospect| prospect.stage)
}

/// How a prospect came to be marked.
pub fn source(standing: &Standing) -> Option<SourceKind> {
    let prospect = standing.prospect.as_ref();
    prospect.map(|prospect| prospect.source.kind())
}

/// Whether a prospect is archived.
pub fn archived(standing: &Standing) -> Option<Archived> {
    let prospect = standing.prospect.as_ref()?;
    Some(match prospect.archived_at {
        None => Archived::No,
        Some(_) => Archived::Yes,
    })
}

/// Whether a hidden one is of another size, or tier, than when it was hidden; not, where nobody knows how large it was.
pub fn resized(entry: &Entry) -> Option<Resized> {
    let differs = match entry.standing.hidden.as_ref()?.size_then {
        None => false,
        Some(Scale::Size(then)) => then != entry.partner.size(),
        Some(Scale::Tier(then)) => then != entry.partner.tier(),
    };
    Some(if differs { Resized::Yes } else { Resized::No })
}

/// The import that brought a prospect.
pub fn import(standing: &Standing) -> Option<u32> {
    match standing.prospect.as_ref()?.source {
        Source::Import(import) => Some(import),
        _ => None,
    }
}

/// By the name of its kind, imports by number.
fn by_source(source: Source) -> i128 {
    let names = [
        "application",
        "by hand",
        "creator marketplace",
        "import",
        "partner marketplace",
    ];
    let place = names
        .iter()
        .position(|name| *name == fold(source.kind().label()));
    let import = match source {
        Source::Import(import) => i128::from(import),
        _ => 0,
    };
    place.expect("the kind has a name") as i128 * 1_000_000 + import
}

fn missing_last<T: PartialOrd>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(&b).expect("figures are numbers");
            if descending { order.reverse() } else { order }
        }
    }
}
