//! How long it takes until somebody who starts the app sees rows. It is started as they start it: a driver asks things of the
//! window before its page may come, and would be measured too.

use std::{
    collections::HashSet,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use super::{Desk, LIMIT, Launch, app, eye::Eye, process};

/// More colours than an empty window has, or one that waits: the edges of letters are smoothed in many.
const COLOURS: usize = 100;
/// How often is looked.
const PAUSE: Duration = Duration::from_millis(4);
/// By what the app is found again and ended.
const MARK: (&str, &str) = ("PROSPECT_DESK_WATCHED", "true");

impl Desk {
    /// Starts the app with a workspace that has rows to show, and ends it as soon as they are seen.
    ///
    /// # Errors
    /// When none are seen in time.
    pub async fn until_rows(&self, launch: &Launch) -> Result<Duration> {
        let mut environment = self.environment();
        environment.push((MARK.0.to_owned(), MARK.1.to_owned()));
        let display = self.display.name().to_owned();
        wipe(&display)?;
        let mut command = launch.command(&app::binary()?, environment);
        let begun = Instant::now();
        let running = process::Running::start(&mut command)?;
        let seen = tokio::task::spawn_blocking(move || look(&display, begun)).await?;
        drop(running);
        let mark = process::variable(MARK.0, MARK.1.as_ref());
        process::end_all_with(&[&app::home_of(self), &mark]);
        seen
    }
}

/// Looks at the middle of the display until there are letters.
fn look(display: &str, begun: Instant) -> Result<Duration> {
    let eye = Eye::on(display)?;
    while begun.elapsed() < LIMIT {
        let pixels = eye.pixels()?;
        let seen = begun.elapsed();
        if has_letters(&pixels) {
            return Ok(seen);
        }
        thread::sleep(PAUSE);
    }
    bail!("no rows are seen")
}

/// Wipes the display until nothing is seen: what a window showed that was ended stays on it, and its end takes a moment to be heard.
fn wipe(display: &str) -> Result<()> {
    let eye = Eye::on(display)?;
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        eye.wipe()?;
        if colours(&eye.pixels()?) == 1 {
            return Ok(());
        }
        thread::sleep(PAUSE);
    }
    bail!("the display does not become empty")
}

/// Whether somebody wrote something there.
pub(super) fn has_letters(pixels: &[u8]) -> bool {
    colours(pixels) > COLOURS
}

fn colours(pixels: &[u8]) -> usize {
    pixels.chunks_exact(4).collect::<HashSet<_>>().len()
}
