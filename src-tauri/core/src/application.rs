//! Applications: sign-ups that came back, and what was found out about them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
