//! Backups: seen in the settings, compared and restored, taken back; copies through the native dialog; and a damaged workspace that is
//! put back from one.

use std::{fs, path::Path};

use anyhow::Result;
use jiff::Timestamp;
use prospect_core::{
    changes::{Op, Target},
    partner::PartnerId,
    workspace::Workspace,
};
use prospect_tests::desk::{ANY, Desk, containing, starting};

use crate::{
    steps::{go, sees},
    stock::{stock, stock_with},
};

/// A workspace with a backup, and one prospect that was marked after it.
pub fn stock_with_backup(desk: &Desk) -> Result<std::path::PathBuf> {
    let path = stock(desk)?;
    let open = Workspace::open(&path, Timestamp::now())?;
    assert!(open.back_up_daily(Timestamp::now(), &|| true)?);
    let ids = vec![PartnerId(1)];
    let target = Target::Ids { ids };
    open.transact(&Op::Mark { target }, Timestamp::now())?;
    Ok(path)
}

/// A new workspace with a backup, in the place of one that had one.
pub fn stock_with_backup_of_another(desk: &Desk) -> Result<()> {
    let path = stock_with_backup(desk)?;
    fs::remove_file(&path)?;
    let new = Workspace::create(&path, Timestamp::now())?;
    let name = "Autumn".to_owned();
    new.transact(&Op::CreateGroup { name }, Timestamp::now())?;
    assert!(new.back_up_daily(Timestamp::now(), &|| true)?);
    Ok(())
}

/// How many prospects a workspace has that nobody has open, which is sound.
fn prospects(path: &Path) -> Result<u32> {
    let open = Workspace::open(path, Timestamp::now())?;
    assert_eq!(open.check()?.findings, []);
    Ok(open.overview()?.prospects)
}

#[tokio::test]
async fn a_backup_is_compared_restored_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock_with_backup(&desk)?;
    let app = desk.open().await?;
    go(&app, "Settings").await?;
    app.find("table", "Backups").await?;
    app.click("button", starting("Restore the backup of"))
        .await?;
    let dialog = app.within("dialog", starting("Restore the backup of"));
    dialog.find("row", "Prospects 1 0").await?;
    app.wait_text("dialog", ANY, "1 would be as they were: Wanderbuch")
        .await?;
    app.screenshot("backups-compared").await?;
    dialog.click("button", "Restore").await?;
    app.find("status", starting("Restored as of")).await?;
    app.screenshot("backups-restored").await?;
    app.click("button", "Undo").await?;
    app.find("status", starting("As it was before restoring"))
        .await?;
    go(&app, "Prospects").await?;
    sees(&app, "Wanderbuch").await?;
    app.close().await?;
    assert_eq!(prospects(&path)?, 1);
    Ok(())
}

#[tokio::test]
async fn a_copy_is_made_through_the_dialog_and_a_duplicate_is_opened() -> Result<()> {
    let desk = Desk::start().await?;
    stock_with(&desk, &[])?;
    let app = desk.open().await?;
    go(&app, "Settings").await?;
    let copy = desk.file("copy.prospects", "what stood there")?;
    app.click("button", "Back up to…").await?;
    let dialog = desk.dialog("Back up the workspace").await?;
    let out = copy.with_file_name("Backed up.prospects");
    dialog.choose(&out).await?;
    app.find("status", containing("Backed up: 6 partners"))
        .await?;
    assert_eq!(prospects(&out)?, 0);

    let duplicate = copy.with_file_name("Fjellvik 副本.prospects");
    app.click("button", "Duplicate…").await?;
    desk.dialog("Duplicate the workspace")
        .await?
        .choose(&duplicate)
        .await?;
    app.find("status", starting("Fjellvik 副本 is open"))
        .await?;
    go(&app, "Settings").await?;
    app.click("button", "Check now").await?;
    app.find("status", "All is well.").await?;
    app.close().await?;
    assert_eq!(prospects(&duplicate)?, 0);
    Ok(())
}

#[tokio::test]
async fn a_damaged_workspace_is_put_back_from_a_backup() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock_with_backup(&desk)?;
    let mut torn = fs::read(&path)?;
    torn[100..8_192].fill(0x55);
    fs::write(&path, &torn)?;
    let app = desk.open().await?;
    app.wait_text("alert", ANY, "is no workspace, or is damaged")
        .await?;
    app.find("table", "Backups").await?;
    app.screenshot("backups-unopened").await?;
    app.click("button", starting("Restore the backup of"))
        .await?;
    app.find("status", "6 partners").await?;
    app.close().await?;
    assert_eq!(prospects(&path)?, 0);
    Ok(())
}

#[tokio::test]
async fn a_backup_of_another_workspace_of_this_name_is_told_apart() -> Result<()> {
    let desk = Desk::start().await?;
    stock_with_backup_of_another(&desk)?;
    let app = desk.open().await?;
    go(&app, "Settings").await?;
    app.find("row", containing("0 partners")).await?;
    app.find(
        "row",
        containing("Daily · of another workspace of this name"),
    )
    .await?;
    app.screenshot("backups-of-another").await?;
    app.close().await
}

#[tokio::test]
async fn a_workspace_that_opens_and_is_damaged_is_put_back() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock_with_backup(&desk)?;
    damage(&path)?;
    let app = desk.open().await?;
    // It is looked over by itself.
    app.find("status", containing("damaged")).await?;
    go(&app, "Settings").await?;
    app.click("button", starting("Restore the backup of"))
        .await?;
    app.wait_text("dialog", ANY, "this cannot be undone from here")
        .await?;
    let dialog = app.within("dialog", starting("Restore the backup of"));
    dialog.click("button", "Restore").await?;
    app.find("status", containing("The damaged file stays beside it"))
        .await?;
    app.screenshot("backups-damaged-restored").await?;
    app.click("button", "Check now").await?;
    app.find("status", "All is well.").await?;
    app.close().await?;
    assert_eq!(prospects(&path)?, 0);
    Ok(())
}

/// Writes nonsense in the place of the rows that were imported, without which a workspace opens.
pub fn damage(path: &Path) -> Result<()> {
    let open = rusqlite::Connection::open(path)?;
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'import_rows'";
    let page: u32 = open.query_row(root, [], |row| row.get(0))?;
    drop(open);
    let mut bytes = fs::read(path)?;
    let from = (page as usize - 1) * 4_096;
    bytes[from..from + 4_096].fill(0x55);
    Ok(fs::write(path, &bytes)?)
}
