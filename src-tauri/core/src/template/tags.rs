//! Merge tags: `{{name}}` in a subject or body stands for a value of the one who is written to, `{{first_name|there}}` for that
//! value or, where there is none, for what follows the bar.

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What a tag stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Tag {
    /// The partner's name.
    Name,
    /// The first name of whom is written to.
    FirstName,
    /// The partner's website.
    Website,
    /// The program's name.
    Program,
    /// The group by which the workflow has its say.
    Group,
    /// The link of the partner's invitation.
    InvitationLink,
    /// The sender's name.
    Sender,
}

impl Tag {
    /// Every tag, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::FirstName,
        Self::Website,
        Self::Program,
        Self::Group,
        Self::InvitationLink,
        Self::Sender,
    ];

    /// What stands between the braces.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::Website => "website",
            Self::Program => "program",
            Self::Group => "group",
            Self::InvitationLink => "invitation_link",
            Self::Sender => "sender",
        }
    }

    /// The tag of a word, without regard to case and space around it.
    fn of(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL
            .into_iter()
            .find(|tag| tag.word().eq_ignore_ascii_case(word))
    }
}

/// The two texts of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the text of its name")]
pub enum Part {
    Subject,
    Body,
}

impl std::fmt::Display for Part {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Subject => "subject",
            Self::Body => "text",
        })
    }
}

/// What is wrong with a tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum TagIssue {
    /// There is none of that name.
    Unknown {
        /// What stands between the braces.
        tag: String,
        /// The tag that is most like it, where one is like it.
        nearest: Option<String>,
    },
    /// Two braces open, and none close them before the line ends or the next tag begins.
    Unclosed {
        /// What follows the braces, at most its first characters.
        tag: String,
    },
    /// Nothing stands between the braces.
    Empty,
}

/// A tag that cannot stand, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TagFault {
    /// In which text.
    pub part: Part,
    /// In which of its lines, from 1.
    pub line: u32,
    /// What is wrong.
    pub issue: TagIssue,
}

/// A text cut at its tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pieces<'t>(Vec<Piece<'t>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    Tag(Tag, Option<&'t str>),
}

const OPEN: &str = "{{";
const CLOSE: &str = "}}";
/// So much of what follows an unclosed tag is told.
const TOLD: usize = 30;

/// Cuts a text at its tags.
///
/// # Errors
/// Every tag that cannot stand, in the order of the text.
pub fn parse(part: Part, text: &str) -> Result<Pieces<'_>, Vec<TagFault>> {
    let (mut pieces, mut faults) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(start) = rest.find(OPEN) {
        // Of three braces the inner two are the tag's.
        let more = rest[start + OPEN.len()..]
            .bytes()
            .take_while(|b| *b == b'{');
        let inner = start + OPEN.len() + more.count();
        push_text(&mut pieces, &rest[..inner - OPEN.len()]);
        let after = &rest[inner..];
        let (read, length) = read_tag(after);
        match read {
            Ok((tag, fallback)) => pieces.push(Piece::Tag(tag, fallback)),
            Err(issue) => {
                let before = &text[..text.len() - after.len()];
                let line = 1 + before.matches('\n').count();
                let line = u32::try_from(line).unwrap_or(u32::MAX);
                faults.push(TagFault { part, line, issue });
            }
        }
        rest = &after[length..];
    }
    push_text(&mut pieces, rest);
    if faults.is_empty() {
        Ok(Pieces(pieces))
    } else {
        Err(faults)
    }
}

fn push_text<'t>(pieces: &mut Vec<Piece<'t>>, text: &'t str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

/// The tag whose braces were opened before `after`, and how far it goes.
fn read_tag(after: &str) -> (Result<(Tag, Option<&str>), TagIssue>, usize) {
    let end_of_line = after.find(['\n', '\r']).unwrap_or(after.len());
    let end = after[..end_of_line].find(OPEN).unwrap_or(end_of_line);
    let Some(close) = after[..end].find(CLOSE) else {
        let tag = after[..end].trim().chars().take(TOLD).collect();
        return (Err(TagIssue::Unclosed { tag }), end);
    };
    let inside = &after[..close];
    let length = close + CLOSE.len();
    let (word, fallback) = match inside.split_once('|') {
        Some((word, fallback)) => (word, Some(fallback.trim())),
        None => (inside, None),
    };
    let read = match Tag::of(word) {
        Some(tag) => Ok((tag, fallback)),
        None if word.trim().is_empty() => Err(TagIssue::Empty),
        None => Err(TagIssue::Unknown {
            tag: word.trim().to_owned(),
            nearest: nearest(word.trim()),
        }),
    };
    (read, length)
}

/// The tag that is most like what was written, where more of it is alike than not.
fn nearest(written: &str) -> Option<String> {
    let written = written.to_lowercase().replace([' ', '-'], "_");
    Tag::ALL
        .into_iter()
        .map(|tag| {
            (
                strsim::normalized_damerau_levenshtein(&written, tag.word()),
                tag,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, tag)| tag.word().to_owned())
}

impl Pieces<'_> {
    /// The tags, each as often as it stands there.
    pub fn tags(&self) -> impl Iterator<Item = Tag> + '_ {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Tag(tag, _) => Some(*tag),
        })
    }

    /// The tags that need a value, since nothing stands in its stead; each as often as it stands there.
    pub fn needs(&self) -> impl Iterator<Item = Tag> + '_ {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Tag(tag, None) => Some(*tag),
            Piece::Text(_) | Piece::Tag(_, Some(_)) => None,
        })
    }

    /// The text with the values of `values` in place of its tags. A value is one line, whatever it holds; an empty one is none.
    ///
    /// # Errors
    /// The tags that have neither a value nor something in its stead, each once.
    pub fn render<'v>(&self, values: impl Fn(Tag) -> &'v str) -> Result<String, Vec<Tag>> {
        let (mut text, mut missing) = (String::new(), Vec::new());
        for piece in &self.0 {
            match *piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Tag(tag, fallback) => match (values(tag).trim(), fallback) {
                    ("", Some(fallback)) => text.push_str(fallback),
                    ("", None) if missing.contains(&tag) => {}
                    ("", None) => missing.push(tag),
                    (value, _) => text.extend(value.chars().map(in_one_line)),
                },
            }
        }
        if missing.is_empty() {
            Ok(text)
        } else {
            Err(missing)
        }
    }
}

fn in_one_line(character: char) -> char {
    if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
        ' '
    } else {
        character
    }
}
