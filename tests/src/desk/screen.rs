//! What a hand and an eye do on a display: keys, the clipboard, windows by their titles, pictures.

use std::{env, fs, path::PathBuf, process::Stdio, time::Duration};

use anyhow::{Context, Result, bail};
use tokio::{io::AsyncWriteExt, time::timeout};

use super::{LIMIT, process::command};

/// A display that somebody else keeps running.
#[derive(Debug, Clone)]
pub struct Screen {
    environment: Vec<(String, String)>,
}

impl Screen {
    pub fn new(environment: Vec<(String, String)>) -> Screen {
        Screen { environment }
    }

    /// Runs xdotool and returns what it says.
    pub async fn xdotool(&self, args: &[&str]) -> Result<String> {
        let mut command = command("xdotool", &self.environment);
        command
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let output = timeout(LIMIT, command.output())
            .await
            .with_context(|| format!("xdotool {args:?} does not end"))?
            .context("xdotool")?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("xdotool {args:?}: {}", said.trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The visible window with exactly this title, the last one if there are several.
    pub async fn window(&self, title: &str) -> Option<String> {
        let pattern = format!("^{}$", escaped(title));
        // Its status says "none found" as well as "one vanished while being looked at": the next look tells.
        let found = self
            .xdotool(&["search", "--onlyvisible", "--name", &pattern])
            .await
            .ok()?;
        found.lines().last().map(str::to_owned)
    }

    /// Puts a text on the clipboard.
    pub async fn copy(&self, text: &str) -> Result<()> {
        let mut command = command("xclip", &self.environment);
        command
            .args(["-selection", "clipboard", "-in"])
            .stdin(Stdio::piped());
        // Ends at once; a child of it stays and holds the text, for as long as the display lives.
        let mut xclip = command.spawn().context("xclip")?;
        let mut stdin = xclip.stdin.take().context("its input is piped")?;
        stdin.write_all(text.as_bytes()).await?;
        drop(stdin);
        timeout(LIMIT, xclip.wait()).await.context("xclip")??;
        Ok(())
    }

    /// The text on the clipboard.
    pub async fn copied(&self) -> Result<String> {
        let mut command = command("xclip", &self.environment);
        command
            .args(["-selection", "clipboard", "-out"])
            .stdout(Stdio::piped());
        let output = timeout(LIMIT, command.output()).await.context("xclip")??;
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Presses keys as the hand does: they go to whatever window has the focus.
    pub async fn key(&self, keys: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", keys]).await?;
        Ok(())
    }

    /// Keeps a picture of the whole display as `target/e2e/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = pictures()?;
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        let mut command = command("import", &self.environment);
        command.args(["-window", "root"]).arg(&path);
        let status = timeout(Duration::from_secs(20), command.status())
            .await
            .context("import (ImageMagick) does not end")?
            .context("import (ImageMagick)")?;
        if !status.success() {
            bail!("import (ImageMagick) took no picture");
        }
        Ok(path)
    }
}

/// The folder that `cargo` built this test into: `target/debug` or `target/release`.
pub fn built() -> Result<PathBuf> {
    let own = env::current_exe()?;
    let folder = own
        .ancestors()
        .nth(2)
        .context("tests lie in target/…/deps")?;
    Ok(folder.to_owned())
}

/// The folder for what tests leave to be looked at: `target/e2e`.
pub fn pictures() -> Result<PathBuf> {
    let built = built()?;
    let target = built.parent().context("target/… has a parent")?;
    Ok(target.join("e2e"))
}

/// A text as a pattern of xdotool that means just this text.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\^$.|?*+()[]{}".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_title_is_no_pattern() {
        assert_eq!(escaped("Open (1.5)? 打开"), r"Open \(1\.5\)\? 打开");
    }
}
