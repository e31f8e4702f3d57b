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
    protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, ImageFormat, Screen},
    rust_connection::RustConnection,
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

/// Looks at the middle of the display until there are letters.
fn look(display: &str, begun: Instant) -> Result<Duration> {
    let eye = Eye::on(display)?;
    while begun.elapsed() < LIMIT {
        let pixels = eye.pixels()?;
        let seen = begun.elapsed();
        if colours(&pixels) > COLOURS {
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

fn colours(pixels: &[u8]) -> usize {
    pixels.chunks_exact(4).collect::<HashSet<_>>().len()
}

/// What looks at a display.
struct Eye {
    connection: RustConnection,
    screen: usize,
}

impl Eye {
    fn on(display: &str) -> Result<Eye> {
        let (connection, screen) = x11rb::connect(Some(display))?;
        Ok(Eye { connection, screen })
    }

    fn screen(&self) -> Result<&Screen> {
        let screens = &self.connection.setup().roots;
        screens.get(self.screen).context("no screen")
    }

    /// The middle of the display, four bytes a pixel.
    fn pixels(&self) -> Result<Vec<u8>> {
        let screen = self.screen()?;
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        let (x, y) = (i16::try_from(width / 4)?, i16::try_from(height / 3)?);
        let (format, root) = (ImageFormat::Z_PIXMAP, screen.root);
        let asked = self
            .connection
            .get_image(format, root, x, y, width / 2, height / 3, !0)?;
        Ok(asked.reply()?.data)
    }

    fn wipe(&self) -> Result<()> {
        let root = self.screen()?.root;
        let black = ChangeWindowAttributesAux::new().background_pixel(0);
        self.connection.change_window_attributes(root, &black)?;
        self.connection
            .clear_area(false, root, 0, 0, 0, 0)?
            .check()?;
        Ok(())
    }
}
