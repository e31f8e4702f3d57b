//! Edits of partners' own data, as the fields that differ.

use serde::{Deserialize, Serialize};

use crate::partner::{Contact, Partner, PartnerId};

/// An edit of a partner's own data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "who, before, after")]
pub struct Edit {
    pub partner: PartnerId,
    pub before: Patch,
    pub after: Patch,
}

/// Fields of a partner; those that are `None` are not touched.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "each is the field of its name")]
pub struct Patch {
    /// The whole of a partner, where much differs (a catalogue update).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<Box<Partner>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<Contact>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl Patch {
    /// All of a partner.
    pub fn whole(partner: Partner) -> Self {
        Self {
            whole: Some(Box::new(partner)),
            ..Self::default()
        }
    }

    /// The notes.
    pub fn notes(notes: String) -> Self {
        Self {
            notes: Some(notes),
            ..Self::default()
        }
    }

    /// The contacts.
    pub fn contacts(contacts: Vec<Contact>) -> Self {
        Self {
            contacts: Some(contacts),
            ..Self::default()
        }
    }

    /// Whether nothing is touched.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Bytes of the texts that it writes, about.
    pub fn bytes(&self) -> usize {
        let whole = self.whole.as_ref().map_or(0, |whole| whole.bytes());
        let contacts = self.contacts.iter().flatten().map(Contact::bytes);
        let notes = self.notes.as_ref().map_or(0, String::len);
        whole + contacts.sum::<usize>() + notes
    }

    /// Writes the touched fields into `partner`.
    pub fn apply(&self, partner: &mut Partner) {
        if let Some(whole) = &self.whole {
            *partner = (**whole).clone();
        }
        if let Some(contacts) = &self.contacts {
            partner.contacts.clone_from(contacts);
        }
        if let Some(notes) = &self.notes {
            partner.notes.clone_from(notes);
        }
    }
}
