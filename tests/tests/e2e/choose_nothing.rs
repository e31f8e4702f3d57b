//! The dialog is left by Escape: nothing has happened, and it can be opened again.

use anyhow::Result;
use prospect_tests::desk::{App, Desk, containing};

use crate::{
    steps::{CHOOSE, choose, go, sees},
    stock::{CATALOGUE, stock},
};

/// What the page of the imports says, once it has asked for them.
async fn imports(app: &App<'_>) -> Result<String> {
    app.within("main", "Imports")
        .find("row", containing("catalogue.csv"))
        .await?;
    app.text_of("main", "Imports").await
}

#[tokio::test]
async fn cancelling_the_dialog_changes_nothing() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    go(&app, "Imports").await?;
    let before = imports(&app).await?;
    app.click("button", "Import prospects…").await?;
    let dialog = desk.dialog(CHOOSE).await?;
    desk.screenshot("choose-nothing-dialog").await?;
    dialog.cancel().await?;
    assert_eq!(imports(&app).await?, before);
    app.screenshot("choose-nothing-after").await?;

    // The window has not got stuck: the next try goes through.
    let file = desk.file("again.csv", CATALOGUE)?;
    choose(&desk, &app, "Import catalogue…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Cancel").await?;
    assert_eq!(imports(&app).await?, before);
    go(&app, "Partner Marketplace").await?;
    app.find("status", "6 partners").await?;
    sees(&app, "Wanderbuch").await?;
    app.close().await
}

#[tokio::test]
async fn cancelling_on_a_first_start_stays_at_the_choice() -> Result<()> {
    let desk = Desk::start().await?;
    let app = desk.open().await?;
    app.click("button", "Import your own catalogue (CSV)")
        .await?;
    desk.dialog(CHOOSE).await?.cancel().await?;
    app.find("heading", "Welcome to Prospect Desk").await?;
    app.find("button", "Load the sample catalogue").await?;
    app.close().await
}
