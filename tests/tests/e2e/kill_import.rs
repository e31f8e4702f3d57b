//! The app is ended without a word in the midst of a long import, as by a power cut: nothing of it is left, nothing is held, and it
//! opens again as it was.

use std::time::Instant;

use anyhow::{Result, ensure};
use jiff::Timestamp;
use prospect_core::{changes::Op, error::OpenError, workspace::Workspace};
use prospect_sample::GROUPS;
use prospect_tests::desk::{Desk, LIMIT, Look, starting, until};

use crate::{
    cancel_import::{in_its_midst, long_list, rows, the_next_one_works},
    steps::{choose, go},
    stock::stock_with,
};

#[tokio::test]
async fn an_app_that_is_killed_in_the_midst_of_an_import_opens_again_as_it_was() -> Result<()> {
    let desk = Desk::start().await?;
    let groups = GROUPS.iter().map(|name| Op::CreateGroup {
        name: (*name).to_owned(),
    });
    let workspace = stock_with(&desk, &groups.collect::<Vec<_>>())?;
    let before = Workspace::open(&workspace, Timestamp::now())?.overview()?;
    let rows = rows()?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    let list = long_list(&desk, rows)?;
    choose(&desk, &app, "Import prospects…", &list).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    let place = app.within("main", "Imports");
    place.click("button", starting("Import ")).await?;
    let done = in_its_midst(&app, rows).await?;
    app.kill().await?;

    // The lock that it left holds nothing. The system takes a process's memory first, and lets go of its locks a little later.
    let begun = Instant::now();
    let open = until("the lock of the dead", LIMIT, async || {
        Ok(match Workspace::open(&workspace, Timestamp::now()) {
            Err(OpenError::InUse { .. }) => Look::NotYet("it is held".to_owned()),
            opened => Look::Done(opened?),
        })
    })
    .await?;
    println!(
        "killed after {done} of {rows} rows, reopened in {:?}",
        begun.elapsed()
    );
    ensure!(open.overview()? == before, "{:?}", open.overview()?);
    assert_eq!(open.check()?.findings, []);
    drop(open);

    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    the_next_one_works(&desk, &app).await?;
    app.close().await
}
