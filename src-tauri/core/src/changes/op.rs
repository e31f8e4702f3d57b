//! What a manager asks for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::application::ApplicationId;
use crate::by_hand::{Details, Person};
use crate::group::GroupId;
use crate::partner::{Contact, PartnerId};
use crate::program::Program;
use crate::query::{Place, Query};
use crate::standing::Event;
use crate::template::{TemplateId, Wording};
use crate::view::{Arrangement, ViewId};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, WorkflowId};

/// Whom an operation is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Target {
    /// These.
    Ids {
        /// Their numbers.
        ids: Vec<PartnerId>,
    },
    /// Those that are selected in a place.
    Selected {
        /// The place.
        place: Place,
    },
    /// All that match.
    Matching {
        /// What they match.
        query: Box<Query>,
    },
}

/// Which of the messages that are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
// TypeScript has a `Pick` of its own.
#[serde(rename = "MessagePick", rename_all = "camelCase", tag = "kind")]
pub enum Pick {
    /// All of them.
    All {
        /// As they were seen: a page of the outbox tells its number. What became due since is not meant. `None`: as they are now.
        #[serde(default)]
        seen: Option<u32>,
    },
    /// Those to these partners, of whom each has one at the most.
    Ids {
        /// Their numbers.
        ids: Vec<PartnerId>,
        /// As for all of them: where another message is due to one by now, it is not meant.
        #[serde(default)]
        seen: Option<u32>,
    },
}

impl Pick {
    /// All that are due now.
    pub const ALL: Self = Self::All { seen: None };

    /// Those that are due to these partners now.
    pub const fn of(ids: Vec<PartnerId>) -> Self {
        Self::Ids { ids, seen: None }
    }

    /// When they were seen.
    pub const fn seen(&self) -> Option<u32> {
        match self {
            Self::All { seen } | Self::Ids { seen, .. } => *seen,
        }
    }
}

/// Which applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ApplicationPick {
    /// All that wait and have this text in them; empty: all that wait.
    #[serde(rename_all = "camelCase")]
    Waiting {
        /// The text.
        text: String,
        /// The last that was seen: those that came later are not meant. `None`: all that wait now.
        #[serde(default)]
        up_to: Option<ApplicationId>,
    },
    /// These.
    Ids {
        /// Their numbers.
        ids: Vec<ApplicationId>,
    },
}

