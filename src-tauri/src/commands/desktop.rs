//! What the window asks of the operating system.

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Runtime};

use crate::bounds;
use crate::error::Outcome;
use crate::state::blocking;
use crate::{desktop, notifications};

/// A notification, in the words of the window.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// The first line.
    pub title: String,
    /// What follows.
    pub body: String,
    /// What the click on it is called.
    pub action: String,
    /// The import whose summary a click opens.
    pub import: Option<u32>,
}

/// What became of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Notified {
    /// Whether the system took it; where not, the window says the same inside itself.
    pub shown: bool,
}

/// Opens a website or begins an email, in the program that the system has for it.
#[tauri::command]
#[specta::specta]
pub async fn open_website(address: String) -> Outcome<()> {
    bounds::text("address", &address)?;
    blocking(move || desktop::open_website(&address)).await
}

/// Tells the user something through the system, wherever the window is.
#[tauri::command]
#[specta::specta]
pub async fn notify<R: Runtime>(app: AppHandle<R>, note: Note) -> Outcome<Notified> {
    for (argument, text) in [
        ("title", &note.title),
        ("body", &note.body),
        ("action", &note.action),
    ] {
        bounds::text(argument, text)?;
    }
    let shown = notifications::notify(&app, note).await;
    Ok(Notified { shown })
}
