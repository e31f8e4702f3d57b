//! What a prospect's row does: a new prospect, a marked account, something added to a prospect, or nothing.

use rustc_hash::FxHashSet;

use super::memory::{Seen, Touch};
use super::{
    Action, Addition, Alteration, Decision, Field, FileError, IssueCode, Lookup, Marks, Outcome,
    Plan, Row, RowIssue, Said, is_refused, issue,
};
use crate::import::keys::Key;
use crate::partner::{Contact, Origin, Partner, PartnerId};
use crate::standing::{Admission, Arrival, Standing};
use crate::text;
use crate::vocabulary::{BusinessModel, Kind, Stage};

impl<L: Lookup> Plan<'_, L> {
    pub(super) fn decide_prospect(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        let draft = row.draft;
        let email = draft.keys.email.map_or(0, |key| key.hash);
        let name = draft.keys.short_name();
        let seen = self.memory.email(email);
        if seen.is_some_and(|seen| seen.name != name && seen.name != 0 && name != 0) {
            issues.push(issue(
                IssueCode::ConflictInFile,
                Field::Name,
                draft.name(),
                None,
            ));
            return Ok(Decision::of(Outcome::Error));
        }
        let matched = self.match_prospect(row, marks, issues)?;
        if is_refused(issues) {
            return Ok(Decision::of(Outcome::Error));
        }
        let decision = match matched {
            Some(id) => self.meet(id, row, marks, issues)?,
            None => self.welcome(row, issues),
        };
        let partner = match (&decision.action, matched) {
            (Some(action), _) => action.partner,
            (None, matched) => matched,
        };
        if let Some(partner) = partner {
            self.memory.see_email(
                email,
                Seen {
                    row: row.hash,
                    partner,
                    name,
                },
            );
        }
        if decision.outcome == Outcome::Unchanged
            && let Some(seen) = seen
            && self.memory.is_again(row.hash, seen.row)
        {
            issues.push(issue(
                IssueCode::DuplicateRow,
                Field::Email,
                draft.email(),
                None,
            ));
        } else if let Some(seen) = seen {
            self.memory.is_again(row.hash, seen.row);
        }
        Ok(decision)
    }

    /// Nobody matches: a partner outside the marketplaces, as a prospect.
    fn welcome(&mut self, row: &Row<'_>, issues: &mut Vec<RowIssue>) -> Decision {
        let draft = row.draft;
        let touch = Touch {
            at: row.at,
            row: row.hash,
            name: draft.keys.short_name(),
        };
        let stranger = Standing::default();
        let arrival = stranger.arrival(self.admission(draft)).unwrap_or_default();
        let partner = self.memory.create(touch);
        self.note_accepted(partner, &arrival);
        if !arrival.joins() {
            self.warn_of_waiting(draft, issues);
        }
        if let Some(key) = draft.keys.id {
            self.memory.see_id(key.hash, partner);
        }
        if let Some(group) = draft.group {
            self.memory.join(group, partner);
        }
        Decision {
            outcome: Outcome::Create,
            matched: None,
            action: Some(Action {
                partner: Some(partner),
                create: Some(Box::new(newcomer(draft))),
                arrival,
                edit: None,
                join: draft.group.into_iter().collect(),
                leave: Vec::new(),
                application: None,
            }),
        }
    }

    /// Somebody matches: an account of the catalogue, or a partner that an earlier row brought.
    fn meet(
        &mut self,
        id: PartnerId,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        let draft = row.draft;
        let matched = self.matched(id, marks)?;
        if let Some(matched) = &matched {
            warn_of_name(draft, &matched.name, issues);
        }
        let new = self.memory.is_new(id);
        let standing = if new {
            Standing::default()
        } else {
            self.lookup.standing(id)
        };
        warn_of(&standing, draft, issues);
        let Some(arrival) = self.arrival(id, &standing, draft, issues) else {
            return Ok(Decision {
                outcome: Outcome::Unchanged,
                matched,
                action: None,
            });
        };
        let join = draft.group.filter(|group| {
            !self.memory.has_joined(*group, id) && (new || !self.lookup.is_member(*group, id))
        });
        let edit = self.addition(id, row, marks)?;
        let outcome = if arrival.mark || arrival.restore {
            Outcome::Match
        } else if !arrival.is_nothing() || edit.is_some() || join.is_some() {
            Outcome::Update
        } else {
            return Ok(Decision {
                outcome: Outcome::Unchanged,
                matched,
                action: None,
            });
        };
        let touch = Touch {
            at: row.at,
            row: row.hash,
            name: draft.keys.short_name(),
        };
        self.memory.remember(id, touch);
        self.note_accepted(id, &arrival);
        if let Some(group) = join {
            self.memory.join(group, id);
        }
        let join = join.into_iter().collect();
        let action = Action {
            partner: Some(id),
            create: None,
            arrival,
            edit,
            join,
            leave: Vec::new(),
            application: None,
        };
        Ok(Decision {
            outcome,
            matched,
            action: Some(action),
        })
    }

    /// What a row may do to whom it meets.
    fn admission(&self, draft: Said<'_>) -> Admission {
        let accepts = |groups: &FxHashSet<_>| draft.group.is_some_and(|id| groups.contains(&id));
        Admission {
            revive: self.revive,
            accept: self.accepting.as_ref().is_some_and(accepts),
        }
    }

    /// What a row does to where a partner stands after the rows so far; `None`: the row leaves it alone.
    fn arrival(
        &mut self,
        id: PartnerId,
        standing: &Standing,
        draft: Said<'_>,
        issues: &mut Vec<RowIssue>,
    ) -> Option<Arrival> {
        let Admission { revive, accept } = self.admission(draft);
        let with = |revive, accept| standing.arrival(Admission { revive, accept });
        if with(false, false) != with(true, false) {
            self.memory.see_revivable(id);
        }
        let accepted = self.memory.is_accepted(id);
        let arrival = with(revive, accept || accepted)?;
        let could_join = with(revive, true).is_some_and(|arrival| arrival.joins());
        if could_join && !arrival.joins() {
            self.warn_of_waiting(draft, issues);
        }
        let met = self.memory.touch(id).is_some();
        let earlier = if met { with(revive, accepted) } else { None };
        Some(arrival.beyond(earlier.unwrap_or_default()))
    }

    /// Says that a row takes nobody into the program, where it was to.
    fn warn_of_waiting(&self, draft: Said<'_>, issues: &mut Vec<RowIssue>) {
        if self.accepting.is_some() {
            let group = draft.group_name();
            issues.push(issue(IssueCode::NotAccepted, Field::Group, group, None));
        }
    }

    fn note_accepted(&mut self, id: PartnerId, arrival: &Arrival) {
        if arrival.joins() {
            self.memory.accept(id);
        }
    }

    /// What a row adds to a partner's data: a contact with an address not known yet, a note.
    pub(super) fn addition(
        &mut self,
        id: PartnerId,
        row: &Row<'_>,
        marks: &Marks,
    ) -> Result<Option<Alteration>, FileError> {
        let draft = row.draft;
        let known = draft.keys.email.is_none_or(|key| {
            let seen = self.memory.email(key.hash);
            seen.is_some_and(|seen| seen.partner == id) || self.lookup.find(key).contains(&id)
        });
        if known && draft.notes().is_empty() {
            return Ok(None);
        }
        let touched = self.memory.touch(id).is_some();
        let note_is_new = if draft.notes().is_empty() || self.is_all_notes(id, draft.notes()) {
            Some(false)
        } else {
            (!self.lookup.has_notes(id)).then_some(true)
        };
        let addition = if !touched && let Some(note_is_new) = note_is_new {
            Addition {
                contact: (!known).then(|| contact(draft)),
                note: note_is_new.then(|| draft.notes().to_owned()),
            }
        } else {
            let Some(mut partner) = self.current(id, marks)? else {
                return Ok(None);
            };
            let addition = addition_to(&partner, draft);
            if touched && !addition.is_empty() {
                addition
                    .clone()
                    .apply(&mut partner.contacts, &mut partner.notes);
                self.memory.keep_state(id, partner, row.at);
            }
            addition
        };
        Ok((!addition.is_empty()).then_some(Alteration::Add(addition)))
    }

    /// Whether this is all that is noted of an account.
    fn is_all_notes(&self, id: PartnerId, notes: &str) -> bool {
        Key::notes(id, notes).is_some_and(|key| self.lookup.find(key).contains(&id))
    }
}

