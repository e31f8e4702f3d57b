//! What people do with a list, as fast as they can, in the table and in cards.

use std::time::Duration;

use anyhow::Result;
use prospect_tests::desk::{ANY, App, starting};

use crate::{
    Part,
    figures::{Figures, Marks, head, say_memory},
    stage::{Stage, idle, rest},
};

/// Between the notches of a wheel that is turned on, between the repeats of a key that is held, between letters, and between
/// presses of one who hurries.
const NOTCH: Duration = Duration::from_millis(16);
const HELD: Duration = Duration::from_millis(33);
const LETTER: Duration = Duration::from_millis(60);
const HURRY: Duration = Duration::from_millis(120);

/// Eight letters, and a word of another script.
const WORDS: [&str; 3] = ["mountain", "outdoors", "gutschei"];

/// Does the parts that are wanted, and prints the table.
pub async fn measure(stage: &Stage, wanted: impl Fn(Part) -> bool) -> Result<()> {
    let parts = [
        Part::Table,
        Part::Cards,
        Part::Search,
        Part::Filter,
        Part::Choose,
    ];
    if !parts.into_iter().any(&wanted) {
        return Ok(());
    }
    let app = stage.open().await?;
    rest(&app).await?;
    let before = idle(&app).await?;
    let mut acts = Figures::default();
    head();
    for (part, layout) in [(Part::Table, "Table"), (Part::Cards, "Cards")] {
        if wanted(part) {
            app.presses("radio", layout).await?;
            acts.add(&rest(&app).await?);
            scroll(&app, layout, &mut acts).await?;
        }
    }
    if wanted(Part::Search) {
        search(&app, &mut acts).await?;
    }
    if wanted(Part::Filter) {
        filter(&app, &mut acts).await?;
    }
    if wanted(Part::Choose) {
        choose(&app, &mut acts).await?;
    }
    acts.say_acts();
    println!();
    say_memory("memory, idle", &before);
    say_memory("memory after all of it", &idle(&app).await?);
    app.close().await
}

/// Moves through the list by wheel and keys, and prints its frames.
async fn scroll(app: &App<'_>, layout: &str, acts: &mut Figures) -> Result<()> {
    let wheel = async || {
        app.turns("grid", ANY, 200, NOTCH).await?;
        app.turns("grid", ANY, -100, NOTCH).await
    };
    let ends = async || {
        for _ in 0..12 {
            app.keys("End", 1, HURRY).await?;
            app.keys("Home", 1, HURRY).await?;
        }
        Ok(())
    };
    app.press("home").await?;
    frames(&format!("wheel, {layout}"), app, acts, wheel).await?;
    frames(&format!("End and Home, {layout}"), app, acts, ends).await?;
    let held = async || app.keys("j", 150, HELD).await;
    frames(&format!("j held, {layout}"), app, acts, held).await?;
    let down = async || app.keys("Next", 100, HELD).await;
    frames(&format!("PageDown held, {layout}"), app, acts, down).await?;
    app.press("home").await?;
    rest(app).await?;
    Ok(())
}

async fn frames(
    what: &str,
    app: &App<'_>,
    acts: &mut Figures,
    work: impl AsyncFnOnce() -> Result<()>,
) -> Result<()> {
    rest(app).await?;
    let worked = app.worked()?;
    work().await?;
    let marks = rest(app).await?;
    let worked = app.worked()? - worked;
    let mut own = Figures::default();
    own.add(&marks);
    own.say_frames(what, worked);
    acts.add(&marks);
    Ok(())
}

/// Types words fast and takes them back with the key held.
async fn search(app: &App<'_>, acts: &mut Figures) -> Result<()> {
    for word in WORDS {
        app.keys("slash", 1, HURRY).await?;
        app.types(word, LETTER).await?;
        acts.add(&rest(app).await?);
        app.keys("BackSpace", 8, HELD).await?;
        acts.add(&rest(app).await?);
        app.keys("Escape", 3, HURRY).await?;
        acts.add(&rest(app).await?);
    }
    Ok(())
}

/// Opens a filter, takes so many of its values in and out again with this pause between keys, and closes it.
pub async fn try_values(app: &App<'_>, name: &str, values: u32, pause: Duration) -> Result<Marks> {
    let filters = app.within("group", "Filters");
    filters.presses("button", starting(name)).await?;
    rest(app).await?;
    for _ in 0..values {
        app.keys("space", 1, pause).await?;
        app.keys("Down", 1, pause).await?;
    }
    for _ in 0..values {
        app.keys("Up", 1, pause).await?;
        app.keys("space", 1, pause).await?;
    }
    app.keys("Escape", 1, pause).await?;
    rest(app).await
}

/// Takes values of filters in and out as fast as keys go, and sorts.
async fn filter(app: &App<'_>, acts: &mut Figures) -> Result<()> {
    for name in ["Country", "Category"] {
        for _ in 0..2 {
            acts.add(&try_values(app, name, 6, HELD).await?);
        }
    }
    app.presses("radio", "Table").await?;
    acts.add(&rest(app).await?);
    for column in [
        "Partner",
        "Visits",
        "Country",
        "Business model",
        "Partner",
        "Visits",
    ] {
        let head = app.within("grid", ANY);
        head.presses("button", column).await?;
        acts.add(&rest(app).await?);
    }
    Ok(())
}

/// Opens profiles, marks, selects, changes the layout and the place.
async fn choose(app: &App<'_>, acts: &mut Figures) -> Result<()> {
    app.keys("Home", 1, HURRY).await?;
    app.keys("Return", 1, HURRY).await?;
    app.keys("j", 30, HURRY).await?;
    app.keys("Escape", 1, HURRY).await?;
    acts.add(&rest(app).await?);
    app.keys("p", 10, HURRY * 2).await?;
    acts.add(&rest(app).await?);
    for _ in 0..5 {
        app.keys("ctrl+a", 1, HURRY).await?;
        acts.add(&rest(app).await?);
        app.keys("Escape", 1, HURRY).await?;
    }
    for _ in 0..5 {
        for layout in ["Cards", "Table"] {
            app.presses("radio", layout).await?;
            acts.add(&rest(app).await?);
        }
    }
    for _ in 0..3 {
        for place in ["Prospects", "Creator Marketplace", "Partner Marketplace"] {
            app.within("navigation", ANY)
                .presses("button", starting(place))
                .await?;
            acts.add(&rest(app).await?);
        }
    }
    Ok(())
}
