//! A dry run: what an import would do, kept so that any page of its rows can be shown.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::row_log::RowLog;
use super::source::{Rows, Source};
use super::{
    Accounts, Action, FileError, IssueCode, Lookup, Outcome, Report, Request, RowReport, RunError,
    Sink, Watch, run,
};

/// Which rows of a dry run are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum RowFilter {
    /// Every row.
    All,
    /// Those that came to this.
    Outcome {
        /// The outcome.
        outcome: Outcome,
    },
    /// Those that have this problem.
    Code {
        /// The problem.
        code: IssueCode,
        /// The value that causes it, where it is a problem of values.
        value: Option<String>,
    },
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// How many rows the filter leaves.
    pub total: u32,
    /// Those of the page.
    pub rows: Vec<RowReport>,
}

/// What an import would do. Rows' fields stay in the file; about thirty bytes a row, and what is to be said of it, are
/// in memory.
#[derive(Debug)]
pub struct DryRun {
    request: Request,
    report: Report,
    log: RowLog,
    source: Source,
    /// The accounts that its rows were matched with.
    accounts: Arc<Accounts>,
    /// What the latest page was cut from.
    latest: Mutex<Option<Left>>,
}

/// Rows that a filter left, in an order.
#[derive(Debug)]
struct Left {
    filter: RowFilter,
    problems_first: bool,
    rows: Arc<Vec<u32>>,
}

/// Takes rows and does nothing.
#[derive(Debug, Default)]
struct Taker {
    log: RowLog,
    source: Option<Source>,
}

impl Sink for Taker {
    type Error = Infallible;

    fn take(&mut self, row: &RowReport, _: Option<Action>) -> Result<(), Infallible> {
        self.log.add(row);
        Ok(())
    }

    fn end(&mut self, source: Source) {
        self.source = Some(source);
    }
}

impl DryRun {
    /// Runs dry: changes nothing anywhere.
    ///
    /// # Errors
    /// As [`run`] has them.
    pub fn of(
        request: &Request,
        lookup: &(impl Lookup + Sync),
        watch: &dyn Watch,
    ) -> Result<Self, RunError<Infallible>> {
        let mut taker = Taker::default();
        let report = run(request, lookup, &mut taker, watch)?;
        // A run that came to its report has named its source.
        let source = taker.source.ok_or(FileError::Vanished)?;
        Ok(Self {
            request: request.clone(),
            report,
            log: taker.log,
            source,
            accounts: Arc::default(),
            latest: Mutex::default(),
        })
    }

    /// Holds the index of the accounts that rows were matched with, so that the next try, or the import, need not make it anew.
    pub fn hold(&mut self, accounts: Arc<Accounts>) {
        self.accounts = accounts;
    }

    /// What was asked for.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// What it came to.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Notes how long it took, in seconds, and which state of the workspace it speaks of.
    pub fn took(&mut self, seconds: f64, revision: u32) {
        self.report.seconds = seconds;
        self.report.revision = revision;
    }

    /// `n` rows from `offset` of those that the filter leaves, in the order of the file, or errors first, then warnings.
    ///
    /// # Errors
    /// The file vanished or changed since.
    pub fn page(
        &self,
        filter: &RowFilter,
        problems_first: bool,
        offset: u32,
        n: u32,
    ) -> Result<Page, FileError> {
        let left = self.left(filter, problems_first);
        let mut rows = self.source.rows()?;
        let page = left.iter().skip(offset as usize).take(n as usize);
        Ok(Page {
            total: left.len() as u32,
            rows: page
                .map(|row| self.row(*row as usize, &mut rows))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The rows that a filter leaves, in the order that is asked for. Page after page asks for the same.
    fn left(&self, filter: &RowFilter, problems_first: bool) -> Arc<Vec<u32>> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(latest) = latest.as_ref()
            && latest.filter == *filter
            && latest.problems_first == problems_first
        {
            return Arc::clone(&latest.rows);
        }
        let mut rows: Vec<u32> = (0..self.log.len() as u32)
            .filter(|row| self.passes(*row as usize, filter))
            .collect();
        if problems_first {
            rows.sort_by_key(|row| self.log.rank(*row as usize));
        }
        let rows = Arc::new(rows);
        *latest = Some(Left {
            filter: filter.clone(),
            problems_first,
            rows: Arc::clone(&rows),
        });
        rows
    }

    /// Every row, in the order of the file.
    ///
    /// # Errors
    /// The file vanished or changed since.
    pub fn rows(
        &self,
    ) -> Result<impl Iterator<Item = Result<RowReport, FileError>> + '_, FileError> {
        let mut rows = self.source.rows()?;
        Ok((0..self.log.len()).map(move |row| self.row(row, &mut rows)))
    }

    fn passes(&self, row: usize, filter: &RowFilter) -> bool {
        match filter {
            RowFilter::All => true,
            RowFilter::Outcome { outcome } => self.log.outcome(row) == *outcome,
            RowFilter::Code { code, value } => self.log.issues(row).iter().any(|(issue, _)| {
                issue.code == *code && value.as_ref().is_none_or(|value| *value == issue.value)
            }),
        }
    }

    fn row(&self, row: usize, rows: &mut Rows<'_>) -> Result<RowReport, FileError> {
        let kept = self.log.kept(row);
        let fields = rows.fields(row as u32 + 1, self.log.at(row))?;
        let issues = kept.issues.into_iter().map(|(mut issue, column)| {
            if let Some(column) = column {
                issue.value = fields.get(column).cloned().unwrap_or_default();
            }
            issue
        });
        Ok(RowReport {
            row: row as u32 + 1,
            line: self.log.line(row),
            outcome: self.log.outcome(row),
            issues: issues.collect(),
            matched: kept.matched,
            candidates: kept.candidates,
            effects: kept.effects,
            at: self.log.at(row),
            fields,
        })
    }
}
