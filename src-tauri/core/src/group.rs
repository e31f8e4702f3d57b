//! Groups: private, named sets of partners.

use serde::{Deserialize, Serialize};

use crate::text;

/// The number of a group in its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(transparent)]
pub struct GroupId(pub u32);

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Group {
    /// Its number.
    pub id: GroupId,
    /// Its name as the manager writes it, trimmed.
    pub name: String,
}

/// The most characters that the name of a group may have, or of what is named as groups are.
pub const NAME_LIMIT: usize = 200;

/// What is wrong with the name of a group, or of something else that is named as groups are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameIssue {
    /// Nothing but white space.
    #[error("the name is empty")]
    Empty,
    /// Longer than [`NAME_LIMIT`].
    #[error("the name has {characters} characters, at most {NAME_LIMIT} are possible")]
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// There is one of that name, without regard to case and width.
    #[error("there is one named {existing:?}")]
    Taken {
        /// The existing one, as written.
        existing: String,
    },
}

/// Characters that nobody sees, at the ends of a name where a copied text left them.
const UNSEEN: [char; 4] = ['\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}'];

/// A name in one line, without space around it.
fn tidy(name: &str) -> String {
    let line = name.replace(char::is_control, " ");
    let outside = |c: char| c.is_whitespace() || UNSEEN.contains(&c);
    line.trim_matches(outside).to_owned()
}

/// The name as it will stand: in one line, trimmed, not empty, not too long, and unlike every one of `existing`.
///
/// # Errors
/// What is wrong with it.
pub fn check_name<'a>(
    name: &str,
    mut existing: impl Iterator<Item = &'a str>,
) -> Result<String, NameIssue> {
    let name = tidy(name);
    if name.is_empty() {
        return Err(NameIssue::Empty);
    }
    let characters = name.chars().count();
    if characters > NAME_LIMIT {
        return Err(NameIssue::TooLong { characters });
    }
    let key = text::name_key(&name);
    match existing.find(|other| text::name_key(other) == key) {
        Some(other) => Err(NameIssue::Taken {
            existing: other.to_owned(),
        }),
        None => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_unique_without_regard_to_case_and_width() {
        let existing = ["VIP 2026", "春季新品", "Tom & \"Co\""];
        let check = |name: &str| check_name(name, existing.into_iter());
        assert_eq!(check("  Alpen  "), Ok("Alpen".to_owned()));
        for taken in ["vip 2026", " VIP　2026 ", "ＶＩＰ ２０２６", "春季新品"] {
            assert!(
                matches!(check(taken), Err(NameIssue::Taken { .. })),
                "{taken}"
            );
        }
        assert_eq!(check("Tom & Co"), Ok("Tom & Co".to_owned()));
        for empty in ["", " \t", "\u{3000}\u{feff}", "\u{200b}\n\0"] {
            assert_eq!(check(empty), Err(NameIssue::Empty), "{empty:?}");
        }
        assert_eq!(
            check("\u{feff}Zelt\nH\u{fc}tte\r\n"),
            Ok("Zelt Hütte".into())
        );
        assert!(check("\u{200b}VIP\n2026").is_err(), "the same in one line");
        assert_eq!(
            check(&"长".repeat(201)),
            Err(NameIssue::TooLong { characters: 201 })
        );
    }
}
