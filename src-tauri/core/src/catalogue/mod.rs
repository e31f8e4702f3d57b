//! The read model: all that lists, counts and searches need of a workspace, in memory. It answers and never decides; it can be
//! thrown away and loaded anew from the store at any time.
//!
//! A partner's number is its place in every column. A query is a product of dense sets (place, filters, words), a result
//! is a ready-made order walked past that product, and a count of a facet is an intersection with it.

mod alike;
mod apply;
mod bits;
mod columns;
mod counted;
mod days;
mod facets;
mod filters;
mod find;
mod fit;
mod groups;
mod hidden;
pub mod kept;
mod looked_up;
mod marks;
mod members;
mod memory;
mod orders;
mod owners;
mod ranks;
mod rest;
mod search;
mod standings;
mod suggest;
mod text;
mod values;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use self::bits::Bits;
use self::columns::Columns;
pub use self::columns::Facts;
pub use self::find::Found;
use self::groups::Groups;
use self::looked_up::LookedUp;
use self::orders::{Keys, Orders};
pub use self::rest::Rest;
use self::standings::Standings;
use self::text::SearchText;
use self::values::Values;
use crate::days::{date_of, number_of};
use crate::group::{Group, GroupId};
use crate::partner::PartnerId;
use crate::query::typed::GroupNames;
use crate::set::PartnerSet;
use crate::standing::Standing;
use crate::vocabulary::{Kind, Stage};
use crate::workflow::{Workflow, WorkflowId};

/// Everything that lists need of a workspace.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The day by which statuses are told, in days from 1970.
    today: i32,
    columns: Columns,
    text: SearchText,
    values: Values,
    standings: Standings,
    groups: Groups,
    workflows: BTreeMap<WorkflowId, Workflow>,
    /// Those that there are: loaded or born, and not gone.
    alive: PartnerSet,
    alive_bits: Bits,
    /// The listed among them, by kind.
    listed: [Bits; Kind::ALL.len()],
    orders: Orders,
    /// The words that were looked up last in the present text.
    latest: Mutex<Option<Arc<LookedUp>>>,
    last_id: Option<PartnerId>,
}

/// A workspace in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Listed partners that are not hidden.
    pub partners: u32,
    /// Listed creators that are not hidden.
    pub creators: u32,
    /// Prospects that are followed.
    pub prospects: u32,
    /// Hidden partners and creators.
    pub hidden: u32,
}

impl Catalogue {
    /// An empty one. Statuses are told by `today`.
    pub fn new(today: Date) -> Self {
        Self {
            today: number_of(today),
            ..Self::default()
        }
    }

    /// The day by which statuses are told.
    pub fn today(&self) -> Date {
        date_of(self.today)
    }

    /// Whether the two would answer every question alike.
    pub fn same_as(&self, other: &Self) -> bool {
        let alike = |id: PartnerId| {
            self.facts(id) == other.facts(id)
                && self.standing(id) == other.standing(id)
                && self.text.whole(id.0) == other.text.whole(id.0)
                && self.columns.same_places(&other.columns, id.0 as usize)
        };
        self.alive == other.alive
            && self.groups.iter().eq(other.groups.iter())
            && self.workflows == other.workflows
            && self.values.same_lists(&other.values, &self.alive_bits)
            && self.alive.iter().all(alike)
    }

    /// Statuses move when the day changes.
    pub fn set_today(&mut self, today: Date) {
        let today = number_of(today);
        if today != self.today {
            self.today = today;
            self.values.set_today(&self.columns, today);
        }
    }

    /// Where a partner stands; a stranger has the default.
    pub fn standing(&self, id: PartnerId) -> &Standing {
        self.standings.get(id)
    }

    /// The figures of a partner; `None` when there is none of that number.
    pub fn facts(&self, id: PartnerId) -> Option<Facts> {
        self.contains(id)
            .then(|| self.columns.facts(id.0 as usize, self.today))
    }

    /// When a partner was last seen active, where that is known.
    pub fn last_active_on(&self, id: PartnerId) -> Option<Date> {
        let known = self.contains(id);
        let day = known.then(|| self.columns.active_on(id.0 as usize));
        day.flatten().map(date_of)
    }

    /// Whether there is a partner of that number.
    pub fn contains(&self, id: PartnerId) -> bool {
        self.alive_bits.contains(id.0)
    }

    /// All partners and creators, listed or not, hidden or not.
    pub fn all(&self) -> &PartnerSet {
        &self.alive
    }

    /// The greatest number that was ever loaded or born, of those who are gone too.
    pub fn last_id(&self) -> Option<PartnerId> {
        self.last_id
    }

    /// Groups and how many are in each, in order of names.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, u32)> {
        self.groups
            .iter()
            .map(|(group, members)| (group, members.len()))
    }

    /// A group.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(id)
    }

    /// The names of groups, as typed filters look them up.
    pub fn group_names(&self) -> GroupNames<'_> {
        GroupNames::sorted(self.groups.names())
    }

    /// Who is in a group; nobody where there is no such group.
    pub fn members(&self, group: GroupId) -> &PartnerSet {
        self.groups.members(group)
    }

    /// The groups of a partner, in order of their names.
    pub fn groups_of(&self, id: PartnerId) -> Vec<GroupId> {
        self.groups.of(id)
    }

    /// The workflows, by number.
    pub fn workflows(&self) -> impl Iterator<Item = &Workflow> {
        self.workflows.values()
    }

    /// A workflow.
    pub fn workflow(&self, id: WorkflowId) -> Option<&Workflow> {
        self.workflows.get(&id)
    }

    /// Everybody who is followed as a prospect.
    pub fn prospects(&self) -> &PartnerSet {
        &self.standings.prospects.set
    }

    /// Everybody who was a prospect and is archived.
    pub fn archived(&self) -> &PartnerSet {
        &self.standings.archived.set
    }

    /// Everybody who is hidden.
    pub fn hidden(&self) -> &PartnerSet {
        &self.standings.hidden.set
    }

    /// Prospects in a stage, archived ones too.
    pub fn in_stage(&self, stage: Stage) -> &PartnerSet {
        &self.standings.stages[stage.index()].set
    }

    /// The workspace in figures.
    pub fn counts(&self) -> Counts {
        let hidden = &self.standings.hidden.bits;
        let shown = |kind: Kind| {
            let listed = &self.listed[kind.index()];
            listed.len() - listed.len_of_both(hidden)
        };
        Counts {
            partners: shown(Kind::Partner),
            creators: shown(Kind::Creator),
            prospects: self.alive_bits.len_of_both(&self.standings.prospects.bits),
            hidden: self.alive_bits.len_of_both(hidden),
        }
    }

    /// Makes one of the orders that a list can have and nobody asked for yet, so that nobody waits for it at its first use; says
    /// whether there was one to make.
    pub fn prepare(&self) -> bool {
        self.orders.prepare(self.keys())
    }

    fn keys(&self) -> Keys<'_> {
        Keys {
            columns: &self.columns,
            text: &self.text,
        }
    }
}
