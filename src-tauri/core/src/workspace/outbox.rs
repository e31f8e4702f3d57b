//! The outbox at the door.
//!
//! Who is due follows from the few standings and from who is in which group, so that a million are told in milliseconds. What a message
//! lacks follows from partners' own data, which are read once, until they change (`looked.rs`).

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;

use super::letters::{Desk, Read, Values};
use super::looked::Looked;
use super::{Workspace, day};
use crate::catalogue::Catalogue;
use crate::changes::Pick;
use crate::error::StoreError;
use crate::group::GroupId;
use crate::mail::mailto;
use crate::outbox::{Draft, Due, Lack, Message, OutboxCounts, OutboxPage, Shown, Step, due};
use crate::partner::{Partner, PartnerId};
use crate::set::PartnerSet;
use crate::store::partners;
use crate::workflow::WorkflowId;

/// From so many partners on they are read over a connection of their own, so that nobody waits for that.
const MANY: u32 = 10_000;

/// Messages that are alike but for whom they go to.
#[derive(Debug, Clone)]
pub(super) struct Batch {
    pub(super) workflow: WorkflowId,
    pub(super) due: Due,
    pub(super) partners: PartnerSet,
}

/// All messages that are due, the longest due first.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// Which this is of those that were filled since the workspace was opened, from 1.
    number: u32,
    pub(super) batches: Vec<Batch>,
    /// Those whose message lacks something.
    blocked: PartnerSet,
    counts: OutboxCounts,
}

/// The outbox of a state of the workspace, on a day; and what was found out about partners' own data for it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    latest: Option<(u32, Date, Arc<Outbox>)>,
    /// Those that somebody may have seen, the latest first, each with a number of its own.
    seen: VecDeque<Arc<Outbox>>,
    looked: Looked,
    /// The number of the last one.
    last: u32,
}

impl Kept {
    /// Forgets all of them: no later one has the number of one of these.
    pub(super) fn forget(&mut self) {
        *self = self.following();
    }

    /// None, of which no later one has the number of one of these.
    pub(super) fn following(&self) -> Self {
        Self {
            last: self.last,
            ..Self::default()
        }
    }
}

/// So many outboxes are kept for whoever saw them.
const SEEN: usize = 16;

