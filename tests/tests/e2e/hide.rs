//! *Not interested*: gone, found under Hidden, also after a restart, and shown again.

use anyhow::Result;
use prospect_tests::desk::{Desk, starting};

use crate::{
    steps::{misses, row, sees, show},
    stock::stock,
};

#[tokio::test]
async fn a_hidden_partner_is_found_under_hidden_after_a_restart_and_shown_again() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.click("row", starting("Fellside,")).await?;
    app.within("complementary", "Profile")
        .click("button", "Not interested")
        .await?;
    misses(&app, "Fellside").await?;
    app.find("status", "5 partners").await?;
    app.find("status", starting("Fellside hidden")).await?;
    app.find("button", "Undo").await?;
    app.screenshot("hide-hidden").await?;

    let app = app.restart().await?;
    app.find("status", "5 partners").await?;
    misses(&app, "Fellside").await?;
    show(&app, "Hidden").await?;
    app.find("status", "1 partner").await?;
    app.screenshot("hide-under-hidden").await?;
    let show_again = "Show Fellside again";
    row(&app, "Fellside").click("button", show_again).await?;
    misses(&app, "Fellside").await?;
    app.find("heading", "Nothing is hidden").await?;
    show(&app, "All").await?;
    app.find("status", "6 partners").await?;
    sees(&app, "Fellside").await?;
    app.close().await
}

#[tokio::test]
async fn hiding_is_undone_from_the_toast() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.click("row", starting("Fellside,")).await?;
    app.within("complementary", "Profile")
        .click("button", "Not interested")
        .await?;
    misses(&app, "Fellside").await?;
    app.click("button", "Undo").await?;
    sees(&app, "Fellside").await?;
    app.find("status", "6 partners").await?;
    app.close().await
}
