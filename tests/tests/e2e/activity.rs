//! The activity log: three things are done, one is looked at, and all are undone back to it.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk, Part, containing, starting};

use crate::{
    steps::{go, misses, row, sees},
    stock::stock,
};

/// The check beside a logo.
const MARK: &str = "Mark Wanderbuch as prospect";

fn panel(app: &App<'_>) -> Part {
    app.within("complementary", "Change")
}

/// Marks Wanderbuch, hides Fellside and makes a group.
async fn three_things(app: &App<'_>) -> Result<()> {
    app.find("status", "6 partners").await?;
    app.hover("row", starting("Wanderbuch,")).await?;
    row(app, "Wanderbuch").click("button", MARK).await?;
    app.find("status", containing("Wanderbuch marked")).await?;
    app.click("row", starting("Fellside,")).await?;
    app.find("complementary", "Profile").await?;
    app.press("h").await?;
    misses(app, "Fellside").await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;
    go(app, "Groups").await?;
    app.find("heading", "No groups yet").await?;
    app.press("ctrl+k").await?;
    app.has_focus("combobox", "Find a command").await?;
    app.type_text("new group").await?;
    app.find("option", starting("New group")).await?;
    app.press("enter").await?;
    let dialog = app.within("dialog", "New group");
    dialog.fill("textbox", "Group name", "DACH").await?;
    app.press("enter").await?;
    app.find("heading", "DACH").await?;
    Ok(())
}

#[tokio::test]
async fn three_things_are_looked_at_in_the_log_and_undone_back_to_the_first() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    three_things(&app).await?;
    go(&app, "Activity log").await?;
    app.find("status", "4 changes").await?;
    let log = app.within("listbox", "Past changes");
    log.click("option", "Wanderbuch marked as a prospect")
        .await?;
    let details = panel(&app);
    details
        .find(
            "note",
            containing("2 later changes rest on this one, so it cannot be undone alone."),
        )
        .await?;
    details
        .find("button", "Open the profile of Wanderbuch")
        .await?;
    app.screenshot("activity-change").await?;

    details.click("button", "Undo back to here…").await?;
    let dialog = app.within("dialog", "Undo back to here?");
    dialog.find("button", "Undo 3 changes").await?;
    app.screenshot("activity-back").await?;
    dialog.click("button", "Undo 3 changes").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("status", containing("3 changes undone")).await?;
    log.find("option", "Wanderbuch marked as a prospect, Undone")
        .await?;
    details.find("button", starting("Redo")).await?;
    app.screenshot("activity-undone").await?;

    let app = app.restart().await?;
    app.find("status", "6 partners").await?;
    sees(&app, "Fellside").await?;
    app.hover("row", starting("Wanderbuch,")).await?;
    row(&app, "Wanderbuch")
        .wait_state("button", MARK, "pressed", "false")
        .await?;
    go(&app, "Groups").await?;
    app.find("heading", "No groups yet").await?;
    app.close().await
}

#[tokio::test]
async fn the_log_is_gone_through_by_keys_and_leads_to_profiles_and_summaries() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    three_things(&app).await?;
    app.press("ctrl+k").await?;
    app.has_focus("combobox", "Find a command").await?;
    app.type_text("activity log").await?;
    app.find("option", starting("Activity log")).await?;
    app.press("enter").await?;
    app.find("main", "Activity log").await?;
    let log = app.within("listbox", "Past changes");
    log.find("option", "Group “DACH” created").await?;
    app.press("end").await?;
    app.press("enter").await?;
    let details = panel(&app);
    details.find("heading", "catalogue.csv imported").await?;
    app.press("k").await?;
    details
        .find("heading", starting("Wanderbuch marked"))
        .await?;
    app.press("home").await?;
    details.find("heading", "Group “DACH” created").await?;
    app.press("ctrl+z").await?;
    log.find("option", "Group “DACH” created, Undone").await?;
    details.find("button", starting("Redo")).await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;

    // Only imports, and the summary of one.
    app.click("combobox", starting("Show")).await?;
    app.click("option", "Imports").await?;
    app.find("status", "1 change").await?;
    log.click("option", "catalogue.csv imported").await?;
    details.click("button", "Open the import summary").await?;
    app.find("main", "Imports").await?;

    // From whom a change touched to its profile.
    go(&app, "Activity log").await?;
    log.click("option", "Wanderbuch marked as a prospect")
        .await?;
    details
        .click("button", "Open the profile of Wanderbuch")
        .await?;
    app.find("main", "Prospects").await?;
    let profile = app.within("complementary", "Profile");
    profile.find("heading", "Wanderbuch").await?;
    app.close().await
}
