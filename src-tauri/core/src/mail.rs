//! Letters as mail programs take them: files by RFC 5322, `mailto:` addresses, and records to be merged. Nothing is sent from here.

mod eml;
mod mailto;
mod merge;

use jiff::Timestamp;

pub use eml::{LetterIssue, eml, file_name, is_address};
pub use mailto::{MAILTO_LIMIT, mailto};
pub use merge::{MERGE_HEADER, MergeLine};

/// Who writes, or is written to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// As people say it; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
}

/// A letter that is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who writes.
    pub from: Person,
    /// Who is written to.
    pub to: Person,
    /// The subject: one line.
    pub subject: String,
    /// The text, in lines of any length.
    pub body: String,
    /// The moment that it bears.
    pub at: Timestamp,
}

/// Text in one line: characters that control, and those that part lines, are spaces.
fn one_line(text: &str) -> String {
    let unseen = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(unseen, " ").trim().to_owned()
}

/// The lines of a text, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let whole = text.split("\r\n");
    whole.flat_map(|part| part.split(['\n', '\r']))
}
