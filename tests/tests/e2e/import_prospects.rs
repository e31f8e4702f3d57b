//! A list of prospects with rows that are wrong: tried, mended from the window, imported, told about.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{choose, go, misses, row, sees, show, try_and_import},
    stock::stock,
};

/// Six rows: one who is in the catalogue by the email of an account, two new, two of a group that is not there, and one
/// without a right email.
const PROSPECTS: &str = "\
Name,Email,Website,Group,Notes
Wanderbuch,anke@wanderbuch.example,,,met at the fair
Nordlicht Touren,post@nordlicht.example,nordlicht.example,,
Isar Radler,hallo@isar-radler.example,isar-radler.example,VIP 2026,=1+1
Huttenzauber,info@huttenzauber.example,,VIP 2026,
Steilwand,kontakt(at)steilwand.example,steilwand.example,,
Talwärts,moin@talwaerts.example,,,
";

const TITLE: &str = "Prospects imported";
const BODY: &str = "4 new, 1 matched, 1 error";

/// Chooses the file and tries it.
async fn try_out(desk: &Desk, app: &App<'_>) -> Result<()> {
    let file = desk.file("Frühjahr 春季.csv", PROSPECTS)?;
    go(app, "Imports").await?;
    choose(desk, app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    app.find("button", "Import 3 rows").await?;
    Ok(())
}

/// Makes the missing group from the list of causes, after which the file is tried anew.
async fn make_group(app: &App<'_>) -> Result<()> {
    app.within("region", "Problems by cause")
        .click("button", "Create this group")
        .await?;
    app.find("button", "Import 5 rows").await?;
    Ok(())
}

#[tokio::test]
async fn prospects_are_tried_mended_imported_and_told_of() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    try_out(&desk, &app).await?;
    app.find(
        "img",
        "Create 2, Match 1, Update 0, Unchanged 0, Error 3, Skipped 0",
    )
    .await?;
    let causes = app.within("region", "Problems by cause");
    causes.find("button", starting("All rows 6")).await?;
    causes.find("button", starting("Unknown group 2")).await?;
    causes
        .find("listitem", starting("“VIP 2026” 2 rows"))
        .await?;
    app.wait_text("region", "Problems by cause", "Email invalid")
        .await?;
    // Every row says what would become of it.
    let rows = app.within("grid", "Rows of the file");
    rows.wait_count("row", containing("“VIP 2026” is no group"), 2)
        .await?;
    rows.find("row", containing("kontakt(at)steilwand.example"))
        .await?;
    app.screenshot("import-prospects-dry-run").await?;
    // The legend filters the rows.
    app.click("button", "3 Error").await?;
    rows.wait_count("row", containing("Error"), 3).await?;
    app.click("button", "3 Error").await?;

    make_group(&app).await?;
    app.find(
        "img",
        "Create 4, Match 1, Update 0, Unchanged 0, Error 1, Skipped 0",
    )
    .await?;
    app.screenshot("import-prospects-mended").await?;
    app.click("button", "Import 5 rows").await?;
    app.find("heading", "Frühjahr 春季.csv").await?;
    app.find("img", starting("Create 4, Match 1,")).await?;
    app.screenshot("import-prospects-summary").await?;

    let note = desk
        .notifications()?
        .wait_for(|note| note.summary == TITLE)
        .await?;
    assert_eq!(note.body, BODY);
    assert_eq!(note.app, "Prospect Desk");
    assert_eq!(desk.notifications()?.all().len(), 1, "it is told once");
    // A click on it leads back to the summary, from wherever one is by then.
    go(&app, "Partner Marketplace").await?;
    desk.notifications()?.choose(&note, "default").await?;
    app.find("heading", "Frühjahr 春季.csv").await?;

    // The account is marked now, and keeps its name; the others are prospects beside the marketplace.
    go(&app, "Partner Marketplace").await?;
    show(&app, "Prospects").await?;
    sees(&app, "Wanderbuch").await?;
    app.find("status", "1 partner").await?;
    app.close().await
}

