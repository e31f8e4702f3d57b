//! How networks, tools and people head the columns of their files, in English and Chinese: `wordings.txt`, a line for each
//! field. Letters and digits only, in lower case; the first of a line fits best.

use std::sync::LazyLock;

use super::Field;

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
