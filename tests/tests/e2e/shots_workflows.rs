//! Pictures of workflows and what belongs to them, as [`crate::shots`] takes them of all others.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, starting};

use crate::{
    shots::{Look, Walk},
    showcase,
};

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn workflows_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let app = walk.furnished().await?;
        workflows(&walk, &app).await?;
        app.close().await?;
    }
    Ok(())
}

/// Goes through workflows, the settings of the program and an invitation with a camera.
///
/// # Errors
/// When something does not come.
pub async fn workflows(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    walk.go(app, "nav_workflows").await?;
    app.find("table", walk.say("nav_workflows")?).await?;
    walk.shoot(app, "workflows").await?;
    app.click("button", showcase::WORKFLOW).await?;
    app.find("heading", showcase::WORKFLOW).await?;
    app.find("note", ANY).await?;
    app.click("button", starting(walk.say("simulate_invitations")?))
        .await?;
    app.hover_away().await?;
    walk.shoot(app, "workflow-editor").await?;
    app.press("escape").await?;
    app.find("table", walk.say("nav_workflows")?).await?;

    walk.go(app, "nav_settings").await?;
    app.find("region", walk.say("program_title")?).await?;
    walk.shoot(app, "settings-program").await?;

    walk.go(app, "nav_prospects").await?;
    app.press("/").await?;
    app.type_text("Apothekenkiste").await?;
    app.click("row", starting("Apothekenkiste")).await?;
    app.find("region", walk.say("invitation_title")?).await?;
    walk.shoot(app, "invitation").await
}
