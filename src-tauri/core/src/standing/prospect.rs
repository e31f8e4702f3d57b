//! A partner in the funnel: its stage, since when, how far it ever got, and what awaits an answer.
//!
//! All but marking and archiving is told in days, so that those who moved on one day stand alike, and are kept as one.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use crate::days::day_of;
use crate::vocabulary::{SourceKind, Stage};

/// A partner in the funnel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Prospect {
    /// Where in the funnel.
    pub stage: Stage,
    /// The day on which it came to the stage.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub(super) since: Date,
    /// How it came to be marked.
    pub source: Source,
    /// When it was marked.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub marked_at: Timestamp,
    /// When it was archived; `None` while it is followed.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub archived_at: Option<Timestamp>,
    /// The last day on which it was written to.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub contacted_on: Option<Date>,
    /// The proposal that awaits an answer. There is none but in Negotiating.
    pub(super) proposal: Option<Proposal>,
    /// How far it got.
    pub(super) reached: Reached,
    /// Which emails of workflows it was sent. That is never taken back but by undo, so that each goes at most once.
    #[serde(skip_serializing_if = "Mailed::is_nothing")]
    pub mailed: Mailed,
    /// How many of its invitations were revoked.
    #[serde(skip_serializing_if = "is_zero")]
    pub revoked: u16,
}

fn is_zero(count: &u16) -> bool {
    *count == 0
}

/// Which emails of workflows were sent to one, or are not to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Mailed {
    /// Whether the invitation was.
    pub invited: bool,
    /// How many follow-ups were.
    pub follow_ups: u8,
}

impl Mailed {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// A proposal that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// When.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub sent_on: Date,
    /// The last day on which it holds; `None`: it never expires.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub expires_on: Option<Date>,
}

/// The days on which the stages of the way were reached first; `None` of one that was not, or was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
#[allow(missing_docs, reason = "each is the stage of its name")]
pub struct Reached {
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub outreach: Option<Date>,
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub negotiating: Option<Date>,
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub joined: Option<Date>,
}

/// How a prospect came to be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind", content = "import")]
pub enum Source {
    /// Marked in the partner marketplace.
    PartnerMarketplace,
    /// Marked in the creator marketplace.
    CreatorMarketplace,
    /// Came with the import of this number.
    Import(u32),
    /// Applied by itself.
    Application,
    /// Entered by the manager.
    ByHand,
}

impl Source {
    /// Which of them, whatever the import.
    pub const fn kind(self) -> SourceKind {
        match self {
            Self::PartnerMarketplace => SourceKind::PartnerMarketplace,
            Self::CreatorMarketplace => SourceKind::CreatorMarketplace,
            Self::Import(_) => SourceKind::Import,
            Self::Application => SourceKind::Application,
            Self::ByHand => SourceKind::ByHand,
        }
    }
}

impl Prospect {
    /// One who is marked at `now`.
    pub fn new(source: Source, now: Timestamp) -> Self {
        Self {
            stage: Stage::New,
            since: day_of(now),
            source,
            marked_at: now,
            archived_at: None,
            contacted_on: None,
            proposal: None,
            reached: Reached::default(),
            mailed: Mailed::default(),
            revoked: 0,
        }
    }

    /// Whether something of it has to be kept.
    pub(super) fn has_history(&self) -> bool {
        self.stage != Stage::New || !self.mailed.is_nothing() || self.revoked > 0
    }

    /// The day on which it came to the stage.
    pub const fn since(&self) -> Date {
        self.since
    }

    /// The proposal that awaits an answer.
    pub const fn proposal(&self) -> Option<Proposal> {
        self.proposal
    }

    /// How far it got, and when.
    pub const fn reached(&self) -> Reached {
        self.reached
    }

    /// In the stage `to` since the day `on`, or as before where it is in it. What awaited an answer does so no more.
    #[must_use]
    pub(super) fn moved(&self, to: Stage, on: Date) -> Self {
        let mut after = self.clone();
        if to != self.stage {
            (after.stage, after.since) = (to, on);
        }
        after.proposal = None;
        if let Some(reached) = after.reached.of(to) {
            reached.get_or_insert(on);
        }
        after
    }

