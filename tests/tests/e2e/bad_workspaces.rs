//! Workspaces that cannot be opened: the window says why and what can be done, and the file stays as it was.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use anyhow::Result;
use jiff::Timestamp;
use prospect_core::workspace::Workspace;
use prospect_tests::desk::{ANY, App, Desk, Launch, containing};

use crate::{
    steps::{go, sees},
    stock::stock,
};

/// Where SQLite keeps the version of a file, as four bytes with the highest first.
const USER_VERSION: std::ops::Range<usize> = 60..64;

/// From now on the shell says that the workspace lies on another computer, which no test can have.
const ON_NETWORK: &str = "const real = window.fetch; window.fetch = async (...asked) => { \
    const answer = await real(...asked); \
    if (!String(asked[0]).endsWith('/overview')) return answer; \
    const told = { ...(await answer.json()), onNetwork: true }; \
    return new Response(JSON.stringify(told), { status: answer.status, headers: answer.headers }); }";

async fn open<'a>(desk: &'a Desk, workspace: &Path) -> Result<App<'a>> {
    let launch = Launch::default()
        .arg("--workspace")
        .arg(workspace.display().to_string());
    desk.open_with(launch).await
}

/// What the window says instead of a list.
async fn says(app: &App<'_>, what: &str, advice: &str, shot: &str) -> Result<()> {
    let alert = app.wait_text("alert", ANY, what).await?;
    assert!(alert.text.contains(advice), "{}", alert.text);
    app.screenshot(shot).await?;
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_workspace_stays_as_it_is() -> Result<()> {
    let desk = Desk::start().await?;
    let letter = "Dear Anke,\n\nthank you for the list.\n";
    let file = desk.file("letter.prospects", letter)?;
    let app = open(&desk, &file).await?;
    let what = "“letter.prospects” is no workspace, or is damaged".to_owned();
    says(
        &app,
        &what,
        "That file was not touched.",
        "bad-workspaces-letter",
    )
    .await?;
    for way_on in ["Try again", "Open another…", "Make a new one…"] {
        app.within("alert", ANY).find("button", way_on).await?;
    }
    assert_eq!(fs::read_to_string(&file)?, letter);

    // In Chinese at once, without a restart.
    app.click("radio", "简体中文").await?;
    let what = "“letter.prospects”不是工作区文件，或已损坏".to_owned();
    says(&app, &what, "该文件未被改动。", "bad-workspaces-letter-zh").await?;
    app.close().await
}

#[tokio::test]
async fn a_workspace_of_a_newer_version_is_left_alone() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock(&desk)?;
    let mut bytes = fs::read(&path)?;
    bytes[USER_VERSION].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&path, &bytes)?;
    let app = desk.open().await?;
    let what = "was written by a later version of Prospect Desk (format 99,";
    says(
        &app,
        what,
        "Install the latest version",
        "bad-workspaces-newer",
    )
    .await?;
    app.click("radio", "简体中文").await?;
    says(
        &app,
        "（格式 99，",
        "请安装最新版本的",
        "bad-workspaces-newer-zh",
    )
    .await?;
    app.close().await?;
    assert_eq!(fs::read(&path)?, bytes);
    Ok(())
}

#[tokio::test]
async fn a_workspace_that_is_open_elsewhere_opens_once_it_is_free() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock(&desk)?;
    let elsewhere = Workspace::open(&path, Timestamp::now())?;
    let app = desk.open().await?;
    let what = "is open in another window or program";
    says(
        &app,
        what,
        "Close it there and try again",
        "bad-workspaces-in-use",
    )
    .await?;
    drop(elsewhere);
    app.click("button", "Try again").await?;
    app.find("status", "6 partners").await?;
    app.close().await
}

#[tokio::test]
async fn a_missing_workspace_is_named_and_another_can_be_made() -> Result<()> {
    let desk = Desk::start().await?;
    let file = desk.file("plain.txt", "not a folder")?;
    let below = file.join("Fjellvik.prospects");
    let app = open(&desk, &below).await?;
    let what = below.display().to_string();
    says(
        &app,
        &what,
        "Nothing was changed.",
        "bad-workspaces-below-a-file",
    )
    .await?;
    assert_eq!(fs::read_to_string(&file)?, "not a folder");

    let beside = file.with_file_name("Fjellvik Outdoor.prospects");
    app.click("button", "Make a new one…").await?;
    desk.dialog("Make a new workspace")
        .await?
        .choose(&beside)
        .await?;
    app.find("heading", "Welcome to Prospect Desk").await?;
    assert!(beside.exists());
    let mode = fs::metadata(&beside)?.permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "its owner alone may read it");
    app.screenshot("bad-workspaces-made").await?;
    app.close().await
}

#[tokio::test]
async fn a_workspace_in_a_network_folder_is_warned_of() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    sees(&app, "Wanderbuch").await?;
    app.execute(ON_NETWORK).await?;
    app.press("home").await?;
    app.press("p").await?;
    app.find("status", containing("lies in a network folder"))
        .await?;
    go(&app, "Settings").await?;
    let note = app.wait_text("note", ANY, "network folder").await?;
    assert!(note.text.contains("back it up to the network instead"));
    app.screenshot("bad-workspaces-network").await?;
    app.click("radio", "简体中文").await?;
    app.wait_text("note", ANY, "此工作区位于网络文件夹中")
        .await?;
    app.screenshot("bad-workspaces-network-zh").await?;
    app.close().await
}
