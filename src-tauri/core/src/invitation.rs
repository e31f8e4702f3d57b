//! Invitations: a code for each prospect, and whose a code is.
//!
//! An invitation is computed, not kept. Its code is the partner's number with a keyed hash of that number, of when the partner was
//! marked (a number may be given to somebody else one day), and of how many of its invitations were revoked; the key is a secret of
//! the workspace. So the link that is previewed is the link that
//! is sent, nothing has to be written to make one, and whose a code is follows from the code.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::application::{ApplicationId, Finding};
use crate::partner::PartnerId;
use crate::standing::Prospect;

/// Figures and letters that nobody takes for others: Crockford's base 32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes of the hash that stand in a code: 128 bits, which nobody guesses.
const HASH: usize = 16;
/// Bytes of a code: the number, then the hash.
const BYTES: usize = 4 + HASH;
/// Letters of a code, five bits in each.
const LENGTH: usize = BYTES * 8 / 5;
/// Letters between two hyphens.
const PART: usize = 4;

/// The invitations of a workspace.
#[derive(Clone)]
pub struct Invitations {
    secret: [u8; 32],
}

/// The mark that an invitation hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When the partner was marked; whole milliseconds of it count.
    pub at: Timestamp,
    /// How many of its invitations were revoked before.
    pub revoked: u16,
}

impl From<&Prospect> for Mark {
    fn from(prospect: &Prospect) -> Self {
        Self {
            at: prospect.marked_at,
            revoked: prospect.revoked,
        }
    }
}

/// The code of an invitation. It is shown in parts of four: `0000-0FQ2-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code([u8; BYTES]);

/// An invitation that a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    /// Who is invited.
    pub partner: PartnerId,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// What there is to know of a partner's invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct InvitationFacts {
    /// Its code.
    pub code: String,
    /// The link with the code; `None` while the program has no link pattern.
    pub link: Option<String>,
    /// How many invitations of the partner were revoked before.
    pub revoked: u16,
    /// The applications that came with a code of the partner's, the latest first.
    pub used: Vec<Use>,
}

/// An application that came with an invitation's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Use {
    /// Which.
    pub application: ApplicationId,
    /// Who applied; may be empty.
    pub name: String,
    /// From which address.
    pub email: String,
    /// When.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub on: Date,
    /// What was found out about it.
    pub finding: Finding,
}

impl Invitations {
    /// The invitations of the workspace with this secret.
    pub const fn of(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// The code of a partner's invitation.
    pub fn code(&self, partner: PartnerId, of: Mark) -> Code {
        let mut said = [0; 14];
        said[..4].copy_from_slice(&partner.0.to_be_bytes());
        said[4..12].copy_from_slice(&of.at.as_millisecond().to_be_bytes());
        said[12..].copy_from_slice(&of.revoked.to_be_bytes());
        let hash = blake3::keyed_hash(&self.secret, &said);
        let mut code = [0; BYTES];
        code[..4].copy_from_slice(&said[..4]);
        code[4..].copy_from_slice(&hash.as_bytes()[..HASH]);
        Code(code)
    }

    /// The invitation that a code names; `None` where it is none of this workspace. `mark` tells of the mark of a partner, `None` of
    /// somebody who is no prospect and never was.
    pub fn find(
        &self,
        code: Code,
        mark: impl FnOnce(PartnerId) -> Option<Mark>,
    ) -> Option<Invitation> {
        let partner = code.partner();
        let Mark { at, revoked } = mark(partner)?;
        let mut marks = (0..=revoked).rev().map(|revoked| Mark { at, revoked });
        let of = marks.find(|mark| self.code(partner, *mark) == code)?;
        Some(Invitation {
            partner,
            revoked: of.revoked < revoked,
        })
    }
}

impl Code {
    /// The code in a text, whatever its case, spaces and hyphens; letters that are taken for figures are those figures. `None`
    /// where the text is no code.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0_u8; BYTES];
        let mut letters = 0;
        for letter in text.chars() {
            if letter.is_whitespace() || is_hyphen(letter) {
                continue;
            }
            let value = value_of(letter)?;
            if letters == LENGTH {
                return None;
            }
            for bit in 0..5 {
                if value & (0x10 >> bit) != 0 {
                    let place = letters * 5 + bit;
                    bytes[place / 8] |= 0x80 >> (place % 8);
                }
            }
            letters += 1;
        }
        (letters == LENGTH).then_some(Self(bytes))
    }

    /// The codes in a text such as a link, in the order in which they stand: pieces between characters that no code has.
    pub fn all_in(text: &str) -> Vec<Self> {
        let text = unescaped(text);
        let of_code = |letter: char| {
            letter.is_whitespace() || is_hyphen(letter) || value_of(letter).is_some()
        };
        let pieces = text.split(|letter| !of_code(letter));
        pieces.filter_map(Self::read).collect()
    }

    const fn partner(self) -> PartnerId {
        let [a, b, c, d, ..] = self.0;
        PartnerId(u32::from_be_bytes([a, b, c, d]))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in 0..LENGTH {
            if place > 0 && place % PART == 0 {
                out.write_str("-")?;
            }
            let value = (0..5).fold(0, |value, bit| {
                let at = place * 5 + bit;
                value << 1 | usize::from(self.0[at / 8] >> (7 - at % 8) & 1)
            });
            write!(out, "{}", char::from(LETTERS[value]))?;
        }
        Ok(())
    }
}

