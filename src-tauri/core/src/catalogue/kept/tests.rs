//! What kept catalogues say, and that nothing else is taken for one.

use jiff::civil::date;

use super::*;
use crate::changes::Delta;
use crate::partner::{Channel, Contact};
use crate::place::{Country, Language};
use crate::query::{Facet, Place, Query, Sort, SortBy};
use crate::vocabulary::{BusinessModel, Category, Platform};

const TODAY: Date = date(2026, 11, 1);
const TOKEN: Token = *b"sixteen of bytes";

/// Odd ones: between them they have every column, and lack it.
fn partners() -> Vec<(PartnerId, Partner)> {
    let named = |name: &str| Partner {
        name: name.into(),
        listed: true,
        ..Partner::default()
    };
    let full = Partner {
        partner_id: "1001".into(),
        website: "https://www.wanderbuch.example/ueber".into(),
        contacts: vec![Contact {
            email: "Anke@Wanderbuch.example".into(),
            ..Contact::default()
        }],
        country: Country::parse("DE"),
        languages: ["de", "en"]
            .into_iter()
            .filter_map(Language::parse)
            .collect(),
        business_model: Some(BusinessModel::ALL[2]),
        categories: Category::ALL[3..6].to_vec(),
        areas: ["AT", "CH"]
            .into_iter()
            .filter_map(Country::parse)
            .collect(),
        monthly_visits: Some(84_200_000),
        listed_on: Some(date(2026, 10, 20)),
        last_active_on: Some(date(2026, 10, 30)),
        ..named("Wanderbuch")
    };
    let creator = Partner {
        kind: Kind::Creator,
        channels: Platform::ALL
            .iter()
            .map(|platform| Channel {
                platform: *platform,
                handle: "@沈若溪".into(),
                followers: Some(u32::MAX),
                engagement: Some(3.5),
                url: String::new(),
            })
            .collect(),
        ..named("沈若溪 Ruoxi")
    };
    let long = Partner {
        listed: false,
        ..named(&"Straße ﬁne ".repeat(30))
    };
    let all = [full, creator, long, named(""), named("Ünïcode")];
    (1..).map(PartnerId).step_by(3).zip(all).collect()
}

fn catalogue() -> Catalogue {
    let partners = partners().into_iter();
    let mut catalogue = Catalogue::load(
        TODAY,
        13,
        partners,
        std::iter::empty(),
        Vec::new(),
        std::iter::empty(),
    );
    // One that was edited and one who is gone leave their traces.
    let edited = Partner {
        name: "Wanderbuch neu".into(),
        ..partners_by_number(1)
    };
    let gone = Delta {
        gone: true,
        born: [PartnerId(13)].into_iter().collect(),
        ..Delta::default()
    };
    while catalogue.prepare() {}
    catalogue.apply(&[gone], [(PartnerId(1), edited)].into_iter());
    catalogue
}

fn partners_by_number(id: u32) -> Partner {
    let mut all = partners().into_iter();
    all.find(|(other, _)| other.0 == id).unwrap().1
}

fn kept(catalogue: &Catalogue) -> Vec<u8> {
    let lengths = catalogue.section_lengths();
    let mut out = Vec::new();
    let mut writer = Writer::begin(&mut out, TOKEN, &lengths).unwrap();
    for (section, length) in lengths.iter().enumerate() {
        for from in (0..*length).step_by(7) {
            let mut some = Vec::new();
            catalogue.copy_section(section, from, 7, &mut some);
            writer.write(&some).unwrap();
        }
        writer.end_section().unwrap();
    }
    out
}

fn restored(bytes: &[u8]) -> Result<Catalogue, Unusable> {
    let mut reader = Reader::begin(bytes, bytes.len() as u64)?;
    Catalogue::restore(TODAY, &mut reader)
}

#[test]
fn orders_are_made_one_by_one_and_kept() {
    let before = catalogue();
    // The edit left the orders that it did not move anybody in.
    for made in before.orders.made().count()..5 {
        assert_eq!(before.orders.made().count(), made);
        assert!(before.prepare());
    }
    assert!(!before.prepare());
    assert!(!restored(&kept(&before)).unwrap().prepare());
}

