//! How the app stands, as a text for whoever is to help. It is shown before it is handed on, and holds figures, versions and the last
//! lines of the local log: no names, no addresses, and no path that tells whose it is.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use prospect_core::listing::Overview;
use prospect_core::workspace::Workspace;
use serde::Deserialize;

use crate::logging;

/// Lines of the local log that go along.
const LINES: usize = 150;

/// What the page knows of the window.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Sight {
    /// The language of the interface.
    pub language: String,
    /// The theme.
    pub theme: String,
    /// The width of the page in px.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The report. `data` is the folder of the app's own data, in which the log lies.
pub fn report(workspace: Option<&Workspace>, data: &Path, sight: &Sight) -> String {
    let mut out = String::new();
    let mut line = |words: String| {
        out.push_str(&words);
        out.push('\n');
    };
    line(format!("Prospect Desk {}", env!("CARGO_PKG_VERSION")));
    line(format!("System: {}", system()));
    line(format!("Webview: {}", webview()));
    line(format!("Display: {}", display()));
    line(format!(
        "Window: {} x {}, {}, {}",
        sight.width,
        sight.height,
        word(&sight.language),
        word(&sight.theme)
    ));
    match workspace {
        None => line("Workspace: none is open".to_owned()),
        Some(open) => {
            line(format!("Workspace: {}", file(open)));
            line(match open.overview() {
                Ok(overview) => format!("Holds: {}", figures(&overview)),
                Err(error) => format!("Holds: not known, {}", error.facts()),
            });
        }
    }
    line(String::new());
    line("Local log:".to_owned());
    let secrets = secrets(workspace);
    for logged in logging::latest(&data.join("logs"), LINES) {
        line(without(&logged, &secrets));
    }
    out
}

fn system() -> String {
    let name = fs::read_to_string("/etc/os-release").ok().and_then(|text| {
        let name = text
            .lines()
            .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
        Some(name.trim_matches('"').to_owned())
    });
    let (system, machine) = (env::consts::OS, env::consts::ARCH);
    match name {
        Some(name) => format!("{name}, {system} {machine}"),
        None => format!("{system} {machine}"),
    }
}

fn webview() -> String {
    let name = if cfg!(windows) {
        "WebView2"
    } else if cfg!(target_os = "linux") {
        "WebKitGTK"
    } else {
        "WebKit"
    };
    let version = tauri::webview_version().unwrap_or_else(|_| "not known".to_owned());
    format!("{name} {version}")
}

fn display() -> String {
    let said = |name| env::var(name).ok().map(|said| word(&said));
    let said = [said("XDG_SESSION_TYPE"), said("XDG_CURRENT_DESKTOP")];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        "not known".to_owned()
    } else {
        said.join(", ")
    }
}

fn file(workspace: &Workspace) -> String {
    let mut out = format!("format {}", workspace.format());
    if let Ok(meta) = fs::metadata(workspace.path()) {
        let _ = write!(out, ", {:.1} MB", meta.len() as f64 / 1e6);
    }
    let _ = match free(workspace.path()) {
        Some(free) => write!(out, ", free space {}", class(free)),
        None => Ok(()),
    };
    if workspace.is_on_network() {
        out.push_str(", in a network folder");
    }
    out
}

fn figures(overview: &Overview) -> String {
    format!(
        "partners {}, creators {}, prospects {}, hidden {}, groups {}, workflows {}, applications {}, imports {}",
        overview.partners,
        overview.creators,
        overview.prospects,
        overview.hidden,
        overview.groups,
        overview.workflows,
        overview.applications,
        overview.imports
    )
}

/// Bytes that are free where a file lies, where the system can be asked.
fn free(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let told = rustix::fs::statvfs(path).ok()?;
        Some(told.f_bavail.saturating_mul(told.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// How much that is, which is all that helps.
fn class(free: u64) -> &'static str {
    match free {
        0..100_000_000 => "below 100 MB",
        100_000_000..1_000_000_000 => "below 1 GB",
        1_000_000_000..10_000_000_000 => "below 10 GB",
        _ => "above 10 GB",
    }
}

/// A word of the system without what is no part of one.
fn word(text: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || "-_:.".contains(*c);
    text.chars().filter(plain).take(40).collect()
}

/// What is put in the place of what should not be in a log in any case.
fn secrets(workspace: Option<&Workspace>) -> Vec<(String, &'static str)> {
    let workspace =
        workspace.map(|open| (open.path().to_string_lossy().into_owned(), "(workspace)"));
    let home = env::var("HOME").or_else(|_| env::var("USERPROFILE"));
    let home = home.ok().map(|home| (home, "~"));
    let all = workspace.into_iter().chain(home);
    // A root's home, or none: not every slash is a secret.
    all.filter(|(secret, _)| secret.len() > 3).collect()
}

/// A line of the log without them, and without whatever looks like an email address.
fn without(line: &str, secrets: &[(String, &'static str)]) -> String {
    let mut line = line.to_owned();
    for (secret, instead) in secrets {
        line = line.replace(secret, instead);
    }
    let words: Vec<&str> = line
        .split(' ')
        .map(|word| {
            if word.contains('@') {
                "(address)"
            } else {
                word
            }
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_should_not_be_in_a_log_is_not_in_the_report() {
        let secrets = vec![("/home/kim".to_owned(), "~")];
        assert_eq!(
            without(
                "no such file: /home/kim/a.csv of <li@huayuan.example> 12",
                &secrets
            ),
            "no such file: ~/a.csv of (address) 12"
        );
    }

    #[test]
    fn free_space_is_told_roughly() {
        assert_eq!(class(5), "below 100 MB");
        assert_eq!(class(100_000_000), "below 1 GB");
        assert_eq!(class(u64::MAX), "above 10 GB");
        assert_eq!(word("KDE; rm -rf 汉"), "KDErm-rf");
    }
}