impl Workspace {
    /// How many messages are due.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outbox_counts(&self, now: Timestamp) -> Result<OutboxCounts, StoreError> {
        Ok(self.outbox(day(now))?.counts)
    }

    /// The messages that are due, `n` of them from `offset` on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outbox_page(
        &self,
        shown: Shown,
        offset: u32,
        n: u32,
        now: Timestamp,
    ) -> Result<OutboxPage, StoreError> {
        let outbox = self.outbox(day(now))?;
        let wanted = outbox.range(shown, offset, n);
        let mut found = Vec::new();
        let desk = {
            let reader = self.reader();
            for (batch, id) in wanted {
                if let Some(partner) = partners::get(&reader, id)? {
                    found.push((batch, id, partner));
                }
            }
            self.letters_desk(&reader)?
        };
        let messages = found
            .into_iter()
            .map(|(batch, id, partner)| self.draft(id, &partner, batch, &desk).message)
            .collect();
        Ok(OutboxPage {
            seen: outbox.number,
            counts: outbox.counts,
            messages,
        })
    }

    /// The partners with messages that are due, in the order of the pages, `n` at the most.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outbox_ids(
        &self,
        shown: Shown,
        n: u32,
        now: Timestamp,
    ) -> Result<Vec<PartnerId>, StoreError> {
        let outbox = self.outbox(day(now))?;
        let range = outbox.range(shown, 0, n);
        Ok(range.into_iter().map(|(_, id)| id).collect())
    }

    /// The message that is due for a partner, with its text; `None`: none is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn message(&self, partner: PartnerId, now: Timestamp) -> Result<Option<Draft>, StoreError> {
        let outbox = self.outbox(day(now))?;
        let Some(batch) = outbox.of(partner) else {
            return Ok(None);
        };
        let (desk, data) = {
            let reader = self.reader();
            (
                self.letters_desk(&reader)?,
                partners::get(&reader, partner)?,
            )
        };
        Ok(data.map(|data| self.draft(partner, &data, batch, &desk)))
    }

    /// The address by which the mail program begins the message to a partner; `None` where none is due, it lacks something, or it is
    /// too long for that.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mailto(&self, partner: PartnerId, now: Timestamp) -> Result<Option<String>, StoreError> {
        let Some(draft) = self.message(partner, now)? else {
            return Ok(None);
        };
        let desk = self.letters_desk(&self.reader())?;
        Ok(letter(&draft, &desk, now).as_ref().and_then(mailto))
    }

    fn draft(&self, id: PartnerId, partner: &Partner, batch: &Batch, desk: &Desk) -> Draft {
        let values = self.values_in(id, partner, batch.workflow, desk);
        let wording = desk.wording(batch.due.template);
        let said = wording.and_then(Read::of).map(|read| read.say(&values));
        let (subject, body, lacks) = match said {
            Some(said) => (said.subject, said.body, said.lacks),
            None => (None, None, vec![Lack::Template]),
        };
        let mut draft = Draft {
            message: Message {
                partner: id,
                name: partner.name.clone(),
                recipient: values.recipient,
                step: batch.due.step,
                on: batch.due.on,
                workflow: batch.workflow,
                workflow_name: self.name_of_workflow(batch.workflow),
                template: batch.due.template,
                template_name: wording
                    .map(|wording| wording.name.clone())
                    .unwrap_or_default(),
                subject,
                lacks,
            },
            body,
            long: false,
        };
        let letter = letter(&draft, desk, Timestamp::UNIX_EPOCH);
        draft.long = letter.is_some_and(|letter| mailto(&letter).is_none());
        draft
    }

    /// What tags stand for, for a partner whom this workflow governs.
    pub(super) fn values_in(
        &self,
        id: PartnerId,
        partner: &Partner,
        workflow: WorkflowId,
        desk: &Desk,
    ) -> Values {
        let catalogue = self.catalogue();
        let workflow = catalogue.workflow(workflow);
        let paired = |group: &GroupId| workflow.is_some_and(|workflow| workflow.governs(*group));
        desk.values(id, partner, paired, &catalogue)
    }

    fn name_of_workflow(&self, workflow: WorkflowId) -> String {
        let catalogue = self.catalogue();
        let workflow = catalogue.workflow(workflow);
        workflow
            .map(|workflow| workflow.rules.name.clone())
            .unwrap_or_default()
    }

    /// The outbox of a day, from before where nothing changed since.
    pub(super) fn outbox(&self, today: Date) -> Result<Arc<Outbox>, StoreError> {
        let mut kept = self.kept_outbox();
        let revision = self.revision();
        if let Some((of, on, outbox)) = &kept.latest
            && (*of, *on) == (revision, today)
        {
            return Ok(Arc::clone(outbox));
        }
        kept.last += 1;
        let number = kept.last;
        let outbox = Arc::new(self.fill(number, today, &mut kept.looked)?);
        kept.latest = Some((revision, today, Arc::clone(&outbox)));
        kept.seen.push_front(Arc::clone(&outbox));
        kept.seen.truncate(SEEN);
        Ok(outbox)
    }

    /// The messages that are picked, of those that are shown so; `None`: the outbox in which they were seen is kept no longer.
    pub(super) fn picked_messages(
        &self,
        pick: &Pick,
        shown: Shown,
        today: Date,
    ) -> Result<Option<Vec<Batch>>, StoreError> {
        let mut picked = self.outbox(today)?.picked(pick, shown);
        let Some(number) = pick.seen() else {
            return Ok(Some(picked));
        };
        let kept = self.kept_outbox();
        let Some(seen) = kept.seen.iter().find(|outbox| outbox.number == number) else {
            return Ok(None);
        };
        for batch in &mut picked {
            batch.partners &= &seen.with_step(batch.due.step, shown);
        }
        picked.retain(|batch| !batch.partners.is_empty());
        Ok(Some(picked))
    }

    fn fill(&self, number: u32, today: Date, looked: &mut Looked) -> Result<Outbox, StoreError> {
        looked.hold_for(self.data.load(Ordering::Acquire));
        let mut batches = batches(&self.catalogue(), today);
        batches.sort_by_key(|batch| {
            (
                batch.due.on,
                batch.due.step,
                batch.workflow,
                batch.due.template,
            )
        });
        let total = batches.iter().map(|batch| batch.partners.len()).sum();
        let blocked = if total < MANY {
            let reader = self.reader();
            looked.blocked(&batches, &self.letters_desk(&reader)?, &reader)?
        } else {
            let reader = self.presence.reader()?;
            looked.blocked(&batches, &self.letters_desk(&reader)?, &reader)?
        };
        Ok(Outbox {
            number,
            counts: OutboxCounts {
                total,
                ready: total - blocked.len(),
                blocked: blocked.len(),
            },
            batches,
            blocked,
        })
    }
}

