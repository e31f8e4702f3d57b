//! `prospects undo | redo | history`.

use jiff::tz::TimeZone;
use prospect_core::changes::PastChange;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::Told;
use crate::output::{Output, number};
use crate::table::{Column, table};
use crate::{Done, opening, say};

/// The history, as JSON.
#[derive(Serialize)]
struct History {
    changes: Vec<PastChange>,
}

/// Takes the last change back.
pub fn undo(workspace: &Workspace, output: &mut Output) -> Told {
    output.answer(&workspace.undo(None, opening::now())?, say::changes)?;
    Ok(Done::Whole)
}

/// Does the change again that was taken back last.
pub fn redo(workspace: &Workspace, output: &mut Output) -> Told {
    output.answer(&workspace.redo(None, opening::now())?, say::changes)?;
    Ok(Done::Whole)
}

/// Lists the latest changes.
pub fn list(workspace: &Workspace, limit: u32, output: &mut Output) -> Told {
    output.answer(
        &History {
            changes: workspace.history(limit)?,
        },
        text,
    )?;
    Ok(Done::Whole)
}

fn text(history: &History) -> String {
    if history.changes.is_empty() {
        return "Nothing was changed yet.".to_owned();
    }
    let zone = TimeZone::system();
    let rows: Vec<[String; 4]> = history
        .changes
        .iter()
        .map(|change| {
            [
                change
                    .at
                    .to_zoned(zone.clone())
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string(),
                number(change.partners),
                say::title(&change.title, change.name.as_deref()),
                if change.undone { "undone" } else { "" }.to_owned(),
            ]
        })
        .collect();
    let columns = [
        Column::Text("When"),
        Column::Number("Partners"),
        Column::Text("What"),
        Column::Text(""),
    ];
    table(columns, &rows)
}
