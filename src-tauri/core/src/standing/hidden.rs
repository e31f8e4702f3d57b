//! Not interested: since when, why, until when, and how large the partner was then.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Standing;
use crate::days::day_of;
use crate::vocabulary::{Size, Tier};

/// Not interested.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Hidden {
    /// Since when.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub at: Timestamp,
    /// Why, in the manager's words; may be empty.
    pub reason: String,
    /// The day on which it comes back by itself; `None`: it stays hidden.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub until: Option<Date>,
    /// How large it was when it was hidden; `None` of those that an older version hid.
    #[serde(default)]
    pub size_then: Option<Scale>,
}

/// How large one is: a partner by its size, a creator by its tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind", content = "value")]
pub enum Scale {
    /// A partner's; it may have none.
    Size(Option<Size>),
    /// A creator's; it may have none.
    Tier(Option<Tier>),
}

/// How somebody is to be hidden. A reason alone: for ever.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hiding<'a> {
    /// Why; may be empty.
    pub reason: &'a str,
    /// The day on which it comes back by itself; `None`: never.
    pub until: Option<Date>,
    /// How large it is.
    pub size: Option<Scale>,
}

impl<'a> From<&'a str> for Hiding<'a> {
    fn from(reason: &'a str) -> Self {
        Self {
            reason,
            ..Self::default()
        }
    }
}

impl Hidden {
    /// Since which day.
    pub fn on(&self) -> Date {
        day_of(self.at)
    }

    /// Whether the day on which it comes back has come on the day `today`.
    pub fn is_due(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until <= today)
    }
}

impl Standing {
    /// Hidden, archiving the prospect where asked; one who is hidden already stays as it is.
    #[must_use]
    pub fn hidden<'a>(
        &self,
        hiding: impl Into<Hiding<'a>>,
        archive_prospect: bool,
        now: Timestamp,
    ) -> Self {
        let mut after = self.clone();
        if after.hidden.is_none() {
            let hiding = hiding.into();
            after.hidden = Some(Hidden {
                at: now,
                reason: hiding.reason.to_owned(),
                until: hiding.until,
                size_then: hiding.size,
            });
        }
        if archive_prospect {
            after = after.archived(now);
        }
        after
    }

    /// Hidden until another day, or for ever; nothing changes for one who is not hidden.
    #[must_use]
    pub fn snoozed(&self, until: Option<Date>) -> Self {
        let mut after = self.clone();
        if let Some(hidden) = &mut after.hidden {
            hidden.until = until;
        }
        after
    }

    /// Shown again.
    #[must_use]
    pub fn shown(&self) -> Self {
        Self {
            prospect: self.prospect.clone(),
            hidden: None,
        }
    }

    /// Shown again if the day on which it comes back has come on the day `today`.
    #[must_use]
    pub fn back_on(&self, today: Date) -> Self {
        match &self.hidden {
            Some(hidden) if hidden.is_due(today) => self.shown(),
            _ => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::standing::Source;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn until(day: Date) -> Hiding<'static> {
        Hiding {
            reason: "too small",
            until: Some(day),
            size: Some(Scale::Size(Some(Size::S))),
        }
    }

    #[test]
    fn hiding_a_prospect_archives_it_only_where_asked() {
        let prospect = Standing::default().marked(Source::PartnerMarketplace, at(1));
        assert!(prospect.hidden("", false, at(2)).is_prospect());
        let archived = prospect.hidden("", true, at(2));
        assert!(archived.is_archived() && archived.is_hidden());
        assert!(archived.shown().is_archived(), "showing does not revive");
    }

    #[test]
    fn hiding_again_keeps_the_first_date_reason_day_and_size() {
        let first = Standing::default().hidden("first", false, at(1));
        assert_eq!(first.hidden(until(date(2027, 1, 1)), false, at(2)), first);
    }

    #[test]
    fn one_comes_back_on_its_day_and_whoever_has_none_never_does() {
        let day = date(2027, 1, 1);
        let (before, after) = (date(2026, 12, 31), date(2031, 5, 5));
        let stranger = Standing::default();
        let prospect = stranger.marked(Source::ByHand, at(1));
        let snoozed = |standing: &Standing| standing.hidden(until(day), false, at(2));
        let for_ever = stranger.hidden("", false, at(2));
        // Who, what becomes of it on the day before, on the day, and long after.
        let cases = [
            (stranger.clone(), None, None, None),
            (prospect.clone(), None, None, None),
            (for_ever.clone(), None, None, None),
            (snoozed(&stranger), None, Some(&stranger), Some(&stranger)),
            (snoozed(&prospect), None, Some(&prospect), Some(&prospect)),
            (
                for_ever.snoozed(Some(day)),
                None,
                Some(&stranger),
                Some(&stranger),
            ),
            (snoozed(&stranger).snoozed(None), None, None, None),
            (
                snoozed(&stranger).snoozed(Some(after)),
                None,
                None,
                Some(&stranger),
            ),
        ];
        for (standing, early, on_the_day, late) in cases {
            for (today, becomes) in [(before, early), (day, on_the_day), (after, late)] {
                let expected = becomes.unwrap_or(&standing);
                assert_eq!(
                    standing.back_on(today),
                    *expected,
                    "{standing:?} on {today}"
                );
            }
        }
    }

    #[test]
    fn a_day_is_set_only_for_those_who_are_hidden_and_changes_nothing_else_of_them() {
        let day = Some(date(2027, 1, 1));
        let stranger = Standing::default();
        assert_eq!(stranger.snoozed(day), stranger);
        let hidden = stranger.hidden(until(date(2026, 5, 5)), false, at(2));
        let later = hidden.snoozed(day).hidden.unwrap();
        let first = hidden.hidden.unwrap();
        assert_eq!(later.until, day);
        assert_eq!(
            Hidden {
                until: first.until,
                ..later
            },
            first
        );
    }

    #[test]
    fn marking_ends_the_wait() {
        let hidden = Standing::default().hidden(until(date(2027, 1, 1)), false, at(1));
        let marked = hidden.marked(Source::ByHand, at(2));
        assert!(marked.is_prospect() && marked.hidden.is_none());
        assert_eq!(marked.back_on(date(2027, 1, 1)), marked);
    }

    #[test]
    fn what_an_older_version_hid_is_hidden_for_ever_and_nobody_knows_how_large_it_was() {
        let hidden: Hidden =
            serde_json::from_str(r#"{"at":"2026-03-04T05:06:07Z","reason":"off topic"}"#).unwrap();
        assert_eq!((hidden.until, hidden.size_then), (None, None));
        assert_eq!(hidden.on(), date(2026, 3, 4));
    }
}
