//! The app started once more beside a window that stands, as from a file manager: without a driver.

use std::process::ExitStatus;

use anyhow::{Context, Result, ensure};
use tokio::{process::Child, time::timeout};

use super::{App, Desk, LIMIT, Launch, Look, app, until};

/// The app, which is ended when this is dropped.
pub struct Beside {
    child: Child,
    id: u32,
}

impl Beside {
    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Waits until this one or another has ended by itself, without an error, and gives the one that stands.
    ///
    /// # Errors
    /// When both stand on, or one ends with an error.
    pub async fn or_ended(mut self, mut other: Beside) -> Result<Beside> {
        let first = async {
            tokio::select! {
                ended = self.child.wait() => ended.map(|status| (status, false)),
                ended = other.child.wait() => ended.map(|status| (status, true)),
            }
        };
        let (status, this_stands) = timeout(LIMIT, first).await.context("both stand on")??;
        ensure!(status.success(), "one ended with {status}");
        Ok(if this_stands { self } else { other })
    }

    /// Ends it as a power cut would, and waits until it is gone.
    ///
    /// # Errors
    /// When it stays.
    pub async fn kill(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }

    /// Waits until it has ended by itself.
    ///
    /// # Errors
    /// When it stands on.
    pub async fn ended(mut self) -> Result<ExitStatus> {
        Ok(timeout(LIMIT, self.child.wait())
            .await
            .context("the app that was started beside another stands on")??)
    }
}

impl Desk {
    /// Starts the app once more.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn open_beside(&self, launch: &Launch) -> Result<Beside> {
        let mut command = launch.command(&app::binary()?, self.environment());
        let child = command.spawn()?;
        let id = child.id().context("it ended at once")?;
        Ok(Beside { child, id })
    }

    /// Waits until the window of this process is the one that is worked with.
    ///
    /// # Errors
    /// When another one stays so.
    pub async fn active(&self, process: u32) -> Result<()> {
        self.active_as(&format!("the window of {process} is active"), |active| {
            active == Some(process)
        })
        .await
    }

    async fn active_as(&self, what: &str, is_it: impl Fn(Option<u32>) -> bool) -> Result<()> {
        until(what, LIMIT, async || {
            let told = ["getactivewindow", "getwindowpid"];
            let told = self.display.screen().xdotool(&told).await;
            let active = told.ok().and_then(|told| told.trim().parse().ok());
            Ok(if is_it(active) {
                Look::Done(())
            } else {
                Look::NotYet(format!("it is that of {active:?}"))
            })
        })
        .await
    }

    /// Minimises the window of this process, and waits until it is not the one that is worked with.
    ///
    /// # Errors
    /// When it stays.
    pub async fn minimise(&self, process: u32) -> Result<()> {
        self.active(process).await?;
        let minimise = ["getactivewindow", "windowminimize"];
        self.display.screen().xdotool(&minimise).await?;
        self.active_as("another window is active, or none", |active| {
            active != Some(process)
        })
        .await
    }
}

impl App<'_> {
    /// The number of its process.
    ///
    /// # Errors
    /// When it has ended, or another one stands beside it.
    pub fn id(&self) -> Result<u32> {
        match self.processes()?.as_slice() {
            [one] => Ok(one.as_raw_nonzero().get().unsigned_abs()),
            others => anyhow::bail!("its processes are {others:?}"),
        }
    }
}
