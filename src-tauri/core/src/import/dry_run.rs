//! A dry run: what an import would do, kept so that any page of its rows can be shown.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::row_log::{RowLog, with_cell};
use super::source::{Rows, Source};
use super::{
    Accounts, Action, FileError, IssueCode, Lookup, Outcome, Reception, Report, Request, RowReport,
    RunError, Sink, Watch, run,
};
use crate::text;

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
    /// Applications that come to this.
    Reception {
        /// What.
        reception: Reception,
    },
    /// Those that have this problem.
    Code {
        /// The problem.
        code: IssueCode,
        /// The value that causes it, where it is a problem of values.
        value: Option<String>,
    },
}

/// Which rows of a dry run are looked at, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Look {
    /// Those that it leaves.
    pub filter: RowFilter,
    /// Of them those with this text in a cell, whatever its case, accents and width; empty: all.
    pub text: String,
    /// Whether errors stand first, then warnings; else all stand in the order of the file.
    pub problems_first: bool,
}

impl Look {
    /// At every row, in the order of the file.
    pub fn at_all() -> Self {
        Self {
            filter: RowFilter::All,
            text: String::new(),
            problems_first: false,
        }
    }
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// How many rows are looked at.
    pub total: u32,
    /// How many of them have errors.
    pub errors: u32,
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
    /// What the latest page was cut from.
    latest: Mutex<Option<Left>>,
}

/// The rows that are looked at, in their order.
#[derive(Debug, Clone)]
struct Left {
    look: Look,
    rows: Arc<Vec<u32>>,
    errors: u32,
}

/// Takes rows and does nothing.
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

/// Whether all that `next` leaves is among what `look` left.
fn narrows(look: &Look, next: &Look) -> bool {
    let text = text::fold(&look.text);
    look.filter == next.filter && text::fold(&next.text).contains(&text)
}

impl DryRun {
    /// Runs dry: changes nothing anywhere. It holds `accounts`, the index that `lookup` finds accounts by where it has one, so that the
    /// next try, or the import, need not make it anew.
    ///
    /// # Errors
    /// As [`run`] has them.
    pub fn of(
        request: &Request,
        lookup: &(impl Lookup + Sync),
        accounts: Arc<Accounts>,
        watch: &dyn Watch,
    ) -> Result<Self, RunError<Infallible>> {
        let mut taker = Taker {
            log: RowLog::new(accounts),
            source: None,
        };
        let report = run(request, lookup, &mut taker, watch)?;
        // A run that came to its report has named its source.
        let source = taker.source.ok_or(FileError::Vanished)?;
        Ok(Self {
            request: request.clone(),
            report,
            log: taker.log,
            source,
            latest: Mutex::default(),
        })
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

    /// `n` rows from `offset` of those that are looked at.
    ///
    /// # Errors
    /// The file vanished or changed since.
    pub fn page(&self, look: &Look, offset: u32, n: u32) -> Result<Page, FileError> {
        let left = self.left(look)?;
        let mut rows = self.source.rows()?;
        let page = left.rows.iter().skip(offset as usize).take(n as usize);
        Ok(Page {
            total: left.rows.len() as u32,
            errors: left.errors,
            rows: page
                .map(|row| self.row(*row as usize, &mut rows))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The rows that are looked at. Page after page asks for the same; and who types a text, for ever fewer of them.
    fn left(&self, look: &Look) -> Result<Left, FileError> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rows = match latest.take() {
            Some(left) if left.look == *look => return Ok(latest.insert(left).clone()),
            Some(left) if narrows(&left.look, look) => Arc::unwrap_or_clone(left.rows),
            _ => (0..self.log.len() as u32)
                .filter(|row| self.passes(*row as usize, &look.filter))
                .collect(),
        };
        rows.sort_unstable();
        if !look.text.is_empty() {
            rows = self.with_text(rows, &look.text)?;
        }
        if look.problems_first {
            rows.sort_by_key(|row| self.log.rank(*row as usize));
        }
        let errors = rows.iter().filter(|row| self.log.has_error(**row as usize));
        let left = Left {
            look: look.clone(),
            errors: errors.count() as u32,
            rows: Arc::new(rows),
        };
        Ok(latest.insert(left).clone())
    }

    /// Of some rows, in the order of the file, those with a text in one of their cells.
    fn with_text(&self, rows: Vec<u32>, text: &str) -> Result<Vec<u32>, FileError> {
        let text = text::fold(text);
        let finder = memchr::memmem::Finder::new(&text);
        let mut reader = self.source.rows()?;
        let mut folded = String::new();
        let mut with = Vec::new();
        for row in rows {
            folded.clear();
            let fields = reader.fields(row + 1, self.log.at(row as usize))?;
            for field in fields.iter() {
                text::fold_into(field, &mut folded);
                // Stands in no folded text, so that nothing is found across cells.
                folded.push('\n');
            }
            if finder.find(folded.as_bytes()).is_some() {
                with.push(row);
            }
        }
        Ok(with)
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
            RowFilter::Reception { reception } => self.log.reception(row) == Some(*reception),
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
                issue.value = fields[column].to_owned();
            }
            issue
        });
        let effects = kept
            .effects
            .into_iter()
            .map(|(effect, column)| match column {
                Some(column) => with_cell(effect, &fields[column]),
                None => effect,
            });
        Ok(RowReport {
            row: row as u32 + 1,
            line: self.log.line(row),
            outcome: self.log.outcome(row),
            issues: issues.collect(),
            matched: kept.matched,
            candidates: kept.candidates,
            effects: effects.collect(),
            at: self.log.at(row),
            fields,
        })
    }
}
