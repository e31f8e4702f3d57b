//! An index of accounts by the keys that imports match by, of hashes alone.

use rustc_hash::FxHashMap;

use super::keys::{email_key, handle_hash, hash, id_key};
use crate::partner::{Partner, PartnerId};
use crate::text;
use crate::vocabulary::Platform;

/// An index from keys to partners. It holds 64-bit hashes and no text: a few dozen bytes a partner. Two different keys
/// of a million share a hash once in tens of millions of workspaces; whoever must be certain compares the partner's data.
#[derive(Debug, Default)]
pub struct Accounts {
    ids: Index,
    emails: Index,
    domains: Index,
    handles: Index,
    /// Names of those without any other key.
    names: Index,
}

/// Partners by the hash of a key. Most keys have one partner.
#[derive(Debug, Default)]
struct Index {
    first: FxHashMap<u64, PartnerId>,
    more: FxHashMap<u64, Vec<PartnerId>>,
}

impl Index {
    fn add(&mut self, key: u64, id: PartnerId) {
        match self.first.entry(key) {
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(id);
            }
            std::collections::hash_map::Entry::Occupied(first) if *first.get() == id => {}
            std::collections::hash_map::Entry::Occupied(_) => {
                let more = self.more.entry(key).or_default();
                if !more.contains(&id) {
                    more.push(id);
                }
            }
        }
    }

    fn remove(&mut self, key: u64, id: PartnerId) {
        let more = self.more.get_mut(&key);
        if self.first.get(&key) != Some(&id) {
            if let Some(more) = more {
                more.retain(|other| *other != id);
            }
        } else if let Some(next) = more.and_then(Vec::pop) {
            self.first.insert(key, next);
        } else {
            self.first.remove(&key);
        }
    }

    fn get(&self, key: u64) -> Vec<PartnerId> {
        let Some(first) = self.first.get(&key) else {
            return Vec::new();
        };
        let more = self.more.get(&key).map(Vec::as_slice).unwrap_or_default();
        std::iter::once(first).chain(more).copied().collect()
    }
}

impl Accounts {
    /// An index without partners, with room for `partners`.
    pub fn with_capacity(partners: usize) -> Self {
        let mut accounts = Self::default();
        accounts.ids.first.reserve(partners);
        accounts.emails.first.reserve(partners);
        accounts.domains.first.reserve(partners);
        accounts
    }

    /// Puts a partner in under all of its keys.
    pub fn add(&mut self, id: PartnerId, partner: &Partner) {
        self.each_key(partner, |index, key| index.add(key, id));
    }

    /// Takes a partner out of all of its keys; `partner` is the data that it was put in with.
    pub fn remove(&mut self, id: PartnerId, partner: &Partner) {
        self.each_key(partner, |index, key| index.remove(key, id));
    }

    fn each_key(&mut self, partner: &Partner, mut each: impl FnMut(&mut Index, u64)) {
        let mut keys = 0;
        let mut put = |index: &mut Index, key| {
            keys += 1;
            each(index, key);
        };
        if let Some(key) = id_key(partner.partner_id.trim()) {
            put(&mut self.ids, hash(&key));
        }
        for contact in &partner.contacts {
            if let Some(key) = email_key(contact.email.trim()) {
                put(&mut self.emails, hash(&key));
            }
        }
        let site = super::values::read_site(partner.website.trim());
        if let Some(domain) = site.and_then(|site| site.domain) {
            put(&mut self.domains, hash(&domain));
        }
        for channel in &partner.channels {
            if let Some(key) = text::handle_key(&channel.handle) {
                put(&mut self.handles, handle_hash(channel.platform, &key));
            }
        }
        if keys == 0 {
            each(&mut self.names, hash(&text::name_key(&partner.name)));
        }
    }

    /// Those of this name, as [`text::name_key`] has it, that have no other key.
    pub fn by_name_alone(&self, key: &str) -> Vec<PartnerId> {
        self.names.get(hash(key))
    }

    /// Those with this network ID, as [`text::partner_id_key`] has it.
    pub fn by_partner_id(&self, key: &str) -> Vec<PartnerId> {
        self.ids.get(hash(key))
    }

    /// Those with a contact of this address, as [`text::email_key`] has it.
    pub fn by_email(&self, key: &str) -> Vec<PartnerId> {
        self.emails.get(hash(key))
    }

    /// Those with this registrable domain. Hosts that many partners share are none's.
    pub fn by_domain(&self, domain: &str) -> Vec<PartnerId> {
        self.domains.get(hash(domain))
    }

    /// Those with this handle on this platform, as [`text::handle_key`] has it.
    pub fn by_handle(&self, platform: Platform, key: &str) -> Vec<PartnerId> {
        self.handles.get(handle_hash(platform, key))
    }
}
