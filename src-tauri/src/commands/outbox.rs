//! Messages that are due.

use prospect_core::changes::Pick;
use prospect_core::outbox::{Draft, OutboxCounts, OutboxPage, Shown};
use prospect_core::partner::PartnerId;
use tauri::State;

use super::imports::{Saved, save, save_as};
use crate::bounds;
use crate::desktop::{self, DialogWords};
use crate::error::{CommandError, Outcome, shown};
use crate::state::{Desk, blocking, now};

/// How many messages are due.
#[tauri::command]
#[specta::specta]
pub async fn outbox_counts(desk: State<'_, Desk>) -> Outcome<OutboxCounts> {
    desk.ask(|workspace| Ok(workspace.outbox_counts(now())?))
        .await
}

/// The messages that are due, `n` of them from `offset` on.
#[tauri::command]
#[specta::specta]
pub async fn outbox(
    desk: State<'_, Desk>,
    shown: Shown,
    offset: u32,
    n: u32,
) -> Outcome<OutboxPage> {
    bounds::page(n)?;
    desk.ask(move |workspace| Ok(workspace.outbox_page(shown, offset, n, now())?))
        .await
}

/// The partners with messages that are due: as many as can be named one by one.
#[tauri::command]
#[specta::specta]
pub async fn outbox_ids(desk: State<'_, Desk>, shown: Shown) -> Outcome<Vec<PartnerId>> {
    desk.ask(move |workspace| Ok(workspace.outbox_ids(shown, bounds::IDS, now())?))
        .await
}

/// The message that is due for a partner; `null`: none is.
#[tauri::command]
#[specta::specta]
pub async fn message(desk: State<'_, Desk>, partner: PartnerId) -> Outcome<Option<Draft>> {
    desk.ask(move |workspace| Ok(workspace.message(partner, now())?))
        .await
}

/// Begins the message to a partner in the system's mail program.
#[tauri::command]
#[specta::specta]
pub async fn open_message(desk: State<'_, Desk>, partner: PartnerId) -> Outcome<()> {
    desk.ask(move |workspace| {
        let address = workspace.mailto(partner, now())?;
        desktop::open_website(&address.ok_or(CommandError::MessageNotOpened)?)
    })
    .await
}

/// Asks for a place and writes the message to a partner there, for mail programs. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn save_message(
    desk: State<'_, Desk>,
    partner: PartnerId,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    bounds::text("name", &name)?;
    let workspace = desk.workspace()?;
    let name = format!("{}.eml", prospect_core::mail::file_name(&name));
    save_as(&words, desktop::LETTERS, &name, move |out| {
        workspace.export_letter(partner, out, now())
    })
    .await
}

/// Asks for a folder and writes messages there, a file each. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn save_messages(
    desk: State<'_, Desk>,
    pick: Pick,
    title: String,
) -> Outcome<Option<Saved>> {
    bounds::text("title", &title)?;
    bounds::pick(&pick)?;
    let workspace = desk.workspace()?;
    let Some(folder) = desktop::choose_folder(&title).await else {
        return Ok(None);
    };
    blocking(move || {
        let rows = workspace.export_letters(&pick, &folder, now())?;
        Ok(Some(Saved {
            path: shown(&folder),
            rows,
        }))
    })
    .await
}

/// Asks for a place and writes messages there as CSV for a mail merge. `null`: the user cancelled.
#[tauri::command]
#[specta::specta]
pub async fn export_mail_merge(
    desk: State<'_, Desk>,
    pick: Pick,
    words: DialogWords,
    name: String,
) -> Outcome<Option<Saved>> {
    bounds::pick(&pick)?;
    let workspace = desk.workspace()?;
    save(&words, &name, move |out| {
        workspace.export_mail_merge(&pick, out, now())
    })
    .await
}
