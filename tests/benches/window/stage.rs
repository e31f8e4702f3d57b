//! The desk, the workspace on it, and the window.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use prospect_tests::desk::{App, Desk, Launch, Memory, containing};

use crate::figures::Marks;

/// Resolves once no mark has come for a while, and hands over all that there are.
const QUIET: &str = r#"
const done = arguments[arguments.length - 1];
let before = -1;
let still = 0;
const look = () => {
  const marks = performance.getEntriesByType("measure");
  still = marks.length === before ? still + 1 : 0;
  before = marks.length;
  if (still < 5) return setTimeout(look, 100);
  performance.clearMeasures();
  done(marks.map(({ name, startTime, duration }) => [name, startTime, duration]));
};
look();
"#;

/// A desk with a workspace, on which the window is opened.
pub struct Stage {
    pub desk: Desk,
    launch: Launch,
}

impl Stage {
    pub async fn set(workspace: &Path, env: &[String]) -> Result<Stage> {
        let desk = Desk::start().await?;
        let own = desk.file("Fjellvik Outdoor.prospects", "")?;
        fs::copy(workspace, &own).with_context(|| workspace.display().to_string())?;
        let kept = with_ending(workspace, "-catalogue");
        // A small one has none.
        if kept.exists() {
            fs::copy(&kept, with_ending(&own, "-catalogue"))
                .with_context(|| kept.display().to_string())?;
        }
        let launch = Launch::default()
            .arg("--workspace")
            .arg(own.display().to_string());
        let launch = env
            .iter()
            .filter_map(|variable| variable.split_once('='))
            .fold(launch, |launch, (name, value)| launch.env(name, value));
        Ok(Stage { desk, launch })
    }

    /// How long a start takes until rows are seen.
    pub async fn until_rows(&self) -> Result<Duration> {
        self.desk.until_rows(&self.launch).await
    }

    /// Opens the window; its first rows are there.
    pub async fn open(&self) -> Result<App<'_>> {
        let app = self.desk.open_with(self.launch.clone()).await?;
        app.find("status", containing(" partners")).await?;
        Ok(app)
    }
}

/// A file beside the workspace, by what its name has more.
fn with_ending(workspace: &Path, ending: &str) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Waits until the window has come to rest, and takes its marks.
pub async fn rest(app: &App<'_>) -> Result<Marks> {
    let marks = app.execute_async(QUIET).await?;
    Ok(serde_json::from_value(marks)?)
}

/// Lets the window idle, and tells what all its processes hold.
pub async fn idle(app: &App<'_>) -> Result<Memory> {
    // Collections of garbage, freed layers and what is done in quiet moments come some seconds after the work.
    tokio::time::sleep(Duration::from_secs(14)).await;
    app.memory()
}
