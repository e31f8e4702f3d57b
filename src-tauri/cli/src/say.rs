//! The sentences of the command line, in English: refusals, changes, reports.

mod differences;
mod not_changed;
mod programs;
mod simulations;
mod templates;
mod titles;
mod values;
mod views;

use std::path::Path;

use prospect_core::changes::{Changes, Title};
use prospect_core::error::{OpenError, StoreError};
use prospect_core::import::{Cause, Excess, Field, FileError, Receptions, Report};
use prospect_core::workspace::ExportError;

use crate::output::{counted, number, one_line};
use crate::refusal::{NoPlace, Refusal};

pub use differences::difference;
pub use programs::line as program;
pub use simulations::simulation;
pub use templates::{lacks as message_lacks, step as message_step};
pub use titles::title;
pub use values::{application, issue, newcomer};

/// Why a command did nothing, and what to do, in one line.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Open(error) => open_error(error),
        Refusal::Store(error) => store_error(error),
        Refusal::Transact(error) => not_changed::transact_error(error),
        Refusal::File { file, error } => format!("{}: {}", file.display(), file_error(error)),
        Refusal::Cancelled => "cancelled; nothing was changed".to_owned(),
        Refusal::Export(error) => export_error(error),
        Refusal::NoPlace { path, why } => {
            let path = path.display();
            match why {
                NoPlace::NoFolder => {
                    format!("{path}: there is no such folder; nothing was changed")
                }
                NoPlace::IsFolder => format!("{path} is a folder; name a file in it"),
                NoPlace::IsInput => format!("{path} is the file that is read; name another"),
                NoPlace::IsWorkspace => {
                    format!("{path} is the workspace itself; name another; nothing was changed")
                }
                NoPlace::Twice => format!("{path} is named twice; nothing was changed"),
            }
        }
        Refusal::Overtaken => "the list changed while it was read; try again".to_owned(),
        Refusal::NoSuchTemplate { name, existing } if existing.is_empty() => {
            format!(
                "there is no email template \"{name}\", nor any other; prospects templates put makes one"
            )
        }
        Refusal::NoSuchTemplate { name, existing } => {
            format!(
                "there is no email template \"{name}\"; there are {}",
                quoted(existing)
            )
        }
        Refusal::TextUnreadable { path, error } => {
            format!("{} cannot be read ({error})", path.display())
        }
        Refusal::NoMessage { partner } => format!("no message is due for partner {partner}"),
        Refusal::OutboxIsWhole => {
            "the outbox is listed whole; it takes --offset and --limit".to_owned()
        }
        Refusal::NoViews => "only partners, creators and prospects have views".to_owned(),
        Refusal::NoSuchGroup { name, existing } if existing.is_empty() => {
            format!("there is no group \"{name}\", nor any other; prospects groups add makes one")
        }
        Refusal::NoSuchGroup { name, existing } => {
            format!(
                "there is no group \"{name}\"; there are {}",
                quoted(existing)
            )
        }
        Refusal::NoProspect { id } => {
            format!("there is no prospect {id}; prospects list prospects shows their numbers")
        }
        Refusal::BadFollowUp { text } => format!(
            "\"{text}\" is no follow-up: write days and the name of an email template, as in 7=\"Gentle reminder\""
        ),
        Refusal::NoSuchWorkflow { name, existing } if existing.is_empty() => format!(
            "there is no workflow \"{name}\", nor any other; prospects workflows add makes one"
        ),
        Refusal::NoSuchWorkflow { name, existing } => {
            format!(
                "there is no workflow \"{name}\"; there are {}",
                quoted(existing)
            )
        }
        Refusal::NoSuchView {
            name,
            place,
            existing,
        } => views::missing(name, *place, existing),
        Refusal::ViewUnreadable { name } => views::unreadable(name),
        Refusal::NotUnderstood(words) => {
            format!("not understood: {}; nothing was changed", quoted(words))
        }
        Refusal::BlankQuery => {
            "the query is blank and would reach everybody; nothing was changed".to_owned()
        }
        Refusal::NoMapping(text) => format!("--map \"{text}\": say HEADER=FIELD"),
        Refusal::NoColumn { column, columns } => {
            format!(
                "--map: the file has no column \"{column}\"; it has {}",
                quoted(columns)
            )
        }
        Refusal::NoField(field) => {
            let keys: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
            format!(
                "--map: there is no field \"{field}\"; there are {}",
                keys.join(", ")
            )
        }
        Refusal::NoHome => {
            "the system has no folder for data: name the file with --workspace".to_owned()
        }
        Refusal::NotAdded(row) => values::not_added(row),
        Refusal::Output(error) => format!("the answer cannot be printed: {error}"),
    }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

