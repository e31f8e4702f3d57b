//! The words of imports: what is asked, what a row came to, what is wrong with it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    ColumnDates, DateOrder, Effect, Fields, Fixes, IssueCode, Quoting, Receptions, Severity, Sheet,
    ValueFix,
};
use crate::partner::PartnerId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a file holds.
    ImportKind {
        Prospects "prospects" "Prospects",
        Catalogue "catalogue" "Catalogue",
        Groups "groups" "Group changes",
        Applications "applications" "Applications",
    }
}

vocabulary! {
    /// What became of a row: exactly one for each. Of an application, create: it brings a new partner; match: it is linked to
    /// one who is there; update: it is recorded, and linked to nobody.
    Outcome {
        Create "create" "Create",
        Match "match" "Match",
        Update "update" "Update",
        Unchanged "unchanged" "Unchanged",
        Error "error" "Error",
        Skipped "skipped" "Skipped",
    }
}

/// An import, as asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The file.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub file: PathBuf,
    /// What it holds.
    pub kind: ImportKind,
    /// How it is read; what is `None` is found out.
    pub reading: Reading,
    /// Columns by position and the field that each fills; `None`: guessed from the header.
    pub mapping: Option<Vec<Option<Field>>>,
    /// What a person changed about its rows.
    pub fixes: Fixes,
    /// Whether prospects' rows bring back who is hidden, archived, was rejected or expired.
    #[serde(default)]
    pub revive: bool,
    /// Whether its prospects work with the manager already: those whose group is paired with a workflow that accepts go
    /// straight to Joined.
    #[serde(default)]
    pub existing_partners: bool,
}

impl Request {
    /// The prospects in `file`, read and mapped as it suggests.
    pub fn of(file: &std::path::Path) -> Self {
        Self {
            file: file.to_owned(),
            kind: ImportKind::Prospects,
            reading: Reading::default(),
            mapping: None,
            fixes: Fixes::default(),
            revive: false,
            existing_partners: false,
        }
    }
}

/// How a file is read. What is `None` is found out from the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Reading {
    /// The encoding by its WHATWG name, such as `UTF-8`, `UTF-16LE` or `gb18030`.
    pub encoding: Option<String>,
    /// The character between fields.
    pub delimiter: Option<char>,
    /// What stands around fields that hold delimiters or line ends.
    pub quoting: Option<Quoting>,
    /// The line of the header, from 1; 0 says that there is none.
    pub header_row: Option<u32>,
    /// The sheet of a spreadsheet, by its name. Its encoding, delimiter and quotes are nobody's to choose.
    pub sheet: Option<String>,
    /// Which of day and month stands first in its dates.
    pub dates: Option<DateOrder>,
}

/// How a file was read, and its first rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The encoding by its WHATWG name.
    pub encoding: String,
    /// Whether a byte order mark told so.
    pub bom: bool,
    /// The character between fields.
    pub delimiter: char,
    /// What stands around fields that hold delimiters or line ends.
    #[serde(default = "Quoting::usual")]
    pub quoting: Quoting,
    /// The line of the header, from 1; `None`: the file has none, and its columns are named by position.
    pub header_row: Option<u32>,
    /// Bytes of the file.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub bytes: f64,
    /// Rows after the header; `None` when only the head was looked at.
    pub rows: Option<u32>,
    /// Whether all of this is beyond doubt.
    pub sure: bool,
    /// Lines on which other tables seem to begin; of them nothing is imported that does not fit the columns of this one.
    #[serde(default)]
    pub other_tables: Vec<u32>,
    /// The sheet that was read; `None`: the file is text.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The sheets of a spreadsheet, in its order; none of a text.
    #[serde(default)]
    pub sheets: Vec<Sheet>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The first rows after the header, as fields.
    pub sample: Vec<Vec<String>>,
    /// The required fields that no column fills.
    pub missing: Vec<Field>,
    /// Whether the columns fill what they did in the last import with this header.
    #[serde(default)]
    pub remembered: bool,
    /// Values that earlier imports took for others.
    #[serde(default)]
    pub values: Vec<ValueFix>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// The header's text.
    pub name: String,
    /// The field that it fills; `None`: kept with the row, not imported.
    pub field: Option<Field>,
    /// How its dates are read, where it fills a field of dates.
    #[serde(default)]
    pub dates: Option<ColumnDates>,
}

