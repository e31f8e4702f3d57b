//! How a thing on the page is named in a test.

use std::fmt;

use serde_json::{Value, json};

/// The accessible name that a thing must have. A plain text means exactly this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// Exactly this.
    Exactly(String),
    /// This at its beginning: for names that go on with a count.
    Starting(String),
    /// This anywhere in it: for rows, whose name is all that stands in them.
    Containing(String),
    /// Whatever it is called.
    Any,
}

/// Whatever it is called: for a role that stands on the page once.
pub const ANY: Name = Name::Any;

/// A name that begins like this.
pub fn starting(text: &str) -> Name {
    Name::Starting(text.to_owned())
}

/// A name that has this in it.
pub fn containing(text: &str) -> Name {
    Name::Containing(text.to_owned())
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::Exactly(text.to_owned())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name::Exactly(text)
    }
}

impl From<&Name> for Name {
    fn from(name: &Name) -> Name {
        name.clone()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Exactly(text) => write!(f, "“{text}”"),
            Name::Starting(text) => write!(f, "“{text}…”"),
            Name::Containing(text) => write!(f, "“…{text}…”"),
            Name::Any => f.write_str("of any name"),
        }
    }
}

/// A role with a name: what a person looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub role: String,
    pub name: Name,
}

impl Wanted {
    /// As the script in the page reads it.
    pub fn to_json(&self) -> Value {
        let (how, text) = match &self.name {
            Name::Exactly(text) => ("exactly", text.as_str()),
            Name::Starting(text) => ("starting", text.as_str()),
            Name::Containing(text) => ("containing", text.as_str()),
            Name::Any => ("any", ""),
        };
        json!({ "role": self.role, "how": how, "text": text })
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.role, self.name)
    }
}
