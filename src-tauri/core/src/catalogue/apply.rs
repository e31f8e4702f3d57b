//! How the catalogue is loaded, and how it follows changes.

use std::sync::mpsc;
use std::thread;

use jiff::civil::Date;

use super::Catalogue;
use super::orders::{Key, Keys};
use super::rest::Rest;
use super::standings::Standings;
use crate::changes::{Delta, WorkflowShift};
use crate::group::{Group, GroupId};
use crate::partner::{Partner, PartnerId};
use crate::query::SortBy;
use crate::set::PartnerSet;
use crate::standing::Standing;
use crate::workflow::Workflow;

/// How many partners go from one thread to the other at once while loading, and how many times that may wait.
const BATCH: usize = 512;
const BATCHES_AHEAD: usize = 8;
/// So many numbers behind the last partner are worth a pass over all.
const WORTH_TRIMMING: usize = 5_000;

impl Catalogue {
    /// Loads a workspace: all partners that there are, best by ascending number; who stands how, strangers left out; groups
    /// and who is in them. Room is made for numbers up to `last`, at once.
    pub fn load(
        today: Date,
        last: u32,
        partners: impl Iterator<Item = (PartnerId, Partner)>,
        standings: impl Iterator<Item = (PartnerId, Standing)>,
        groups: Vec<Group>,
        memberships: impl Iterator<Item = (GroupId, PartnerId)>,
    ) -> Self {
        let mut catalogue = Self::new(today);
        catalogue.columns.reserve(last as usize + 1);
        catalogue.text.reserve(last as usize);
        catalogue.load_partners(partners);
        catalogue.values.shrink();
        catalogue.alive = (&catalogue.alive_bits).into();
        catalogue.with(Rest::of(standings, groups, memberships, Vec::new()))
    }

    /// With these workflows, in place of all that it had.
    #[must_use]
    pub fn with_workflows(mut self, workflows: Vec<Workflow>) -> Self {
        self.workflows = workflows
            .into_iter()
            .map(|workflow| (workflow.id, workflow))
            .collect();
        self
    }

