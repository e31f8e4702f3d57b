//! The pass over the rows of a file: one thread cuts records and checks them, one decides what they do, and the one that asked for
//! it takes what was decided. They go on side by side, each as far ahead as some batches.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::batch::{AHEAD, Batch};
use super::cutting::{Checked, Cutting};
use super::decode::Marks;
use super::draft::{Checker, Said};
use super::effects::effects;
use super::fixes::Mender;
use super::plan::{Decision, Plan, Row};
use super::reader::Reader;
use super::tally::Tally;
use super::{
    Action, Fields, FileError, IssueCode, Lookup, Outcome, Outcomes, Progress, Receptions,
    RowReport, RunError, Sink, Step, Watch,
};
use crate::group::Group;

/// A decided row, and what it does.
type Decided = (RowReport, Option<Action>);

/// The pass over the rows.
pub(super) struct Pass<'l, L> {
    pub(super) plan: Plan<'l, L>,
    pub(super) groups: &'l [Group],
    pub(super) mender: Arc<Mender>,
    /// Where reading can begin anew, as far as rows were decided.
    pub(super) marks: Marks,
    /// Rows of a wrong form in the order of the file, and what is wrong.
    pub(super) flaws: Vec<(u32, IssueCode)>,
    pub(super) outcomes: Outcomes,
    pub(super) receptions: Receptions,
    pub(super) tally: Tally,
    /// Rows so far.
    pub(super) rows: u32,
}

impl<L: Lookup + Sync> Pass<'_, L> {
    /// Hands every row that `reader` finds in a file of so many bytes to `sink`; gives the reader back, and what was counted.
    pub(super) fn all<S: Sink>(
        self,
        reader: Reader,
        checker: Checker,
        bytes: u64,
        sink: &mut S,
        watch: &dyn Watch,
    ) -> Result<(Reader, Self), RunError<S::Error>> {
        thread::scope(|scope| {
            let (cut, records) = sync_channel(AHEAD);
            let (cut_again, cut_back) = channel();
            let (decided, rows) = sync_channel(AHEAD);
            let (decided_again, decided_back) = channel();
            let cutting = Cutting {
                reader,
                checker,
                mender: Arc::clone(&self.mender),
            };
            let cutting = scope.spawn(move || cutting.all(&cut, &cut_back));
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
        records: Receiver<Batch<Checked>>,
        again: &Sender<Batch<Checked>>,
        out: &SyncSender<Batch<Decided>>,
        back: &Receiver<Batch<Decided>>,
    ) -> Result<Self, FileError> {
        for mut cut in records {
            self.marks.append(&cut.marks);
            let mut batch: Batch<Decided> = back.try_recv().unwrap_or_default();
            self.plan
                .expect(cut.rows().iter().flat_map(|row| row.draft.keys.all()));
            for checked in cut.rows() {
                self.rows += 1;
                let (row, action) = batch.place(|| (blank_row(), None));
                *action = self.one(checked, row)?;
                batch.filled(0);
            }
            batch.weighs_as(&cut);
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
        checked: &mut Checked,
        row: &mut RowReport,
    ) -> Result<Option<Action>, FileError> {
        let number = self.rows;
        let record = &checked.record;
        std::mem::swap(&mut row.issues, &mut checked.issues);
        if let Some(flaw) = checked.flaw {
            self.flaws.push((number, flaw));
        }
        if self.mender.is_written(number) {
            self.plan.note_written(record.at, number, checked.flaw);
        }
        let planned = Row {
            draft: Said::of(&checked.draft, &record.fields),
            hash: checked.hash,
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
        std::mem::swap(&mut row.fields, &mut checked.record.fields);
        row.outcome = decision.outcome;
        row.matched = decision.matched;
        self.outcomes.count(decision.outcome);
        if let Some(received) = decision
            .action
            .as_ref()
            .and_then(|a| a.application.as_ref())
        {
            self.receptions.count(received.reception);
        }
        self.tally.count(&row.issues);
        Ok(decision.action)
    }
}

/// What a thread gave, or its panic.
fn ended<T>(joined: thread::Result<T>) -> T {
    joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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
        rows += batch.len();
        watch.progress(Progress {
            step: Step::Checking,
            rows,
            part: (batch.bytes as f64 / bytes.max(1) as f64).min(1.0),
        });
        for (row, action) in batch.rows() {
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
        fields: Fields::default(),
        matched: None,
        candidates: Vec::new(),
        effects: Vec::new(),
        at: 0,
    }
}
