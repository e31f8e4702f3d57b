//! Letters as records that a mail-merge tool takes: who, and the texts as they are to be sent.

use crate::import::guarded;

/// The columns.
pub const MERGE_HEADER: [&str; 9] = [
    "Email",
    "First name",
    "Last name",
    "Name",
    "Website",
    "Group",
    "Invitation link",
    "Subject",
    "Body",
];

/// A letter's cells, in the order of [`MERGE_HEADER`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the column of its name")]
pub struct MergeLine<'l> {
    pub email: &'l str,
    pub first_name: &'l str,
    pub last_name: &'l str,
    pub name: &'l str,
    pub website: &'l str,
    pub group: &'l str,
    pub invitation_link: &'l str,
    pub subject: &'l str,
    pub body: &'l str,
}

impl MergeLine<'_> {
    /// The record, safe for spreadsheets.
    pub fn record(&self) -> [String; 9] {
        [
            self.email,
            self.first_name,
            self.last_name,
            self.name,
            self.website,
            self.group,
            self.invitation_link,
            self.subject,
            self.body,
        ]
        .map(|cell| guarded(cell).into_owned())
    }
}
