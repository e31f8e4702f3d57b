//! The outbox: which message is due for a partner, and what stands in one. Pure: what was sent stands with the prospect, and the day is
//! passed in.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::partner::PartnerId;
use crate::standing::Standing;
use crate::template::TemplateId;
use crate::template::tags::{Tag, TagFault};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, WorkflowId};

#[cfg(test)]
mod tests;

/// Which message of a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
// In TypeScript an import has steps too, so that these need another name there.
#[serde(
    rename = "MessageStep",
    rename_all = "camelCase",
    tag = "kind",
    content = "number"
)]
pub enum Step {
    /// The first one.
    Invitation,
    /// One after it, from 1.
    FollowUp(u8),
}

/// A message that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// Since when.
    pub on: Date,
    /// Which.
    pub step: Step,
    /// In which words.
    pub template: TemplateId,
}

/// The message that is due for one who stands so, in a group of the workflow that says `rules`; there is never more than one.
///
/// The invitation is due in New. A follow-up is due in Outreach, so many days after the partner was written to last as the workflow
/// leaves between the two, at least one, and never before its own day since the partner came to Outreach: one that was skipped
/// does not bring the next one forward.
pub fn due(standing: &Standing, rules: &Rules, today: Date) -> Option<Due> {
    if !rules.on || !standing.is_prospect() || standing.is_hidden() {
        return None;
    }
    let prospect = standing.prospect.as_ref()?;
    let due = match prospect.stage {
        Stage::New if !prospect.mailed.invited => Due {
            on: prospect.since(),
            step: Step::Invitation,
            template: rules.invite?,
        },
        Stage::Outreach => {
            let sent = usize::from(prospect.mailed.follow_ups);
            let next = rules.follow_ups.get(sent)?;
            let before = sent
                .checked_sub(1)
                .map_or(0, |at| rules.follow_ups[at].after);
            let between = next.after.saturating_sub(before).max(1);
            let since = prospect.since();
            let written = prospect.contacted_on.unwrap_or(since);
            Due {
                on: later(written, between).max(later(since, next.after)),
                step: Step::FollowUp(prospect.mailed.follow_ups.checked_add(1)?),
                template: next.template,
            }
        }
        _ => return None,
    };
    (due.on <= today).then_some(due)
}

fn later(day: Date, days: u16) -> Date {
    day.saturating_add(i32::from(days).days())
}

impl Standing {
    /// With a message noted as sent, or as one that is not to be.
    #[must_use]
    pub fn mailed(&self, step: Step) -> Self {
        let mut after = self.clone();
        if let Some(prospect) = &mut after.prospect {
            match step {
                Step::Invitation => prospect.mailed.invited = true,
                Step::FollowUp(number) => {
                    prospect.mailed.follow_ups = prospect.mailed.follow_ups.max(number);
                }
            }
        }
        after
    }
}

/// What keeps a message from being drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Lack {
    /// No contact has an address that mail programs take.
    Address,
    /// The template is gone, or cannot be read.
    Template,
    /// A tag has neither a value nor something in its stead.
    Value {
        /// The tag.
        tag: Tag,
    },
}

/// Who is written to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// First and last name; may be empty.
    pub name: String,
    /// The address; empty where there is none.
    pub email: String,
}

/// A message that is due, as a line of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// To whom: each partner has one message at the most.
    pub partner: PartnerId,
    /// What the partner is called.
    pub name: String,
    /// Who of it is written to: the manager's own contact before the account's.
    pub recipient: Recipient,
    /// Which message.
    pub step: Step,
    /// Since when it is due.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub on: Date,
    /// The workflow that wants it.
    pub workflow: WorkflowId,
    /// What that is called.
    pub workflow_name: String,
    /// The template.
    pub template: TemplateId,
    /// What that is called; empty where it is gone.
    pub template_name: String,
    /// The subject, where it can be told.
    pub subject: Option<String>,
    /// What keeps it from being drafted; nothing: it is ready.
    pub lacks: Vec<Lack>,
}

/// A message with its whole text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The message.
    pub message: Message,
    /// Its text, where it can be told.
    pub body: Option<String>,
    /// Whether it is too long to be handed to the mail program as an address; it can be saved as a file all the same.
    pub long: bool,
}

/// How many messages are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OutboxCounts {
    /// All.
    pub total: u32,
    /// Those that can be sent.
    pub ready: u32,
    /// Those that lack something.
    pub blocked: u32,
}

/// Which of the messages are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Shown {
    #[default]
    All,
    Ready,
    Blocked,
}

/// Some of the messages that are due, the longest due first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OutboxPage {
    /// The number of the outbox as it was then, by which a pick says what was seen.
    pub seen: u32,
    /// How many there are of each.
    pub counts: OutboxCounts,
    /// These of those that are listed.
    pub messages: Vec<Message>,
}

/// A template as it would read for a prospect.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TemplatePreview {
    /// How many prospects there are to look at.
    pub of: u32,
    /// Which of them this is, from 0.
    pub at: u32,
    /// The prospect; `None`: there is nobody to look at.
    pub partner: Option<PartnerId>,
    /// What it is called.
    pub name: String,
    /// Who is written to.
    pub recipient: Recipient,
    /// The subject, where it can be told.
    pub subject: Option<String>,
    /// The text, where it can be told.
    pub body: Option<String>,
    /// What keeps it from being drafted.
    pub lacks: Vec<Lack>,
    /// Tags that cannot stand.
    pub faults: Vec<TagFault>,
}
