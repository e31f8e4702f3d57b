//! What an import does to where a partner stands: the one rule of marking, bringing back and taking in.

use jiff::Timestamp;

use super::{Prospect, Source, Standing};
use crate::days::day_of;
use crate::vocabulary::Stage;

/// What an import may do to those whom it meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Admission {
    /// Bring back those who are hidden, archived, were rejected or expired.
    pub revive: bool,
    /// Take those who are on the way into the program.
    pub accept: bool,
}

/// What an import changes of where a partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrival {
    /// It becomes a prospect.
    pub mark: bool,
    /// It is hidden, and shown again.
    pub show: bool,
    /// It is archived, and restored.
    pub restore: bool,
    /// The stage that it leaves, and the one that it goes to.
    pub stage: Option<(Stage, Stage)>,
}

impl Arrival {
    /// Whether nothing changes.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it joins.
    pub fn joins(&self) -> bool {
        self.stage.is_some_and(|(_, to)| to == Stage::Joined)
    }

    /// What is left of it where `earlier` was done.
    #[must_use]
    pub fn beyond(self, earlier: Self) -> Self {
        let stage = match (earlier.stage, self.stage) {
            (Some((_, stands)), Some((_, to))) => (stands != to).then_some((stands, to)),
            (_, stage) => stage,
        };
        Self {
            mark: self.mark && !earlier.mark,
            show: self.show && !earlier.show,
            restore: self.restore && !earlier.restore,
            stage,
        }
    }
}

impl Standing {
    /// What an import does to one who stands so. A stranger becomes a prospect, and a prospect stays where it is. One who is
    /// hidden, archived or was rejected is left alone (`None`), for an import never revives, unless it may: then one is shown
    /// and restored, and who was rejected or expired begins anew. Whoever is on the way joins where those are accepted. One
    /// who has joined is always left alone.
    pub fn arrival(&self, admission: Admission) -> Option<Arrival> {
        let stage = self.prospect.as_ref().map(|prospect| prospect.stage);
        let rejected = matches!(stage, Some(Stage::RejectedByPartner | Stage::RejectedByYou));
        let out = self.is_hidden() || self.is_archived() || rejected;
        if stage == Some(Stage::Joined) || out && !admission.revive {
            return None;
        }
        let before = stage.unwrap_or(Stage::New);
        let anew = admission.revive && before.has_ended();
        let on = if anew { Stage::New } else { before };
        let joins = admission.accept && !on.has_ended();
        let after = if joins { Stage::Joined } else { on };
        Some(Arrival {
            mark: stage.is_none(),
            show: self.is_hidden(),
            restore: self.is_archived(),
            stage: (before != after).then_some((before, after)),
        })
    }

