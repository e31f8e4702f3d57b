//! `prospects groups emails`: whom to write to in a group.

use std::path::Path;

use prospect_core::listing::EmailList;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, group_named};
use crate::Done;
use crate::output::{Output, counted};

/// What was written, as JSON.
#[derive(Serialize)]
struct Written<'o> {
    path: &'o Path,
    rows: u32,
}

/// Prints the addresses of a group, or writes them as CSV.
pub fn run(workspace: &Workspace, name: &str, out: Option<&Path>, output: &mut Output) -> Told {
    let group = group_named(workspace, name)?;
    let Some(path) = out else {
        output.answer(&workspace.email_list(group.id)?, lines)?;
        return Ok(Done::Whole);
    };
    let rows = workspace.export_email_list(group.id, path)?;
    output.answer(&Written { path, rows }, |written| {
        format!(
            "Wrote {} to {}.",
            counted(written.rows, "address", "addresses"),
            written.path.display()
        )
    })?;
    Ok(Done::Whole)
}

/// The addresses alone, so that they can be piped into another program.
fn lines(list: &EmailList) -> String {
    list.text.clone()
}