/// Says where the partner stands already.
fn warn_of(standing: &Standing, draft: Said<'_>, issues: &mut Vec<RowIssue>) {
    let before = issues.len();
    let mut warn = |code| issues.push(issue(code, Field::Email, draft.email(), None));
    if standing.is_hidden() {
        warn(IssueCode::Hidden);
    }
    if standing.is_archived() {
        warn(IssueCode::Archived);
    }
    match standing.prospect.as_ref().map(|prospect| prospect.stage) {
        Some(Stage::Joined) => warn(IssueCode::Joined),
        Some(Stage::Expired) => warn(IssueCode::Expired),
        Some(Stage::RejectedByPartner | Stage::RejectedByYou) => warn(IssueCode::RejectedBefore),
        _ => {}
    }
    if issues.len() == before && standing.is_prospect() {
        issues.push(issue(
            IssueCode::AlreadyProspect,
            Field::Email,
            draft.email(),
            None,
        ));
    }
}

/// Says that a partner goes by another name than a row has it.
pub(super) fn warn_of_name(draft: Said<'_>, name: &str, issues: &mut Vec<RowIssue>) {
    if !draft.name().is_empty() && !same_name(draft.name(), name) {
        let account = Some(name.to_owned());
        issues.push(issue(
            IssueCode::NameDiffers,
            Field::Name,
            draft.name(),
            account,
        ));
    }
}

