//! How the fields of a file are told apart.

use super::Quoting;

/// How the fields of a record are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The character between fields.
    pub(super) delimiter: char,
    /// The character around fields that hold delimiters or line ends, and how it stands for itself inside.
    quoting: Quoting,
}

impl Dialect {
    /// A dialect. A character cannot both part fields and stand around them: it then parts them.
    pub(super) fn new(delimiter: char, quoting: Quoting) -> Self {
        let clash = quoting.mark() == Some(delimiter) || quoting.escape() == Some(delimiter);
        Self {
            delimiter,
            quoting: if clash { Quoting::None } else { quoting },
        }
    }

    /// Whether a character can stand between fields: what ends a line cannot, and a NUL is an error wherever it stands.
    pub(super) fn can_part(character: char) -> bool {
        !matches!(character, '\n' | '\r' | '\0')
    }

    /// What stands around fields.
    pub(super) fn quoting(self) -> Quoting {
        self.quoting
    }

    /// The quote as a byte, for it is always ASCII.
    pub(super) fn mark(self) -> Option<u8> {
        self.quoting.mark().map(|mark| mark as u8)
    }

    /// Whether a backslash inside of quotes takes its meaning from the character behind it.
    pub(super) fn escapes(self) -> bool {
        self.quoting.escape().is_some()
    }
}
