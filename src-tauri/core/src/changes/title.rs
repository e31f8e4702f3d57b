//! What changes are called.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::standing::Event;
use crate::vocabulary::Stage;

/// What a change was, by name: enough for a menu, a toast and a timeline to say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
#[allow(missing_docs, reason = "each is the operation of its name")]
pub enum Title {
    Mark,
    Unmark,
    Hide {
        reason: String,
        /// The day on which they come back by themselves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<Date>,
    },
    Snooze {
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<Date>,
    },
    /// The day had come of those who were hidden until then.
    ComeBack,
    Show,
    /// Set by hand.
    SetStage {
        stage: Stage,
        reason: String,
    },
    /// Stages followed from it.
    Record {
        event: Event,
        reason: String,
    },
    Archive,
    Restore,
    /// A contact goes by its name, else by its address.
    AddContact {
        contact: String,
    },
    ChangeContact {
        contact: String,
    },
    RemoveContact {
        contact: String,
    },
    SetNotes,
    AddNote {
        note: String,
    },
    /// A partner's own data.
    SetDetails,
    /// A prospect was added by hand: one who was known, or a new partner.
    AddByHand,
    CreateGroup {
        name: String,
    },
    RenameGroup {
        /// What it was called until then.
        before: String,
        name: String,
    },
    MergeGroups {
        /// The groups that went.
        merged: Vec<String>,
        into: String,
        /// The workflows that were paired with those, and now are with the one that stays.
        workflows: Vec<String>,
    },
    DeleteGroup {
        name: String,
        /// The workflows that were paired with it.
        workflows: Vec<String>,
    },
    SetGroups {
        added: Vec<String>,
        removed: Vec<String>,
    },
    CreateWorkflow {
        name: String,
    },
    ChangeWorkflow {
        name: String,
    },
    /// Nothing of it changed but that it is on, or off.
    SwitchWorkflow {
        name: String,
        on: bool,
    },
    DeleteWorkflow {
        name: String,
    },
    CreateTemplate {
        name: String,
    },
    ChangeTemplate {
        name: String,
    },
    DeleteTemplate {
        name: String,
    },
    SetProgram,
    /// Messages that workflows had drafted.
    MarkSent,
    SkipMessages,
    RevokeInvitation,
    AcceptApplications {
        applications: u32,
        reason: String,
    },
    RejectApplications {
        applications: u32,
        reason: String,
    },
    LinkApplication {
        /// Who applied: a name, else an address.
        applicant: String,
        reason: String,
    },
    /// A workflow accepted those who waited.
    AcceptWaiting {
        /// Its name.
        workflow: String,
        applications: u32,
    },
    SaveView {
        name: String,
    },
    /// It shows something else.
    UpdateView {
        name: String,
    },
    RenameView {
        /// What it was called until then.
        before: String,
        name: String,
    },
    MoveView {
        name: String,
    },
    DeleteView {
        name: String,
    },
    Import {
        import: u32,
        file: String,
    },
    /// An import was taken back after other changes.
    UndoImport {
        import: u32,
        file: String,
    },
}
