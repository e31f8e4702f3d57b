//! Random changes of a world.

use prospect_core::changes::{Delta, Edit, GroupShift, MembershipShift, Patch, StandingShift};
use prospect_core::group::{Group, GroupId};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::set::PartnerSet;
use prospect_core::standing::Standing;

use super::plain::{Entry, World};
use super::random::{Dice, partner, standing, subset};

/// A change, made in the world too.
pub fn delta(dice: &mut Dice, world: &mut World) -> Delta {
    let delta = match dice.below(7) {
        0 => Delta {
            standings: shifts(dice, world),
            ..Delta::default()
        },
        1 => {
            let group = dice.pick(&[GroupId(1), GroupId(2), GroupId(3)]);
            let joined = subset(dice, world);
            let mut left = subset(dice, world);
            left -= &joined;
            Delta {
                memberships: vec![MembershipShift {
                    group,
                    joined,
                    left,
                }],
                ..Delta::default()
            }
        }
        2 => regroup(dice, world),
        3 | 4 => edits(dice, world),
        5 => births(dice, world),
        _ => departures_and_returns(dice, world),
    };
    world.follow(&delta);
    delta
}

fn shifts(dice: &mut Dice, world: &World) -> Vec<StandingShift> {
    let after = if dice.one_in(4) {
        Standing::default()
    } else {
        standing(dice)
    };
    let mut by_before: Vec<StandingShift> = Vec::new();
    for id in subset(dice, world).iter() {
        let before = &world.partners[&id].standing;
        match by_before.iter_mut().find(|shift| shift.before == *before) {
            Some(shift) => {
                shift.partners.insert(id);
            }
            None => by_before.push(StandingShift {
                before: before.clone(),
                after: after.clone(),
                partners: PartnerSet::from_iter([id]),
            }),
        }
    }
    by_before
}

fn regroup(dice: &mut Dice, world: &World) -> Delta {
    let id = dice.pick(&[GroupId(1), GroupId(2), GroupId(20)]);
    let before = world.groups.get(&id).map(|(group, _)| group.clone());
    let goes = before.is_some() && dice.one_in(2);
    let after = (!goes).then(|| Group {
        id,
        name: format!("{} {}", dice.pick(&["b", "A", "组"]), id.0),
    });
    let members = world
        .groups
        .get(&id)
        .map(|(_, members)| members.iter().copied().collect());
    Delta {
        memberships: members
            .filter(|_| goes)
            .map(|left| MembershipShift {
                group: id,
                joined: PartnerSet::new(),
                left,
            })
            .into_iter()
            .collect(),
        groups: vec![GroupShift { before, after }],
        ..Delta::default()
    }
}

fn edits(dice: &mut Dice, world: &World) -> Delta {
    let few: Vec<PartnerId> = subset(dice, world).iter().collect();
    let edits = few.into_iter().map(|id| {
        let before = world.partners[&id].partner.clone();
        let after = if dice.one_in(3) {
            Partner {
                notes: "only a note".into(),
                ..before.clone()
            }
        } else {
            partner(dice, world.today)
        };
        let whole = |partner| Patch {
            whole: Some(Box::new(partner)),
            ..Patch::default()
        };
        Edit {
            partner: id,
            before: whole(before),
            after: whole(after),
        }
    });
    Delta {
        edits: edits.collect(),
        ..Delta::default()
    }
}

/// New partners, some with a standing; their data is written to the world at once, as a store does.
fn births(dice: &mut Dice, world: &mut World) -> Delta {
    let last = world.partners.keys().next_back().map_or(0, |id| id.0);
    let born: PartnerSet = (1..=dice.below(20) as u32)
        .map(|n| PartnerId(last + n))
        .collect();
    for id in born.iter() {
        let entry = Entry {
            partner: partner(dice, world.today),
            standing: Standing::default(),
            alive: false,
        };
        world.partners.insert(id, entry);
    }
    Delta {
        standings: vec![StandingShift {
            before: Standing::default(),
            after: standing(dice),
            partners: born.clone(),
        }],
        born,
        ..Delta::default()
    }
}

fn departures_and_returns(dice: &mut Dice, world: &World) -> Delta {
    let gone: PartnerSet = {
        let gone = world.partners.iter().filter(|(_, entry)| !entry.alive);
        gone.map(|(id, _)| *id).collect()
    };
    if !gone.is_empty() && dice.one_in(2) {
        return Delta {
            born: gone,
            ..Delta::default()
        };
    }
    let born = subset(dice, world);
    let memberships = world
        .groups
        .iter()
        .map(|(group, (_, members))| MembershipShift {
            group: *group,
            joined: PartnerSet::new(),
            left: members
                .iter()
                .copied()
                .filter(|id| born.contains(*id))
                .collect(),
        });
    Delta {
        memberships: memberships.collect(),
        born,
        gone: true,
        ..Delta::default()
    }
}
