//! How networks, tools and people head the columns of their files, in English, Chinese, German, French and Spanish: `wordings.txt`, a
//! line for each field. Letters and digits only, in lower case and without accents; the first of a line fits best. A wording
//! behind a question mark means the field where nothing else fits: who writes *Empresa, Nombre* means a first name, and who writes
//! *Nombre* alone the partner's.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Field;

/// The rank of a wording that fits worse than any other.
pub(super) const FARTHEST: usize = 1_000;

/// The fields that a wording may mean, and how well it fits each: 0 is best.
pub(super) fn meanings(wording: &str) -> &'static [(usize, Field)] {
    static BY_WORDING: LazyLock<FxHashMap<&str, Vec<(usize, Field)>>> = LazyLock::new(|| {
        let mut all: FxHashMap<&str, Vec<(usize, Field)>> = FxHashMap::default();
        for (field, words) in WORDINGS.iter() {
            for (rank, word) in words.iter().enumerate() {
                let (rank, word) = match word.strip_prefix('?') {
                    Some(word) => (rank + FARTHEST, word),
                    None => (rank, *word),
                };
                let fields = all.entry(word).or_default();
                if fields.iter().all(|(_, known)| known != field) {
                    fields.push((rank, *field));
                }
            }
        }
        all
    });
    BY_WORDING.get(wording).map_or(&[], Vec::as_slice)
}

/// The wordings of each field.
pub(super) static WORDINGS: LazyLock<Vec<(Field, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("wordings.txt").lines();
    let fields = lines.filter_map(|line| line.split_once(": "));
    fields
        .filter_map(|(key, words)| Some((Field::from_key(key)?, words.split(' ').collect())))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_wordings() {
        for field in Field::ALL {
            let of_field = WORDINGS.iter().filter(|(named, _)| named == field).count();
            assert_eq!(of_field, 1, "{field:?}");
        }
    }
}
