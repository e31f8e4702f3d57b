//! A long day: what people do, again and again, and whether memory grows with it.

use std::time::{Duration, Instant};

use anyhow::Result;
use prospect_tests::desk::{ANY, App, starting};

use crate::{
    acts::try_values,
    figures::{say_memory, total},
    stage::{Stage, idle, rest},
};

const HURRY: Duration = Duration::from_millis(80);
/// Growth that is too much, and how often memory is looked at.
const MOST: f64 = 1.10;
const LOOKED: Duration = Duration::from_secs(60);

/// Works for so many minutes. The first round is not counted: what it brings up stays by design. And no two looks are compared: a
/// page collects its garbage late, and its memory swings by a third between two collections.
pub async fn run(stage: &Stage, minutes: f64) -> Result<()> {
    let app = stage.open().await?;
    say_memory("opened", &idle(&app).await?);
    round(&app, 0).await?;
    let first = idle(&app).await?;
    say_memory("after the first round", &first);
    let end = Instant::now() + Duration::try_from_secs_f64(minutes * 60.0)?;
    let mut looked = Instant::now();
    let mut looks = Vec::new();
    let mut rounds = 0;
    while Instant::now() < end {
        rounds += 1;
        round(&app, rounds).await?;
        if looked.elapsed() >= LOOKED || Instant::now() >= end {
            looked = Instant::now();
            let memory = idle(&app).await?;
            say_memory(&format!("after {rounds} rounds more"), &memory);
            looks.push(total(&memory));
        }
    }
    if let Some(last) = looks.last() {
        let since = (last / total(&first) - 1.0) * 100.0;
        println!("memory at the last look: {since:+.1} % since the first round");
    }
    let growth = growth(&looks);
    let verdict = if growth <= MOST { "well" } else { "too much" };
    println!(
        "memory grew by {:.1} % from the first third of the time to the last: {verdict} (goal: ≤ 10 %)",
        (growth - 1.0) * 100.0
    );
    app.close().await
}

/// What the last third of the looks found, in parts of what the first third did.
fn growth(looks: &[f64]) -> f64 {
    let third = looks.len().div_ceil(3);
    let sum = |looks: &[f64]| looks.iter().sum::<f64>();
    sum(&looks[looks.len() - third..]) / sum(&looks[..third])
}

async fn round(app: &App<'_>, number: u32) -> Result<()> {
    let words = ["mountain", "reise", "velo", "outdoor", "shop"];
    let word = words[number as usize % words.len()];
    for layout in ["Table", "Cards"] {
        app.presses("radio", layout).await?;
        app.keys("Home", 1, HURRY).await?;
        app.turns("grid", ANY, 120, Duration::from_millis(16))
            .await?;
        app.keys("Next", 40, Duration::from_millis(33)).await?;
        app.keys("End", 1, HURRY * 3).await?;
        app.keys("Home", 1, HURRY).await?;
    }
    app.keys("slash", 1, HURRY).await?;
    app.types(word, HURRY).await?;
    rest(app).await?;
    app.keys("Escape", 3, HURRY).await?;
    rest(app).await?;
    try_values(app, "Country", 4, HURRY).await?;
    profiles_and_changes(app).await?;
    for place in [
        "Prospects",
        "Creator Marketplace",
        "Groups",
        "Partner Marketplace",
    ] {
        app.within("navigation", ANY)
            .presses("button", starting(place))
            .await?;
        rest(app).await?;
    }
    Ok(())
}

/// Opens profiles, marks and hides, joins a group, and takes all back.
async fn profiles_and_changes(app: &App<'_>) -> Result<()> {
    app.keys("Home", 1, HURRY).await?;
    app.keys("Return", 1, HURRY).await?;
    app.keys("j", 15, HURRY).await?;
    app.keys("Escape", 1, HURRY).await?;
    rest(app).await?;
    for key in ["p", "h"] {
        app.keys(key, 3, HURRY * 3).await?;
        rest(app).await?;
        app.keys("ctrl+z", 3, HURRY * 3).await?;
        rest(app).await?;
    }
    app.keys("g", 1, HURRY).await?;
    rest(app).await?;
    app.keys("Escape", 1, HURRY).await?;
    rest(app).await?;
    Ok(())
}
