//! The operating system's own file dialog, worked as a hand works it.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};

use super::{LIMIT, Look, screen::Screen, until};

/// GTK takes no keys for a moment after its dialog is shown, and says nowhere when it does: found by trying.
const SETTLE: Duration = Duration::from_millis(250);

/// GTK looks a pasted path up before it takes the Return key: found by trying.
const LOOK_UP: Duration = Duration::from_millis(300);

/// A native dialog that stands on the screen.
pub struct Dialog<'a> {
    screen: &'a Screen,
    title: String,
}

impl<'a> Dialog<'a> {
    pub(super) async fn wait(screen: &'a Screen, title: &str) -> Result<Dialog<'a>> {
        let window = until(&format!("the dialog “{title}”"), LIMIT, async || {
            let found = screen.window(title).await;
            Ok(found.map_or_else(
                || Look::NotYet("no such window is visible".to_owned()),
                Look::Done,
            ))
        })
        .await?;
        screen
            .xdotool(&["windowactivate", "--sync", &window])
            .await?;
        tokio::time::sleep(SETTLE).await;
        Ok(Dialog {
            screen,
            title: title.to_owned(),
        })
    }

    /// Pastes a path and confirms, to open a file or to save one under that name; ends when the dialog is gone.
    ///
    /// # Errors
    /// When the dialog does not take it.
    pub async fn choose(self, path: &Path) -> Result<()> {
        let path = path.to_str().context("a path to be pasted is text")?;
        self.screen.copy(path).await?;
        self.screen.key("slash").await?;
        tokio::time::sleep(SETTLE).await;
        self.screen.key("ctrl+a").await?;
        self.screen.key("ctrl+v").await?;
        tokio::time::sleep(LOOK_UP).await;
        self.screen.key("Return").await?;
        self.gone().await
    }

    /// Leaves it by the Escape key; ends when the dialog is gone.
    ///
    /// # Errors
    /// When it stays.
    pub async fn cancel(self) -> Result<()> {
        self.screen.key("Escape").await?;
        self.gone().await
    }

    async fn gone(&self) -> Result<()> {
        let what = format!("the dialog “{}” goes", self.title);
        until(&what, LIMIT, async || {
            Ok(match self.screen.window(&self.title).await {
                None => Look::Done(()),
                Some(_) => Look::NotYet("it still stands there".to_owned()),
            })
        })
        .await
    }
}
