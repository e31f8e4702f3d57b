//! The first of the threads that go over a file: cuts records, mends them, and checks what each says by itself.

use std::hash::Hasher;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};

use rustc_hash::FxHasher;

use super::batch::Batch;
use super::draft::{Checker, Draft};
use super::fixes::Mender;
use super::reader::{Reader, Record};
use super::{FileError, IssueCode, RowIssue};

/// Bytes that a field takes besides its text.
const FIELD: usize = 24;

/// A record as it was mended, and what it says by itself.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) record: Record,
    /// What was wrong with its form before it was mended.
    pub(super) flaw: Option<IssueCode>,
    pub(super) draft: Draft,
    pub(super) issues: Vec<RowIssue>,
    /// The hash of its fields.
    pub(super) hash: u64,
}

/// Cuts and checks the rows of a file.
pub(super) struct Cutting {
    pub(super) reader: Reader,
    pub(super) checker: Checker,
    pub(super) mender: Arc<Mender>,
}

impl Cutting {
    /// Hands on the rows of the file until there are no more, or nobody takes any; gives the reader back. Batches that come back
    /// are filled again.
    pub(super) fn all(
        mut self,
        out: &SyncSender<Batch<Checked>>,
        back: &Receiver<Batch<Checked>>,
    ) -> Result<Reader, FileError> {
        let (mut marks, mut rows) = (0, 0);
        loop {
            let mut batch: Batch<Checked> = back.try_recv().unwrap_or_default();
            let mut more = true;
            while more && !batch.is_full() {
                let row = batch.place(Checked::default);
                more = self.reader.next(&mut row.record)?;
                if more {
                    rows += 1;
                    self.check(rows, row);
                    let fields = &row.record.fields;
                    let weight = fields.joined().len() + fields.len() * FIELD;
                    batch.filled(weight);
                }
            }
            batch.bytes = self.reader.bytes_read();
            batch.marks = self.reader.marks().after(marks);
            marks = self.reader.marks().len();
            if out.send(batch).is_err() || !more {
                return Ok(self.reader);
            }
        }
    }

    fn check(&mut self, number: u32, row: &mut Checked) {
        row.flaw = row.record.flaw;
        self.mender.mend(number, &mut row.record);
        row.issues.clear();
        row.draft = match row.record.flaw {
            None => self.checker.draft(&row.record.fields, &mut row.issues),
            Some(code) => {
                row.issues.push(flaw(code, &row.record));
                Draft::default()
            }
        };
        row.hash = row_hash(&row.record);
    }
}

/// What is wrong with a record's form.
fn flaw(code: IssueCode, record: &Record) -> RowIssue {
    let value = match code {
        IssueCode::ColumnCount => record.fields.len().to_string(),
        IssueCode::Undecodable => {
            let broken = record
                .fields
                .iter()
                .find(|field| field.contains(char::REPLACEMENT_CHARACTER));
            super::cells::shown(broken.unwrap_or_default())
        }
        IssueCode::Nul => {
            let broken = record.fields.iter().find(|field| field.contains('\0'));
            super::cells::shown(broken.unwrap_or_default())
        }
        _ => super::cells::shown(record.fields.joined()),
    };
    RowIssue {
        code,
        field: None,
        value,
        suggestion: None,
    }
}

fn row_hash(record: &Record) -> u64 {
    let mut hasher = FxHasher::default();
    for field in record.fields.iter() {
        hasher.write(field.as_bytes());
        hasher.write_usize(field.len());
    }
    hasher.finish()
}
