//! What a catalogue's row does: a new listed partner, an update where data differ, or nothing.

use super::matching::{Partners, with};
use super::memory::{Seen, Touch};
use super::prospects::likely_kind;
use super::{
    Action, Alteration, Decision, Field, FileError, IssueCode, Lookup, Marks, Outcome, Plan, Row,
    RowIssue, Said, issue,
};
use crate::import::keys::Key;
use crate::partner::{Channel, Contact, Origin, Partner, PartnerId};
use crate::standing::Arrival;
use crate::text;

impl<L: Lookup> Plan<'_, L> {
    pub(super) fn decide_account(
        &mut self,
        row: &Row<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Decision, FileError> {
        let draft = row.draft;
        let touch = Touch {
            at: row.at,
            row: row.hash,
            name: draft.keys.short_name(),
        };
        let found = match self.chosen(row) {
            Some(choice) => choice,
            None => self.match_account(draft, marks, issues)?,
        };
        let Some(id) = found else {
            let id = self.memory.create(touch);
            self.see_keys(id, draft);
            let create = Some(Box::new(newcomer(draft)));
            let action = Action {
                partner: Some(id),
                create,
                arrival: Arrival::default(),
                edit: None,
                join: Vec::new(),
                leave: Vec::new(),
                application: None,
            };
            return Ok(Decision {
                outcome: Outcome::Create,
                matched: None,
                action: Some(action),
            });
        };
        let earlier = self.memory.touch(id);
        if earlier
            .is_some_and(|first| first.name != touch.name && first.name != 0 && touch.name != 0)
        {
            issues.push(issue(
                IssueCode::ConflictInFile,
                Field::Name,
                draft.name(),
                None,
            ));
            return Ok(Decision::of(Outcome::Error));
        }
        let matched = self.matched(id, marks)?;
        let again = earlier.is_some_and(|first| self.memory.is_again(row.hash, first.row));
        let before = if again {
            None
        } else {
            self.current(id, marks)?
        };
        self.memory.remember(id, touch);
        let change = before.and_then(|before| {
            let after = merged(before.clone(), draft);
            (after != before).then_some((before, after))
        });
        let Some((before, after)) = change else {
            // What stands is said by this row too: a later one that says otherwise contradicts it.
            if earlier.is_some()
                && !again
                && let Some(stands) = self.current(id, marks)?
            {
                self.memory.keep_state(id, stands, row.at);
            }
            if again {
                issues.push(issue(
                    IssueCode::DuplicateRow,
                    Field::Name,
                    draft.name(),
                    None,
                ));
            }
            return Ok(Decision {
                outcome: Outcome::Unchanged,
                matched,
                action: None,
            });
        };
        if earlier.is_some() {
            if self.is_contradicted(id, &after, marks)? {
                issues.push(issue(
                    IssueCode::ConflictInFile,
                    Field::Name,
                    draft.name(),
                    None,
                ));
                return Ok(Decision {
                    outcome: Outcome::Error,
                    matched,
                    action: None,
                });
            }
            self.memory.keep_state(id, after.clone(), row.at);
        }
        self.see_keys(id, draft);
        let edit = Some(Alteration::Replace(Box::new((before, after))));
        let action = Action {
            partner: Some(id),
            create: None,
            arrival: Arrival::default(),
            edit,
            join: Vec::new(),
            leave: Vec::new(),
            application: None,
        };
        Ok(Decision {
            outcome: Outcome::Update,
            matched,
            action: Some(action),
        })
    }

    /// Whether an earlier row of the file says otherwise. What one row says and another unsays would change back and forth
    /// with every import.
    fn is_contradicted(
        &mut self,
        id: PartnerId,
        after: &Partner,
        marks: &Marks,
    ) -> Result<bool, FileError> {
        for at in self.memory.rows_of(id) {
            let earlier = self.earlier.draft(at, marks)?;
            if merged(after.clone(), earlier) != *after {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The account that a row is about: by partner ID, else by domain, else by channel; by address where it has none of
    /// these. Two with different partner IDs are never the same.
    fn match_account(
        &mut self,
        draft: Said<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Option<PartnerId>, FileError> {
        if let Some(id) = self.by_id(draft).first() {
            return Ok(Some(*id));
        }
        let (field, value, found) = self.account_hits(draft);
        let (mut fitting, mut several) = (Vec::new(), false);
        for id in found {
            let account = self.matched(id, marks)?;
            if let Some(account) = account
                && (account.partner_id.is_empty() || draft.partner_id().is_empty())
            {
                fitting.push(account);
            }
        }
        // Of several under one key, those of that name are meant.
        let name = text::name_key(draft.name());
        if fitting
            .iter()
            .any(|account| text::name_key(&account.name) == name)
        {
            fitting.retain(|account| text::name_key(&account.name) == name);
        } else if fitting.len() > 1 {
            several = true;
        }
        let ids: Vec<PartnerId> = fitting.iter().map(|account| account.id).collect();
        let chosen = self.last_active(&ids);
        if several {
            self.offer(chosen, &ids);
            let chosen = fitting
                .into_iter()
                .find(|account| Some(account.id) == chosen);
            let name = chosen.map(|account| account.name);
            issues.push(issue(IssueCode::Ambiguous, field, value, name));
        }
        Ok(chosen)
    }

    /// Those that the first key leads to that the row has.
    fn account_hits<'d>(&self, draft: Said<'d>) -> (Field, &'d str, Partners) {
        if let Some(domain) = draft.keys.domain {
            let name = draft.keys.short_name();
            let earlier = self.memory.by_domain(domain.hash, name);
            let other =
                |(_, identified): &(PartnerId, bool)| !*identified || draft.partner_id().is_empty();
            let earlier = earlier.filter(other).map(|(id, _)| id);
            return (
                Field::Website,
                draft.website(),
                with(self.lookup.find(domain).into(), earlier),
            );
        }
        for channel in draft.channels() {
            if let Some(key) = Key::handle(channel.platform, &channel.handle) {
                let earlier = self.memory.by_handle(key.hash);
                let found = with(self.lookup.find(key).into(), earlier);
                if !found.is_empty() {
                    return (Field::Handle, channel.handle.as_str(), found);
                }
            }
        }
        if !draft.channels().is_empty() || !draft.partner_id().is_empty() {
            return (Field::Name, draft.name(), Partners::new());
        }
        if draft.keys.email.is_some() {
            return (Field::Email, draft.email(), self.by_email(draft));
        }
        let found = draft.keys.name.map(|name| {
            let earlier = self.memory.by_name_alone(name.hash);
            with(self.lookup.find(name.alone()).into(), earlier)
        });
        (Field::Name, draft.name(), found.unwrap_or_default())
    }

    /// Remembers the keys by which later rows of the file find the account.
    fn see_keys(&mut self, id: PartnerId, draft: Said<'_>) {
        let name = draft.keys.short_name();
        let identified = draft.keys.id;
        if let Some(key) = identified {
            self.memory.see_id(key.hash, id);
        }
        if let Some(domain) = draft.keys.domain {
            self.memory
                .see_domain(domain.hash, name, id, identified.is_some());
            return;
        }
        for channel in draft.channels() {
            if let Some(key) = Key::handle(channel.platform, &channel.handle) {
                self.memory.see_handle(key.hash, id);
            }
        }
        if !draft.channels().is_empty() || identified.is_some() {
            return;
        }
        match draft.keys.email {
            Some(key) => self.memory.see_email(
                key.hash,
                Seen {
                    row: 0,
                    partner: id,
                    name,
                },
            ),
            None => {
                let name = draft.keys.name.map(|name| name.hash);
                self.memory.see_name(name.unwrap_or_default(), id);
            }
        }
    }
}

/// The listed partner that a row brings.
pub(super) fn newcomer(draft: Said<'_>) -> Partner {
    let blank = Partner {
        kind: draft.kind.unwrap_or_else(|| likely_kind(draft)),
        name: draft.host().unwrap_or_default(),
        ..Partner::default()
    };
    merged(blank, draft)
}

/// The account with the row's data; blank cells keep what stands.
pub(super) fn merged(mut partner: Partner, draft: Said<'_>) -> Partner {
    fn put<T>(place: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *place = value;
        }
    }
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    put(&mut partner.partner_id, text(draft.partner_id()));
    put(&mut partner.kind, draft.kind);
    put(&mut partner.name, text(draft.name()));
    put(&mut partner.description, text(draft.description()));
    put(&mut partner.website, text(draft.website()));
    put(&mut partner.notes, text(draft.notes()));
    put(&mut partner.country, draft.country.map(Some));
    put(&mut partner.business_model, draft.business_model.map(Some));
    put(&mut partner.monthly_visits, draft.visits.map(Some));
    put(&mut partner.listed_on, draft.listed_on.map(Some));
    put(&mut partner.last_active_on, draft.last_active_on.map(Some));
    let filled = |list: &[_]| !list.is_empty();
    if filled(&draft.areas) {
        partner.areas.clone_from(&draft.areas);
    }
    if !draft.languages.is_empty() {
        partner.languages.clone_from(&draft.languages);
    }
    if !draft.categories.is_empty() {
        partner.categories.clone_from(&draft.categories);
    }
    if !draft.channels().is_empty() {
        let channels = draft
            .channels()
            .iter()
            .map(|channel| kept_url(channel, &partner.channels));
        partner.channels = channels.collect();
    }
    partner.contacts = merged_contacts(&partner.contacts, draft);
    partner.listed = true;
    partner
}

/// A channel as the row has it, with the address that is known of it.
fn kept_url(channel: &Channel, known: &[Channel]) -> Channel {
    let key = text::handle_key(&channel.handle);
    let same = known
        .iter()
        .find(|other| other.platform == channel.platform && text::handle_key(&other.handle) == key);
    Channel {
        url: same.map(|other| other.url.clone()).unwrap_or_default(),
        ..channel.clone()
    }
}

/// The account's own contacts as the row has them, then the manager's, which an update never touches.
fn merged_contacts(known: &[Contact], draft: Said<'_>) -> Vec<Contact> {
    let (own, custom): (Vec<_>, Vec<_>) = known
        .iter()
        .cloned()
        .partition(|contact| contact.origin == Origin::Account);
    let with = |contacts: &[Contact], email: &str| {
        let key = Key::email(email);
        contacts
            .iter()
            .find(|contact| Key::email(&contact.email) == key)
            .cloned()
    };
    let mut others = own.iter().skip(1).cloned().collect::<Vec<_>>();
    let mut first = own.first().cloned().unwrap_or_default();
    let is_custom =
        own.is_empty() && !draft.email().is_empty() && with(&custom, draft.email()).is_some();
    if !is_custom {
        for (place, value) in [
            (&mut first.first_name, draft.first_name()),
            (&mut first.last_name, draft.last_name()),
            (&mut first.title, draft.title()),
            (&mut first.email, draft.email()),
        ] {
            if !value.is_empty() {
                *place = value.to_owned();
            }
        }
    }
    if draft.other_emails().next().is_some() {
        let unknown = |email: &&str| with(&custom, email).is_none();
        let other = |email: &str| {
            with(&others, email).unwrap_or_else(|| Contact {
                email: email.to_owned(),
                ..Contact::default()
            })
        };
        others = draft.other_emails().filter(unknown).map(other).collect();
    }
    let first = Some(first).filter(|first| *first != Contact::default());
    first.into_iter().chain(others).chain(custom).collect()
}
