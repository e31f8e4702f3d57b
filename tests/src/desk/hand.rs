//! A hand at its own pace: real keys and a real wheel, which do not wait for the window.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::{App, Name};

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

    /// Clicks on the first thing with this role and name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn presses(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        let found = self.all(role, name).await?;
        ensure!(!found.is_empty(), "no {role} to press");
        let (x, y) = found[0].middle;
        let click = ["mousemove", &x.to_string(), &y.to_string(), "click", "1"];
        self.page().screen().xdotool(&click).await?;
        Ok(())
    }

    /// Turns the wheel over the first thing with this role and name, notch after notch: down, or up where they are negative.
    ///
    /// # Errors
    /// When there is none.
    pub async fn turns(
        &self,
        role: &str,
        name: impl Into<Name>,
        notches: i32,
        pause: Duration,
    ) -> Result<()> {
        let found = self.all(role, name).await?;
        ensure!(!found.is_empty(), "no {role} to turn the wheel over");
        let (x, y) = found[0].middle;
        let (x, y) = (x.to_string(), y.to_string());
        let (times, pause) = (
            notches.unsigned_abs().to_string(),
            pause.as_millis().to_string(),
        );
        let button = if notches < 0 { "4" } else { "5" };
        let turn = [
            "mousemove",
            &x,
            &y,
            "click",
            "--repeat",
            &times,
            "--delay",
            &pause,
            button,
        ];
        self.page().screen().xdotool(&turn).await?;
        Ok(())
    }
}
