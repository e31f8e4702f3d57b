//! What is settled of a file before its rows are read: encoding, form, header, columns.

use std::path::{Path, PathBuf};

use super::encoding::{Survey, survey};
use super::reader::{Reader, Record};
use super::sniff::{Form, sniff};
use super::{Field, FileError, ImportKind, Preview, Reading, Stop, Watch, mapping};

/// Rows that a preview shows.
const SAMPLE: usize = 20;

/// A file whose reading is settled.
pub(super) struct Head {
    file: PathBuf,
    pub(super) survey: Survey,
    pub(super) form: Form,
    /// The header's texts, or the positions where there is none.
    pub(super) names: Vec<String>,
    pub(super) mapping: Vec<Option<Field>>,
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
        let survey = survey(file, reading.encoding.as_deref(), limit, watch)?;
        let form = sniff(file, survey.encoding, reading)?;
        let mut head = Self {
            file: file.to_owned(),
            survey,
            form,
            names: Vec::new(),
            mapping: Vec::new(),
            sample: Vec::new(),
        };
        let mut record = Record::default();
        let mut reader = head.reader(&mut record)?;
        head.names = match head.form.header {
            Some(_) => record
                .fields
                .iter()
                .map(|name| name.trim().to_owned())
                .collect(),
            None => (1..=head.form.columns)
                .map(|column| column.to_string())
                .collect(),
        };
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
        Ok(head)
    }

    /// A reader before the first row; the header is left in `record`.
    pub(super) fn reader(&self, record: &mut Record) -> Result<Reader, FileError> {
        let mut reader = Reader::open(&self.file, self.survey.encoding, self.form.delimiter)?;
        if let Some(line) = self.form.header {
            for _ in 1..line {
                reader.line()?.ok_or(FileError::NoHeader)?;
            }
            if !reader.next(record)? || record.fields.len() >= super::parse::FIELD_LIMIT {
                return Err(FileError::NoHeader);
            }
            reader.expect(record.fields.len());
        } else {
            reader.expect(self.form.columns);
        }
        Ok(reader)
    }

    /// What a person sees of it. `rows`: how many there are, where that is known.
    pub(super) fn preview(&self, kind: ImportKind, rows: Option<u32>) -> Preview {
        Preview {
            encoding: self.survey.name().to_owned(),
            bom: self.survey.bom,
            delimiter: self.form.delimiter,
            quote: super::parse::QUOTE,
            header_row: self.form.header,
            bytes: self.survey.bytes as f64,
            rows,
            sure: self.survey.sure && self.form.sure,
            columns: mapping::columns(&self.names, &self.mapping),
            sample: self.sample.clone(),
            missing: mapping::missing(&self.mapping, kind),
        }
    }
}
