//! What is settled of a file before its rows are read: encoding, form, header, columns.

use std::path::Path;

use super::dates::Evidence;
use super::encoding::{Survey, survey};
use super::reader::{Reader, Record};
use super::sniff::{Form, sniff};
use super::text_file::TextFile;
use super::workbook::{self, Book};
use super::{
    ColumnDates, DateOrder, Field, FileError, ImportKind, IssueCode, Preview, Reading, Stop, Watch,
    mapping, tables,
};

/// Rows that a preview shows.
const SAMPLE: usize = 20;
/// Bytes of text in which the order of day and month is looked for, and rows between two questions whether to go on.
const DATES_BYTES: u64 = 64 << 20;
const ASKED: u32 = 10_000;
/// The fields that hold dates.
const DATES: [Field; 3] = [Field::ListedOn, Field::LastActiveOn, Field::AppliedOn];

/// A file whose reading is settled.
pub(super) struct Head {
    pub(super) text: TextFile,
    /// Bytes of the text.
    pub(super) length: u64,
    /// What is known of the spreadsheet that the text is from.
    book: Option<Book>,
    pub(super) survey: Survey,
    pub(super) form: Form,
    /// The header's texts, or the positions where there is none.
    pub(super) names: Vec<String>,
    pub(super) mapping: Vec<Option<Field>>,
    /// Of columns of dates how they are read.
    dates: Vec<Option<ColumnDates>>,
    sample: Vec<Vec<String>>,
}

impl Head {
    /// Settles how `file` is read. Of its bytes at most `limit` are looked at for the encoding.
    pub(super) fn of(
        file: &Path,
        kind: ImportKind,
        reading: &Reading,
        given: Option<&[Option<Field>]>,
        limit: u64,
        watch: &dyn Watch,
    ) -> Result<Self, Stop> {
        let (text, survey, book) = match workbook::kind(file)? {
            None => {
                let survey = survey(file, reading.encoding.as_deref(), limit, watch)?;
                (TextFile::plain(file), survey, None)
            }
            Some(kind) => {
                let whole = limit == u64::MAX;
                let (text, book) = workbook::open(file, kind, reading, whole, watch)?;
                (text, workbook::survey(file, limit, watch)?, Some(book))
            }
        };
        let mut form = sniff(&text, survey.encoding, reading)?;
        if let Some(book) = &book {
            form.columns = book.columns(form.columns);
        }
        let mut head = Self {
            text,
            length: book.as_ref().map_or(survey.bytes, |book| book.length),
            book,
            survey,
            form,
            names: Vec::new(),
            mapping: Vec::new(),
            dates: Vec::new(),
            sample: Vec::new(),
        };
        let mut record = Record::default();
        let mut reader = head.reader(&mut record)?;
        head.names = match head.form.header {
            Some(_) => head.names_of(&record),
            None => (1..=head.form.columns)
                .map(|column| column.to_string())
                .collect(),
        };
        reader.stay_at_beginning();
        while head.sample.len() < SAMPLE && reader.next(&mut record)? {
            head.sample.push(
                record
                    .fields
                    .iter()
                    .take(head.names.len())
                    .map(str::to_owned)
                    .collect(),
            );
        }
        head.mapping = mapping::settle(given, &head.names, &head.sample, kind)?;
        head.dates = head.dates_of(reading.dates, limit.min(DATES_BYTES), watch)?;
        Ok(head)
    }

