//! Imports: choosing a file, looking into it, trying it, importing it, and what is kept of it.

use std::path::Path;

use prospect_core::import::{ImportKind, Look, Page, Pasted, Preview, Progress, Report, Request};
use prospect_core::listing::PastImport;
use prospect_core::workspace::{ExportError, ImportDone, ImportSummary, RowsOut};
use serde::{Deserialize, Serialize};
use tauri::State;
use tauri::ipc::Channel;

use crate::bounds;
use crate::desktop::{self, DialogWords};
use crate::error::{CommandError, Outcome, shown};
use crate::state::{Desk, blocking, now};

/// A file that the user pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ChosenFile {
    /// Where it lies.
    pub path: String,
    /// Its name alone.
    pub name: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// Where it lies.
    pub path: String,
    /// Rows in it, without the header.
    pub rows: u32,
}

/// Asks for a file in the system's dialog. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn choose_import_file(
    desk: State<'_, Desk>,
    words: DialogWords,
) -> Outcome<Option<ChosenFile>> {
    words.check()?;
    let path = desktop::choose_file(&words, desktop::READABLE).await;
    Ok(path.map(|path| {
        desk.grants.grant(&path);
        chosen(&path)
    }))
}

/// Takes a table that was copied out of a spreadsheet as if it were a file; it is kept until three others were pasted.
#[tauri::command]
#[specta::specta]
pub async fn paste_table(desk: State<'_, Desk>, text: String) -> Outcome<ChosenFile> {
    bounds::at_most("text", text.len(), bounds::PASTED)?;
    let pasted = blocking(move || Ok(Pasted::new(&text, &std::env::temp_dir())?)).await?;
    let file = pasted.file().to_owned();
    desk.keep_pasted(pasted);
    desk.grants.grant(&file);
    Ok(chosen(&file))
}

/// How a file is read, and its first rows.
#[tauri::command]
#[specta::specta]
pub async fn preview_import(desk: State<'_, Desk>, request: Request) -> Outcome<Preview> {
    check(&desk, &request)?;
    desk.ask(move |workspace| Ok(workspace.preview_import(&request)?))
        .await
}

/// Tries an import without writing anything. `job` is a number of the window's own, to cancel it by.
#[tauri::command]
#[specta::specta]
pub async fn dry_run(
    desk: State<'_, Desk>,
    job: u32,
    request: Request,
    progress: Channel<Progress>,
) -> Outcome<Report> {
    check(&desk, &request)?;
    let job = desk.jobs.begin(job, progress)?;
    let dry_run = desk
        .ask(move |workspace| Ok(workspace.dry_run(&request, &job)?))
        .await?;
    Ok(desk.keep_dry_run(dry_run).report().clone())
}

/// Rows `offset` to `offset + n` of those of the last dry run that are looked at, `n` at most 500.
#[tauri::command]
#[specta::specta]
pub async fn dry_run_rows(desk: State<'_, Desk>, look: Look, offset: u32, n: u32) -> Outcome<Page> {
    bounds::page(n)?;
    bounds::look(&look)?;
    let dry_run = desk.dry_run()?;
    blocking(move || Ok(dry_run.page(&look, offset, n)?)).await
}

/// Lets the last dry run go, and the memory that it holds.
#[tauri::command]
#[specta::specta]
pub async fn forget_dry_run(desk: State<'_, Desk>) -> Outcome<()> {
    desk.drop_dry_run();
    Ok(())
}

/// Imports a file: all of it, or nothing. `seen` is the hash of the file that the last dry run saw: the import then is refused
/// when file or workspace changed since.
#[tauri::command]
#[specta::specta]
pub async fn import(
    desk: State<'_, Desk>,
    job: u32,
    request: Request,
    seen: Option<String>,
    progress: Channel<Progress>,
) -> Outcome<ImportDone> {
    check(&desk, &request)?;
    bounds::text("seen", seen.as_deref().unwrap_or_default())?;
    let dry_run = seen.is_some().then(|| desk.dry_run()).transpose()?;
    if dry_run.as_ref().map(|dry_run| &dry_run.report().file_hash) != seen.as_ref() {
        return Err(CommandError::NoDryRun);
    }
    // Nobody was shown what another request would do.
    if dry_run
        .as_ref()
        .is_some_and(|dry_run| *dry_run.request() != request)
    {
        return Err(CommandError::NoDryRun);
    }
    let job = desk.jobs.begin(job, progress)?;
    let done = desk
        .ask(move |workspace| {
            let seen = dry_run.as_ref().map(|dry_run| dry_run.report());
            Ok(workspace.import(&request, seen, &job, now())?)
        })
        .await?;
    desk.drop_dry_run();
    Ok(done)
}

