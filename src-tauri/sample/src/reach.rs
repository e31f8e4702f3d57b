//! Visits, followers and engagement as they look in the wild: many small, few large, none of them round.

use crate::rng::Rng;

/// Visits a month: mostly XS to M (100 to 10 M), few L (from 10 M), very few XL (from 500 M), and some without a figure.
pub fn visits(rng: &mut Rng) -> Option<u64> {
    let (low, high) = match rng.below(1000) {
        0..65 => return None,
        65..85 => (12.0, 100.0),
        85..415 => (100.0, 5_000.0),
        415..800 => (5_000.0, 250_000.0),
        800..965 => (250_000.0, 10e6),
        965..998 => (10e6, 120e6),
        _ => (500e6, 820e6),
    };
    Some(rng.spread(low, high, 1.15) as u64)
}

/// Followers over all channels: Nano 40 %, Micro 29 %, Mid 18 %, Macro 10 %, Mega 3 %.
pub fn followers(rng: &mut Rng) -> u64 {
    let (low, high) = match rng.below(1000) {
        0..400 => (300.0, 15e3),
        400..690 => (15e3, 75e3),
        690..870 => (75e3, 250e3),
        870..970 => (250e3, 1e6),
        970..999 => (1e6, 9e6),
        _ => (9e6, 60e6),
    };
    rng.spread(low, high, 1.0) as u64
}

/// Engagement in tenths of a per cent, 4 to 120, the lower the larger the following.
pub fn engagement(rng: &mut Rng, followers: u64) -> u32 {
    let middle = 8.6 - 1.15 * (followers.max(10) as f64).log10();
    let drawn = middle.max(0.9) * rng.spread(0.45, 2.3, 1.0);
    ((drawn * 10.0) as u32).clamp(4, 120)
}
