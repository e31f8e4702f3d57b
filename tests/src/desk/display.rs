//! A display without a screen, and a window manager on it.

use std::fs;

use anyhow::{Context, Result};

use super::{
    LIMIT, Look,
    home::Home,
    process::{Running, command},
    screen::Screen,
    until,
};

/// The app's window fills the display without a frame, so that a picture has the exact size; dialogs keep theirs.
/// Alt+F4 closes a window as everywhere. [`HEARD`] adds a desktop, which nothing shows, so that it can be told that keys are heard.
const WINDOW_MANAGER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number></desktops>
  <keyboard>
    <keybind key="A-F4"><action name="Close"/></keybind>
    <keybind key="C-A-Insert"><action name="AddDesktop"/></keybind>
  </keyboard>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
  </mouse>
  <applications>
    <application type="normal"><decor>no</decor><maximized>yes</maximized></application>
  </applications>
</openbox_config>
"#;

/// The key that the window manager answers with one more desktop, as xdotool calls it.
const HEARD: &str = "ctrl+alt+Insert";

/// The size of a display in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u16,
    /// From top to bottom.
    pub height: u16,
}

impl Size {
    /// A usual screen.
    pub const LARGE: Size = Size {
        width: 1440,
        height: 900,
    };
    /// About the smallest window that the app allows.
    pub const SMALL: Size = Size {
        width: 1024,
        height: 700,
    };
}

/// A running X server with a window manager.
pub struct Display {
    name: String,
    screen: Screen,
    _manager: Running,
    _server: Running,
}

impl Display {
    pub async fn start(home: &Home, size: Size) -> Result<Display> {
        let mut environment = home.environment();
        let pixels = format!("{}x{}x24", size.width, size.height);
        let mut server = command("Xvfb", &environment);
        // The server chooses a free number itself and says it once it listens. Without `-noreset` it would begin anew when
        // its last client leaves, and drop a window manager that comes just then.
        server.args([
            "-displayfd",
            "1",
            "-noreset",
            "-nolisten",
            "tcp",
            "-screen",
            "0",
            &pixels,
        ]);
        let (server, number) = Running::start_and_hear(&mut server, LIMIT)
            .await
            .context("Xvfb")?;
        let name = format!(":{number}");
        environment.push(("DISPLAY".to_owned(), name.clone()));
        // xdotool reads titles by the rules of the locale.
        environment.push(("LC_ALL".to_owned(), "C.UTF-8".to_owned()));
        let config = home.path().join("openbox.xml");
        fs::write(&config, WINDOW_MANAGER)?;
        let mut manager = command("openbox", &environment);
        manager.arg("--config-file").arg(&config);
        let display = Display {
            _manager: Running::start(&mut manager)?,
            name,
            screen: Screen::new(environment),
            _server: server,
        };
        display.heard().await?;
        Ok(display)
    }

    /// Waits until the window manager hears keys. With the first of all keys the server takes another keyboard, and the manager
    /// then lets go of its keys for a moment: whoever closed a window with that key would wait in vain.
    async fn heard(&self) -> Result<()> {
        until("the window manager", LIMIT, async || {
            self.screen.key(HEARD).await?;
            // Only a window manager tells a number of desktops; there was one.
            Ok(match self.screen.xdotool(&["get_num_desktops"]).await {
                Ok(desktops) if desktops.trim() == "1" => Look::NotYet("hears no key".to_owned()),
                Ok(_) => Look::Done(()),
                Err(error) => Look::NotYet(format!("{error:#}")),
            })
        })
        .await
    }

    /// As `DISPLAY` has it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a hand and an eye do on it.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }
}
