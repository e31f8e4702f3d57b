//! The first start: nothing is there, and a sample is offered.

use anyhow::Result;
use prospect_tests::desk::{Desk, starting};

use crate::steps::{go, show};

#[tokio::test]
async fn a_first_start_loads_the_sample_catalogue() -> Result<()> {
    let desk = Desk::start().await?;
    let app = desk.open().await?;
    app.find("heading", "Welcome to Prospect Desk").await?;
    app.screenshot("first-start-welcome").await?;

    app.click("button", "Load the sample catalogue").await?;
    app.find("main", "Partner Marketplace").await?;
    app.find("status", "3,000 partners").await?;
    app.screenshot("first-start-partners").await?;
    go(&app, "Creator Marketplace").await?;
    app.find("status", "2,000 creators").await?;

    // It is there the next time too, and nobody was marked or hidden by loading it.
    let app = app.restart().await?;
    app.find("status", "3,000 partners").await?;
    show(&app, "Prospects").await?;
    app.find("heading", starting("Nothing matches")).await?;
    show(&app, "Hidden").await?;
    app.find("heading", "Nothing is hidden").await?;
    app.close().await
}
