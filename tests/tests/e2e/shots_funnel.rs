//! Pictures of the prospects' page, as [`crate::shots`] takes them of all others.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, starting};

use crate::shots::Walk;

/// Goes through the page of the prospects with a camera.
///
/// # Errors
/// When something does not come.
pub async fn prospects(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    walk.go(app, "nav_prospects").await?;
    let tiles = app.within("group", walk.say("funnel_stages")?);
    app.find("region", walk.say("funnel_title")?).await?;
    walk.shoot(app, "prospects").await?;
    for stage in ["market_stage_outreach", "market_stage_negotiating"] {
        tiles.click("button", starting(walk.say(stage)?)).await?;
    }
    app.find("button", walk.say("funnel_show_all_stages")?)
        .await?;
    app.press("home").await?;
    for _ in 0..4 {
        app.press("x").await?;
        app.press("j").await?;
    }
    app.find("toolbar", ANY).await?;
    walk.shoot(app, "prospects-selected").await?;
    app.press("s").await?;
    app.has_focus("radio", walk.say("market_stage_new")?)
        .await?;
    walk.shoot(app, "prospects-set-stage").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.click("button", walk.say("step_proposal")?).await?;
    app.has_focus("textbox", walk.say("step_on")?).await?;
    walk.shoot(app, "prospects-proposal").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("escape").await?;
    app.wait_gone("toolbar", ANY).await?;
    app.press("home").await?;
    app.press("enter").await?;
    app.find("complementary", ANY).await?;
    walk.shoot(app, "prospects-profile").await?;
    app.click("button", walk.say("contact_add")?).await?;
    app.find("form", walk.say("contact_form")?).await?;
    walk.shoot(app, "profile-contact").await?;
    app.press("escape").await?;
    app.click("button", walk.say("details_edit")?).await?;
    app.find("dialog", ANY).await?;
    walk.shoot(app, "profile-details").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    // The next Escape is heard by whoever has the keyboard.
    app.has_focus("button", walk.say("details_edit")?).await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;
    app.click("button", walk.say("by_hand_add")?).await?;
    app.has_focus("textbox", walk.say("import_field_email")?)
        .await?;
    walk.shoot(app, "prospects-by-hand").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.click("button", walk.say("columns_label")?).await?;
    app.find("dialog", ANY).await?;
    walk.shoot(app, "prospects-columns").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.click("button", walk.say("funnel_show_all_stages")?)
        .await
}
