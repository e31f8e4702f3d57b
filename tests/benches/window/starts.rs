//! From the process's begin to the first rows on the screen.

use anyhow::Result;

use crate::{
    figures::{head, say},
    stage::Stage,
};

/// Starts the window so many times, and once before so that files are warm.
pub async fn measure(stage: &Stage, times: u32) -> Result<()> {
    let mut rows = Vec::new();
    for round in 0..=times {
        let seen = stage.until_rows().await?;
        if round > 0 {
            rows.push(seen.as_secs_f64() * 1e3);
        }
    }
    head();
    say("start to the first rows on the screen", &rows, "≤ 700");
    Ok(())
}
