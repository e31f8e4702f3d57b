//! What the fuzz targets hold of any bytes, held over the files of `tests/data`: whole, and cut off anywhere.

#[path = "../fuzz/src/lib.rs"]
mod properties;

use std::fs;
use std::path::Path;

/// Files too small to be in a folder.
const SMALL: [&[u8]; 4] = [b" ", b" \n ", b"A", b"\xff"];

/// Every file as it is, and its beginnings of these lengths with each byte at the end that may tell how it is read.
fn inputs() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data");
    let files = fs::read_dir(folder).expect("it is there").flatten();
    let mut files: Vec<Vec<u8>> = files
        .filter_map(|file| fs::read(file.path()).ok())
        .collect();
    files.retain(|bytes| bytes.len() < 64 << 10);
    files.sort();
    files.extend(SMALL.map(<[u8]>::to_vec));
    let cut = |bytes: &Vec<u8>| {
        let ends = (0..20_u8).map(|told| (usize::from(told) * bytes.len() / 20, told));
        ends.map(|(end, told)| [&bytes[..end], &[told, told / 4, told / 2]].concat())
            .collect::<Vec<_>>()
    };
    let cuts: Vec<Vec<u8>> = files.iter().flat_map(cut).collect();
    assert!(cuts.len() > 500, "there are files");
    [files, cuts].concat()
}

#[test]
fn any_bytes_are_text_of_which_nothing_is_lost() {
    inputs()
        .iter()
        .for_each(|input| properties::decode::holds(input));
}

#[test]
fn the_form_that_is_found_can_be_told() {
    inputs()
        .iter()
        .for_each(|input| properties::sniff::holds(input));
}

#[test]
fn any_bytes_are_records_of_which_no_line_is_lost() {
    inputs()
        .iter()
        .for_each(|input| properties::parse::holds(input));
}

#[test]
fn any_text_is_words_and_filters_that_can_be_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/query");
    for seed in fs::read_dir(folder).expect("it is there").flatten() {
        let text = fs::read(seed.path()).expect("it can be read");
        (0..=text.len()).for_each(|end| properties::query::holds(&text[..end]));
    }
    inputs()
        .iter()
        .for_each(|input| properties::query::holds(input));
}
