//! A hand at its own pace: real keys and a real wheel, which do not wait for the window.

use std::time::Duration;

use anyhow::Result;

use super::{App, Name, Part};

impl App<'_> {
    /// Presses a key of the keyboard so many times, as xdotool calls it: `j`, `Next`, `ctrl+a`.
    ///
    /// # Errors
    /// When there is no such key.
    pub async fn keys(&self, key: &str, times: u32, pause: Duration) -> Result<()> {
        let (times, pause) = (times.to_string(), pause.as_millis().to_string());
        let press = [
            "key",
            "--delay",
            &pause,
            "--repeat",
            &times,
            "--repeat-delay",
            &pause,
            key,
        ];
        self.page().screen().xdotool(&press).await?;
        Ok(())
    }

    /// Types letters.
    ///
    /// # Errors
    /// When the keyboard has no such letters.
    pub async fn types(&self, text: &str, pause: Duration) -> Result<()> {
        let pause = pause.as_millis().to_string();
        self.page()
            .screen()
            .xdotool(&["type", "--delay", &pause, text])
            .await?;
        Ok(())
    }
}

impl Part {
    /// Clicks on the first thing with this role and name.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn presses(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        let (x, y) = self.middle_of(role, name).await?;
        let click = ["mousemove", &x.to_string(), &y.to_string(), "click", "1"];
        self.page().screen().xdotool(&click).await?;
        Ok(())
    }

    /// Turns the wheel over the first thing with this role and name, notch after notch: down, or up where they are negative.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn turns(
        &self,
        role: &str,
        name: impl Into<Name>,
        notches: i32,
        pause: Duration,
    ) -> Result<()> {
        let (x, y) = self.middle_of(role, name).await?;
        let (x, y, pause) = (x.to_string(), y.to_string(), pause.as_millis().to_string());
        let times = notches.unsigned_abs().to_string();
        let button = if notches < 0 { "4" } else { "5" };
        let mut turn = vec!["mousemove", &x, &y, "click", "--repeat", &times];
        turn.extend(["--delay", &pause, button]);
        self.page().screen().xdotool(&turn).await?;
        Ok(())
    }
}
