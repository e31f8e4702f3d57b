//! Facets, orders and pages.

use prospect_core::place::Country;
use prospect_core::query::{Choice, Facet, Filters, Place, Query, Range, Sort, SortBy};
use prospect_core::vocabulary::{BusinessModel, Status};
use prospect_core::workspace::Workspace;

use super::peers::Peer;
use super::table::Line;
use super::worlds::{Copy, world};
use super::{Result, Times, now, timed};

/// Rows of a page.
const PAGE: u32 = 100;

pub fn measure(n: u32) -> Result<()> {
    let copy = Copy::of(&world(n)?)?;
    let workspace = copy.open()?;
    let peer = Peer::of(n);
    facets(&workspace, peer.as_ref());
    orders(&workspace, peer.as_ref(), n)
}

fn facets(workspace: &Workspace, peer: Option<&Peer>) {
    let columns = ["business_model", "country", "monthly_visits"].map(Peer::group_by);
    let group_by = peer.and_then(|peer| peer.times(&columns));
    for (name, filters) in filters() {
        for (with, text) in [("", ""), (" and a word", "tra")] {
            let query = Query {
                text: text.to_owned(),
                filters: filters.clone(),
                ..Query::of(Place::Partners)
            };
            let once = || {
                // As a window does: what was found before is forgotten, and the facets follow the rows.
                workspace.find(
                    &Query {
                        text: "another".to_owned(),
                        ..query.clone()
                    },
                    now(),
                );
                workspace.find(&query, now());
                timed(|| workspace.facets(&query, Facet::ALL, now())).0
            };
            let times = Times::of((0..9).map(|_| once()).collect());
            Line::ms(format!("all facets, {name}{with}"), times.median())
                .at_most(5.0)
                .peer("GROUP BY, one facet", group_by.as_ref().map(Times::median))
                .tell();
        }
    }
}

fn filters() -> [(&'static str, Filters); 3] {
    let two = Filters {
        status: Choice {
            values: vec![Status::Active, Status::New],
            exclude: false,
        },
        model: Choice {
            values: BusinessModel::ALL[..6].to_vec(),
            exclude: false,
        },
        ..Filters::default()
    };
    let countries = ["US", "DE", "GB", "FR"]
        .iter()
        .filter_map(|code| Country::parse(code));
    let four = Filters {
        country: Choice {
            values: countries.collect(),
            exclude: false,
        },
        visits: Range {
            min: Some(1_000.0),
            max: None,
        },
        ..two.clone()
    };
    [
        ("no filter", Filters::default()),
        ("two filters", two),
        ("four filters", four),
    ]
}

fn orders(workspace: &Workspace, peer: Option<&Peer>, n: u32) -> Result<()> {
    // The first rows are of the opening.
    let listing = workspace.find(&Query::of(Place::Partners), now());
    workspace.rows(listing.result, 0, PAGE)?;
    let (mut first, mut again, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    for by in SortBy::ALL {
        let place = if by.is_of_standing() {
            Place::Prospects
        } else {
            Place::Partners
        };
        for descending in [true, false] {
            let sort = Sort {
                by: *by,
                descending,
            };
            let whole = Query {
                sort,
                ..Query::of(place)
            };
            first.push(timed(|| workspace.find(&whole, now())).0);
            workspace.find(
                &Query {
                    text: "another".to_owned(),
                    ..whole.clone()
                },
                now(),
            );
            let (took, listing) = timed(|| workspace.find(&whole, now()));
            again.push(took);
            for offset in [0, listing.total / 2, listing.total.saturating_sub(PAGE)] {
                let (took, rows) = timed(|| workspace.rows(listing.result, offset, PAGE));
                rows?;
                pages.push(took);
            }
        }
    }
    let (first, again, pages) = (Times::of(first), Times::of(again), Times::of(pages));
    let far = peer.and_then(|peer| {
        let offsets = [n / 2, n.saturating_sub(PAGE)];
        let statements = offsets
            .iter()
            .flat_map(|at| ["name", "monthly_visits"].map(|by| Peer::page(by, *at)));
        peer.times(&statements.collect::<Vec<_>>())
    });
    Line::ms(
        "all in an order, for the first time: slowest order",
        first.worst(),
    )
    .tell();
    Line::ms("all in an order: p50", again.median())
        .at_most(5.0)
        .tell();
    Line::ms("all in an order: slowest order", again.worst())
        .at_most(5.0)
        .tell();
    Line::ms(
        "a page of 100 rows, first, middle, last, any order: p50",
        pages.median(),
    )
    .at_most(5.0)
    .peer("OFFSET", far.as_ref().map(Times::median))
    .tell();
    Line::ms("a page of 100 rows: worst", pages.worst())
        .at_most(5.0)
        .peer("OFFSET at worst", far.as_ref().map(Times::worst))
        .tell();
    Ok(())
}
