//! A large file imported and undone in the same window, again and again.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};
use prospect_tests::desk::{ANY, App, Look, Part, starting, until};

use crate::{
    figures::{say_memory, total},
    stage::{Stage, idle, rest},
};

/// How long a step of an import may take before it is given up.
const LONG: Duration = Duration::from_secs(300);

/// Imports the file and undoes it so many times, and tells the memory after each.
pub async fn run(stage: &Stage, file: &Path, times: u32) -> Result<()> {
    let file = std::path::absolute(file)?;
    let app = stage.open().await?;
    say_memory("opened", &idle(&app).await?);
    let mut first = None;
    for time in 1..=times {
        import(stage, &app, &file).await?;
        say_memory(&format!("import {time}"), &app.memory()?);
        app.click("button", "Undo import").await?;
        wait(&app, "the import is undone", async || {
            Ok(app.all("button", "Undo import").await?.is_empty())
        })
        .await?;
        app.within("main", "Imports")
            .click("button", "Imports")
            .await?;
        rest(&app).await?;
        let left = idle(&app).await?;
        say_memory(&format!("undo {time}"), &left);
        let first = *first.get_or_insert(total(&left));
        println!(
            "   {:+.1} % since the first",
            (total(&left) / first - 1.0) * 100.0
        );
    }
    app.close().await
}

async fn import(stage: &Stage, app: &App<'_>, file: &Path) -> Result<()> {
    let navigation = app.within("navigation", ANY);
    navigation.click("button", "Imports").await?;
    app.click("button", "Import prospects…").await?;
    let dialog = stage.desk.dialog("Choose a file to import").await?;
    dialog.choose(file).await?;
    app.click("button", "Start dry run").await?;
    wait(app, "the dry run", async || {
        Ok(offered(app).await?.is_some())
    })
    .await?;
    let button = offered(app).await?.context("what is imported")?;
    app.click("button", button).await?;
    wait(app, "the import", async || {
        Ok(!app.all("button", "Undo import").await?.is_empty())
    })
    .await
}

/// The button that imports the rows, by its name.
async fn offered(app: &Part) -> Result<Option<String>> {
    let buttons = app.all("button", starting("Import ")).await?;
    let names = buttons.into_iter().map(|button| button.name);
    Ok(names.into_iter().find(|name| name.ends_with(" rows")))
}

async fn wait(app: &App<'_>, what: &str, look: impl AsyncFn() -> Result<bool>) -> Result<()> {
    let done = until(what, LONG, async || {
        Ok(if look().await? {
            Look::Done(())
        } else {
            Look::NotYet("it goes on".to_owned())
        })
    })
    .await;
    if done.is_err() {
        app.screenshot("imports-failed").await?;
    }
    done
}
