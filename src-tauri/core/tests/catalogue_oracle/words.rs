//! Words searched in more text than one part of it, and typed character by character, against a look at every partner.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use prospect_core::catalogue::Catalogue;
use prospect_core::changes::{Delta, Edit, Patch};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::query::{Place, Query, Sort, SortBy};
use prospect_core::set::PartnerSet;
use prospect_core::text::fold;

use super::TODAY;
use super::random::{Dice, partner};
use super::ranks::rank_of_all;

type Partners = BTreeMap<PartnerId, Partner>;

/// A partner whose name may be long, and may hold the words anywhere.
fn named(dice: &mut Dice) -> Partner {
    let mut one = partner(dice, TODAY);
    if dice.one_in(8) {
        let filling = dice.pick(&["x", "ab ", "é", "山", "a_b."]);
        let filling = filling.repeat(dice.pick(&[1, 20, 63, 64, 254, 255, 300]));
        one.name = match dice.below(3) {
            0 => format!("{filling}{}", one.name),
            1 => format!("{} {filling}", one.name),
            _ => format!("{filling} {} {filling}", one.name),
        };
    }
    one
}

fn partners(dice: &mut Dice, count: u32) -> Partners {
    let mut id = 0;
    let mut one = |dice: &mut Dice| {
        id += if dice.one_in(40) { 70 } else { 1 };
        (PartnerId(id), named(dice))
    };
    (0..count).map(|_| one(dice)).collect()
}

fn load(partners: &Partners) -> Catalogue {
    let all = partners.iter().map(|(id, one)| (*id, one.clone()));
    let nobody = std::iter::empty();
    Catalogue::load(TODAY, 0, all, nobody, Vec::new(), std::iter::empty())
}

fn expected(partners: &Partners, text: &str) -> Vec<PartnerId> {
    let words: Vec<String> = text.split_whitespace().map(fold).collect();
    let key = |(id, one): (&PartnerId, &Partner)| {
        let rank = rank_of_all(one, &words)?;
        Some((rank, Reverse((one.monthly_visits, one.followers())), *id))
    };
    let mut found: Vec<_> = partners.iter().filter_map(key).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}

#[track_caller]
fn compare(catalogue: &Catalogue, partners: &Partners, text: &str) {
    let query = Query {
        text: text.to_owned(),
        ..Query::of(Place::Everyone)
    };
    let mut ids = expected(partners, text);
    assert_eq!(catalogue.find(&query).ids, ids, "{text:?}");
    let by_number = Query {
        sort: Sort {
            by: SortBy::HiddenOn,
            descending: false,
        },
        ..query
    };
    ids.sort_unstable();
    assert_eq!(catalogue.find(&by_number).ids, ids, "{text:?} as a set");
}

/// Characters that mean themselves wherever they are typed.
fn characters() -> impl Iterator<Item = String> {
    let ascii = ('!'..='~').filter(|character| !matches!(character, '"' | ':'));
    ascii.chain("é山ß旅ｗи😀".chars()).map(String::from)
}

fn edit(catalogue: &mut Catalogue, partners: &mut Partners, id: PartnerId, after: Partner) {
    partners.insert(id, after.clone());
    let delta = Delta {
        edits: vec![Edit {
            partner: id,
            before: Patch::default(),
            after: Patch::default(),
        }],
        ..Delta::default()
    };
    catalogue.apply(std::slice::from_ref(&delta), std::iter::once((id, after)));
}

#[test]
fn every_character_finds_whom_it_stands_in() {
    let mut dice = Dice::new(7);
    for count in [1, 255, 257, 600] {
        let partners = partners(&mut dice, count);
        let catalogue = load(&partners);
        for character in characters() {
            compare(&catalogue, &partners, &character);
        }
    }
}

#[test]
fn typing_on_finds_what_typing_at_once_does() {
    let mut dice = Dice::new(11);
    let partners = partners(&mut dice, 600);
    let catalogue = load(&partners);
    for text in [
        "alpen",
        ".example",
        "info@alp.ex",
        "ads@alp x",
        "strasse",
        "山野志 alp",
        "a e l",
        "velo tr",
        "ababab",
    ] {
        for (at, character) in text.char_indices() {
            compare(&catalogue, &partners, &text[..at + character.len_utf8()]);
        }
        // And back again, which finds more.
        for (at, _) in text.char_indices().rev().filter(|(at, _)| *at > 0) {
            compare(&catalogue, &partners, &text[..at]);
        }
    }
}

#[test]
fn whoever_was_edited_is_found_by_what_is_there_now() {
    let mut dice = Dice::new(13);
    let mut partners = partners(&mut dice, 300);
    let mut catalogue = load(&partners);
    let ids: Vec<PartnerId> = partners.keys().copied().collect();
    let asked = [
        "a",
        "山",
        "al",
        "example",
        "xx",
        "@",
        "travel alp",
        "ab",
        "s@a",
    ];
    // So much text is edited that what nobody owns any more is thrown away now and then.
    for turn in 0..3 {
        for _ in 0..400 {
            let mut after = named(&mut dice);
            after.name.push_str(&" filler".repeat(30));
            let id = dice.pick(&ids);
            edit(&mut catalogue, &mut partners, id, after);
        }
        // Some come, with numbers behind all others.
        let last = *partners.keys().next_back().expect("there are some");
        let born: Vec<PartnerId> = (1..=30).map(|n| PartnerId(last.0 + n * 2)).collect();
        for id in &born {
            partners.insert(*id, named(&mut dice));
        }
        let delta = Delta {
            born: born.iter().copied().collect::<PartnerSet>(),
            ..Delta::default()
        };
        let data = born.iter().map(|id| (*id, partners[id].clone()));
        catalogue.apply(std::slice::from_ref(&delta), data);
        for text in asked {
            compare(&catalogue, &partners, text);
        }
        for text in ["t", "tr", "tra", "trav"] {
            compare(&catalogue, &partners, text);
            if turn % 2 == 0 {
                let (id, after) = (dice.pick(&ids), named(&mut dice));
                edit(&mut catalogue, &mut partners, id, after);
            }
        }
    }
    for character in characters().step_by(5) {
        compare(&catalogue, &partners, &character);
    }
}

#[test]
fn so_much_text_that_it_is_searched_by_several_threads_is_searched_alike() {
    let mut dice = Dice::new(17);
    let mut partners = partners(&mut dice, 700);
    for one in partners.values_mut() {
        let filling = dice.pick(&["lorem ipsum ", "一二三", "0123456789 "]);
        one.name.push_str(&filling.repeat(dice.below(2_000)));
    }
    let catalogue = load(&partners);
    for text in [
        "a", "l", "0", "山", "二", "alp", "ipsum al", "6789 01", ".example", "zz",
    ] {
        compare(&catalogue, &partners, text);
    }
}