vocabulary! {
    /// What a column can fill.
    Field {
        Name "name" "Name",
        Email "email" "Email",
        Website "website" "Website",
        PartnerId "partnerId" "Partner ID",
        FirstName "firstName" "First name",
        LastName "lastName" "Last name",
        Title "title" "Title",
        OtherEmails "otherEmails" "Other emails",
        Type "type" "Type",
        Platform "platform" "Platform",
        Handle "handle" "Handle",
        Followers "followers" "Followers",
        Engagement "engagement" "Engagement",
        Channels "channels" "Channels",
        Country "country" "Country",
        Languages "languages" "Languages",
        BusinessModel "businessModel" "Business model",
        Categories "categories" "Categories",
        Areas "areas" "Promotional areas",
        Description "description" "Description",
        Visits "visits" "Monthly visits",
        ListedOn "listedOn" "Listed on",
        LastActiveOn "lastActiveOn" "Last active on",
        AppliedOn "appliedOn" "Applied on",
        InvitationCode "invitationCode" "Invitation code",
        Group "group" "Group",
        AddTo "addTo" "Add to",
        RemoveFrom "removeFrom" "Remove from",
        RemoveAll "removeAll" "Remove all",
        Notes "notes" "Notes",
    }
}

/// Something to say of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RowIssue {
    /// What.
    pub code: IssueCode,
    /// The field that it is about.
    pub field: Option<Field>,
    /// The value as the file has it, at most 200 characters of it.
    pub value: String,
    /// What it might have meant, or whom it concerns: the nearest group, the account's own name.
    pub suggestion: Option<String>,
}

/// How many rows came to what. They add up to the rows of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[allow(missing_docs, reason = "each is the outcome of its name")]
pub struct Outcomes {
    pub create: u32,
    #[serde(rename = "match")]
    pub matched: u32,
    pub update: u32,
    pub unchanged: u32,
    pub error: u32,
    pub skipped: u32,
}

impl Outcomes {
    /// One more of `outcome`.
    pub fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Create => &mut self.create,
            Outcome::Match => &mut self.matched,
            Outcome::Update => &mut self.update,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Error => &mut self.error,
            Outcome::Skipped => &mut self.skipped,
        } += 1;
    }

    /// All rows.
    pub fn rows(&self) -> u32 {
        self.create + self.matched + self.update + self.unchanged + self.error + self.skipped
    }
}

/// A problem by its cause, and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Cause {
    /// What.
    pub code: IssueCode,
    /// Whether it keeps rows out.
    pub severity: Severity,
    /// How many rows.
    pub rows: u32,
    /// The most frequent values with their count and nearest suggestion, where the cause is one of values (unknown group …).
    pub values: Vec<CauseValue>,
}

/// A value that causes a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CauseValue {
    /// As the file has it.
    pub value: String,
    /// How many rows have it.
    pub rows: u32,
    /// The nearest that exists.
    pub suggestion: Option<String>,
}

/// What a file came to, or would come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// How it was read.
    pub preview: Preview,
    /// Rows after the header.
    pub rows: u32,
    /// The counts.
    pub outcomes: Outcomes,
    /// What became of the applications of a file of them.
    #[serde(default)]
    pub applications: Option<Receptions>,
    /// Warnings over all rows.
    pub warnings: u32,
    /// Partners of the file who can be brought back, for they are hidden, archived, were rejected or expired.
    #[serde(default)]
    pub revivable: u32,
    /// Whether those are brought back.
    #[serde(default)]
    pub revive: bool,
    /// Problems by cause, errors before warnings, the frequent first.
    pub causes: Vec<Cause>,
    /// The hash of the file's bytes, to see that it is still the same one.
    pub file_hash: String,
    /// How often the workspace had changed since it was opened, to see that nothing has changed since.
    pub revision: u32,
    /// How long it took, in seconds; whoever has a clock writes it, [`run`](super::run) leaves 0.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub seconds: f64,
}

/// What a row came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RowReport {
    /// The row, from 1 after the header.
    pub row: u32,
    /// The line in the file on which it begins, from 1.
    pub line: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// What is wrong with it or worth knowing.
    pub issues: Vec<RowIssue>,
    /// Its fields as read, by position.
    #[cfg_attr(feature = "bindings", specta(type = Vec<String>))]
    pub fields: Fields,
    /// The account that it matched, or the partner of an earlier row of the file.
    pub matched: Option<Matched>,
    /// The accounts to choose from where its keys lead to several.
    pub candidates: Vec<Matched>,
    /// What it changes; of a new partner only the groups that it joins.
    pub effects: Vec<Effect>,
    /// Where it begins in the decoded text of the file, in bytes.
    #[serde(skip)]
    #[cfg_attr(feature = "bindings", specta(skip))]
    pub at: u64,
}

/// The account that a row matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Matched {
    /// Its number.
    pub id: PartnerId,
    /// Its name.
    pub name: String,
    /// The network's own ID.
    pub partner_id: String,
}
