//! The sink that writes an import: new partners as they come, what is added to others in the order of their numbers, and what
//! can be said shortly at the end.

use jiff::Timestamp;
use rusqlite::Transaction;
use rustc_hash::FxHashMap;

use super::accounts::WorkspaceAccounts;
use super::importing::ImportError;
use super::member_changes::MemberChanges;
use super::receiving::Receiving;
use super::trail::Trail;
use crate::changes::{
    Delta, EDITS_IN_A_PART, Edit, HEAVY_PART, MembershipShift, Patch, StandingShift,
};
use crate::error::StoreError;
use crate::import::{
    Action, Addition, Alteration, Lookup, Received, Request, RowReport, Sink, Watch,
};
use crate::moment;
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::standing::{Admission, Source, Standing};
use crate::store::{apply, contacts, history, kept_rows, partners};

/// Additions that wait at the most, and bytes of them. In the order of numbers each page of the file is written once, not once
/// for each of its partners.
const ADDITIONS: usize = 100_000;
const HEAVY_ADDITIONS: usize = 16 << 20;
/// Partners that are written before it is asked again whether to go on.
const ASKED: usize = 1_000;

/// Takes rows and writes what they do into a transaction.
pub(super) struct Writing<'t, 'a> {
    transaction: &'t Transaction<'t>,
    accounts: &'a WorkspaceAccounts<'a>,
    watch: &'a dyn Watch,
    partners: partners::Writer<'t>,
    /// Where the rows of an import are kept; nothing else keeps them.
    rows: Option<kept_rows::Writer<'t>>,
    change: u32,
    source: Source,
    revive: bool,
    now: Timestamp,
    parts: u32,
    trail: Trail,
    born: PartnerSet,
    /// Those who get contacts.
    added: PartnerSet,
    touched: PartnerSet,
    /// Additions that wait, and the bytes of their texts.
    additions: (Vec<(PartnerId, Addition)>, usize),
    /// Edits that wait, and the bytes of their texts.
    edits: (Vec<Edit>, usize),
    /// Those whose standing changes, by where they stood.
    arrived: FxHashMap<Standing, PartnerSet>,
    /// Those of them who join.
    accepted: PartnerSet,
    members: MemberChanges,
    pub(super) receiving: Receiving,
}

/// What was written.
pub(super) struct Written {
    /// Everybody who was touched.
    pub(super) touched: PartnerSet,
    /// What the catalogue has to follow.
    pub(super) trail: Trail,
    /// Whether anything changed.
    pub(super) changed: bool,
}

impl<'t, 'a> Writing<'t, 'a> {
    /// A sink for what comes from `source`, such as an import, and comes to the change of number `change`.
    pub(super) fn new(
        transaction: &'t Transaction<'t>,
        accounts: &'a WorkspaceAccounts<'a>,
        watch: &'a dyn Watch,
        request: &Request,
        source: Source,
        change: u32,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let import = match source {
            Source::Import(import) => Some(import),
            _ => None,
        };
        Ok(Self {
            partners: partners::Writer::new(transaction)?,
            rows: import.map(|import| kept_rows::Writer::new(transaction, import)),
            transaction,
            accounts,
            watch,
            change,
            source,
            revive: request.revive,
            now,
            parts: 0,
            trail: Trail::default(),
            born: PartnerSet::new(),
            added: PartnerSet::new(),
            touched: PartnerSet::new(),
            additions: Default::default(),
            edits: Default::default(),
            arrived: FxHashMap::default(),
            accepted: PartnerSet::new(),
            members: MemberChanges::default(),
            receiving: Receiving::new(transaction, import, now)?,
        })
    }

