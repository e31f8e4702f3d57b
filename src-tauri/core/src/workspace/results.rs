//! The results that are held, so that their rows can be asked for, and what is selected in each place.

use std::collections::VecDeque;
use std::sync::Arc;

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

    /// Lists of which none has the number of one of these.
    pub(super) fn following(&self) -> Self {
        Self {
            last: self.last,
            ..Self::default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_results_go_when_there_are_many_or_they_are_large_and_the_newest_stays() {
        let mut lists = Lists::default();
        let mut keep = |rows: usize| lists.keep(Place::Partners, vec![PartnerId(1); rows]);
        let few: Vec<u32> = (0..=KEPT).map(|_| keep(1)).collect();
        let half = keep(KEPT_ROWS / 2);
        let other_half = keep(KEPT_ROWS / 2 - 10);
        assert!(lists.result(few[0]).is_err());
        assert!(lists.result(few[KEPT]).is_ok());
        assert!(lists.result(half).is_ok());
        let large = lists.keep(Place::Partners, vec![PartnerId(1); KEPT_ROWS * 2]);
        assert!(lists.result(other_half).is_err());
        assert_eq!(lists.result(large).unwrap().ids.len(), KEPT_ROWS * 2);
    }
}
