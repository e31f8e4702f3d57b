//! The keys by which rows and accounts meet: as `text` has them, quicker for plain ones, and as hashes.

use std::hash::{DefaultHasher, Hasher};

use crate::text;
use crate::vocabulary::Platform;

/// The hash of a key. With 64 bits, two of a million keys meet by chance once in tens of millions of files.
pub(super) fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(key.as_bytes());
    hasher.finish()
}

/// The hash of a name by which names are the same; 0 for none.
pub(super) fn name_hash(name: &str) -> u32 {
    if name.is_empty() {
        0
    } else {
        (hash(&text::name_key(name)) as u32).max(1)
    }
}

/// The hash of a handle on a platform.
pub(super) fn handle_hash(platform: Platform, key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(platform.key().as_bytes());
    hasher.write_u8(b':');
    hasher.write(key.as_bytes());
    hasher.finish()
}

/// The key of a partner ID; as [`text::partner_id_key`].
pub(super) fn id_key(id: &str) -> Option<String> {
    if id.is_ascii() {
        (!id.is_empty()).then(|| id.to_ascii_lowercase())
    } else {
        text::partner_id_key(id)
    }
}

/// The key by which addresses are the same; as [`text::email_key`].
pub(super) fn email_key(address: &str) -> Option<String> {
    if address.is_empty() {
        None
    } else if address.is_ascii() && !address.contains("xn--") {
        Some(address.to_ascii_lowercase())
    } else {
        text::email_key(address)
    }
}