fn open_error(error: &OpenError) -> String {
    match error {
        OpenError::Missing { path } => {
            format!(
                "there is no workspace {}; prospects init makes one",
                path.display()
            )
        }
        OpenError::Exists { path } => {
            format!("{} exists already and was left as it is", path.display())
        }
        OpenError::NotAWorkspace { path } => {
            format!(
                "{} is no workspace, or is damaged; it was left as it is",
                path.display()
            )
        }
        OpenError::Newer { path, found, known } => format!(
            "{} was written by a later version of Prospect Desk (format {found}, this one knows up to {known}); it was left as it is",
            path.display()
        ),
        OpenError::InUse { path } => {
            format!(
                "{} is in use by another window or program; close it there and try again",
                path.display()
            )
        }
        OpenError::ReadOnly { path } => {
            format!("{} cannot be written; nothing was changed", path.display())
        }
        OpenError::Store(error) => store_error(error),
    }
}

fn store_error(error: &StoreError) -> String {
    match error {
        StoreError::DiskFull => "the disk is full; nothing was changed".to_owned(),
        StoreError::ReadOnly => {
            "the workspace cannot be written any more; nothing was changed".to_owned()
        }
        StoreError::Gone => {
            "the workspace is not where it was opened: it was moved, deleted or replaced; nothing was changed".to_owned()
        }
        StoreError::Busy => {
            "another program is writing to the workspace; try again in a moment".to_owned()
        }
        StoreError::Damaged(what) => {
            format!("the workspace is damaged ({what}); copy the file before anything else")
        }
        StoreError::Database(error) => format!("the database says: {error}; nothing was changed"),
        StoreError::File(error) => format!("the file system says: {error}; nothing was changed"),
    }
}

fn file_error(error: &FileError) -> String {
    let what = match error {
        FileError::Vanished => "there is no such file (any more)".to_owned(),
        FileError::Unreadable(error) => format!("the file cannot be read ({error})"),
        FileError::Empty => "the file is empty".to_owned(),
        FileError::NotText { looks_like: "" } => {
            "the file is neither text nor a spreadsheet".to_owned()
        }
        FileError::NotText { looks_like } => {
            format!("the file is neither text nor a spreadsheet; it looks like {looks_like}")
        }
        FileError::WorkbookEncrypted => {
            "the workbook is locked with a password; take it off in its own program".to_owned()
        }
        FileError::WorkbookBroken { kind } => {
            format!("the workbook is damaged, or no {kind}; save it anew, or as CSV")
        }
        FileError::WorkbookEmpty => "there is nothing in the workbook to read".to_owned(),
        FileError::NoSuchSheet { sheet, sheets } => {
            format!(
                "the workbook has no sheet \"{sheet}\"; it has {}",
                quoted(sheets)
            )
        }
        FileError::WorkbookTooLarge { excess, limit } => format!(
            "the workbook is too large ({}); save the sheet as CSV",
            match excess {
                Excess::Bytes => format!("more than {} MB unpacked", limit >> 20),
                Excess::Ratio => format!("more than {limit} times its size unpacked"),
                Excess::Cells => format!("more than {limit} cells"),
                Excess::Parts => format!("more than {limit} parts"),
            }
        ),
        FileError::NoTemporaryFile(error) => {
            format!("a temporary file cannot be written ({error})")
        }
        FileError::UnknownEncoding(encoding) => format!("there is no encoding \"{encoding}\""),
        FileError::NoHeader => "no header was found; --header-row says where it is".to_owned(),
        FileError::RequiredColumn(fields) => {
            let fields: Vec<&str> = fields.iter().map(|field| needed(*field)).collect();
            format!(
                "no column for {}; --map \"HEADER=FIELD\" names one",
                fields.join(", ")
            )
        }
        FileError::MappedTwice(field) => format!("two columns are mapped to {}", field.label()),
        FileError::MappingTooLong { mapped, columns } => {
            format!("{mapped} columns are mapped, the file has {columns}")
        }
        FileError::Changed => "the file has changed meanwhile".to_owned(),
    };
    format!("{what}; nothing was imported")
}

/// What a file needs where it has no column for a field, with what would do instead.
fn needed(field: Field) -> &'static str {
    match field {
        Field::AddTo => "Add to, Remove from or Remove all",
        _ => field.label(),
    }
}