    /// In the stage `to` as somebody says who knows better: stages of the way that lie behind it were not reached.
    #[must_use]
    pub(super) fn put_right(&self, to: Stage, on: Date) -> Self {
        if to == self.stage {
            return self.clone();
        }
        let mut after = self.moved(to, on);
        match to {
            Stage::New => after.reached = Reached::default(),
            Stage::Outreach => (after.reached.negotiating, after.reached.joined) = (None, None),
            Stage::Negotiating => after.reached.joined = None,
            Stage::Joined | Stage::Expired | Stage::RejectedByPartner | Stage::RejectedByYou => {}
        }
        after
    }
}

impl Reached {
    fn of(&mut self, stage: Stage) -> Option<&mut Option<Date>> {
        match stage {
            Stage::Outreach => Some(&mut self.outreach),
            Stage::Negotiating => Some(&mut self.negotiating),
            Stage::Joined => Some(&mut self.joined),
            Stage::New | Stage::Expired | Stage::RejectedByPartner | Stage::RejectedByYou => None,
        }
    }
}

/// A prospect as it was written, by this version or by one that knew less.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Written {
    pub(crate) stage: Stage,
    /// Not known by the first versions, in which nobody moved but on the day of the mark.
    #[serde(default)]
    pub(crate) since: Option<Date>,
    pub(crate) source: Source,
    pub(crate) marked_at: Timestamp,
    pub(crate) archived_at: Option<Timestamp>,
    #[serde(default)]
    pub(crate) contacted_on: Option<Date>,
    #[serde(default)]
    pub(crate) proposal: Option<Proposal>,
    #[serde(default)]
    pub(crate) reached: Option<Reached>,
    #[serde(default)]
    pub(crate) mailed: Mailed,
    #[serde(default)]
    pub(crate) revoked: u16,
}

impl From<Written> for Prospect {
    fn from(written: Written) -> Self {
        let since = written.since.unwrap_or_else(|| day_of(written.marked_at));
        let as_it_stands = || {
            let mut reached = Reached::default();
            if let Some(reached) = reached.of(written.stage) {
                *reached = Some(since);
            }
            reached
        };
        Self {
            stage: written.stage,
            since,
            source: written.source,
            marked_at: written.marked_at,
            archived_at: written.archived_at,
            contacted_on: written.contacted_on,
            proposal: written
                .proposal
                .filter(|_| written.stage == Stage::Negotiating),
            reached: written.reached.unwrap_or_else(as_it_stands),
            mailed: written.mailed,
            revoked: written.revoked,
        }
    }
}

impl<'de> Deserialize<'de> for Prospect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Written::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_an_older_version_wrote_is_read_as_moved_on_the_day_of_the_mark() {
        let read = |stage: &str| -> Prospect {
            let text = format!(
                r#"{{"stage":"{stage}","source":{{"kind":"import","import":3}},"markedAt":"2026-03-04T05:06:07Z","archivedAt":null}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        let day = date(2026, 3, 4);
        let joined = read("joined");
        assert_eq!((joined.since, joined.reached.joined), (day, Some(day)));
        assert_eq!(joined.reached.outreach, None);
        assert_eq!(read("new").reached, Reached::default());
    }

    #[test]
    fn a_prospect_survives_being_text() {
        let prospect = Prospect {
            contacted_on: Some(date(2026, 1, 2)),
            proposal: Some(Proposal {
                sent_on: date(2026, 1, 2),
                expires_on: None,
            }),
            ..Prospect::new(Source::ByHand, Timestamp::UNIX_EPOCH)
                .moved(Stage::Negotiating, date(2026, 1, 2))
        };
        let text = serde_json::to_string(&prospect).unwrap();
        assert_eq!(serde_json::from_str::<Prospect>(&text).unwrap(), prospect);
    }
}
