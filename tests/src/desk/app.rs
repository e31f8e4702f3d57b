//! The running app.

use std::{
    env, fs,
    ops::Deref,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use rustix::process::Pid;
use serde_json::Value;
use tokio::process::Command;

use super::{
    Desk, LIMIT, Look, Part, Sight,
    driver::{AUTOMATED, Driver},
    eye::Eye,
    keys,
    page::Page,
    process, screen, until,
};

/// Resolves when the page has painted something, and once more after two frames, so that what was changed just
/// before is painted too.
const PAINTED: &str = r#"
const done = arguments[arguments.length - 1];
const frames = (n) => (n === 0 ? done(true) : requestAnimationFrame(() => frames(n - 1)));
const look = () =>
  performance.getEntriesByName("first-contentful-paint").length > 0 ? frames(2) : requestAnimationFrame(look);
look();
"#;

/// How the app shall be started.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    args: Vec<String>,
    env: Vec<(String, String)>,
}

impl Launch {
    /// Adds an argument.
    pub fn arg(mut self, arg: impl Into<String>) -> Launch {
        self.args.push(arg.into());
        self
    }

    /// Sets a variable of its environment: `LANG`, `LANGUAGE`, …
    pub fn env(mut self, name: &str, value: &str) -> Launch {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The app to be started so, in this environment.
    pub(super) fn command(&self, binary: &Path, mut environment: Vec<(String, String)>) -> Command {
        environment.extend(self.env.iter().cloned());
        let mut command = process::command(&binary.display().to_string(), &environment);
        command.args(&self.args);
        command
    }

    /// The same, as the first argument of another program.
    pub(super) fn through(
        &self,
        program: &Path,
        binary: &Path,
        mut environment: Vec<(String, String)>,
    ) -> Command {
        environment.extend(self.env.iter().cloned());
        let mut command = process::command(&program.display().to_string(), &environment);
        command.arg(binary).args(&self.args);
        command
    }
}

/// The app on a desk; its page is a [`Part`]. Dropping it ends it without asking.
pub struct App<'a> {
    desk: &'a Desk,
    launch: Launch,
    part: Part,
    _driver: Driver,
    // After the driver, which would not let go of it.
    _end: End<'a>,
}

impl Deref for App<'_> {
    type Target = Part;

    fn deref(&self) -> &Part {
        &self.part
    }
}

