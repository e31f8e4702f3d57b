//! What messages need of partners' own data, and who lacks it.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::letters::{Desk, Gate};
use super::outbox::Batch;
use crate::error::StoreError;
use crate::set::PartnerSet;
use crate::store::partners;

/// Whose data were looked at, by what templates need of them, and of those who lacks it. It holds until partners' data change, so that
/// most changes have few partners read.
#[derive(Debug, Default)]
pub(super) struct Looked {
    data: u32,
    by_gate: BTreeMap<Gate, (PartnerSet, PartnerSet)>,
}

impl Looked {
    /// Forgets what was found out about other data than these.
    pub(super) fn hold_for(&mut self, data: u32) {
        if self.data != data {
            *self = Self {
                data,
                ..Self::default()
            };
        }
    }

    /// Those whose message lacks something. Only the data of those are read who were not looked at yet.
    pub(super) fn blocked(
        &mut self,
        batches: &[Batch],
        desk: &Desk,
        connection: &Connection,
    ) -> Result<PartnerSet, StoreError> {
        let mut blocked = PartnerSet::new();
        for batch in batches {
            let Some(gate) = desk.gate(batch.due.template) else {
                blocked |= &batch.partners;
                continue;
            };
            let (seen, lacking) = self.by_gate.entry(gate).or_default();
            let mut unseen = batch.partners.clone();
            unseen -= &*seen;
            partners::with_set(connection, &unseen, |each| -> Result<(), StoreError> {
                for partner in each {
                    let (id, partner) = partner?;
                    if !gate.lets(&partner) {
                        lacking.insert(id);
                    }
                }
                Ok(())
            })??;
            *seen |= &unseen;
            let mut here = batch.partners.clone();
            here &= &*lacking;
            blocked |= &here;
        }
        Ok(blocked)
    }
}
