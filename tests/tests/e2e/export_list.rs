//! The list that is on the screen, written as CSV through the native dialog, and taken back by an import.

use std::fs;

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    partner::PartnerId,
};
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{choose, go, sees},
    stock::stock_with,
};

async fn export(desk: &Desk, app: &App<'_>, columns: &str, name: &str) -> Result<String> {
    app.click("button", "Export CSV").await?;
    app.within("menu", ANY).click("menuitem", columns).await?;
    let out = desk.file(name, "")?;
    fs::remove_file(&out)?;
    desk.dialog("Save as").await?.choose(&out).await?;
    let written = format!("2 partners written to {name}");
    app.find("status", starting(&written)).await?;
    Ok(fs::read_to_string(&out)?)
}

#[tokio::test]
async fn a_list_is_exported_as_it_is_shown_and_with_all_that_an_import_takes_back() -> Result<()> {
    let desk = Desk::start().await?;
    let ids = [1, 5].map(PartnerId).to_vec();
    let target = Target::Ids { ids };
    stock_with(&desk, &[Op::Mark { target }])?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    sees(&app, "Wanderbuch").await?;

    let shown = export(&desk, &app, "Columns shown", "shown.csv").await?;
    assert!(shown.starts_with("Name,Stage,Groups,"), "{shown}");
    assert_eq!(shown.lines().count(), 3, "{shown}");

    let whole = export(&desk, &app, "All columns, to import again", "whole.csv").await?;
    assert!(whole.contains("anke@wanderbuch.example"), "{whole}");
    go(&app, "Imports").await?;
    let file = desk.file("whole.csv", &whole)?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    app.find(
        "img",
        "Create 0, Match 0, Update 0, Unchanged 2, Error 0, Skipped 0",
    )
    .await?;
    app.close().await
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_an_ordinary_message_and_changes_nothing() -> Result<()> {
    let desk = Desk::start().await?;
    let ids = [1, 5].map(PartnerId).to_vec();
    let target = Target::Ids { ids };
    stock_with(&desk, &[Op::Mark { target }])?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    sees(&app, "Wanderbuch").await?;
    // Nobody writes there, whoever it is: the name leaves no room for that of the half-written file.
    let name = format!("{}.csv", "k".repeat(248));
    let out = desk.file("folder.txt", "")?.with_file_name(&name);
    app.click("button", "Export CSV").await?;
    app.within("menu", ANY)
        .click("menuitem", "Columns shown")
        .await?;
    desk.dialog("Save as").await?.choose(&out).await?;
    app.find("status", containing("cannot be written")).await?;
    app.screenshot("export-unwritable").await?;
    assert!(!out.exists());
    // The list stands as it did, and the next place will do.
    sees(&app, "Wanderbuch").await?;
    export(&desk, &app, "Columns shown", "next.csv").await?;
    app.close().await
}
