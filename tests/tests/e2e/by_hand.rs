//! A prospect added by hand: what is wrong is said at the fields, whom it matches is told before it is done.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{go, misses, sees},
    stock::stock,
};

async fn begin(app: &App<'_>) -> Result<()> {
    app.press("ctrl+k").await?;
    app.within("dialog", "Commands")
        .has_focus("combobox", "Find a command")
        .await?;
    app.type_text("by hand").await?;
    app.press("enter").await?;
    app.within("dialog", "Add a prospect by hand")
        .has_focus("textbox", "Email")
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_prospect_that_matches_an_account_is_told_before_it_is_added_and_undone_after()
-> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    begin(&app).await?;
    let dialog = app.within("dialog", "Add a prospect by hand");
    app.type_text("press@@wanderbuch.example").await?;
    app.press("enter").await?;
    dialog.wait_count("alert", ANY, 2).await?;
    app.screenshot("by-hand-wrong").await?;
    dialog
        .fill("textbox", "Email", "press@wanderbuch.example")
        .await?;
    dialog
        .fill("textbox", "Website", "wanderbuch.example")
        .await?;
    dialog.fill("textbox", "First name", "Eva").await?;
    app.press("enter").await?;
    dialog
        .find(
            "status",
            starting("It is Wanderbuch, who becomes a prospect."),
        )
        .await?;
    dialog.has_focus("button", "Add this prospect").await?;
    app.screenshot("by-hand-match").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("status", containing("Wanderbuch added as a prospect"))
        .await?;
    sees(&app, "Wanderbuch").await?;
    app.click("row", starting("Wanderbuch,")).await?;
    let profile = app.within("complementary", "Profile");
    profile
        .within("region", "Contacts")
        .find("button", "Edit Eva")
        .await?;
    profile
        .within("region", "Timeline")
        .find("listitem", containing("Added by hand"))
        .await?;
    app.screenshot("by-hand-added").await?;
    app.press("ctrl+z").await?;
    misses(&app, "Wanderbuch").await?;
    app.close().await
}

#[tokio::test]
async fn data_of_two_accounts_wait_for_a_choice() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    begin(&app).await?;
    let dialog = app.within("dialog", "Add a prospect by hand");
    app.type_text("anke@wanderbuch.example").await?;
    dialog
        .fill("textbox", "Website", "fellside.example")
        .await?;
    app.press("enter").await?;
    let who = dialog.within("radiogroup", "Who it is");
    who.wait_count("radio", ANY, 3).await?;
    app.screenshot("by-hand-conflict").await?;
    who.click("radio", starting("Fellside")).await?;
    dialog.find("status", starting("It is Fellside")).await?;
    dialog.click("button", "Add this prospect").await?;
    sees(&app, "Fellside").await?;
    app.close().await
}
