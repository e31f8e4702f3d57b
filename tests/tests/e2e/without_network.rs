//! No network: the window runs, webview and all, where asking for a network socket is death.

use std::path::Path;

use anyhow::{Result, ensure};
use jiff::Timestamp;
use prospect_core::workspace::Workspace;
use prospect_tests::desk::{Desk, Launch};

use crate::stock::stock;

#[tokio::test]
async fn the_window_opens_no_network_socket() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock(&desk)?;
    let closed = Path::new(env!("CARGO_BIN_EXE_without_network"));
    let app = desk.open_through(closed, &Launch::default()).await?;
    let began = app.processes()?;
    ensure!(app.is_filtered()?, "one of {began:?} may do all");

    // A mark, a profile, places, a search: most of what there is between page and shell.
    app.press(&["Home"]).await?;
    app.press(&["p"]).await?;
    app.press(&["Return"]).await?;
    app.press(&["Escape"]).await?;
    app.press(&["g", "i"]).await?;
    app.press(&["g", "comma"]).await?;
    app.press(&["g", "c"]).await?;
    app.press(&["slash"]).await?;
    app.press(&["a", "n", "o", "u", "k"]).await?;
    desk.screenshot("without-network").await?;

    // None was killed, and begun anew.
    let stands = app.processes()?;
    ensure!(stands == began, "{began:?} became {stands:?}");
    for program in ["WebKitWebProces", "WebKitNetworkPr"] {
        let runs = began.iter().any(|(name, _)| name == program);
        ensure!(runs, "no {program} in {began:?}");
    }
    let (status, signal) = app.close().await?;
    ensure!(status.success(), "{status}, signal {signal:?}");

    let workspace = Workspace::open(&path, Timestamp::now())?;
    let prospects = workspace.overview()?.prospects;
    ensure!(prospects == 1, "{prospects} were marked");
    Ok(())
}
