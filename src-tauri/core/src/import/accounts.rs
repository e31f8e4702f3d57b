//! An index of accounts by the keys that imports match by, of hashes alone, with what an import says of each.

use super::key_table::KeyTable;
use super::keys::{Key, KeyKind};
use super::values::read_site;
use crate::partner::{Partner, PartnerId};
use crate::set::PartnerSet;
use crate::vocabulary::Platform;

/// Bytes of room for the name and the network ID of an account.
const LABEL: usize = 40;

/// An index from keys to partners: a few dozen bytes a partner.
#[derive(Debug, Default)]
pub struct Accounts {
    /// By the kind of their keys.
    tables: [KeyTable; KeyKind::COUNT],
    /// Names and network IDs, one after the other, and by number where each stands.
    text: String,
    labels: Vec<Label>,
    /// Those of whom there are notes.
    noted: PartnerSet,
}

/// What is known of an account by those who match with it.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// Its name as it writes it.
    pub name: &'a str,
    /// Its network ID; empty: none.
    pub partner_id: &'a str,
    /// Its website as written.
    pub website: &'a str,
    /// All that is noted of it.
    pub notes: &'a str,
}

/// Accounts whose keys are known, on their way into an index. Gathering is most of the work, and several threads can do it
/// at once.
#[derive(Debug, Default)]
pub struct Gathered {
    keys: Vec<(Key, PartnerId)>,
    text: String,
    labels: Vec<(PartnerId, Label)>,
    noted: Vec<(Key, PartnerId)>,
}

/// Where a name and the network ID behind it stand in a text; without a length they are not at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Label {
    start: u32,
    name: u16,
    partner_id: u16,
}

impl Label {
    /// Writes a label into `text`, unless it is longer than any that an import takes.
    fn write(name: &str, partner_id: &str, text: &mut String) -> Self {
        let lengths = (u16::try_from(name.len()), u16::try_from(partner_id.len()));
        let (Ok(start), (Ok(name_length), Ok(id_length))) = (u32::try_from(text.len()), lengths)
        else {
            return Self::default();
        };
        text.push_str(name);
        text.push_str(partner_id);
        Self {
            start,
            name: name_length,
            partner_id: id_length,
        }
    }

    /// The label in a text that begins with `base` other bytes.
    fn behind(self, base: usize) -> Self {
        u32::try_from(base + self.start as usize)
            .map_or_else(|_| Self::default(), |start| Self { start, ..self })
    }

    fn read(self, text: &str) -> Option<(&str, &str)> {
        let start = self.start as usize;
        let middle = start + usize::from(self.name);
        let end = middle + usize::from(self.partner_id);
        (end > start).then_some(())?;
        Some((text.get(start..middle)?, text.get(middle..end)?))
    }
}

impl Gathered {
    /// Lets go of all accounts, and keeps the room that they took.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.text.clear();
        self.labels.clear();
        self.noted.clear();
    }

    /// Adds an account under all of its keys; addresses and handles as they are written.
    pub fn add<'a>(
        &mut self,
        id: PartnerId,
        card: Card<'_>,
        emails: impl Iterator<Item = &'a str>,
        handles: impl Iterator<Item = (Platform, &'a str)>,
    ) {
        let label = Label::write(card.name, card.partner_id, &mut self.text);
        self.labels.push((id, label));
        if let Some(notes) = Key::notes(id, card.notes) {
            self.noted.push((notes, id));
        }
        let before = self.keys.len();
        let site = read_site(card.website.trim());
        let domain = site.and_then(|site| site.domain().map(Key::domain));
        let emails = emails.filter_map(|email| Key::email(email.trim()));
        let handles = handles.filter_map(|(platform, handle)| Key::handle(platform, handle));
        let keys = Key::id(card.partner_id.trim()).into_iter().chain(domain);
        let keys = keys.chain(emails).chain(handles);
        self.keys.extend(keys.map(|key| (key, id)));
        let name = Key::name(card.name);
        let alone = name.filter(|_| self.keys.len() == before).map(Key::alone);
        self.keys
            .extend(name.into_iter().chain(alone).map(|key| (key, id)));
    }
}

impl Accounts {
    /// An index with room for some of the keys of so many accounts; what else is needed is made as they come.
    pub fn with_capacity(accounts: usize) -> Self {
        let mut this = Self::default();
        for kind in [KeyKind::Id, KeyKind::Email, KeyKind::Domain, KeyKind::Name] {
            this.tables[kind as usize].grow(accounts * 2 / 3);
        }
        // Room that is not needed is not taken, while text that grows is moved, and for a while stands there twice.
        this.text.reserve(accounts * LABEL);
        this.labels.reserve(accounts + 1);
        this
    }

    /// Takes accounts in. After the last of them comes [`Accounts::settle`].
    pub fn take(&mut self, gathered: &Gathered) {
        // Finding places is little but waiting for memory; many at once wait together.
        let near = |(key, _): &(Key, PartnerId)| self.tables[key.kind as usize].near(key.hash);
        let near = gathered.keys.iter().filter_map(near);
        std::hint::black_box(near.fold(0, |all, id| all ^ id.0));
        for (key, id) in gathered.keys.iter().chain(&gathered.noted) {
            self.tables[key.kind as usize].add(key.hash, *id);
        }
        for (_, id) in &gathered.noted {
            self.noted.insert(*id);
        }
        let base = self.text.len();
        self.text.push_str(&gathered.text);
        for (id, label) in &gathered.labels {
            let at = id.0 as usize;
            if self.labels.len() <= at {
                self.labels.resize(at + 1, Label::default());
            }
            self.labels[at] = label.behind(base);
        }
    }

    /// Brings what was taken in into order.
    pub fn settle(&mut self) {
        for table in &mut self.tables {
            table.settle();
        }
    }

    /// The index of some partners.
    pub fn of<'p>(partners: impl Iterator<Item = (PartnerId, &'p Partner)>) -> Self {
        let mut gathered = Gathered::default();
        for (id, partner) in partners {
            let card = Card {
                name: &partner.name,
                partner_id: &partner.partner_id,
                website: &partner.website,
                notes: &partner.notes,
            };
            let emails = partner
                .contacts
                .iter()
                .map(|contact| contact.email.as_str());
            let handles = partner
                .channels
                .iter()
                .map(|channel| (channel.platform, channel.handle.as_str()));
            gathered.add(id, card, emails, handles);
        }
        let mut accounts = Self::default();
        accounts.take(&gathered);
        accounts.settle();
        accounts
    }

    /// The name and the network ID of an account; `None` where they are not at hand.
    pub fn label(&self, id: PartnerId) -> Option<(&str, &str)> {
        self.labels.get(id.0 as usize)?.read(&self.text)
    }

    /// Whether there are notes of an account.
    pub fn has_notes(&self, id: PartnerId) -> bool {
        self.noted.contains(id)
    }

    /// Brings near what it says of some keys and of who has them. Looking one up is little but waiting for memory; many at once
    /// wait together.
    pub fn expect(&self, keys: impl Iterator<Item = Key>) {
        let near = keys.filter_map(|key| self.tables[key.kind as usize].near(key.hash));
        let ids: Vec<PartnerId> = near.collect();
        let labels = ids.iter().filter_map(|id| self.labels.get(id.0 as usize));
        let starts: Vec<usize> = labels.map(|label| label.start as usize).collect();
        let text = self.text.as_bytes();
        for start in starts {
            std::hint::black_box(text.get(start));
        }
    }

    /// Those that have a key, by number.
    pub fn find(&self, key: Key) -> &[PartnerId] {
        self.tables[key.kind as usize].get(key.hash)
    }
}
