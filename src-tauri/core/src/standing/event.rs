//! What happens to prospects, and the stage that follows from it: the one place that says so.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Proposal, Source, Standing};
use crate::days::day_of;
use crate::vocabulary::Stage;

/// Something that happened between the manager and a partner. Days that are left out are the day on which it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
// In TypeScript `Event` is what a page hears, so that this one needs another name there.
#[serde(rename = "ProspectEvent", rename_all = "camelCase", tag = "kind")]
pub enum Event {
    /// An email or a message was sent.
    Emailed {
        /// When.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        on: Option<Date>,
    },
    /// A proposal was sent.
    #[serde(rename_all = "camelCase")]
    ProposalSent {
        /// When.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        on: Option<Date>,
        /// The last day on which it holds.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        expires_on: Option<Date>,
    },
    /// The last day of the proposal passed without an answer. Nothing happens to those whose proposal still holds.
    ProposalExpired,
    /// The partner applied. One who was not followed is from now on.
    ApplicationReceived,
    /// The partner was accepted into the program.
    Accepted,
    /// The partner does not want to.
    RejectedByPartner,
    /// The manager does not want to.
    RejectedByYou,
    /// The contract of one who had joined came to its end.
    ContractEnded,
}

/// Why an event cannot have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventIssue {
    /// The day is yet to come.
    #[error("{0} is yet to come")]
    NotYet(Date),
    /// The proposal would have expired before it was sent.
    #[error("a proposal of {sent} cannot expire on {expires}")]
    ExpiresBeforeSent {
        /// When it was sent.
        sent: Date,
        /// When it is to expire.
        expires: Date,
    },
}

impl Event {
    /// The stage to which it takes a followed prospect in the stage `from`; `None` where it does not concern one who is there.
    /// The same stage: it is noted, and the prospect stays.
    pub const fn leads_to(self, from: Stage) -> Option<Stage> {
        use Stage::{
            Expired, Joined, Negotiating, New, Outreach, RejectedByPartner, RejectedByYou,
        };
        match (self, from) {
            // Whoever is written to anew after a proposal expired is on the way again.
            (Self::Emailed { .. }, New | Expired) => Some(Outreach),
            (Self::Emailed { .. }, _) | (Self::ProposalSent { .. }, Joined) => Some(from),
            (Self::ProposalSent { .. }, _) => Some(Negotiating),
            (Self::ProposalExpired, Negotiating) | (Self::ContractEnded, Joined) => Some(Expired),
            (Self::ProposalExpired | Self::ContractEnded, _) => None,
            (Self::ApplicationReceived | Self::Accepted, Joined) => None,
            (Self::ApplicationReceived, _) => Some(Negotiating),
            (Self::Accepted, _) => Some(Joined),
            (
                Self::RejectedByPartner | Self::RejectedByYou,
                Joined | RejectedByPartner | RejectedByYou,
            ) => None,
            (Self::RejectedByPartner, _) => Some(RejectedByPartner),
            (Self::RejectedByYou, _) => Some(RejectedByYou),
        }
    }

    /// Whether it can have happened, seen from the moment `now`.
    ///
    /// # Errors
    /// When a day is yet to come (in no time zone it is more than a day ahead), or a proposal expires before it is sent.
    pub fn check(self, now: Timestamp) -> Result<(), EventIssue> {
        let today = day_of(now);
        let (Self::Emailed { on } | Self::ProposalSent { on, .. }) = self else {
            return Ok(());
        };
        if let Some(on) = on
            && on > today.saturating_add(1.day())
        {
            return Err(EventIssue::NotYet(on));
        }
        match self {
            Self::ProposalSent {
                expires_on: Some(expires),
                ..
            } if expires < on.unwrap_or(today) => Err(EventIssue::ExpiresBeforeSent {
                sent: on.unwrap_or(today),
                expires,
            }),
            _ => Ok(()),
        }
    }

    fn day(self, now: Timestamp) -> Date {
        match self {
            Self::Emailed { on } | Self::ProposalSent { on, .. } => on,
            _ => None,
        }
        .unwrap_or_else(|| day_of(now))
    }
}

impl Standing {
    /// After an event. It concerns those who are followed; an application makes a prospect of anybody who has not joined.
    #[must_use]
    pub fn after(&self, event: Event, now: Timestamp) -> Self {
        let joined = |standing: &Self| {
            let prospect = standing.prospect.as_ref();
            prospect.is_some_and(|prospect| prospect.stage == Stage::Joined)
        };
        let mut after = match event {
            Event::ApplicationReceived if !joined(self) => self.marked(Source::Application, now),
            _ => self.clone(),
        };
        if !after.is_prospect() {
            return after;
        }
        let Some(prospect) = &mut after.prospect else {
            return after;
        };
        let Some(to) = event.leads_to(prospect.stage) else {
            return after;
        };
        let on = event.day(now);
        match event {
            Event::ProposalExpired => {
                let expires_on = prospect.proposal.and_then(|proposal| proposal.expires_on);
                if expires_on.is_some_and(|last| last < on) {
                    *prospect = prospect.moved(to, on);
                }
            }
            Event::Emailed { .. } => {
                if to != prospect.stage {
                    *prospect = prospect.moved(to, on);
                }
                prospect.contacted_on = prospect.contacted_on.max(Some(on));
            }
            Event::ProposalSent { expires_on, .. } => {
                *prospect = prospect.moved(to, on);
                prospect.contacted_on = prospect.contacted_on.max(Some(on));
                prospect.proposal = (to == Stage::Negotiating).then_some(Proposal {
                    sent_on: on,
                    expires_on,
                });
            }
            Event::ApplicationReceived
            | Event::Accepted
            | Event::RejectedByPartner
            | Event::RejectedByYou
            | Event::ContractEnded => *prospect = prospect.moved(to, on),
        }
        after
    }

    /// Where one who negotiates by nothing but an application stood before it, for the application was another's.
    #[must_use]
    pub fn without_application(&self) -> Self {
        let mut after = self.clone();
        if self.is_prospect()
            && let Some(prospect) = &mut after.prospect
            && prospect.stage == Stage::Negotiating
            && prospect.proposal.is_none()
        {
            let (stage, since) = match prospect.reached.outreach {
                Some(on) => (Stage::Outreach, on),
                None => (Stage::New, day_of(prospect.marked_at)),
            };
            *prospect = prospect.put_right(stage, since);
        }
        after
    }

    /// With the stage set by hand, for one who is followed.
    #[must_use]
    pub fn set_to(&self, stage: Stage, now: Timestamp) -> Self {
        let mut after = self.clone();
        if self.is_prospect()
            && let Some(prospect) = &mut after.prospect
        {
            *prospect = prospect.put_right(stage, day_of(now));
        }
        after
    }
}

#[cfg(test)]
mod tests;
