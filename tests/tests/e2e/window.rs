//! The window itself, whatever stands in it.

use std::fs;

use anyhow::Result;
use prospect_tests::desk::{Desk, Size};

use crate::{steps::sees, stock::stock};

/// What the page has to itself.
const INSIDE: &str = "return `${document.title} ${innerWidth}x${innerHeight}`";

#[tokio::test]
async fn it_opens_and_opens_again_after_it_was_closed() -> Result<()> {
    let desk = Desk::start().await?;
    let app = desk.open().await?;
    assert_eq!(app.execute(INSIDE).await?, "Prospect Desk 1440x900");
    let app = app.restart().await?;
    assert_eq!(app.execute(INSIDE).await?, "Prospect Desk 1440x900");
    app.close().await
}

#[tokio::test]
async fn it_opens_on_a_small_screen() -> Result<()> {
    let desk = Desk::builder().size(Size::SMALL).start().await?;
    let app = desk.open().await?;
    assert_eq!(app.execute(INSIDE).await?, "Prospect Desk 1024x700");
    app.close().await
}

/// For Chinese GTK would take an input method with which WebKitGTK paints nothing any more.
#[tokio::test]
async fn in_chinese_what_is_typed_is_seen() -> Result<()> {
    let desk = Desk::builder().language("zh_CN.UTF-8").start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    sees(&app, "Wanderbuch").await?;
    app.press("/").await?;
    for word in ["wander", "nordlicht", "wander"] {
        app.press("ctrl+a").await?;
        app.seen(async || app.type_text(word).await).await?;
    }
    app.close().await
}

#[tokio::test]
async fn it_opens_again_after_a_power_cut() -> Result<()> {
    let desk = Desk::start().await?;
    desk.open().await?.kill().await?;
    let app = desk.open().await?;
    assert_eq!(app.execute(INSIDE).await?, "Prospect Desk 1440x900");
    app.close().await
}

#[tokio::test]
async fn after_it_was_closed_the_workspace_is_one_file() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    sees(&app, "Wanderbuch").await?;
    app.press("home").await?;
    app.press("p").await?;
    app.find("button", "Undo").await?;
    app.close().await?;
    let files: Vec<String> = fs::read_dir(desk.data())?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    let log_of_sqlite = |name: &&String| name.ends_with("-wal") || name.ends_with("-shm");
    assert_eq!(files.iter().find(log_of_sqlite), None, "{files:?}");
    assert!(files.iter().any(|name| name == "Prospect Desk.prospects"));
    Ok(())
}
