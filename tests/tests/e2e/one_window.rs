//! One workspace, one who writes: a second start brings the window to the front, and the command line keeps off.

use std::fs;
use std::os::unix::fs::symlink;

use anyhow::Result;
use jiff::Timestamp;
use prospect_core::workspace::Workspace;
use prospect_tests::desk::{Desk, Launch};

use crate::stock::stock;

#[tokio::test]
async fn a_second_start_brings_the_window_to_the_front_and_ends() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock(&desk)?;
    let app = desk.open().await?;
    let first = app.id()?;
    app.find("status", "6 partners").await?;

    // Two windows on two workspaces are as it should be.
    let other = desk.file("Fjellvik 客户 list.prospects", "")?;
    fs::remove_file(&other)?;
    drop(Workspace::create(&other, Timestamp::now())?);
    let named = |path: &std::path::Path| Launch::default().arg(path.display().to_string());
    let beside = desk.open_beside(&named(&other))?;
    desk.active(beside.id()).await?;

    // One covers the other.
    let again = desk.open_beside(&Launch::default())?;
    let ended = again.ended().await?;
    assert!(ended.success(), "{ended}");
    desk.active(first).await?;
    let again = desk.open_beside(&named(&other))?;
    let ended = again.ended().await?;
    assert!(ended.success(), "{ended}");
    desk.active(beside.id()).await?;

    // One is minimised, and called by another name of its file.
    desk.open_beside(&Launch::default())?.ended().await?;
    desk.minimise(first).await?;
    let link = desk.file("link.prospects", "")?;
    fs::remove_file(&link)?;
    symlink(&path, &link)?;
    let again = desk.open_beside(&named(&link))?;
    let ended = again.ended().await?;
    assert!(ended.success(), "{ended}");
    desk.active(first).await?;
    app.find("status", "6 partners").await?;

    // A window that was killed is nobody's: its workspace opens.
    beside.kill().await?;
    let next = desk.open_beside(&named(&other))?;
    desk.active(next.id()).await?;
    next.kill().await?;
    desk.open_beside(&Launch::default())?.ended().await?;
    desk.active(first).await?;
    app.close().await
}

#[tokio::test]
async fn of_two_that_are_started_at_once_one_stays() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    for _ in 0..3 {
        let one = desk.open_beside(&Launch::default())?;
        let other = desk.open_beside(&Launch::default())?;
        let stays = one.or_ended(other).await?;
        desk.active(stays.id()).await?;
        stays.kill().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_command_line_keeps_off_a_workspace_that_a_window_has_open() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    let before = fs::read(&path)?;
    let ran = desk.prospects(&["groups", "add", "VIP"]).await?;
    let said = String::from_utf8(ran.stderr)?;
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("is in use by another window"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(ran.stdout.is_empty());
    assert_eq!(fs::read(&path)?, before);
    app.close().await?;
    let ran = desk.prospects(&["groups", "add", "VIP"]).await?;
    assert!(ran.status.success(), "it may once the window is closed");
    Ok(())
}
