//! What many errands do on their way.

use std::path::Path;

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk, Part, starting};

/// The title of the dialog that asks for a file to import.
pub const CHOOSE: &str = "Choose a file to import";

/// Goes to a place of the navigation.
///
/// # Errors
/// When it does not open.
pub async fn go(app: &App<'_>, place: &str) -> Result<()> {
    app.within("navigation", ANY).click("button", place).await?;
    app.find("main", place).await?;
    Ok(())
}

/// Presses a button that asks for a file, and chooses it in the native dialog.
///
/// # Errors
/// When button or dialog do not do as they should.
pub async fn choose(desk: &Desk, app: &App<'_>, button: &str, file: &Path) -> Result<()> {
    app.click("button", button).await?;
    desk.dialog(CHOOSE).await?.choose(file).await
}

/// From the matched columns on: tries the file, and imports the rows that can be.
///
/// # Errors
/// When a step does not come.
pub async fn try_and_import(app: &App<'_>, rows: &str) -> Result<()> {
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    app.click("button", format!("Import {rows}")).await
}

/// Chooses in the prospect filter above a list.
///
/// # Errors
/// When it does not offer that.
pub async fn show(app: &App<'_>, choice: &str) -> Result<()> {
    let filters = app.within("group", "Filters");
    filters.click("button", starting("Prospects")).await?;
    let list = app.within("listbox", "Prospects");
    list.click("option", choice).await?;
    app.wait_gone("listbox", "Prospects").await
}

/// The line or card of a partner.
pub fn row(app: &App<'_>, name: &str) -> Part {
    app.within("row", starting(&format!("{name},")))
}

/// Waits until a partner stands in the list.
///
/// # Errors
/// When it does not come.
pub async fn sees(app: &App<'_>, name: &str) -> Result<()> {
    app.find("row", starting(&format!("{name},"))).await?;
    Ok(())
}

/// Waits until a partner does not stand in the list.
///
/// # Errors
/// When it stays.
pub async fn misses(app: &App<'_>, name: &str) -> Result<()> {
    app.wait_gone("row", starting(&format!("{name},"))).await
}
