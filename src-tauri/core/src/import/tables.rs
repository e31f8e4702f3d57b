//! Several tables in one file: a blank line, and then records of another width.

use super::IssueCode;
use super::reader::Record;

/// The most tables that are told of.
const LIMIT: usize = 20;

/// Looks out for other tables while the records go by.
#[derive(Debug, Default)]
pub(super) struct Watcher {
    /// Whether a blank line was passed just now.
    gap: bool,
    /// Line and width of a record after a blank line that does not fit the columns.
    suspect: Option<(u32, usize)>,
    found: Vec<u32>,
}

impl Watcher {
    pub(super) fn see_blank(&mut self) {
        self.gap = true;
    }

    /// Two records of the same other width after a blank line are a table of their own.
    pub(super) fn see(&mut self, record: &Record) {
        let odd = record.flaw == Some(IssueCode::ColumnCount) && record.fields.len() > 1;
        let width = record.fields.len();
        let gap = std::mem::take(&mut self.gap);
        self.suspect = match self.suspect {
            _ if !odd => None,
            _ if gap => Some((record.line, width)),
            Some((line, expected)) if expected == width => {
                if self.found.len() < LIMIT {
                    self.found.push(line);
                }
                None
            }
            _ => None,
        };
    }

    /// The lines on which they begin, ascending.
    pub(super) fn found(&self) -> &[u32] {
        &self.found
    }
}

/// The lines of both, ascending and each once.
pub(super) fn merged(lines: &[u32], others: &[u32]) -> Vec<u32> {
    let mut all = [lines, others].concat();
    all.sort_unstable();
    all.dedup();
    all.truncate(LIMIT);
    all
}
