//! How fast the catalogue in memory is. Goals at a million partners: a search p50 ≤ 5 ms and p99 ≤ 20 ms, all facets ≤ 5 ms
//! under any filters, a page in any order ≤ 5 ms, loading ≤ 0.8 s.

mod sample;

use std::cell::Cell;

use divan::{Bencher, black_box};
use jiff::civil::date;
use prospect_core::catalogue::Catalogue;
use prospect_core::changes::{Delta, Edit, Patch, StandingShift};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::query::{Facet, Place, Query, Sort, SortBy};
use prospect_core::set::PartnerSet;
use prospect_core::standing::{Source, Standing};
use sample::{Once, sizes};

fn main() {
    divan::main();
    for size in sizes() {
        if let Some(catalogue) = CATALOGUES.made(size) {
            say_memory(size, catalogue);
        }
    }
}

/// What the catalogue of a size takes once everything was asked of it.
fn say_memory(size: u32, catalogue: &Catalogue) {
    println!("\nmemory at {size}");
    for (what, bytes) in catalogue.memory() {
        println!("{what:<24} {:>8.2} MB", bytes as f64 / f64::from(1 << 20));
    }
}

type Sample = Vec<(PartnerId, Partner)>;

static SAMPLES: Once<Sample> = Once::new();
static CATALOGUES: Once<Catalogue> = Once::new();

fn sample(size: u32) -> &'static Sample {
    SAMPLES.get(size, sample::partners)
}

fn load(partners: impl Iterator<Item = (PartnerId, Partner)>) -> Catalogue {
    let nobody = std::iter::empty();
    Catalogue::load(
        date(2026, 11, 1),
        partners.size_hint().0 as u32,
        partners,
        nobody,
        Vec::new(),
        std::iter::empty(),
    )
}

fn catalogue(size: u32) -> &'static Catalogue {
    CATALOGUES.get(size, |size| load(sample(size).iter().cloned()))
}

fn query(text: &str) -> Query {
    Query {
        text: text.into(),
        ..Query::of(Place::Everyone)
    }
}

/// What people type, from one character to twelve, frequent and rare; each call takes the next.
const TEXTS: [&str; 24] = [
    "a",
    "z",
    "7",
    "旅",
    "an",
    "qu",
    "x9",
    "shop",
    "tra",
    "blog",
    "trav",
    "wand",
    "zzzz",
    "berlin",
    "travel",
    "garten",
    "kitchen",
    "journal",
    "@example",
    "outdoors",
    "adventure",
    "technology",
    "green travel",
    "newsletter12",
];

fn next_text() -> &'static str {
    thread_local!(static NEXT: Cell<usize> = const { Cell::new(0) });
    TEXTS[NEXT.with(|next| next.replace(next.get() + 1)) % TEXTS.len()]
}

#[divan::bench(args = sizes(), sample_count = 4)]
fn loading(bencher: Bencher, size: u32) {
    // The store's reading is not counted: copies are made beforehand.
    bencher
        .with_inputs(|| sample(size).clone())
        .bench_values(|partners| load(partners.into_iter()));
}

#[divan::bench(args = sizes(), sample_count = 120)]
fn search(bencher: Bencher, size: u32) {
    let catalogue = catalogue(size);
    bencher
        .with_inputs(|| query(next_text()))
        .bench_values(|query| catalogue.find(&query));
}

/// The frequent and the rare by themselves, where the spread of [`search`] comes from: single characters of every kind, frequent
/// pairs, what everybody has, several words, and nothing.
const WORDS: [&str; 36] = [
    "a",
    "b",
    "e",
    "i",
    "j",
    "o",
    "q",
    "s",
    "t",
    "x",
    "z",
    "0",
    "7",
    "-",
    ".",
    "@",
    "野",
    "旅",
    "an",
    "re",
    "er",
    "ex",
    "qu",
    "x9",
    ".e",
    "@an",
    "tra",
    "info",
    "旅行",
    "example",
    "travel",
    "newsletter12",
    "green travel",
    "a e",
    "an er",
    "zzzz",
];