    /// How the columns of dates are read, from their cells within so many bytes.
    fn dates_of(
        &self,
        chosen: Option<DateOrder>,
        limit: u64,
        watch: &dyn Watch,
    ) -> Result<Vec<Option<ColumnDates>>, Stop> {
        let is_of_dates = |field: &Option<Field>| field.is_some_and(|field| DATES.contains(&field));
        let mut columns: Vec<Option<Evidence>> = self
            .mapping
            .iter()
            .map(|field| is_of_dates(field).then(Evidence::default))
            .collect();
        if columns.iter().all(Option::is_none) {
            return Ok(Vec::new());
        }
        let mut record = Record::default();
        let mut reader = self.reader(&mut record)?;
        let mut rows = 0_u32;
        while reader.next(&mut record)? && record.at <= limit {
            rows += 1;
            if rows.is_multiple_of(ASKED) && watch.cancelled() {
                return Err(Stop::Cancelled);
            }
            for (column, evidence) in columns.iter_mut().enumerate() {
                if let (Some(evidence), None) = (evidence, record.flaw) {
                    evidence.hear(&record.fields[column]);
                }
            }
        }
        let settled = columns
            .into_iter()
            .map(|evidence| evidence.map(|evidence| evidence.settle(chosen)));
        Ok(settled.collect())
    }

    /// The order of day and month of each column.
    pub(super) fn orders(&self) -> Vec<Option<DateOrder>> {
        let order = |dates: &Option<ColumnDates>| dates.as_ref().and_then(ColumnDates::order);
        self.dates.iter().map(order).collect()
    }

    /// The texts of the header. The columns of a sheet that have none are called by their letters.
    fn names_of(&self, record: &Record) -> Vec<String> {
        let names = record.fields.iter().map(|name| name.trim().to_owned());
        if self.book.is_none() {
            return names.collect();
        }
        let mut names: Vec<String> = names.collect();
        names.resize(self.form.columns.max(names.len()), String::new());
        let letters = |(at, name): (usize, String)| {
            if name.is_empty() {
                workbook::letters(at)
            } else {
                name
            }
        };
        names.into_iter().enumerate().map(letters).collect()
    }

    /// A reader at the beginning of the text.
    pub(super) fn open(&self) -> Result<Reader, FileError> {
        Reader::open(&self.text, self.survey.encoding, self.form.dialect)
    }

    /// A reader before the first row; the header is left in `record`.
    pub(super) fn reader(&self, record: &mut Record) -> Result<Reader, FileError> {
        let mut reader = self.open()?;
        for _ in 0..self.form.above {
            reader.line()?.ok_or(FileError::NoHeader)?;
        }
        if self.form.header.is_some() {
            // Of a line that is too long only the beginning is there, and it would stand for all of it.
            let there = reader.next(record)? && record.flaw != Some(IssueCode::TooLong);
            if !there || record.fields.len() >= super::limits::FIELDS {
                return Err(FileError::NoHeader);
            }
            reader.expect(match self.book {
                Some(_) => self.form.columns.max(record.fields.len()),
                None => record.fields.len(),
            });
        } else {
            reader.expect(self.form.columns);
        }
        Ok(reader)
    }

    /// Whether all of the text is there to be read, and is no longer than so many bytes.
    pub(super) fn is_whole_within(&self, bytes: u64) -> bool {
        match &self.book {
            Some(book) => book.whole,
            None => self.survey.bytes <= bytes,
        }
    }

    /// What a person sees of it. `rows`: how many there are, where that is known. `tables`: where others seemed to begin.
    pub(super) fn preview(&self, kind: ImportKind, rows: Option<u32>, tables: &[u32]) -> Preview {
        let book = self.book.as_ref();
        Preview {
            encoding: self.survey.name().to_owned(),
            bom: self.survey.bom,
            delimiter: self.form.dialect.delimiter,
            quoting: self.form.dialect.quoting(),
            header_row: self.form.header,
            bytes: self.survey.bytes as f64,
            rows,
            sure: self.survey.sure && self.form.sure && tables.is_empty(),
            other_tables: tables::merged(&self.form.other_tables, tables),
            sheet: book.map(|book| book.sheet.clone()),
            sheets: book.map(|book| book.sheets.clone()).unwrap_or_default(),
            columns: mapping::columns(&self.names, &self.mapping, &self.dates),
            sample: self.sample.clone(),
            missing: mapping::missing(&self.mapping, kind),
            remembered: false,
            values: Vec::new(),
        }
    }
}
