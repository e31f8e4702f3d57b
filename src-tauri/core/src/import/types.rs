//! The words of imports: what is asked, what a row came to, what is wrong with it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::changes::Patch;
use crate::group::GroupId;
use crate::partner::{Partner, PartnerId};
use crate::standing::Standing;
use crate::vocabulary::{Platform, vocabulary};

vocabulary! {
    /// What a file holds.
    ImportKind {
        Prospects "prospects" "Prospects",
        Catalogue "catalogue" "Catalogue",
    }
}

vocabulary! {
    /// What became of a row: exactly one for each.
    Outcome {
        Create "create" "Create",
        Match "match" "Match",
        Update "update" "Update",
        Unchanged "unchanged" "Unchanged",
        Error "error" "Error",
        Skipped "skipped" "Skipped",
    }
}

vocabulary! {
    /// What is wrong with, or worth knowing of, a row. The codes are stable.
    IssueCode {
        RequiredMissing "requiredMissing" "Required value missing",
        EmailInvalid "emailInvalid" "Email invalid",
        WebsiteInvalid "websiteInvalid" "Website invalid",
        UnknownGroup "unknownGroup" "Unknown group",
        TwoGroups "twoGroups" "Two groups in one cell",
        UnknownType "unknownType" "Unknown type",
        UnknownPlatform "unknownPlatform" "Unknown platform",
        UnknownCountry "unknownCountry" "Unknown country",
        UnknownLanguage "unknownLanguage" "Unknown language",
        UnknownBusinessModel "unknownBusinessModel" "Unknown business model",
        UnknownCategory "unknownCategory" "Unknown category",
        NumberInvalid "numberInvalid" "Number invalid",
        DateInvalid "dateInvalid" "Date invalid",
        ChannelInvalid "channelInvalid" "Channel invalid",
        ColumnCount "columnCount" "Wrong number of columns",
        QuoteStray "quoteStray" "Unclosed or stray quote",
        Undecodable "undecodable" "Bytes that the encoding cannot hold",
        Nul "nul" "NUL character",
        TooLong "tooLong" "Value too long",
        ConflictInFile "conflictInFile" "Same email, other name",
        ConflictOfMatches "conflictOfMatches" "Keys point to different accounts",
        DuplicateRow "duplicateRow" "Duplicate row",
        AlreadyProspect "alreadyProspect" "Already a prospect",
        Hidden "hidden" "Hidden",
        Archived "archived" "Archived",
        Joined "joined" "Joined",
        RejectedBefore "rejectedBefore" "Rejected before",
        Ambiguous "ambiguous" "Ambiguous match",
        NameDiffers "nameDiffers" "Matched name differs",
        RoleAddress "roleAddress" "Role address",
        Normalised "normalised" "Value trimmed or normalised",
    }
}

vocabulary! {
    /// Whether an issue keeps its row out.
    Severity {
        Error "error" "Error",
        Warning "warning" "Warning",
    }
}

