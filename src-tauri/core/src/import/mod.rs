//! Imports: from the bytes of a file to what each of its rows would do.
//!
//! decode → sniff → parse → mapping → validate → match → plan → report. The stages are pure: they read accounts through
//! [`Lookup`] and hand what is to be done to a [`Sink`]. A dry run and an import are the same function with two sinks.

mod accounts;
mod applied;
mod batch;
mod cells;
mod codes;
mod cutting;
mod dates;
mod decode;
mod dialect;
mod draft;
mod dry_run;
mod effects;
mod encoding;
mod faces;
mod failure;
mod fields;
mod figures;
mod fixes;
mod group_list;
mod group_names;
mod guard;
mod head;
mod key_table;
mod keys;
mod limits;
mod mapping;
mod names;
mod not_text;
mod numbers;
mod parse;
mod pass;
mod pasted;
mod plan;
mod quoting;
mod reader;
mod records;
mod results;
mod row_log;
mod run;
mod sniff;
mod source;
mod tables;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod text_file;
mod trial;
mod types;
mod values;
mod wordings;
mod workbook;

pub use accounts::{Accounts, Card, Gathered};
pub use applied::{Applied, Received, Reception, Receptions};
pub use codes::*;
pub use dates::{ColumnDates, DateForm, DateOrder};
pub use dry_run::{DryRun, Look, Page, RowFilter};
pub use effects::Effect;
pub use faces::*;
pub use failure::*;
pub use fields::Fields;
pub use fixes::{CellFix, Fixes, MatchFix, ValueFix};
pub use guard::{guarded, unguarded};
pub use keys::Key;
pub use numbers::Numbers;
pub use pasted::Pasted;
pub use quoting::Quoting;
pub use records::{Entry, Records, records};
pub use results::{ErrorWriter, ResultError, ResultWriter, write_errors, write_results};
pub use run::{preview, run};
pub use source::{Rows, Source};
pub use types::*;
pub use workbook::Sheet;

pub(crate) use cells::trimmed;
pub(crate) use draft::limit;
pub(crate) use values::{is_email, is_shared as is_shared_host, mend_email, read_site};

use decode::Marks;

/// Why the stages stopped before the rows.
#[derive(Debug)]
enum Stop {
    File(FileError),
    Cancelled,
}

impl Stop {
    /// The fact about the file, where nobody could cancel.
    fn into_file(self) -> FileError {
        match self {
            Self::File(error) => error,
            Self::Cancelled => unreachable!("only who watches can cancel"),
        }
    }
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl<E> From<Stop> for RunError<E> {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::File(error) => Self::File(error),
            Stop::Cancelled => Self::Cancelled,
        }
    }
}
