//! What was done: an [`Op`] as asked, the [`Delta`] that it came to, and the [`Changes`] that a screen hears of.
//!
//! A delta says before and after for every value it touched, so its inverse is the same delta turned round: undo, redo and
//! do are one path.

mod patch;
mod title;

use serde::{Deserialize, Serialize};

pub use patch::{Edit, Patch};
pub use title::Title;

use crate::by_hand::{Details, Person};
use crate::group::{Group, GroupId};
use crate::partner::{Contact, PartnerId};
use crate::query::{Place, Query};
use crate::set::PartnerSet;
use crate::standing::{Event, Standing};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, Workflow, WorkflowId};

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
        /// Whether those who are prospects are archived too.
        archive_prospects: bool,
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
        /// The notes; may be empty.
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
}

/// What a change came to: before and after of every value that it touched.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Delta {
    /// Partners with the same standing before and the same after.
    pub standings: Vec<StandingShift>,
    /// Who joined and left which group.
    pub memberships: Vec<MembershipShift>,
    /// Groups made (no before), renamed, or deleted (no after).
    pub groups: Vec<GroupShift>,
    /// Workflows made (no before), changed, or deleted (no after).
    pub workflows: Vec<WorkflowShift>,
    /// Edits of partners' own data, as the fields that differ.
    pub edits: Vec<Edit>,
    /// Partners to whom this change added contacts, or takes them away where `gone` is set. They stay in the store either way, as
    /// the data of the born do.
    pub added: PartnerSet,
    /// Partners that this change brought, or takes away where `gone` is set. Their data stays in the store either way, so
    /// that a million come and go at once.
    pub born: PartnerSet,
    /// Whether what is born and added goes rather than comes.
    pub gone: bool,
}

/// A standing that changed, for all partners in which it changed alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "before, after, who")]
pub struct StandingShift {
    pub before: Standing,
    pub after: Standing,
    pub partners: PartnerSet,
}

/// Who joined and who left a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "a group, who came, who went")]
pub struct MembershipShift {
    pub group: GroupId,
    pub joined: PartnerSet,
    pub left: PartnerSet,
}

/// A group that came, changed or went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "before, after")]
pub struct GroupShift {
    pub before: Option<Group>,
    pub after: Option<Group>,
}

/// A workflow that came, changed or went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "before, after")]
pub struct WorkflowShift {
    pub before: Option<Workflow>,
    pub after: Option<Workflow>,
}

impl Delta {
    /// The delta that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            standings: self
                .standings
                .into_iter()
                .map(|shift| StandingShift {
                    before: shift.after,
                    after: shift.before,
                    partners: shift.partners,
                })
                .collect(),
            memberships: self
                .memberships
                .into_iter()
                .map(|shift| MembershipShift {
                    group: shift.group,
                    joined: shift.left,
                    left: shift.joined,
                })
                .collect(),
            groups: self
                .groups
                .into_iter()
                .rev()
                .map(|shift| GroupShift {
                    before: shift.after,
                    after: shift.before,
                })
                .collect(),
            workflows: self
                .workflows
                .into_iter()
                .rev()
                .map(|shift| WorkflowShift {
                    before: shift.after,
                    after: shift.before,
                })
                .collect(),
            edits: self
                .edits
                .into_iter()
                .rev()
                .map(|edit| Edit {
                    partner: edit.partner,
                    before: edit.after,
                    after: edit.before,
                })
                .collect(),
            added: self.added,
            born: self.born,
            gone: !self.gone,
        }
    }

    /// What is left of the delta when some partners are left alone.
    #[must_use]
    pub fn without(mut self, partners: &PartnerSet) -> Self {
        for shift in &mut self.standings {
            shift.partners -= partners;
        }
        self.standings.retain(|shift| !shift.partners.is_empty());
        for shift in &mut self.memberships {
            shift.joined -= partners;
            shift.left -= partners;
        }
        self.memberships
            .retain(|shift| !(shift.joined.is_empty() && shift.left.is_empty()));
        self.edits.retain(|edit| !partners.contains(edit.partner));
        self.added -= partners;
        self.born -= partners;
        self
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.standings.is_empty()
            && self.memberships.is_empty()
            && self.groups.is_empty()
            && self.workflows.is_empty()
            && self.edits.is_empty()
            && self.added.is_empty()
            && self.born.is_empty()
    }

    /// Every partner that the delta touches.
    pub fn partners(&self) -> PartnerSet {
        let mut all = self.born.clone();
        all |= &self.added;
        for shift in &self.standings {
            all |= &shift.partners;
        }
        for shift in &self.memberships {
            all |= &shift.joined;
            all |= &shift.left;
        }
        for edit in &self.edits {
            all.insert(edit.partner);
        }
        all
    }
}

/// What a screen hears of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The number of the change, by which undo and redo can be asked for it; `None` where nothing had to change.
    pub change: Option<u32>,
    /// What it was.
    pub title: Title,
    /// Whether it was undone rather than done.
    pub undone: bool,
    /// How many partners it touched; 0 means that nothing had to change, and nothing was written.
    pub partners: u32,
    /// The name of the one it touched, where it was one.
    pub name: Option<String>,
    /// The group that it made.
    pub group: Option<GroupId>,
}

/// What undo and redo would do next.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UndoState {
    /// The change that undo takes back.
    pub undo: Option<PastChange>,
    /// The change that redo does again.
    pub redo: Option<PastChange>,
}

/// A change in the history of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PastChange {
    /// Its number.
    pub id: u32,
    /// When.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub at: jiff::Timestamp,
    /// What.
    pub title: Title,
    /// How many partners it touched.
    pub partners: u32,
    /// The name of the one it touched, where it was one.
    pub name: Option<String>,
    /// Whether it is undone.
    pub undone: bool,
}
