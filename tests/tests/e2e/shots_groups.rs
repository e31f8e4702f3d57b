//! Pictures of the groups' page, as [`crate::shots`] takes them of all others.

use anyhow::Result;
use prospect_sample::GROUPS;
use prospect_tests::desk::{ANY, App, containing, starting};

use crate::shots::{Look, Walk};

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn groups_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let app = walk.furnished().await?;
        groups(&walk, &app).await?;
        app.close().await?;
    }
    Ok(())
}

/// Goes through the page of the groups with a camera.
///
/// # Errors
/// When something does not come.
pub async fn groups(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    walk.go(app, "nav_groups").await?;
    let list = app.within("navigation", walk.say("groups_list")?);
    list.click("button", starting(GROUPS[0])).await?;
    app.find("heading", GROUPS[0]).await?;
    let stages = app.within("group", walk.say("groups_by_stage")?);
    let outreach = starting(walk.say("market_stage_outreach")?);
    stages.find("button", &outreach).await?;
    app.hover_away().await?;
    walk.shoot(app, "groups").await?;
    stages.click("button", &outreach).await?;
    stages
        .wait_state("button", &outreach, "pressed", "true")
        .await?;
    walk.shoot(app, "groups-by-stage").await?;
    stages.click("button", &outreach).await?;

    app.press("f2").await?;
    app.has_focus("textbox", walk.say("groups_name")?).await?;
    // In small letters: under a Chinese keyboard the driver types no others.
    let taken = GROUPS[1].to_lowercase();
    app.fill("textbox", walk.say("groups_name")?, &taken)
        .await?;
    app.press("enter").await?;
    app.find("alert", ANY).await?;
    walk.shoot(app, "groups-rename").await?;
    app.press("escape").await?;
    app.wait_gone("textbox", walk.say("groups_name")?).await?;

    for (entry, picture) in [
        ("groups_merge_more", "groups-merge"),
        ("groups_delete_more", "groups-delete"),
    ] {
        app.within("region", GROUPS[0])
            .click("button", containing(GROUPS[0]))
            .await?;
        app.click("menuitem", walk.say(entry)?).await?;
        let dialog = app.within("dialog", ANY);
        if entry == "groups_merge_more" {
            for other in &GROUPS[1..3] {
                dialog.click("checkbox", *other).await?;
            }
        }
        dialog.find("note", ANY).await?;
        walk.shoot(app, picture).await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await?;
    }
    Ok(())
}
