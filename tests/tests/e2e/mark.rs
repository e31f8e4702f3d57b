//! Marking as a prospect with the check beside the logo.

use anyhow::Result;
use prospect_tests::desk::{Desk, starting};

use crate::{
    steps::{go, misses, row, sees, show},
    stock::stock,
};

const CHECK: &str = "Mark Wanderbuch as prospect";

#[tokio::test]
async fn a_hovered_partner_is_marked_found_among_prospects_and_unmarked_by_undo() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    sees(&app, "Wanderbuch").await?;
    app.hover_away().await?;
    app.wait_gone("button", starting("Mark ")).await?;

    app.hover("row", starting("Wanderbuch,")).await?;
    // The check of this one has come, and of no other.
    app.wait_count("button", starting("Mark "), 1).await?;
    let check = row(&app, "Wanderbuch");
    check
        .wait_state("button", CHECK, "pressed", "false")
        .await?;
    app.screenshot("mark-hover").await?;
    check.click("button", CHECK).await?;
    app.hover_away().await?;
    // It stays without the pointer, and the stage stands there.
    check.wait_state("button", CHECK, "pressed", "true").await?;
    app.find(
        "row",
        starting("Wanderbuch, wanderbuch.example, Prospects: New"),
    )
    .await?;
    app.screenshot("mark-marked").await?;

    show(&app, "Prospects").await?;
    app.find("status", "1 partner").await?;
    sees(&app, "Wanderbuch").await?;
    app.screenshot("mark-prospects").await?;
    app.press("ctrl+z").await?;
    app.find("heading", "Nothing matches this filter").await?;
    misses(&app, "Wanderbuch").await?;
    show(&app, "All").await?;
    app.find("status", "6 partners").await?;
    app.hover_away().await?;
    app.wait_gone("button", starting("Mark ")).await?;
    app.close().await
}

#[tokio::test]
async fn a_mark_made_in_the_profile_shows_in_the_list_and_is_taken_back_there() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Creator Marketplace").await?;
    app.click("row", starting("Anouk Delacroix,")).await?;
    let profile = app.within("complementary", "Profile");
    profile.find("heading", "Anouk Delacroix").await?;
    let check = "Mark Anouk Delacroix as prospect";
    profile
        .wait_state("button", check, "pressed", "false")
        .await?;
    profile.click("button", check).await?;
    profile
        .wait_state("button", check, "pressed", "true")
        .await?;
    app.find(
        "row",
        starting("Anouk Delacroix, @anouk.delacroix, Prospects: New"),
    )
    .await?;
    app.screenshot("mark-profile").await?;
    profile.click("button", check).await?;
    profile
        .wait_state("button", check, "pressed", "false")
        .await?;
    app.press("escape").await?;
    app.wait_gone("complementary", "Profile").await?;
    app.hover_away().await?;
    app.wait_gone("button", starting("Mark ")).await?;
    app.close().await
}