#[test]
fn a_kept_catalogue_answers_as_the_one_that_was_kept() {
    let before = catalogue();
    let after = restored(&kept(&before)).unwrap();
    assert!(before.same_as(&after));
    assert_eq!(before.counts(), after.counts());
    for by in SortBy::ALL {
        for (text, descending) in [("", false), ("wander", true), ("a", false), ("若溪", true)] {
            let query = Query {
                text: text.into(),
                sort: Sort {
                    by: *by,
                    descending,
                },
                ..Query::of(Place::Everyone)
            };
            assert_eq!(before.find(&query), after.find(&query), "{query:?}");
            let facets = before.facets(&query, Facet::ALL);
            assert_eq!(facets, after.facets(&query, Facet::ALL), "{query:?}");
        }
    }
    assert_eq!(kept(&before), kept(&after), "it says all that it knows");
}

#[test]
fn an_empty_catalogue_can_be_kept() {
    let nobody = Catalogue::new(TODAY);
    assert!(restored(&kept(&nobody)).unwrap().same_as(&nobody));
}

#[test]
fn the_form_is_counted_up_with_what_sections_say() {
    let (mut all, catalogue) = (blake3::Hasher::new(), catalogue());
    for section in catalogue.sections() {
        all.update(&(section.len() as u64).to_le_bytes());
        all.update(&section);
    }
    let said = all.finalize().to_hex();
    assert_eq!(
        (FORM, &said[..16]),
        (1, "acfa622577ef17b5"),
        "sections differ from what they were: count FORM up, and write down here what they say now"
    );
}

#[test]
fn what_was_cut_off_or_turned_over_is_not_taken_for_a_catalogue() {
    let whole = kept(&catalogue());
    for end in 0..whole.len() {
        assert!(restored(&whole[..end]).is_err(), "cut off at {end}");
    }
    let mut bytes = whole.clone();
    for at in 0..whole.len() {
        bytes[at] ^= 1 << (at % 8);
        // Under another token it is a catalogue of another workspace, and not looked into.
        let other = Reader::begin(bytes.as_slice(), bytes.len() as u64);
        let other = other.is_ok_and(|reader| reader.token() != TOKEN);
        assert!(other || restored(&bytes).is_err(), "turned over at {at}");
        bytes[at] = whole[at];
    }
    bytes.push(0);
    assert!(restored(&bytes).is_err(), "more than there should be");
}

/// Changes one section of a kept catalogue, with all checksums right.
fn forged(section: usize, forge: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let catalogue = catalogue();
    let mut sections: Vec<Vec<u8>> = catalogue
        .sections()
        .iter()
        .map(|one| one.to_vec())
        .collect();
    forge(&mut sections[section]);
    let lengths: Vec<u64> = sections.iter().map(|one| one.len() as u64).collect();
    let mut out = Vec::new();
    let mut writer = Writer::begin(&mut out, TOKEN, &lengths).unwrap();
    for section in sections {
        writer.write(&section).unwrap();
        writer.end_section().unwrap();
    }
    out
}

#[test]
fn a_forged_catalogue_makes_no_answer_panic() {
    let count = catalogue().sections().len();
    for section in 0..count {
        for (number, forge) in [
            (|bytes: &mut Vec<u8>| bytes.fill(0xff)) as fn(&mut Vec<u8>),
            |bytes| bytes.fill(0),
            |bytes| bytes.fill(1),
            |bytes| bytes.reverse(),
            |bytes| bytes.truncate(bytes.len() / 16 * 8),
            |bytes| bytes.extend([0x7f; 64]),
            Vec::clear,
        ]
        .iter()
        .enumerate()
        {
            let Ok(mut forged) = restored(&forged(section, forge)) else {
                continue;
            };
            let edited = (PartnerId(4), partners_by_number(7));
            forged.catch_up(&[PartnerId(4)].into_iter().collect(), vec![edited]);
            let sort = Sort {
                by: SortBy::ALL[(section + number) % SortBy::ALL.len()],
                descending: number % 2 == 0,
            };
            for text in ["", "a", "wander", "若溪"] {
                let query = Query {
                    text: text.into(),
                    sort,
                    ..Query::of(Place::Everyone)
                };
                forged.find(&query);
            }
            forged.facets(&Query::of(Place::Everyone), Facet::ALL);
            for id in forged.all().clone().iter() {
                forged.facts(id);
            }
        }
    }
}
