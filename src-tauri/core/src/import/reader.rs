//! A file to its records, one after the other, with where each stands.

use std::path::Path;

use encoding_rs::Encoding;

use super::decode::{Marks, Text};
use super::parse::{Cut, Dialect, Fields, NoCut, beginning, cut, line_end};
use super::{FileError, IssueCode};

/// Bytes that may be looked at in vain after open quotes, before quotes are no longer followed beyond their line.
const PATIENCE: u64 = 32 << 20;

/// A record of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// How many lines it has.
    pub(super) lines: u32,
    /// Where it begins, in bytes of decoded text.
    pub(super) at: u64,
    /// Its fields.
    pub(super) fields: Fields,
    /// What is wrong with its form.
    pub(super) flaw: Option<IssueCode>,
}

/// Reads the records of a file.
pub(super) struct Reader {
    text: Text,
    dialect: Dialect,
    /// The line that comes next.
    line: u32,
    /// Blank lines passed over.
    #[cfg(test)]
    blank: u32,
    /// Bytes looked at in vain.
    vain: u64,
}

impl Reader {
    /// A reader at the beginning of `file`.
    pub(super) fn open(
        file: &Path,
        encoding: &'static Encoding,
        delimiter: char,
    ) -> Result<Self, FileError> {
        Ok(Self {
            text: Text::open(file, encoding)?,
            dialect: Dialect {
                delimiter,
                columns: None,
            },
            line: 1,
            #[cfg(test)]
            blank: 0,
            vain: 0,
        })
    }

    /// From here on a record has so many fields.
    pub(super) fn expect(&mut self, columns: usize) {
        self.dialect.columns = Some(columns);
    }

    /// Bytes read from the file so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.text.bytes_read()
    }

    /// Blank lines passed over so far.
    #[cfg(test)]
    pub(super) fn blank_lines(&self) -> u32 {
        self.blank
    }

    /// Where reading can begin anew, as far as the file was read.
    pub(super) fn marks(&self) -> &Marks {
        self.text.marks()
    }

    /// The next line as it stands, without its line end; `None` at the end of the file.
    pub(super) fn line(&mut self) -> Result<Option<String>, FileError> {
        let mut line = String::new();
        loop {
            if self.text.rest().is_empty() && self.text.ended() {
                return Ok(None);
            }
            match line_end(self.text.rest(), self.text.ended()) {
                Some((end, next)) => {
                    line.push_str(&self.text.rest()[..end]);
                    self.text.pass(next);
                    self.line = self.line.saturating_add(1);
                    return Ok(Some(line));
                }
                None if self.text.rest().len() > super::parse::RECORD_LIMIT => {
                    self.skip_line()?;
                    return Ok(Some(line));
                }
                None => self.text.fill()?,
            }
        }
    }

    /// Reads the next record into `record`; `false` at the end of the file. Blank lines are none.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<bool, FileError> {
        loop {
            (record.line, record.at) = (self.line, self.text.position());
            if self.text.rest().is_empty() {
                if self.text.ended() {
                    return Ok(false);
                }
                self.text.fill()?;
                continue;
            }
            // Patience grows with what was read, so that time stays in proportion to the file.
            let alone = self.vain > PATIENCE + 8 * self.text.position();
            let ended = self.text.ended();
            match cut(
                self.text.rest(),
                ended,
                self.dialect,
                alone,
                &mut record.fields,
            ) {
                Ok(cut) => {
                    if self.take(cut, record) {
                        return Ok(true);
                    }
                }
                Err(NoCut::More) => {
                    if memchr::memchr(b'\n', self.text.rest().as_bytes()).is_some() {
                        self.vain += self.text.rest().len() as u64;
                    }
                    self.text.fill()?;
                }
                Err(NoCut::LongLine) => {
                    beginning(self.text.rest(), self.dialect.delimiter, &mut record.fields);
                    record.lines = 1;
                    record.flaw = Some(IssueCode::TooLong);
                    self.skip_line()?;
                    return Ok(true);
                }
            }
        }
    }

    /// Passes what was cut. Says whether it is a record rather than a blank line.
    fn take(&mut self, cut: Cut, record: &mut Record) -> bool {
        let bad = self.text.pass(cut.bytes);
        self.vain += cut.vain as u64;
        self.line = self.line.saturating_add(cut.lines);
        record.lines = cut.lines;
        let fields = &record.fields;
        if fields.len() == 1 && fields.joined().trim().is_empty() {
            #[cfg(test)]
            {
                self.blank += cut.lines;
            }
            return false;
        }
        let fits = self
            .dialect
            .columns
            .is_none_or(|columns| columns == fields.len());
        record.flaw = if cut.quote {
            Some(IssueCode::QuoteStray)
        } else if !fits {
            Some(IssueCode::ColumnCount)
        } else if memchr::memchr(0, fields.joined().as_bytes()).is_some() {
            Some(IssueCode::Nul)
        } else if bad {
            Some(IssueCode::Undecodable)
        } else {
            None
        };
        true
    }

    /// Passes the rest of a line, however long it is.
    fn skip_line(&mut self) -> Result<(), FileError> {
        self.line = self.line.saturating_add(1);
        loop {
            if let Some((_, next)) = line_end(self.text.rest(), self.text.ended()) {
                self.text.pass(next);
                return Ok(());
            }
            let rest = self.text.rest();
            let keep = usize::from(rest.ends_with('\r'));
            let bytes = rest.len() - keep;
            self.text.pass(bytes);
            self.text.fill()?;
        }
    }

    /// Reads again the record that began at `at`. `alone`: it was one line read by itself.
    pub(super) fn again(
        &mut self,
        at: u64,
        alone: bool,
        marks: &Marks,
        record: &mut Record,
    ) -> Result<(), FileError> {
        self.text.seek(at, marks)?;
        loop {
            let ended = self.text.ended();
            match cut(
                self.text.rest(),
                ended,
                self.dialect,
                alone,
                &mut record.fields,
            ) {
                Ok(cut) => {
                    self.text.pass(cut.bytes);
                    return Ok(());
                }
                Err(NoCut::More) => self.text.fill()?,
                Err(NoCut::LongLine) => {
                    beginning(self.text.rest(), self.dialect.delimiter, &mut record.fields);
                    return Ok(());
                }
            }
        }
    }
}
