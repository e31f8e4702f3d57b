//! Who has which value of which facet.

mod kept;

use super::bits::Bits;
use super::columns::{Columns, NONE};
use super::members::Members;
use crate::query::Facet;
use crate::vocabulary::Status;

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

    /// Puts a partner among the members of its values.
    pub(super) fn insert(&mut self, columns: &Columns, id: u32, today: i32) {
        let in_use = columns.len();
        each_value(columns, id as usize, today, |facet, index| {
            let values = &mut self.by_facet[facet.index()];
            if values.len() <= index {
                values.resize_with(index + 1, Members::default);
            }
            values[index].insert(id, in_use);
        });
    }

    /// Takes a partner from the members of the values that `columns` still say.
    pub(super) fn remove(&mut self, columns: &Columns, id: u32, today: i32) {
        each_value(columns, id as usize, today, |facet, index| {
            if let Some(members) = self.by_facet[facet.index()].get_mut(index) {
                members.remove(id);
            }
        });
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

/// Calls `visit` with every value of a partner.
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
    ones(columns.categories[at], |index| {
        visit(Facet::Category, index)
    });
    ones(columns.platforms[at].into(), |index| {
        visit(Facet::Platform, index)
    });
    for index in columns.languages(at) {
        visit(Facet::Language, usize::from(*index));
    }
    for index in columns.areas(at) {
        visit(Facet::Area, usize::from(*index));
    }
}

fn ones(mut mask: u32, mut visit: impl FnMut(usize)) {
    while mask != 0 {
        visit(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}
