//! `prospects export`: lists as CSV.

use std::path::Path;

use prospect_core::import::Unwatched;
use prospect_core::query::{Choice, Filters, Place, Query};
use prospect_core::workspace::{ListOut, Workspace};
use serde::Serialize;

use super::{Told, group_named};
use crate::Done;
use crate::arguments::Export;
use crate::output::{Output, counted};

/// What was written, as JSON.
#[derive(Serialize)]
struct Written<'o> {
    path: &'o Path,
    rows: u32,
}

/// Writes a list.
pub fn run(workspace: &Workspace, export: &Export, output: &mut Output) -> Told {
    let (query, out) = match export {
        Export::Partners { out } => (Query::of(Place::Partners), out),
        Export::Creators { out } => (Query::of(Place::Creators), out),
        Export::Prospects { out } => (Query::of(Place::Prospects), out),
        Export::Group { name, out } => {
            let group = Choice {
                values: vec![group_named(workspace, name)?.id],
                exclude: false,
            };
            let filters = Filters {
                group,
                ..Filters::default()
            };
            (
                Query {
                    filters,
                    ..Query::of(Place::Everyone)
                },
                out,
            )
        }
    };
    let rows = workspace.export_list(&ListOut::whole(query), out, &Unwatched)?;
    output.answer(&Written { path: out, rows }, |written| {
        format!(
            "Wrote {} to {}.",
            counted(written.rows, "partner", "partners"),
            written.path.display()
        )
    })?;
    Ok(Done::Whole)
}
