//! From the process's begin to the first rows on the screen.

use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::{
    figures::{head, say},
    stage::{Stage, rest},
};

/// Starts the window so many times, and once before so that files are warm.
pub async fn measure(stage: &Stage, times: u32) -> Result<()> {
    let (mut page, mut rows) = (Vec::new(), Vec::new());
    for round in 0..=times {
        let app = stage.open().await?;
        let began = app.began()?.duration_since(UNIX_EPOCH)?;
        let origin = app.execute("return performance.timeOrigin").await?;
        let origin = Duration::try_from_secs_f64(origin.as_f64().context("a time")? / 1e3)?;
        let marks = rest(&app).await?;
        let start = marks.iter().find(|(name, ..)| name == "act:start");
        let (.., length) = start.context("the page has no first rows")?;
        let before = (origin.as_secs_f64() - began.as_secs_f64()) * 1e3;
        if round > 0 {
            page.push(before);
            rows.push(before + length);
        }
        app.close().await?;
    }
    head();
    say("start to the page's begin", &page, "");
    say("start to the first rows on the screen", &rows, "≤ 700");
    Ok(())
}
