//! What is seen on a display, whatever a page says of itself.

use anyhow::{Context, Result};
use x11rb::{
    connection::Connection as _,
    protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, ImageFormat, Screen},
    rust_connection::RustConnection,
};

/// What looks at a display.
pub struct Eye {
    connection: RustConnection,
    screen: usize,
}

impl Eye {
    pub fn on(display: &str) -> Result<Eye> {
        let (connection, screen) = x11rb::connect(Some(display))?;
        Ok(Eye { connection, screen })
    }

    fn screen(&self) -> Result<&Screen> {
        let screens = &self.connection.setup().roots;
        screens.get(self.screen).context("no screen")
    }

    /// The middle of the display, four bytes a pixel.
    pub fn pixels(&self) -> Result<Vec<u8>> {
        let screen = self.screen()?;
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        let (x, y) = (i16::try_from(width / 4)?, i16::try_from(height / 3)?);
        self.part((x, y), (width / 2, height / 3))
    }

    /// The whole display, four bytes a pixel.
    pub fn all(&self) -> Result<Vec<u8>> {
        let screen = self.screen()?;
        self.part((0, 0), (screen.width_in_pixels, screen.height_in_pixels))
    }

    fn part(&self, (x, y): (i16, i16), (width, height): (u16, u16)) -> Result<Vec<u8>> {
        let (format, root) = (ImageFormat::Z_PIXMAP, self.screen()?.root);
        let asked = self
            .connection
            .get_image(format, root, x, y, width, height, !0)?;
        Ok(asked.reply()?.data)
    }

    /// Makes it black, but for what windows paint again.
    pub fn wipe(&self) -> Result<()> {
        let root = self.screen()?.root;
        let black = ChangeWindowAttributesAux::new().background_pixel(0);
        self.connection.change_window_attributes(root, &black)?;
        self.connection
            .clear_area(false, root, 0, 0, 0, 0)?
            .check()?;
        Ok(())
    }
}
