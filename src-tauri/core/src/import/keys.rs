//! The keys by which rows and accounts meet, as hashes: what [`crate::text`] makes of a text, quicker for plain ones.

use std::hash::{DefaultHasher, Hasher};

use crate::partner::PartnerId;
use crate::text;
use crate::vocabulary::Platform;

/// What accounts are found by. Of keys there are 64-bit hashes and no text: two different ones of a million share a hash once in
/// tens of millions of files; whoever must be certain compares the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub(super) kind: KeyKind,
    pub(super) hash: u64,
}

/// The kinds of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    /// The network's ID, by [`text::partner_id_key`].
    Id,
    /// An address, by [`text::email_key`].
    Email,
    /// A registrable domain. Hosts that many partners share are none's.
    Domain,
    /// A handle on a platform, by [`text::handle_key`].
    Handle,
    /// The name of an account without any other key, by [`text::name_key`].
    NameAlone,
    /// The name of any account, by [`text::name_key`].
    Name,
    /// A partner, and all that is noted of it as it is written.
    Notes,
}

impl KeyKind {
    pub(super) const COUNT: usize = 7;
}

impl Key {
    const fn of(kind: KeyKind, hash: u64) -> Self {
        Self { kind, hash }
    }

    /// The key of a network's ID; `None`: it is empty.
    pub(super) fn id(id: &str) -> Option<Self> {
        let hash = if id.is_ascii() {
            (!id.is_empty()).then(|| hash_lower(id))
        } else {
            text::partner_id_key(id).map(|key| hash(&key))
        };
        hash.map(|hash| Self::of(KeyKind::Id, hash))
    }

    /// The key of an address; `None`: it is empty, or none.
    pub(super) fn email(address: &str) -> Option<Self> {
        let hash = if address.is_empty() {
            None
        } else if address.is_ascii() && !address.contains("xn--") {
            Some(hash_lower(address))
        } else {
            text::email_key(address).map(|key| hash(&key))
        };
        hash.map(|hash| Self::of(KeyKind::Email, hash))
    }

    /// The key of a domain, which is in ASCII and lower case.
    pub(super) fn domain(domain: &str) -> Self {
        Self::of(KeyKind::Domain, hash(domain))
    }

    /// The key of a handle; `None`: nothing of it is left.
    pub(super) fn handle(platform: Platform, handle: &str) -> Option<Self> {
        let key = text::handle_key(handle)?;
        let mut hasher = DefaultHasher::new();
        hasher.write(platform.key().as_bytes());
        hasher.write_u8(b':');
        hasher.write(key.as_bytes());
        Some(Self::of(KeyKind::Handle, hasher.finish()))
    }

    /// The key of a name; `None`: it is empty.
    pub(super) fn name(name: &str) -> Option<Self> {
        (!name.is_empty()).then(|| Self::of(KeyKind::Name, hash(&text::name_key(name))))
    }

    /// The key of a partner with all that is noted of it, which is nobody else's; `None`: nothing is.
    pub(super) fn notes(id: PartnerId, notes: &str) -> Option<Self> {
        let mut hasher = DefaultHasher::new();
        hasher.write_u32(id.0);
        hasher.write(notes.as_bytes());
        (!notes.is_empty()).then(|| Self::of(KeyKind::Notes, hasher.finish()))
    }

    /// The same name, of accounts without any other key.
    pub(super) fn alone(self) -> Self {
        Self::of(KeyKind::NameAlone, self.hash)
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(key.as_bytes());
    hasher.finish()
}

/// The hash of an ASCII text in lower case.
fn hash_lower(ascii: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in ascii.as_bytes().chunks(64) {
        let mut lower = [0; 64];
        let lower = &mut lower[..part.len()];
        lower.copy_from_slice(part);
        lower.make_ascii_lowercase();
        hasher.write(lower);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_and_the_whole_rule_agree() {
        let long = format!("{}@B.example", "A".repeat(64));
        for address in [
            "Anke@B.example",
            "a@bücher.example",
            "a@XN--bcher-kva.example",
            &long,
        ] {
            let key = text::email_key(address).unwrap();
            assert_eq!(Key::email(address).unwrap().hash, hash(&key), "{address}");
        }
        for id in ["007A", "００７Ａ", &"X".repeat(200)] {
            let key = text::partner_id_key(id).unwrap();
            assert_eq!(Key::id(id).unwrap().hash, hash(&key), "{id}");
        }
        assert_eq!(
            (Key::id(""), Key::email(""), Key::name("")),
            (None, None, None)
        );
    }
}
