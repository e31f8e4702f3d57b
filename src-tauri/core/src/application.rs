//! Applications: sign-ups that came back, and what was found out about them.

pub mod decision;
mod public_mail;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::activity::Touched;
use crate::import::{Field, guarded};
use crate::partner::PartnerId;
use crate::vocabulary::vocabulary;

/// The number of an application in its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(transparent)]
pub struct ApplicationId(pub u32);

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// Its number.
    pub id: ApplicationId,
    /// What it says.
    pub form: Form,
    /// What was found out about it.
    pub finding: Finding,
    /// The partner to whom it is linked.
    pub partner: Option<PartnerId>,
    /// The partner whose invitation's code it has.
    pub invited: Option<PartnerId>,
    /// Whether somebody decided on it.
    pub state: ApplicationState,
    /// When that was.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub decided_at: Option<Timestamp>,
    /// The name of the workflow that decided; `None`: the manager did.
    pub decided_by: Option<String>,
    /// The import that it came with; `None`: recorded by hand.
    pub import: Option<u32>,
}

/// What an application says, as it came. Only the email is never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the field of its name")]
pub struct Form {
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub applied_on: Date,
    pub name: String,
    pub email: String,
    pub website: String,
    pub partner_id: String,
    /// The invitation's code.
    pub code: String,
}

impl Form {
    /// Who applied: a name, else an address.
    pub fn applicant(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }
}

/// An application as the manager writes it by hand. Only the email is needed; no day is today.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
#[allow(missing_docs, reason = "each is the field of its name")]
pub struct Written {
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub applied_on: Option<Date>,
    pub name: String,
    pub email: String,
    pub website: String,
    pub partner_id: String,
    pub code: String,
}

impl Written {
    /// The fields that it fills, in the order of [`Written::record`].
    pub(crate) const FIELDS: [Field; 6] = [
        Field::AppliedOn,
        Field::Name,
        Field::Email,
        Field::Website,
        Field::PartnerId,
        Field::InvitationCode,
    ];

    /// It as a record that an import reads.
    pub(crate) fn record(&self) -> [String; 6] {
        let text = |text: &str| guarded(text).into_owned();
        [
            self.applied_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            text(&self.name),
            text(&self.email),
            text(&self.website),
            text(&self.partner_id),
            text(&self.code),
        ]
    }
}

vocabulary! {
    /// The two lists of applications.
    ApplicationList {
        New "new" "New",
        Processed "processed" "Processed",
    }
}

vocabulary! {
    /// What an application waits for.
    WaitsFor {
        Link "link" "To be linked",
        Joined "joined" "The partner has joined already",
        Hidden "hidden" "The partner is hidden",
        Archived "archived" "The partner is archived",
        Rejected "rejected" "The partner was rejected before",
        Code "code" "The code is in doubt",
        Workflow "workflow" "A workflow would accept it now",
        Decision "decision" "No workflow accepts it",
    }
}

/// An application as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ListedApplication {
    /// The application.
    pub application: Application,
    /// The partner to whom it is linked, where it is there.
    pub partner: Option<Touched>,
    /// The partner whose invitation it came with, where it is there.
    pub invited: Option<Touched>,
    /// What it waits for; `None`: it was decided on.
    pub waits_for: Option<WaitsFor>,
    /// The workflow that would accept it now.
    pub workflow: Option<String>,
}

/// A part of a list of applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ApplicationPage {
    /// The last application that there was then, by which a pick of all says what was seen.
    pub last: ApplicationId,
    /// How many wait.
    pub new: u32,
    /// How many were decided on.
    pub processed: u32,
    /// How many the list has, of those that are looked for.
    pub total: u32,
    /// Some of them, newest first.
    pub applications: Vec<ListedApplication>,
}

vocabulary! {
    /// What was found out about an application.
    Finding {
        InvitedContact "invitedContact" "Invited, same contact",
        InvitedDomain "invitedDomain" "Invited, same email domain",
        InvitedAccount "invitedAccount" "Invited, same account",
        SharedInvitation "sharedInvitation" "Shared invitation",
        RevokedCode "revokedCode" "Invitation revoked",
        UnknownCode "unknownCode" "Unknown invitation code",
        UsedCode "usedCode" "Invitation used before",
        Matched "matched" "Matched",
        New "new" "New partner",
        LinkedByHand "linkedByHand" "Linked by hand",
        Guessed "guessed" "One of several matches",
    }
}

vocabulary! {
    /// Whether an application waits.
    ApplicationState {
        New "new" "New",
        Accepted "accepted" "Accepted",
        Rejected "rejected" "Rejected",
    }
}
