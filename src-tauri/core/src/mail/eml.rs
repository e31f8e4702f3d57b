//! A letter as a file by RFC 5322 that mail programs open: a draft where they know what that is.

use std::time::SystemTime;

use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};

use super::{Letter, Person, lines, one_line};

#[cfg(test)]
mod tests;

/// Why a letter cannot be a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterIssue {
    /// There is no address of the sender, or none that mail programs take.
    #[error("the sender's address {address:?} is none")]
    Sender {
        /// What stands there.
        address: String,
    },
    /// The address of whom is written to is none that mail programs take.
    #[error("the recipient's address {address:?} is none")]
    Recipient {
        /// What stands there.
        address: String,
    },
}

/// The bytes of the file.
///
/// # Errors
/// When an address is none.
pub fn eml(letter: &Letter) -> Result<Vec<u8>, LetterIssue> {
    let from = mailbox(&letter.from).ok_or_else(|| LetterIssue::Sender {
        address: letter.from.email.clone(),
    })?;
    let to = mailbox(&letter.to).ok_or_else(|| LetterIssue::Recipient {
        address: letter.to.email.clone(),
    })?;
    let body: Vec<&str> = lines(&letter.body).collect();
    let id = message_id(letter, from.email.domain());
    let message = Message::builder()
        .date(SystemTime::from(letter.at))
        .from(from)
        .to(to)
        .subject(header_text(&letter.subject, SUBJECT))
        .message_id(Some(id))
        .raw_header(unsent())
        // Its last line is ended there.
        .singlepart(SinglePart::plain(
            body.join("\r\n").trim_end_matches("\r\n").to_owned(),
        ))
        // It has all that a message must have: who writes and who is written to.
        .map_err(|_| LetterIssue::Sender {
            address: letter.from.email.clone(),
        })?;
    Ok(message.formatted())
}

/// Whether mail programs take this as an address.
pub fn is_address(email: &str) -> bool {
    mailbox(&Person {
        name: String::new(),
        email: email.to_owned(),
    })
    .is_some()
}

/// The most characters of a subject, and of a name: a line of a header has at most 998, and in a name each may need another.
const SUBJECT: usize = 900;
const NAME: usize = 400;

/// Text as a header takes it: in one line, with single spaces, since those between encoded words are not kept.
fn header_text(text: &str, most: usize) -> String {
    let line = one_line(text);
    let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(most).collect()
}

/// Mail programs that know of it open the file to be sent rather than as one that came.
fn unsent() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("X-Unsent");
    HeaderValue::new(name, "1".to_owned())
}

/// Someone with the address in the form that goes over the wire; `None` where it is no address.
fn mailbox(person: &Person) -> Option<Mailbox> {
    let written = person.email.trim();
    if written.contains(char::is_control) {
        return None;
    }
    let (local, domain) = written.rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    let address = Address::new(local, domain).ok()?;
    let name = header_text(&person.name, NAME);
    Some(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// The same letter has the same number, and no two have one.
fn message_id(letter: &Letter, domain: &str) -> String {
    let mut hash = blake3::Hasher::new();
    let at = letter.at.as_nanosecond().to_string();
    for text in [
        &letter.from.email,
        &letter.to.email,
        &letter.subject,
        &letter.body,
        &at,
    ] {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let hex = hash.finalize().to_hex();
    format!("<{}@{domain}>", &hex[..32])
}

/// The most characters of a file's name that come from the one written to, and the most bytes: many file systems count those, up to 255
/// with all that follows.
const NAMED: usize = 60;
const NAMED_BYTES: usize = 180;

/// A name for the letter's file that every file system takes, without its ending: whom it goes to.
pub fn file_name(name: &str) -> String {
    let safe = |c: char| {
        let unsafe_there = c.is_control() || r#"<>:"/\|?*"#.contains(c) || is_unseen(c);
        if unsafe_there { ' ' } else { c }
    };
    let text: String = name.chars().map(safe).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut short: String = words.join(" ").chars().take(NAMED).collect();
    short.truncate(short.floor_char_boundary(NAMED_BYTES));
    let short = short.trim_matches(['.', ' ']);
    if short.is_empty() || is_device(short) {
        format!("message {short}").trim_end().to_owned()
    } else {
        short.to_owned()
    }
}

/// Characters that only turn or join others: in a file's name they hide what it is.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Names that Windows keeps for devices, with or without an ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_uppercase();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
    let numbered = |prefix| {
        let number = stem.strip_prefix(prefix);
        number.is_some_and(|number| number.chars().count() == 1 && number.chars().all(is_number))
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}
