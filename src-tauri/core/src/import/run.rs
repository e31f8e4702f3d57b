//! The one way through the stages: from a request to its report, each row handed to a sink on the way.

use std::hash::Hasher;
use std::path::Path;
use std::sync::Arc;

use roaring::RoaringBitmap;
use rustc_hash::FxHasher;

use super::draft::Checker;
use super::effects::effects;
use super::fixes::Mender;
use super::head::Head;
use super::plan::{Decision, Plan, Row};
use super::reader::{Reader, Record};
use super::source::{Source, Stamp};
use super::tally::Tally;
use super::{
    Field, FileError, ImportKind, IssueCode, Lookup, Outcome, Outcomes, Preview, Progress, Reading,
    Report, Request, RowIssue, RowReport, RunError, Sink, Step, Stop, Unwatched, Watch, mapping,
};
use crate::group::Group;

/// Bytes that a preview looks at for the encoding.
const PREVIEW_BYTES: u64 = 64 << 20;
/// The largest file of which a preview counts the rows.
const COUNTED_BYTES: u64 = 8 << 20;
/// Rows between two looks at whether to stop.
const STRIDE: u32 = 1_024;

/// How a file is read, and its first rows. Of a large file only the beginning is looked at, and `rows` says so by being
/// `None`; the encoding is then found anew over all of it by [`run`].
///
/// # Errors
/// Why the file cannot be read at all, or that the mapping does not fit it.
pub fn preview(
    file: &Path,
    kind: ImportKind,
    reading: &Reading,
    mapping: Option<&[Option<Field>]>,
) -> Result<Preview, FileError> {
    let head = Head::of(file, kind, reading, mapping, PREVIEW_BYTES, &Unwatched)
        .map_err(Stop::into_file)?;
    let mut record = Record::default();
    let mut reader = head.reader(&mut record)?;
    let rows = if head.is_whole_within(COUNTED_BYTES) {
        let mut rows = 0_u32;
        while reader.next(&mut record)? {
            rows += 1;
        }
        Some(rows)
    } else {
        None
    };
    Ok(head.preview(kind, rows, reader.other_tables()))
}

/// Reads a file, checks each of its rows, finds what it would do, and hands that to `sink` in the order of the file. A dry
/// run and an import differ in their sink alone. The report's `seconds` are for the caller to fill in.
///
/// # Errors
/// Why the file cannot be imported, that `watch` cancelled, or what the sink refused.
pub fn run<S: Sink>(
    request: &Request,
    lookup: &impl Lookup,
    sink: &mut S,
    watch: &dyn Watch,
) -> Result<Report, RunError<S::Error>> {
    let stamp = Stamp::of(&request.file)?;
    let given = request.mapping.as_deref();
    let head = Head::of(
        &request.file,
        request.kind,
        &request.reading,
        given,
        u64::MAX,
        watch,
    )?;
    if head.form.header.is_none() && given.is_none() {
        return Err(FileError::NoHeader.into());
    }
    let missing = mapping::missing(&head.mapping, request.kind);
    if !missing.is_empty() {
        return Err(FileError::RequiredColumn(missing).into());
    }
    let groups = lookup.groups();
    let ours = mapping::is_ours(&head.names);
    let mender = Arc::new(Mender::new(&request.fixes, &head.mapping));
    let checker = || Checker::new(request.kind, &head.mapping, ours, &groups);
    let mut record = Record::default();
    let reader = head.reader(&mut record)?;
    let mut pass = Pass {
        reader,
        checker: checker(),
        plan: Plan::new(request.kind, &head, checker(), Arc::clone(&mender), lookup)?,
        groups: &groups,
        mender: Arc::clone(&mender),
        alone: RoaringBitmap::new(),
        outcomes: Outcomes::default(),
        tally: Tally::default(),
        row: blank_row(),
    };
    let rows = pass.all(&mut record, head.length, sink, watch)?;
    if Stamp::of(&request.file)? != stamp {
        return Err(FileError::Changed.into());
    }
    sink.end(Source::new(
        &request.file,
        stamp,
        &head,
        pass.reader.marks().clone(),
        mender,
        pass.alone,
    ));
    watch.progress(Progress {
        step: Step::Checking,
        rows,
        part: 1.0,
    });
    Ok(Report {
        preview: head.preview(request.kind, Some(rows), pass.reader.other_tables()),
        rows,
        outcomes: pass.outcomes,
        warnings: pass.tally.warnings(),
        causes: pass.tally.causes(),
        file_hash: head.survey.hash,
        revision: 0,
        seconds: 0.0,
    })
}

