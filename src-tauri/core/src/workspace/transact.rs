//! Doing, undoing and doing again: one transaction, then the catalogue, then the news of it.

use std::sync::atomic::Ordering;

use jiff::Timestamp;

use super::plan::plan;
use super::{Workspace, day, whole_millis};
use crate::changes::{Changes, Delta, Op, PastChange, Target, Title};
use crate::error::{StoreError, TransactError};
use crate::group::GroupId;
use crate::set::PartnerSet;
use crate::store::{self, Store, apply, history, partners};

impl Workspace {
    /// Does `op`: one transaction that writes the change, its before and after and whom it touched; then the catalogue
    /// follows. When nothing has to change, nothing is written, and [`Changes::partners`] is 0.
    ///
    /// # Errors
    /// When the operation is refused or cannot be written. Nothing is changed then.
    pub fn transact(&self, op: &Op, now: Timestamp) -> Result<Changes, TransactError> {
        let now = whole_millis(now);
        let mut store = self.store();
        self.catalogue_mut().set_today(day(now));
        let whom = match target(op) {
            Some(target) => self.resolve(target)?,
            None => PartnerSet::new(),
        };
        let next_group = store::groups::next_id(store.connection())?;
        let (title, delta) = plan(op, &whom, &self.catalogue(), next_group, now)?;
        let touched = delta.partners();
        let mut changes = Changes {
            change: None,
            name: self.name_of(&store, &touched)?,
            group: created_group(&delta),
            title: title.clone(),
            undone: false,
            partners: touched.len(),
        };
        if delta.is_empty() {
            return Ok(changes);
        }
        let change = store.write(|transaction| -> Result<u32, StoreError> {
            history::drop_undone(transaction)?;
            let change = history::next_id(transaction)?;
            history::record(transaction, change, now, &title, &touched)?;
            history::add_part(transaction, change, 0, &delta)?;
            apply::apply(transaction, &delta)?;
            Ok(change)
        })?;
        changes.change = Some(change);
        self.follow(&store, &delta)?;
        Ok(changes)
    }

    /// Takes the last change back. Who means a certain one, because it was shown, names it by its number.
    ///
    /// # Errors
    /// When there is none, when it is not the one that is meant, or when it cannot be written. Nothing is changed then.
    pub fn undo(&self, meant: Option<u32>, now: Timestamp) -> Result<Changes, TransactError> {
        let mut store = self.store();
        let past = history::last_done(store.connection())?.ok_or(TransactError::NothingToUndo)?;
        self.turn(&mut store, meant_one(past, meant)?, true, now)
    }

    /// Does the last undone change again, which can be named by its number as for [`Workspace::undo`].
    ///
    /// # Errors
    /// When there is none, when it is not the one that is meant, or when it cannot be written. Nothing is changed then.
    pub fn redo(&self, meant: Option<u32>, now: Timestamp) -> Result<Changes, TransactError> {
        let mut store = self.store();
        let past =
            history::first_undone(store.connection())?.ok_or(TransactError::NothingToRedo)?;
        self.turn(&mut store, meant_one(past, meant)?, false, now)
    }

    /// The latest changes, newest first, undone ones among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, limit: u32) -> Result<Vec<PastChange>, StoreError> {
        history::latest(&self.reader(), limit)
    }

    pub(super) fn turn(
        &self,
        store: &mut Store,
        past: PastChange,
        undo: bool,
        now: Timestamp,
    ) -> Result<Changes, TransactError> {
        let mut parts = history::parts(store.connection(), past.id)?;
        if undo {
            parts = parts.into_iter().rev().map(Delta::inverse).collect();
        }
        store.write(|transaction| -> Result<(), StoreError> {
            for delta in &parts {
                apply::apply(transaction, delta)?;
            }
            history::set_undone(transaction, past.id, undo)
        })?;
        self.catalogue_mut().set_today(day(now));
        for delta in &parts {
            self.follow(store, delta)?;
        }
        Ok(Changes {
            change: Some(past.id),
            title: past.title,
            undone: undo,
            partners: past.partners,
            name: past.name,
            group: parts.iter().find_map(created_group),
        })
    }

    /// Brings the catalogue to what was just written.
    pub(super) fn follow(&self, store: &Store, delta: &Delta) -> Result<(), StoreError> {
        self.revision.fetch_add(1, Ordering::AcqRel);
        if delta.gone {
            self.lists().forget(&delta.born);
        } else if let Some(last) = delta.born.bitmap().max() {
            self.last_id.fetch_max(last, Ordering::Relaxed);
        }
        let mut changed: PartnerSet = delta.edits.iter().map(|edit| edit.partner).collect();
        if !delta.gone {
            changed |= &delta.born;
        }
        let mut failed = None;
        partners::with_set(store.connection(), &changed, |partners| {
            let sound =
                partners.map_while(|partner| partner.map_err(|error| failed = Some(error)).ok());
            self.catalogue_mut().apply(delta, sound);
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// The partners that a target means.
    ///
    /// # Errors
    /// When one of its ids is not there.
    pub(super) fn resolve(&self, target: &Target) -> Result<PartnerSet, TransactError> {
        match target {
            Target::Ids { ids } => {
                let catalogue = self.catalogue();
                if let Some(missing) = ids.iter().find(|id| !catalogue.contains(**id)) {
                    return Err(TransactError::NoSuchPartner(missing.0));
                }
                Ok(ids.iter().copied().collect())
            }
            Target::Selected { place } => {
                let mut selected = self.lists().selection(*place).clone();
                selected &= self.catalogue().all();
                Ok(selected)
            }
            Target::Matching { query } => Ok(self.catalogue().matching(query)),
        }
    }

    /// The name of the one that a change touched, where it was one.
    pub(super) fn name_of(
        &self,
        store: &Store,
        touched: &PartnerSet,
    ) -> Result<Option<String>, StoreError> {
        match touched.single() {
            Some(one) => Ok(partners::get(store.connection(), one)?.map(|partner| partner.name)),
            None => Ok(None),
        }
    }
}

/// `past`, if it is the one that is meant.
fn meant_one(past: PastChange, meant: Option<u32>) -> Result<PastChange, TransactError> {
    match meant {
        Some(change) if change != past.id => Err(TransactError::NotNext),
        _ => Ok(past),
    }
}

fn target(op: &Op) -> Option<&Target> {
    match op {
        Op::Mark { target }
        | Op::Unmark { target }
        | Op::Hide { target, .. }
        | Op::Show { target }
        | Op::SetGroups { target, .. } => Some(target),
        Op::CreateGroup { .. } => None,
    }
}

fn created_group(delta: &Delta) -> Option<GroupId> {
    delta
        .groups
        .iter()
        .find_map(|shift| match (&shift.before, &shift.after) {
            (None, Some(group)) => Some(group.id),
            _ => None,
        })
}

/// What an import is called in menus and timelines.
pub(super) fn import_title(import: u32, file: &str) -> Title {
    Title::Import {
        import,
        file: file.to_owned(),
    }
}
