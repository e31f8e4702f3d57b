//! How long it takes until somebody who starts the app sees rows. It is started as they start it: a driver asks things of the
//! window before its page may come, and would be measured too.

use std::{
    collections::HashSet,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use x11rb::{
    connection::Connection as _,
    protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, ImageFormat},
};

use super::{Desk, LIMIT, Launch, app, process};

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

/// Wipes the display: what a window showed that was ended stays on it.
fn wipe(display: &str) -> Result<()> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection
        .setup()
        .roots
        .get(screen)
        .context("no screen")?
        .root;
    let black = ChangeWindowAttributesAux::new().background_pixel(0);
    connection.change_window_attributes(root, &black)?;
    connection.clear_area(false, root, 0, 0, 0, 0)?.check()?;
    Ok(())
}

/// Looks at the middle of the display until there are letters.
fn look(display: &str, begun: Instant) -> Result<Duration> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let screen = connection.setup().roots.get(screen).context("no screen")?;
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let (x, y) = (i16::try_from(width / 4)?, i16::try_from(height / 3)?);
    while begun.elapsed() < LIMIT {
        let pixels = connection
            .get_image(
                ImageFormat::Z_PIXMAP,
                screen.root,
                x,
                y,
                width / 2,
                height / 3,
                !0,
            )?
            .reply()?
            .data;
        let seen = begun.elapsed();
        let colours: HashSet<&[u8]> = pixels.chunks_exact(4).collect();
        if colours.len() > COLOURS {
            return Ok(seen);
        }
        thread::sleep(PAUSE);
    }
    bail!("no rows are seen")
}
