//! Doing, undoing and doing again: one transaction, then the catalogue, then the news of it.

use std::sync::atomic::Ordering;
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::Timestamp;

use super::plan::{Next, plan};
use super::trail::Trail;
use super::{Workspace, day, healing, whole_millis};
use crate::changes::{Changes, Delta, Op, PastChange, Target, Title};
use crate::error::{StoreError, TransactError};
use crate::group::GroupId;
use crate::moment;
use crate::set::PartnerSet;
use crate::store::{self, Store, apply, history, kept, partners, sweeping};

/// From so many partners on a second thread helps the catalogue to follow; it reads so many at a time, so many times ahead.
const MANY: u32 = 10_000;
const BATCH: usize = 512;
const AHEAD: usize = 8;

impl Workspace {
    /// Does `op`: one transaction that writes the change, its before and after and whom it touched; then the catalogue
    /// follows. When nothing has to change, nothing is written, and [`Changes::partners`] is 0.
    ///
    /// # Errors
    /// When the operation is refused or cannot be written. Nothing is changed then.
    pub fn transact(&self, op: &Op, now: Timestamp) -> Result<Changes, TransactError> {
        self.transact_in(&mut self.store(), op, now)
    }

    /// As [`Workspace::transact`], for one who holds the file already.
    pub(super) fn transact_in(
        &self,
        store: &mut Store,
        op: &Op,
        now: Timestamp,
    ) -> Result<Changes, TransactError> {
        let now = whole_millis(now);
        if let Op::LinkApplication {
            application,
            partner: None,
            reason,
        } = op
        {
            return self.match_anew(store, *application, reason, now);
        }
        self.catalogue_mut().set_today(day(now));
        let whom = match target(op) {
            Some(target) => self.resolve(target)?,
            None => PartnerSet::new(),
        };
        let next = Next {
            group: store::groups::next_id(store.connection())?,
            workflow: store::workflows::next_id(store.connection())?,
            view: store::views::next_id(store.connection())?,
            template: store::templates::next_id(store.connection())?,
            change: history::next_id(store.connection())?,
        };
        let number = next.change;
        let present = self.present(store, op, &whom, day(now))?;
        let (title, delta) = plan(op, &whom, present, &self.catalogue(), next, now)?;
        let touched = delta.partners();
        let mut changes = Changes {
            change: None,
            name: self.name_of(store, &touched)?,
            group: created_group(&delta),
            title: title.clone(),
            undone: false,
            partners: touched.len(),
        };
        if delta.is_empty() {
            return Ok(changes);
        }
        let parts = delta.into_parts();
        store.write(|transaction| -> Result<(), StoreError> {
            sweeping::drop_undone(transaction)?;
            history::record(transaction, number, now, &title, &touched)?;
            for (place, part) in (0..).zip(&parts) {
                history::add_part(transaction, number, place, part)?;
                apply::apply(transaction, part)?;
            }
            moment::reached("change.written");
            Ok(())
        })?;
        moment::reached("change.committed");
        changes.change = Some(number);
        self.follow(store, &Trail::of(parts))?;
        moment::reached("change.followed");
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
        let mut trail = Trail::default();
        let mut made = None;
        store.write(|transaction| -> Result<(), StoreError> {
            history::each_part(transaction, past.id, undo, |delta| {
                let delta = if undo { delta.inverse() } else { delta };
                kept::note(transaction, &delta)?;
                apply::apply(transaction, &delta)?;
                made = made.or(created_group(&delta));
                trail.add(delta);
                Ok(())
            })?;
            history::set_undone(transaction, past.id, undo)?;
            moment::reached(if undo { "undo.written" } else { "redo.written" });
            Ok(())
        })?;
        moment::reached(if undo {
            "undo.committed"
        } else {
            "redo.committed"
        });
        self.catalogue_mut().set_today(day(now));
        self.follow(store, &trail)?;
        Ok(Changes {
            change: Some(past.id),
            title: past.title,
            undone: undo,
            partners: past.partners,
            name: past.name,
            group: made,
        })
    }

