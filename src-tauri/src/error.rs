//! What a command can refuse with, as the window hears it. A variant stands here only where the screen acts differently. It carries
//! facts; the window makes the sentence. All else is an incident: a number that the window shows, with what happened in the local log.

mod changes;
mod files;
mod lists;
mod names;
mod opening;
mod values;

use std::path::Path;

use prospect_core::by_hand::Flaw;
use prospect_core::import::{Excess, Field};
use prospect_core::program::ProgramIssue;
use prospect_core::template::WordingIssue;
use serde::Serialize;

/// Why a command did not do what it was asked. What stood before it still stands.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum CommandError {
    /// No workspace is open.
    NoWorkspace,
    /// There is no such workspace file.
    WorkspaceMissing {
        /// The file.
        path: String,
    },
    /// A workspace was to be made where a file stands.
    WorkspaceExists {
        /// The file.
        path: String,
    },
    /// The file is not a workspace.
    NotAWorkspace {
        /// The file.
        path: String,
    },
    /// A later version of the app wrote the workspace.
    WorkspaceNewer {
        /// The file.
        path: String,
        /// Its version.
        found: u32,
        /// The last version that this app knows.
        known: u32,
    },
    /// The workspace is open in another window or program.
    WorkspaceInUse {
        /// The file.
        path: String,
    },
    /// The workspace, or its folder, cannot be written.
    WorkspaceReadOnly {
        /// The file or folder; `null` where it was writable when it was opened.
        path: Option<String>,
    },
    /// The workspace file is damaged.
    WorkspaceDamaged,
    /// The workspace was moved, deleted or replaced while it was open.
    WorkspaceGone,
    /// A backup was restored since this was begun.
    BackupRestored,
    /// Another program holds the workspace for the moment.
    WorkspaceBusy,
    /// No room is left on the disk.
    DiskFull,
    /// The disk, or the computer that a network folder lies on, does not answer.
    DiskDoesNotAnswer,
    /// The backup is not there (any more).
    NoSuchBackup,
    /// The backup is damaged.
    BackupDamaged,

    /// The result is no longer kept: ask anew.
    Overtaken,
    /// The partner is not there (any more).
    NoSuchPartner,
    /// The group is not there (any more).
    NoSuchGroup,
    /// The import is not there.
    NoSuchImport,
    /// A group needs a name.
    GroupNameEmpty,
    /// The name of the group is too long.
    GroupNameTooLong {
        /// The characters that it has.
        characters: u32,
        /// The most that it may have.
        limit: u32,
    },
    /// There is a group of that name.
    GroupNameTaken {
        /// As it is written.
        existing: String,
    },
    /// The workflow is not there (any more).
    NoSuchWorkflow,
    /// A workflow needs a name.
    WorkflowNameEmpty,
    /// The name of the workflow is too long.
    WorkflowNameTooLong {
        /// The characters that it has.
        characters: u32,
        /// The most that it may have.
        limit: u32,
    },
    /// There is a workflow of that name.
    WorkflowNameTaken {
        /// As it is written.
        existing: String,
    },
    /// A follow-up does not come later than the one before it, or too late.
    FollowUpDays {
        /// Which, from 1.
        place: u32,
        /// The most days after which one may come.
        limit: u32,
    },
    /// A workflow has too many follow-ups.
    FollowUpsTooMany {
        /// The most that it may have.
        limit: u32,
    },
    /// The email template is not there (any more).
    NoSuchTemplate,
    /// An email template needs a name.
    TemplateNameEmpty,
    /// The name of the email template is too long.
    TemplateNameTooLong {
        /// The characters that it has.
        characters: u32,
        /// The most that it may have.
        limit: u32,
    },
    /// There is an email template of that name.
    TemplateNameTaken {
        /// As it is written.
        existing: String,
    },
    /// What an email template is to say cannot be said.
    TemplateInvalid {
        /// Why.
        issue: WordingIssue,
    },
    /// Workflows use the email template.
    TemplateInUse {
        /// What they are called.
        workflows: Vec<String>,
    },
    /// No message that was picked is due any more, or those that are lack something.
    MessageNotReady,
    /// The message is not due any more, lacks something, or is too long for the mail program.
    MessageNotOpened,
    /// The program says no address to send from.
    NoSender,
    /// What is to be said of the program cannot be.
    ProgramInvalid {
        /// Why.
        issue: ProgramIssue,
    },
    /// The outbox in which messages were chosen is kept no longer.
    OutboxChanged,
    /// The application is not there (any more).
    NoSuchApplication,
    /// An application that waits no more.
    ApplicationDecided,
    /// An application that is linked to nobody, and so cannot be accepted.
    ApplicationNotLinked,
    /// An application that cannot be matched by itself.
    ApplicationUnmatched,
    /// The view is not there (any more).
    NoSuchView,
    /// A view needs a name.
    ViewNameEmpty,
    /// The name of the view is too long.
    ViewNameTooLong {
        /// The characters that it has.
        characters: u32,
        /// The most that it may have.
        limit: u32,
    },
    /// The list has a view of that name.
    ViewNameTaken {
        /// As it is written.
        existing: String,
    },
    /// A stage that is set by hand needs a reason.
    ReasonMissing,
    /// The reason is too long.
    ReasonTooLong {
        /// The characters that it has.
        characters: u32,
        /// The most that it may have.
        limit: u32,
    },
    /// A value cannot stand in its field.
    BadValue {
        /// The field.
        field: Field,
        /// What is wrong with it.
        flaw: Flaw,
        /// Of which channel it is, from 1; `null`: of the partner itself.
        place: Option<u32>,
        /// The most characters that the field holds.
        limit: u32,
        /// What the value may have meant.
        suggestion: Option<String>,
    },
    /// The notes that were to be written over are not the ones that were seen.
    NotesChanged,
    /// Another partner has the network's ID already.
    PartnerIdTaken {
        /// Who has it.
        name: String,
    },
    /// The contact is not there (any more), or is the account's own.
    NoSuchContact,
    /// What is to be recorded cannot have happened: the day is yet to come.
    NotYet {
        /// The day.
        day: String,
    },
    /// A proposal would expire before it was sent.
    ExpiresBeforeSent {
        /// When it was sent.
        sent: String,
        /// When it is to expire.
        expires: String,
    },
    /// The day on which somebody is to come back is today, or past.
    NotToCome {
        /// The day.
        day: String,
    },
    /// Nothing is left to undo.
    NothingToUndo,
    /// Nothing is left to redo.
    NothingToRedo,
    /// The change is not in the history (any more).
    NoSuchChange,
    /// The change that was to be undone or done again is not the next one (any more).
    NotNext,
    /// The file is not there (any more).
    FileVanished,
    /// The file cannot be read.
    FileUnreadable,
    /// Nothing is in the file.
    FileEmpty,
    /// The file is neither text nor a spreadsheet.
    FileNotText {
        /// What it seems to be (`png`, `docx`, `pdf` …); empty where that cannot be told.
        looks_like: String,
    },
    /// The workbook is locked with a password.
    WorkbookEncrypted,
    /// The workbook cannot be made sense of.
    WorkbookBroken {
        /// What it is: `xlsx`, `xlsb`, `ods` or `xls`.
        format: String,
    },
    /// Nothing is in the workbook, or in the sheet that was asked for.
    WorkbookEmpty,
    /// The workbook has no such sheet.
    NoSuchSheet {
        /// As it was asked for.
        sheet: String,
    },
    /// The workbook has more in it than is ever unpacked.
    WorkbookTooLarge {
        /// What there is too much of.
        excess: Excess,
        /// The most that is taken; of bytes the mebibytes.
        limit: u32,
    },
    /// The encoding is not known.
    UnknownEncoding {
        /// As it was asked for.
        encoding: String,
    },
    /// The file has no header.
    NoHeader,
    /// No column fills fields that every row needs.
    RequiredColumns {
        /// The fields.
        fields: Vec<Field>,
    },
    /// Two columns fill the same field.
    MappedTwice {
        /// The field.
        field: Field,
    },
    /// The mapping has more columns than the file.
    MappingTooLong {
        /// Columns of the mapping.
        mapped: u32,
        /// Columns of the file.
        columns: u32,
    },
    /// The file changed after its dry run.
    FileChanged,
    /// The workspace changed after the dry run.
    WorkspaceChanged,
    /// The work was cancelled.
    Cancelled,
    /// Other long work is under way.
    AlreadyRunning,
    /// There is no dry run to look into (any more).
    NoDryRun,
    /// A file cannot be written there.
    CannotWrite {
        /// The file.
        path: String,
    },

    /// The path came neither from a dialog nor from a drop on the window.
    NotGranted,
    /// An argument is larger than the window ever sends.
    TooLarge {
        /// Which.
        argument: String,
        /// The most that is taken.
        limit: u32,
    },
    /// The address is neither `http`, `https` nor `mailto`.
    AddressRefused {
        /// The address.
        address: String,
    },
    /// No program opens the address.
    NothingOpens {
        /// The address.
        address: String,
    },
    /// Anything else: the local log has the causes under this number.
    Internal {
        /// The number.
        incident: String,
    },
}

/// What a command gives.
pub type Outcome<T> = Result<T, CommandError>;

impl CommandError {
    /// An incident: writes to the local log what happened, which holds no value of a workspace and no path, and gives it a number.
    pub fn logged(what: &str) -> Self {
        let incident = jiff::Timestamp::now()
            .strftime("%y%m%d-%H%M%S-%6f")
            .to_string();
        tracing::error!(%incident, "{what}");
        Self::Internal { incident }
    }
}

/// A path as people read it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
