//! Browsing, marking, hiding, selecting and grouping.

use prospect_core::changes::{Op, Target};
use prospect_core::error::TransactError;
use prospect_core::group::NameIssue;
use prospect_core::import::ImportKind;
use prospect_core::listing::Selecting;
use prospect_core::partner::PartnerId;
use prospect_core::query::{Choice, Facet, Filters, Place, Query, Show, Sort, SortBy};
use prospect_core::standing::Source;
use prospect_core::vocabulary::{Size, Stage, Tier};

use crate::desk::{Desk, now, place, search};
use crate::imports::{PROSPECTS, desk_with_group};

#[test]
fn each_marketplace_shows_its_own_kind() {
    let desk = Desk::stocked();
    let partners = desk.find(&Query::of(Place::Partners));
    assert_eq!((partners.total, partners.of), (6, 6));
    assert_eq!(desk.find(&Query::of(Place::Creators)).total, 3);
}

#[test]
fn a_mark_makes_a_prospect_and_comes_off_again() {
    let desk = Desk::stocked();
    let changes = desk.mark("Wanderbuch");
    assert_eq!(
        (changes.partners, changes.name.as_deref()),
        (1, Some("Wanderbuch"))
    );
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Prospects)),
        ["Wanderbuch"]
    );
    let profile = desk
        .workspace()
        .profile(desk.id("Wanderbuch"), now())
        .unwrap();
    let prospect = profile.standing.prospect.unwrap();
    assert_eq!(
        (prospect.stage, prospect.source),
        (Stage::New, Source::PartnerMarketplace)
    );
    assert_eq!(profile.timeline.len(), 2, "imported, marked");

    desk.transact(&Op::Unmark {
        target: desk.just("Wanderbuch"),
    });
    assert_eq!(desk.find(&place(Place::Partners, Show::Prospects)).total, 0);
}

#[test]
fn marking_twice_changes_nothing_and_writes_nothing() {
    let desk = Desk::stocked();
    desk.mark("Wanderbuch");
    let before = desk.workspace().history(10).unwrap().len();
    assert_eq!(desk.mark("Wanderbuch").partners, 0);
    assert_eq!(desk.workspace().history(10).unwrap().len(), before);
}

#[test]
fn a_hidden_one_is_gone_from_all_but_hidden_and_comes_back() {
    let desk = Desk::stocked();
    desk.hide("Fellside", "coupons only");
    for show in [Show::All, Show::NotProspects, Show::Prospects] {
        assert!(
            !desk
                .names(&place(Place::Partners, show))
                .contains(&"Fellside".to_owned()),
            "{show:?}"
        );
    }
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Hidden)),
        ["Fellside"]
    );
    let hidden = desk
        .workspace()
        .profile(desk.id("Fellside"), now())
        .unwrap()
        .standing
        .hidden
        .unwrap();
    assert_eq!((hidden.reason.as_str(), hidden.at), ("coupons only", now()));
    assert_eq!(
        desk.find(&search(Place::Partners, "fellside")).hidden,
        1,
        "a list says what it leaves out"
    );

    desk.transact(&Op::Show {
        target: desk.just("Fellside"),
    });
    assert_eq!(desk.find(&Query::of(Place::Partners)).total, 6);
}

#[test]
fn marking_a_hidden_one_shows_it_again() {
    let desk = Desk::stocked();
    desk.hide("Fellside", "");
    desk.mark("Fellside");
    assert_eq!(desk.find(&place(Place::Partners, Show::Hidden)).total, 0);
    assert_eq!(
        desk.names(&place(Place::Partners, Show::Prospects)),
        ["Fellside"]
    );
}

#[test]
fn all_that_match_can_be_hidden_at_once() {
    let desk = Desk::stocked();
    let target = Target::Matching {
        query: Box::new(search(Place::Partners, "country:FR,GB")),
    };
    let census = desk.workspace().census(&target, now()).unwrap();
    assert_eq!((census.partners, census.prospects), (4, 0));
    let changes = desk.transact(&Op::Hide {
        target,
        reason: String::new(),
        until: None,
        archive_prospects: false,
    });
    assert_eq!((changes.partners, changes.name), (4, None));
    assert_eq!(desk.find(&Query::of(Place::Partners)).total, 2);
}

