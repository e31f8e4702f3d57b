//! The catalogue against a plain scan: whatever is asked of whatever world, after whatever changes, both answer alike; and a
//! catalogue that followed changes answers as one loaded anew.

mod alterations;
mod counting;
mod kept;
mod plain;
mod questions;
mod random;
mod ranks;
mod seeing;
mod words;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use prospect_core::catalogue::Catalogue;
use prospect_core::partner::PartnerId;
use prospect_core::query::Facet;
use prospect_core::set::PartnerSet;

use self::plain::{Asked, World};
use self::random::Dice;

const TODAY: Date = date(2026, 11, 1);

fn load(world: &World, today: Date) -> Catalogue {
    let alive = || world.partners.iter().filter(|(_, entry)| entry.alive);
    Catalogue::load(
        today,
        0,
        alive().map(|(id, entry)| (*id, entry.partner.clone())),
        alive().map(|(id, entry)| (*id, entry.standing.clone())),
        world
            .groups
            .values()
            .map(|(group, _)| group.clone())
            .collect(),
        world
            .groups
            .iter()
            .flat_map(|(group, (_, members))| members.iter().map(|id| (*group, *id))),
    )
}

/// Asks both the same some times, and compares every part of the answers and all that is known of each partner.
fn compare(catalogue: &Catalogue, world: &World, dice: &mut Dice) -> Result<(), TestCaseError> {
    for _ in 0..6 {
        ask(catalogue, world, &questions::question(dice, world))?;
    }
    compare_partners(catalogue, world)
}

fn ask(catalogue: &Catalogue, world: &World, asked: &Asked) -> Result<(), TestCaseError> {
    let query = &asked.query;
    let all = world.see(asked);
    let found = catalogue.find(query);
    let ids: Vec<PartnerId> = world.find(asked, &all);
    prop_assert_eq!(&found.ids, &ids, "{:?}", query);
    prop_assert_eq!(found.of, world.of(asked), "{:?}", query);
    prop_assert_eq!(found.hidden, world.hidden(asked, &all), "{:?}", query);
    let set: PartnerSet = ids.iter().copied().collect();
    prop_assert_eq!(catalogue.matching(query), set, "{:?}", query);
    let funnel = catalogue.funnel(query).stages.into_iter();
    let in_stages: Vec<u32> = funnel.map(|figures| figures.count).collect();
    let counted = world.facet(&all, Facet::Stage).into_iter();
    let stages: Vec<u32> = counted.map(|counted| counted.count).collect();
    prop_assert_eq!(in_stages, stages, "{:?}", query);
    let facets = catalogue.facets(query, Facet::ALL);
    for (facet, counts) in Facet::ALL.iter().zip(facets) {
        let plain = world.facet(&all, *facet);
        prop_assert_eq!(counts, plain, "{:?} of {:?}", facet, query);
    }
    Ok(())
}

fn compare_partners(catalogue: &Catalogue, world: &World) -> Result<(), TestCaseError> {
    for (id, entry) in &world.partners {
        let facts = catalogue.facts(*id);
        prop_assert_eq!(facts.is_some(), entry.alive);
        if let Some(facts) = facts {
            prop_assert_eq!(facts, world.facts(&entry.partner));
            prop_assert_eq!(catalogue.standing(*id), &entry.standing);
            prop_assert_eq!(catalogue.groups_of(*id), world.groups_of(*id));
        }
    }
    prop_assert_eq!(catalogue.counts(), world.counts());
    let groups: Vec<_> = catalogue
        .groups()
        .map(|(group, members)| (group.clone(), members))
        .collect();
    prop_assert_eq!(groups, world.groups_by_name());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_catalogue_answers_as_a_plain_scan_does(seed: u64, size in 0_u32..200) {
        let mut dice = Dice::new(seed);
        let world = random::world(&mut dice, size, TODAY);
        compare(&load(&world, TODAY), &world, &mut dice)?;
    }

    #[test]
    fn after_any_changes_it_answers_as_one_loaded_anew(seed: u64, size in 0_u32..80) {
        let mut dice = Dice::new(seed);
        let mut world = random::world(&mut dice, size, TODAY);
        let mut catalogue = load(&world, TODAY);
        for _ in 0..8 {
            let delta = alterations::delta(&mut dice, &mut world);
            catalogue.apply(std::slice::from_ref(&delta), world.data_of(&delta));
            compare(&catalogue, &world, &mut dice)?;
        }
        compare(&load(&world, TODAY), &world, &mut dice)?;
    }

    #[test]
    fn statuses_move_with_the_day(seed: u64, size in 0_u32..100, days in -800_i32..800) {
        let mut dice = Dice::new(seed);
        let mut world = random::world(&mut dice, size, TODAY);
        let mut catalogue = load(&world, TODAY);
        let later = TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
        catalogue.set_today(later);
        world.today = later;
        compare(&catalogue, &world, &mut dice)?;
    }
}

/// How many questions are asked of the large world: `PROSPECT_ORACLE` says more.
const QUESTIONS: u32 = 1_000;
/// Partners of the large world, and questions between two changes of it.
const LARGE: u32 = 3_000;
const BETWEEN: u32 = 50;

#[test]
fn a_thousand_questions_of_a_large_world_that_changes() {
    let asked = std::env::var("PROSPECT_ORACLE").ok();
    let questions = asked.and_then(|asked| asked.parse().ok());
    let mut dice = Dice::new(6);
    let mut world = random::world(&mut dice, LARGE, TODAY);
    let mut catalogue = load(&world, TODAY);
    let mut hits = 0;
    for number in 0..questions.unwrap_or(QUESTIONS) {
        if number % BETWEEN == BETWEEN - 1 {
            let delta = alterations::delta(&mut dice, &mut world);
            catalogue.apply(std::slice::from_ref(&delta), world.data_of(&delta));
        }
        let question = questions::question(&mut dice, &world);
        if let Err(differs) = ask(&catalogue, &world, &question) {
            panic!("question {number}: {differs}");
        }
        hits += u32::from(catalogue.find(&question.query).total() > 0);
    }
    compare_partners(&catalogue, &world).expect("what is known of each is the same");
    // Most questions find somebody, or they would show little.
    assert!(hits > QUESTIONS / 2, "only {hits} questions found anybody");
}
