//! Email templates.

use prospect_core::outbox::TemplatePreview;
use prospect_core::template::{Template, Wording};
use tauri::State;

use crate::bounds;
use crate::error::Outcome;
use crate::state::Desk;

/// Every email template, by name.
#[tauri::command]
#[specta::specta]
pub async fn templates(desk: State<'_, Desk>) -> Outcome<Vec<Template>> {
    desk.ask(|workspace| Ok(workspace.templates()?)).await
}

/// What a template would say to a prospect: the one at the place `at`, from 0, of those whom `text` finds, by name.
#[tauri::command]
#[specta::specta]
pub async fn preview_template(
    desk: State<'_, Desk>,
    wording: Wording,
    text: String,
    at: u32,
) -> Outcome<TemplatePreview> {
    bounds::wording(&wording)?;
    bounds::text("text", &text)?;
    desk.ask(move |workspace| Ok(workspace.preview_template(&wording, &text, at)?))
        .await
}
