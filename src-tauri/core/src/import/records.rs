//! A whole file as records, for those who want to see how it is read.

use std::path::Path;

use super::head::Head;
use super::reader::{Reader, Record};
use super::{FileError, ImportKind, IssueCode, Preview, Reading, Stop, Unwatched};

/// What stands in a file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A line above the header, or above the first record; of a sheet its cells, parted by tabs.
    Preamble {
        /// The line in the file, from 1.
        line: u32,
        /// It as it stands.
        text: String,
    },
    /// A record after the header.
    Record {
        /// The record, from 1 after the header.
        row: u32,
        /// The line on which it begins, from 1.
        line: u32,
        /// Its fields.
        fields: Vec<String>,
        /// What is wrong with its form: [`IssueCode::ColumnCount`], [`IssueCode::QuoteStray`],
        /// [`IssueCode::Undecodable`], [`IssueCode::Nul`] or [`IssueCode::TooLong`].
        problem: Option<IssueCode>,
    },
}

/// The entries of a file; see [`records`].
pub struct Records {
    /// How the file is read.
    pub preview: Preview,
    preamble: std::vec::IntoIter<(u32, String)>,
    reader: Reader,
    record: Record,
    row: u32,
}

/// Every line above the header and every record of a file, in order. All of the file is looked at for its encoding first.
///
/// # Errors
/// Why the file cannot be read at all.
pub fn records(file: &Path, reading: &Reading) -> Result<Records, FileError> {
    let kind = ImportKind::Prospects;
    let head =
        Head::of(file, kind, reading, None, u64::MAX, &Unwatched).map_err(Stop::into_file)?;
    let mut preamble = Vec::new();
    let mut lines = head.open()?;
    for line in 1..=head.form.above {
        preamble.extend(lines.line()?.map(|text| (line, text)));
    }
    let mut record = Record::default();
    Ok(Records {
        preview: head.preview(kind, None, &[]),
        preamble: preamble.into_iter(),
        reader: head.reader(&mut record)?,
        record,
        row: 0,
    })
}

impl Iterator for Records {
    type Item = Result<Entry, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((line, text)) = self.preamble.next() {
            return Some(Ok(Entry::Preamble { line, text }));
        }
        match self.reader.next(&mut self.record) {
            Err(error) => Some(Err(error)),
            Ok(false) => None,
            Ok(true) => {
                self.row += 1;
                Some(Ok(Entry::Record {
                    row: self.row,
                    line: self.record.line,
                    fields: self.record.fields.iter().map(str::to_owned).collect(),
                    problem: self.record.flaw,
                }))
            }
        }
    }
}
