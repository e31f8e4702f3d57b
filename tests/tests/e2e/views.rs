//! Saved views: saved, left, opened again, renamed, moved and undone, and still there after a restart.

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    partner::PartnerId,
};
use prospect_tests::desk::{ANY, App, Desk, Part, starting};

use crate::{
    steps::{go, misses, sees},
    stock::{stock, stock_with},
};

/// Opens the menu of the views.
async fn views(app: &App<'_>) -> Result<Part> {
    app.click("button", starting("Views")).await?;
    app.find("dialog", "Views").await?;
    Ok(app.within("dialog", "Views"))
}

async fn save_as(app: &App<'_>, name: &str) -> Result<()> {
    views(app).await?.click("button", "Save as view…").await?;
    let dialog = app.within("dialog", "Save view");
    dialog.has_focus("textbox", "View name").await?;
    dialog.fill("textbox", "View name", name).await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await
}

#[tokio::test]
async fn a_view_of_prospects_brings_filters_order_and_columns_back_and_outlives_a_restart()
-> Result<()> {
    let desk = Desk::start().await?;
    let target = Target::Ids {
        ids: [1, 3, 5, 6].map(PartnerId).into(),
    };
    stock_with(&desk, &[Op::Mark { target }])?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    app.find("status", "4 prospects").await?;
    app.press("/").await?;
    app.type_text("country:GB ").await?;
    app.find("status", "2 prospects").await?;
    app.click("button", "Columns").await?;
    app.click("checkbox", "Show Country").await?;
    app.press("escape").await?;
    app.find("columnheader", starting("Country")).await?;
    save_as(&app, "British").await?;
    app.find("button", "Views: British").await?;

    // Something else is looked at, and the view brings all back.
    let filters = app.within("group", "Filters");
    filters.click("button", "Clear all").await?;
    app.find("status", "4 prospects").await?;
    app.find("button", "Views: British, changed").await?;
    app.click("button", "Columns").await?;
    app.click("checkbox", "Show Country").await?;
    app.press("escape").await?;
    app.wait_gone("columnheader", starting("Country")).await?;
    app.screenshot("views-changed").await?;
    views(&app).await?.click("button", "British").await?;
    app.find("status", "2 prospects").await?;
    sees(&app, "Fellside").await?;
    misses(&app, "Wanderbuch").await?;
    app.find("columnheader", starting("Country")).await?;
    app.find("button", "Views: British").await?;

    // By keyboard alone: another name, taken back.
    let menu = views(&app).await?;
    menu.has_focus("button", "British").await?;
    app.press("tab").await?;
    menu.has_focus("button", "Rename “British”").await?;
    app.screenshot("views-menu").await?;
    app.press("enter").await?;
    let dialog = app.within("dialog", "Rename view");
    dialog.has_focus("textbox", "View name").await?;
    dialog.fill("textbox", "View name", "UK only").await?;
    app.press("enter").await?;
    app.find("button", "Views: UK only").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("ctrl+z").await?;
    app.find("button", "Views: British").await?;

    // From elsewhere, after a restart, by the palette.
    let app = app.restart().await?;
    app.find("status", "6 partners").await?;
    app.press("ctrl+k").await?;
    app.has_focus("combobox", "Find a command").await?;
    app.type_text("open view british").await?;
    app.find("option", starting("Open view: British (Prospects)"))
        .await?;
    app.press("enter").await?;
    app.find("main", "Prospects").await?;
    app.find("status", "2 prospects").await?;
    app.find("columnheader", starting("Country")).await?;
    app.find("button", "Views: British").await?;
    app.close().await
}

#[tokio::test]
async fn views_of_a_marketplace_are_moved_updated_and_deleted() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    app.press("/").await?;
    app.type_text("fells").await?;
    app.find("status", "1 partner").await?;
    save_as(&app, "Fells").await?;
    app.press("ctrl+k").await?;
    app.has_focus("combobox", "Find a command").await?;
    app.type_text("save view").await?;
    app.click("option", starting("Save view…")).await?;
    let dialog = app.within("dialog", "Save view");
    dialog.has_focus("textbox", "View name").await?;
    dialog.fill("textbox", "View name", "ｆｅｌｌｓ").await?;
    app.press("enter").await?;
    dialog
        .find("alert", "This list has a view named “Fells” already.")
        .await?;
    app.screenshot("views-name-taken").await?;
    dialog.fill("textbox", "View name", "徒步").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("button", "Views: 徒步").await?;

    let menu = views(&app).await?;
    menu.hover("button", "徒步").await?;
    menu.click("button", "Move “徒步” up").await?;
    menu.has_focus("button", "Move “徒步” up").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;

    // As a table with other words, which becomes what the view shows.
    app.click("radio", "Table").await?;
    app.find("button", "Views: 徒步, changed").await?;
    views(&app).await?.click("button", "Update “徒步”").await?;
    app.find("button", "Views: 徒步").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    views(&app).await?.click("button", "Fells").await?;
    app.wait_state("radio", "Cards", "checked", "true").await?;
    views(&app).await?.click("button", "徒步").await?;
    app.wait_state("radio", "Table", "checked", "true").await?;

    let menu = views(&app).await?;
    menu.hover("button", "徒步").await?;
    menu.click("button", "Delete “徒步”").await?;
    menu.wait_gone("button", "徒步").await?;
    menu.has_focus("button", "Fells").await?;
    app.press("escape").await?;
    app.find("button", "Views").await?;
    app.press("ctrl+z").await?;
    app.find("button", "Views: 徒步").await?;
    app.close().await
}
