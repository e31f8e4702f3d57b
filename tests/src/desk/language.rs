//! The languages that programs on a desk speak. Most machines know the rules of one alone, and WebKit and GTK fall back to
//! English where they find none.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use tokio::time::timeout;

use super::{LIMIT, process::command, screen};

/// What a desk speaks that is told nothing. Programs speak it also where its rules are missing.
pub const ENGLISH: &str = "en_US.UTF-8";

/// The folder for `LOCPATH` in which the rules of a language such as `zh_CN.UTF-8` lie, compiled if it is the first time.
pub async fn rules(language: &str) -> Result<PathBuf> {
    let folder = screen::pictures()?.join("languages");
    let compiled = folder.join(language);
    if language == ENGLISH || compiled.exists() {
        return Ok(folder);
    }
    let (country, letters) = language
        .split_once('.')
        .context("a language is written as zh_CN.UTF-8")?;
    fs::create_dir_all(&folder)?;
    let beside = tempfile::tempdir_in(&folder)?;
    let made = beside.path().join(language);
    let mut localedef = command("localedef", &[path()?]);
    localedef.args(["--no-archive", "-i", country, "-f", letters]);
    let done = timeout(LIMIT, localedef.arg(&made).status())
        .await
        .context("localedef does not end")?
        .context("localedef")?;
    ensure!(
        done.success(),
        "localedef knows no {country}; `cargo xtask setup` installs what is missing"
    );
    // Another test may have been faster, with the same rules.
    if fs::rename(&made, &compiled).is_err() {
        ensure!(compiled.exists(), "{} cannot be made", compiled.display());
    }
    Ok(folder)
}

fn path() -> Result<(String, String)> {
    Ok(("PATH".to_owned(), std::env::var("PATH")?))
}
