//! The rows of an import that had errors: exported from its summary, corrected, and imported as they are.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use prospect_core::changes::Op;
use prospect_tests::desk::{App, Desk, starting};

use crate::{
    steps::{choose, go, sees, try_and_import},
    stock::stock_with,
};

/// Six rows of a list with a column that is nobody's. Three of them are wrong: an address without its sign, a group that is not
/// there, and a cell too many.
const LIST: &str = "\
Name,Email,Website,Account manager,Group,Notes
Wanderbuch,anke@wanderbuch.example,,Ute Brandt,,
Nordlicht Touren,post@nordlicht.example,nordlicht.example,Ute Brandt,,=1+1
Steilwand,kontakt(at)steilwand.example,steilwand.example,Jo Ferrer,,ring before noon
Isar Radler,hallo@isar-radler.example,isar-radler.example,Jo Ferrer,VIP 2027,
Talwärts,moin@talwaerts.example,,Jo Ferrer,,
Gratweg,info@gratweg.example,gratweg.example,Jo Ferrer,,,+49 30 1234
";

/// What the app adds to the columns of the list.
const ADDED: [&str; 5] = ["Row", "Column", "Code", "Message", "Suggestion"];

/// Exports the rows with errors of the summary that is open, through the native dialog.
async fn export(desk: &Desk, app: &App<'_>, to: &Path) -> Result<()> {
    app.click("button", "Export rows with errors (CSV)").await?;
    desk.dialog("Save as").await?.choose(to).await?;
    app.find("status", starting("3 rows written to Herbst errors.csv"))
        .await?;
    Ok(())
}

/// Corrects the three rows where they are wrong, and nothing else.
fn correct(file: &Path) -> Result<()> {
    let errors = fs::read_to_string(file).context("the rows that were exported")?;
    let header = errors.lines().next().unwrap_or_default();
    assert!(header.ends_with(&ADDED.join(",")), "{header}");
    assert_eq!(errors.lines().count(), 4, "{errors}");
    let corrected = errors
        .replace("kontakt(at)steilwand", "kontakt@steilwand")
        .replace("VIP 2027", "VIP 2026")
        .replace(",'+49 30 1234", "");
    assert_ne!(corrected, errors);
    Ok(fs::write(file, corrected)?)
}

/// From the first list to its summary.
async fn import_list(desk: &Desk, app: &App<'_>) -> Result<PathBuf> {
    let list = desk.file("Herbst.csv", LIST)?;
    go(app, "Imports").await?;
    choose(desk, app, "Import prospects…", &list).await?;
    try_and_import(app, "3 rows").await?;
    app.find("heading", "Herbst.csv").await?;
    app.find(
        "img",
        "Create 2, Match 1, Update 0, Unchanged 0, Error 3, Skipped 0",
    )
    .await?;
    Ok(list)
}

#[tokio::test]
async fn rows_with_errors_are_exported_corrected_and_imported_as_they_are() -> Result<()> {
    let desk = Desk::start().await?;
    let name = "VIP 2026".to_owned();
    stock_with(&desk, &[Op::CreateGroup { name }])?;
    let app = desk.open().await?;
    let list = import_list(&desk, &app).await?;
    let errors = list.with_file_name("Herbst errors.csv");
    export(&desk, &app, &errors).await?;
    app.screenshot("error-rows-exported").await?;
    correct(&errors)?;

    app.within("main", "Imports")
        .click("button", "Imports")
        .await?;
    choose(&desk, &app, "Import prospects…", &errors).await?;
    app.find("heading", "Match the columns").await?;
    // Its own columns are matched as those of the list were; those that the app has added fill nothing.
    for (column, field) in [("Email", "Email"), ("Group", "Group"), ("Notes", "Notes")] {
        let filled = format!("Field for “{column}”: {field}");
        app.find("combobox", filled).await?;
    }
    for column in ["Account manager"].iter().chain(&ADDED) {
        app.find("combobox", format!("Field for “{column}”: Not imported"))
            .await?;
    }
    app.screenshot("error-rows-columns").await?;
    try_and_import(&app, "3 rows").await?;
    app.find("heading", "Herbst errors.csv").await?;
    app.find(
        "img",
        "Create 3, Match 0, Update 0, Unchanged 0, Error 0, Skipped 0",
    )
    .await?;
    app.wait_state(
        "button",
        "Export rows with errors (CSV)",
        "disabled",
        "true",
    )
    .await?;
    app.screenshot("error-rows-summary").await?;

    // The two files together brought every row of the list, each once.
    go(&app, "Prospects").await?;
    app.find("status", "6 prospects").await?;
    for name in ["Steilwand", "Isar Radler", "Gratweg", "Wanderbuch"] {
        sees(&app, name).await?;
    }
    app.close().await
}
