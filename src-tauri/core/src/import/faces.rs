//! What an import meets on both sides: the accounts it looks up, the sink it hands rows to, and whoever watches.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::RowReport;
use super::applied::{Applied, Received};
use super::keys::Key;
use super::numbers::Numbers;
use crate::group::GroupId;
use crate::invitation::Invitation;
use crate::partner::{Contact, Partner, PartnerId, add_note};
use crate::standing::{Arrival, Standing};
use crate::vocabulary::vocabulary;
use crate::workflow::Workflow;

/// What a row does to the workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// To whom; a new partner has been given its number. `None`: it records an application that is linked to nobody.
    pub partner: Option<PartnerId>,
    /// The new partner.
    pub create: Option<Box<Partner>>,
    /// What changes of where it stands after the rows so far.
    pub arrival: Arrival,
    /// What changes in its data.
    pub edit: Option<Alteration>,
    /// The groups that it joins.
    pub join: Vec<GroupId>,
    /// The groups that it leaves.
    pub leave: Vec<GroupId>,
    /// The application that is recorded, and what it does to where the partner stands.
    pub application: Option<Box<Received>>,
}

/// What a row changes in the data of a partner that is there.
#[derive(Debug, Clone, PartialEq)]
pub enum Alteration {
    /// Something is added. Nobody had to look at the rest.
    Add(Addition),
    /// The whole of it: before and after.
    Replace(Box<(Partner, Partner)>),
}

/// What a prospect's row adds to a partner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Addition {
    /// A contact whose address the partner does not have.
    pub contact: Option<Contact>,
    /// A note that does not stand among the partner's.
    pub note: Option<String>,
}

impl Addition {
    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Bytes that it takes in memory, about.
    pub fn bytes(&self) -> usize {
        let note = self.note.as_ref().map_or(0, String::len);
        size_of::<Self>() + note + self.contact.as_ref().map_or(0, Contact::bytes)
    }

    /// Adds it to the contacts and notes of a partner.
    pub fn apply(self, contacts: &mut Vec<Contact>, notes: &mut String) {
        contacts.extend(self.contact);
        if let Some(note) = self.note {
            add_note(notes, &note);
        }
    }
}

/// What an import needs to know of an account that a row matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// The network's own ID; may be empty.
    pub partner_id: String,
}

/// Accounts and groups as an import sees them.
pub trait Lookup {
    /// Hears which keys it will be asked for next, where that helps it.
    fn expect(&self, keys: impl Iterator<Item = Key>) {
        drop(keys);
    }
    /// The accounts that have a key, by number.
    fn find(&self, key: Key) -> &[PartnerId];
    /// Whether an account is there.
    fn is_there(&self, id: PartnerId) -> bool;
    /// The data of one.
    fn partner(&self, id: PartnerId) -> Option<Partner>;
    /// What an import says of one that it matched. Called for every row that matches; worth answering without
    /// fetching all of the partner.
    fn account(&self, id: PartnerId) -> Option<Account> {
        self.partner(id).map(|partner| Account {
            name: partner.name,
            partner_id: partner.partner_id,
        })
    }
    /// Whether there are notes of one.
    fn has_notes(&self, id: PartnerId) -> bool {
        self.partner(id)
            .is_some_and(|partner| !partner.notes.is_empty())
    }
    /// When one was last seen active.
    fn last_active_on(&self, id: PartnerId) -> Option<Date> {
        self.partner(id)?.last_active_on
    }
    /// Where one stands with the manager.
    fn standing(&self, id: PartnerId) -> Standing;
    /// Whether one is in a group.
    fn is_member(&self, group: GroupId, id: PartnerId) -> bool;
    /// The groups that one is in.
    fn groups_of(&self, id: PartnerId) -> Vec<GroupId>;
    /// Every group and its name.
    fn groups(&self) -> Vec<crate::group::Group>;
    /// Every workflow.
    fn workflows(&self) -> Vec<Workflow> {
        Vec::new()
    }
    /// The day of the import.
    fn today(&self) -> Date;
    /// The invitation that a code is of, however it is written; `None`: it is of none.
    fn invitation(&self, code: &str) -> Option<Invitation> {
        let _ = code;
        None
    }
    /// The code in a text, always written alike; the text itself where there is none in it.
    fn code(&self, text: &str) -> String {
        text.to_owned()
    }
    /// The applications that there are. Asked for once, by an import of more of them.
    fn applications(&self) -> Applied {
        Applied::default()
    }
    /// The numbers for new partners, which nobody has.
    fn numbers(&self) -> Numbers;
}

/// Takes what rows come to, in the order of the file.
pub trait Sink {
    /// What can go wrong in it.
    type Error;
    /// Takes a row: what it came to, and what it does (nothing, for errors and unchanged rows).
    ///
    /// # Errors
    /// Whatever keeps it from being taken; the import stops.
    fn take(&mut self, row: &RowReport, action: Option<Action>) -> Result<(), Self::Error>;

    /// Hears that all rows were taken; `source` reads them again.
    fn end(&mut self, source: super::Source) {
        drop(source);
    }
}

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Rows done.
    pub rows: u32,
    /// The part done, from 0 to 1.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub part: f64,
}

vocabulary! {
    /// A step of an import.
    Step {
        Reading "reading" "Reading",
        Checking "checking" "Checking",
        Writing "writing" "Writing",
    }
}

/// Watches long work and may stop it.
pub trait Watch: Sync {
    /// Hears how far it has come, some times a second.
    fn progress(&self, progress: Progress);
    /// Whether it shall stop.
    fn cancelled(&self) -> bool;
}

/// Watches nothing and stops nothing.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: Progress) {}
    fn cancelled(&self) -> bool {
        false
    }
}
