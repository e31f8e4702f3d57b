//! `prospects import`: tries a file, or imports it.

use std::io::Write;
use std::path::Path;

use prospect_core::import::{
    Cause, DryRun, IssueCode, Outcomes, Preview, Progress, Reading, Receptions, Report, Request,
    RowReport, Severity, Watch,
};
use prospect_core::workspace::{ImportDone, RowsOut, Workspace};
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::{Told, mapping};
use crate::arguments::{ImportArguments, ReadingArguments};
use crate::output::Output;
use crate::refusal::{NoPlace, Refusal};
use crate::{Done, opening, say};

/// What an import came to, as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    dry_run: bool,
    /// The number under which it is kept; `null` of a dry run.
    import: Option<u32>,
    rows: u32,
    outcomes: Outcomes,
    /// What became of applications; `null` of another kind of file.
    applications: Option<Receptions>,
    warnings: u32,
    /// Partners that `--revive` brings back, whether or not it was asked for.
    revivable: u32,
    problems: Problems<'a>,
    seconds: f64,
}

/// The problems of all rows. They may be millions, so each is read when it is written.
struct Problems<'a> {
    of: &'a Came,
    workspace: &'a Workspace,
}

/// What an import came to.
enum Came {
    /// It was tried.
    Tried(Box<DryRun>),
    /// It was done. `whole`: every file that was asked for was written too.
    Done { done: Box<ImportDone>, whole: bool },
}

impl Came {
    fn report(&self) -> &Report {
        match self {
            Self::Tried(dry_run) => dry_run.report(),
            Self::Done { done, .. } => &done.report,
        }
    }
}

/// What is wrong with a row, or worth knowing of it.
#[derive(Serialize)]
struct Problem {
    row: u32,
    line: u32,
    column: Option<String>,
    code: &'static str,
    value: String,
    suggestion: Option<String>,
    severity: Severity,
}

/// Imports the file of `arguments`, or tells what that would do.
///
/// # Errors
/// Why nothing was imported.
pub fn run(workspace: &Workspace, arguments: &ImportArguments, output: &mut Output) -> Told {
    for out in arguments.results.iter().chain(&arguments.errors) {
        check_place(workspace, out, arguments)?;
    }
    let request = request(arguments)?;
    let watch = Onlooker {
        shows: output.is_watched(),
    };
    let came = if arguments.dry_run {
        dry_run(workspace, arguments, &request, &watch)?
    } else {
        // An import may bring a million: it finds the place of those who cannot come back.
        workspace.sweep(u32::MAX)?;
        import(workspace, arguments, &request, &watch)?
    };
    output.answer(&answer(&came, workspace), |answer| {
        let report = came.report();
        let mut text = say::report(&arguments.file, answer.dry_run, report);
        if !arguments.revive && answer.revivable > 0 {
            text.push_str(&say::left_out(answer.revivable));
        }
        let waits = |cause: &Cause| cause.code == IssueCode::NotAccepted;
        if report.causes.iter().any(waits) {
            text.push_str(say::TO_ACCEPT);
        }
        text
    })?;
    let whole = !matches!(came, Came::Done { whole: false, .. });
    Ok(if came.report().outcomes.error > 0 || !whole {
        Done::WithErrors
    } else {
        Done::Whole
    })
}

/// How a file is to be read.
pub fn reading(arguments: &ReadingArguments) -> Reading {
    Reading {
        encoding: arguments.encoding.clone(),
        delimiter: arguments.delimiter,
        quoting: arguments.quote,
        header_row: arguments.header_row,
        sheet: arguments.sheet.clone(),
        dates: arguments.dates,
    }
}

fn request(arguments: &ImportArguments) -> Result<Request, Refusal> {
    let mut request = Request {
        kind: arguments.kind.into(),
        reading: reading(&arguments.reading),
        revive: arguments.revive,
        existing_partners: arguments.existing_partners,
        ..Request::of(&arguments.file)
    };
    if !arguments.map.is_empty() {
        // What the window remembers of a header is left out: a script comes to the same on every machine.
        let preview =
            prospect_core::import::preview(&request.file, request.kind, &request.reading, None);
        let preview = preview.map_err(|error| Refusal::File {
            file: arguments.file.clone(),
            error,
        })?;
        request.mapping = Some(mapping::settled(&preview.columns, &arguments.map)?);
    }
    Ok(request)
}

