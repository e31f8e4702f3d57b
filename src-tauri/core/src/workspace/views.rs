//! Saved views at the door, and what saving, changing, moving and deleting one comes to.

use super::Workspace;
use super::present::Present;
use crate::changes::{Delta, Op, Title, ViewShift};
use crate::error::{StoreError, TransactError, json_facts};
use crate::group::check_name;
use crate::query::Place;
use crate::store;
use crate::view::{Arrangement, KeptView, View, ViewId};

impl Workspace {
    /// The views, those of a list in their order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn views(&self) -> Result<Vec<View>, StoreError> {
        let kept = store::views::all(&self.reader())?;
        let catalogue = self.catalogue();
        let views = kept.into_iter().map(|kept| {
            let read = Arrangement::read(&kept.arrangement);
            let mut arrangement = read.filter(|read| read.query.place == kept.place);
            let gone = arrangement.as_mut().map_or(0, |arrangement| {
                arrangement.leave_out(|group| catalogue.group(group).is_some())
            });
            View {
                id: kept.id,
                place: kept.place,
                name: kept.name,
                arrangement,
                gone,
            }
        });
        Ok(views.collect())
    }
}

/// What an operation on views comes to. `next` is the number for a new one. Operations on other things come to nothing.
pub(super) fn plan(
    op: &Op,
    present: &Present,
    next: ViewId,
) -> Result<(Title, Delta), TransactError> {
    let Present::Views(all) = present else {
        return Ok((Title::Show, Delta::default()));
    };
    match op {
        Op::SaveView { name, arrangement } => save(name, arrangement, all, next),
        Op::UpdateView { id, arrangement } => update(*id, arrangement, all),
        Op::RenameView { id, name } => rename(*id, name, all),
        Op::MoveView { id, to } => shift_to(*id, *to, all),
        Op::DeleteView { id } => {
            let before = there(*id, all)?.clone();
            let name = before.name.clone();
            Ok((Title::DeleteView { name }, delta([(Some(before), None)])))
        }
        // Nothing else asks for views; see [`Present`].
        _ => Ok((Title::Show, Delta::default())),
    }
}

fn save(
    name: &str,
    arrangement: &Arrangement,
    all: &[KeptView],
    next: ViewId,
) -> Result<(Title, Delta), TransactError> {
    let place = arrangement.query.place;
    let name = checked(None, name, place, all)?;
    let last = of(place, all).map(|view| view.rank + 1).max();
    let after = KeptView {
        id: next,
        place,
        rank: last.unwrap_or(0),
        name: name.clone(),
        arrangement: kept(arrangement)?,
    };
    Ok((Title::SaveView { name }, delta([(None, Some(after))])))
}

fn update(
    id: ViewId,
    arrangement: &Arrangement,
    all: &[KeptView],
) -> Result<(Title, Delta), TransactError> {
    let before = there(id, all)?;
    if before.place != arrangement.query.place {
        return Err(TransactError::NoSuchView(id.0));
    }
    let after = KeptView {
        arrangement: kept(arrangement)?,
        ..before.clone()
    };
    let name = before.name.clone();
    Ok((Title::UpdateView { name }, changed(before, after)))
}

/// Its own name in another case or width is free for it.
fn rename(id: ViewId, name: &str, all: &[KeptView]) -> Result<(Title, Delta), TransactError> {
    let before = there(id, all)?;
    let name = checked(Some(id), name, before.place, all)?;
    let title = Title::RenameView {
        before: before.name.clone(),
        name: name.clone(),
    };
    let after = KeptView {
        name,
        ..before.clone()
    };
    Ok((title, changed(before, after)))
}

/// Puts a view so many places from the first of its list, or last.
fn shift_to(id: ViewId, to: u32, all: &[KeptView]) -> Result<(Title, Delta), TransactError> {
    let moved = there(id, all)?;
    let name = moved.name.clone();
    let mut order: Vec<&KeptView> = of(moved.place, all).collect();
    let to = (to as usize).min(order.len() - 1);
    if order[to].id == id {
        return Ok((Title::MoveView { name }, Delta::default()));
    }
    order.retain(|view| view.id != id);
    order.insert(to, moved);
    let ranked = (0..).zip(order).filter(|(rank, view)| view.rank != *rank);
    let shifts = ranked.map(|(rank, view)| {
        let after = KeptView {
            rank,
            ..view.clone()
        };
        (Some(view.clone()), Some(after))
    });
    Ok((Title::MoveView { name }, delta(shifts)))
}

/// The views of a list, in their order.
fn of(place: Place, all: &[KeptView]) -> impl Iterator<Item = &KeptView> {
    all.iter().filter(move |view| view.place == place)
}

fn there(id: ViewId, all: &[KeptView]) -> Result<&KeptView, TransactError> {
    let found = all.iter().find(|view| view.id == id);
    found.ok_or(TransactError::NoSuchView(id.0))
}

/// A name that no other view of the list has.
fn checked(
    id: Option<ViewId>,
    name: &str,
    place: Place,
    all: &[KeptView],
) -> Result<String, TransactError> {
    let others = of(place, all).filter(|view| Some(view.id) != id);
    check_name(name, others.map(|view| view.name.as_str())).map_err(TransactError::ViewName)
}

fn kept(arrangement: &Arrangement) -> Result<String, StoreError> {
    arrangement
        .kept()
        .map_err(|error| StoreError::Damaged(json_facts(&error)))
}

fn changed(before: &KeptView, after: KeptView) -> Delta {
    if *before == after {
        return Delta::default();
    }
    delta([(Some(before.clone()), Some(after))])
}

fn delta(shifts: impl IntoIterator<Item = (Option<KeptView>, Option<KeptView>)>) -> Delta {
    let shifts = shifts.into_iter();
    Delta {
        views: shifts
            .map(|(before, after)| ViewShift { before, after })
            .collect(),
        ..Delta::default()
    }
}