    /// After an arrival. Who begins anew does so from this source.
    #[must_use]
    pub fn arrived(&self, arrival: &Arrival, source: Source, now: Timestamp) -> Self {
        let mut after = self.marked(source, now);
        if let (Some(prospect), Some((from, to))) = (&mut after.prospect, arrival.stage) {
            if from.has_ended() {
                *prospect = Prospect {
                    contacted_on: prospect.contacted_on,
                    mailed: prospect.mailed,
                    revoked: prospect.revoked,
                    ..Prospect::new(source, now)
                };
            }
            *prospect = prospect.moved(to, day_of(now));
        }
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn prospect(stage: Stage) -> Standing {
        let mut standing = Standing::default().marked(Source::PartnerMarketplace, at(1));
        standing.prospect.as_mut().unwrap().stage = stage;
        standing
    }

    /// A standing in a word or two: `hidden`, `archived`, the stage.
    fn told(standing: &Standing) -> String {
        let hidden = standing.is_hidden().then_some("hidden");
        let archived = standing.is_archived().then_some("archived");
        let stage = standing
            .prospect
            .as_ref()
            .map(|prospect| prospect.stage.key());
        let words: Vec<&str> = [hidden, archived, stage].into_iter().flatten().collect();
        words.join(" ")
    }

    fn after(before: &Standing, revive: bool, accept: bool) -> Standing {
        match before.arrival(Admission { revive, accept }) {
            Some(arrival) if !arrival.is_nothing() => {
                before.arrived(&arrival, Source::Import(7), at(9))
            }
            _ => before.clone(),
        }
    }

    #[test]
    fn an_import_marks_strangers_revives_where_it_may_and_takes_in_who_is_on_the_way() {
        let stranger = Standing::default();
        let off = |standing: &Standing| standing.hidden("", false, at(2));
        let archived = |stage| {
            let mut standing = prospect(stage);
            standing.prospect.as_mut().unwrap().archived_at = Some(at(2));
            standing
        };
        use Stage::*;
        // Where one stands; then after an import, one that may revive, one that accepts, and one that does both.
        let cases = [
            (stranger.clone(), "new", "new", "joined", "joined"),
            (off(&stranger), "hidden", "new", "hidden", "joined"),
            (prospect(New), "new", "new", "joined", "joined"),
            (
                prospect(Outreach),
                "outreach",
                "outreach",
                "joined",
                "joined",
            ),
            (
                prospect(Negotiating),
                "negotiating",
                "negotiating",
                "joined",
                "joined",
            ),
            (prospect(Joined), "joined", "joined", "joined", "joined"),
            (prospect(Expired), "expired", "new", "expired", "joined"),
            (
                prospect(RejectedByPartner),
                "rejectedByPartner",
                "new",
                "rejectedByPartner",
                "joined",
            ),
            (
                prospect(RejectedByYou),
                "rejectedByYou",
                "new",
                "rejectedByYou",
                "joined",
            ),
            (
                off(&prospect(Outreach)),
                "hidden outreach",
                "outreach",
                "hidden outreach",
                "joined",
            ),
            (
                off(&prospect(Joined)),
                "hidden joined",
                "hidden joined",
                "hidden joined",
                "hidden joined",
            ),
            (
                archived(Negotiating),
                "archived negotiating",
                "negotiating",
                "archived negotiating",
                "joined",
            ),
            (
                archived(Joined),
                "archived joined",
                "archived joined",
                "archived joined",
                "archived joined",
            ),
            (
                off(&archived(Expired)),
                "hidden archived expired",
                "new",
                "hidden archived expired",
                "joined",
            ),
        ];
        for (before, plain, revived, accepted, both) in cases {
            let told = |revive, accept| told(&after(&before, revive, accept));
            assert_eq!(told(false, false), plain, "{before:?}");
            assert_eq!(told(true, false), revived, "revived: {before:?}");
            assert_eq!(told(false, true), accepted, "accepted: {before:?}");
            assert_eq!(told(true, true), both, "both: {before:?}");
        }
    }

    #[test]
    fn who_begins_anew_does_so_from_the_import_and_all_others_keep_their_source() {
        let back = |stage, accept| {
            let before = prospect(stage).hidden("", true, at(2));
            after(&before, true, accept).prospect.unwrap()
        };
        for accept in [false, true] {
            let anew = back(Stage::RejectedByPartner, accept);
            assert_eq!((anew.source, anew.marked_at), (Source::Import(7), at(9)));
            let restored = back(Stage::Outreach, accept);
            assert_eq!(restored.source, Source::PartnerMarketplace);
            assert_eq!(restored.marked_at, at(1));
        }
    }

    #[test]
    fn what_is_left_of_an_arrival_is_what_an_earlier_one_did_not_do() {
        for before in [
            Standing::default(),
            prospect(Stage::Outreach),
            prospect(Stage::Expired),
            prospect(Stage::RejectedByYou).hidden("", true, at(2)),
        ] {
            let arrival = |accept| {
                before
                    .arrival(Admission {
                        revive: true,
                        accept,
                    })
                    .unwrap()
            };
            let (first, whole) = (arrival(false), arrival(true));
            assert!(whole.beyond(whole).is_nothing() && first.beyond(first).is_nothing());
            let met = before.arrived(&first, Source::Import(7), at(9));
            let rest = whole.beyond(first);
            assert_eq!(
                met.arrived(&rest, Source::Import(7), at(9)),
                before.arrived(&whole, Source::Import(7), at(9))
            );
        }
    }
}
