//! What comes by itself with the day: proposals whose last day has passed, and hidden ones whose day to come back has come.

use jiff::Timestamp;

use super::{Workspace, day};
use crate::changes::{Changes, Op, Target};
use crate::error::TransactError;
use crate::query::{Choice, Filters, Place, Query};
use crate::standing::Event;
use crate::store::history;
use crate::vocabulary::Stage;

impl Workspace {
    /// Lets proposals expire whose last day has passed on the day of `now`: one change, or none where there are no such. To be
    /// asked on opening, and every hour.
    ///
    /// While something that was undone can be done again it waits (`None`), for a change would end that; and whoever takes an
    /// expiry back is not told of it again until something else is done.
    ///
    /// # Errors
    /// When it cannot be written. Nothing is changed then.
    pub fn expire_proposals(&self, now: Timestamp) -> Result<Option<Changes>, TransactError> {
        // Held from here on: nothing is undone between the question and the change.
        let mut store = self.store();
        if history::first_undone(store.connection())?.is_some() {
            return Ok(None);
        }
        let negotiating = Filters {
            stage: Choice {
                values: vec![Stage::Negotiating],
                exclude: false,
            },
            ..Filters::default()
        };
        let query = Query {
            filters: negotiating,
            ..Query::of(Place::Prospects)
        };
        let op = Op::Record {
            target: Target::Matching {
                query: Box::new(query),
            },
            event: Event::ProposalExpired,
            reason: String::new(),
        };
        let changes = self.transact_in(&mut store, &op, now)?;
        Ok((changes.partners > 0).then_some(changes))
    }

    /// Shows those hidden ones again whose day has come on the day of `now`: one change, or none where there are no such. To be
    /// asked, and waiting, as [`Workspace::expire_proposals`].
    ///
    /// # Errors
    /// When it cannot be written. Nothing is changed then.
    pub fn bring_back(&self, now: Timestamp) -> Result<Option<Changes>, TransactError> {
        let mut store = self.store();
        if history::first_undone(store.connection())?.is_some() {
            return Ok(None);
        }
        let due = self.catalogue().due_back(day(now));
        if due.is_empty() {
            return Ok(None);
        }
        let op = Op::ComeBack {
            target: Target::Ids {
                ids: due.iter().collect(),
            },
        };
        self.transact_in(&mut store, &op, now).map(Some)
    }
}
