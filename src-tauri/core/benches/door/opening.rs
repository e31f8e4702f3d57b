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
    let (first, workspace) = line("open and show the first rows, reading everything", open);
    first.tell();
    let workspace = workspace?;
    let (keeping, kept) = timed(|| {
        workspace.prepare_orders(&|| true);
        workspace.keep_catalogue(&|| true)
    });
    kept?;
    Line::ms("make all orders and keep the catalogue", keeping).tell();
    drop(workspace);
    let (again, workspace) = line("open and show the first rows, from what was kept", open);
    again.at_most(700.0).tell();
    let workspace = workspace?;
    if let Some(megabytes) = memory::resident() {
        Line::megabytes("memory after opening", megabytes).tell();
    }
    let (closing, ()) = timed(|| drop(workspace));
    Line::ms("close", closing).tell();
    Ok(())
}
