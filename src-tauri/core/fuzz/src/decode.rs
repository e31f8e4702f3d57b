//! Bytes to text: read in parts, a file is what it is in one go, and what cannot be decoded is told of its line alone.

use encoding_rs::Encoding;
use prospect_core::import::{Entry, IssueCode, Quoting, Reading, records};

use super::file::{parted, with_file};
use super::lines::lines;
use super::rows::rows;

const ENCODINGS: [&str; 16] = [
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "gb18030",
    "GBK",
    "Big5",
    "Shift_JIS",
    "EUC-JP",
    "EUC-KR",
    "ISO-2022-JP",
    "windows-1252",
    "windows-1251",
    "ISO-8859-2",
    "macintosh",
    "x-user-defined",
    "KOI8-U",
];
/// What parts fields in a file of one column.
const NOWHERE: char = '\u{10fffe}';

/// Reads the bytes as lines in an encoding.
pub fn holds(input: &[u8]) {
    let Some((bytes, [told])) = parted(input) else {
        return;
    };
    let label = ENCODINGS[usize::from(told) % ENCODINGS.len()];
    let encoding = Encoding::for_label(label.as_bytes()).expect("it is known");
    let reading = Reading {
        encoding: Some(label.to_owned()),
        delimiter: Some(NOWHERE),
        quoting: Some(Quoting::None),
        header_row: Some(0),
        sheet: None,
        dates: None,
    };
    let lines = lines(bytes, encoding);
    if lines.iter().any(|line| line.text.contains(NOWHERE)) {
        return;
    }
    with_file(bytes, |file| {
        let Ok(all) = records(file, &reading) else {
            let nothing = |c: char| c.is_whitespace() || c == '\0';
            let blank = lines.iter().all(|line| line.text.chars().all(nothing));
            // Bytes of blanks are no file of data, whatever an encoding would make of two of them.
            let nothing = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
            assert!(blank || bytes.iter().all(nothing), "there is something");
            return;
        };
        let mut met = vec![false; lines.len()];
        for entry in all {
            let line = match entry.expect("the file is there") {
                Entry::Preamble { line, text } => {
                    assert_eq!(text, lines[line as usize - 1].text);
                    line
                }
                Entry::Record {
                    line,
                    fields,
                    problem,
                    ..
                } => {
                    let there = &lines[line as usize - 1];
                    if problem == Some(IssueCode::TooLong) {
                        assert!(there.text.starts_with(&fields.concat()));
                    } else {
                        assert_eq!(fields, [there.text.as_str()]);
                        let nul = there.text.contains('\0').then_some(IssueCode::Nul);
                        let broken = there.broken.then_some(IssueCode::Undecodable);
                        assert_eq!(problem, nul.or(broken), "line {line}");
                    }
                    line
                }
            };
            met[line as usize - 1] = true;
        }
        for (line, met) in lines.iter().zip(met) {
            assert!(
                met || line.text.trim().is_empty(),
                "{:?} is lost",
                line.text
            );
        }
        rows(file, &reading);
    });
}
