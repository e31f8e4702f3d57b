//! The activity log: what was done, page by page, and what one change came to.

use serde::{Deserialize, Serialize};

use crate::changes::{Changes, PastChange};
use crate::import::Field;
use crate::partner::PartnerId;
use crate::program::Program;
use crate::query::Place;
use crate::vocabulary::{Stage, vocabulary};

vocabulary! {
    /// What changes are about.
    About {
        Partners "partners" "Partners and prospects",
        Groups "groups" "Groups",
        Imports "imports" "Imports",
        Workflows "workflows" "Workflows",
        Applications "applications" "Applications",
        Views "views" "Saved views",
    }
}

impl About {
    /// The kinds of titles of changes that are about it; none: all that are about nothing else.
    pub(crate) const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Partners => &[],
            Self::Groups => &[
                "createGroup",
                "renameGroup",
                "mergeGroups",
                "deleteGroup",
                "setGroups",
            ],
            Self::Imports => &["import", "undoImport"],
            Self::Workflows => &[
                "createWorkflow",
                "changeWorkflow",
                "switchWorkflow",
                "deleteWorkflow",
                "createTemplate",
                "changeTemplate",
                "deleteTemplate",
                "setProgram",
            ],
            Self::Applications => &[
                "acceptApplications",
                "rejectApplications",
                "linkApplication",
                "acceptWaiting",
            ],
            Self::Views => &[
                "saveView",
                "updateView",
                "renameView",
                "moveView",
                "deleteView",
            ],
        }
    }
}

/// A part of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    /// How many changes the log has, of those that are asked for.
    pub total: u32,
    /// Some of them, newest first, undone ones among them.
    pub changes: Vec<PastChange>,
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ChangeDetails {
    /// The change.
    pub change: PastChange,
    /// How many changes after it are done. It cannot be undone without them.
    pub later: u32,
    /// The first of whom it touched, by name; those who are not there (any more) are left out.
    pub touched: Vec<Touched>,
    /// What is another than before, as far as it can be told; the first lines of it.
    pub differences: Vec<Difference>,
}

/// A partner that a change touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Touched {
    /// Which.
    pub id: PartnerId,
    /// Its name now.
    pub name: String,
    /// The list that it is looked for in.
    pub place: Place,
}

/// Where partners stand, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Stand {
    /// The stage; `None` of one who is no prospect.
    pub stage: Option<Stage>,
    /// Whether the prospect is archived.
    pub archived: bool,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// One thing that is another than before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Difference {
    /// Partners that came, or went.
    Born {
        /// How many.
        partners: u32,
        /// Whether they went.
        gone: bool,
    },
    /// So many stood there and stand here.
    Standing {
        /// There.
        before: Stand,
        /// Here.
        after: Stand,
        /// How many.
        partners: u32,
    },
    /// Who joined and left a group.
    Members {
        /// The group, as it is called now; `None` where it is gone.
        group: Option<String>,
        /// How many joined.
        joined: u32,
        /// How many left.
        left: u32,
    },
    /// A group came, got another name, or went.
    Group {
        /// Its name before.
        before: Option<String>,
        /// Its name after.
        after: Option<String>,
    },
    /// A workflow came, changed, or went.
    Workflow {
        /// Before.
        before: Option<WorkflowFacts>,
        /// After.
        after: Option<WorkflowFacts>,
    },
    /// A view came, got another name, place or content, or went.
    View {
        /// Its name before.
        before: Option<String>,
        /// Its name after.
        after: Option<String>,
    },
    /// An email template came, changed, or went.
    Template {
        /// Its name before.
        before: Option<String>,
        /// Its name after.
        after: Option<String>,
    },
    /// Applications that came, or went; or were decided on or linked.
    Applications {
        /// How many.
        applications: u32,
        /// Whether they came (`true`), went (`false`), or changed.
        came: Option<bool>,
    },
    /// What is said of the program.
    Program {
        /// Before.
        before: Box<Program>,
        /// After.
        after: Box<Program>,
    },
    /// A field of a partner says something else.
    Field {
        /// Whose.
        partner: PartnerId,
        /// Which.
        field: Field,
        /// Before; empty where nothing stood there.
        before: String,
        /// After; empty where nothing stands there.
        after: String,
    },
    /// Partners to whom contacts were added, or from whom they were taken.
    Contacts {
        /// How many.
        partners: u32,
        /// Whether they were taken.
        gone: bool,
    },
    /// More partners got other data, which are too many to be told one by one.
    Edited {
        /// How many.
        partners: u32,
    },
}

/// What a workflow says, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct WorkflowFacts {
    /// Its name.
    pub name: String,
    /// Whether it is on.
    pub on: bool,
    /// Whether it accepts by itself.
    pub accept: bool,
    /// How many groups it is paired with.
    pub groups: u32,
}

/// Changes that were undone one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UndoneBack {
    /// How many.
    pub steps: u32,
    /// The last one that was undone, which is the earliest of them.
    pub last: Changes,
}
