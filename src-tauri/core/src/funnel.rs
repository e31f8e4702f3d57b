//! The funnel in figures: how many went from stage to stage, and how long they took.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::days::{day_of, number_of};
use crate::standing::{Prospect, Standing};
use crate::vocabulary::Stage;

/// The days that *this week* has: today and the six before.
const WEEK: i32 = 7;

/// A set of prospects in figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Funnel {
    /// Every stage in the field's order, and who is in it now.
    pub stages: Vec<StageFigures>,
    /// How many were marked: all of them.
    pub marked: u32,
    /// Those who came to Outreach, or past it.
    pub outreach: FunnelStep,
    /// Those who came to Negotiating, or past it.
    pub negotiating: FunnelStep,
    /// Those who came to Joined.
    pub joined: FunnelStep,
    /// Half of those who joined took so many days from the mark to there; `None` when nobody joined.
    pub days_to_join: Option<f32>,
}

/// Who is in a stage now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct StageFigures {
    /// The stage.
    pub stage: Stage,
    /// How many are in it.
    pub count: u32,
    /// How many of them came to it this week.
    pub this_week: u32,
}

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FunnelStep {
    /// How many came so far, of those who passed the stage over too.
    pub reached: u32,
    /// Half of those who were in both took so many days from the step before to this one; `None` when nobody was.
    pub days: Option<f32>,
}

impl Funnel {
    /// Counts standings, each with how many have it. Those without a mark are not counted.
    pub(crate) fn of<'s>(
        standings: impl Iterator<Item = (&'s Standing, u32)>,
        today: Date,
    ) -> Self {
        let mut tally = Tally::default();
        for (standing, count) in standings {
            if let Some(prospect) = &standing.prospect {
                tally.add(prospect, count, number_of(today));
            }
        }
        tally.finish()
    }
}

#[derive(Default)]
struct Tally {
    stages: [(u32, u32); Stage::ALL.len()],
    marked: u32,
    outreach: (u32, Spans),
    negotiating: (u32, Spans),
    joined: (u32, Spans),
    whole: Spans,
}

impl Tally {
    fn add(&mut self, prospect: &Prospect, count: u32, today: i32) {
        let (in_stage, this_week) = &mut self.stages[prospect.stage.index()];
        *in_stage += count;
        if today - number_of(prospect.since()) < WEEK {
            *this_week += count;
        }
        self.marked += count;
        let marked = Some(day_of(prospect.marked_at));
        let reached = prospect.reached();
        let joined = reached.joined.is_some();
        let negotiating = joined || reached.negotiating.is_some();
        let outreach = negotiating || reached.outreach.is_some();
        for ((sum, spans), came, from, to) in [
            (&mut self.outreach, outreach, marked, reached.outreach),
            (
                &mut self.negotiating,
                negotiating,
                reached.outreach,
                reached.negotiating,
            ),
            (
                &mut self.joined,
                joined,
                reached.negotiating,
                reached.joined,
            ),
        ] {
            *sum += if came { count } else { 0 };
            spans.add(from, to, count);
        }
        self.whole.add(marked, reached.joined, count);
    }

    fn finish(self) -> Funnel {
        let step = |(reached, spans): (u32, Spans)| FunnelStep {
            reached,
            days: spans.median(),
        };
        let stages = Stage::ALL.iter().zip(self.stages);
        Funnel {
            stages: stages
                .map(|(stage, (count, this_week))| StageFigures {
                    stage: *stage,
                    count,
                    this_week,
                })
                .collect(),
            marked: self.marked,
            outreach: step(self.outreach),
            negotiating: step(self.negotiating),
            joined: step(self.joined),
            days_to_join: self.whole.median(),
        }
    }
}

/// Spans of days, each with how many took so long.
#[derive(Default)]
struct Spans(Vec<(i32, u32)>);

impl Spans {
    /// Where somebody was in both. What was recorded the wrong way round took no time.
    fn add(&mut self, from: Option<Date>, to: Option<Date>, count: u32) {
        if let (Some(from), Some(to)) = (from, to) {
            self.0
                .push(((number_of(to) - number_of(from)).max(0), count));
        }
    }

    fn median(mut self) -> Option<f32> {
        self.0.sort_unstable();
        let total: u64 = self.0.iter().map(|(_, count)| u64::from(*count)).sum();
        let at = |place: u64| -> Option<f32> {
            let mut before = 0;
            let found = self.0.iter().find(|(_, count)| {
                before += u64::from(*count);
                place < before
            });
            found.map(|(days, _)| *days as f32)
        };
        let upper = at(total / 2)?;
        let lower = at(total.saturating_sub(1) / 2)?;
        Some(f32::midpoint(lower, upper))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::standing::{Event, Source};

    fn noon(day: i8) -> Timestamp {
        format!("2026-11-{day:02}T12:00:00Z").parse().unwrap()
    }

    /// Marked on the first of November, and what happened on later days.
    fn after(events: &[(i8, Event)]) -> Standing {
        let marked = Standing::default().marked(Source::ByHand, noon(1));
        let step =
            |standing: Standing, (day, event): &(i8, Event)| standing.after(*event, noon(*day));
        events.iter().fold(marked, step)
    }

    const EMAILED: Event = Event::Emailed { on: None };
    const PROPOSED: Event = Event::ProposalSent {
        on: None,
        expires_on: None,
    };

    #[test]
    fn a_funnel_counts_who_came_how_far_and_how_long_half_of_them_took() {
        let standings = [
            (Standing::default(), 9),
            (after(&[]), 4),
            (after(&[(3, EMAILED)]), 1),
            (after(&[(6, EMAILED), (16, PROPOSED)]), 1),
            (
                after(&[(7, EMAILED), (8, PROPOSED), (20, Event::Accepted)]),
                1,
            ),
            (after(&[(12, Event::Accepted)]), 2),
            (after(&[(3, EMAILED), (4, Event::RejectedByPartner)]), 1),
        ];
        let all = standings.iter().map(|(standing, count)| (standing, *count));
        let funnel = Funnel::of(all, date(2026, 11, 22));
        assert_eq!(funnel.marked, 10);
        let step = |reached, days| FunnelStep { reached, days };
        assert_eq!(funnel.outreach, step(6, Some(3.5)), "2, 2, 5 and 6 days");
        assert_eq!(funnel.negotiating, step(4, Some(5.5)), "1 and 10 days");
        assert_eq!(funnel.joined, step(3, Some(12.0)));
        assert_eq!(funnel.days_to_join, Some(11.0), "11, 11 and 19 days");
        let stages: Vec<(u32, u32)> = funnel
            .stages
            .iter()
            .map(|figures| (figures.count, figures.this_week))
            .collect();
        assert_eq!(
            stages,
            [(4, 0), (1, 0), (1, 1), (3, 1), (0, 0), (1, 0), (0, 0)]
        );
    }

    #[test]
    fn nobody_took_no_time() {
        let funnel = Funnel::of(std::iter::empty(), date(2026, 11, 22));
        assert_eq!(
            (funnel.marked, funnel.joined.days, funnel.days_to_join),
            (0, None, None)
        );
    }
}
