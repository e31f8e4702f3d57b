//! A sheet as text: a record a row, so that row n of the sheet is line n, with the cells at the end that are empty left out.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};

use tempfile::{NamedTempFile, TempPath};

use super::Kind;
use crate::import::parse::first_bytes;
use crate::import::{Excess, FileError, Progress, Step, Stop, Watch};

/// The most rows that a sheet has, of any program.
pub(super) const ROWS: u32 = 1 << 20;
/// The most columns that a sheet has, of any program.
pub(super) const COLUMNS: u32 = 1 << 14;
/// The most cells of a sheet that are read.
const CELLS: u64 = 50_000_000;
/// The most bytes of text that a sheet may come to, and the most of one of its rows.
const TEXT: u64 = 1 << 30;
const ROW: usize = 4 << 20;
/// Rows, and cells, between two looks at whether to stop.
const STRIDE: u64 = 4_096;

/// Takes the cells of a sheet, row by row.
pub(super) struct SheetText<'w> {
    kind: Kind,
    out: Option<BufWriter<NamedTempFile>>,
    /// No more rows than these.
    limit: Option<u32>,
    watch: &'w dyn Watch,
    /// The row whose cells come in, from 0.
    row: u32,
    cells: Vec<(u32, String)>,
    /// Bytes of them.
    row_bytes: usize,
    /// Rows that were written, blank or not.
    lines: u32,
    /// Rows that have something in them.
    filled: u32,
    taken: u64,
    bytes: u64,
    widths: BTreeSet<usize>,
    cut: bool,
}

/// A sheet that was taken.
pub(super) struct Taken {
    /// Where its text lies, where it was written.
    pub(super) file: Option<TempPath>,
    /// Bytes of its text.
    pub(super) bytes: u64,
    /// Rows that have something in them.
    pub(super) rows: u32,
    /// The widths that rows have.
    pub(super) widths: BTreeSet<usize>,
    /// Whether there is more of it than was wanted.
    pub(super) cut: bool,
}

/// Whether more cells are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    More,
    NoMore,
}

impl<'w> SheetText<'w> {
    /// A sheet that is written to a file of its own, which its owner alone can read; at most `limit` rows.
    pub(super) fn written(
        kind: Kind,
        limit: Option<u32>,
        watch: &'w dyn Watch,
    ) -> Result<Self, Stop> {
        let file = tempfile::Builder::new()
            .prefix("prospect-desk-")
            .suffix(".csv")
            .tempfile()
            .map_err(FileError::NoTemporaryFile)?;
        Ok(Self {
            out: Some(BufWriter::new(file)),
            limit,
            ..Self::counted(kind, watch)
        })
    }

    /// A sheet of which the rows are counted.
    pub(super) fn counted(kind: Kind, watch: &'w dyn Watch) -> Self {
        Self {
            kind,
            out: None,
            limit: None,
            watch,
            row: 0,
            cells: Vec::new(),
            row_bytes: 0,
            lines: 0,
            filled: 0,
            taken: 0,
            bytes: 0,
            widths: BTreeSet::new(),
            cut: false,
        }
    }

    /// Takes a cell, at a row and column from 0. Rows come in their order.
    ///
    /// # Errors
    /// There are too many, a row comes late, or nobody waits for them any more.
    pub(super) fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<Wanted, Stop> {
        self.taken += 1;
        if self.taken.is_multiple_of(STRIDE) && self.watch.cancelled() {
            return Err(Stop::Cancelled);
        }
        if self.taken > CELLS {
            return Err(Excess::Cells.of(CELLS).into());
        }
        if row < self.row || row >= ROWS || column >= COLUMNS {
            return Err(self.kind.broken().into());
        }
        if row > self.row {
            self.end_row()?;
            self.row = row;
            if self.limit.is_some_and(|limit| row >= limit) {
                self.cut = true;
                return Ok(Wanted::NoMore);
            }
        }
        if !text.is_empty() && self.row_bytes <= ROW {
            let text = first_bytes(text, ROW);
            self.row_bytes += text.len();
            self.cells.push((column, text.to_owned()));
        }
        Ok(Wanted::More)
    }

    /// Ends the row whose cells came in.
    fn end_row(&mut self) -> Result<(), Stop> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.cells.sort_by_key(|(column, _)| *column);
        let width = self
            .cells
            .last()
            .map_or(0, |(column, _)| *column as usize + 1);
        self.widths.insert(width);
        self.filled += 1;
        let mut line = "\n".repeat((self.row - self.lines) as usize);
        self.lines = self.row + 1;
        let mut at = 0;
        for (index, (column, text)) in self.cells.iter().enumerate() {
            // Of two in one place the last stands.
            if self
                .cells
                .get(index + 1)
                .is_some_and(|(next, _)| next == column)
            {
                continue;
            }
            line.extend(std::iter::repeat_n(',', (*column - at) as usize));
            at = *column;
            push_quoted(&mut line, text);
        }
        line.push('\n');
        self.cells.clear();
        self.row_bytes = 0;
        self.bytes += line.len() as u64;
        if self.bytes > TEXT {
            return Err(Excess::Bytes.of(TEXT).into());
        }
        if let Some(out) = &mut self.out {
            out.write_all(line.as_bytes())
                .map_err(FileError::NoTemporaryFile)?;
        }
        if u64::from(self.filled).is_multiple_of(STRIDE) {
            if self.watch.cancelled() {
                return Err(Stop::Cancelled);
            }
            self.watch.progress(Progress {
                step: Step::Reading,
                rows: self.filled,
                part: 0.0,
            });
        }
        Ok(())
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self) -> Result<Taken, Stop> {
        if !self.cut {
            self.end_row()?;
        }
        let file = match self.out {
            None => None,
            Some(out) => {
                let file = out
                    .into_inner()
                    .map_err(|error| FileError::NoTemporaryFile(error.into_error()))?;
                Some(file.into_temp_path())
            }
        };
        Ok(Taken {
            file,
            bytes: self.bytes,
            rows: self.filled,
            widths: self.widths,
            cut: self.cut,
        })
    }
}

/// Adds a cell, in quotes where it has characters that mean something to who reads it.
fn push_quoted(line: &mut String, text: &str) {
    if text.contains([',', '"', '\n', '\r', '\u{feff}']) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}
