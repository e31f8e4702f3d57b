//! *Not interested*: gone, found under Hidden, also after a restart, and shown again.

use std::path::Path;

use anyhow::Result;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use prospect_core::{
    changes::{Op, Target},
    partner::PartnerId,
    workspace::Workspace,
};
use prospect_tests::desk::{Desk, containing, starting};

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

/// Lets the day come that a partner is hidden until: the day before it was ten days ago.
fn let_the_day_come(path: &Path, id: PartnerId) -> Result<()> {
    let then = Timestamp::now() - (24 * 10).hours();
    let workspace = Workspace::open(path, then)?;
    let until = then.to_zoned(TimeZone::UTC).date().tomorrow()?;
    let op = Op::Snooze {
        target: Target::Ids { ids: vec![id] },
        until: Some(until),
    };
    workspace.transact(&op, then)?;
    Ok(())
}

#[tokio::test]
async fn a_partner_is_hidden_until_a_day_and_comes_back_on_it_by_itself() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock(&desk)?;
    let app = desk.open().await?;
    app.click("row", starting("Fellside,")).await?;
    let profile = app.within("complementary", "Profile");
    profile.click("button", "More about not interested").await?;
    app.click("menuitem", starting("Not interested, with a reason"))
        .await?;
    let dialog = app.within("dialog", "Hide Fellside?");
    dialog
        .fill("textbox", "Reason (optional)", "coupons only")
        .await?;
    dialog.click("button", "In a month").await?;
    app.screenshot("hide-until").await?;
    dialog.click("button", "Hide").await?;
    misses(&app, "Fellside").await?;
    app.find("status", starting("Fellside hidden until"))
        .await?;

    app.press("escape").await?;
    app.wait_gone("complementary", "Profile").await?;
    show(&app, "Hidden").await?;
    app.find("row", containing("coupons only")).await?;
    app.screenshot("hide-until-card").await?;
    app.click("radio", "Table").await?;
    row(&app, "Fellside")
        .find("gridcell", "coupons only")
        .await?;
    app.press("home").await?;
    app.press("h").await?;
    let field = app.within("dialog", "Until when is Fellside hidden?");
    field
        .has_focus("textbox", "Hidden until (optional)")
        .await?;
    field
        .fill("textbox", "Hidden until (optional)", "2999-01-31")
        .await?;
    app.press("enter").await?;
    row(&app, "Fellside")
        .find("gridcell", containing("2999"))
        .await?;
    app.screenshot("hide-until-table").await?;
    app.close().await?;

    let_the_day_come(&path, PartnerId(5))?;
    let app = desk.open().await?;
    sees(&app, "Fellside").await?;
    app.find("status", "6 partners").await?;
    app.click("row", starting("Fellside,")).await?;
    let profile = app.within("complementary", "Profile");
    profile
        .find("listitem", containing("Came back by itself"))
        .await?;
    app.screenshot("hide-until-back").await?;
    app.close().await
}
