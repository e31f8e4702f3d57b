//! The words of messages: what a template says to one partner, and what keeps it from saying it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Connection;

use super::Workspace;
use crate::catalogue::Catalogue;
use crate::error::StoreError;
use crate::group::GroupId;
use crate::invitation::{Invitations, Mark};
use crate::mail::{self, Letter, MergeLine, Person};
use crate::outbox::{Lack, Recipient};
use crate::partner::{Contact, Origin, Partner, PartnerId};
use crate::program::Program;
use crate::store::{program, templates};
use crate::template::tags::{Part, Pieces, Tag, parse};
use crate::template::{Template, TemplateId, Wording};

/// All that the words of messages come from, but the partners.
pub(super) struct Desk {
    pub(super) program: Program,
    templates: BTreeMap<TemplateId, Template>,
    invitations: Option<Invitations>,
}

/// A template cut at its tags.
pub(super) struct Read<'t> {
    subject: Pieces<'t>,
    body: Pieces<'t>,
}

/// What tags stand for, for one partner.
#[derive(Default)]
pub(super) struct Values {
    name: String,
    first_name: String,
    last_name: String,
    website: String,
    program: String,
    group: String,
    invitation_link: String,
    sender: String,
    pub(super) recipient: Recipient,
}

/// The values of partners themselves that a template needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gate {
    name: bool,
    first_name: bool,
    website: bool,
}

impl Gate {
    /// Whether a partner who is in a group of the workflow can be sent it. Says the same as [`Read::say`], for many.
    pub(super) fn lets(self, partner: &Partner) -> bool {
        let there = |needed: bool, value: &str| !needed || !value.trim().is_empty();
        addressee(partner).is_some_and(|contact| {
            there(self.first_name, &contact.first_name)
                && there(self.website, &partner.website)
                && there(self.name, &partner.name)
        })
    }
}

/// What a template says to one partner.
pub(super) struct Said {
    pub(super) subject: Option<String>,
    pub(super) body: Option<String>,
    pub(super) lacks: Vec<Lack>,
}

impl Workspace {
    /// All that the words of messages come from, but the partners.
    pub(super) fn letters_desk(&self, connection: &Connection) -> Result<Desk, StoreError> {
        let templates = templates::all(connection)?.into_iter();
        Ok(Desk {
            program: program::get(connection)?,
            templates: templates.map(|template| (template.id, template)).collect(),
            invitations: self.invitations.clone(),
        })
    }
}

impl Desk {
    /// The words of a template; `None`: it is gone.
    pub(super) fn wording(&self, id: TemplateId) -> Option<&Wording> {
        self.templates.get(&id).map(|template| &template.wording)
    }

    /// The link of a partner's invitation, which hangs on its mark; empty where it cannot be told.
    fn invitation_link(&self, partner: PartnerId, mark: Option<Mark>) -> String {
        let code = self.invitations.as_ref().zip(mark);
        let code = code.map(|(invitations, mark)| invitations.code(partner, mark).to_string());
        let link = code.and_then(|code| self.program.link(&code));
        link.unwrap_or_default()
    }

    /// Whether a tag has a value that is the same for everybody, or is there for everybody in a group.
    fn has(&self, tag: Tag) -> bool {
        match tag {
            Tag::Program => !self.program.name.trim().is_empty(),
            Tag::Sender => !self.program.sender_name.trim().is_empty(),
            Tag::InvitationLink => {
                self.invitations.is_some() && !self.program.link_pattern.is_empty()
            }
            Tag::Group | Tag::Name | Tag::FirstName | Tag::Website => true,
        }
    }

    /// Who can be sent this template, so far as that depends on the partner; `None`: nobody can, whoever it is.
    pub(super) fn gate(&self, template: TemplateId) -> Option<Gate> {
        let read = Read::of(self.wording(template)?)?;
        let needs: Vec<Tag> = read.subject.needs().chain(read.body.needs()).collect();
        needs.iter().all(|tag| self.has(*tag)).then(|| Gate {
            first_name: needs.contains(&Tag::FirstName),
            website: needs.contains(&Tag::Website),
            name: needs.contains(&Tag::Name),
        })
    }

