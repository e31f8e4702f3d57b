//! `prospects undo | redo | history`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use prospect_core::activity::{ActivityPage, ChangeDetails};
use prospect_core::workspace::Workspace;

use super::Told;
use crate::arguments::{HistoryArguments, HistoryCommand};
use crate::output::{Output, counted, number};
use crate::refusal::Refusal;
use crate::table::{Column, table};
use crate::{Done, opening, say};

/// Takes the last change back, or all from a certain one on.
pub fn undo(workspace: &Workspace, back_to: Option<u32>, output: &mut Output) -> Told {
    let Some(to) = back_to else {
        output.answer(&workspace.undo(None, opening::now())?, say::changes)?;
        return Ok(Done::Whole);
    };
    let details = workspace.change(to).map_err(Refusal::from)?;
    let undone = workspace.undo_back(to, details.later + 1, opening::now())?;
    output.answer(&undone, |undone| {
        let steps = counted(undone.steps, "change", "changes");
        format!(
            "{steps} undone. The earliest: {}",
            say::changes(&undone.last)
        )
    })?;
    Ok(Done::Whole)
}

/// Does the change again that was taken back last.
pub fn redo(workspace: &Workspace, output: &mut Output) -> Told {
    output.answer(&workspace.redo(None, opening::now())?, say::changes)?;
    Ok(Done::Whole)
}

/// Lists past changes, or tells what one came to.
pub fn run(workspace: &Workspace, history: &HistoryArguments, output: &mut Output) -> Told {
    match history.command {
        Some(HistoryCommand::Show { number }) => {
            let details = workspace.change(number).map_err(Refusal::from)?;
            output.answer(&details, one)?;
        }
        None => {
            let about = history.about.map(Into::into);
            let page = workspace.activity(about, history.offset, history.limit)?;
            output.answer(&page, |page| text(page, history.offset))?;
        }
    }
    Ok(Done::Whole)
}

fn text(page: &ActivityPage, offset: u32) -> String {
    if page.total == 0 {
        return "Nothing was changed yet.".to_owned();
    }
    let rows: Vec<[String; 5]> = page
        .changes
        .iter()
        .map(|change| {
            [
                change.id.to_string(),
                when(change.at),
                number(change.partners),
                say::title(&change.title, change.name.as_deref()),
                if change.undone { "undone" } else { "" }.to_owned(),
            ]
        })
        .collect();
    let columns = [
        Column::Number("No."),
        Column::Text("When"),
        Column::Number("Partners"),
        Column::Text("What"),
        Column::Text(""),
    ];
    let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let table = table(columns, &rows);
    if shown == page.total {
        return table;
    }
    let total = counted(page.total, "change", "changes");
    if shown == 0 {
        return format!("{total}, none of them so far back.");
    }
    let (first, last) = (number(offset + 1), number(offset + shown));
    format!("{table}{first} to {last} of {total}.\n")
}

/// What a change came to, as people read it.
fn one(details: &ChangeDetails) -> String {
    let change = &details.change;
    let mut lines = vec![
        say::title(&change.title, change.name.as_deref()),
        format!("{}, {}", when(change.at), partners(change.partners)),
    ];
    if change.undone {
        lines.push("It is undone.".to_owned());
    } else if details.later > 0 {
        let later = counted(details.later, "later change rests", "later changes rest");
        let command = format!("prospects undo --back-to {}", change.id);
        lines.push(format!(
            "{later} on it, so that it cannot be undone alone: {command} undoes all of them."
        ));
    }
    lines.extend(details.differences.iter().map(|difference| {
        let name = |id| {
            let touched = details.touched.iter().find(|touched| touched.id == id);
            touched.map(|touched| touched.name.as_str())
        };
        format!("  {}", say::difference(difference, name))
    }));
    if change.partners > 1 {
        let names = details.touched.iter().map(|touched| touched.name.as_str());
        let names: Vec<&str> = names.collect();
        let more = (change.partners as usize).saturating_sub(names.len());
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        lines.push(format!("Touched: {}{more}", names.join(", ")));
    }
    lines.join("\n")
}

fn partners(count: u32) -> String {
    counted(count, "partner", "partners")
}

/// A moment as people read it, in the zone of this machine.
pub(super) fn when(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}