fn same_name(a: &str, b: &str) -> bool {
    a == b || text::name_key(a) == text::name_key(b)
}

/// The contact that a row names, as the manager's own.
fn contact(draft: Said<'_>) -> Contact {
    Contact {
        first_name: draft.first_name().to_owned(),
        last_name: draft.last_name().to_owned(),
        email: draft.email().to_owned(),
        title: draft.title().to_owned(),
        origin: Origin::Custom,
        added: None,
    }
}

/// The partner that a row without a match brings.
pub(super) fn newcomer(draft: Said<'_>) -> Partner {
    Partner {
        partner_id: draft.partner_id().to_owned(),
        kind: draft.kind.unwrap_or_else(|| likely_kind(draft)),
        name: name_of(draft),
        website: draft.website().to_owned(),
        contacts: vec![contact(draft)],
        country: draft.country,
        business_model: draft.business_model,
        channels: draft.channels().to_vec(),
        listed: false,
        notes: draft.notes().to_owned(),
        ..Partner::default()
    }
}

/// What a new partner is called: as the row says, or by its site, its contact or its address.
fn name_of(draft: Said<'_>) -> String {
    let named = [draft.name(), &draft.host().unwrap_or_default()].map(str::to_owned);
    let contact = [draft.first_name(), draft.last_name()].join(" ");
    let others = [contact.trim(), draft.email()].map(str::to_owned);
    let mut names = named.into_iter().chain(others);
    names.find(|name| !name.is_empty()).unwrap_or_default()
}

/// What a row without a type is about: a person when it names channels and no site, or a social influencer.
pub(super) fn likely_kind(draft: Said<'_>) -> Kind {
    let social = draft.business_model == Some(BusinessModel::SocialInfluencer);
    let only_channels = draft.website().is_empty() && !draft.channels().is_empty();
    if social || only_channels {
        Kind::Creator
    } else {
        Kind::Partner
    }
}

/// What a row brings to a partner: its contact where the address is new, its note where it is not there yet.
fn addition_to(partner: &Partner, draft: Said<'_>) -> Addition {
    let known = |contact: &Contact| Key::email(contact.email.trim()) == draft.keys.email;
    let new_contact = draft.keys.email.is_some() && !partner.contacts.iter().any(known);
    let new_note = !draft.notes().is_empty() && !has_note(&partner.notes, draft.notes());
    Addition {
        contact: new_contact.then(|| contact(draft)),
        note: new_note.then(|| draft.notes().to_owned()),
    }
}

/// Adds what a row brings to a partner.
pub(super) fn add_to(partner: &mut Partner, draft: Said<'_>) {
    addition_to(partner, draft).apply(&mut partner.contacts, &mut partner.notes);
}

/// Whether a note stands among the notes, as whole lines.
fn has_note(notes: &str, note: &str) -> bool {
    notes.match_indices(note).any(|(at, _)| {
        let (before, after) = (&notes[..at], &notes[at + note.len()..]);
        (before.is_empty() || before.ends_with('\n'))
            && (after.is_empty() || after.starts_with('\n'))
    })
}
