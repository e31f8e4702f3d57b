//! The pass over the rows of a file: one thread reads, checks and decides, while the one that asked for it takes what was
//! decided. Both are as busy: what a row comes to costs about as much as writing it down.

use std::hash::Hasher;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use rustc_hash::{FxHashMap, FxHasher};

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

/// Rows that go from one thread to the other at once, and how many times that may wait.
const BATCH: usize = 512;
const AHEAD: usize = 4;
/// Bytes of fields with which a batch is full before it has its rows, and is not filled again.
const HEAVY: usize = 4 << 20;
/// Bytes that a field takes besides its text.
const FIELD: usize = 24;

/// Rows that were decided, in the order of the file. One that was taken is filled again, for rows hold many small texts.
#[derive(Default)]
struct Batch {
    rows: Vec<(RowReport, Option<Action>)>,
    /// How many of them are filled.
    filled: usize,
    /// Bytes that their fields take.
    weight: usize,
    /// Rows of the file so far, and bytes of it.
    so_far: (u32, u64),
}

/// The pass over the rows.
pub(super) struct Pass<'l, L> {
    pub(super) reader: Reader,
    pub(super) checker: Checker,
    pub(super) plan: Plan<'l, L>,
    pub(super) groups: &'l [Group],
    pub(super) mender: Arc<Mender>,
    /// Rows of a wrong form, and what is wrong.
    pub(super) flaws: FxHashMap<u32, IssueCode>,
    pub(super) outcomes: Outcomes,
    pub(super) tally: Tally,
}

impl<L: Lookup + Sync> Pass<'_, L> {
    /// Hands every row of a file of so many bytes to `sink`; gives how many there were, and what was counted.
    pub(super) fn all<S: Sink>(
        self,
        record: Record,
        bytes: u64,
        sink: &mut S,
        watch: &dyn Watch,
    ) -> Result<(u32, Self), RunError<S::Error>> {
        thread::scope(|scope| {
            let (decided, taken) = sync_channel(AHEAD);
            let (again, back) = channel();
            let deciding = scope.spawn(move || self.decide(record, &decided, &back));
            let took = take(taken, &again, bytes, sink, watch);
            let passed = deciding
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            took?;
            Ok(passed?)
        })
    }

    fn decide(
        mut self,
        mut record: Record,
        out: &SyncSender<Batch>,
        back: &Receiver<Batch>,
    ) -> Result<(u32, Self), FileError> {
        let mut rows = 0_u32;
        let mut batch = Batch::default();
        while self.reader.next(&mut record)? {
            rows += 1;
            let place = batch.filled;
            if place == batch.rows.len() {
                batch.rows.push((blank_row(), None));
            }
            let (row, action) = &mut batch.rows[place];
            *action = self.one(&mut record, rows, row)?;
            batch.filled += 1;
            batch.weight += record.fields.joined().len() + record.fields.len() * FIELD;
            if batch.filled == BATCH || batch.weight >= HEAVY {
                batch.so_far = (rows, self.reader.bytes_read());
                // Nobody takes any more: the import was cancelled or refused.
                if out.send(batch).is_err() {
                    return Ok((rows, self));
                }
                batch = back.try_recv().unwrap_or_default();
            }
        }
        batch.so_far = (rows, self.reader.bytes_read());
        // As above.
        let _ = out.send(batch);
        Ok((rows, self))
    }

    /// Writes into `row` what a record comes to; gives what it does.
    fn one(
        &mut self,
        record: &mut Record,
        number: u32,
        row: &mut RowReport,
    ) -> Result<Option<Action>, FileError> {
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
        Ok(decision.action)
    }
}

/// Hands batches to `sink` until there are no more.
fn take<S: Sink>(
    decided: Receiver<Batch>,
    again: &Sender<Batch>,
    bytes: u64,
    sink: &mut S,
    watch: &dyn Watch,
) -> Result<(), RunError<S::Error>> {
    for mut batch in decided {
        if watch.cancelled() {
            return Err(RunError::Cancelled);
        }
        let (rows, read) = batch.so_far;
        watch.progress(Progress {
            step: Step::Checking,
            rows,
            part: (read as f64 / bytes.max(1) as f64).min(1.0),
        });
        for (row, action) in &mut batch.rows[..batch.filled] {
            sink.take(row, action.take()).map_err(RunError::Sink)?;
        }
        if batch.weight < HEAVY {
            (batch.filled, batch.weight) = (0, 0);
            // The other thread may be done.
            let _ = again.send(batch);
        }
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
