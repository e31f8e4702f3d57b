//! Who has which value of which facet.

mod kept;

use super::bits::Bits;
use super::columns::{Columns, NONE};
use super::members::Members;
use crate::partner::Partner;
use crate::query::Facet;
use crate::vocabulary::Status;

/// Facets of which a partner has several values, and so few there are that all of them are looked at when its data change.
const IN_NO_COLUMN: [Facet; 2] = [Facet::Category, Facet::Platform];

/// Members of every value, by facet and by where the value stands in its vocabulary or standard. Groups, stages and
/// imports are kept elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    by_facet: [Vec<Members>; Facet::ALL.len()],
}

impl Values {
    /// The members of the value that stands at `index`.
    pub(super) fn members(&self, facet: Facet, index: usize) -> Option<&Members> {
        self.by_facet[facet.index()].get(index)
    }

    /// All values that anybody ever had, by where they stand.
    pub(super) fn all(&self, facet: Facet) -> &[Members] {
        &self.by_facet[facet.index()]
    }

    /// Puts a partner among the members of its values, of which `columns` say all but those of [`IN_NO_COLUMN`].
    pub(super) fn insert(&mut self, columns: &Columns, id: u32, partner: &Partner, today: i32) {
        let in_use = columns.len();
        let mut insert = |facet: Facet, index: usize| {
            let values = &mut self.by_facet[facet.index()];
            if values.len() <= index {
                values.resize_with(index + 1, Members::default);
            }
            values[index].insert(id, in_use);
        };
        each_value(columns, id as usize, today, &mut insert);
        for category in &partner.categories {
            insert(Facet::Category, category.index());
        }
        for channel in &partner.channels {
            insert(Facet::Platform, channel.platform.index());
        }
    }

    /// Takes a partner from the members of the values that it had; of most `columns` still say which.
    pub(super) fn remove(&mut self, columns: &Columns, id: u32, today: i32) {
        if !columns.is_known(id as usize) {
            return;
        }
        each_value(columns, id as usize, today, |facet, index| {
            if let Some(members) = self.by_facet[facet.index()].get_mut(index) {
                members.remove(id);
            }
        });
        for facet in IN_NO_COLUMN {
            let values = self.by_facet[facet.index()].iter_mut();
            values.for_each(|members| members.remove(id));
        }
    }

    /// Whether those in `set` have the same values here as there, of those facets that no column tells.
    pub(super) fn same_lists(&self, other: &Self, set: &Bits) -> bool {
        let members = |values: &Self, facet: Facet, index: usize| {
            let mut bits = Bits::default();
            let members = values.members(facet, index);
            if let Some(members) = members {
                members.add_to(&mut bits);
            }
            bits.keep(set);
            bits
        };
        IN_NO_COLUMN.into_iter().all(|facet| {
            let values = self.all(facet).len().max(other.all(facet).len());
            (0..values).all(|index| {
                let (here, there) = (members(self, facet, index), members(other, facet, index));
                let both = here.len_of_both(&there);
                here.len() == both && there.len() == both
            })
        })
    }

    /// Gives back room that is not used, as after a load.
    pub(super) fn shrink(&mut self) {
        let all = self.by_facet.iter_mut().flatten();
        all.for_each(Members::shrink);
    }

    /// How many bytes they take.
    pub(super) fn memory(&self) -> usize {
        let all = self.by_facet.iter().flatten();
        all.map(|members| size_of::<Members>() + members.memory())
            .sum()
    }

    /// Forgets numbers that are not below `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        for members in self.by_facet.iter_mut().flatten() {
            members.truncate(len);
        }
        self.shrink();
    }

    /// Tells anew who is new, active and inactive.
    pub(super) fn set_today(&mut self, columns: &Columns, today: i32) {
        let of = |status: Status| {
            Members::Many(Bits::from_fn(columns.len(), |at| {
                columns.is_known(at) && columns.status(at, today) == status
            }))
        };
        self.by_facet[Facet::Status.index()] =
            Status::ALL.iter().map(|status| of(*status)).collect();
    }
}

/// Calls `visit` with every value of a partner that columns tell.
fn each_value(columns: &Columns, at: usize, today: i32, mut visit: impl FnMut(Facet, usize)) {
    if !columns.is_known(at) {
        return;
    }
    visit(Facet::Status, columns.status(at, today).index());
    for (facet, index) in [
        (Facet::Model, columns.model[at]),
        (Facet::Country, columns.country[at]),
        (Facet::Size, columns.size[at]),
        (Facet::Tier, columns.tier[at]),
    ] {
        if index != NONE {
            visit(facet, usize::from(index));
        }
    }
    for index in columns.languages(at) {
        visit(Facet::Language, usize::from(*index));
    }
    for index in columns.areas(at) {
        visit(Facet::Area, usize::from(*index));
    }
}
