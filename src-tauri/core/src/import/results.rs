//! Files of what became of the rows, safe to open in a spreadsheet. They begin without a byte order mark; who writes for
//! a spreadsheet puts one in front.

use std::io::{self, Write};

use super::guard::{guarded, unguarded};
use super::mapping::{ERROR_COLUMNS, RESULT_COLUMNS, own_columns};
use super::{DryRun, FileError, Outcome, Preview, RowIssue, RowReport, Severity};

/// Why a file of results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ResultError {
    /// The imported file cannot be read again.
    #[error(transparent)]
    File(#[from] FileError),
    /// The new file cannot be written.
    #[error("the file cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Which columns of the imported file are its own, and how many there are.
struct Input {
    names: Vec<String>,
    own: usize,
}

impl Input {
    fn of(preview: &Preview) -> Self {
        let names: Vec<String> = preview
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        Self {
            own: own_columns(&names),
            names,
        }
    }

    fn header(&self) -> &[String] {
        &self.names[..self.own]
    }

    /// The fields of a row under the input's own columns; those that are too many follow what the file adds.
    fn fields<'r>(&self, row: &'r RowReport) -> (Vec<&'r str>, Vec<&'r str>) {
        let own = (0..self.own).map(|at| &row.fields[at]);
        (
            own.collect(),
            row.fields.iter().skip(self.names.len()).collect(),
        )
    }
}

fn write_record<'a, W: Write>(
    csv: &mut csv::Writer<W>,
    fields: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    for field in fields {
        csv.write_field(guarded(unguarded(field)).as_bytes())?;
    }
    csv.write_record(None::<&[u8]>)?;
    Ok(())
}

fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().flexible(true).from_writer(out)
}

/// Writes every row: its input columns, then outcome, matched name and matched ID.
pub struct ResultWriter<W: Write> {
    csv: csv::Writer<W>,
    input: Input,
}

impl<W: Write> ResultWriter<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn new(out: W, preview: &Preview) -> io::Result<Self> {
        let mut this = Self {
            csv: writer(out),
            input: Input::of(preview),
        };
        let header = this
            .input
            .header()
            .iter()
            .map(String::as_str)
            .chain(RESULT_COLUMNS);
        write_record(&mut this.csv, header)?;
        Ok(this)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn row(&mut self, row: &RowReport) -> io::Result<()> {
        let (own, more) = self.input.fields(row);
        let (name, id) = match &row.matched {
            Some(matched) => (matched.name.as_str(), matched.partner_id.as_str()),
            None => ("", ""),
        };
        let added = [row.outcome.key(), name, id];
        write_record(&mut self.csv, own.into_iter().chain(added).chain(more))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// Writes the rows with errors: their input columns, then row, column, code, message and suggestion. Corrected, the file
/// is imported as it is: the columns that it adds are known again.
pub struct ErrorWriter<W: Write> {
    csv: csv::Writer<W>,
    input: Input,
    columns: Vec<super::Column>,
}

impl<W: Write> ErrorWriter<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn new(out: W, preview: &Preview) -> io::Result<Self> {
        let mut this = Self {
            csv: writer(out),
            input: Input::of(preview),
            columns: preview.columns.clone(),
        };
        let header = this
            .input
            .header()
            .iter()
            .map(String::as_str)
            .chain(ERROR_COLUMNS);
        write_record(&mut this.csv, header)?;
        Ok(this)
    }

    /// Writes a row, unless it has no error.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn row(&mut self, row: &RowReport) -> io::Result<()> {
        if row.outcome != Outcome::Error {
            return Ok(());
        }
        let (own, more) = self.input.fields(row);
        let errors: Vec<&RowIssue> = row
            .issues
            .iter()
            .filter(|i| i.code.severity() == Severity::Error)
            .collect();
        let joined = |part: fn(&Self, &RowIssue) -> String| {
            errors
                .iter()
                .map(|issue| part(self, issue))
                .collect::<Vec<_>>()
                .join("; ")
        };
        let added = [
            row.row.to_string(),
            joined(Self::column),
            joined(|_, issue| issue.code.key().to_owned()),
            joined(|_, issue| issue.code.label().to_owned()),
            joined(|_, issue| issue.suggestion.clone().unwrap_or_default()),
        ];
        let added = added.iter().map(String::as_str);
        write_record(&mut self.csv, own.into_iter().chain(added).chain(more))
    }

    /// The header of the column that an issue is about.
    fn column(&self, issue: &RowIssue) -> String {
        let Some(field) = issue.field else {
            return String::new();
        };
        let column = self
            .columns
            .iter()
            .find(|column| column.field == Some(field));
        column.map_or_else(|| field.label().to_owned(), |column| column.name.clone())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What `out` answers.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// Writes every row of a dry run with what would become of it.
///
/// # Errors
/// The imported file cannot be read again, or the new one not written.
pub fn write_results(out: impl Write, dry_run: &DryRun) -> Result<(), ResultError> {
    let mut writer = ResultWriter::new(out, &dry_run.report().preview)?;
    for row in dry_run.rows()? {
        writer.row(&row?)?;
    }
    Ok(writer.finish()?)
}

/// Writes the rows of a dry run that have errors.
///
/// # Errors
/// The imported file cannot be read again, or the new one not written.
pub fn write_errors(out: impl Write, dry_run: &DryRun) -> Result<(), ResultError> {
    let mut writer = ErrorWriter::new(out, &dry_run.report().preview)?;
    for row in dry_run.rows()? {
        writer.row(&row?)?;
    }
    Ok(writer.finish()?)
}