#[tokio::test]
async fn without_a_notification_service_the_window_says_the_same() -> Result<()> {
    let desk = Desk::builder().without_notifications().start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    try_out(&desk, &app).await?;
    make_group(&app).await?;
    app.click("button", "Import 5 rows").await?;
    app.find("heading", "Frühjahr 春季.csv").await?;
    let card = app.wait_text("alert", ANY, TITLE).await?;
    assert!(card.text.contains(BODY), "{}", card.text);
    app.screenshot("import-prospects-card").await?;
    go(&app, "Partner Marketplace").await?;
    app.click("button", containing("Show summary")).await?;
    app.find("heading", "Frühjahr 春季.csv").await?;
    app.wait_gone("alert", ANY).await?;
    app.close().await
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_and_says_so() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    let file = desk.file(
        "once.csv",
        "Name,Email\nNordlicht Touren,post@nordlicht.example\nTalwärts,moin@talwaerts.example\n",
    )?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    try_and_import(&app, "2 rows").await?;
    app.find("img", starting("Create 2,")).await?;
    app.within("main", "Imports")
        .click("button", "Imports")
        .await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    try_and_import(&app, "2 rows").await?;
    app.find("img", starting("Create 0, Match 0, Update 0, Unchanged 2,"))
        .await?;
    let said = "Nothing changed: the workspace already had every row of this file.";
    app.wait_text("main", "Imports", said).await?;
    app.screenshot("import-prospects-again").await?;
    let note = desk
        .notifications()?
        .wait_for(|note| note.body.contains("Nothing changed"))
        .await?;
    assert_eq!(note.body, "Nothing changed: every row was there already");
    app.close().await
}

#[tokio::test]
async fn a_summary_leads_to_the_prospects_of_its_import() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    for (name, list) in [
        (
            "autumn.csv",
            "Name,Email\nNordlicht Touren,post@nordlicht.example\n",
        ),
        (
            "winter.csv",
            "Name,Email\nWanderbuch,anke@wanderbuch.example\n",
        ),
    ] {
        let file = desk.file(name, list)?;
        go(&app, "Imports").await?;
        choose(&desk, &app, "Import prospects…", &file).await?;
        try_and_import(&app, "1 row").await?;
        app.find("heading", name).await?;
    }
    app.click("button", "Show these prospects").await?;
    app.find("status", "1 prospect").await?;
    sees(&app, "Wanderbuch").await?;
    misses(&app, "Nordlicht Touren").await?;
    let filters = app.within("group", "Filters");
    filters
        .click("button", starting("Import winter.csv"))
        .await?;
    app.screenshot("import-prospects-shown").await?;
    // The other import is offered beside it, by its file.
    let list = app.within("listbox", "Import");
    list.click("option", starting("autumn.csv")).await?;
    app.press("escape").await?;
    app.find("status", "2 prospects").await?;
    sees(&app, "Nordlicht Touren").await?;
    app.close().await
}

#[tokio::test]
async fn an_import_is_undone_from_its_summary() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    let file = desk.file(
        "wrong list.csv",
        "Name,Email\nWanderbuch,anke@wanderbuch.example\n",
    )?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    try_and_import(&app, "1 row").await?;
    app.find("heading", "wrong list.csv").await?;
    app.click("button", "Undo import").await?;
    app.wait_gone("button", "Undo import").await?;
    app.screenshot("import-prospects-undone").await?;
    go(&app, "Partner Marketplace").await?;
    app.hover_away().await?;
    let wanderbuch = row(&app, "Wanderbuch");
    wanderbuch.wait_gone("button", starting("Mark ")).await?;
    app.close().await
}

#[tokio::test]
async fn an_import_is_undone_after_other_changes_which_are_left_alone() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    let file = desk.file(
        "wrong list.csv",
        "Name,Email\nWanderbuch,anke@wanderbuch.example\nTalwärts,moin@talwaerts.example\n",
    )?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    try_and_import(&app, "2 rows").await?;
    app.find("heading", "wrong list.csv").await?;

    go(&app, "Partner Marketplace").await?;
    app.click("row", starting("Wanderbuch,")).await?;
    let profile = app.within("complementary", "Profile");
    let check = "Mark Wanderbuch as prospect";
    profile
        .wait_state("button", check, "pressed", "true")
        .await?;
    profile.click("button", check).await?;
    profile
        .wait_state("button", check, "pressed", "false")
        .await?;

    go(&app, "Imports").await?;
    app.click("button", containing("wrong list.csv")).await?;
    app.click("button", "Undo import").await?;
    app.wait_gone("button", "Undo import").await?;
    let said = "Left alone, for they were changed since: Wanderbuch.";
    app.wait_text("main", "Imports", said).await?;
    app.screenshot("import-prospects-left-alone").await?;
    go(&app, "Prospects").await?;
    misses(&app, "Talwärts").await?;
    // It can itself be undone.
    app.press("ctrl+z").await?;
    sees(&app, "Talwärts").await?;
    app.close().await
}
