//! The rows of a file, to be read again after the import went over them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use encoding_rs::Encoding;

use super::decode::{Marks, refused};
use super::dialect::Dialect;
use super::fixes::Mender;
use super::head::Head;
use super::reader::{Reader, Record};
use super::text_file::TextFile;
use super::{Fields, FileError, IssueCode};

/// What changes about a file when somebody writes to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp(u64, Option<SystemTime>);

impl Stamp {
    pub(super) fn of(file: &Path) -> Result<Self, FileError> {
        let facts = std::fs::metadata(file).map_err(refused)?;
        Ok(Self(facts.len(), facts.modified().ok()))
    }
}

/// A file that an import went over: reads its rows again by where they stand.
#[derive(Debug, Clone)]
pub struct Source {
    file: PathBuf,
    stamp: Stamp,
    text: TextFile,
    encoding: &'static Encoding,
    dialect: Dialect,
    columns: usize,
    marks: Marks,
    mender: Arc<Mender>,
    /// Rows of a wrong form, and what was wrong.
    flaws: Vec<(u32, IssueCode)>,
}

/// Reads rows of a [`Source`], quickest in the order of the file.
pub struct Rows<'s> {
    source: &'s Source,
    reader: Reader,
    record: Record,
}

impl Source {
    pub(super) fn new(
        file: &Path,
        stamp: Stamp,
        head: &Head,
        marks: Marks,
        mender: Arc<Mender>,
        flaws: Vec<(u32, IssueCode)>,
    ) -> Self {
        Self {
            mender,
            flaws,
            file: file.to_owned(),
            stamp,
            text: head.text.clone(),
            encoding: head.survey.encoding,
            dialect: head.form.dialect,
            columns: head.names.len(),
            marks,
        }
    }

    /// Opens the file once more.
    ///
    /// # Errors
    /// It vanished or changed since.
    pub fn rows(&self) -> Result<Rows<'_>, FileError> {
        if Stamp::of(&self.file)? != self.stamp {
            return Err(FileError::Changed);
        }
        let mut reader = Reader::open(&self.text, self.encoding, self.dialect)?;
        reader.expect(self.columns);
        Ok(Rows {
            source: self,
            reader,
            record: Record::default(),
        })
    }
}

impl Rows<'_> {
    /// The fields of a row that begins at `at`, as they were mended.
    ///
    /// # Errors
    /// The file cannot be read any more, or is another one.
    pub fn fields(&mut self, row: u32, at: u64) -> Result<Fields, FileError> {
        let flaws = &self.source.flaws;
        let known = flaws.binary_search_by_key(&row, |(flawed, _)| *flawed);
        let flaw = known.ok().map(|at| flaws[at].1);
        self.reader
            .again(at, flaw, &self.source.marks, &mut self.record)?;
        self.source.mender.mend(row, &mut self.record);
        Ok(self.record.fields.clone())
    }
}