    /// Brings the catalogue to what was just written. Where that goes wrong, also by a panic, it is loaded anew.
    pub(super) fn follow(&self, store: &Store, trail: &Trail) -> Result<(), StoreError> {
        let mut changed = trail.edited.clone();
        let mut gone = false;
        for delta in &trail.parts {
            if delta.gone {
                self.lists().forget(&delta.born);
                gone |= !delta.born.is_empty();
            } else if let Some(last) = delta.born.bitmap().max() {
                self.last_id.fetch_max(last, Ordering::Relaxed);
                changed |= &delta.born;
            }
        }
        if gone || !changed.is_empty() {
            self.data.fetch_add(1, Ordering::AcqRel);
        }
        let many = |partners: &PartnerSet| partners.len() >= MANY;
        if many(&changed) || trail.parts.iter().any(|part| many(&part.partners())) {
            store.let_go_of_memory();
        }
        let followed = healing::or_error(|| {
            #[cfg(test)]
            healing::tests::may_stumble(healing::tests::Stumble::BeforeFollowing);
            if !many(&changed) {
                self.follow_few(store, &trail.parts, &changed)
            } else {
                self.follow_many(&trail.parts, &changed)
            }
        });
        let followed = followed.or_else(|_| self.load_anew(store.connection(), false));
        if followed.is_err() {
            self.has_gone_astray(store.connection());
        }
        // Whoever looks meanwhile sees an older state, by its number too.
        self.revision.fetch_add(1, Ordering::AcqRel);
        followed
    }

    fn follow_few(
        &self,
        store: &Store,
        parts: &[Delta],
        changed: &PartnerSet,
    ) -> Result<(), StoreError> {
        let mut failed = None;
        partners::with_set(store.connection(), changed, |partners| {
            let sound =
                partners.map_while(|partner| partner.map_err(|error| failed = Some(error)).ok());
            let mut catalogue = self.catalogue_mut();
            catalogue.apply(parts, sound);
            #[cfg(test)]
            healing::tests::may_stumble(healing::tests::Stumble::WhileFollowing);
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// One thread reads the data of many while this one follows.
    fn follow_many(&self, parts: &[Delta], changed: &PartnerSet) -> Result<(), StoreError> {
        thread::scope(|scope| {
            let (sender, receiver) = sync_channel(AHEAD);
            let reading = scope.spawn(move || {
                partners::with_set(&self.presence.reader()?, changed, |partners| {
                    let mut batch = Vec::with_capacity(BATCH);
                    for partner in partners {
                        batch.push(partner?);
                        if batch.len() == BATCH {
                            // The receiver goes only when its own thread panics.
                            let _ = sender.send(std::mem::take(&mut batch));
                        }
                    }
                    let _ = sender.send(batch);
                    Ok(())
                })?
            });
            let data = receiver.into_iter().flatten();
            let mut catalogue = self.catalogue_mut();
            catalogue.apply(parts, data);
            #[cfg(test)]
            healing::tests::may_stumble(healing::tests::Stumble::WhileFollowing);
            drop(catalogue);
            let read = reading.join();
            read.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
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
        | Op::Snooze { target, .. }
        | Op::ComeBack { target }
        | Op::Show { target }
        | Op::SetStage { target, .. }
        | Op::Record { target, .. }
        | Op::Archive { target }
        | Op::Restore { target }
        | Op::AddNote { target, .. }
        | Op::RevokeInvitation { target }
        | Op::SetGroups { target, .. } => Some(target),
        // One partner, named by number.
        Op::AddContact { .. }
        | Op::ChangeContact { .. }
        | Op::RemoveContact { .. }
        | Op::SetNotes { .. }
        | Op::SetDetails { .. }
        | Op::CreateGroup { .. }
        | Op::RenameGroup { .. }
        | Op::MergeGroups { .. }
        | Op::DeleteGroup { .. }
        | Op::PutWorkflow { .. }
        | Op::DeleteWorkflow { .. }
        | Op::PutTemplate { .. }
        | Op::DeleteTemplate { .. }
        | Op::SetProgram { .. }
        | Op::MarkSent { .. }
        | Op::SkipMessages { .. }
        | Op::DecideApplications { .. }
        | Op::LinkApplication { .. }
        | Op::AcceptWaiting { .. }
        | Op::SaveView { .. }
        | Op::UpdateView { .. }
        | Op::RenameView { .. }
        | Op::MoveView { .. }
        | Op::DeleteView { .. } => None,
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
