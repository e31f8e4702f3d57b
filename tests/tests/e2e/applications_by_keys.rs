//! Applications by the keyboard alone: moving, choosing, deciding, looking for one, linking, recording, opening.

use anyhow::Result;
use jiff::Timestamp;
use prospect_core::{import::ImportKind, workspace::Workspace};
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    applications::{FILE, stock},
    stock::{default_workspace, import},
};

/// The keyboard is back on the list.
async fn on_the_list(app: &App<'_>) -> Result<()> {
    app.has_focus("grid", "Applications").await?;
    Ok(())
}

#[tokio::test]
async fn applications_are_seen_to_without_a_mouse() -> Result<()> {
    let desk = Desk::start().await?;
    let file = stock(&desk)?;
    let file = desk.file(FILE, &file)?;
    {
        let workspace = Workspace::open(&default_workspace(&desk), Timestamp::now())?;
        import(&workspace, ImportKind::Applications, &file)?;
    }
    let app = desk.open().await?;
    app.press("ctrl+k").await?;
    app.has_focus("combobox", "Find a command").await?;
    app.type_text("Applications").await?;
    app.within("dialog", ANY)
        .find("option", starting("Applications"))
        .await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("row", starting("Nordlicht,")).await?;

    // One is chosen and accepted; taken back, the one below is rejected, which is taken back too.
    app.press("home").await?;
    on_the_list(&app).await?;
    app.press("x").await?;
    app.find("toolbar", "1 selected").await?;
    app.press("a").await?;
    app.wait_gone("row", starting("Nordlicht,")).await?;
    app.wait_gone("toolbar", ANY).await?;
    on_the_list(&app).await?;
    app.press("ctrl+z").await?;
    app.find("row", starting("Nordlicht,")).await?;
    app.press("j").await?;
    app.press("r").await?;
    app.wait_gone("row", starting("Eva Moor,")).await?;
    on_the_list(&app).await?;
    app.press("ctrl+z").await?;
    app.find("row", starting("Eva Moor,")).await?;

    // Found, and from the field back to the list.
    app.press("/").await?;
    app.has_focus("combobox", "Search applications").await?;
    app.type_text("Eva").await?;
    app.find("status", "1 application").await?;
    app.press("enter").await?;
    on_the_list(&app).await?;

    link(&app).await?;

    // A step of Escape empties the field, another leaves it.
    app.press("/").await?;
    app.has_focus("combobox", "Search applications").await?;
    app.press("escape").await?;
    app.find("status", "2 applications").await?;
    app.press("escape").await?;
    on_the_list(&app).await?;

    record(&app).await?;

    // Enter opens the partner over the list that it stands in.
    app.press("home").await?;
    app.find("row", starting("claire@")).await?;
    app.press("enter").await?;
    app.find("main", "Prospects").await?;
    app.find("complementary", ANY).await?;
    app.close().await
}

/// Links the one that the keyboard stands on to a partner who is looked for.
async fn link(app: &App<'_>) -> Result<()> {
    app.press("l").await?;
    let dialog = app.within("dialog", containing("Eva Moor"));
    app.has_focus("textbox", "Find a partner").await?;
    app.type_text("Moor").await?;
    dialog.find("radio", containing("Moor & Tarn")).await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    on_the_list(app).await?;
    app.press("l").await?;
    app.has_focus("textbox", "Find a partner").await?;
    app.type_text("Moor").await?;
    dialog.find("radio", containing("Moor & Tarn")).await?;
    app.press("tab").await?;
    app.has_focus("radio", containing("Wanderbuch")).await?;
    app.press("down").await?;
    app.has_focus("radio", containing("Moor & Tarn")).await?;
    app.press("tab").await?;
    app.has_focus("textbox", "Reason").await?;
    app.type_text("Eva works there").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("row", starting("Eva Moor, Moor & Tarn, Linked by hand"))
        .await?;
    on_the_list(app).await
}

/// Records one whom the catalogue has: Enter checks, and Enter once more records.
async fn record(app: &App<'_>) -> Result<()> {
    app.press("n").await?;
    app.has_focus("textbox", "Email").await?;
    app.type_text("claire@cartes-boussoles.example").await?;
    app.press("enter").await?;
    app.within("dialog", "Record an application")
        .find("note", containing("It is Cartes & Boussoles."))
        .await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("row", starting("claire@")).await?;
    on_the_list(app).await
}
