//! Opening a workspace.

use prospect_core::query::{Place, Query};
use prospect_core::workspace::Workspace;

use super::table::Line;
use super::worlds::{Copy, world};
use super::{Result, line, memory, now, timed};

pub fn measure(n: u32) -> Result<()> {
    let copy = Copy::of(&world(n)?)?;
    let open = || -> Result<Workspace> {
        let workspace = copy.open()?;
        let listing = workspace.find(&Query::of(Place::Partners), now());
        workspace.rows(listing.result, 0, 100)?;
        Ok(workspace)
    };
    let (first, workspace) = line("open and show the first rows, for the first time", open);
    first.tell();
    drop(workspace?);
    let (again, workspace) = line("open and show the first rows, again", open);
    again.at_most(700.0).tell();
    if let Some(megabytes) = memory::resident() {
        Line::megabytes("memory after opening", megabytes).tell();
    }
    let (closing, ()) = timed(|| drop(workspace));
    Line::ms("close", closing).tell();
    Ok(())
}