#[test]
fn search_finds_any_part_without_regard_to_case_accents_and_width() {
    let desk = Desk::stocked();
    let table = [
        ("VELO", vec!["Vélo Chemin"]),
        ("ｖéｌｏ", vec!["Vélo Chemin"]),
        ("野", vec!["山野志"]),
        ("1003", vec!["山野志"]),
        ("tarn.ex", vec!["Moor & Tarn"]),
        ("ruth@", vec!["Fellside"]),
        ("country:GB model:coupon", vec!["Fellside"]),
        ("size:>=L country:FR", vec!["Cartes & Boussoles"]),
        ("nothing like it", vec![]),
    ];
    for (text, names) in table {
        assert_eq!(desk.names(&search(Place::Partners, text)), names, "{text}");
    }
    assert_eq!(
        desk.names(&search(Place::Creators, "@anouk.d")),
        ["Anouk Delacroix"]
    );
}

#[test]
fn what_is_not_understood_is_named_and_the_rest_holds() {
    let desk = Desk::stocked();
    let listing = desk.find(&search(Place::Partners, "country:XX country:FR"));
    assert_eq!(listing.not_understood, ["country:XX"]);
    assert_eq!(listing.total, 2);
}

#[test]
fn facets_count_what_each_value_would_bring() {
    let desk = Desk::stocked();
    let mut query = Query::of(Place::Partners);
    query.filters.size = Choice {
        values: vec![Size::L],
        exclude: false,
    };
    let facets = desk
        .workspace()
        .facets(&query, &[Facet::Country, Facet::Size], now());
    let count = |index: usize, value: &str| {
        facets[index]
            .counts
            .iter()
            .find(|count| count.value == value)
            .map_or(0, |count| count.count)
    };
    assert_eq!((count(0, "FR"), count(0, "GB"), count(0, "CN")), (1, 1, 1));
    assert_eq!(
        (count(1, "s"), count(1, "l")),
        (1, 4),
        "a facet's own filter does not narrow it"
    );
}

#[test]
fn prospects_are_found_by_the_import_that_brought_them() {
    let desk = desk_with_group();
    desk.mark("Fellside");
    desk.import(ImportKind::Prospects, PROSPECTS.as_bytes());
    let brought = search(Place::Prospects, "import:2");
    let all = Query::of(Place::Prospects);
    let counts = || {
        let counted = desk.workspace().facets(&all, &[Facet::Import], now());
        let counts = counted.into_iter().flat_map(|facet| facet.counts);
        counts
            .map(|count| (count.value, count.count))
            .collect::<Vec<_>>()
    };
    assert_eq!(desk.find(&all).total, 4);
    assert_eq!(desk.names(&brought).len(), 3);
    assert!(!desk.names(&brought).contains(&"Fellside".into()));
    assert_eq!(counts(), [("2".into(), 3)]);
    // Whoever is no longer followed is not among them; nor is anybody once the import is taken back.
    desk.transact(&Op::Unmark {
        target: desk.just("Wanderbuch"),
    });
    assert_eq!(desk.names(&brought).len(), 2);
    desk.workspace().undo_import(2, now()).unwrap();
    assert_eq!(desk.names(&brought), Vec::<String>::new());
    assert!(counts().is_empty());
    desk.assert_sound();
}

#[test]
fn sorts_put_the_unknown_last() {
    let desk = Desk::stocked();
    for descending in [true, false] {
        let query = Query {
            sort: Sort {
                by: SortBy::Visits,
                descending,
            },
            ..Query::of(Place::Partners)
        };
        assert_eq!(
            desk.names(&query).last().map(String::as_str),
            Some("Moor & Tarn"),
            "{descending}"
        );
    }
    let by_name = Query {
        sort: Sort {
            by: SortBy::Name,
            descending: false,
        },
        ..Query::of(Place::Creators)
    };
    assert_eq!(desk.names(&by_name)[0], "Anouk Delacroix");
}