fn dry_run(
    workspace: &Workspace,
    arguments: &ImportArguments,
    request: &Request,
    watch: &Onlooker,
) -> Result<Came, Refusal> {
    let dry_run = workspace
        .dry_run(request, watch)
        .map_err(|error| Refusal::import(arguments.file.clone(), error))?;
    for (out, which) in wanted(arguments) {
        workspace.export_dry_run(&dry_run, which, out)?;
    }
    Ok(Came::Tried(Box::new(dry_run)))
}

fn import(
    workspace: &Workspace,
    arguments: &ImportArguments,
    request: &Request,
    watch: &Onlooker,
) -> Result<Came, Refusal> {
    let done = workspace
        .import(request, None, watch, opening::now())
        .map_err(|error| Refusal::import(arguments.file.clone(), error))?;
    // The import is done: a file that cannot be written takes nothing of it back.
    let mut whole = true;
    for (out, which) in wanted(arguments) {
        if let Err(error) = workspace.export_import(done.import, which, out) {
            whole = false;
            eprintln!("prospects: {}", say::export_error(&error));
        }
    }
    let done = Box::new(done);
    Ok(Came::Done { done, whole })
}

fn wanted(arguments: &ImportArguments) -> impl Iterator<Item = (&Path, RowsOut)> {
    let results = arguments
        .results
        .as_deref()
        .map(|out| (out, RowsOut::Results));
    let errors = arguments
        .errors
        .as_deref()
        .map(|out| (out, RowsOut::Errors));
    results.into_iter().chain(errors)
}

fn answer<'a>(came: &'a Came, workspace: &'a Workspace) -> Answer<'a> {
    let report = came.report();
    Answer {
        dry_run: matches!(came, Came::Tried(_)),
        import: match came {
            Came::Tried(_) => None,
            Came::Done { done, .. } => Some(done.import),
        },
        rows: report.rows,
        outcomes: report.outcomes,
        applications: report.applications,
        warnings: report.warnings,
        revivable: report.revivable,
        problems: Problems {
            of: came,
            workspace,
        },
        seconds: report.seconds,
    }
}

impl Serialize for Problems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let preview = &self.of.report().preview;
        let mut write = |row: &RowReport| {
            problems_of(row, preview).try_for_each(|problem| list.serialize_element(&problem))
        };
        match self.of {
            Came::Tried(dry_run) => {
                for row in dry_run.rows().map_err(S::Error::custom)? {
                    write(&row.map_err(S::Error::custom)?)?;
                }
            }
            Came::Done { done, .. } => {
                let write_all = |rows: &mut dyn Iterator<Item = Result<RowReport, _>>| {
                    for row in rows {
                        write(&row.map_err(S::Error::custom)?)?;
                    }
                    Ok(())
                };
                let written = self.workspace.with_import_rows(done.import, write_all);
                written.map_err(S::Error::custom)??;
            }
        }
        list.end()
    }
}

fn problems_of<'r>(row: &'r RowReport, preview: &'r Preview) -> impl Iterator<Item = Problem> + 'r {
    row.issues.iter().map(|issue| {
        let column = issue.field.map(|field| {
            let filled_by = preview
                .columns
                .iter()
                .find(|column| column.field == Some(field));
            filled_by
                .map_or(field.label(), |column| &column.name)
                .to_owned()
        });
        Problem {
            row: row.row,
            line: row.line,
            column,
            code: issue.code.key(),
            value: issue.value.clone(),
            suggestion: issue.suggestion.clone(),
            severity: issue.code.severity(),
        }
    })
}

/// Refuses a place where a file cannot be written, before anything is imported.
fn check_place(
    workspace: &Workspace,
    out: &Path,
    arguments: &ImportArguments,
) -> Result<(), Refusal> {
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    let why = if !folder.is_dir() {
        NoPlace::NoFolder
    } else if out.is_dir() {
        NoPlace::IsFolder
    } else if same(out, &arguments.file) {
        NoPlace::IsInput
    } else if workspace.is_ours(out) {
        NoPlace::IsWorkspace
    } else if arguments.results.is_some() && arguments.results == arguments.errors {
        NoPlace::Twice
    } else {
        return Ok(());
    };
    Err(Refusal::NoPlace {
        path: out.to_owned(),
        why,
    })
}

/// Shows progress to whoever looks on.
struct Onlooker {
    shows: bool,
}

impl Watch for Onlooker {
    fn progress(&self, progress: Progress) {
        if self.shows {
            let percent = (progress.part * 100.0).clamp(0.0, 100.0);
            // Nobody to tell is no reason to stop.
            let _ = write!(
                std::io::stderr(),
                "\r{} {percent:3.0} %\r",
                progress.step.label()
            );
        }
    }

    fn cancelled(&self) -> bool {
        false
    }
}
