//! Applications on their way into the file: numbered as they come, written some at a time, and what they do to where partners stand.

use jiff::Timestamp;
use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::application::decision::Then;
use crate::application::{Application, ApplicationId, ApplicationState, Finding};
use crate::changes::{ApplicationShift, EDITS_IN_A_PART, HEAVY_PART, StandingShift};
use crate::error::StoreError;
use crate::import::Received;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::Standing;
use crate::store::applications;

/// Those who stood alike and applied: who waits, and who joins.
#[derive(Default)]
struct Applied {
    wait: PartnerSet,
    join: PartnerSet,
}

/// The applications of an import.
pub(super) struct Receiving {
    next: ApplicationId,
    import: Option<u32>,
    now: Timestamp,
    /// The application that is linked anew, rather than recorded.
    linked: Option<Application>,
    waiting: Vec<ApplicationShift>,
    bytes: usize,
    applied: FxHashMap<Standing, Applied>,
}

impl Receiving {
    /// Of those that come with an import, or by hand.
    pub(super) fn new(
        connection: &Connection,
        import: Option<u32>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            next: applications::next_id(connection)?,
            import,
            now,
            linked: None,
            waiting: Vec::new(),
            bytes: 0,
            applied: FxHashMap::default(),
        })
    }

    /// The application that comes is one that is there, and is linked by hand.
    pub(super) fn link(&mut self, application: Application) {
        self.linked = Some(application);
    }

    /// Takes one that is linked to this partner, who stood so before.
    pub(super) fn take(
        &mut self,
        received: Received,
        partner: Option<PartnerId>,
        before: impl FnOnce(PartnerId) -> Standing,
    ) {
        let linked = self.linked.take();
        // Whoever links by hand decides by hand.
        let then = match received.then {
            Then::Joins if linked.is_some() => Then::Waits,
            then => then,
        };
        if let Some(partner) = partner
            && then != Then::Rests
        {
            let applied = self.applied.entry(before(partner)).or_default();
            let set = match then {
                Then::Joins => &mut applied.join,
                _ => &mut applied.wait,
            };
            set.insert(partner);
        }
        let form = &received.form;
        self.bytes += size_of::<Application>()
            + [
                &form.name,
                &form.email,
                &form.website,
                &form.partner_id,
                &form.code,
            ]
            .map(String::len)
            .iter()
            .sum::<usize>();
        let after = match &linked {
            Some(linked) => Application {
                finding: Finding::LinkedByHand,
                partner,
                ..linked.clone()
            },
            None => self.application(received, partner),
        };
        self.waiting.push(ApplicationShift {
            before: linked,
            after: Some(after),
        });
    }

    fn application(&mut self, received: Received, partner: Option<PartnerId>) -> Application {
        let joins = received.then == Then::Joins;
        let id = self.next;
        self.next = ApplicationId(id.0 + 1);
        Application {
            id,
            form: received.form,
            finding: received.finding,
            partner,
            invited: received.invited,
            state: if joins {
                ApplicationState::Accepted
            } else {
                ApplicationState::New
            },
            decided_at: joins.then_some(self.now),
            decided_by: received.by,
            import: self.import,
        }
    }

    /// Whether so many wait that they are to be written.
    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= EDITS_IN_A_PART || self.bytes >= HEAVY_PART
    }

    /// Those that wait.
    pub(super) fn waiting(&mut self) -> Vec<ApplicationShift> {
        self.bytes = 0;
        std::mem::take(&mut self.waiting)
    }

    /// What it all does to where partners stand. Who applied twice and joins by one of them joins.
    pub(super) fn standings(&mut self) -> Vec<StandingShift> {
        let mut shifts = Vec::new();
        for (before, mut applied) in std::mem::take(&mut self.applied) {
            applied.wait -= &applied.join;
            for (then, partners) in [(Then::Waits, applied.wait), (Then::Joins, applied.join)] {
                let after = then.done(&before, self.now);
                if after != before && !partners.is_empty() {
                    shifts.push(StandingShift {
                        before: before.clone(),
                        after,
                        partners,
                    });
                }
            }
        }
        shifts
    }
}
