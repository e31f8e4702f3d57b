//! Names that groups, workflows, email templates and views cannot have.

use prospect_core::group::{NAME_LIMIT, NameIssue};

use super::{CommandError, count};

impl From<NameIssue> for CommandError {
    fn from(issue: NameIssue) -> Self {
        match issue {
            NameIssue::Empty => Self::GroupNameEmpty,
            NameIssue::TooLong { characters } => Self::GroupNameTooLong {
                characters: count(characters),
                limit: count(NAME_LIMIT),
            },
            NameIssue::Taken { existing } => Self::GroupNameTaken { existing },
        }
    }
}

/// Why a workflow cannot have a name.
pub(super) fn workflow(issue: NameIssue) -> CommandError {
    match issue {
        NameIssue::Empty => CommandError::WorkflowNameEmpty,
        NameIssue::TooLong { characters } => CommandError::WorkflowNameTooLong {
            characters: count(characters),
            limit: count(NAME_LIMIT),
        },
        NameIssue::Taken { existing } => CommandError::WorkflowNameTaken { existing },
    }
}

/// Why an email template cannot have a name.
pub(super) fn template(issue: NameIssue) -> CommandError {
    match issue {
        NameIssue::Empty => CommandError::TemplateNameEmpty,
        NameIssue::TooLong { characters } => CommandError::TemplateNameTooLong {
            characters: count(characters),
            limit: count(NAME_LIMIT),
        },
        NameIssue::Taken { existing } => CommandError::TemplateNameTaken { existing },
    }
}

/// Why a view cannot have a name.
pub(super) fn view(issue: NameIssue) -> CommandError {
    match issue {
        NameIssue::Empty => CommandError::ViewNameEmpty,
        NameIssue::TooLong { characters } => CommandError::ViewNameTooLong {
            characters: count(characters),
            limit: count(NAME_LIMIT),
        },
        NameIssue::Taken { existing } => CommandError::ViewNameTaken { existing },
    }
}
