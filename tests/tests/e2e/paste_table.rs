//! A table that was copied in a spreadsheet, pasted into the window as it is.

use anyhow::Result;
use prospect_tests::desk::{App, Desk, starting};

use crate::{
    steps::{go, sees, try_and_import},
    stock::stock,
};

/// As a spreadsheet puts it on the clipboard: tabs between cells, and a cell of two lines in quotes.
const TABLE: &str = "\
名称\t邮箱\t网站\t备注
青阳户外\thello@qingyang.example\tqingyang.example\t\"徒步装备测评
下周回电\"
Talwärts\tmoin@talwaerts.example\t\t0049 30 1234
";

/// Says that the table holds prospects, and goes on to its rows.
async fn as_prospects(app: &App<'_>) -> Result<()> {
    app.within("dialog", starting("What does “"))
        .click("button", "Prospects")
        .await?;
    app.find("heading", "Match the columns").await?;
    let read = app.within("region", "Read as");
    read.find("combobox", "Delimiter: tab").await?;
    read.find("combobox", "Header: header in row 1").await?;
    app.wait_text("region", "Read as", "2 rows").await?;
    for (column, field) in [("名称", "Name"), ("邮箱", "Email"), ("备注", "Notes")] {
        app.find("combobox", format!("Field for “{column}”: {field}"))
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_table_is_pasted_on_the_imports_page_and_imported() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    desk.copy(TABLE).await?;
    app.press("ctrl+v").await?;
    as_prospects(&app).await?;
    app.screenshot("paste-table-columns").await?;
    try_and_import(&app, "2 rows").await?;
    app.find("img", starting("Create 2, Match 0,")).await?;
    app.screenshot("paste-table-summary").await?;
    go(&app, "Prospects").await?;
    sees(&app, "青阳户外").await?;
    // Nothing of the note was lost on the way, its second line neither.
    app.click("row", starting("青阳户外,")).await?;
    let profile = app
        .wait_text("complementary", "Profile", "徒步装备测评")
        .await?;
    assert!(profile.text.contains("下周回电"), "{}", profile.text);
    app.close().await
}

#[tokio::test]
async fn a_table_is_pasted_into_the_dialog_that_asks_for_one() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    app.click("button", "Paste a table…").await?;
    let dialog = app.within("dialog", "Paste a table");
    dialog.click("textbox", "Table").await?;
    // A single cell is no table, and says so.
    desk.copy("Talwärts").await?;
    app.press("ctrl+v").await?;
    dialog.wait_value("textbox", "Table", "Talwärts").await?;
    dialog.click("button", "Next").await?;
    dialog
        .wait_text(
            "alert",
            starting("That is one cell"),
            "Copy the header and the rows.",
        )
        .await?;
    app.screenshot("paste-table-dialog").await?;
    desk.copy(TABLE).await?;
    app.press("ctrl+a").await?;
    app.press("ctrl+v").await?;
    dialog.wait_value("textbox", "Table", TABLE).await?;
    dialog.click("button", "Next").await?;
    as_prospects(&app).await?;
    app.click("button", "Start dry run").await?;
    app.find("button", "Import 2 rows").await?;
    app.close().await
}
