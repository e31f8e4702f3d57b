//! Lists: what matches, its rows, its counts, what is selected.

use prospect_core::changes::Target;
use prospect_core::funnel::Funnel;
use prospect_core::import::Progress;
use prospect_core::listing::{Census, Found, Row, Selected, Selecting};
use prospect_core::partner::PartnerId;
use prospect_core::query::suggest::Suggestion;
use prospect_core::query::{Facet, Place, Query};
use prospect_core::workspace::{Extracted, FacetCounts, ListOut};
use tauri::State;
use tauri::ipc::Channel;

use super::imports::{Saved, save};
use crate::bounds;
use crate::desktop::DialogWords;
use crate::error::Outcome;
use crate::state::{Desk, now};

/// What matches a query: a number to ask its rows by, the counts, and the first `n` rows, at most 500.
#[tauri::command]
#[specta::specta]
pub async fn find(desk: State<'_, Desk>, query: Query, n: u32) -> Outcome<Found> {
    bounds::query(&query)?;
    bounds::page(n)?;
    desk.ask(move |workspace| {
        let listing = workspace.find(&query, now());
        let rows = match n {
            0 => Vec::new(),
            n => workspace.rows(listing.result, 0, n)?,
        };
        Ok(Found { listing, rows })
    })
    .await
}

/// Rows `offset` to `offset + n` of a result, `n` at most 500.
#[tauri::command]
#[specta::specta]
pub async fn rows(desk: State<'_, Desk>, result: u32, offset: u32, n: u32) -> Outcome<Vec<Row>> {
    bounds::page(n)?;
    desk.ask(move |workspace| Ok(workspace.rows(result, offset, n)?))
        .await
}

/// Asks for a place and writes a list there, as long work that can be stopped. `null`: the user chose no place.
#[tauri::command]
#[specta::specta]
pub async fn export_list(
    desk: State<'_, Desk>,
    job: u32,
    list: ListOut,
    words: DialogWords,
    name: String,
    progress: Channel<Progress>,
) -> Outcome<Option<Saved>> {
    bounds::query(&list.query)?;
    bounds::list_columns(list.columns.as_deref())?;
    let workspace = desk.workspace()?;
    let job = desk.jobs.begin(job, progress)?;
    save(&words, &name, move |out| {
        workspace.export_list(&list, out, &job)
    })
    .await
}

/// Where a partner stands in a result, from 0.
#[tauri::command]
#[specta::specta]
pub async fn position(desk: State<'_, Desk>, result: u32, id: PartnerId) -> Outcome<Option<u32>> {
    desk.ask(move |workspace| Ok(workspace.position(result, id)))
        .await
}

/// The counts of facets' values under a query.
#[tauri::command]
#[specta::specta]
pub async fn facets(
    desk: State<'_, Desk>,
    query: Query,
    facets: Vec<Facet>,
) -> Outcome<Vec<FacetCounts>> {
    bounds::query(&query)?;
    bounds::facets(&facets)?;
    desk.ask(move |workspace| Ok(workspace.facets(&query, &facets, now())))
        .await
}

/// How many prospects of a query went from stage to stage, whatever stages it asks for.
#[tauri::command]
#[specta::specta]
pub async fn funnel(desk: State<'_, Desk>, query: Query) -> Outcome<Funnel> {
    bounds::query(&query)?;
    desk.ask(move |workspace| Ok(workspace.funnel(&query, now())))
        .await
}

/// The typed filters to offer for the text of a query.
#[tauri::command]
#[specta::specta]
pub async fn suggest(desk: State<'_, Desk>, query: Query) -> Outcome<Vec<Suggestion>> {
    bounds::query(&query)?;
    desk.ask(move |workspace| Ok(workspace.suggest(&query)))
        .await
}

/// Takes the complete typed filters out of a text.
#[tauri::command]
#[specta::specta]
pub async fn extract(desk: State<'_, Desk>, text: String) -> Outcome<Extracted> {
    bounds::text("text", &text)?;
    desk.ask(move |workspace| Ok(workspace.extract(&text)))
        .await
}

/// Selects rows of a place.
#[tauri::command]
#[specta::specta]
pub async fn select(
    desk: State<'_, Desk>,
    place: Place,
    selecting: Selecting,
) -> Outcome<Selected> {
    desk.ask(move |workspace| Ok(workspace.select(place, &selecting)?))
        .await
}

/// Whom a change would touch.
#[tauri::command]
#[specta::specta]
pub async fn census(desk: State<'_, Desk>, target: Target) -> Outcome<Census> {
    bounds::target(&target)?;
    desk.ask(move |workspace| Ok(workspace.census(&target, now())?))
        .await
}
