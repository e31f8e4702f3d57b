//! `prospects init`: makes a workspace.

use std::path::Path;

use jiff::tz::TimeZone;
use prospect_core::import::Unwatched;
use prospect_core::listing::Overview;
use prospect_core::workspace::Workspace;
use prospect_sample::Size;

use super::Told;
use crate::output::{Output, counted};
use crate::refusal::Refusal;
use crate::{Done, opening};

/// The name under which the sample catalogue stands among the imports.
const SAMPLE_NAME: &str = "sample-catalogue.csv";

/// Makes the workspace `file`, with the sample catalogue in it where asked.
///
/// # Errors
/// Where it cannot be made, or stands already.
pub fn run(file: &Path, sample: bool, output: &mut Output) -> Told {
    let workspace = Workspace::create(file, opening::now())?;
    if sample {
        load_sample(&workspace)?;
    }
    output.answer(&workspace.overview()?, |overview: &Overview| {
        let partners = counted(overview.partners, "partner", "partners");
        let creators = counted(overview.creators, "creator", "creators");
        format!("Made {} with {partners} and {creators}.", overview.path)
    })?;
    Ok(Done::Whole)
}

fn load_sample(workspace: &Workspace) -> Result<(), Refusal> {
    let now = opening::now();
    let today = now.to_zoned(TimeZone::UTC).date();
    let parts = (
        today.year(),
        today.month().unsigned_abs(),
        today.day().unsigned_abs(),
    );
    let mut csv = Vec::new();
    prospect_sample::write_catalogue(&mut csv, Size::SHIPPED, parts)?;
    workspace
        .load_sample(&csv, SAMPLE_NAME, &Unwatched, now)
        .map_err(|error| Refusal::import(SAMPLE_NAME.into(), error))?;
    Ok(())
}
