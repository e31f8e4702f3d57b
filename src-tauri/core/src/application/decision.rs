//! What becomes of an application: the one rule of linking and accepting. It is pure, and the table in its tests is that rule
//! written out.

use jiff::Timestamp;

use super::public_mail::own_domain;
use super::{Application, ApplicationState, Finding};
use crate::group::GroupId;
use crate::import::read_site;
use crate::partner::{Partner, PartnerId};
use crate::standing::{Event, Standing};
use crate::text;
use crate::vocabulary::Stage;
use crate::workflow::Workflow;

/// What an application's code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// It has none.
    Absent,
    /// It is no code of this workspace.
    Unknown,
    /// It was one, of this partner, and holds no more.
    Revoked(PartnerId),
    /// It holds.
    Valid {
        /// Whose invitation it is.
        invited: PartnerId,
        /// By what the applicant is the one who was invited; `None`: it is somebody else.
        same: Option<Same>,
        /// Whether the one who was invited signed up with it before, and was not rejected.
        used: bool,
    },
}

impl Code {
    /// Whether the code leaves open who applied, so that the application is matched as a row of an import is.
    pub const fn leaves_open(self) -> bool {
        !matches!(self, Self::Valid { .. })
    }

    const fn invited(self) -> Option<PartnerId> {
        match self {
            Self::Absent | Self::Unknown => None,
            Self::Revoked(invited) | Self::Valid { invited, .. } => Some(invited),
        }
    }
}

/// By what an applicant is the one who was invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// The email is one of its contacts'.
    Contact,
    /// The email is of its own domain.
    Domain,
    /// The website or the network's ID is its own.
    Account,
}

/// What says who applied.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is the field of its name")]
pub struct Applicant<'a> {
    pub email: &'a str,
    pub website: &'a str,
    pub partner_id: &'a str,
}

impl Same {
    /// By what `applicant` is the partner who was `invited`.
    pub fn of(applicant: Applicant<'_>, invited: &Partner) -> Option<Self> {
        let email = text::email_key(applicant.email);
        let emails = || {
            invited
                .contacts
                .iter()
                .map(|contact| contact.email.as_str())
        };
        if email.is_some() && emails().any(|other| text::email_key(other) == email) {
            return Some(Self::Contact);
        }
        let site = |website: &str| {
            let site = read_site(website.trim())?;
            site.domain().map(str::to_owned)
        };
        let theirs = site(&invited.website);
        if let Some(domain) = own_domain(applicant.email)
            && (theirs.as_ref() == Some(&domain)
                || emails().any(|other| own_domain(other).as_ref() == Some(&domain)))
        {
            return Some(Self::Domain);
        }
        let id = text::partner_id_key(applicant.partner_id.trim());
        let same_id = id.is_some() && id == text::partner_id_key(invited.partner_id.trim());
        let website = site(applicant.website);
        (same_id || website.is_some() && website == theirs).then_some(Self::Account)
    }
}

/// Why nothing happens by itself with a partner: it is out of the funnel, or through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// It has joined already.
    Joined,
    /// Not interested.
    Hidden,
    /// Taken out of the funnel.
    Archived,
    /// One of both said no.
    Rejected,
}

impl Bar {
    /// What bars one who stands so.
    pub fn of(standing: &Standing) -> Option<Self> {
        match standing.prospect.as_ref().map(|prospect| prospect.stage) {
            Some(Stage::Joined) => Some(Self::Joined),
            _ if standing.is_hidden() => Some(Self::Hidden),
            _ if standing.is_archived() => Some(Self::Archived),
            Some(Stage::RejectedByPartner | Stage::RejectedByYou) => Some(Self::Rejected),
            _ => None,
        }
    }
}

/// What counts of the partner to whom an application would be linked.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'w> {
    /// What bars it.
    pub bar: Option<Bar>,
    /// The workflow that says what happens with it.
    pub governing: Option<&'w Workflow>,
}

/// Whom an import's row would match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Who it is.
    pub partner: PartnerId,
    /// Whether it is the likeliest of several, and nobody chose it.
    pub guessed: bool,
}

/// To whom an application is linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// To a partner who is there.
    Partner(PartnerId),
    /// To a new partner, made of what the application says.
    Newcomer,
    /// To nobody.
    Nobody,
}

