//! Proposals whose last day has passed.

use jiff::Timestamp;

use super::Workspace;
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
}
