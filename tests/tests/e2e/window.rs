//! The window itself, whatever stands in it.

use anyhow::Result;
use prospect_tests::desk::{Desk, Size};

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

#[tokio::test]
async fn it_opens_again_after_a_power_cut() -> Result<()> {
    let desk = Desk::start().await?;
    desk.open().await?.kill().await?;
    let app = desk.open().await?;
    assert_eq!(app.execute(INSIDE).await?, "Prospect Desk 1440x900");
    app.close().await
}
