//! `prospects list outbox` and `prospects outbox`.

use std::path::Path;

use prospect_core::changes::{Op, Pick};
use prospect_core::outbox::{Draft, OutboxPage, Shown};
use prospect_core::partner::PartnerId;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change};
use crate::arguments::{ListArguments, Outbox, Which};
use crate::output::{Output, counted, number};
use crate::refusal::Refusal;
use crate::say::{message_lacks, message_step};
use crate::table::{Column, table};
use crate::{Done, opening};

/// What was written, as JSON.
#[derive(Serialize)]
struct Written<'o> {
    path: &'o Path,
    rows: u32,
}

/// Prints the messages that are due.
///
/// # Errors
/// Where something is asked that the outbox does not know, or the workspace cannot be read.
pub fn list(workspace: &Workspace, list: &ListArguments, output: &mut Output) -> Told {
    if !list.query.is_empty() || list.view.is_some() || list.facets {
        return Err(Refusal::OutboxIsWhole);
    }
    let page = workspace.outbox_page(Shown::All, list.offset, list.limit, opening::now())?;
    output.answer(&page, lines)?;
    Ok(Done::Whole)
}

/// Shows a message, writes messages, or notes what became of them.
pub fn run(workspace: &Workspace, outbox: &Outbox, output: &mut Output) -> Told {
    let now = opening::now();
    match outbox {
        Outbox::Show { id } => {
            let draft = workspace.message(PartnerId(*id), now)?;
            let draft = draft.ok_or(Refusal::NoMessage { partner: *id })?;
            output.answer(&draft, text)?;
            Ok(Done::Whole)
        }
        Outbox::Export { out, id } => {
            let rows = workspace.export_mail_merge(&named(id), out, now)?;
            wrote(out, rows, output)
        }
        Outbox::Eml { folder, id } => {
            let rows = workspace.export_letters(&named(id), folder, now)?;
            wrote(folder, rows, output)
        }
        Outbox::Sent { which, on } => {
            let messages = picked(which);
            let op = Op::MarkSent { messages, on: *on };
            change::transact(workspace, &op, output)
        }
        Outbox::Skip { which } => {
            let messages = picked(which);
            change::transact(workspace, &Op::SkipMessages { messages }, output)
        }
    }
}

fn wrote(path: &Path, rows: u32, output: &mut Output) -> Told {
    output.answer(&Written { path, rows }, |written| {
        format!(
            "Wrote {} to {}.",
            counted(written.rows, "message", "messages"),
            written.path.display()
        )
    })?;
    Ok(Done::Whole)
}

fn picked(which: &Which) -> Pick {
    if which.all { Pick::ALL } else { ids(&which.id) }
}

/// All where none is named.
fn named(id: &[u32]) -> Pick {
    if id.is_empty() { Pick::ALL } else { ids(id) }
}

fn ids(ids: &[u32]) -> Pick {
    Pick::of(ids.iter().copied().map(PartnerId).collect())
}

fn lines(page: &OutboxPage) -> String {
    let counts = page.counts;
    if counts.total == 0 {
        return "Nothing is due.".to_owned();
    }
    let rows: Vec<[String; 6]> = page
        .messages
        .iter()
        .map(|message| {
            let subject = message.subject.clone().unwrap_or_default();
            let what = if message.lacks.is_empty() {
                subject
            } else {
                message_lacks(&message.lacks)
            };
            [
                message.partner.0.to_string(),
                message.name.clone(),
                message.recipient.email.clone(),
                message_step(message.step),
                message.on.to_string(),
                what,
            ]
        })
        .collect();
    let columns = [
        Column::Number("ID"),
        Column::Text("Partner"),
        Column::Text("Email"),
        Column::Text("Message"),
        Column::Text("Due"),
        Column::Text("Subject"),
    ];
    format!(
        "{}{} due, {} ready.",
        table(columns, &rows),
        counted(counts.total, "message", "messages"),
        number(counts.ready)
    )
}

fn text(draft: &Draft) -> String {
    let message = &draft.message;
    let mut text = format!(
        "{} to {} <{}>\n",
        message_step(message.step),
        message.name,
        message.recipient.email
    );
    if !message.lacks.is_empty() {
        text.push_str(&format!("{}\n", message_lacks(&message.lacks)));
    }
    if let Some(subject) = &message.subject {
        text.push_str(&format!("Subject: {subject}\n"));
    }
    if let Some(body) = &draft.body {
        text.push_str(&format!("\n{body}\n"));
    }
    text.trim_end().to_owned()
}