/// Loads the sample catalogue that comes with the app.
#[tauri::command]
#[specta::specta]
pub async fn load_sample(
    desk: State<'_, Desk>,
    job: u32,
    progress: Channel<Progress>,
) -> Outcome<ImportDone> {
    let job = desk.jobs.begin(job, progress)?;
    desk.ask(move |workspace| {
        let sample = desktop::sample_catalogue(now())?;
        Ok(workspace.load_sample(&sample, desktop::SAMPLE_NAME, &job, now())?)
    })
    .await
}

/// Stops long work; says whether it was under way. What it had begun to write is taken back.
#[tauri::command]
#[specta::specta]
pub async fn cancel_job(desk: State<'_, Desk>, job: u32) -> Outcome<bool> {
    Ok(desk.jobs.cancel(job))
}

/// All imports, newest first.
#[tauri::command]
#[specta::specta]
pub async fn imports(desk: State<'_, Desk>) -> Outcome<Vec<PastImport>> {
    desk.ask(|workspace| Ok(workspace.imports()?)).await
}

/// What is kept of an import.
#[tauri::command]
#[specta::specta]
pub async fn import_summary(desk: State<'_, Desk>, id: u32) -> Outcome<ImportSummary> {
    desk.ask(move |workspace| {
        workspace
            .import_summary(id)?
            .ok_or(CommandError::NoSuchImport)
    })
    .await
}

/// Asks for a place and writes every row of an import there, with what became of it. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_results(
    desk: State<'_, Desk>,
    id: u32,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    let workspace = desk.workspace()?;
    save(&words, &name, move |out| {
        workspace.export_import(id, RowsOut::Results, out)
    })
    .await
}

/// Asks for a place and writes the rows with errors of an import there. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_errors(
    desk: State<'_, Desk>,
    id: u32,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    let workspace = desk.workspace()?;
    save(&words, &name, move |out| {
        workspace.export_import(id, RowsOut::Errors, out)
    })
    .await
}

/// Asks for a place and writes the rows of the last dry run there. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_dry_run(
    desk: State<'_, Desk>,
    errors_only: bool,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    let dry_run = desk.dry_run()?;
    let workspace = desk.workspace()?;
    let which = if errors_only {
        RowsOut::Errors
    } else {
        RowsOut::Results
    };
    save(&words, &name, move |out| {
        workspace.export_dry_run(&dry_run, which, out)
    })
    .await
}

/// Asks for a place and writes an empty file with the headers of a kind of import there. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn save_template(
    desk: State<'_, Desk>,
    kind: ImportKind,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    let workspace = desk.workspace()?;
    save(&words, &name, move |out| {
        if workspace.is_ours(out) {
            return Err(ExportError::IsWorkspace {
                path: out.to_owned(),
            });
        }
        std::fs::write(out, crate::template::of(kind)).map_err(|source| {
            ExportError::Unwritable {
                path: out.to_owned(),
                source,
            }
        })?;
        Ok(0)
    })
    .await
}

/// A path as the window gets it.
pub fn chosen(path: &Path) -> ChosenFile {
    ChosenFile {
        path: shown(path),
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    }
}

fn check(desk: &Desk, request: &Request) -> Outcome<()> {
    bounds::request(request)?;
    desk.grants.check(&request.file)
}

/// Asks for a place in the system's dialog and has a file written there. `None`: the user cancelled.
pub(super) async fn save(
    words: &DialogWords,
    name: &str,
    write: impl FnOnce(&Path) -> Result<u32, ExportError> + Send + 'static,
) -> Outcome<Option<Saved>> {
    save_as(words, desktop::TABLES, name, write).await
}

/// As [`save`], for files with these endings.
pub(super) async fn save_as(
    words: &DialogWords,
    endings: &[&str],
    name: &str,
    write: impl FnOnce(&Path) -> Result<u32, ExportError> + Send + 'static,
) -> Outcome<Option<Saved>> {
    words.check()?;
    bounds::text("name", name)?;
    let Some(out) = desktop::choose_place(words, endings, name).await else {
        return Ok(None);
    };
    blocking(move || {
        let rows = write(&out)?;
        Ok(Some(Saved {
            path: shown(&out),
            rows,
        }))
    })
    .await
}