/// Why a file was not written.
pub fn export_error(error: &ExportError) -> String {
    match error {
        ExportError::NoSuchImport(id) => format!("there is no import {id}"),
        ExportError::NoSuchGroup(id) => format!("there is no group {id}"),
        ExportError::OutboxChanged => "the outbox has changed; nothing was written".to_owned(),
        ExportError::NotReady => {
            "no message is ready: prospects list outbox tells what they lack".to_owned()
        }
        ExportError::NoSender => {
            "the program has no address to send from: prospects program --sender-email says one"
                .to_owned()
        }
        ExportError::IsWorkspace { path } => {
            format!("{} is the open workspace; name another", path.display())
        }
        ExportError::Unwritable { path, source } => {
            format!(
                "{} cannot be written ({source}); what stood there stands there still",
                path.display()
            )
        }
        ExportError::Cancelled => "the export was cancelled".to_owned(),
        ExportError::Source(error) => file_error(error),
        ExportError::Store(error) => store_error(error),
    }
}

/// What a change came to.
pub fn changes(changes: &Changes) -> String {
    let done = title(&changes.title, changes.name.as_deref());
    let whom = match changes.title {
        _ if changes.change.is_none() => return "Nothing had to be changed.".to_owned(),
        Title::CreateGroup { .. }
        | Title::RenameGroup { .. }
        | Title::CreateWorkflow { .. }
        | Title::ChangeWorkflow { .. }
        | Title::SwitchWorkflow { .. }
        | Title::DeleteWorkflow { .. }
        | Title::CreateTemplate { .. }
        | Title::ChangeTemplate { .. }
        | Title::DeleteTemplate { .. }
        | Title::SetProgram
        | Title::AddApplication { .. }
        | Title::AcceptApplications { .. }
        | Title::RejectApplications { .. }
        | Title::LinkApplication { .. }
        | Title::AcceptWaiting { .. }
        | Title::SaveView { .. }
        | Title::UpdateView { .. }
        | Title::RenameView { .. }
        | Title::MoveView { .. }
        | Title::DeleteView { .. } => String::new(),
        _ if changes.name.is_some() => String::new(),
        _ => format!(" ({})", counted(changes.partners, "partner", "partners")),
    };
    let undone = if changes.undone { "Undone: " } else { "" };
    format!("{undone}{done}{whom}.")
}

/// What an import came to, or would come to.
pub fn report(file: &Path, dry_run: bool, report: &Report) -> String {
    let outcomes = &report.outcomes;
    let counts = [
        (outcomes.create, "new"),
        (outcomes.matched, "matched"),
        (outcomes.update, "updated"),
        (outcomes.unchanged, "unchanged"),
        (
            outcomes.error,
            if outcomes.error == 1 {
                "error"
            } else {
                "errors"
            },
        ),
        (outcomes.skipped, "skipped"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", number(*count)))
        .collect();
    let what = if dry_run { "Dry run of" } else { "Imported" };
    let rows = counted(report.rows, "row", "rows");
    let mut text = format!("{what} {}: {rows} — {}", file.display(), counts.join(", "));
    if report.warnings > 0 {
        text.push_str(&format!(
            ", {}",
            counted(report.warnings, "warning", "warnings")
        ));
    }
    text.push_str(".\n");
    text.extend(report.applications.as_ref().map(receptions));
    if dry_run {
        text.push_str("Nothing was changed.\n");
    }
    text.extend(report.causes.iter().map(cause));
    text
}

/// What became of the applications of a file.
fn receptions(counts: &Receptions) -> String {
    let all = [
        (counts.joins, "joined at once"),
        (counts.waits, "linked, waiting"),
        (counts.shared, "shared invitations"),
        (counts.matched, "matched, waiting"),
        (counts.new, "new partners"),
    ];
    let told = all.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told
        .map(|(count, what)| format!("{} {what}", number(*count)))
        .collect();
    if told.is_empty() {
        return String::new();
    }
    format!("  applications: {}\n", told.join(", "))
}

/// How many an import left where they are, and how they come back.
pub fn left_out(revivable: u32) -> String {
    let who = counted(revivable, "partner is", "partners are");
    format!("{who} hidden, archived, rejected or expired and stay so; --revive brings them back.\n")
}

/// How those join who did not, for no workflow accepts their group.
pub const TO_ACCEPT: &str = "Who did not join does so with a group that accepts: prospects workflows add NAME --group GROUP --accept.\n";

fn cause(cause: &Cause) -> String {
    let severity = cause.severity.label().to_lowercase();
    let mut text = format!(
        "  {severity}: {} — {}\n",
        cause.code.label(),
        counted(cause.rows, "row", "rows")
    );
    for value in &cause.values {
        let nearest = value.suggestion.as_ref();
        let nearest = nearest
            .map(|nearest| format!(", nearest \"{}\"", one_line(nearest)))
            .unwrap_or_default();
        text.push_str(&format!(
            "    \"{}\" ({}){nearest}\n",
            one_line(&value.value),
            counted(value.rows, "row", "rows")
        ));
    }
    text
}
