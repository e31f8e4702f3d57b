//! Pictures of saved views and of the activity log, as [`crate::shots`] takes them of all others.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, starting};

use crate::shots::{Look, Walk};

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_views_and_log_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let app = walk.furnished().await?;
        views(&walk, &app).await?;
        log(&walk, &app).await?;
        app.close().await?;
    }
    Ok(())
}

async fn save_as(walk: &Walk<'_>, app: &App<'_>, name: &str) -> Result<()> {
    app.click("button", starting(walk.say("views_label")?))
        .await?;
    app.click("button", walk.say("views_save_more")?).await?;
    app.fill("textbox", walk.say("views_name")?, name).await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await
}

/// Goes through the views of the prospects with a camera.
///
/// # Errors
/// When something does not come.
pub async fn views(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    walk.go(app, "nav_prospects").await?;
    save_as(walk, app, "双十一").await?;
    let tiles = app.within("group", walk.say("funnel_stages")?);
    tiles
        .click("button", starting(walk.say("market_stage_outreach")?))
        .await?;
    save_as(walk, app, "waiting for an answer").await?;
    tiles
        .click("button", starting(walk.say("market_stage_new")?))
        .await?;
    let all_stages = walk.say("funnel_show_all_stages")?;
    app.find("button", all_stages).await?;
    app.click("button", starting(walk.say("views_label")?))
        .await?;
    app.find("dialog", walk.say("views_label")?).await?;
    app.hover("button", "waiting for an answer").await?;
    walk.shoot(app, "views-menu").await?;
    app.click("button", walk.say("views_save_more")?).await?;
    app.has_focus("textbox", walk.say("views_name")?).await?;
    walk.shoot(app, "views-save").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    // Whoever comes here next finds everybody.
    app.click("button", all_stages).await?;
    app.wait_gone("button", all_stages).await
}

/// Goes through the activity log with a camera.
///
/// # Errors
/// When something does not come.
pub async fn log(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    walk.go(app, "nav_activity").await?;
    app.find("listbox", walk.say("activity_list")?).await?;
    app.press("home").await?;
    walk.shoot(app, "activity").await?;
    for _ in 0..4 {
        app.press("j").await?;
    }
    app.press("enter").await?;
    let panel = app.within("complementary", walk.say("activity_details")?);
    panel.find("note", ANY).await?;
    walk.shoot(app, "activity-change").await?;
    panel.click("button", walk.say("activity_back")?).await?;
    app.find("dialog", ANY).await?;
    walk.shoot(app, "activity-back").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("end").await?;
    panel.find("button", walk.say("activity_import")?).await?;
    walk.shoot(app, "activity-import").await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await
}
