//! What a template may say.

use serde::Serialize;

use super::Wording;
use super::tags::{Part, TagFault, parse};

/// The most characters of a subject, and of a text.
pub const SUBJECT_LIMIT: u32 = 300;
/// As [`SUBJECT_LIMIT`].
pub const BODY_LIMIT: u32 = 20_000;

/// Why a template cannot say what somebody wants it to. Its name is checked as those of groups are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "code")]
pub enum WordingIssue {
    /// The subject or the text is empty.
    #[error("the {part} of an email template is empty")]
    Empty {
        /// Which of them.
        part: Part,
    },
    /// The subject or the text is too long.
    #[error("the {part} has more than {limit} characters")]
    TooLong {
        /// Which of them.
        part: Part,
        /// The most characters that it may have.
        limit: u32,
    },
    /// Tags that cannot stand.
    #[error("{} merge tags cannot stand", faults.len())]
    Tags {
        /// Each of them.
        faults: Vec<TagFault>,
    },
}

impl Wording {
    /// Subject and text as they will stand: the subject in one line, the text with lines that end in LF, neither with space around
    /// it. The name stays.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn checked(&self) -> Result<Self, WordingIssue> {
        let subject = self.subject.replace(char::is_control, " ");
        let body = self.body.replace("\r\n", "\n").replace('\r', "\n");
        let checked = Self {
            name: self.name.clone(),
            subject: subject.trim().to_owned(),
            body: body.trim().to_owned(),
        };
        for (part, text, limit) in [
            (Part::Subject, &checked.subject, SUBJECT_LIMIT),
            (Part::Body, &checked.body, BODY_LIMIT),
        ] {
            if text.is_empty() {
                return Err(WordingIssue::Empty { part });
            }
            if text.chars().count() > limit as usize {
                return Err(WordingIssue::TooLong { part, limit });
            }
        }
        // Lines are counted as they were written.
        match self.faults() {
            faults if faults.is_empty() => Ok(checked),
            faults => Err(WordingIssue::Tags { faults }),
        }
    }

    /// The tags that cannot stand: those of the subject, then those of the text.
    pub fn faults(&self) -> Vec<TagFault> {
        let subject = parse(Part::Subject, &self.subject).err();
        let body = parse(Part::Body, &self.body).err();
        subject.into_iter().chain(body).flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(subject: &str, body: &str) -> Wording {
        Wording {
            name: "Invitation".to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
        }
    }

    #[test]
    fn a_subject_is_one_line_and_a_text_has_plain_lines() {
        let checked = wording(" Hi\r\n{{name}} ", "\r\nOne\r\n\r\nTwo\rThree\n\n").checked();
        assert_eq!(checked, Ok(wording("Hi  {{name}}", "One\n\nTwo\nThree")));
    }

    #[test]
    fn what_is_empty_too_long_or_has_tags_that_cannot_stand_is_refused() {
        let empty = |part| WordingIssue::Empty { part };
        let too_long = |part, limit| WordingIssue::TooLong { part, limit };
        let table = [
            (wording(" ", "x"), empty(Part::Subject)),
            (wording("x", "\n"), empty(Part::Body)),
            (
                wording(&"字".repeat(301), "x"),
                too_long(Part::Subject, SUBJECT_LIMIT),
            ),
            (
                wording("x", &"字".repeat(20_001)),
                too_long(Part::Body, BODY_LIMIT),
            ),
        ];
        for (wording, issue) in table {
            assert_eq!(wording.checked(), Err(issue));
        }
        let Err(WordingIssue::Tags { faults }) = wording("{{x", "a\r\n\r\n{{}}").checked() else {
            panic!("refused")
        };
        let places: Vec<_> = faults
            .iter()
            .map(|fault| (fault.part, fault.line))
            .collect();
        assert_eq!(places, [(Part::Subject, 1), (Part::Body, 3)]);
    }
}
