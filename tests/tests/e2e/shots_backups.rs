//! Pictures of backups in the settings, and of the question before one is restored.

use anyhow::Result;
use prospect_tests::desk::{ANY, containing};

use crate::{
    backups::{damage, stock_with_backup, stock_with_backup_of_another},
    shots::Look,
};

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn backups_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        stock_with_backup_of_another(&desk)?;
        let (walk, app) = (look.walk(&desk)?, desk.open().await?);
        walk.go(&app, "nav_settings").await?;
        app.find("table", walk.say("backups_list")?).await?;
        walk.shoot(&app, "backups-of-another").await?;
        let of_another = containing(walk.say("backups_of_another")?);
        app.within("row", of_another).click("button", ANY).await?;
        app.within("dialog", ANY).find("table", ANY).await?;
        walk.shoot(&app, "backups-question").await?;
        app.close().await?;

        let desk = look.desk().await?;
        damage(&stock_with_backup(&desk)?)?;
        let (walk, app) = (look.walk(&desk)?, desk.open().await?);
        // It is looked over by itself.
        let found = containing(walk.say("backups_damaged_toast")?);
        app.find("status", found).await?;
        walk.go(&app, "nav_settings").await?;
        let table = app.within("table", walk.say("backups_list")?);
        table.click("button", ANY).await?;
        app.within("dialog", ANY).find("table", ANY).await?;
        let no_undo = walk.say("backups_ask_text_damaged")?;
        app.wait_text("dialog", ANY, no_undo).await?;
        walk.shoot(&app, "backups-question-damaged").await?;
        let restore = walk.say("backups_restore_now")?;
        app.within("dialog", ANY).click("button", restore).await?;
        app.wait_gone("dialog", ANY).await?;
        walk.shoot(&app, "backups-damaged-restored").await?;
        app.close().await?;
    }
    Ok(())
}