impl IssueCode {
    /// Whether the issue keeps its row out.
    pub const fn severity(self) -> Severity {
        match self {
            Self::DuplicateRow
            | Self::AlreadyProspect
            | Self::Hidden
            | Self::Archived
            | Self::Joined
            | Self::RejectedBefore
            | Self::Ambiguous
            | Self::NameDiffers
            | Self::RoleAddress
            | Self::Normalised => Severity::Warning,
            _ => Severity::Error,
        }
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
}

impl Request {
    /// The prospects in `file`, read and mapped as it suggests.
    pub fn of(file: &std::path::Path) -> Self {
        Self {
            file: file.to_owned(),
            kind: ImportKind::Prospects,
            reading: Reading::default(),
            mapping: None,
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
    /// The line of the header, from 1; 0 says that there is none.
    pub header_row: Option<u32>,
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
    /// The character around fields that hold delimiters or line ends.
    pub quote: char,
    /// The line of the header, from 1; `None`: the file has none, and its columns are named by position.
    pub header_row: Option<u32>,
    /// Bytes of the file.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub bytes: f64,
    /// Rows after the header; `None` when only the head was looked at.
    pub rows: Option<u32>,
    /// Whether all of this is beyond doubt.
    pub sure: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The first rows after the header, as fields.
    pub sample: Vec<Vec<String>>,
    /// The required fields that no column fills.
    pub missing: Vec<Field>,
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
        Group "group" "Group",
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
    /// Warnings over all rows.
    pub warnings: u32,
    /// Problems by cause, errors before warnings, the frequent first.
    pub causes: Vec<Cause>,
    /// The hash of the file's bytes, to see that it is still the same one.
    pub file_hash: String,
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
    pub fields: Vec<String>,
    /// The account that it matched, or the partner of an earlier row of the file.
    pub matched: Option<Matched>,
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

/// What a row does to the workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// To whom; a new partner has been given its number.
    pub partner: PartnerId,
    /// The new partner.
    pub create: Option<Box<Partner>>,
    /// Whether it becomes a prospect.
    pub mark: bool,
    /// What changes in its data: before and after.
    pub edit: Option<(Patch, Patch)>,
    /// The groups that it joins.
    pub join: Vec<GroupId>,
}

/// What an import needs to know of an account that a row matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// The network's own ID; may be empty.
    pub partner_id: String,
    /// When it was last seen active.
    pub last_active_on: Option<jiff::civil::Date>,
}

/// Accounts and groups as an import sees them.
pub trait Lookup {
    /// Those with this network ID (see [`crate::text::partner_id_key`]).
    fn by_partner_id(&self, key: &str) -> Vec<PartnerId>;
    /// Those with a contact of this address (see [`crate::text::email_key`]).
    fn by_email(&self, key: &str) -> Vec<PartnerId>;
    /// Those with this registrable domain.
    fn by_domain(&self, domain: &str) -> Vec<PartnerId>;
    /// Those with this handle on this platform (see [`crate::text::handle_key`]).
    fn by_handle(&self, platform: Platform, key: &str) -> Vec<PartnerId>;
    /// Those of this name (see [`crate::text::name_key`]) that have no other key: no network ID, address, domain of their
    /// own, or channel.
    fn by_name_alone(&self, key: &str) -> Vec<PartnerId>;
    /// The data of one.
    fn partner(&self, id: PartnerId) -> Option<Partner>;
    /// What an import says of one that it matched. Called for every row that matches; worth answering without
    /// fetching all of the partner.
    fn account(&self, id: PartnerId) -> Option<Account> {
        self.partner(id).map(|partner| Account {
            name: partner.name,
            partner_id: partner.partner_id,
            last_active_on: partner.last_active_on,
        })
    }
    /// Where one stands with the manager.
    fn standing(&self, id: PartnerId) -> Standing;
    /// Whether one is in a group.
    fn is_member(&self, group: GroupId, id: PartnerId) -> bool;
    /// Every group and its name.
    fn groups(&self) -> Vec<crate::group::Group>;
    /// The first number that is free for a new partner; those after it are free as well.
    fn next_id(&self) -> PartnerId;
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

/// Why a file cannot be imported at all. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file is not there (any more).
    #[error("the file is gone")]
    Vanished,
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[source] std::io::Error),
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is not text: a picture, a workbook, a program. `looks_like` says what it seems to be, by its first bytes.
    #[error("the file is not text")]
    NotText {
        /// What it seems to be: `png`, `jpeg`, `zip`, `xlsx`, `pdf`, … or empty.
        looks_like: &'static str,
    },
    /// The encoding that was asked for is not known.
    #[error("there is no encoding {0}")]
    UnknownEncoding(String),
    /// No header was found.
    #[error("the file has no header")]
    NoHeader,
    /// No column fills a field that every row needs.
    #[error("no column for {0:?}")]
    RequiredColumn(Vec<Field>),
    /// Two columns fill the same field.
    #[error("two columns for {0:?}")]
    MappedTwice(Field),
    /// The mapping has more columns than the file.
    #[error("the mapping has {mapped} columns, the file {columns}")]
    MappingTooLong {
        /// Columns of the mapping.
        mapped: usize,
        /// Columns of the file.
        columns: usize,
    },
    /// The file changed after the dry run.
    #[error("the file has changed")]
    Changed,
}

/// Why an import stopped. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// The file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The user cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The sink.
    #[error("the sink: {0}")]
    Sink(E),
}
