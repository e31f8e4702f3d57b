//! A catalogue that was kept, taken up again and brought to the present, against the plain scan.

#![allow(clippy::unwrap_used, reason = "a failed step in a test may panic")]

use proptest::prelude::*;
use prospect_core::catalogue::kept::{Reader, Token, Writer};
use prospect_core::catalogue::{Catalogue, Rest};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::set::PartnerSet;

use crate::plain::World;
use crate::random::{self, Dice};
use crate::{TODAY, alterations, compare, load};

fn kept(catalogue: &Catalogue) -> Vec<u8> {
    let lengths = catalogue.section_lengths();
    let mut out = Vec::new();
    let mut writer = Writer::begin(&mut out, Token::default(), &lengths).unwrap();
    for (section, length) in lengths.iter().enumerate() {
        let mut whole = Vec::new();
        catalogue.copy_section(section, 0, *length as usize, &mut whole);
        writer.write(&whole).unwrap();
        writer.end_section().unwrap();
    }
    out
}

/// What was kept, brought to what the world is now.
fn taken_up(bytes: &[u8], stale: &PartnerSet, world: &World) -> Catalogue {
    let mut reader = Reader::begin(bytes, bytes.len() as u64).unwrap();
    let mut catalogue = Catalogue::restore(TODAY, &mut reader).unwrap();
    let alive = || world.partners.iter().filter(|(_, entry)| entry.alive);
    let present: Vec<(PartnerId, Partner)> = alive()
        .filter(|(id, _)| stale.contains(**id))
        .map(|(id, entry)| (*id, entry.partner.clone()))
        .collect();
    catalogue.catch_up(stale, present);
    let groups = world.groups.values();
    let members = world.groups.iter();
    catalogue.with(Rest::of(
        alive().map(|(id, entry)| (*id, entry.standing.clone())),
        groups.map(|(group, _)| group.clone()).collect(),
        members.flat_map(|(group, (_, members))| members.iter().map(|id| (*group, *id))),
        Vec::new(),
    ))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_that_was_kept_answers_as_one_that_was_there_all_the_time(seed: u64, size in 0_u32..80) {
        let mut dice = Dice::new(seed);
        let mut world = random::world(&mut dice, size, TODAY);
        let mut catalogue = load(&world, TODAY);
        let mut bytes = kept(&catalogue);
        let mut stale = PartnerSet::new();
        for _ in 0..8 {
            let delta = alterations::delta(&mut dice, &mut world);
            catalogue.apply(std::slice::from_ref(&delta), world.data_of(&delta));
            stale |= &delta.born;
            stale |= &delta.edits.iter().map(|edit| edit.partner).collect();
            let again = taken_up(&bytes, &stale, &world);
            compare(&again, &world, &mut dice)?;
            prop_assert!(again.same_as(&catalogue));
            // Where those stand who are away is known to the file, and to the one that was there.
            if dice.one_in(3) && world.partners.values().all(|entry| entry.alive) {
                catalogue = again;
            }
            if dice.one_in(3) {
                bytes = kept(&catalogue);
                stale = PartnerSet::new();
            }
        }
    }
}