impl<'a> App<'a> {
    pub(super) async fn start(desk: &'a Desk, launch: Launch) -> Result<App<'a>> {
        let binary = binary()?;
        let mut environment = desk.environment();
        environment.extend(launch.env.iter().cloned());
        let end = End { desk };
        let driver = Driver::start(&environment).await?;
        let client = driver.open(&binary, &launch.args).await?;
        let app = App {
            desk,
            launch,
            part: Part::whole(Page::new(client, desk.display.screen().clone())),
            _driver: driver,
            _end: end,
        };
        app.painted().await?;
        Ok(app)
    }

    /// Presses a key or a chord: `j`, `/`, `Enter`, `ctrl+shift+z`.
    ///
    /// # Errors
    /// When there is no such key.
    pub async fn press(&self, chord: &str) -> Result<()> {
        let chord = keys::chord(chord)?;
        Ok(self
            .page()
            .client()
            .perform_actions(keys::press(&chord))
            .await?)
    }

    /// Types into what has the focus, letter by letter.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        Ok(self
            .page()
            .client()
            .perform_actions(keys::letters(text))
            .await?)
    }

    /// Takes the pointer to the window's upper left corner, away from everything.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn hover_away(&self) -> Result<()> {
        let mouse = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo {
            duration: None,
            x: 1.0,
            y: 1.0,
        });
        Ok(self.page().client().perform_actions(mouse).await?)
    }

    /// What has the focus; `None` where nothing has.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn focused(&self) -> Result<Option<Sight>> {
        self.part.active().await
    }

    /// Runs a script in the page: for what no person sees, such as the language of the document.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn execute(&self, script: &str) -> Result<Value> {
        Ok(self.page().client().execute(script, Vec::new()).await?)
    }

    /// Runs a script in the page that calls its last argument once it is done, and gives what it hands over.
    ///
    /// # Errors
    /// When the script throws, or is not done within a minute.
    pub async fn execute_async(&self, script: &str) -> Result<Value> {
        let work = self.page().client().execute_async(script, Vec::new());
        Ok(tokio::time::timeout(LIMIT * 2, work)
            .await
            .context("the page is not done")??)
    }

    /// Keeps a picture of the whole display as `target/e2e/<name>.png`, after all changes so far are painted.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        self.painted().await?;
        self.page().screen().screenshot(name).await
    }

    /// Does something, and waits until the middle of the display looks otherwise than before.
    ///
    /// # Errors
    /// When `act` fails, or nothing else is seen in time.
    pub async fn seen(&self, act: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        let eye = Eye::on(self.desk.display.name())?;
        let before = eye.pixels()?;
        act().await?;
        until("something else is seen", LIMIT, async || {
            Ok(if eye.pixels()? == before {
                Look::NotYet("the display looks as before".to_owned())
            } else {
                Look::Done(())
            })
        })
        .await
    }

    /// Closes the window as a person does and waits until the app has ended.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn close(self) -> Result<()> {
        self.page().screen().key("alt+F4").await?;
        self.ended().await
    }

    /// Ends the app as a power cut would, and waits until it is gone.
    ///
    /// # Errors
    /// When it stays.
    pub async fn kill(self) -> Result<()> {
        for process in self.processes()? {
            process::end_now(process);
        }
        self.ended().await
    }

    /// Closes the app and starts it again as it was started, in the same home.
    ///
    /// # Errors
    /// As [`App::close`] and [`Desk::open`].
    pub async fn restart(self) -> Result<App<'a>> {
        let (desk, launch) = (self.desk, self.launch.clone());
        self.close().await?;
        desk.open_with(launch).await
    }

    async fn painted(&self) -> Result<()> {
        let work = self.page().client().execute_async(PAINTED, Vec::new());
        tokio::time::timeout(LIMIT, work)
            .await
            .context("the page paints nothing")??;
        Ok(())
    }

    async fn ended(&self) -> Result<()> {
        until("the app ends", LIMIT, async || {
            let left = self.processes()?;
            Ok(if left.is_empty() {
                Look::Done(())
            } else {
                Look::NotYet(format!("its processes {left:?} live on"))
            })
        })
        .await
    }

    /// All processes that were started with the app, those of the webview and the driver with them.
    pub(super) fn everything(&self) -> Vec<Pid> {
        let automated = process::variable(AUTOMATED.0, AUTOMATED.1.as_ref());
        process::all_with(&[&home_of(self.desk), &automated])
    }

    /// The app's own processes on this desk, without those of the webview.
    pub(super) fn processes(&self) -> Result<Vec<Pid>> {
        let binary = binary()?.canonicalize()?;
        let runs_it = |process: &Pid| {
            let exe = format!("/proc/{}/exe", process.as_raw_nonzero());
            fs::read_link(exe).is_ok_and(|exe| exe == binary)
        };
        let mut processes = process::all_with(&[&home_of(self.desk)]);
        processes.retain(runs_it);
        Ok(processes)
    }
}

/// Ends everything that was started through the driver.
struct End<'a> {
    desk: &'a Desk,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        let automated = process::variable(AUTOMATED.0, AUTOMATED.1.as_ref());
        process::end_all_with(&[&home_of(self.desk), &automated]);
    }
}

pub(super) fn home_of(desk: &Desk) -> Vec<u8> {
    process::variable("HOME", desk.home.path().as_os_str())
}

/// The app as it was built beside this test; `PROSPECT_DESK_BIN` names another.
pub(super) fn binary() -> Result<PathBuf> {
    let binary = match env::var_os("PROSPECT_DESK_BIN") {
        Some(named) => PathBuf::from(named),
        None => screen::built()?.join("prospect-desk"),
    };
    ensure!(
        Path::new(&binary).exists(),
        "{} is not built; `cargo build --workspace` builds it",
        binary.display()
    );
    Ok(binary)
}
