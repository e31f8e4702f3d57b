//! What a catalogue's row does: a new listed partner, an update where data differ, or nothing.

use super::memory::{Seen, Touch};
use super::prospects::likely_kind;
use super::{
    Action, Decision, Draft, Field, FileError, IssueCode, Lookup, Marks, Outcome, Plan, Row,
    RowIssue, issue,
};
use crate::changes::Patch;
use crate::import::keys::{handle_hash, hash, id_key, name_hash};
use crate::partner::{Channel, Contact, Origin, Partner, PartnerId};
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
            name: name_hash(draft.name),
        };
        let Some(id) = self.match_account(draft, marks, issues)? else {
            let id = self.memory.create(touch);
            self.see_keys(id, draft);
            let create = Some(Box::new(newcomer(draft)));
            let action = Action {
                partner: id,
                create,
                mark: false,
                edit: None,
                join: Vec::new(),
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
                draft.name,
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
            if again {
                issues.push(issue(
                    IssueCode::DuplicateRow,
                    Field::Name,
                    draft.name,
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
            self.memory.keep_state(id, after.clone());
        }
        let whole = |partner| Patch {
            whole: Some(Box::new(partner)),
            ..Patch::default()
        };
        let edit = Some((whole(before), whole(after)));
        let action = Action {
            partner: id,
            create: None,
            mark: false,
            edit,
            join: Vec::new(),
        };
        Ok(Decision {
            outcome: Outcome::Update,
            matched,
            action: Some(action),
        })
    }

    /// The account that a row is about: by partner ID, else by domain, else by channel; by address where it has none of
    /// these. Two with different partner IDs are never the same.
    fn match_account(
        &mut self,
        draft: &Draft<'_>,
        marks: &Marks,
        issues: &mut Vec<RowIssue>,
    ) -> Result<Option<PartnerId>, FileError> {
        if let Some(id) = self.by_partner_id(draft).first() {
            return Ok(Some(*id));
        }
        let (field, value, found) = self.account_hits(draft);
        let mut fitting = Vec::new();
        for id in found {
            let account = self.matched(id, marks)?;
            if let Some(account) = account
                && (account.partner_id.is_empty() || draft.partner_id.is_empty())
            {
                fitting.push(account);
            }
        }
        // Of several on one domain, the one of that name is meant.
        let name = text::name_key(draft.name);
        if fitting.len() > 1
            && let Some(named) = fitting
                .iter()
                .find(|account| text::name_key(&account.name) == name)
        {
            return Ok(Some(named.id));
        }
        let ids: Vec<PartnerId> = fitting.iter().map(|account| account.id).collect();
        let chosen = self.last_active(&ids);
        if ids.len() > 1 {
            let name = fitting
                .iter()
                .find(|a| Some(a.id) == chosen)
                .map(|a| a.name.clone());
            issues.push(issue(IssueCode::Ambiguous, field, value, name));
        }
        Ok(chosen)
    }

    /// Those that the first key leads to that the row has.
    fn account_hits<'d>(&self, draft: &'d Draft<'_>) -> (Field, &'d str, Vec<PartnerId>) {
        if let Some(domain) = draft.site.as_ref().and_then(|site| site.domain.as_deref()) {
            let mut found = self.lookup.by_domain(domain);
            let earlier = self.memory.by_domain(hash(domain));
            found.extend(
                earlier
                    .filter(|(id, identified)| {
                        !(found.contains(id) || *identified && !draft.partner_id.is_empty())
                    })
                    .map(|(id, _)| id),
            );
            return (Field::Website, draft.website, found);
        }
        for channel in &draft.channels {
            if let Some(key) = text::handle_key(&channel.handle) {
                let mut found = self.lookup.by_handle(channel.platform, &key);
                found.extend(self.memory.by_handle(handle_hash(channel.platform, &key)));
                if !found.is_empty() {
                    return (Field::Handle, channel.handle.as_str(), found);
                }
            }
        }
        match &draft.email_key {
            Some(key) if draft.channels.is_empty() && draft.partner_id.is_empty() => {
                let mut found = self.lookup.by_email(key);
                found.extend(self.memory.email(hash(key)).map(|seen| seen.partner));
                (Field::Email, draft.email, found)
            }
            _ => (Field::Name, draft.name, Vec::new()),
        }
    }

    fn see_keys(&mut self, id: PartnerId, draft: &Draft<'_>) {
        let identified = id_key(draft.partner_id);
        if let Some(key) = &identified {
            self.memory.see_id(hash(key), id);
        }
        if let Some(domain) = draft.site.as_ref().and_then(|site| site.domain.as_deref()) {
            self.memory
                .see_domain(hash(domain), id, identified.is_some());
        } else if draft.channels.is_empty()
            && let Some(key) = &draft.email_key
        {
            let seen = Seen {
                row: 0,
                partner: id,
                name: name_hash(draft.name),
            };
            self.memory.see_email(hash(key), seen);
        }
        if draft.site.is_none() && identified.is_none() {
            for channel in &draft.channels {
                if let Some(key) = text::handle_key(&channel.handle) {
                    self.memory
                        .see_handle(handle_hash(channel.platform, &key), id);
                }
            }
        }
    }
}

/// The listed partner that a row brings.
pub(super) fn newcomer(draft: &Draft<'_>) -> Partner {
    let host = draft.site.as_ref().map(|site| site.host.clone());
    let blank = Partner {
        kind: draft.kind.unwrap_or_else(|| likely_kind(draft)),
        name: host.unwrap_or_default(),
        ..Partner::default()
    };
    merged(blank, draft)
}

/// The account with the row's data; blank cells keep what stands.
pub(super) fn merged(mut partner: Partner, draft: &Draft<'_>) -> Partner {
    fn put<T>(place: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *place = value;
        }
    }
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    put(&mut partner.partner_id, text(draft.partner_id));
    put(&mut partner.kind, draft.kind);
    put(&mut partner.name, text(draft.name));
    put(&mut partner.description, text(draft.description));
    put(&mut partner.website, text(draft.website));
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
    if !draft.channels.is_empty() {
        let channels = draft
            .channels
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
fn merged_contacts(known: &[Contact], draft: &Draft<'_>) -> Vec<Contact> {
    let (own, custom): (Vec<_>, Vec<_>) = known
        .iter()
        .cloned()
        .partition(|contact| contact.origin == Origin::Account);
    let mut own = own.into_iter();
    let mut first = own.next().unwrap_or_default();
    for (place, value) in [
        (&mut first.first_name, draft.first_name),
        (&mut first.last_name, draft.last_name),
        (&mut first.title, draft.title),
        (&mut first.email, draft.email),
    ] {
        if !value.is_empty() {
            *place = value.to_owned();
        }
    }
    let others: Vec<Contact> = if draft.other_emails.is_empty() {
        own.collect()
    } else {
        let other = |email: &&str| Contact {
            email: (*email).to_owned(),
            ..Contact::default()
        };
        draft.other_emails.iter().map(other).collect()
    };
    let first = Some(first).filter(|first| *first != Contact::default());
    first.into_iter().chain(others).chain(custom).collect()
}
