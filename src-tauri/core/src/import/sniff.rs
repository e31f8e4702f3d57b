//! The form of a file: what stands between its fields, and where its header is.

use std::path::Path;

use encoding_rs::Encoding;

use super::reader::{Reader, Record};
use super::{FileError, Reading, mapping};

/// Delimiters that are tried, the likelier first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// Records that are looked at.
const RECORDS: usize = 200;
/// Bytes of text after which no more records are looked at.
const BYTES: u64 = 1 << 20;
/// Records among which the header is looked for.
const HEADER_WITHIN: usize = 50;

/// The form of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// The character between fields.
    pub(super) delimiter: char,
    /// The line of the header; `None`: there is none.
    pub(super) header: Option<u32>,
    /// Fields of a record.
    pub(super) columns: usize,
    /// Whether all of this is beyond doubt.
    pub(super) sure: bool,
}

/// Finds the form of `file`; what `reading` says is taken as said.
pub(super) fn sniff(
    file: &Path,
    encoding: &'static Encoding,
    reading: &Reading,
) -> Result<Form, FileError> {
    let candidates = match reading.delimiter {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.to_vec(),
    };
    let mut tried = Vec::new();
    for delimiter in candidates {
        tried.push(Trial::of(file, encoding, delimiter)?);
    }
    // Of equals the first stands: the likelier delimiter.
    let best = tried.iter().enumerate().reduce(|best, other| {
        if other.1.score() > best.1.score() {
            other
        } else {
            best
        }
    });
    let Some((at, best)) = best else {
        return Err(FileError::Empty);
    };
    let next = tried.iter().enumerate().filter(|(other, _)| *other != at);
    let next = next.map(|(_, trial)| trial.score()).fold(0.0, f64::max);
    let clear = reading.delimiter.is_some() || best.score() > 0.0 && next < best.score() * 0.6;
    let (header, columns, told) = match reading.header_row {
        Some(0) => (None, best.usual, true),
        Some(line) => (Some(line), best.columns_at(line), true),
        None => best.header(),
    };
    Ok(Form {
        delimiter: best.delimiter,
        header,
        columns,
        sure: clear && told && best.share() >= 0.9,
    })
}

/// How the beginning of a file reads with one delimiter.
struct Trial {
    delimiter: char,
    /// Line and fields of the first records.
    records: Vec<(u32, Vec<String>)>,
    /// The number of fields that most records have.
    usual: usize,
}

impl Trial {
    fn of(file: &Path, encoding: &'static Encoding, delimiter: char) -> Result<Self, FileError> {
        let mut reader = Reader::open(file, encoding, delimiter)?;
        let (mut record, mut records) = (Record::default(), Vec::new());
        while records.len() < RECORDS && reader.next(&mut record)? {
            let fields = record.fields.iter().take(1_000);
            records.push((record.line, fields.map(str::to_owned).collect::<Vec<_>>()));
            if record.at > BYTES {
                break;
            }
        }
        let count = |n: usize| {
            records
                .iter()
                .filter(|(_, fields)| fields.len() == n)
                .count()
        };
        let counts = records.iter().map(|(_, fields)| fields.len());
        let usual = counts.max_by_key(|n| (count(*n), *n)).unwrap_or(0);
        Ok(Self {
            delimiter,
            records,
            usual,
        })
    }

    /// The share of records that have the usual number of fields.
    fn share(&self) -> f64 {
        let usual = self
            .records
            .iter()
            .filter(|(_, fields)| fields.len() == self.usual);
        usual.count() as f64 / self.records.len().max(1) as f64
    }

    /// How well the delimiter fits: records that agree, in many fields, under a header with known words.
    fn score(&self) -> f64 {
        let within = self.records.iter().take(HEADER_WITHIN);
        let known = within
            .map(|(_, fields)| mapping::known(fields))
            .max()
            .unwrap_or(0);
        let agreed = if self.usual > 1 {
            self.share().powi(2) * (self.usual as f64).ln()
        } else {
            0.0
        };
        agreed + known as f64 * 0.5
    }

    /// The fields of the record on `line`, or the usual number.
    fn columns_at(&self, line: u32) -> usize {
        let there = self.records.iter().find(|(at, _)| *at == line);
        there.map_or(self.usual, |(_, fields)| fields.len())
    }

    /// The line of the header, how many columns there are, and whether that is beyond doubt.
    fn header(&self) -> (Option<u32>, usize, bool) {
        let within = || self.records.iter().take(HEADER_WITHIN);
        let names = |fields: &[String]| !fields.iter().any(|field| looks_like_data(field));
        let first = within().find(|(_, fields)| fields.len() == self.usual);
        let first_line = first.map(|(line, _)| *line);
        let known = within()
            .filter(|(_, fields)| fields.len() * 2 >= self.usual)
            .filter(|(line, fields)| names(fields) || Some(*line) == first_line)
            .map(|(line, fields)| (mapping::known(fields), *line, fields.len()))
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
            .filter(|(known, line, _)| {
                *known >= 2
                    || Some(*line) != first_line
                    || first.is_some_and(|(_, fields)| names(fields))
            });
        if let Some((known, line, columns)) = known
            && known >= 1
        {
            return (Some(line), columns, known >= 2 || columns == 1);
        }
        match first {
            Some((line, fields))
                if names(fields) && fields.iter().any(|field| !field.trim().is_empty()) =>
            {
                (Some(*line), fields.len(), false)
            }
            _ => (None, self.usual, false),
        }
    }
}

/// Whether a cell holds what a header does not: an address, a site, a number, a date.
fn looks_like_data(cell: &str) -> bool {
    let cell = cell.trim();
    let figures = cell.chars().filter(char::is_ascii_digit).count();
    cell.contains('@') && cell.contains('.')
        || cell.starts_with("http://")
        || cell.starts_with("https://")
        || cell.starts_with("www.")
        || figures > 0
            && cell
                .chars()
                .all(|c| c.is_ascii_digit() || ".,:/-+% ".contains(c))
}