impl Outbox {
    /// The batches with those who are picked.
    pub(super) fn picked(&self, pick: &Pick, shown: Shown) -> Vec<Batch> {
        let ids: Option<PartnerSet> = match pick {
            Pick::All { .. } => None,
            Pick::Ids { ids, .. } => Some(ids.iter().copied().collect()),
        };
        let picked = self.batches.iter().map(|batch| {
            let mut partners = self.listed(batch, shown);
            if let Some(ids) = &ids {
                partners &= ids;
            }
            Batch {
                partners,
                ..batch.clone()
            }
        });
        picked.filter(|batch| !batch.partners.is_empty()).collect()
    }

    /// Who stands at these places of the list, `n` at the most, and in which batch.
    fn range(&self, shown: Shown, offset: u32, n: u32) -> Vec<(&Batch, PartnerId)> {
        let mut range = Vec::new();
        let mut skip = offset as usize;
        for batch in &self.batches {
            let whom = self.listed(batch, shown);
            let room = (n as usize).saturating_sub(range.len());
            let here = whom.iter().skip(skip).take(room);
            range.extend(here.map(|id| (batch, id)));
            skip = skip.saturating_sub(whom.len() as usize);
        }
        range
    }

    /// Those of a batch who are listed.
    fn listed(&self, batch: &Batch, shown: Shown) -> PartnerSet {
        let mut whom = batch.partners.clone();
        match shown {
            Shown::All => {}
            Shown::Ready => whom -= &self.blocked,
            Shown::Blocked => whom &= &self.blocked,
        }
        whom
    }

    /// Those to whom this step was due.
    fn with_step(&self, step: Step, shown: Shown) -> PartnerSet {
        let mut whom = PartnerSet::new();
        for batch in self.batches.iter().filter(|batch| batch.due.step == step) {
            whom |= &self.listed(batch, shown);
        }
        whom
    }

    fn of(&self, partner: PartnerId) -> Option<&Batch> {
        let mut batches = self.batches.iter();
        batches.find(|batch| batch.partners.contains(partner))
    }
}

/// The letter of a message that lacks nothing.
fn letter(draft: &Draft, desk: &Desk, at: Timestamp) -> Option<crate::mail::Letter> {
    let message = &draft.message;
    let (subject, body) = (message.subject.as_ref()?, draft.body.as_ref()?);
    let whole = message.lacks.is_empty();
    whole.then(|| desk.letter(&message.recipient, subject, body, at))
}

/// Who is due which message.
fn batches(catalogue: &Catalogue, today: Date) -> Vec<Batch> {
    let mut all = Vec::new();
    for (workflow, mut whom) in catalogue.governed() {
        whom &= catalogue.prospects();
        let due = catalogue.alike(&whom, |standing| due(standing, &workflow.rules, today));
        all.extend(due.into_iter().map(|(due, partners)| Batch {
            workflow: workflow.id,
            due,
            partners,
        }));
    }
    all
}
