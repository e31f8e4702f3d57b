//! `prospects backups | salvage`: backups that were made by themselves, and what can be read of a damaged workspace.

use std::path::Path;

use prospect_core::backup::{Backup, Backups, Contents, RestorePreview, Salvaged, Sampled};
use prospect_core::error::{OpenError, StoreError};
use prospect_core::import::Unwatched;
use prospect_core::workspace::{RestoreError, Workspace};
use serde::Serialize;

use super::Told;
use super::history::when;
use crate::arguments::Backups as Asked;
use crate::output::{Output, bytes, counted, number};
use crate::refusal::Refusal;
use crate::table::{Column, table};
use crate::{Done, opening, say};

/// A backup that was restored, as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Restored {
    /// The backup that undoes it; none where nothing was there, or what was there was damaged.
    undo: Option<String>,
}

/// Lists the backups of a workspace, or restores one.
pub fn run(named: Option<&Path>, asked: &Asked, output: &mut Output) -> Told {
    let path = opening::file(named)?;
    match asked {
        Asked::List => output.answer(&Workspace::backups_of(&path)?, list)?,
        Asked::Restore {
            name,
            dry_run: true,
        } => {
            let workspace = opening::workspace(named)?;
            output.answer(&workspace.preview_restore(name)?, preview)?;
        }
        Asked::Restore { name, .. } => {
            let was_there = path.exists();
            output.answer(&restore(&path, name)?, |restored| match &restored.undo {
                Some(undo) => {
                    format!("Restored. To take it back: prospects backups restore {undo}")
                }
                None if was_there => "Restored. The damaged file stays beside it.".to_owned(),
                None => "Restored.".to_owned(),
            })?;
        }
    }
    Ok(Done::Whole)
}

/// Restores a backup, also of a workspace that cannot be opened any more.
fn restore(path: &Path, name: &str) -> Result<Restored, Refusal> {
    let now = opening::now();
    match Workspace::open(path, now) {
        Ok(workspace) => {
            let undo = workspace.restore(name, &Unwatched, now)?.undo;
            Ok(Restored { undo })
        }
        Err(
            OpenError::NotAWorkspace { .. }
            | OpenError::Missing { .. }
            | OpenError::Store(StoreError::Damaged(_)),
        ) => {
            Workspace::restore_closed(path, name, &Unwatched, now)?;
            Ok(Restored { undo: None })
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads what can be read of a damaged workspace into a new one.
pub fn salvage(named: Option<&Path>, out: &Path, output: &mut Output) -> Told {
    let path = opening::file(named)?;
    let salvaged = Workspace::salvage(&path, out, &Unwatched, opening::now())?;
    output.answer(&salvaged, |salvaged| told(salvaged, out))?;
    Ok(if salvaged.gaps + salvaged.nonsense == 0 {
        Done::Whole
    } else {
        Done::WithErrors
    })
}

fn list(backups: &Backups) -> String {
    if backups.all.is_empty() {
        return "There are no backups yet: one is made before large imports and upgrades, and by the window each day.".to_owned();
    }
    let figure = |of: fn(&Contents) -> u32| {
        move |backup: &Backup| {
            backup
                .contents
                .as_ref()
                .map_or("?".into(), |all| number(of(all)))
        }
    };
    let (partners, creators) = (figure(|all| all.partners), figure(|all| all.creators));
    let prospects = figure(|all| all.prospects);
    let rows: Vec<[String; 7]> = backups
        .all
        .iter()
        .map(|backup| {
            [
                when(backup.at),
                why(backup),
                bytes(backup.bytes),
                partners(backup),
                creators(backup),
                prospects(backup),
                backup.name.clone(),
            ]
        })
        .collect();
    let columns = [
        Column::Text("When"),
        Column::Text("Why"),
        Column::Number("Size"),
        Column::Number("Partners"),
        Column::Number("Creators"),
        Column::Number("Prospects"),
        Column::Text("Name"),
    ];
    format!("{}They lie in {}.", table(columns, &rows), backups.folder)
}

fn why(backup: &Backup) -> String {
    let reason = backup.reason.label();
    if backup.of_another {
        format!("{reason}, of another workspace")
    } else {
        reason.to_owned()
    }
}

fn preview(preview: &RestorePreview) -> String {
    let figures = [
        ("Partners", preview.now.partners, preview.then.partners),
        ("Creators", preview.now.creators, preview.then.creators),
        ("Prospects", preview.now.prospects, preview.then.prospects),
        ("Hidden", preview.now.hidden, preview.then.hidden),
        ("Groups", preview.now.groups, preview.then.groups),
    ];
    let rows = figures.map(|(what, now, then)| [what.to_owned(), number(now), number(then)]);
    let columns = [
        Column::Text(""),
        Column::Number("Now"),
        Column::Number("Then"),
    ];
    let mut text = table(columns, &rows);
    if let Some(differences) = &preview.differences {
        for (some, what) in [
            (&differences.leave, "would go"),
            (&differences.come_back, "would come back"),
            (&differences.differ, "would be as they were"),
        ] {
            text += &format!("{} {what}{}.\n", number(some.count), names(some));
        }
    }
    text += &format!(
        "{} would be taken back",
        counted(preview.changes, "change", "changes")
    );
    let newest = preview.newest.iter();
    let titles = newest.map(|change| say::title(&change.title, change.name.as_deref()));
    let titles: String = titles.map(|title| format!("\n  {title}")).collect();
    format!(
        "{text}{}{titles}",
        if titles.is_empty() { "." } else { ":" }
    )
}

fn names(some: &Sampled) -> String {
    if some.names.is_empty() {
        return String::new();
    }
    let more = some.count as usize > some.names.len();
    format!(
        " ({}{})",
        some.names.join(", "),
        if more { ", …" } else { "" }
    )
}

fn told(salvaged: &Salvaged, out: &Path) -> String {
    let Contents {
        partners,
        creators,
        prospects,
        ..
    } = salvaged.contents;
    let found = [
        counted(partners, "partner", "partners"),
        counted(creators, "creator", "creators"),
        counted(prospects, "prospect", "prospects"),
    ];
    let mut text = format!("{} holds {}.", out.display(), found.join(", "));
    if salvaged.gaps + salvaged.nonsense == 0 {
        text += "\nEvery row could be read.";
    } else {
        text += &format!(
            "\nAt {} rows could not be read; {} made no sense.",
            counted(salvaged.gaps, "place", "places"),
            counted(salvaged.nonsense, "row", "rows")
        );
    }
    text
}

impl From<RestoreError> for Refusal {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::NoSuchBackup { name } => Self::NoSuchBackup { name },
            RestoreError::BackupDamaged => Self::BackupDamaged,
            RestoreError::Cancelled => Self::Cancelled,
            RestoreError::Open(error) => Self::Open(error),
            RestoreError::Store(error) => Self::Store(error),
        }
    }
}