fn blank_row() -> RowReport {
    RowReport {
        row: 0,
        line: 0,
        outcome: Outcome::Unchanged,
        issues: Vec::new(),
        fields: Vec::new(),
        matched: None,
        candidates: Vec::new(),
        effects: Vec::new(),
        at: 0,
    }
}

/// The pass over the rows.
struct Pass<'l, L> {
    reader: Reader,
    checker: Checker,
    plan: Plan<'l, L>,
    groups: &'l [Group],
    mender: Arc<Mender>,
    /// Rows whose quotes do not add up, so that each is one line.
    alone: RoaringBitmap,
    outcomes: Outcomes,
    tally: Tally,
    row: RowReport,
}

impl<L: Lookup> Pass<'_, L> {
    fn all<S: Sink>(
        &mut self,
        record: &mut Record,
        bytes: u64,
        sink: &mut S,
        watch: &dyn Watch,
    ) -> Result<u32, RunError<S::Error>> {
        let mut rows = 0_u32;
        while self.reader.next(record)? {
            if rows.is_multiple_of(STRIDE) {
                if watch.cancelled() {
                    return Err(RunError::Cancelled);
                }
                let part = self.reader.bytes_read() as f64 / bytes.max(1) as f64;
                watch.progress(Progress {
                    step: Step::Checking,
                    rows,
                    part: part.min(1.0),
                });
            }
            rows += 1;
            self.one(record, rows, sink)?;
        }
        Ok(rows)
    }

    fn one<S: Sink>(
        &mut self,
        record: &mut Record,
        number: u32,
        sink: &mut S,
    ) -> Result<(), RunError<S::Error>> {
        let row = &mut self.row;
        row.issues.clear();
        let alone = record.flaw == Some(IssueCode::QuoteStray);
        if alone {
            self.alone.insert(number);
        }
        if self.mender.is_written(number) {
            self.plan.note_written(record.at, number, alone);
        }
        self.mender.mend(number, record);
        let draft = match record.flaw {
            None => self.checker.draft(&record.fields, &mut row.issues),
            Some(code) => {
                row.issues.push(flaw(code, record));
                Default::default()
            }
        };
        let planned = Row {
            draft: &draft,
            hash: row_hash(record),
            at: record.at,
            choice: self.mender.choice(number),
        };
        let marks = self.reader.marks();
        let decision = if self.mender.is_skipped(number) {
            row.issues.clear();
            Decision::of(Outcome::Skipped)
        } else {
            self.plan.decide(&planned, marks, &mut row.issues)?
        };
        row.candidates = self.plan.candidates(marks)?;
        row.effects = decision
            .action
            .as_ref()
            .map_or_else(Vec::new, |action| effects(action, self.groups));
        (row.row, row.line, row.at) = (number, record.line, record.at);
        row.outcome = decision.outcome;
        row.matched = decision.matched;
        row.fields.resize_with(record.fields.len(), String::new);
        for (to, from) in row.fields.iter_mut().zip(record.fields.iter()) {
            to.clear();
            to.push_str(from);
        }
        self.outcomes.count(decision.outcome);
        self.tally.count(&row.issues);
        sink.take(row, decision.action).map_err(RunError::Sink)
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
