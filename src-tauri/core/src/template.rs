//! Email templates: a subject and a text with merge tags.

pub mod tags;
mod wording;

use serde::{Deserialize, Serialize};

pub use wording::{BODY_LIMIT, SUBJECT_LIMIT, WordingIssue};

/// The number of a template in its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(transparent)]
pub struct TemplateId(pub u32);

/// An email template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Template {
    /// Its number.
    pub id: TemplateId,
    /// What the manager wrote.
    pub wording: Wording,
}

/// What the manager writes of a template.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Wording {
    /// Its name, trimmed.
    pub name: String,
    /// The subject of the email, with merge tags.
    pub subject: String,
    /// Its text, with merge tags; lines end in LF.
    pub body: String,
}
