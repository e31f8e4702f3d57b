//! `prospects views`, and the view that a list is shown through.

use prospect_core::changes::Op;
use prospect_core::query::{Place, Query};
use prospect_core::text;
use prospect_core::view::{Arrangement, View};
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change};
use crate::Done;
use crate::arguments::{ListArguments, Listed, Views};
use crate::output::Output;
use crate::refusal::Refusal;
use crate::table::{Column, table};

/// The views, as JSON.
#[derive(Serialize)]
struct All {
    views: Vec<View>,
}

/// Lists views, saves one, or renames, moves or deletes one.
pub fn run(workspace: &Workspace, views: &Views, output: &mut Output) -> Told {
    let id = |place, name| -> Result<_, Refusal> { Ok(named(workspace, place, name)?.id) };
    let op = match views {
        Views::List => {
            let views = workspace.views()?;
            output.answer(&All { views }, lines)?;
            return Ok(Done::Whole);
        }
        Views::Save { name, list } => Op::SaveView {
            name: name.clone(),
            arrangement: Box::new(Arrangement {
                query: asked(workspace, list)?.0,
                columns: Vec::new(),
                cards: false,
            }),
        },
        Views::Rename { place, old, new } => Op::RenameView {
            id: id(searched(*place)?, old)?,
            name: new.clone(),
        },
        Views::Move { place, name, to } => Op::MoveView {
            id: id(searched(*place)?, name)?,
            to: to - 1,
        },
        Views::Delete { place, name } => Op::DeleteView {
            id: id(searched(*place)?, name)?,
        },
    };
    change::transact(workspace, &op, output)
}

/// What a list is asked for, through its view where one is named, and how many groups of that view are gone.
///
/// # Errors
/// Where there is no such view, or it cannot be read.
pub fn asked(workspace: &Workspace, list: &ListArguments) -> Result<(Query, u32), Refusal> {
    let place = searched(list.place)?;
    let Some(name) = &list.view else {
        let query = Query {
            text: list.query.clone(),
            show: list.show.into(),
            sort: list.sort,
            ..Query::of(place)
        };
        return Ok((query, 0));
    };
    let view = named(workspace, place, name)?;
    let arrangement = view
        .arrangement
        .ok_or(Refusal::ViewUnreadable { name: view.name })?;
    let mut query = arrangement.query;
    query.text = format!("{} {}", query.text, list.query).trim().to_owned();
    Ok((query, view.gone))
}

/// A list that views are of.
fn searched(listed: Listed) -> Result<Place, Refusal> {
    listed.place().ok_or(Refusal::NoViews)
}

/// The view of a list that has this name, without regard to case and width.
fn named(workspace: &Workspace, place: Place, name: &str) -> Result<View, Refusal> {
    let mut views = workspace.views()?;
    views.retain(|view| view.place == place);
    let key = text::name_key(name);
    let found = views.iter().find(|view| text::name_key(&view.name) == key);
    found.cloned().ok_or_else(|| Refusal::NoSuchView {
        name: name.to_owned(),
        place,
        existing: views.into_iter().map(|view| view.name).collect(),
    })
}

fn lines(all: &All) -> String {
    if all.views.is_empty() {
        return "There are no saved views yet: prospects views save NAME PLACE QUERY saves one."
            .to_owned();
    }
    let mut rows: Vec<(usize, [String; 3])> = all
        .views
        .iter()
        .map(|view| {
            let state = match (&view.arrangement, view.gone) {
                (None, _) => "cannot be read",
                (Some(_), 0) => "",
                (Some(_), _) => "a group of it is gone",
            };
            let place = view.place;
            let line = [place.label(), &view.name, state].map(ToOwned::to_owned);
            (place.index(), line)
        })
        .collect();
    rows.sort_by_key(|(place, _)| *place);
    let rows: Vec<[String; 3]> = rows.into_iter().map(|(_, line)| line).collect();
    let columns = [Column::Text("List"), Column::Text("View"), Column::Text("")];
    table(columns, &rows)
}
