//! A desk without a screen: everything that a person has around the app, made for one test and gone after it.
//!
//! A [`Desk`] holds a home folder, a message bus, a display with a window manager and a notification service of its
//! own. [`Desk::open`] starts the real app on it; the [`App`] is worked by role and accessible name ([`Part`]), native
//! dialogs by [`Desk::dialog`]. Nothing is shared with the machine's own session or with another desk, and dropping
//! it ends every process that was started on it.

mod app;
mod beside;
mod bus;
mod dialog;
mod display;
mod driver;
mod drop;
mod eye;
mod first_rows;
mod hand;
mod home;
mod keys;
mod language;
mod name;
mod notifications;
mod page;
mod part;
mod plain;
mod process;
mod screen;
mod use_of_machine;
mod wait;

use std::{
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use tokio::time::timeout;

pub use app::{App, Launch};
pub use beside::Beside;
pub use dialog::Dialog;
pub use display::Size;
pub use name::{ANY, Name, containing, starting};
pub use notifications::{Note, Notifications};
pub use page::Sight;
pub use part::Part;
pub use plain::Plain;
pub use use_of_machine::Memory;
pub use wait::{Look, until};

use bus::Bus;
use display::Display;
use home::Home;

/// How long anything on a desk may take before a test gives up on it: far longer than it takes, for the machine may be busy
/// with other things.
pub const LIMIT: Duration = Duration::from_secs(30);

/// What the app's window is called.
const WINDOW_TITLE: &str = "Prospect Desk";

/// A display, a bus, a home and a notification service of its own.
pub struct Desk {
    language: String,
    rules: PathBuf,
    notifications: Option<Notifications>,
    // Dropped in this order: the bus and the display end what still talks to them, the home is removed last.
    display: Display,
    bus: Bus,
    home: Home,
}

/// How a [`Desk`] shall be.
pub struct Builder {
    size: Size,
    language: String,
    notifications: bool,
}

impl Desk {
    /// A desk of 1440 × 900 in English, with a notification service.
    ///
    /// # Errors
    /// When a program is missing (`cargo xtask setup` installs them) or does not come up in time.
    pub async fn start() -> Result<Desk> {
        Desk::builder().start().await
    }

    /// A desk to be described first.
    pub fn builder() -> Builder {
        Builder {
            size: Size::LARGE,
            language: language::ENGLISH.to_owned(),
            notifications: true,
        }
    }

    /// The notification service, which remembers what it was sent.
    ///
    /// # Errors
    /// When the desk was made without one.
    pub fn notifications(&self) -> Result<&Notifications> {
        self.notifications
            .as_ref()
            .context("this desk was made without a notification service")
    }

    /// Writes a file into the home folder's documents, for the app to be given; the full path comes back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        self.home.file(name, content.as_ref())
    }

    /// The folder where the app keeps its data, whether it exists yet or not.
    pub fn data(&self) -> PathBuf {
        self.home.data().join("app.prospect-desk")
    }

    /// Starts the app.
    ///
    /// # Errors
    /// When it does not show a page in time.
    pub async fn open(&self) -> Result<App<'_>> {
        self.open_with(Launch::default()).await
    }

    /// Starts the app with arguments and variables of its own.
    ///
    /// # Errors
    /// When it does not show a page in time.
    pub async fn open_with(&self, launch: Launch) -> Result<App<'_>> {
        App::start(self, launch).await
    }

    /// Runs `prospects`, the command line, on this desk: in the same home, with the app's own data.
    ///
    /// # Errors
    /// When it is not built, or does not end in time. Its exit status is for the caller to judge.
    pub async fn prospects(&self, args: &[&str]) -> Result<Output> {
        let binary = screen::built()?.join("prospects");
        let mut command = process::command(&binary.display().to_string(), &self.environment());
        let running = command
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output();
        timeout(LIMIT * 2, running)
            .await
            .context("prospects does not end")?
            .with_context(|| format!("{}; `cargo build --workspace` builds it", binary.display()))
    }

    /// The native dialog with this title, once it stands on the display.
    ///
    /// # Errors
    /// When none comes up in time.
    pub async fn dialog(&self, title: &str) -> Result<Dialog<'_>> {
        Dialog::wait(self.display.screen(), title).await
    }

    /// Drops files onto the middle of the app's window, as a file manager would.
    ///
    /// # Errors
    /// When the window does not take them.
    pub async fn drop_files(&self, paths: &[&Path]) -> Result<()> {
        drop::drop_files(self.display.name(), WINDOW_TITLE, paths).await
    }

    /// Puts a text on the clipboard, as another program would.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn copy(&self, text: &str) -> Result<()> {
        self.display.screen().copy(text).await
    }

    /// The text on the clipboard, as another program gets it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn copied(&self) -> Result<String> {
        self.display.screen().copied().await
    }

    /// Keeps a picture of the whole display as `target/e2e/<name>.png`.
    ///
    /// # Errors
    /// When it cannot be taken or written. [`App::screenshot`] also waits until the page is painted.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        self.display.screen().screenshot(name).await
    }

    /// What a program on this desk finds in its environment.
    fn environment(&self) -> Vec<(String, String)> {
        let mut environment = self.home.environment();
        environment.extend([
            ("DISPLAY".to_owned(), self.display.name().to_owned()),
            (
                "DBUS_SESSION_BUS_ADDRESS".to_owned(),
                self.bus.address().to_owned(),
            ),
            ("LANG".to_owned(), self.language.clone()),
            ("LOCPATH".to_owned(), self.rules.display().to_string()),
        ]);
        environment
    }
}

impl Builder {
    /// The size of the display; the app's window fills it.
    pub fn size(mut self, size: Size) -> Builder {
        self.size = size;
        self
    }

    /// The system's language, as `LANG` has it: `zh_CN.UTF-8`.
    pub fn language(mut self, language: &str) -> Builder {
        language.clone_into(&mut self.language);
        self
    }

    /// Nobody answers for `org.freedesktop.Notifications`.
    pub fn without_notifications(mut self) -> Builder {
        self.notifications = false;
        self
    }

    /// Sets the desk up.
    ///
    /// # Errors
    /// When a program is missing (`cargo xtask setup` installs them) or does not come up in time.
    pub async fn start(self) -> Result<Desk> {
        let home = Home::new()?;
        let rules = language::rules(&self.language).await?;
        let bus = Bus::start(&home).await?;
        let display = Display::start(&home, self.size).await?;
        let notifications = if self.notifications {
            Some(Notifications::start(bus.address()).await?)
        } else {
            None
        };
        Ok(Desk {
            language: self.language,
            rules,
            notifications,
            display,
            bus,
            home,
        })
    }
}
