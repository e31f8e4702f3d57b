//! What the window hears without having asked.

use prospect_core::changes::Changes;
use serde::{Deserialize, Serialize};
use tauri::{Emitter, Runtime};
use tauri_specta::Event;

use crate::commands::imports::ChosenFile;

/// Tells the window of an event.
pub fn tell<E: Event + Serialize + Clone, R: Runtime>(
    app: &impl Emitter<R>,
    event: &E,
) -> tauri::Result<()> {
    app.emit(E::NAME, event)
}

/// Why the window does not hear of something, as a log may say it.
pub fn facts(error: &tauri::Error) -> &'static str {
    match error {
        tauri::Error::Json(_) => "it cannot be written as JSON",
        tauri::Error::Runtime(_) => "it does not take it",
        _ => "it does not answer",
    }
}

/// Files are dragged over the window, or dropped on it.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FileDrag {
    /// Files came over the window.
    Over {
        /// How many.
        files: u32,
    },
    /// They left again.
    Left,
    /// They were dropped: each may be imported now.
    Dropped {
        /// The files.
        files: Vec<ChosenFile>,
    },
}

/// The notification of an import was clicked: its summary is wanted.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
#[serde(rename_all = "camelCase")]
pub struct NotificationClicked {
    /// The import.
    pub import: u32,
}

/// A change was made that nobody asked for: proposals expired, or hidden ones came back.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
#[serde(rename_all = "camelCase")]
pub struct HappenedByItself {
    /// The change.
    pub changes: Changes,
}

/// Something is wrong with the open workspace, or could not be done for it, that nobody asked about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type, tauri_specta::Event,
)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Trouble {
    /// Its file is damaged.
    Damaged,
    /// A backup could not be made.
    NoBackup,
}
