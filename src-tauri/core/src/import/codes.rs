//! What can be wrong with a row, or worth knowing of it.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is wrong with, or worth knowing of, a row. The codes are stable.
    IssueCode {
        RequiredMissing "requiredMissing" "Required value missing",
        EmailInvalid "emailInvalid" "Email invalid",
        WebsiteInvalid "websiteInvalid" "Website invalid",
        UnknownGroup "unknownGroup" "Unknown group",
        TwoGroups "twoGroups" "Two groups in one cell",
        UnknownType "unknownType" "Unknown type",
        UnknownPlatform "unknownPlatform" "Unknown platform",
        UnknownCountry "unknownCountry" "Unknown country",
        UnknownLanguage "unknownLanguage" "Unknown language",
        UnknownBusinessModel "unknownBusinessModel" "Unknown business model",
        UnknownCategory "unknownCategory" "Unknown category",
        NumberInvalid "numberInvalid" "Number invalid",
        DateInvalid "dateInvalid" "Date invalid",
        DateUnclear "dateUnclear" "Day and month not to be told apart",
        ChannelInvalid "channelInvalid" "Channel invalid",
        UnknownPartner "unknownPartner" "Unknown partner ID",
        AddAndRemove "addAndRemove" "Group both to add to and to remove from",
        YesNoInvalid "yesNoInvalid" "Neither yes nor no",
        NothingAsked "nothingAsked" "Nothing to change",
        ColumnCount "columnCount" "Wrong number of columns",
        QuoteStray "quoteStray" "Unclosed or stray quote",
        Undecodable "undecodable" "Bytes that the encoding cannot hold",
        Nul "nul" "NUL character",
        TooLong "tooLong" "Value too long",
        ConflictInFile "conflictInFile" "Same email, other name",
        ConflictOfMatches "conflictOfMatches" "Keys point to different accounts",
        DuplicateRow "duplicateRow" "Duplicate row",
        AlreadyProspect "alreadyProspect" "Already a prospect",
        Hidden "hidden" "Hidden",
        Archived "archived" "Archived",
        Joined "joined" "Joined",
        Expired "expired" "Expired",
        RejectedBefore "rejectedBefore" "Rejected before",
        NotAccepted "notAccepted" "Not joined: no workflow accepts the group",
        SharedInvitation "sharedInvitation" "Invitation of somebody else",
        RevokedCode "revokedCode" "Invitation revoked",
        UnknownCode "unknownCode" "Unknown invitation code",
        UsedCode "usedCode" "Invitation code used before",
        Ambiguous "ambiguous" "Ambiguous match",
        NameDiffers "nameDiffers" "Matched name differs",
        RoleAddress "roleAddress" "Role address",
        HandleAlone "handleAlone" "Handle without a platform",
        Normalised "normalised" "Value trimmed or normalised",
    }
}

vocabulary! {
    /// Whether an issue keeps its row out.
    Severity {
        Error "error" "Error",
        Warning "warning" "Warning",
    }
}

impl IssueCode {
    /// Whether the issue keeps its row out.
    pub const fn severity(self) -> Severity {
        match self {
            Self::DuplicateRow
            | Self::AlreadyProspect
            | Self::Hidden
            | Self::Archived
            | Self::Joined
            | Self::Expired
            | Self::RejectedBefore
            | Self::NotAccepted
            | Self::SharedInvitation
            | Self::RevokedCode
            | Self::UnknownCode
            | Self::UsedCode
            | Self::Ambiguous
            | Self::NameDiffers
            | Self::RoleAddress
            | Self::HandleAlone
            | Self::Normalised => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
