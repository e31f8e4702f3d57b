//! The results that are held, so that their rows can be asked for, and what is selected in each place.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Workspace;
use super::lists::RowsError;
use crate::partner::PartnerId;
use crate::query::Place;
use crate::set::PartnerSet;

/// Results that are kept at the most, and how many rows they have in all unless the newest alone has more; older ones are overtaken.
const KEPT: usize = 8;
const KEPT_ROWS: usize = 2_500_000;

/// The results that are held, and what is selected in each place.
#[derive(Default)]
pub(super) struct Lists {
    kept: VecDeque<Kept>,
    last: u32,
    selections: [PartnerSet; Place::ALL.len()],
}

/// A result that is held.
#[derive(Clone)]
pub(super) struct Kept {
    number: u32,
    pub(super) place: Place,
    pub(super) ids: Arc<Vec<PartnerId>>,
}

impl Lists {
    pub(super) fn selection(&self, place: Place) -> &PartnerSet {
        &self.selections[place.index()]
    }

    pub(super) fn select(&mut self, place: Place, selection: PartnerSet) {
        self.selections[place.index()] = selection;
    }

    /// Takes those who are gone out of what is selected.
    pub(super) fn forget(&mut self, gone: &PartnerSet) {
        for selection in &mut self.selections {
            *selection -= gone;
        }
    }

    /// Forgets all results: whoever asks for their rows has to ask anew.
    pub(super) fn forget_results(&mut self) {
        self.kept.clear();
    }

    pub(super) fn keep(&mut self, place: Place, ids: Vec<PartnerId>) -> u32 {
        self.last += 1;
        self.kept.push_back(Kept {
            number: self.last,
            place,
            ids: Arc::new(ids),
        });
        while self.kept.len() > KEPT || (self.kept.len() > 1 && self.rows() > KEPT_ROWS) {
            self.kept.pop_front();
        }
        self.last
    }

    fn rows(&self) -> usize {
        self.kept.iter().map(|kept| kept.ids.len()).sum()
    }

    pub(super) fn result(&self, number: u32) -> Result<Kept, RowsError> {
        self.kept
            .iter()
            .find(|kept| kept.number == number)
            .cloned()
            .ok_or(RowsError::Overtaken)
    }
}

impl Workspace {
    /// The bytes that the larger parts of what is held for lists take.
    pub fn memory(&self) -> Vec<(&'static str, usize)> {
        let mut memory = self.catalogue().memory();
        let kept = self.lists().rows() * size_of::<PartnerId>();
        memory.push(("results", kept));
        memory
    }
}
