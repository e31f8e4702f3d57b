//! Letters as records that a mail-merge tool takes: who, and the texts as they are to be sent.
//!
//! Such a tool sends what stands in a cell, so that the address, the link, the subject and the body stand there byte for byte. Names,
//! websites and groups come from others' data and nobody is sent them by themselves; they are guarded, for those who look at the file
//! with a spreadsheet.

use std::borrow::Cow;

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
    /// The record.
    pub fn record(&self) -> [Cow<'_, str>; 9] {
        [
            Cow::Borrowed(self.email),
            guarded(self.first_name),
            guarded(self.last_name),
            guarded(self.name),
            guarded(self.website),
            guarded(self.group),
            Cow::Borrowed(self.invitation_link),
            Cow::Borrowed(self.subject),
            Cow::Borrowed(self.body),
        ]
    }
}
