//! What the user chose for the window.

use prospect_core::query::{Place, Sort};
use tauri::State;

use crate::bounds;
use crate::error::Outcome;
use crate::settings::{LanguageChoice, Layout, Settings, ShownColumn, ThemeChoice};
use crate::state::{Desk, or_incident};

/// What the user chose.
#[tauri::command]
#[specta::specta]
pub async fn settings(desk: State<'_, Desk>) -> Outcome<Settings> {
    or_incident(|| Ok(desk.settings.settings()))
}

/// Keeps the language.
#[tauri::command]
#[specta::specta]
pub async fn set_language(desk: State<'_, Desk>, language: LanguageChoice) -> Outcome<()> {
    or_incident(|| {
        desk.settings
            .change(|settings| settings.language = language)
    })
}

/// Keeps the theme.
#[tauri::command]
#[specta::specta]
pub async fn set_theme(desk: State<'_, Desk>, theme: ThemeChoice) -> Outcome<()> {
    or_incident(|| desk.settings.change(|settings| settings.theme = theme))
}

/// Keeps how a place shows its list.
#[tauri::command]
#[specta::specta]
pub async fn set_layout(desk: State<'_, Desk>, place: Place, layout: Layout) -> Outcome<()> {
    or_incident(|| {
        desk.settings.change(|settings| {
            settings.layouts.insert(place, layout);
        })
    })
}

/// Keeps the order in which a place shows its list.
#[tauri::command]
#[specta::specta]
pub async fn set_sort(desk: State<'_, Desk>, place: Place, sort: Sort) -> Outcome<()> {
    or_incident(|| {
        desk.settings.change(|settings| {
            settings.sorts.insert(place, sort);
        })
    })
}

/// Keeps which columns the table of a place shows, in order; none: those that it shows by itself.
#[tauri::command]
#[specta::specta]
pub async fn set_columns(
    desk: State<'_, Desk>,
    place: Place,
    columns: Vec<ShownColumn>,
) -> Outcome<()> {
    bounds::columns(&columns)?;
    or_incident(|| {
        desk.settings.change(|settings| {
            if columns.is_empty() {
                settings.columns.remove(&place);
            } else {
                settings.columns.insert(place, columns);
            }
        })
    })
}
