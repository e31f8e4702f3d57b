//! Pictures of the outbox and of email templates, as [`crate::shots`] takes them of all other screens.

use anyhow::Result;
use jiff::{Timestamp, ToSpan};
use prospect_core::changes::{Op, Pick};
use prospect_core::partner::PartnerId;
use prospect_tests::desk::{ANY, App, containing, starting};

use crate::{
    outbox::invited,
    shots::{Look, Walk},
    stock::stock_with,
};

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_outbox_and_templates_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let ago = (Timestamp::now() - 240.hours())
            .strftime("%Y-%m-%d")
            .to_string();
        let mut changes = invited(&[1, 2, 3, 4, 5, 6, 7, 8]);
        changes.push(Op::MarkSent {
            messages: Pick::of([2, 6].map(PartnerId).into()),
            on: Some(ago.parse()?),
        });
        stock_with(&desk, &changes)?;
        let app = desk.open().await?;
        outbox(&walk, &app).await?;
        templates(&walk, &app).await?;
        app.close().await?;
        look.over_the_stock(empty).await?;
    }
    Ok(())
}

async fn tab(walk: &Walk<'_>, app: &App<'_>, key: &str) -> Result<()> {
    walk.go(app, "nav_workflows").await?;
    app.click("tab", starting(walk.say(key)?)).await
}

async fn outbox(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    tab(walk, app, "outbox_title").await?;
    app.find("row", containing("Wanderbuch")).await?;
    app.press("home").await?;
    walk.shoot(app, "outbox").await?;
    app.press("x").await?;
    app.press("j").await?;
    app.press("x").await?;
    app.find("button", walk.say("selection_clear")?).await?;
    walk.shoot(app, "outbox-chosen").await?;
    app.press("escape").await?;
    app.press("home").await?;
    app.press("j").await?;
    app.press("enter").await?;
    let panel = app.within("complementary", walk.say("outbox_preview")?);
    panel.find("note", ANY).await?;
    walk.shoot(app, "outbox-blocked").await?;
    for _ in 0..4 {
        app.press("j").await?;
    }
    panel
        .find("button", starting(walk.say("outbox_open_mail")?))
        .await?;
    walk.shoot(app, "outbox-message").await?;
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await
}

async fn templates(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    tab(walk, app, "templates_title").await?;
    app.click("button", "VIP invitation").await?;
    app.find("document", walk.say("templates_body")?).await?;
    walk.shoot(app, "templates").await?;
    // Pasted: the keys of braces are others in other languages.
    app.click("textbox", walk.say("templates_subject")?).await?;
    app.press("ctrl+a").await?;
    walk.desk.copy("{{firstname}}, {{name").await?;
    app.press("ctrl+v").await?;
    app.find("alert", ANY).await?;
    walk.shoot(app, "templates-faults").await?;
    app.click("button", walk.say("templates_insert")?).await?;
    app.find("menu", ANY).await?;
    walk.shoot(app, "templates-tags").await?;
    app.press("escape").await?;
    app.wait_gone("menu", ANY).await
}

async fn empty(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    tab(walk, app, "outbox_title").await?;
    app.find("heading", walk.say("outbox_empty")?).await?;
    walk.shoot(app, "outbox-empty").await?;
    tab(walk, app, "templates_title").await?;
    app.find("heading", walk.say("templates_empty")?).await?;
    app.click("button", walk.say("templates_new")?).await?;
    app.find("menu", ANY).await?;
    walk.shoot(app, "templates-empty").await?;
    app.press("escape").await?;
    app.wait_gone("menu", ANY).await
}
