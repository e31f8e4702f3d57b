//! Why a change was not made.

use prospect_core::error::TransactError;
use prospect_core::group::{NAME_LIMIT, NameIssue};
use prospect_core::standing::EventIssue;
use prospect_core::workflow::LATEST_FOLLOW_UP;
use prospect_core::workspace::REASON_LIMIT;

use super::{programs, store_error, templates, values, views};

/// Why a change was not made, and what to do.
pub(super) fn transact_error(error: &TransactError) -> String {
    match error {
        TransactError::GroupName(NameIssue::Empty) => "a group needs a name".to_owned(),
        TransactError::GroupName(NameIssue::TooLong { characters }) => {
            format!("the name has {characters} characters; a group's name has at most {NAME_LIMIT}")
        }
        TransactError::GroupName(NameIssue::Taken { existing }) => {
            format!("there is a group \"{existing}\" already")
        }
        TransactError::WorkflowName(NameIssue::Empty) => "a workflow needs a name".to_owned(),
        TransactError::WorkflowName(NameIssue::TooLong { characters }) => format!(
            "the name has {characters} characters; a workflow's name has at most {NAME_LIMIT}"
        ),
        TransactError::WorkflowName(NameIssue::Taken { existing }) => {
            format!("there is a workflow \"{existing}\" already")
        }
        TransactError::TemplateName(NameIssue::Empty) => {
            "an email template needs a name".to_owned()
        }
        TransactError::TemplateName(NameIssue::TooLong { characters }) => format!(
            "the name has {characters} characters; a template's name has at most {NAME_LIMIT}"
        ),
        TransactError::TemplateName(NameIssue::Taken { existing }) => {
            format!("there is an email template \"{existing}\" already")
        }
        TransactError::Wording(issue) => {
            format!("{}; nothing was changed", templates::issue(issue))
        }
        TransactError::TemplateInUse { workflows } => format!(
            "the template is used by {}; nothing was changed",
            templates::quoted(workflows)
        ),
        TransactError::NoSuchTemplate(id) => {
            format!("there is no email template {id}; nothing was changed")
        }
        TransactError::OutboxChanged => "the outbox has changed; nothing was changed".to_owned(),
        TransactError::NoSuchApplication(id) => {
            format!("there is no application {id}; nothing was changed")
        }
        TransactError::ApplicationDecided(id) => {
            format!("application {id} was decided on and waits no more; nothing was changed")
        }
        TransactError::ApplicationNotLinked(id) => format!(
            "application {id} is linked to nobody: applications link {id} --to ID; nothing was changed"
        ),
        TransactError::ApplicationUnmatched(id) => format!(
            "application {id} fits several partners: applications link {id} --to ID; nothing was changed"
        ),
        TransactError::Program(issue) => {
            format!("{}; nothing was changed", programs::issue(issue))
        }
        TransactError::FollowUpDays(place) => format!(
            "follow-up {place} has to come later than the one before it, and within {LATEST_FOLLOW_UP} days; nothing was changed"
        ),
        TransactError::FollowUpsTooMany(limit) => {
            format!("a workflow has at most {limit} follow-ups; nothing was changed")
        }
        TransactError::ViewName(issue) => views::bad_name(issue),
        TransactError::NoSuchView(id) => format!("there is no view {id}; nothing was changed"),
        TransactError::NoSuchWorkflow(id) => {
            format!("there is no workflow {id}; nothing was changed")
        }
        TransactError::NoSuchGroup(id) => format!("there is no group {id}; nothing was changed"),
        TransactError::NoSuchPartner(id) => {
            format!("there is no partner {id}; nothing was changed")
        }
        TransactError::NoSuchImport(id) => format!("there is no import {id}; nothing was changed"),
        TransactError::ReasonMissing => {
            "what is done by hand needs a reason: --reason; nothing was changed".to_owned()
        }
        TransactError::ReasonTooLong { characters } => format!(
            "the reason has {characters} characters; it may have at most {REASON_LIMIT}; nothing was changed"
        ),
        TransactError::Value(bad) => format!("{}; nothing was changed", values::bad_value(bad)),
        TransactError::NotesChanged => {
            "the notes changed meanwhile; nothing was changed".to_owned()
        }
        TransactError::PartnerIdTaken { name } => {
            format!("{name} has this partner ID already; nothing was changed")
        }
        TransactError::NoSuchContact => {
            "there is no such contact to edit; nothing was changed".to_owned()
        }
        TransactError::Event(EventIssue::NotYet(day)) => {
            format!("{day} is yet to come; nothing was changed")
        }
        TransactError::Event(EventIssue::ExpiresBeforeSent { sent, expires }) => {
            format!("a proposal sent on {sent} cannot expire on {expires}; nothing was changed")
        }
        TransactError::NotToCome { day } => {
            format!(
                "nobody can come back on {day}, which is not in the future; nothing was changed"
            )
        }
        TransactError::NothingToUndo => "there is nothing to undo".to_owned(),
        TransactError::NothingToRedo => "there is nothing to redo".to_owned(),
        TransactError::NoSuchChange(id) => {
            format!("there is no change {id}; prospects history lists them")
        }
        TransactError::NotNext => "another change is the next one".to_owned(),
        TransactError::Store(error) => store_error(error),
    }
}