/// A text in which what a link escapes, such as `%20`, stands as it was meant.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let figures = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let escaped = figures.and_then(|two| u8::from_str_radix(two, 16).ok());
        match escaped {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &rest[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_')
}

/// The five bits of a letter.
fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let place = LETTERS
        .iter()
        .position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: [u8; 32] = [7; 32];

    fn mark(revoked: u16) -> Mark {
        Mark {
            at: Timestamp::UNIX_EPOCH,
            revoked,
        }
    }

    fn invitations() -> Invitations {
        Invitations::of(SECRET)
    }

    #[test]
    fn a_code_stands_in_eight_parts_of_four_letters_that_nobody_confuses() {
        let text = invitations().code(PartnerId(4_711), mark(0)).to_string();
        let parts: Vec<&str> = text.split('-').collect();
        assert_eq!(parts.len(), 8);
        for part in parts {
            assert!(
                part.len() == 4 && part.bytes().all(|letter| LETTERS.contains(&letter)),
                "{text}"
            );
        }
        assert!(!text.contains(['I', 'L', 'O', 'U']));
    }

    #[test]
    fn a_code_is_read_in_any_case_with_spaces_and_with_letters_for_figures() {
        let code = invitations().code(PartnerId(99), mark(0));
        let text = code.to_string();
        for written in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', "  "),
            format!("\u{3000}{}\n", text.replace('-', "\u{2013}")),
            text.replace('0', "o").replace('1', "l"),
            text.replace('0', "O").replace('1', "I"),
        ] {
            assert_eq!(Code::read(&written), Some(code), "{written}");
        }
        for wrong in [
            "",
            "  ",
            &text[1..],
            &format!("{text}0"),
            "U".repeat(32).as_str(),
            "7Q2K",
            "验证码",
        ] {
            assert_eq!(Code::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_is_found_wherever_it_stands_in_a_link() {
        let code = invitations().code(PartnerId(99), mark(0));
        let text = code.to_string();
        for link in [
            text.clone(),
            format!("https://j.example/{text}"),
            format!("https://j.example/{text}/"),
            format!("https://j.example/{text}/start"),
            format!("https://j.example/?code={text}&from=mail"),
            format!("https://j.example/join?from=mail&code={text}#top"),
            format!("https://j.example/#{text}"),
            format!("<https://j.example/{text}>."),
            format!("https://j.example/{}", text.replace('-', "%20")),
            format!("https://j.example/{}?x=100%", text.replace('-', "%2d")),
        ] {
            assert_eq!(Code::all_in(&link), [code], "{link}");
        }
        let other = "0123456789abcdef0123456789abcdef";
        let link = format!("https://j.example/{other}/{text}");
        assert_eq!(Code::all_in(&link), [Code::read(other).unwrap(), code]);
        assert_eq!(Code::all_in("https://j.example/join"), []);
    }

    #[test]
    fn a_code_names_its_partner_and_whether_it_was_revoked() {
        let invitations = invitations();
        let first = invitations.code(PartnerId(5), mark(0));
        let second = invitations.code(PartnerId(5), mark(1));
        let find = |code, revoked: Option<u16>| invitations.find(code, |_| revoked.map(mark));
        let named = |revoked| {
            Some(Invitation {
                partner: PartnerId(5),
                revoked,
            })
        };
        assert_eq!(find(first, Some(0)), named(false));
        assert_eq!(find(first, Some(1)), named(true));
        assert_eq!(find(second, Some(1)), named(false));
        assert_eq!(find(second, Some(0)), None, "none of the future");
        assert_eq!(find(first, None), None, "of nobody who was a prospect");
        assert_eq!(
            Invitations::of([8; 32]).find(first, |_| Some(mark(0))),
            None,
            "of another workspace"
        );
    }

    #[test]
    fn a_number_that_is_given_again_has_another_code() {
        let first = invitations().code(PartnerId(5), mark(0));
        let later = Mark {
            at: Timestamp::from_millisecond(1).unwrap(),
            revoked: 0,
        };
        assert_eq!(invitations().find(first, |_| Some(later)), None);
    }

    proptest! {
        #[test]
        fn every_code_is_read_back(partner: u32, revoked: u16, secret: [u8; 32]) {
            let code = Invitations::of(secret).code(PartnerId(partner), mark(revoked));
            prop_assert_eq!(Code::read(&code.to_string()), Some(code));
            prop_assert_eq!(code.partner(), PartnerId(partner));
        }

        #[test]
        fn a_code_with_any_other_letter_is_nobodys(place in 0..LENGTH, letter in 0..LETTERS.len()) {
            let invitations = Invitations::of(SECRET);
            let code = invitations.code(PartnerId(12), mark(0));
            let mut text: Vec<u8> = code.to_string().replace('-', "").into_bytes();
            prop_assume!(text[place] != LETTERS[letter]);
            text[place] = LETTERS[letter];
            let other = Code::read(std::str::from_utf8(&text).unwrap()).unwrap();
            prop_assert_eq!(invitations.find(other, |_| Some(mark(0))), None);
        }
    }
}