    /// Writes columns and sets here and the search text in another thread: it is half of the work.
    fn load_partners(&mut self, partners: impl Iterator<Item = (PartnerId, Partner)>) {
        let (sender, receiver) = mpsc::sync_channel::<Vec<(PartnerId, Partner)>>(BATCHES_AHEAD);
        let mut text = std::mem::take(&mut self.text);
        self.text = thread::scope(|scope| {
            let writer = scope.spawn(move || {
                for (id, partner) in receiver.into_iter().flatten() {
                    text.put(id.0, &partner);
                }
                text
            });
            let mut batch = Vec::with_capacity(BATCH);
            for (id, partner) in partners {
                self.alive_bits.insert(id.0);
                self.put_figures(id, &partner);
                batch.push((id, partner));
                if batch.len() == BATCH {
                    let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                    // The receiver goes only when its thread panics, which joining tells.
                    let _ = sender.send(full);
                }
            }
            let _ = sender.send(batch);
            drop(sender);
            writer
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
    }

    /// Follows the parts of a change. `data` gives the present data of the partners that they edited or brought; what the
    /// parts say of edits is not looked at.
    ///
    /// A part that takes partners away says itself what of their standing and groups goes with them.
    pub fn apply(&mut self, parts: &[Delta], data: impl Iterator<Item = (PartnerId, Partner)>) {
        let born = parts.iter().filter(|delta| !delta.gone);
        let born = born.map(|delta| delta.born.len() as usize).sum();
        self.orders.make_way(born, self.columns.len());
        for delta in parts {
            self.groups.put(&delta.groups);
            if delta.gone {
                self.take_away(&delta.born);
            } else {
                delta.born.iter().for_each(|id| self.bring(id));
            }
        }
        self.edit(data);
        for delta in parts {
            for shift in &delta.standings {
                self.standings.put(&shift.partners, &shift.after);
            }
            for shift in &delta.memberships {
                self.groups.shift(shift);
            }
            self.groups.remove(&delta.groups);
            for WorkflowShift { before, after } in &delta.workflows {
                if let Some(before) = before {
                    self.workflows.remove(&before.id);
                }
                if let Some(after) = after {
                    self.workflows.insert(after.id, after.clone());
                }
            }
        }
        if parts.iter().any(|delta| delta.gone) {
            self.trim();
        }
    }

    /// Forgets what is known of numbers behind the last partner there is, where they are many: whoever brings them back brings their
    /// data along.
    fn trim(&mut self) {
        let Standings {
            prospects,
            archived,
            hidden,
            ..
        } = &self.standings;
        // Whoever stands somewhere is looked up in the columns.
        let standing = [prospects, archived, hidden].into_iter();
        let standing = standing.filter_map(|marked| marked.set.bitmap().max());
        let last = standing.chain(self.alive_bits.last()).max();
        let len = last.map_or(0, |last| last as usize + 1);
        if self.columns.len() < len + WORTH_TRIMMING {
            return;
        }
        self.columns.truncate(len);
        self.text.truncate(len);
        self.values.truncate(len);
        self.orders.truncate(len);
        self.forget_words();
    }

    /// Writes present data, and moves in the orders those whose keys it changes.
    pub(super) fn edit(&mut self, data: impl Iterator<Item = (PartnerId, Partner)>) {
        let made: Vec<SortBy> = self.orders.made().collect();
        let mut moved: Vec<Vec<u32>> = vec![Vec::new(); made.len()];
        for (id, partner) in data {
            let known = self.columns.is_known(id.0 as usize);
            let key = |catalogue: &Self, by: SortBy| known.then(|| catalogue.keys().key(by, id.0));
            let before: Vec<Option<Key>> = made.iter().map(|by| key(self, *by)).collect();
            self.put(id, &partner);
            for ((by, before), moved) in made.iter().zip(before).zip(&mut moved) {
                if !known || key(self, *by) != before {
                    moved.push(id.0);
                }
            }
        }
        let keys = Keys {
            columns: &self.columns,
            text: &self.text,
        };
        for (by, moved) in made.into_iter().zip(moved) {
            self.orders.put(by, &moved, keys);
        }
    }

    pub(super) fn bring(&mut self, id: PartnerId) {
        self.last_id = self.last_id.max(Some(id));
        self.alive.insert(id);
        self.alive_bits.insert(id.0);
        self.columns.grow(id.0 as usize + 1);
        self.list(id);
    }

    pub(super) fn take_away(&mut self, partners: &PartnerSet) {
        self.alive -= partners;
        for id in partners.iter() {
            self.last_id = self.last_id.max(Some(id));
            self.alive_bits.remove(id.0);
            for listed in &mut self.listed {
                listed.remove(id.0);
            }
        }
    }

    /// Tells by the columns whether a marketplace lists `id`, and which.
    fn list(&mut self, id: PartnerId) {
        if !self.contains(id) {
            return;
        }
        let (kind, is_listed) = self.columns.kind(id.0 as usize);
        for (index, listed) in self.listed.iter_mut().enumerate() {
            listed.set(id.0, is_listed && index == kind.index());
        }
    }

    /// Writes the data of a partner in place of what was known of it.
    fn put(&mut self, id: PartnerId, partner: &Partner) {
        self.put_figures(id, partner);
        self.text.put(id.0, partner);
        self.forget_words();
    }

    fn put_figures(&mut self, id: PartnerId, partner: &Partner) {
        self.last_id = self.last_id.max(Some(id));
        self.columns.grow(id.0 as usize + 1);
        self.values.remove(&self.columns, id.0, self.today);
        self.columns.put(id.0, partner);
        self.values.insert(&self.columns, id.0, partner, self.today);
        self.list(id);
    }
}

#[cfg(test)]
mod tests;
