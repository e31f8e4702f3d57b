//! A file to its records, one after the other, with where each stands.

use encoding_rs::Encoding;

use super::decode::{Marks, Text};
use super::dialect::Dialect;
use super::fields::Fields;
use super::limits;
use super::parse::{Cut, NoCut, beginning, cut, cut_row, first_bytes, line_end};
use super::tables::Watcher;
use super::text_file::TextFile;
use super::{FileError, IssueCode};

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
    /// Whether a record is the row of a sheet.
    sheet: bool,
    dialect: Dialect,
    /// How many fields a record has, once that is known.
    columns: Option<usize>,
    /// The line that comes next.
    line: u32,
    /// Looks out for other tables.
    tables: Watcher,
    /// Blank lines passed over.
    #[cfg(test)]
    blank: u32,
    /// Bytes looked at in vain.
    vain: u64,
    /// Where in the text no more records are looked for.
    until: u64,
}

impl Reader {
    /// A reader at the beginning of `file`.
    pub(super) fn open(
        file: &TextFile,
        encoding: &'static Encoding,
        dialect: Dialect,
    ) -> Result<Self, FileError> {
        Ok(Self {
            text: Text::open(file.path(), encoding)?,
            sheet: file.is_sheet(),
            dialect,
            columns: None,
            line: 1,
            tables: Watcher::default(),
            #[cfg(test)]
            blank: 0,
            vain: 0,
            until: u64::MAX,
        })
    }

    /// From here on a record has so many fields.
    pub(super) fn expect(&mut self, columns: usize) {
        self.columns = Some(columns);
    }

    /// From here on only records are found that begin within the first bytes of the text.
    pub(super) fn stay_at_beginning(&mut self) {
        self.until = limits::BEGINNING;
    }

    /// Lines on which other tables seemed to begin so far.
    pub(super) fn other_tables(&self) -> &[u32] {
        self.tables.found()
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

    /// The next line as it stands, without its line end (of one that is longer than any record the beginning), or the next row with its cells parted by tabs; `None` at the end of
    /// the file.
    pub(super) fn line(&mut self) -> Result<Option<String>, FileError> {
        if self.sheet {
            let mut record = Record::default();
            let there = self.row(&mut record)?;
            let cells: Vec<&str> = record.fields.iter().collect();
            return Ok(there.then(|| cells.join("\t")));
        }
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
                None if self.text.rest().len() > limits::REACH => {
                    line.push_str(first_bytes(self.text.rest(), limits::RECORD / 16));
                    self.skip_line()?;
                    return Ok(Some(line));
                }
                None => self.text.fill()?,
            }
        }
    }

    /// Reads the next record into `record`; `false` at the end of the file. Blank lines are none.
    pub(super) fn next(&mut self, record: &mut Record) -> Result<bool, FileError> {
        if self.sheet {
            return self.next_row(record);
        }
        loop {
            (record.line, record.at) = (self.line, self.text.position());
            if record.at > self.until {
                return Ok(false);
            }
            if self.text.rest().is_empty() {
                if self.text.ended() {
                    return Ok(false);
                }
                self.text.fill()?;
                continue;
            }
            // Patience grows with what was read, so that time stays in proportion to the file.
            let alone = self.vain > limits::PATIENCE as u64 + 8 * self.text.position();
            let ended = self.text.ended();
            match cut(
                self.text.rest(),
                ended,
                self.dialect,
                self.columns,
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
                    beginning(self.text.rest(), self.dialect, &mut record.fields);
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
            self.pass_blank(cut.lines);
            return false;
        }
        let fits = self.columns.is_none_or(|columns| columns == fields.len());
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
        self.tables.see(record);
        true
    }

    /// Passes blank lines.
    fn pass_blank(&mut self, lines: u32) {
        self.tables.see_blank();
        #[cfg(test)]
        {
            self.blank += lines;
        }
        #[cfg(not(test))]
        let _ = lines;
    }

    /// Reads the next row of a sheet, blank or not, into `record`; `false` at the end.
    fn row(&mut self, record: &mut Record) -> Result<bool, FileError> {
        loop {
            (record.line, record.at, record.lines) = (self.line, self.text.position(), 1);
            let (text, ended) = (self.text.rest(), self.text.ended());
            if text.is_empty() && ended {
                return Ok(false);
            }
            let row = (!text.is_empty())
                .then(|| cut_row(text, ended, self.dialect, &mut record.fields))
                .flatten();
            let Some(bytes) = row else {
                self.text.fill()?;
                continue;
            };
            self.text.pass(bytes);
            self.line = self.line.saturating_add(1);
            let long = bytes > limits::RECORD;
            if long {
                record.fields.keep(limits::RECORD / 16);
            }
            // Cells that are left out at the end of a row are empty.
            record.fields.fill(self.columns.unwrap_or(0));
            record.flaw = if long {
                Some(IssueCode::TooLong)
            } else if self
                .columns
                .is_some_and(|columns| columns < record.fields.len())
            {
                Some(IssueCode::ColumnCount)
            } else if memchr::memchr(0, record.fields.joined().as_bytes()).is_some() {
                Some(IssueCode::Nul)
            } else {
                None
            };
            return Ok(true);
        }
    }

    /// Reads the next row of a sheet that has something in it.
    fn next_row(&mut self, record: &mut Record) -> Result<bool, FileError> {
        while self.text.position() <= self.until && self.row(record)? {
            if !record.fields.joined().trim().is_empty() {
                self.tables.see(record);
                return Ok(true);
            }
            self.pass_blank(1);
        }
        Ok(false)
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

    /// Reads again the record that began at `at`, with `flaw` as it was found to have.
    pub(super) fn again(
        &mut self,
        at: u64,
        flaw: Option<IssueCode>,
        marks: &Marks,
        record: &mut Record,
    ) -> Result<(), FileError> {
        let alone = flaw == Some(IssueCode::QuoteStray);
        record.flaw = flaw;
        self.text.seek(at, marks)?;
        if self.sheet {
            return self.row(record).map(drop);
        }
        loop {
            let ended = self.text.ended();
            match cut(
                self.text.rest(),
                ended,
                self.dialect,
                self.columns,
                alone,
                &mut record.fields,
            ) {
                Ok(cut) => {
                    self.text.pass(cut.bytes);
                    return Ok(());
                }
                Err(NoCut::More) => self.text.fill()?,
                Err(NoCut::LongLine) => {
                    beginning(self.text.rest(), self.dialect, &mut record.fields);
                    return Ok(());
                }
            }
        }
    }
}
