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

#[test]
fn any_workbook_is_read_to_its_end_or_refused() {
    // Of old workbooks and packages as they are, and of their bytes as the parts of one.
    let of = |told: u8| {
        move |input: &Vec<u8>| properties::workbook::holds(&[&input[..], &[told]].concat())
    };
    inputs().iter().step_by(7).for_each(of(0));
    inputs().iter().step_by(11).for_each(of(1));
    inputs().iter().step_by(11).for_each(of(2));
}

#[test]
fn each_row_comes_to_one_outcome_whatever_stands_in_it() {
    for seed in seeds("values") {
        for told in 0..12 {
            properties::values::holds(&[&seed[..], &[told]].concat());
        }
    }
    inputs()
        .iter()
        .step_by(9)
        .for_each(|input| properties::values::holds(input));
}

#[test]
fn any_text_is_a_template_or_said_to_be_none() {
    for seed in seeds("template") {
        (0..=seed.len()).for_each(|end| properties::template::holds(&seed[..end]));
    }
    inputs()
        .iter()
        .for_each(|input| properties::template::holds(input));
}

#[test]
fn a_kept_catalogue_answers_whatever_its_sections_say() {
    let change = |n: u32| n.wrapping_mul(2_654_435_761).to_le_bytes();
    for n in 0..500 {
        let input: Vec<u8> = (0..6).flat_map(|more| change(n * 6 + more)).collect();
        properties::kept::holds(&input[..6 + (n as usize % 3) * 6]);
    }
}

/// What a target begins with.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let files = fs::read_dir(folder).expect("it is there").flatten();
    let seeds: Vec<Vec<u8>> = files
        .filter_map(|file| fs::read(file.path()).ok())
        .collect();
    assert!(!seeds.is_empty());
    seeds
}
