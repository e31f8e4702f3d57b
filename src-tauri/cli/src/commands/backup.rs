//! `prospects backup`: a copy of the workspace.

use std::path::Path;

use prospect_core::import::Unwatched;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::Told;
use crate::Done;
use crate::output::Output;

/// The copy, as JSON.
#[derive(Serialize)]
struct Copied<'o> {
    path: &'o Path,
}

/// Copies the workspace into the new file `out`.
pub fn run(workspace: &Workspace, out: &Path, output: &mut Output) -> Told {
    workspace.backup(out, false, &Unwatched)?;
    output.answer(&Copied { path: out }, |copied| {
        format!("Copied to {}.", copied.path.display())
    })?;
    Ok(Done::Whole)
}
