//! The pass over the rows of a file: one thread cuts records, one checks and decides them, and the one that asked for it takes
//! what was decided. They go on side by side, each as far ahead as some batches.

use std::hash::Hasher;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use rustc_hash::{FxHashMap, FxHasher};

use super::decode::Marks;
use super::draft::Checker;
use super::effects::effects;
use super::fixes::Mender;
use super::plan::{Decision, Plan, Row};
use super::reader::{Reader, Record};
use super::tally::Tally;
use super::{
    Action, FileError, IssueCode, Lookup, Outcome, Outcomes, Progress, RowIssue, RowReport,
    RunError, Sink, Step, Watch,
};
use crate::group::Group;

/// Rows that go from one thread to the next at once, and how many times that may wait.
const BATCH: usize = 512;
const AHEAD: usize = 4;
/// Bytes of fields with which a batch is full before it has its rows, and of one row, from which on it is not filled again:
/// what is filled again keeps the room that its largest rows took.
const HEAVY: usize = 4 << 20;
const HEAVY_ROW: usize = 64 << 10;
/// Bytes that a field takes besides its text.
const FIELD: usize = 24;

/// Rows in the order of the file. A batch that was taken is filled again, for rows hold many small texts.
struct Batch<T> {
    rows: Vec<T>,
    /// How many of them are filled.
    filled: usize,
    /// Bytes that their fields take.
    weight: usize,
    /// Bytes that the fields of the largest take.
    largest: usize,
    /// Bytes of the file so far.
    bytes: u64,
    /// Where reading can begin anew, of what was read since the batch before.
    marks: Marks,
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            filled: 0,
            weight: 0,
            largest: 0,
            bytes: 0,
            marks: Marks::default(),
        }
    }
}

impl<T> Batch<T> {
    /// The next place to fill.
    fn place(&mut self, blank: impl FnOnce() -> T) -> &mut T {
        if self.filled == self.rows.len() {
            self.rows.push(blank());
        }
        &mut self.rows[self.filled]
    }

    fn is_full(&self) -> bool {
        self.filled == BATCH || self.weight >= HEAVY
    }

    /// Gives it back to be filled again, where that is worth it. Whoever filled it may be done.
    fn give_back(mut self, to: &Sender<Self>) {
        if self.weight < HEAVY && self.largest < HEAVY_ROW {
            (self.filled, self.weight, self.largest) = (0, 0, 0);
            self.marks = Marks::default();
            let _ = to.send(self);
        }
    }
}

/// A decided row, and what it does.
type Decided = (RowReport, Option<Action>);

/// The pass over the rows.
pub(super) struct Pass<'l, L> {
    pub(super) checker: Checker,
    pub(super) plan: Plan<'l, L>,
    pub(super) groups: &'l [Group],
    pub(super) mender: Arc<Mender>,
    /// Where reading can begin anew, as far as rows were decided.
    pub(super) marks: Marks,
    /// Rows of a wrong form, and what is wrong.
    pub(super) flaws: FxHashMap<u32, IssueCode>,
    pub(super) outcomes: Outcomes,
    pub(super) tally: Tally,
    /// Rows so far.
    pub(super) rows: u32,
}

