//! Where a partner stands with the manager: prospect, hidden, both or neither. The rules of marking, hiding and archiving
//! are here and nowhere else; those of the stages stand in `event.rs`.

mod arrival;
mod event;
mod hidden;
mod prospect;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use arrival::{Admission, Arrival};
pub use event::{Event, EventIssue};
pub use hidden::{Hidden, Hiding, Scale};
pub(crate) use prospect::Written;
pub use prospect::{Mailed, Proposal, Prospect, Reached, Source};

/// Where a partner stands with the manager. The default is a stranger: neither marked nor hidden.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Standing {
    /// The mark, while there is one or its history is kept.
    pub prospect: Option<Prospect>,
    /// Not interested, since when and why.
    pub hidden: Option<Hidden>,
}

impl Standing {
    /// Whether the partner is followed in the funnel now.
    pub fn is_prospect(&self) -> bool {
        self.prospect
            .as_ref()
            .is_some_and(|prospect| prospect.archived_at.is_none())
    }

    /// Whether the partner was a prospect once and its history is kept.
    pub fn is_archived(&self) -> bool {
        self.prospect
            .as_ref()
            .is_some_and(|prospect| prospect.archived_at.is_some())
    }

    /// Whether the partner is hidden from the marketplaces.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// Marked as a prospect: shows a hidden one again, brings an archived one back, leaves a prospect as it is.
    #[must_use]
    pub fn marked(&self, source: Source, now: Timestamp) -> Self {
        let prospect = match &self.prospect {
            Some(prospect) => Prospect {
                archived_at: None,
                ..prospect.clone()
            },
            None => Prospect::new(source, now),
        };
        Self {
            prospect: Some(prospect),
            hidden: None,
        }
    }

    /// The mark taken back: a prospect in New is forgotten, one past New is archived so that its history stays; so is one who was
    /// sent something, or whose invitation was revoked, for neither may be forgotten.
    #[must_use]
    pub fn unmarked(&self, now: Timestamp) -> Self {
        let prospect = match &self.prospect {
            Some(prospect) if prospect.archived_at.is_some() => Some(prospect.clone()),
            Some(prospect) if prospect.has_history() => Some(Prospect {
                archived_at: Some(now),
                ..prospect.clone()
            }),
            _ => None,
        };
        Self {
            prospect,
            hidden: self.hidden.clone(),
        }
    }

    /// Out of the funnel, with its history kept; nothing changes for one who is archived already, or no prospect.
    #[must_use]
    pub fn archived(&self, now: Timestamp) -> Self {
        let mut after = self.clone();
        if let Some(prospect) = &mut after.prospect {
            prospect.archived_at.get_or_insert(now);
        }
        after
    }

    /// With its invitation made invalid, for one who is or was a prospect. The next one is valid.
    #[must_use]
    pub fn revoked(&self) -> Self {
        let mut after = self.clone();
        if let Some(prospect) = &mut after.prospect {
            prospect.revoked = prospect.revoked.saturating_add(1);
        }
        after
    }

    /// Back in the funnel, in the stage that it was archived in. Who is hidden stays so.
    #[must_use]
    pub fn restored(&self) -> Self {
        let mut after = self.clone();
        if let Some(prospect) = &mut after.prospect {
            prospect.archived_at = None;
        }
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Stage;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn prospect(stage: Stage) -> Standing {
        let mut standing = Standing::default().marked(Source::PartnerMarketplace, at(1));
        standing.prospect.as_mut().unwrap().stage = stage;
        standing
    }

    #[test]
    fn marking_a_hidden_one_shows_it_again() {
        let hidden = Standing::default().hidden("off topic", false, at(1));
        let marked = hidden.marked(Source::ByHand, at(2));
        assert!(marked.is_prospect() && !marked.is_hidden());
    }

    #[test]
    fn marking_a_prospect_again_changes_nothing() {
        let joined = prospect(Stage::Joined);
        assert_eq!(joined.marked(Source::ByHand, at(9)), joined);
    }

    #[test]
    fn unmarking_forgets_a_new_one_and_archives_one_past_new() {
        assert_eq!(prospect(Stage::New).unmarked(at(2)), Standing::default());
        for stage in Stage::ALL.iter().filter(|stage| **stage != Stage::New) {
            let unmarked = prospect(*stage).unmarked(at(2));
            assert!(unmarked.is_archived(), "{stage:?}");
            assert_eq!(unmarked.unmarked(at(3)), unmarked, "archived once");
        }
    }

    #[test]
    fn what_was_sent_and_revoked_is_not_forgotten_with_the_mark() {
        let revoked = prospect(Stage::New).revoked();
        let mut sent = prospect(Stage::New);
        sent.prospect.as_mut().unwrap().mailed.invited = true;
        for standing in [revoked, sent] {
            let unmarked = standing.unmarked(at(2));
            assert!(unmarked.is_archived());
            assert_eq!(unmarked.marked(Source::ByHand, at(3)), standing);
        }
    }

    #[test]
    fn marking_an_archived_one_brings_it_back_to_its_stage() {
        let back = prospect(Stage::Negotiating)
            .unmarked(at(2))
            .marked(Source::ByHand, at(3));
        assert_eq!(back, prospect(Stage::Negotiating));
    }
}
