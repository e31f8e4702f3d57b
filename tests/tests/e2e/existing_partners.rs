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
    app.click("button", "New workflow").await?;
    let editor = app.within("dialog", "New workflow");
    editor.click("button", "Create").await?;
    editor
        .wait_text("alert", ANY, "A workflow needs a name.")
        .await?;
    editor
        .fill("textbox", "Workflow name", "Accept long-time partners")
        .await?;
    editor.click("checkbox", "Long-time partners").await?;
    editor
        .click("switch", starting("Accept automatically"))
        .await?;
    app.screenshot("workflow-editor").await?;
    editor.click("button", "Create").await?;
    app.wait_gone("dialog", ANY).await?;
    let line = app.within("row", starting("Accept long-time partners"));
    line.find("cell", "Accepts automatically").await?;
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
