//! The catalogue searched: ranks of matches, folding, one ideograph, typed filters in the text.

use jiff::civil::date;
use prospect_core::catalogue::Catalogue;
use prospect_core::group::{Group, GroupId};
use prospect_core::partner::{Channel, Contact, Partner, PartnerId};
use prospect_core::place::Country;
use prospect_core::query::{Facet, Place, Query};
use prospect_core::vocabulary::{BusinessModel, Platform};

fn named(name: &str, website: &str, visits: u32) -> Partner {
    Partner {
        name: name.into(),
        website: website.into(),
        monthly_visits: Some(visits),
        ..Partner::default()
    }
}

fn catalogue(partners: Vec<Partner>) -> Catalogue {
    let numbered = (1..).map(PartnerId).zip(partners);
    Catalogue::load(
        date(2026, 11, 1),
        0,
        numbered,
        std::iter::empty(),
        vec![Group {
            id: GroupId(7),
            name: "VIP 2026".into(),
        }],
        [(GroupId(7), PartnerId(2))].into_iter(),
    )
}

fn find(catalogue: &Catalogue, text: &str) -> Vec<u32> {
    let query = Query {
        text: text.into(),
        ..Query::of(Place::Partners)
    };
    catalogue.find(&query).ids.iter().map(|id| id.0).collect()
}

#[test]
fn the_best_match_stands_first_and_reach_breaks_ties() {
    let catalogue = catalogue(vec![
        Partner {
            contacts: vec![Contact {
                email: "alp@else.example".into(),
                ..Contact::default()
            }],
            ..named("Rest", "rest.example", 900)
        },
        named("In domain", "the-alp.example", 800),
        named("Scalpel", "x.example", 700),
        named("The Alp", "y.example", 600),
        named("Alpen", "z.example", 10),
        named("Alpha", "w.example", 20),
        named("None", "none.example", 1000),
    ]);
    assert_eq!(find(&catalogue, "alp"), [6, 5, 4, 3, 2, 1]);
    assert_eq!(find(&catalogue, "alp the"), [4, 2], "all words must occur");
    assert_eq!(find(&catalogue, "the alp"), [4, 2]);
    assert_eq!(find(&catalogue, ""), [7, 1, 2, 3, 4, 6, 5], "by reach");
}

#[test]
fn case_accents_and_width_make_no_difference_and_one_ideograph_is_a_query() {
    let catalogue = catalogue(vec![
        named("Vélo CHEMIN", "velo.example", 3),
        named("山野志", "shan.example", 2),
        Partner {
            channels: vec![Channel {
                platform: Platform::Weibo,
                handle: "＠Ａｎｏｕｋ".into(),
                url: String::new(),
                followers: Some(10),
                engagement: None,
            }],
            partner_id: "AB-007".into(),
            ..named("Handle", "", 1)
        },
    ]);
    for (text, ids) in [
        ("velo chemin", vec![1]),
        ("ＶＥＬＯ", vec![1]),
        ("CHÉMIN", vec![1]),
        ("野", vec![2]),
        ("@anouk", vec![3]),
        ("anouk", vec![3]),
        ("b-00", vec![3]),
        ("\"velo chemin\"", vec![1]),
        ("\"chemin velo\"", vec![]),
        ("e", vec![3, 1, 2]),
    ] {
        let mut found = find(&catalogue, text);
        found.sort_unstable();
        let mut ids = ids;
        ids.sort_unstable();
        assert_eq!(found, ids, "{text:?}");
    }
}

#[test]
fn typed_filters_hold_beside_the_words() {
    let country = |code| Country::parse(code);
    let catalogue = catalogue(vec![
        Partner {
            country: country("DE"),
            business_model: Some(BusinessModel::DealCoupons),
            ..named("One", "one.example", 5_000)
        },
        Partner {
            country: country("FR"),
            ..named("Two", "two.example", 250_000)
        },
    ]);
    for (text, ids) in [
        ("country:de", vec![1]),
        ("国家：FR", vec![2]),
        ("-country:DE", vec![2]),
        ("country:DE,FR", vec![2, 1]),
        ("size:>=M", vec![2]),
        ("model:coupon", vec![1]),
        ("group:\"VIP 2026\"", vec![2]),
        ("-group:vip", vec![1]),
        ("visits:..10k", vec![1]),
        ("country:QQ two", vec![2]),
        ("https://x", vec![]),
    ] {
        assert_eq!(find(&catalogue, text), ids, "{text:?}");
    }
    let query = Query {
        text: "country:QQ".into(),
        ..Query::of(Place::Partners)
    };
    assert_eq!(catalogue.find(&query).not_understood, ["country:QQ"]);
    let counts = catalogue.facet(&query, Facet::Country);
    assert_eq!(counts.len(), 2);
}
