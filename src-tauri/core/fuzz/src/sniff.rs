//! The form of a file: what is found can be told, and then comes to the same.

use prospect_core::import::{Entry, ImportKind, Preview, Reading, preview, records};

use super::file::{parted, with_file};

/// Finds the form of the bytes.
pub fn holds(input: &[u8]) {
    let Some((bytes, [])) = parted(input) else {
        return;
    };
    with_file(bytes, |file| {
        let look = |reading: &Reading| preview(file, ImportKind::Prospects, reading, None);
        let Ok(found) = look(&Reading::default()) else {
            return;
        };
        let mark = found.quoting.mark();
        assert!(mark != Some(found.delimiter) && found.quoting.escape() != Some(found.delimiter));
        assert!(!matches!(found.delimiter, '\n' | '\r' | '\0'));
        let told = Reading {
            encoding: Some(found.encoding.clone()),
            delimiter: Some(found.delimiter),
            quoting: Some(found.quoting),
            header_row: Some(found.header_row.unwrap_or(0)),
            sheet: None,
            dates: None,
        };
        let as_told = look(&told).expect("what was found can be told");
        assert_eq!(
            as_told,
            Preview {
                sure: as_told.sure,
                ..found.clone()
            }
        );

        let all = records(file, &Reading::default()).expect("it was read before");
        assert_eq!(all.preview.columns, found.columns);
        let rows: Vec<Vec<String>> = all
            .filter_map(|entry| match entry.expect("the file is there") {
                Entry::Record { fields, .. } => Some(fields),
                Entry::Preamble { .. } => None,
            })
            .collect();
        assert_eq!(found.rows.map(|rows| rows as usize), Some(rows.len()));
        for (shown, row) in found.sample.iter().zip(&rows) {
            assert!(row.starts_with(shown));
        }
    });
}
