//! A list as a colleague sent it, mended in the dry run until nothing is wrong with it, imported, and taken back.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use encoding_rs::GBK;
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{choose, go, row},
    stock::stock,
};

/// Exported by a program of the country: two lines that are no table, semicolons, GBK. Row 1 is in the catalogue by its
/// email; 2 has an address with a slip of the finger; 3 and 4 call their business model otherwise; 5 is of a group that is
/// not there; 6 is nobody.
const PROSPECTS: &str = "\
渠道系统导出 2026年11月20日
负责人：周敏
名称;邮箱;网站;商业模式;分组;备注
山野志;bd@shanyezhi.example;;;;展会上认识
青阳户外;hello@@qingyang.example;qingyang.example;;;徒步装备测评
若溪日记;ruoxi@riji.example;riji.example;Influencer;;
北方徒步;wang@beifang-tubu.example;beifang-tubu.example;Influencer;;
远行客;lin@yuanxingke.example;yuanxingke.example;;春季新品;
测试;test;;;;请忽略
";

const FILE: &str = "渠道名单 秋季.csv";

/// Waits until the dry run counts just this.
async fn counts(app: &App<'_>, create: u32, error: u32, skipped: u32) -> Result<()> {
    let counts = format!(
        "Create {create}, Match 1, Update 0, Unchanged 0, Error {error}, Skipped {skipped}"
    );
    app.find("img", counts).await?;
    Ok(())
}

/// Waits until the window says what became of a fix.
async fn says(app: &App<'_>, sentence: &str) -> Result<()> {
    app.wait_text("main", "Imports", sentence).await?;
    Ok(())
}

/// From the file to its dry run, with what the file was taken for.
async fn try_out(desk: &Desk, app: &App<'_>, file: &Path) -> Result<()> {
    go(app, "Imports").await?;
    choose(desk, app, "Import prospects…", file).await?;
    let read = app.within("region", "Read as");
    read.find("combobox", "Encoding: GB18030").await?;
    read.find("combobox", "Delimiter: semicolon").await?;
    read.find("combobox", "Header: header in row 3").await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    app.find("button", "Import 1 row").await?;
    counts(app, 0, 5, 0).await
}

/// One value in both rows that have it: chosen from the list of business models.
async fn map_value(app: &App<'_>) -> Result<()> {
    let causes = app.within("region", "Problems by cause");
    causes
        .click("button", starting("Unknown business model 2"))
        .await?;
    app.within("grid", "Rows of the file")
        .wait_count("row", containing("Influencer"), 2)
        .await?;
    causes.click("button", "Map “Influencer”").await?;
    app.screenshot("fix-import-map").await?;
    app.within("dialog", "Map “Influencer”")
        .click("option", containing("Social Influencer"))
        .await?;
    counts(app, 2, 3, 0).await?;
    says(
        app,
        "“Influencer” is read as “Social Influencer”. 3 errors left.",
    )
    .await
}

/// One cell, written over in its place.
async fn write_cell(app: &App<'_>) -> Result<()> {
    let rows = app.within("grid", "Rows of the file");
    rows.click("button", "hello@@qingyang.example").await?;
    rows.has_focus("textbox", "Email, row 2").await?;
    app.screenshot("fix-import-cell").await?;
    rows.fill("textbox", "Email, row 2", "hello@qingyang.example")
        .await?;
    app.press("enter").await?;
    counts(app, 3, 2, 0).await?;
    says(app, "Row 2 is fine now. 2 errors left.").await?;
    // The list keeps the keyboard.
    rows.wait_gone("textbox", ANY).await?;
    Ok(())
}

#[tokio::test]
async fn a_list_is_mended_in_the_dry_run_imported_told_of_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let (bytes, _, lossy) = GBK.encode(PROSPECTS);
    ensure!(!lossy, "GBK holds every letter of it");
    let file = desk.file(FILE, &bytes)?;
    let app = desk.open().await?;
    try_out(&desk, &app, &file).await?;

    map_value(&app).await?;
    write_cell(&app).await?;
    app.within("region", "Problems by cause")
        .click("button", "Create this group")
        .await?;
    counts(&app, 4, 1, 0).await?;
    // One row is left that is wrong, and it is nobody's.
    app.press("home").await?;
    app.press("s").await?;
    counts(&app, 4, 0, 1).await?;
    says(&app, "1 row skipped. No errors left.").await?;
    app.screenshot("fix-import-mended").await?;

    // Each fix can be taken back and made again; the group is none of them.
    app.find("button", "3 fixes").await?;
    app.press("ctrl+z").await?;
    counts(&app, 4, 1, 0).await?;
    app.find("button", "2 fixes").await?;
    app.press("ctrl+y").await?;
    counts(&app, 4, 0, 1).await?;

    app.click("button", "Import 5 rows").await?;
    app.find("heading", FILE).await?;
    app.find("img", starting("Create 4, Match 1,")).await?;
    app.screenshot("fix-import-summary").await?;
    let note = desk
        .notifications()?
        .wait_for(|note| note.summary == "Prospects imported")
        .await?;
    assert_eq!(note.body, "4 new, 1 matched");
    let now = fs::read(&file).context("the file that was imported")?;
    assert_eq!(now, &*bytes, "the file itself is never written");

    app.click("button", "Undo import").await?;
    app.wait_gone("button", "Undo import").await?;
    app.screenshot("fix-import-undone").await?;
    go(&app, "Partner Marketplace").await?;
    app.hover_away().await?;
    row(&app, "山野志")
        .wait_gone("button", starting("Mark "))
        .await?;
    app.close().await
}
