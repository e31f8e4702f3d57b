//! What a workspace says of the program for which it recruits.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::import::is_email;

/// Stands in a link pattern where the invitation's code goes.
pub const CODE_PLACE: &str = "{code}";

/// The most characters of a name, and of an address or a pattern.
pub const NAME_LIMIT: usize = 200;
/// As [`NAME_LIMIT`].
pub const LINK_LIMIT: usize = 1_000;
/// The most days after which a proposal expires, unless its day is given.
pub const EXPIRY_LIMIT: u16 = 3_650;

/// What a workspace says of its program. Texts that are empty are not set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Program {
    /// What the program is called in emails.
    pub name: String,
    /// Where invitations lead: a web address with [`CODE_PLACE`] in it, once.
    pub link_pattern: String,
    /// Who writes.
    pub sender_name: String,
    /// From which address.
    pub sender_email: String,
    /// After how many days proposals expire, where nobody says otherwise.
    pub expires_after: Option<u16>,
}

/// Why a program cannot be as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "code")]
pub enum ProgramIssue {
    /// The link pattern is no web address, or its code would be in the name of the host.
    #[error("`{pattern}` is no web address")]
    LinkInvalid {
        /// The pattern.
        pattern: String,
    },
    /// The link pattern has no place for the code, or more than one.
    #[error("the link pattern needs {CODE_PLACE} once, and has it {places} times")]
    CodePlaces {
        /// How many it has.
        places: u32,
    },
    /// The sender's address is none.
    #[error("`{email}` is no email address")]
    SenderInvalid {
        /// The address.
        email: String,
    },
    /// A text is too long.
    #[error("longer than {limit} characters")]
    TooLong {
        /// The most characters that it may have.
        limit: u32,
    },
    /// Proposals would expire on the day on which they are sent, or never in a lifetime.
    #[error("proposals expire after 1 to {EXPIRY_LIMIT} days, not after {days}")]
    ExpiryInvalid {
        /// The days.
        days: u16,
    },
}

impl Program {
    /// As it will stand: trimmed, and sound.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn checked(&self) -> Result<Self, ProgramIssue> {
        let program = Self {
            name: self.name.trim().to_owned(),
            link_pattern: self.link_pattern.trim().to_owned(),
            sender_name: self.sender_name.trim().to_owned(),
            sender_email: self.sender_email.trim().to_owned(),
            expires_after: self.expires_after,
        };
        for (text, limit) in [
            (&program.name, NAME_LIMIT),
            (&program.sender_name, NAME_LIMIT),
            (&program.sender_email, NAME_LIMIT),
            (&program.link_pattern, LINK_LIMIT),
        ] {
            if text.chars().count() > limit {
                return Err(ProgramIssue::TooLong {
                    limit: u32::try_from(limit).unwrap_or(u32::MAX),
                });
            }
        }
        check_pattern(&program.link_pattern)?;
        if !program.sender_email.is_empty() && !is_email(&program.sender_email) {
            return Err(ProgramIssue::SenderInvalid {
                email: program.sender_email,
            });
        }
        match program.expires_after {
            Some(days) if days == 0 || days > EXPIRY_LIMIT => {
                Err(ProgramIssue::ExpiryInvalid { days })
            }
            _ => Ok(program),
        }
    }

    /// The link of an invitation; `None` while there is no pattern.
    pub fn link(&self, code: &str) -> Option<String> {
        (!self.link_pattern.is_empty()).then(|| self.link_pattern.replace(CODE_PLACE, code))
    }
}

fn check_pattern(pattern: &str) -> Result<(), ProgramIssue> {
    if pattern.is_empty() {
        return Ok(());
    }
    let places = pattern.matches(CODE_PLACE).count();
    if places != 1 {
        return Err(ProgramIssue::CodePlaces {
            places: u32::try_from(places).unwrap_or(u32::MAX),
        });
    }
    let invalid = || ProgramIssue::LinkInvalid {
        pattern: pattern.to_owned(),
    };
    // A code is made of letters and figures, so that it stands anywhere in an address but in its host.
    let url = Url::parse(&pattern.replace(CODE_PLACE, "0")).map_err(|_| invalid())?;
    let host = pattern
        .split(['/', '?', '#'])
        .filter(|part| !part.is_empty())
        .nth(1);
    let in_host = host.is_some_and(|host| host.contains(CODE_PLACE));
    let of_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if of_web && !in_host && !pattern.contains(char::is_whitespace) {
        Ok(())
    } else {
        Err(invalid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pattern: &str) -> Program {
        Program {
            link_pattern: pattern.to_owned(),
            ..Program::default()
        }
    }

    #[test]
    fn a_link_pattern_is_a_web_address_with_the_code_in_it_once() {
        let invalid = |pattern: &str| {
            Err(ProgramIssue::LinkInvalid {
                pattern: pattern.to_owned(),
            })
        };
        let table = [
            ("", Ok(())),
            ("https://join.example/?code={code}", Ok(())),
            ("  https://join.example/{code}/start ", Ok(())),
            ("http://join.example/#{code}", Ok(())),
            (
                "https://join.example/",
                Err(ProgramIssue::CodePlaces { places: 0 }),
            ),
            (
                "https://join.example/{Code}",
                Err(ProgramIssue::CodePlaces { places: 0 }),
            ),
            (
                "https://join.example/{code}?again={code}",
                Err(ProgramIssue::CodePlaces { places: 2 }),
            ),
            ("join.example/{code}", invalid("join.example/{code}")),
            (
                "ftp://join.example/{code}",
                invalid("ftp://join.example/{code}"),
            ),
            (
                "https://{code}.example/",
                invalid("https://{code}.example/"),
            ),
            ("https:///{code}", invalid("https:///{code}")),
            (
                "https://join.example/a {code}",
                invalid("https://join.example/a {code}"),
            ),
        ];
        for (pattern, expected) in table {
            assert_eq!(with(pattern).checked().map(|_| ()), expected, "{pattern}");
        }
    }

    #[test]
    fn a_link_is_the_pattern_with_the_code_in_its_place() {
        let program = with("https://join.example/?code={code}&from=mail");
        let link = "https://join.example/?code=7Q2K&from=mail";
        assert_eq!(program.link("7Q2K").as_deref(), Some(link));
        assert_eq!(with("").link("7Q2K"), None);
    }

    #[test]
    fn senders_and_days_are_checked() {
        let sender = |email: &str| Program {
            sender_email: email.to_owned(),
            ..Program::default()
        };
        assert_eq!(
            sender(" mara@fjellvik.example ")
                .checked()
                .unwrap()
                .sender_email,
            "mara@fjellvik.example"
        );
        assert_eq!(
            sender("mara").checked(),
            Err(ProgramIssue::SenderInvalid {
                email: "mara".into()
            })
        );
        for (days, sound) in [(0, false), (1, true), (3_650, true), (3_651, false)] {
            let program = Program {
                expires_after: Some(days),
                ..Program::default()
            };
            assert_eq!(program.checked().is_ok(), sound, "{days}");
        }
    }
}
