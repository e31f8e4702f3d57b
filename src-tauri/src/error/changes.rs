//! Why changes were not made.

use prospect_core::error::TransactError;
use prospect_core::standing::EventIssue;
use prospect_core::workflow::LATEST_FOLLOW_UP;
use prospect_core::workspace::REASON_LIMIT;

use super::{CommandError, count, names};

impl From<TransactError> for CommandError {
    fn from(error: TransactError) -> Self {
        match error {
            TransactError::GroupName(issue) => issue.into(),
            TransactError::NoSuchGroup(_) => Self::NoSuchGroup,
            TransactError::WorkflowName(issue) => names::workflow(issue),
            TransactError::NoSuchWorkflow(_) => Self::NoSuchWorkflow,
            TransactError::FollowUpDays(place) => Self::FollowUpDays {
                place,
                limit: u32::from(LATEST_FOLLOW_UP),
            },
            TransactError::FollowUpsTooMany(limit) => Self::FollowUpsTooMany { limit },
            TransactError::TemplateName(issue) => names::template(issue),
            TransactError::NoSuchTemplate(_) => Self::NoSuchTemplate,
            TransactError::Wording(issue) => Self::TemplateInvalid { issue },
            TransactError::TemplateInUse { workflows } => Self::TemplateInUse { workflows },
            TransactError::Program(issue) => Self::ProgramInvalid { issue },
            TransactError::OutboxChanged => Self::OutboxChanged,
            TransactError::NoSuchApplication(_) => Self::NoSuchApplication,
            TransactError::ApplicationDecided(_) => Self::ApplicationDecided,
            TransactError::ApplicationNotLinked(_) => Self::ApplicationNotLinked,
            TransactError::ApplicationUnmatched(_) => Self::ApplicationUnmatched,
            TransactError::ViewName(issue) => names::view(issue),
            TransactError::NoSuchView(_) => Self::NoSuchView,
            TransactError::NoSuchPartner(_) => Self::NoSuchPartner,
            TransactError::NoSuchImport(_) => Self::NoSuchImport,
            TransactError::ReasonMissing => Self::ReasonMissing,
            TransactError::ReasonTooLong { characters } => Self::ReasonTooLong {
                characters: count(characters),
                limit: count(REASON_LIMIT),
            },
            TransactError::Value(bad) => bad.into(),
            TransactError::NotesChanged => Self::NotesChanged,
            TransactError::PartnerIdTaken { name } => Self::PartnerIdTaken { name },
            TransactError::NoSuchContact => Self::NoSuchContact,
            TransactError::Event(issue) => issue.into(),
            TransactError::NotToCome { day } => Self::NotToCome {
                day: day.to_string(),
            },
            TransactError::NothingToUndo => Self::NothingToUndo,
            TransactError::NothingToRedo => Self::NothingToRedo,
            TransactError::NoSuchChange(_) => Self::NoSuchChange,
            TransactError::NotNext => Self::NotNext,
            TransactError::Store(error) => error.into(),
        }
    }
}

impl From<EventIssue> for CommandError {
    fn from(issue: EventIssue) -> Self {
        match issue {
            EventIssue::NotYet(day) => Self::NotYet {
                day: day.to_string(),
            },
            EventIssue::ExpiresBeforeSent { sent, expires } => Self::ExpiresBeforeSent {
                sent: sent.to_string(),
                expires: expires.to_string(),
            },
        }
    }
}
