//! Partners that work with the manager already: a workflow for their group, and their list imported with the tick.

use anyhow::Result;
use prospect_core::changes::Op;
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{choose, go},
    stock::stock_with,
};

/// One who is in the catalogue and two who are new, two of them in the group.
const PARTNERS: &str = "\
Name,Email,Website,Group
Wanderbuch,anke@wanderbuch.example,,Long-time partners
Isar Radler,hallo@isar-radler.example,isar-radler.example,Long-time partners
Nordlicht Touren,post@nordlicht.example,nordlicht.example,
";

const TICK: &str = "These partners already work with us";

/// Makes the workflow from an empty place, with a slip about its name on the way.
async fn make_workflow(app: &App<'_>) -> Result<()> {
    go(app, "Workflows").await?;
    app.find("heading", "No workflows yet").await?;
    app.screenshot("workflows-empty").await?;
    app.click("button", "Start with an empty workflow").await?;
    app.has_focus("textbox", "Workflow name").await?;
    app.press("ctrl+s").await?;
    app.find("alert", "A workflow needs a name.").await?;
    app.fill("textbox", "Workflow name", "Accept long-time partners")
        .await?;
    app.click("button", "Add a group to: Paired groups").await?;
    app.within("dialog", ANY)
        .click("checkbox", "Long-time partners")
        .await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.click("switch", "Accept automatically").await?;
    app.screenshot("workflow-editor").await?;
    app.press("ctrl+s").await?;
    app.find("status", "Saved").await?;
    app.press("escape").await?;
    let line = app.within("row", starting("Accept long-time partners"));
    line.find("cell", containing("Accepts automatically"))
        .await?;
    // Switched off and on again by the keyboard's undo.
    line.click("switch", ANY).await?;
    line.wait_state("switch", ANY, "checked", "false").await?;
    app.press("ctrl+z").await?;
    line.wait_state("switch", ANY, "checked", "true").await?;
    app.screenshot("workflows").await?;
    Ok(())
}

#[tokio::test]
async fn existing_partners_join_by_a_workflow_that_was_made_in_the_window() -> Result<()> {
    let desk = Desk::start().await?;
    let name = "Long-time partners".to_owned();
    stock_with(&desk, &[Op::CreateGroup { name }])?;
    let app = desk.open().await?;
    make_workflow(&app).await?;

    let file = desk.file("partners.csv", PARTNERS)?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    app.find("button", "Import 3 rows").await?;
    app.click("checkbox", starting(TICK)).await?;
    app.wait_state("checkbox", starting(TICK), "checked", "true")
        .await?;
    app.wait_text("note", ANY, "1 row would not join").await?;
    let rows = app.within("grid", "Rows of the file");
    rows.wait_count("row", containing("Joined"), 2).await?;
    app.screenshot("existing-partners-dry-run").await?;

    app.click("button", "Import 3 rows").await?;
    app.find("heading", "partners.csv").await?;
    let said = "Not joined: no workflow accepts the group";
    app.wait_text("main", "Imports", said).await?;
    app.screenshot("existing-partners-summary").await?;
    go(&app, "Prospects").await?;
    let prospects = app.within("grid", ANY);
    prospects.wait_count("row", containing("Joined"), 2).await?;
    prospects.wait_count("row", containing("New"), 1).await?;

    // Taken back, nobody has joined.
    app.press("ctrl+z").await?;
    prospects.wait_count("row", containing("Joined"), 0).await?;
    app.close().await
}

/// Imports the list with the tick although no workflow accepts its group, and follows the way that is offered.
#[tokio::test]
async fn a_migration_without_a_workflow_says_what_is_missing_and_makes_it() -> Result<()> {
    let desk = Desk::start().await?;
    let name = "Long-time partners".to_owned();
    stock_with(&desk, &[Op::CreateGroup { name }])?;
    let app = desk.open().await?;
    let file = desk.file("partners.csv", PARTNERS)?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    app.find("button", "Import 3 rows").await?;
    app.click("checkbox", starting(TICK)).await?;
    app.wait_text("note", ANY, "3 rows would not join").await?;
    app.screenshot("migration-dry-run").await?;
    let make = "Make a workflow for “Long-time partners”";
    app.click("button", make).await?;
    app.wait_value("textbox", "Workflow name", "Migrate existing partners")
        .await?;
    app.find("button", "Remove “Long-time partners”").await?;
    app.press("ctrl+s").await?;
    app.click("button", "Back to the dry run").await?;
    // What is left is the row without a group.
    app.wait_text("note", ANY, "1 row would not join").await?;
    app.find("button", "Import 3 rows").await?;
    app.click("button", "Import 3 rows").await?;
    app.find("heading", "partners.csv").await?;
    app.wait_gone("button", make).await?;
    go(&app, "Prospects").await?;
    app.within("grid", ANY)
        .wait_count("row", containing("Joined"), 2)
        .await?;
    app.close().await
}
