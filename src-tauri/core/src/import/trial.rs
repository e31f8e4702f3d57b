//! How the beginning of a file reads in one dialect, and where its header is.

use encoding_rs::Encoding;

use super::dialect::Dialect;
use super::limits;
use super::reader::{Reader, Record};
use super::text_file::TextFile;
use super::{FileError, IssueCode, mapping};

/// Records that are looked at.
const RECORDS: usize = 200;
/// Bytes of text after which no more records are looked at.
const BYTES: u64 = 1 << 20;
/// Records among which the header is looked for.
const HEADER_WITHIN: usize = 50;

/// A record of the beginning.
struct Seen {
    line: u32,
    fields: Vec<String>,
    /// Whether its quotes did not add up.
    stray: bool,
    /// Whether a blank line stands before it.
    gap: bool,
}

/// How the beginning of a file reads in one dialect.
pub(super) struct Trial {
    pub(super) dialect: Dialect,
    /// Whether records are the rows of a sheet, of which the cells at the end that are empty are left out.
    sheet: bool,
    records: Vec<Seen>,
    /// The number of fields that most records have, or of a sheet that three of four do not exceed.
    pub(super) usual: usize,
}

/// Where the header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Its line; `None`: there is none.
    pub(super) line: Option<u32>,
    /// Fields of a record.
    pub(super) columns: usize,
    /// Whether that is beyond doubt.
    pub(super) sure: bool,
}

impl Trial {
    /// Reads the beginning of `file` below its first `above` lines.
    pub(super) fn of(
        file: &TextFile,
        encoding: &'static Encoding,
        dialect: Dialect,
        above: u32,
    ) -> Result<Self, FileError> {
        let mut reader = Reader::open(file, encoding, dialect)?;
        reader.stay_at_beginning();
        for _ in 0..above {
            reader.line()?;
        }
        let (mut record, mut records) = (Record::default(), Vec::new());
        let mut next = above + 1;
        while records.len() < RECORDS && reader.next(&mut record)? {
            let fields = record.fields.iter().take(limits::TRIED_FIELDS);
            records.push(Seen {
                line: record.line,
                fields: fields.map(str::to_owned).collect(),
                stray: record.flaw == Some(IssueCode::QuoteStray),
                gap: record.line > next,
            });
            next = record.line.saturating_add(record.lines);
            if record.at > BYTES {
                break;
            }
        }
        let mut counts: Vec<usize> = records.iter().map(|seen| seen.fields.len()).collect();
        counts.sort_unstable();
        let usual = if file.is_sheet() {
            counts.get(counts.len().saturating_sub(1) * 3 / 4).copied()
        } else {
            let most = counts.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
            most.and_then(|same| same.first()).copied()
        };
        Ok(Self {
            dialect,
            sheet: file.is_sheet(),
            records,
            usual: usual.unwrap_or(0),
        })
    }

    /// Whether a record has as many fields as a record has.
    fn fits(&self, seen: &Seen, columns: usize) -> bool {
        if self.sheet {
            seen.fields.len() * 2 > columns
        } else {
            seen.fields.len() == columns
        }
    }

    /// The part of the records for which this holds.
    fn part(&self, holds: impl Fn(&Seen) -> bool) -> f64 {
        let held = self.records.iter().filter(|seen| holds(seen)).count();
        held as f64 / self.records.len().max(1) as f64
    }

    /// The part of the records that have the usual number of fields.
    pub(super) fn share(&self) -> f64 {
        self.part(|seen| self.sheet || seen.fields.len() == self.usual)
    }

    /// The part of the records that have the usual number of fields, and quotes that add up.
    pub(super) fn sound(&self) -> f64 {
        self.part(|seen| seen.fields.len() == self.usual && !seen.stray)
    }

    /// How many records have quotes that do not add up.
    pub(super) fn strays(&self) -> usize {
        self.records.iter().filter(|seen| seen.stray).count()
    }

