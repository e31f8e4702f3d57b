//! What is wrong with email templates, and what messages lack.

use prospect_core::outbox::{Lack, Step};
use prospect_core::template::WordingIssue;
use prospect_core::template::tags::{TagFault, TagIssue};

/// Names in quotes.
pub fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

/// Why a template cannot say something.
pub fn issue(issue: &WordingIssue) -> String {
    match issue {
        WordingIssue::Empty { part } => format!("the {part} is empty"),
        WordingIssue::TooLong { part, limit } => {
            format!("the {part} has more than {limit} characters")
        }
        WordingIssue::Tags { faults } => {
            let faults: Vec<String> = faults.iter().map(fault).collect();
            faults.join("; ")
        }
    }
}

fn fault(fault: &TagFault) -> String {
    let what = match &fault.issue {
        TagIssue::Unknown { tag, nearest: None } => format!("there is no tag {{{{{tag}}}}}"),
        TagIssue::Unknown {
            tag,
            nearest: Some(nearest),
        } => format!("there is no tag {{{{{tag}}}}}, perhaps {{{{{nearest}}}}} is meant"),
        TagIssue::Unclosed { tag } => format!("the tag {{{{{tag} is not closed by }}}}"),
        TagIssue::Empty => "nothing stands between {{ and }}".to_owned(),
    };
    format!("{what} ({}, line {})", fault.part, fault.line)
}

/// Which message.
pub fn step(step: Step) -> String {
    match step {
        Step::Invitation => "Invitation".to_owned(),
        Step::FollowUp(number) => format!("Follow-up {number}"),
    }
}

/// What a message lacks.
pub fn lacks(lacks: &[Lack]) -> String {
    let words = lacks.iter().map(|lack| match lack {
        Lack::Address => "email address".to_owned(),
        Lack::Template => "template".to_owned(),
        Lack::Value { tag } => tag.word().to_owned(),
    });
    let words: Vec<String> = words.collect();
    format!("missing: {}", words.join(", "))
}