    /// What tags stand for, for a partner in these of its groups.
    pub(super) fn values(
        &self,
        id: PartnerId,
        partner: &Partner,
        groups: impl Fn(&GroupId) -> bool,
        catalogue: &Catalogue,
    ) -> Values {
        let contact = addressee(partner).cloned().unwrap_or_default();
        let group = catalogue.groups_of(id).into_iter().find(groups);
        let prospect = catalogue.standing(id).prospect.as_ref();
        let mark = prospect.map(Mark::from);
        let names = [contact.first_name.trim(), contact.last_name.trim()];
        Values {
            name: partner.name.clone(),
            website: partner.website.clone(),
            program: self.program.name.clone(),
            group: group
                .and_then(|group| catalogue.group(group))
                .map(|group| group.name.clone())
                .unwrap_or_default(),
            invitation_link: self.invitation_link(id, mark),
            sender: self.program.sender_name.clone(),
            recipient: Recipient {
                name: names.join(" ").trim().to_owned(),
                email: contact.email.trim().to_owned(),
            },
            first_name: contact.first_name,
            last_name: contact.last_name,
        }
    }

    /// The letter to be sent, for what was said.
    pub(super) fn letter(
        &self,
        to: &Recipient,
        subject: &str,
        body: &str,
        at: Timestamp,
    ) -> Letter {
        Letter {
            from: Person {
                name: self.program.sender_name.clone(),
                email: self.program.sender_email.clone(),
            },
            to: Person {
                name: to.name.clone(),
                email: to.email.clone(),
            },
            subject: subject.to_owned(),
            body: body.to_owned(),
            at,
        }
    }
}

impl<'t> Read<'t> {
    /// A template cut at its tags; `None` where one cannot stand, which nobody could save.
    pub(super) fn of(wording: &'t Wording) -> Option<Self> {
        Some(Self {
            subject: parse(Part::Subject, &wording.subject).ok()?,
            body: parse(Part::Body, &wording.body).ok()?,
        })
    }

    /// What it says with these values.
    pub(super) fn say(&self, values: &Values) -> Said {
        let subject = self.subject.render(|tag| values.of(tag));
        let body = self.body.render(|tag| values.of(tag));
        let mut lacks = Vec::new();
        if values.recipient.email.is_empty() {
            lacks.push(Lack::Address);
        }
        let missing = [&subject, &body].map(|text| text.as_ref().err());
        let missing = missing.into_iter().flatten().flatten();
        for lack in missing.map(|tag| Lack::Value { tag: *tag }) {
            if !lacks.contains(&lack) {
                lacks.push(lack);
            }
        }
        Said {
            subject: subject.ok(),
            body: body.ok(),
            lacks,
        }
    }
}

impl Values {
    fn of(&self, tag: Tag) -> &str {
        match tag {
            Tag::Name => &self.name,
            Tag::FirstName => &self.first_name,
            Tag::Website => &self.website,
            Tag::Program => &self.program,
            Tag::Group => &self.group,
            Tag::InvitationLink => &self.invitation_link,
            Tag::Sender => &self.sender,
        }
    }

    /// The cells of a mail merge, with what was said.
    pub(super) fn merge_line<'v>(&'v self, subject: &'v str, body: &'v str) -> MergeLine<'v> {
        MergeLine {
            email: &self.recipient.email,
            first_name: &self.first_name,
            last_name: &self.last_name,
            name: &self.name,
            website: &self.website,
            group: &self.group,
            invitation_link: &self.invitation_link,
            subject,
            body,
        }
    }
}

/// Of the contacts with an address that mail programs take, the manager's own before the account's.
fn addressee(partner: &Partner) -> Option<&Contact> {
    let all = || {
        let contacts = partner.contacts.iter();
        contacts.filter(|contact| mail::is_address(&contact.email))
    };
    all()
        .find(|contact| contact.origin == Origin::Custom)
        .or_else(|| all().next())
}