impl<L: Lookup + Sync> Pass<'_, L> {
    /// Hands every row that `reader` finds in a file of so many bytes to `sink`; gives the reader back, and what was counted.
    pub(super) fn all<S: Sink>(
        self,
        reader: Reader,
        bytes: u64,
        sink: &mut S,
        watch: &dyn Watch,
    ) -> Result<(Reader, Self), RunError<S::Error>> {
        thread::scope(|scope| {
            let (cut, records) = sync_channel(AHEAD);
            let (cut_again, cut_back) = channel();
            let (decided, rows) = sync_channel(AHEAD);
            let (decided_again, decided_back) = channel();
            let cutting = scope.spawn(move || read(reader, &cut, &cut_back));
            let deciding =
                scope.spawn(move || self.decide(records, &cut_again, &decided, &decided_back));
            let took = take(rows, &decided_again, bytes, sink, watch);
            let reader = ended(cutting.join());
            let passed = ended(deciding.join());
            took?;
            Ok((reader?, passed?))
        })
    }

    /// Decides batches of records until there are no more, or nobody takes any: the import was cancelled or refused.
    fn decide(
        mut self,
        records: Receiver<Batch<Record>>,
        again: &Sender<Batch<Record>>,
        out: &SyncSender<Batch<Decided>>,
        back: &Receiver<Batch<Decided>>,
    ) -> Result<Self, FileError> {
        for mut cut in records {
            self.marks.append(&cut.marks);
            let mut batch: Batch<Decided> = back.try_recv().unwrap_or_default();
            for record in &mut cut.rows[..cut.filled] {
                self.rows += 1;
                let (row, action) = batch.place(|| (blank_row(), None));
                *action = self.one(record, row)?;
                batch.filled += 1;
            }
            (batch.weight, batch.largest, batch.bytes) = (cut.weight, cut.largest, cut.bytes);
            cut.give_back(again);
            if out.send(batch).is_err() {
                break;
            }
        }
        Ok(self)
    }

    /// Writes into `row` what a record comes to; gives what it does.
    fn one(
        &mut self,
        record: &mut Record,
        row: &mut RowReport,
    ) -> Result<Option<Action>, FileError> {
        let number = self.rows;
        row.issues.clear();
        if let Some(flaw) = record.flaw {
            self.flaws.insert(number, flaw);
        }
        if self.mender.is_written(number) {
            self.plan.note_written(record.at, number, record.flaw);
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
        let decision = if self.mender.is_skipped(number) {
            row.issues.clear();
            Decision::of(Outcome::Skipped)
        } else {
            self.plan.decide(&planned, &self.marks, &mut row.issues)?
        };
        row.candidates = self.plan.candidates(&self.marks)?;
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
        Ok(decision.action)
    }
}

/// What a thread gave, or its panic.
fn ended<T>(joined: thread::Result<T>) -> T {
    joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Cuts records until there are no more, or nobody takes any.
fn read(
    mut reader: Reader,
    out: &SyncSender<Batch<Record>>,
    back: &Receiver<Batch<Record>>,
) -> Result<Reader, FileError> {
    let mut marks = 0;
    loop {
        let mut batch: Batch<Record> = back.try_recv().unwrap_or_default();
        let mut more = true;
        while more && !batch.is_full() {
            let record = batch.place(Record::default);
            more = reader.next(record)?;
            if more {
                let fields = &record.fields;
                let weight = fields.joined().len() + fields.len() * FIELD;
                batch.weight += weight;
                batch.largest = batch.largest.max(weight);
                batch.filled += 1;
            }
        }
        batch.bytes = reader.bytes_read();
        batch.marks = reader.marks().after(marks);
        marks = reader.marks().len();
        if out.send(batch).is_err() || !more {
            return Ok(reader);
        }
    }
}

/// Hands batches to `sink` until there are no more.
fn take<S: Sink>(
    decided: Receiver<Batch<Decided>>,
    again: &Sender<Batch<Decided>>,
    bytes: u64,
    sink: &mut S,
    watch: &dyn Watch,
) -> Result<(), RunError<S::Error>> {
    let mut rows = 0;
    for mut batch in decided {
        if watch.cancelled() {
            return Err(RunError::Cancelled);
        }
        rows += batch.filled as u32;
        watch.progress(Progress {
            step: Step::Checking,
            rows,
            part: (batch.bytes as f64 / bytes.max(1) as f64).min(1.0),
        });
        for (row, action) in &mut batch.rows[..batch.filled] {
            sink.take(row, action.take()).map_err(RunError::Sink)?;
        }
        batch.give_back(again);
    }
    Ok(())
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