#[test]
fn creators_are_filtered_by_tier() {
    let desk = Desk::stocked();
    let filters = Filters {
        tier: Choice {
            values: vec![Tier::Mega, Tier::Nano],
            exclude: false,
        },
        ..Filters::default()
    };
    let names = desk.names(&Query {
        filters,
        ..Query::of(Place::Creators)
    });
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_selection_survives_pages_and_is_what_is_done_to() {
    let desk = Desk::stocked();
    let workspace = desk.workspace();
    let query = Query {
        sort: Sort {
            by: SortBy::Name,
            descending: false,
        },
        ..Query::of(Place::Partners)
    };
    let result = desk.find(&query).result;
    let all = workspace
        .select(Place::Partners, &Selecting::All { result })
        .unwrap();
    assert_eq!(all.count, 6);
    let fewer = Selecting::Rows {
        result,
        from: 1,
        to: 0,
        on: false,
    };
    assert_eq!(workspace.select(Place::Partners, &fewer).unwrap().count, 4);
    let selected: Vec<bool> = workspace
        .rows(result, 0, 10)
        .unwrap()
        .iter()
        .map(|row| row.selected)
        .collect();
    assert_eq!(selected, [false, false, true, true, true, true]);

    let changes = desk.transact(&Op::Mark {
        target: Target::Selected {
            place: Place::Partners,
        },
    });
    assert_eq!(changes.partners, 4);
    assert_eq!(
        workspace
            .select(Place::Partners, &Selecting::None)
            .unwrap()
            .count,
        0
    );
}

#[test]
fn pages_of_an_overtaken_result_are_refused() {
    let desk = Desk::stocked();
    let first = desk.find(&Query::of(Place::Partners)).result;
    for _ in 0..20 {
        desk.find(&Query::of(Place::Partners));
    }
    assert!(desk.workspace().rows(first, 0, 10).is_err());
}

#[test]
fn groups_are_made_once_and_hold_members() {
    let desk = Desk::stocked();
    let group = desk
        .transact(&Op::CreateGroup {
            name: "  VIP 2026 ".into(),
        })
        .group
        .unwrap();
    let again = desk.workspace().transact(
        &Op::CreateGroup {
            name: "ｖｉｐ 2026".into(),
        },
        now(),
    );
    assert!(matches!(
        again,
        Err(TransactError::GroupName(NameIssue::Taken { .. }))
    ));

    let target = Target::Ids {
        ids: vec![desk.id("Wanderbuch"), desk.id("Fellside")],
    };
    desk.transact(&Op::SetGroups {
        target: target.clone(),
        add: vec![group],
        remove: vec![],
    });
    let query = search(Place::Everyone, "group:\"VIP 2026\"");
    assert_eq!(desk.find(&query).total, 2);
    assert_eq!(desk.workspace().groups()[0].members, 2);

    desk.transact(&Op::SetGroups {
        target: desk.just("Fellside"),
        add: vec![],
        remove: vec![group],
    });
    assert_eq!(desk.names(&query), ["Wanderbuch"]);
    let census = desk.workspace().census(&target, now()).unwrap();
    assert_eq!(census.groups[0].count, 1, "mixed");
}

#[test]
fn one_who_is_not_there_is_refused() {
    let desk = Desk::stocked();
    let op = Op::Mark {
        target: Target::Ids {
            ids: vec![PartnerId(4_000_000)],
        },
    };
    assert!(matches!(
        desk.workspace().transact(&op, now()),
        Err(TransactError::NoSuchPartner(4_000_000))
    ));
    assert!(
        desk.workspace()
            .profile(PartnerId(4_000_000), now())
            .is_err()
    );
}
