//! What a workflow would do now, and which others say otherwise: told before it is saved.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::application::Finding;
use crate::partner::PartnerId;
use crate::vocabulary::Stage;
use crate::workflow::WorkflowId;

/// What a workflow would do if it were saved now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Simulation {
    /// The partners for whom it would speak.
    pub governed: u32,
    /// Applications that wait and would be accepted.
    pub accepted: Fate,
    /// Invitations that would be due.
    pub invitations: Fate,
    /// Follow-ups that would be due.
    pub follow_ups: Fate,
    /// Shared invitations of its partners that wait for somebody to look at them.
    pub shared: Fate,
}

/// Who would have the same fate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Fate {
    /// How many.
    pub total: u32,
    /// The first of them, by name where they are partners, and as they came where they are applications.
    pub first: Vec<Fated>,
}

/// One to whom something would happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Fated {
    /// The partner; `None` of an application that is linked to nobody.
    pub partner: Option<PartnerId>,
    /// What the partner is called, else who applied.
    pub name: String,
    /// The stage that it is in.
    pub stage: Option<Stage>,
    /// The stage to which it would go; `None`: it stays.
    pub after: Option<Stage>,
    /// Why.
    pub why: Why,
}

/// Why something would happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Why {
    /// It applied.
    Applied {
        /// When.
        #[cfg_attr(feature = "bindings", specta(type = String))]
        on: Date,
        /// What was found out about the application.
        finding: Finding,
    },
    /// It was marked, and not written to yet.
    Marked {
        /// When.
        #[cfg_attr(feature = "bindings", specta(type = String))]
        on: Date,
    },
    /// No answer came.
    NoAnswer {
        /// Since when the message is due.
        #[cfg_attr(feature = "bindings", specta(type = String))]
        since: Date,
        /// Which follow-up is due, from 1.
        place: u8,
    },
}

/// Another workflow that says otherwise of some partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// Which.
    pub workflow: WorkflowId,
    /// Its name.
    pub name: String,
    /// Of how many partners.
    pub members: u32,
    /// The groups by which they are this workflow's.
    pub ours: Vec<String>,
    /// The groups by which they are the other one's.
    pub theirs: Vec<String>,
    /// Whether this one speaks for them: the one changed last does.
    pub wins: bool,
}
