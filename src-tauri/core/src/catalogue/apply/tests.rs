//! What stays of those who went.

use jiff::civil::{Date, date};

use super::*;
use crate::query::{Facet, Place, Query, Sort};

const TODAY: Date = date(2026, 11, 1);
/// Those who stay, and those who come behind them.
const FEW: u32 = 100;
const MANY: u32 = 6_000;

fn partner(id: u32) -> (PartnerId, Partner) {
    let partner = Partner {
        name: format!("Alm {id}"),
        website: format!("alm-{id}.example"),
        monthly_visits: Some(id.wrapping_mul(7_919) % 1_000),
        listed: true,
        ..Partner::default()
    };
    (PartnerId(id), partner)
}

fn loaded(last: u32) -> Catalogue {
    let nobody = std::iter::empty();
    let partners = (1..=last).map(partner);
    Catalogue::load(
        TODAY,
        last,
        partners,
        nobody,
        Vec::new(),
        std::iter::empty(),
    )
}

fn coming(gone: bool) -> Delta {
    Delta {
        gone,
        born: (FEW + 1..=FEW + MANY).map(PartnerId).collect(),
        ..Delta::default()
    }
}

fn assert_same(catalogue: &Catalogue, other: &Catalogue) {
    assert!(catalogue.same_as(other));
    for by in SortBy::ALL {
        for text in ["", "alm", "7"] {
            let sort = Sort {
                by: *by,
                descending: text.is_empty(),
            };
            let query = Query {
                text: text.into(),
                sort,
                ..Query::of(Place::Everyone)
            };
            assert_eq!(catalogue.find(&query), other.find(&query), "{query:?}");
            let facets = catalogue.facets(&query, Facet::ALL);
            assert_eq!(facets, other.facets(&query, Facet::ALL));
        }
    }
}

#[test]
fn many_who_go_leave_no_room_behind_and_come_back_as_they_were() {
    let mut catalogue = loaded(FEW);
    while catalogue.prepare() {}
    let before = catalogue.memory();
    for _ in 0..3 {
        let born = (FEW + 1..=FEW + MANY).map(partner);
        catalogue.apply(&[coming(false)], born);
        // One of each is edited, which leaves an entry that nobody owns.
        for id in [7, FEW + 7] {
            let (_, mut edited) = partner(id);
            edited.name.push('!');
            catalogue.apply(&[], [(PartnerId(id), edited), partner(id)].into_iter());
        }
        assert_same(&catalogue, &loaded(FEW + MANY));
        catalogue.apply(&[coming(true)], std::iter::empty());
        assert_same(&catalogue, &loaded(FEW));
    }
    let room = |memory: &[(&str, usize)]| memory.iter().map(|(_, bytes)| bytes).sum::<usize>();
    let (before, after) = (room(&before), room(&catalogue.memory()));
    assert!(after < before + before / 2, "{before} bytes became {after}");
}
