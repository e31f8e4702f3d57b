//! Random questions, from the same pools as the worlds.

use prospect_core::group::GroupId;
use prospect_core::place::Country;
use prospect_core::query::{Choice, Filters, Place, Query, Range, Show, Sort, SortBy};
use prospect_core::vocabulary::{
    Archived, BusinessModel, Category, Platform, Resized, Size, SourceKind, Stage, Status, Tier,
};

use super::plain::{Asked, World};
use super::random::{Dice, SEARCHED, countries, languages, maybe};

/// One filter in `odds` chooses something.
fn choice<T: Clone>(dice: &mut Dice, odds: usize, pool: &[T]) -> Choice<T> {
    if !dice.one_in(odds) {
        return Choice::default();
    }
    Choice {
        values: dice.some(pool, 3),
        exclude: dice.one_in(3),
    }
}

fn range(dice: &mut Dice, odds: usize, ends: &[f64]) -> Range {
    if !dice.one_in(odds) {
        return Range::default();
    }
    Range {
        min: maybe(dice, |dice| dice.pick(ends)),
        max: maybe(dice, |dice| dice.pick(ends)),
    }
}

fn filters(dice: &mut Dice, groups: &[GroupId]) -> Filters {
    let figures = [
        -1.0, 0.0, 10.0, 99.5, 100.0, 15_000.0, 250_000.0, 4e9, 5e9, 1e300,
    ];
    // From none of them to several, or hardly anybody would be found.
    let odds = dice.pick(&[6, 12, 30, 500]);
    Filters {
        status: choice(dice, odds, Status::ALL),
        model: choice(dice, odds, BusinessModel::ALL),
        category: choice(dice, odds, Category::ALL),
        country: choice(dice, odds, &countries()),
        language: choice(dice, odds, &languages()),
        area: choice(dice, odds, &countries()),
        size: choice(dice, odds, Size::ALL),
        group: choice(dice, odds, groups),
        platform: choice(dice, odds, Platform::ALL),
        tier: choice(dice, odds, Tier::ALL),
        stage: choice(dice, odds, Stage::ALL),
        source: choice(dice, odds, SourceKind::ALL),
        archived: choice(dice, odds, Archived::ALL),
        resized: choice(dice, odds, Resized::ALL),
        import: choice(dice, odds, &[1, 2, 77]),
        visits: range(dice, odds, &figures),
        followers: range(dice, odds, &figures),
        engagement: range(dice, odds, &[0.0, 0.5, 2.9, 3.0, 7.25, 100.0]),
    }
}

/// Typed filters and what they mean.
fn typed(dice: &mut Dice) -> (String, Filters) {
    let mut filters = Filters::default();
    let text = match dice.below(7) {
        5 => {
            filters.resized.values = vec![Resized::Yes];
            "resized:yes"
        }
        3 => {
            filters.archived.values = vec![Archived::Yes];
            "archived:yes"
        }
        4 => {
            filters.source.values = vec![SourceKind::ByHand];
            "source:\"by hand\""
        }
        0 => {
            filters.country.values = Country::parse("DE").into_iter().collect();
            "country:de"
        }
        1 => {
            filters.size.values = vec![Size::M, Size::L, Size::Xl];
            "size:>=M"
        }
        2 => {
            filters.category.values = vec![Category::Travel];
            filters.category.exclude = true;
            "-category:travel"
        }
        _ => {
            filters.visits.min = Some(100.0);
            "visits:100.."
        }
    };
    (text.to_owned(), filters)
}

pub fn question(dice: &mut Dice, world: &World) -> Asked {
    let mut groups: Vec<GroupId> = world.groups.keys().copied().collect();
    groups.push(GroupId(77));
    let words: Vec<&str> = if dice.one_in(2) {
        dice.some(SEARCHED, 2)
    } else {
        Vec::new()
    };
    let mut text = words.join(" ");
    let mut typed_filters = Filters::default();
    if dice.one_in(5) {
        let (typed, filters) = typed(dice);
        text = format!("{typed} {text}");
        typed_filters = filters;
    }
    Asked {
        query: Query {
            place: dice.pick(Place::ALL),
            text,
            show: dice.pick(Show::ALL),
            filters: filters(dice, &groups),
            sort: Sort {
                by: dice.pick(SortBy::ALL),
                descending: dice.one_in(2),
            },
        },
        words: words
            .iter()
            .map(|word| prospect_core::text::fold(word))
            .collect(),
        typed: typed_filters,
    }
}