/// A change that the manager asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Op {
    /// Marks as prospects; shows hidden ones again.
    Mark {
        /// Whom.
        target: Target,
    },
    /// Takes the mark back; archives those past New.
    Unmark {
        /// Whom.
        target: Target,
    },
    /// Hides from the marketplaces.
    #[serde(rename_all = "camelCase")]
    Hide {
        /// Whom.
        target: Target,
        /// Why; may be empty.
        reason: String,
        /// The day on which they come back by themselves; `None`: never.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<Date>,
        /// Whether those who are prospects are archived too.
        archive_prospects: bool,
    },
    /// Sets the day on which hidden ones come back by themselves.
    Snooze {
        /// Whom.
        target: Target,
        /// The day; `None`: they stay hidden.
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<Date>,
    },
    /// Shows those hidden ones again whose day has come.
    ComeBack {
        /// Whom.
        target: Target,
    },
    /// Shows hidden ones again.
    Show {
        /// Whom.
        target: Target,
    },
    /// Sets the stage of those who are followed.
    SetStage {
        /// Whom.
        target: Target,
        /// The stage.
        stage: Stage,
        /// Why; not empty.
        reason: String,
    },
    /// Notes what happened; stages follow from it.
    Record {
        /// To whom.
        target: Target,
        /// What.
        event: Event,
        /// Why; may be empty.
        reason: String,
    },
    /// Takes those who are followed out of the funnel, with their history kept.
    Archive {
        /// Whom.
        target: Target,
    },
    /// Brings archived ones back.
    Restore {
        /// Whom.
        target: Target,
    },
    /// Adds a contact of the manager's to a partner.
    AddContact {
        /// To whom.
        partner: PartnerId,
        /// The contact.
        person: Person,
    },
    /// Writes a contact of the manager's over. An account's own are not edited.
    ChangeContact {
        /// Whose.
        partner: PartnerId,
        /// The contact as it was seen.
        contact: Contact,
        /// What it is to be.
        person: Person,
    },
    /// Takes a contact of the manager's away.
    RemoveContact {
        /// Whose.
        partner: PartnerId,
        /// The contact as it was seen.
        contact: Contact,
    },
    /// Writes the notes of one over.
    SetNotes {
        /// Whose.
        partner: PartnerId,
        /// The notes as they were seen.
        seen: String,
        /// What they are to be; may be empty.
        notes: String,
    },
    /// Adds a note to those that there are: a line of its own.
    AddNote {
        /// To whom.
        target: Target,
        /// The note; not empty.
        note: String,
    },
    /// Edits a partner's own data.
    SetDetails {
        /// Whose.
        partner: PartnerId,
        /// What it is to be.
        details: Box<Details>,
    },
    /// Makes a group.
    CreateGroup {
        /// Its name.
        name: String,
    },
    /// Gives a group another name.
    RenameGroup {
        /// Which.
        id: GroupId,
        /// Its name from now on.
        name: String,
    },
    /// Puts the members of some groups into one and deletes those groups; workflows that were paired with them are paired with
    /// that one.
    MergeGroups {
        /// The groups that go.
        from: Vec<GroupId>,
        /// The group that stays, with its name.
        into: GroupId,
    },
    /// Deletes a group. Its members stay; workflows are no longer paired with it.
    DeleteGroup {
        /// Which.
        id: GroupId,
    },
    /// Puts into some groups and takes out of others.
    SetGroups {
        /// Whom.
        target: Target,
        /// The groups to be in.
        add: Vec<GroupId>,
        /// The groups not to be in.
        remove: Vec<GroupId>,
    },
    /// Makes a workflow, or changes one.
    PutWorkflow {
        /// Which; `None`: a new one.
        id: Option<WorkflowId>,
        /// What it says from now on.
        rules: Rules,
    },
    /// Deletes a workflow.
    DeleteWorkflow {
        /// Which.
        id: WorkflowId,
    },
    /// Makes an email template, or changes one.
    PutTemplate {
        /// Which; `None`: a new one.
        id: Option<TemplateId>,
        /// What it says from now on.
        wording: Wording,
    },
    /// Deletes an email template that no workflow uses.
    DeleteTemplate {
        /// Which.
        id: TemplateId,
    },
    /// Says what the program is called, who writes, and where invitations lead.
    SetProgram {
        /// What is said from now on.
        program: Box<Program>,
    },
    /// Notes that messages that were due were sent: those who got them were written to.
    MarkSent {
        /// Which.
        messages: Pick,
        /// When; `None`: today.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        on: Option<Date>,
    },
    /// Notes that messages that are due are not to be sent.
    SkipMessages {
        /// Which.
        messages: Pick,
    },
    /// Makes the invitations of some invalid. Their next ones are valid.
    RevokeInvitation {
        /// Whose.
        target: Target,
    },
    /// Accepts applications, or rejects them.
    DecideApplications {
        /// Which.
        applications: ApplicationPick,
        /// Whether they are accepted.
        accept: bool,
        /// Why; may be empty.
        reason: String,
    },
    /// Links an application to a partner.
    LinkApplication {
        /// Which.
        application: ApplicationId,
        /// To whom; `None`: it is matched as if it had no code, and where nobody matches a new partner is made.
        partner: Option<PartnerId>,
        /// Why; not empty.
        reason: String,
    },
    /// Accepts those applications that wait although a workflow would accept them now.
    AcceptWaiting {
        /// The workflow.
        workflow: WorkflowId,
    },
    /// Saves a view, the last of its list.
    SaveView {
        /// Its name.
        name: String,
        /// What it shows.
        arrangement: Box<Arrangement>,
    },
    /// Makes a view show something else.
    UpdateView {
        /// Which.
        id: ViewId,
        /// What it shows from now on, of the same list.
        arrangement: Box<Arrangement>,
    },
    /// Gives a view another name.
    RenameView {
        /// Which.
        id: ViewId,
        /// Its name from now on.
        name: String,
    },
    /// Puts a view elsewhere among those of its list.
    MoveView {
        /// Which.
        id: ViewId,
        /// Its place from now on, from 0; at the most the last.
        to: u32,
    },
    /// Deletes a view.
    DeleteView {
        /// Which.
        id: ViewId,
    },
}
