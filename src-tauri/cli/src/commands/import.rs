//! `prospects import`: tries a file, or imports it.

use std::io::Write;
use std::path::Path;

use prospect_core::import::{
    IssueCode, Outcomes, Preview, Progress, Reading, Report, Request, RowReport, Severity, Watch,
};
use prospect_core::workspace::{RowsOut, Workspace};
use serde::Serialize;

use super::{Told, mapping};
use crate::arguments::{ImportArguments, ReadingArguments};
use crate::output::Output;
use crate::refusal::{NoPlace, Refusal};
use crate::{Done, opening, say};

/// What an import came to, as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    dry_run: bool,
    /// The number under which it is kept; `null` of a dry run.
    import: Option<u32>,
    rows: u32,
    outcomes: Outcomes,
    warnings: u32,
    /// Partners that `--revive` brings back, whether or not it was asked for.
    revivable: u32,
    problems: Vec<Problem>,
    seconds: f64,
    #[serde(skip)]
    report: Report,
    /// Whether every file that was asked for was written too.
    #[serde(skip)]
    whole: bool,
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
    let answer = if arguments.dry_run {
        dry_run(workspace, arguments, &request, &watch)?
    } else {
        import(workspace, arguments, &request, &watch)?
    };
    output.answer(&answer, |answer| {
        let mut text = say::report(&arguments.file, answer.dry_run, &answer.report);
        if !arguments.revive && answer.revivable > 0 {
            text.push_str(&say::left_out(answer.revivable));
        }
        if answer
            .report
            .causes
            .iter()
            .any(|cause| cause.code == IssueCode::NotAccepted)
        {
            text.push_str(say::TO_ACCEPT);
        }
        text
    })?;
    Ok(if answer.outcomes.error > 0 || !answer.whole {
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
) -> Result<Answer, Refusal> {
    let refused = |error| Refusal::import(arguments.file.clone(), error);
    let dry_run = workspace.dry_run(request, watch).map_err(refused)?;
    for (out, which) in wanted(arguments) {
        workspace.export_dry_run(&dry_run, which, out)?;
    }
    let report = dry_run.report().clone();
    let mut problems = Vec::new();
    let gone = |error| Refusal::File {
        file: arguments.file.clone(),
        error,
    };
    for row in dry_run.rows().map_err(gone)? {
        problems.extend(problems_of(&row.map_err(gone)?, &report.preview));
    }
    Ok(answer(None, report, problems))
}

fn import(
    workspace: &Workspace,
    arguments: &ImportArguments,
    request: &Request,
    watch: &Onlooker,
) -> Result<Answer, Refusal> {
    let refused = |error| Refusal::import(arguments.file.clone(), error);
    let done = workspace
        .import(request, None, watch, opening::now())
        .map_err(refused)?;
    // The import is done: a file that cannot be written takes nothing of it back.
    let mut whole = true;
    for (out, which) in wanted(arguments) {
        if let Err(error) = workspace.export_import(done.import, which, out) {
            whole = false;
            eprintln!("prospects: {}", say::export_error(&error));
        }
    }
    let preview = &done.report.preview;
    let problems = workspace.with_import_rows(done.import, |rows| {
        let mut problems = Vec::new();
        for row in rows {
            problems.extend(problems_of(&row?, preview));
        }
        Ok::<_, Refusal>(problems)
    })??;
    Ok(Answer {
        whole,
        ..answer(Some(done.import), done.report, problems)
    })
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

fn answer(import: Option<u32>, report: Report, problems: Vec<Problem>) -> Answer {
    Answer {
        dry_run: import.is_none(),
        import,
        rows: report.rows,
        outcomes: report.outcomes,
        warnings: report.warnings,
        revivable: report.revivable,
        problems,
        seconds: report.seconds,
        report,
        whole: true,
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