#[divan::bench(args = WORDS, consts = [1_000_000], sample_count = 20)]
fn search_for<const SIZE: u32>(bencher: Bencher, text: &str) {
    let catalogue = catalogue(SIZE);
    bencher
        .with_inputs(|| {
            // The catalogue keeps what it found last; another search makes it forget.
            catalogue.find(&query("another search"));
            query(text)
        })
        .bench_values(|query| catalogue.find(&query));
}

/// Each character typed, of a word that begins with what many have.
#[divan::bench(args = ["example", "travel", "green travel", "info@an", "旅行"], consts = [1_000_000], sample_count = 10)]
fn typing<const SIZE: u32>(bencher: Bencher, text: &str) {
    let catalogue = catalogue(SIZE);
    let typed = |(at, character): (usize, char)| query(&text[..at + character.len_utf8()]);
    let typed: Vec<Query> = text.char_indices().map(typed).collect();
    bencher.bench(|| {
        catalogue.find(&query("another search"));
        typed.iter().for_each(|query| {
            black_box(catalogue.find(query));
        });
    });
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn facets_of_everyone(bencher: Bencher, size: u32) {
    all_facets(bencher, size, "");
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn facets_under_four_filters(bencher: Bencher, size: u32) {
    all_facets(
        bencher,
        size,
        "country:US,DE,GB status:active size:>=S -model:other",
    );
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn facets_under_ranges(bencher: Bencher, size: u32) {
    all_facets(
        bencher,
        size,
        "visits:>=1000 followers:1k..1m category:travel",
    );
}

#[divan::bench(args = sizes(), sample_count = 50)]
fn facets_of_words(bencher: Bencher, size: u32) {
    all_facets(bencher, size, "tra");
}

fn all_facets(bencher: Bencher, size: u32, text: &str) {
    let catalogue = catalogue(size);
    let query = query(text);
    bencher.bench(|| catalogue.facets(black_box(&query), Facet::ALL));
}

#[divan::bench(args = SortBy::ALL, consts = [1_000_000], sample_count = 20)]
fn result_in_order_of<const SIZE: u32>(bencher: Bencher, by: &SortBy) {
    let catalogue = catalogue(SIZE);
    let query = Query {
        sort: Sort {
            by: *by,
            descending: true,
        },
        ..query("status:active")
    };
    bencher.bench(|| catalogue.find(black_box(&query)));
}

#[divan::bench(args = sizes(), sample_count = 10)]
fn marking_a_tenth(bencher: Bencher, size: u32) {
    let tenth: PartnerSet = (1..=size / 10).map(|n| PartnerId(n * 10)).collect();
    let marked = Standing::default().marked(Source::ByHand, jiff::Timestamp::UNIX_EPOCH);
    let delta = Delta {
        standings: vec![StandingShift {
            before: Standing::default(),
            after: marked,
            partners: tenth,
        }],
        ..Delta::default()
    };
    let back = delta.clone().inverse();
    let mut catalogue = load(sample(size).iter().cloned());
    bencher.bench_local(|| {
        catalogue.apply(std::slice::from_ref(&delta), std::iter::empty());
        catalogue.apply(std::slice::from_ref(&back), std::iter::empty());
    });
}

#[divan::bench(args = sizes(), sample_count = 10)]
fn renaming_one_and_finding_by_name(bencher: Bencher, size: u32) {
    let mut catalogue = load(sample(size).iter().cloned());
    let (id, partner) = sample(size)[size as usize / 2].clone();
    let by_name = Query {
        sort: Sort {
            by: SortBy::Name,
            descending: false,
        },
        ..query("travel")
    };
    catalogue.find(&by_name);
    let delta = Delta {
        edits: vec![Edit {
            partner: id,
            before: Patch::default(),
            after: Patch::default(),
        }],
        ..Delta::default()
    };
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        let mut renamed = partner.clone();
        renamed.name = format!("{turn} {}", partner.name);
        catalogue.apply(std::slice::from_ref(&delta), std::iter::once((id, renamed)));
        catalogue.find(&by_name)
    });
}
