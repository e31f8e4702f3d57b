//! Where values stand among the others when they are sorted by their English names.

use std::sync::LazyLock;

use crate::place::Country;
use crate::text::fold;
use crate::vocabulary::{BusinessModel, SourceKind};

/// By where a value stands in its vocabulary or standard: where it stands by name.
type Ranks = LazyLock<Vec<u8>>;

pub(super) static MODELS: Ranks =
    LazyLock::new(|| ranks(BusinessModel::ALL.iter().map(|model| model.label())));
pub(super) static SOURCES: Ranks =
    LazyLock::new(|| ranks(SourceKind::ALL.iter().map(|source| source.label())));
pub(super) static COUNTRIES: Ranks = LazyLock::new(|| ranks(Country::all().map(Country::name)));

fn ranks(names: impl Iterator<Item = &'static str>) -> Vec<u8> {
    let mut by_name: Vec<(String, usize)> = names.map(fold).zip(0..).collect();
    by_name.sort_unstable();
    let mut ranks = vec![0; by_name.len()];
    // No vocabulary has more values than a byte counts.
    for (rank, (_, index)) in (0_u8..).zip(by_name) {
        ranks[index] = rank;
    }
    ranks
}