/// What happens with the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It joins, and the application is accepted by the workflow.
    Joins,
    /// It is noted that it applied, and the application waits.
    Waits,
    /// Nothing, and the application waits.
    Rests,
}

impl Then {
    /// Where one who stood at `before` stands after it.
    #[must_use]
    pub fn done(self, before: &Standing, now: Timestamp) -> Standing {
        match self {
            Self::Rests => before.clone(),
            Self::Waits => before.after(Event::ApplicationReceived, now),
            Self::Joins => before
                .after(Event::ApplicationReceived, now)
                .after(Event::Accepted, now),
        }
    }
}

/// What becomes of an application.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision<'w> {
    /// What was found out.
    pub finding: Finding,
    /// To whom it is linked.
    pub link: Link,
    /// Whose invitation its code is.
    pub invited: Option<PartnerId>,
    /// What bars the partner.
    pub bar: Option<Bar>,
    /// What happens with the partner.
    pub then: Then,
    /// The workflow that has a say in it.
    pub by: Option<&'w Workflow>,
}

impl Decision<'_> {
    /// The groups that the partner joins because it signed up.
    pub fn groups(&self) -> &[GroupId] {
        self.by.map_or(&[], |workflow| &workflow.rules.add_to)
    }
}

/// Decides on an application with this code. Where the code leaves open who applied, `matched` is whom an import's row would
/// match; `look` tells of the partner to whom the application is linked.
pub fn decide<'w>(
    code: Code,
    matched: Option<Match>,
    look: impl FnOnce(PartnerId) -> Seen<'w>,
) -> Decision<'w> {
    let found = matched.map_or(Link::Newcomer, |matched| Link::Partner(matched.partner));
    let (finding, link) = match code {
        Code::Absent => {
            let finding = match matched {
                None => Finding::New,
                Some(Match { guessed: true, .. }) => Finding::Guessed,
                Some(_) => Finding::Matched,
            };
            (finding, found)
        }
        Code::Unknown => (Finding::UnknownCode, found),
        Code::Revoked(_) => (Finding::RevokedCode, found),
        Code::Valid { same: None, .. } => (Finding::SharedInvitation, Link::Nobody),
        Code::Valid {
            invited,
            used: true,
            ..
        } => (Finding::UsedCode, Link::Partner(invited)),
        Code::Valid {
            invited,
            same: Some(same),
            ..
        } => {
            let finding = match same {
                Same::Contact => Finding::InvitedContact,
                Same::Domain => Finding::InvitedDomain,
                Same::Account => Finding::InvitedAccount,
            };
            (finding, Link::Partner(invited))
        }
    };
    let seen = match link {
        Link::Partner(partner) => look(partner),
        Link::Newcomer | Link::Nobody => Seen {
            bar: None,
            governing: None,
        },
    };
    let by = seen.governing;
    let by = by.filter(|_| is_sound(finding) && seen.bar.is_none());
    let then = match link {
        Link::Nobody => Then::Rests,
        _ if seen.bar.is_some() => Then::Rests,
        _ if by.is_some_and(|workflow| workflow.rules.accept) => Then::Joins,
        _ => Then::Waits,
    };
    Decision {
        finding,
        link,
        invited: code.invited(),
        bar: seen.bar,
        then,
        by,
    }
}

/// Whether an application that waits would be accepted by the workflow that has a say in its partner. One with a code or a match in doubt
/// never is; one that was linked by hand is as good as any other.
pub fn accepts_waiting(application: &Application, seen: Seen<'_>) -> bool {
    application.state == ApplicationState::New
        && application.partner.is_some()
        && is_sound(application.finding)
        && seen.bar.is_none()
        && seen.governing.is_some_and(|workflow| workflow.rules.accept)
}

/// Whether what was found out leaves no doubt: nothing happens by itself where the code does, or the match.
pub(crate) const fn is_sound(finding: Finding) -> bool {
    match finding {
        Finding::InvitedContact
        | Finding::InvitedDomain
        | Finding::InvitedAccount
        | Finding::Matched
        | Finding::New
        | Finding::LinkedByHand => true,
        Finding::SharedInvitation
        | Finding::Guessed
        | Finding::RevokedCode
        | Finding::UnknownCode
        | Finding::UsedCode => false,
    }
}

#[cfg(test)]
mod tests;
