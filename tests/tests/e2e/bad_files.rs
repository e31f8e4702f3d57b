//! Files that cannot be imported: the window says what they are, and nothing changes.

use std::{fs, path::Path};

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk};

use crate::{
    steps::{choose, go},
    stock::stock,
};

/// The beginning of a picture.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3\xffa";

/// What the window is to say about a file.
struct Problem {
    happened: &'static str,
    kept: &'static str,
    advice: &'static str,
}

/// Chooses a file under Imports, and reads what the window says of it.
async fn expect(
    desk: &Desk,
    app: &App<'_>,
    file: &Path,
    problem: &Problem,
    shot: &str,
) -> Result<()> {
    choose(desk, app, "Import prospects…", file).await?;
    app.find("heading", problem.happened).await?;
    let alert = app.wait_text("alert", ANY, problem.happened).await?;
    assert!(alert.text.contains(problem.kept), "{}", alert.text);
    assert!(alert.text.contains(problem.advice), "{}", alert.text);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    assert!(alert.text.contains(&*name), "{}", alert.text);
    app.screenshot(shot).await?;
    Ok(())
}

/// Nothing was imported, and the partners are those from before.
async fn unchanged(app: &App<'_>) -> Result<()> {
    app.within("alert", ANY).click("button", "Cancel").await?;
    app.find("table", "Past imports").await?;
    // The catalogue that was there from the beginning, and the head of the table.
    app.within("table", "Past imports")
        .wait_count("row", ANY, 2)
        .await?;
    go(app, "Partner Marketplace").await?;
    app.find("status", "6 partners").await?;
    go(app, "Imports").await
}

#[tokio::test]
async fn files_that_are_no_lists_are_refused_with_the_reason() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;

    let empty = desk.file("empty.csv", "")?;
    let problem = Problem {
        happened: "The file is empty",
        kept: "The file itself was not touched, and nothing was imported.",
        advice: "Choose a file with a header and rows.",
    };
    expect(&desk, &app, &empty, &problem, "bad-files-empty").await?;
    unchanged(&app).await?;

    let picture = desk.file("holiday.csv", PNG)?;
    let problem = Problem {
        happened: "The file is neither text nor a spreadsheet: it looks like PNG",
        kept: "nothing was imported",
        advice: "Choose a CSV file or a spreadsheet.",
    };
    expect(&desk, &app, &picture, &problem, "bad-files-picture").await?;
    unchanged(&app).await?;
    assert_eq!(fs::read(&picture)?, PNG);
    app.close().await
}

#[tokio::test]
async fn columns_that_are_missing_are_named_before_a_dry_run() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    let file = desk.file("colours.csv", "Colour,Price\nred,12\nblue,14\n")?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    let place = app.text_of("main", "Imports").await?;
    assert!(place.contains("No column gives Email."), "{place}");
    assert!(
        place.contains("No column gives Name or Website."),
        "{place}"
    );
    app.screenshot("bad-files-columns").await?;
    // It cannot be tried as it is.
    app.wait_state("button", "Start dry run", "disabled", "true")
        .await?;
    app.click("button", "Cancel").await?;
    app.find("table", "Past imports").await?;
    app.close().await
}

#[tokio::test]
async fn a_file_that_vanishes_is_told_of_and_taken_once_it_is_back() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    let list = "Name,Email\nTalwärts,moin@talwaerts.example\n";
    let file = desk.file("on a stick.csv", list)?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    fs::remove_file(&file)?;
    app.click("button", "Start dry run").await?;
    app.find("heading", "The file is not there any more")
        .await?;
    let alert = app.wait_text("alert", ANY, "Nothing was changed.").await?;
    assert!(alert.text.contains("connect its drive"), "{}", alert.text);
    app.screenshot("bad-files-vanished").await?;
    // Back again, it is tried as if nothing had been.
    fs::write(&file, list)?;
    app.click("button", "Try again").await?;
    app.find("button", "Import 1 row").await?;

    // It changes after the dry run was seen: what was seen is not what would be written.
    fs::write(
        &file,
        format!("{list}Isar Radler,hallo@isar-radler.example\n"),
    )?;
    app.click("button", "Import 1 row").await?;
    app.find("heading", "The file has changed since the dry run")
        .await?;
    app.screenshot("bad-files-changed").await?;
    app.click("button", "Run the dry run anew").await?;
    app.find("button", "Import 2 rows").await?;
    app.close().await
}

#[tokio::test]
async fn the_reasons_are_told_in_chinese_too() -> Result<()> {
    let desk = Desk::builder().language("zh_CN.UTF-8").start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "导入").await?;
    let files = [
        ("空.csv", &b""[..], "文件是空的"),
        (
            "照片.csv",
            PNG,
            "该文件既不是文本文件，也不是电子表格：看起来是 PNG",
        ),
    ];
    for (name, content, happened) in files {
        let file = desk.file(name, content)?;
        app.click("button", "导入潜在客户…").await?;
        desk.dialog("选择要导入的文件").await?.choose(&file).await?;
        app.find("heading", happened).await?;
        let alert = app
            .wait_text("alert", ANY, "文件本身未被改动，也未导入任何内容。")
            .await?;
        assert!(alert.text.contains(name), "{}", alert.text);
        app.screenshot(&format!("bad-files-zh-{}", content.len()))
            .await?;
        app.within("alert", ANY).click("button", "取消").await?;
    }
    app.close().await
}
