//! What is said of the program, and why something cannot be.

use prospect_core::program::{CODE_PLACE, EXPIRY_LIMIT, Program, ProgramIssue};

/// What is said of a program, in a line; what is not set is left out.
pub fn line(program: &Program) -> String {
    let sender = [&program.sender_name, &program.sender_email];
    let sender: Vec<&str> = sender
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let expiry = program
        .expires_after
        .map(|days| format!("proposals expire after {days} days"));
    let parts = [
        program.name.clone(),
        program.link_pattern.clone(),
        sender.join(" "),
        expiry.unwrap_or_default(),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() {
        "nothing".to_owned()
    } else {
        said.join(" · ")
    }
}

/// Why something cannot be said of a program.
pub fn issue(issue: &ProgramIssue) -> String {
    match issue {
        ProgramIssue::LinkInvalid { pattern } => {
            format!(
                "\"{pattern}\" is no web address; a link pattern is one, such as https://join.example/?code={CODE_PLACE}"
            )
        }
        ProgramIssue::CodePlaces { places: 0 } => {
            format!(
                "the link pattern has no place for the invitation's code: put {CODE_PLACE} where it goes"
            )
        }
        ProgramIssue::CodePlaces { places } => {
            format!("the link pattern has {CODE_PLACE} {places} times; it needs it once")
        }
        ProgramIssue::SenderInvalid { email } => format!("\"{email}\" is no email address"),
        ProgramIssue::TooLong { limit } => format!("a text has more than {limit} characters"),
        ProgramIssue::ExpiryInvalid { days } => {
            format!("proposals expire after 1 to {EXPIRY_LIMIT} days, not after {days}")
        }
    }
}