    fn act(&mut self, action: Action) -> Result<(), ImportError> {
        let Some(id) = action.partner else {
            return self.receive(action.application, None);
        };
        if action.create.is_some() || action.edit.is_some() || !action.arrival.is_nothing() {
            self.touched.insert(id);
        }
        if let Some(partner) = &action.create {
            self.partners.insert(id, partner, self.change)?;
            self.born.insert(id);
        }
        self.receive(action.application, Some(id))?;
        match action.edit {
            None => {}
            Some(Alteration::Add(addition)) => {
                let (waiting, bytes) = &mut self.additions;
                *bytes += addition.bytes();
                waiting.push((id, addition));
                if waiting.len() == ADDITIONS || *bytes >= HEAVY_ADDITIONS {
                    self.add()?;
                }
            }
            Some(Alteration::Replace(both)) => {
                let (before, after) = *both;
                self.partners.update(id, &before, &after)?;
                self.note(id, Patch::whole(before), Patch::whole(after))?;
            }
        }
        if !action.arrival.is_nothing() {
            let before = if self.born.contains(id) {
                Standing::default()
            } else {
                self.accounts.standing(id)
            };
            self.arrived.entry(before).or_default().insert(id);
            if action.arrival.joins() {
                self.accepted.insert(id);
            }
        }
        self.members.join(id, action.join);
        self.members.leave(id, action.leave);
        Ok(())
    }

    /// Records an application, where there is one.
    fn receive(
        &mut self,
        received: Option<Box<Received>>,
        partner: Option<PartnerId>,
    ) -> Result<(), ImportError> {
        let Some(received) = received else {
            return Ok(());
        };
        if let Some(partner) = partner {
            self.touched.insert(partner);
        }
        let (born, accounts) = (&self.born, self.accounts);
        let before = |id| {
            if born.contains(id) {
                Standing::default()
            } else {
                accounts.standing(id)
            }
        };
        self.receiving.take(*received, partner, before);
        if self.receiving.is_full() {
            self.write_applications()?;
        }
        Ok(())
    }

    fn write_applications(&mut self) -> Result<(), StoreError> {
        let delta = Delta {
            applications: self.receiving.waiting(),
            ..Delta::default()
        };
        if delta.is_empty() {
            return Ok(());
        }
        apply::apply(self.transaction, &delta)?;
        self.add_part(delta)
    }

    /// Notes an edit. A partner that this import brought goes and comes with all its data.
    fn note(&mut self, partner: PartnerId, before: Patch, after: Patch) -> Result<(), StoreError> {
        if !self.born.contains(partner) {
            let (edits, bytes) = &mut self.edits;
            *bytes += before.bytes() + after.bytes();
            edits.push(Edit {
                partner,
                before,
                after,
            });
            if edits.len() >= EDITS_IN_A_PART || *bytes >= HEAVY_PART {
                let (edits, _) = std::mem::take(&mut self.edits);
                return self.add_part(Delta {
                    edits,
                    ..Delta::default()
                });
            }
        }
        Ok(())
    }

    /// Writes the additions that wait, all to one partner at once, in the order of the file.
    fn add(&mut self) -> Result<(), ImportError> {
        // Its room serves for the next.
        let (mut additions, _) = std::mem::take(&mut self.additions);
        additions.sort_by_key(|(id, _)| *id);
        let mut contacts = contacts::Writer::new(self.transaction)?;
        let mut notes = partners::Notes::new(self.transaction)?;
        for (number, of_one) in additions.chunk_by_mut(|a, b| a.0 == b.0).enumerate() {
            if number % ASKED == 0 && self.watch.cancelled() {
                return Err(ImportError::Cancelled);
            }
            let id = of_one[0].0;
            for contact in of_one
                .iter()
                .filter_map(|(_, addition)| addition.contact.as_ref())
            {
                contacts.add(id, self.change, contact)?;
                self.added.insert(id);
            }
            let mut new = of_one
                .iter_mut()
                .filter_map(|(_, addition)| addition.note.take())
                .peekable();
            if new.peek().is_some() {
                let (before, after) = notes.add(id, new)?;
                self.note(id, Patch::notes(before), Patch::notes(after))?;
            }
        }
        additions.clear();
        self.additions.0 = additions;
        Ok(())
    }

