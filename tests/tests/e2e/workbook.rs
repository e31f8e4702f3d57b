//! A spreadsheet, chosen as it is: its sheet is named, and what only text files have is not asked.

use std::{fs, path::Path};

use anyhow::Result;
use prospect_tests::desk::{Desk, containing, starting};

use crate::{
    steps::{choose, go},
    stock::stock,
};

#[tokio::test]
async fn a_workbook_is_read_by_its_sheet() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let file = desk.file("代理名单 2026.xlsx", fs::read(folder.join("sheets.xlsx"))?)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    app.find("heading", "Match the columns").await?;
    let read = app.within("region", "Read as");
    read.find("combobox", starting("Sheet: Partners & creators"))
        .await?;
    read.find("combobox", "Header: header in row 4").await?;
    read.wait_gone("combobox", starting("Encoding")).await?;
    read.wait_gone("combobox", starting("Delimiter")).await?;
    app.screenshot("workbook-columns").await?;
    app.click("button", "Start dry run").await?;
    app.within("grid", "Rows of the file")
        .find("row", containing("bd@shanyezhi.example"))
        .await?;
    app.screenshot("workbook-dry-run").await?;
    app.close().await
}
