//! What stands around fields.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What stands around fields that hold delimiters or line ends, and how that character stands for itself inside of them:
    /// doubled, or behind a backslash as well.
    Quoting {
        Double "double" "Double quotes",
        Single "single" "Single quotes",
        DoubleBackslash "doubleBackslash" "Double quotes, backslash",
        SingleBackslash "singleBackslash" "Single quotes, backslash",
        None "none" "None",
    }
}

impl Quoting {
    /// As nearly all files have it, and all did that were imported before the others were known.
    pub(super) const fn usual() -> Self {
        Self::Double
    }

    /// The character around fields.
    pub const fn mark(self) -> Option<char> {
        match self {
            Self::Double | Self::DoubleBackslash => Some('"'),
            Self::Single | Self::SingleBackslash => Some('\''),
            Self::None => None,
        }
    }

    /// The character that, besides the doubled quote, makes a quote inside of quotes stand for itself.
    pub const fn escape(self) -> Option<char> {
        match self {
            Self::DoubleBackslash | Self::SingleBackslash => Some('\\'),
            Self::Double | Self::Single | Self::None => None,
        }
    }
}