    fn add_part(&mut self, delta: Delta) -> Result<(), StoreError> {
        history::add_part(self.transaction, self.change, self.parts, &delta)?;
        self.parts += 1;
        self.trail.add(delta);
        Ok(())
    }

    /// The standings that change: of those who stood alike, some may join and others not.
    fn standings(&mut self) -> Vec<StandingShift> {
        let mut shifts = Vec::new();
        for (before, mut others) in std::mem::take(&mut self.arrived) {
            let mut accepted = others.clone();
            accepted &= &self.accepted;
            others -= &self.accepted;
            for (accept, partners) in [(false, others), (true, accepted)] {
                let admission = Admission {
                    revive: self.revive,
                    accept,
                };
                if let Some(arrival) = before.arrival(admission)
                    && !partners.is_empty()
                {
                    shifts.push(StandingShift {
                        before: before.clone(),
                        after: before.arrived(&arrival, self.source, self.now),
                        partners,
                    });
                }
            }
        }
        shifts
    }

    /// Writes what waits.
    pub(super) fn finish(mut self) -> Result<Written, ImportError> {
        if let Some(rows) = &mut self.rows {
            rows.finish()?;
        }
        self.add()?;
        self.additions = Default::default();
        self.write_applications()?;
        let mut standings = self.standings();
        standings.extend(self.receiving.standings());
        let mut delta = Delta {
            standings,
            memberships: std::mem::take(&mut self.members).into_shifts(),
            added: std::mem::take(&mut self.added),
            born: std::mem::take(&mut self.born),
            ..Delta::default()
        };
        for shift in &delta.memberships {
            self.touched |= &shift.joined;
            self.touched |= &shift.left;
        }
        for piece in pieces(&delta) {
            if self.watch.cancelled() {
                return Err(ImportError::Cancelled);
            }
            apply::apply(self.transaction, &piece)?;
        }
        (delta.edits, _) = std::mem::take(&mut self.edits);
        if !delta.is_empty() {
            self.add_part(delta)?;
        }
        Ok(Written {
            touched: self.touched,
            trail: self.trail,
            changed: self.parts > 0,
        })
    }
}

/// What a delta says of standings and members, of so few at once that somebody who cancels need not wait.
fn pieces(delta: &Delta) -> impl Iterator<Item = Delta> + '_ {
    let standings = delta.standings.iter().flat_map(|shift| {
        split(&shift.partners).map(|partners| Delta {
            standings: vec![StandingShift {
                before: shift.before.clone(),
                after: shift.after.clone(),
                partners,
            }],
            ..Delta::default()
        })
    });
    let members = delta.memberships.iter().flat_map(|shift| {
        let group = shift.group;
        let joined = split(&shift.joined).map(|joined| (joined, PartnerSet::new()));
        let left = split(&shift.left).map(|left| (PartnerSet::new(), left));
        joined.chain(left).map(move |(joined, left)| Delta {
            memberships: vec![MembershipShift {
                group,
                joined,
                left,
            }],
            ..Delta::default()
        })
    });
    standings.chain(members)
}

fn split(partners: &PartnerSet) -> impl Iterator<Item = PartnerSet> + '_ {
    let mut rest = partners.iter();
    std::iter::from_fn(move || {
        let piece = PartnerSet::from_iter(rest.by_ref().take(ASKED));
        (!piece.is_empty()).then_some(piece)
    })
}

impl Sink for Writing<'_, '_> {
    type Error = ImportError;

    fn take(&mut self, row: &RowReport, action: Option<Action>) -> Result<(), ImportError> {
        if let Some(rows) = &mut self.rows {
            rows.add(row)?;
        }
        action.map_or(Ok(()), |action| self.act(action))?;
        moment::reached("import.row");
        Ok(())
    }
}
