//! An import of a long list that is cancelled in its midst: nothing of it is left, and the next one works.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Result, ensure};
use prospect_core::changes::Op;
use prospect_sample::{GROUPS, Size, write_prospects};
use prospect_tests::desk::{ANY, App, Desk, LIMIT, Look, starting, until};

use crate::{
    steps::{choose, go, sees, try_and_import},
    stock::stock_with,
};

/// Rows of the list: enough that its import takes seconds, in a build for tests as well. A million are set by
/// `PROSPECT_DESK_ROWS`, for a run by hand.
const ROWS: u32 = 200_000;

/// Of how many rows one is to be imported before it is cancelled.
const MIDST: u32 = 4;

pub fn rows() -> Result<u32> {
    std::env::var("PROSPECT_DESK_ROWS").map_or(Ok(ROWS), |rows| Ok(rows.parse()?))
}

/// Waits for the import to be in its midst; how many rows it has taken by then.
pub async fn in_its_midst(app: &App<'_>, rows: u32) -> Result<u32> {
    until("the import in its midst", LIMIT, async || {
        let bar = app.all("progressbar", starting("Importing")).await?;
        let said = bar.first().and_then(|bar| bar.states.get("valuetext"));
        let said = said.map(String::as_str).unwrap_or_default();
        let (done, _) = said.split_once(" of ").unwrap_or_default();
        Ok(match done.replace(',', "").parse::<u32>() {
            Ok(done) if done >= rows / MIDST => Look::Done(done),
            _ => Look::NotYet(format!("it says “{said}”")),
        })
    })
    .await
}

/// What the workspace takes on the disk, and its log of what is not yet in it; nothing where there is none.
fn sizes(workspace: &Path) -> Result<(u64, Option<u64>)> {
    let mut log = workspace.as_os_str().to_owned();
    log.push("-wal");
    let log = fs::metadata(log).ok().map(|log| log.len());
    Ok((fs::metadata(workspace)?.len(), log))
}

pub fn long_list(desk: &Desk, rows: u32) -> Result<PathBuf> {
    let list = desk.file("everybody.csv", "")?;
    let mut out = BufWriter::new(File::create(&list)?);
    write_prospects(&mut out, Size::SHIPPED, rows)?;
    out.flush()?;
    Ok(list)
}

/// Leaves the import: there is none but that of the catalogue, and nobody but whom it had.
async fn nothing_came(app: &App<'_>) -> Result<()> {
    app.click("button", "Back").await?;
    app.click("button", "Cancel").await?;
    // The head of the table is a row as well.
    app.within("table", "Past imports")
        .wait_count("row", ANY, 2)
        .await?;
    go(app, "Partner Marketplace").await?;
    app.find("status", "6 partners").await?;
    go(app, "Prospects").await?;
    app.find("heading", "No prospects yet").await?;
    Ok(())
}

pub async fn the_next_one_works(desk: &Desk, app: &App<'_>) -> Result<()> {
    let next = desk.file(
        "next.csv",
        "Name,Email\nNordlicht Touren,post@nordlicht.example\nTalwärts,moin@talwaerts.example\n",
    )?;
    go(app, "Imports").await?;
    choose(desk, app, "Import prospects…", &next).await?;
    try_and_import(app, "2 rows").await?;
    app.find("img", starting("Create 2,")).await?;
    go(app, "Prospects").await?;
    sees(app, "Talwärts").await
}

#[tokio::test]
async fn an_import_that_is_cancelled_in_its_midst_leaves_nothing() -> Result<()> {
    let desk = Desk::start().await?;
    let groups = GROUPS.iter().map(|name| Op::CreateGroup {
        name: (*name).to_owned(),
    });
    let workspace = stock_with(&desk, &groups.collect::<Vec<_>>())?;
    let rows = rows()?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    let list = long_list(&desk, rows)?;
    let before = sizes(&workspace)?;
    choose(&desk, &app, "Import prospects…", &list).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    let place = app.within("main", "Imports");
    place.find("button", starting("Import ")).await?;
    let counts = app.find("img", starting("Create ")).await?.name;

    let begun = Instant::now();
    place.click("button", starting("Import ")).await?;
    let done = in_its_midst(&app, rows).await?;
    let took = begun.elapsed();
    let asked = Instant::now();
    app.press("escape").await?;
    // The dry run is there again as it was, with all that was mended in it.
    app.find("img", counts).await?;
    let answered = asked.elapsed();
    let rest = took.mul_f64(f64::from(rows - done) / f64::from(done));
    println!("{done} of {rows} rows after {took:?}, cancelled within {answered:?} of {rest:?}");
    ensure!(
        answered < rest / 2,
        "cancelled within {answered:?}, where the rest would have taken {rest:?}"
    );
    app.screenshot("cancel-import-cancelled").await?;
    // Not a page of it stays, in the file or in its log.
    assert_eq!(sizes(&workspace)?, before);

    nothing_came(&app).await?;
    the_next_one_works(&desk, &app).await?;
    app.close().await?;

    let path = workspace.display().to_string();
    let check = desk.prospects(&["--workspace", &path, "check"]).await?;
    ensure!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stdout)
    );
    assert_eq!(sizes(&workspace)?.1, None, "its log went with the app");
    Ok(())
}
