//! The system packages of Debian and Ubuntu that the project needs, and which of them are missing.

use std::process::{Command, Stdio};

/// A package, and what it is for.
pub struct Package {
    /// As apt names it.
    pub name: &'static str,
    /// Said aloud before it is installed.
    pub why: &'static str,
}

const fn package(name: &'static str, why: &'static str) -> Package {
    Package { name, why }
}

/// What building and opening the window needs.
pub const TO_RUN: [Package; 6] = [
    package(
        "build-essential",
        "the C compiler that SQLite is built with",
    ),
    package("pkg-config", "finds the libraries below"),
    package("libssl-dev", "headers the webview's bindings ask for"),
    package("libgtk-3-dev", "the window and its dialogs"),
    package("libwebkit2gtk-4.1-dev", "the webview"),
    package("librsvg2-common", "icons in the native dialogs"),
];

/// What the tests need besides: to drive the real window without a screen, and to cut power.
pub const TO_TEST: [Package; 12] = [
    package("webkit2gtk-driver", "drives the webview"),
    package("xvfb", "a display without a screen"),
    package("openbox", "a window manager on it"),
    package("xdotool", "keys and pointer for the native dialogs"),
    package("xclip", "pastes paths into the native dialogs"),
    package("imagemagick", "takes the screenshots"),
    package("dbus-x11", "a message bus of their own"),
    package("at-spi2-core", "the accessibility bus GTK looks for"),
    package(
        "locales",
        "the rules of Chinese, for a system that speaks it",
    ),
    package("strace", "tells in what order a program writes its files"),
    package("fonts-noto-cjk", "Chinese letters in the screenshots"),
    package("fonts-dejavu-core", "Latin letters in the screenshots"),
];

/// Those of `wanted` that are not installed; `None` where the system has no dpkg to ask.
pub fn missing<'a>(wanted: impl IntoIterator<Item = &'a Package>) -> Option<Vec<&'a Package>> {
    let wanted: Vec<&Package> = wanted.into_iter().collect();
    // Asks for all at once; its exit status is not zero when it does not know one of them, and that is no failure.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted.iter().map(|package| package.name))
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let listing = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(not_listed(wanted, &listing))
}

fn not_listed<'a>(wanted: Vec<&'a Package>, listing: &str) -> Vec<&'a Package> {
    wanted
        .into_iter()
        .filter(|package| {
            !listing
                .lines()
                .any(|line| line.split_once(' ') == Some((package.name, "installed")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_dpkg_calls_installed_is_not_missing() {
        let wanted = TO_TEST.iter().take(3).collect();
        let listing = "webkit2gtk-driver installed\nxvfb not-installed\n";
        let missing: Vec<_> = not_listed(wanted, listing)
            .iter()
            .map(|package| package.name)
            .collect();
        assert_eq!(missing, ["xvfb", "openbox"]);
    }
}
