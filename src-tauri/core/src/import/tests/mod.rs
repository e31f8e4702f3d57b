//! Imports as a whole: files in, outcomes out.

mod again;
mod applications;
mod arrivals;
mod catalogue;
mod dates;
mod dialect_properties;
mod dialects;
mod dry_runs;
mod fixes;
mod group_columns;
mod groups;
mod half_known;
mod hostile;
mod properties;
mod prospects;
mod reading;
mod result_files;
mod rows;

use crate::import::{IssueCode, Outcome, RowReport};

/// The outcome and the problems of each row.
fn outcomes(rows: &[RowReport]) -> Vec<(Outcome, Vec<IssueCode>)> {
    let codes = |row: &RowReport| row.issues.iter().map(|issue| issue.code).collect();
    rows.iter().map(|row| (row.outcome, codes(row))).collect()
}
