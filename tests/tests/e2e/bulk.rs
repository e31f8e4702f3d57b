//! Five hundred at once: told beforehand, done, and taken back.

use anyhow::Result;
use prospect_sample::Size;
use prospect_tests::desk::{App, Desk, Launch, starting};

use crate::stock::catalogue_of;

const SIZE: Size = Size {
    partners: 500,
    creators: 0,
};

/// A window on a workspace with five hundred partners.
async fn open(desk: &Desk) -> Result<App<'_>> {
    let workspace = catalogue_of(desk, SIZE).await?;
    let app = desk
        .open_with(Launch::default().arg("--workspace").arg(workspace))
        .await?;
    app.find("status", "500 partners").await?;
    Ok(app)
}

#[tokio::test]
async fn five_hundred_are_hidden_and_marked_after_it_was_told_and_come_back_with_one_undo()
-> Result<()> {
    let desk = Desk::start().await?;
    let app = open(&desk).await?;
    app.click("checkbox", "Select all").await?;
    app.find("button", starting("Mark as prospects")).await?;

    app.press("h").await?;
    let dialog = app.within("dialog", starting("Hide 500 partners"));
    dialog.click("button", "Hide").await?;
    app.find("status", "0 partners").await?;
    app.press("ctrl+z").await?;
    app.find("status", "500 partners").await?;

    app.click("checkbox", "Select all").await?;
    app.find("button", starting("Mark as prospects")).await?;
    app.press("p").await?;
    let question = "Mark 500 partners as prospects?";
    app.screenshot("bulk-mark").await?;
    app.within("dialog", question)
        .click("button", "Cancel")
        .await?;
    app.wait_gone("dialog", question).await?;
    app.press("p").await?;
    app.within("dialog", question)
        .click("button", "Go on")
        .await?;
    app.find("status", starting("500 partners marked")).await?;
    app.press("ctrl+z").await?;
    app.find("status", starting("Undone")).await?;
    app.screenshot("bulk-undone").await?;
    app.close().await
}