    /// How well the delimiter fits: records that agree, in many fields, under a header with known words.
    pub(super) fn score(&self) -> f64 {
        let within = self.records.iter().take(HEADER_WITHIN);
        let known = within
            .map(|seen| mapping::known(&seen.fields))
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
    pub(super) fn columns_at(&self, line: u32) -> usize {
        let there = self.records.iter().find(|seen| seen.line == line);
        there.map_or(self.usual, |seen| seen.fields.len())
    }

    /// The records in blocks, with blank lines between them.
    fn blocks(&self) -> impl Iterator<Item = &[Seen]> {
        self.records.chunk_by(|_, after| !after.gap)
    }

    /// Where the header is: of several tables that of the first.
    pub(super) fn header(&self) -> Header {
        let end = self.records.get(HEADER_WITHIN).map(|seen| seen.line);
        let within = |seen: &&Seen| end.is_none_or(|end| seen.line < end);
        for block in self.blocks() {
            let found = self.known_header(block.iter().filter(within));
            let Some((known, line, columns)) = found else {
                continue;
            };
            let under = block.iter().skip_while(|seen| seen.line <= line);
            if known >= 2
                && under
                    .take(1)
                    .any(|seen| self.sheet || seen.fields.len() == columns)
            {
                return Header {
                    line: Some(line),
                    columns,
                    sure: true,
                };
            }
        }
        self.likely_header()
    }

    /// The record that is most like a header: how many of its words are known, its line and its fields.
    fn known_header<'s>(
        &self,
        records: impl Iterator<Item = &'s Seen>,
    ) -> Option<(usize, u32, usize)> {
        let first_line = self.first().map(|seen| seen.line);
        records
            .filter(|seen| seen.fields.len() * 2 >= self.usual)
            .filter(|seen| seen.is_names() || Some(seen.line) == first_line)
            .map(|seen| (mapping::known(&seen.fields), seen.line, seen.fields.len()))
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// The first record of the usual number of fields.
    fn first(&self) -> Option<&Seen> {
        let mut within = self.records.iter().take(HEADER_WITHIN);
        within.find(|seen| self.fits(seen, self.usual))
    }

    fn likely_header(&self) -> Header {
        let first = self.first();
        let first_line = first.map(|seen| seen.line);
        let known = self
            .known_header(self.records.iter().take(HEADER_WITHIN))
            .filter(|(known, line, _)| {
                *known >= 2 || Some(*line) != first_line || first.is_some_and(Seen::is_names)
            });
        let (line, columns, sure) = match (known, first) {
            (Some((known, line, columns)), _) if known >= 1 => {
                (Some(line), columns, known >= 2 || columns == 1)
            }
            (_, Some(seen))
                if seen.is_names() && seen.fields.iter().any(|field| !field.trim().is_empty()) =>
            {
                (Some(seen.line), seen.fields.len(), false)
            }
            _ => (None, self.usual, false),
        };
        Header {
            line,
            columns,
            sure,
        }
    }

    /// Lines on which other tables than that of `header` seem to begin: after a blank line names stand again.
    pub(super) fn other_tables(&self, header: Header) -> Vec<u32> {
        let Some(line) = header.line else {
            return Vec::new();
        };
        let own = self.blocks().filter(|block| match block {
            [first, ..] => first.line > line || block.iter().all(|seen| seen.line < line),
            [] => false,
        });
        let begins = own.filter_map(|block| {
            let (first, second) = (block.first()?, block.get(1)?);
            let width = first.fields.len();
            let known = mapping::known(&first.fields) >= 2;
            let odd = !self.sheet && width > 1 && width != header.columns;
            let other = known || odd && first.line > line;
            let rows = self.sheet || second.fields.len() == width;
            (other && rows && first.is_names()).then_some(first.line)
        });
        begins.collect()
    }
}

impl Seen {
    /// Whether it holds names rather than data.
    fn is_names(&self) -> bool {
        !self.fields.iter().any(|field| looks_like_data(field))
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
