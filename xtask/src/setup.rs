//! `cargo xtask setup`: installs what building and testing need, and says so before. Quick when nothing is missing.

use crate::{
    failure::Failure,
    order::{Order, ask},
    packages::{self, Package, TO_RUN, TO_TEST},
    places,
};

/// The oldest Node that the interface's tools run on.
const OLDEST_NODE: u32 = 20;

/// What the window needs to be built and opened.
///
/// # Errors
/// When something is missing that could not be installed.
pub fn to_run() -> Result<(), Failure> {
    system(&TO_RUN.iter().collect::<Vec<_>>())?;
    interface()
}

/// What `to_run` sets up, the formatter and the lints of Rust, and the packages of Rust.
///
/// # Errors
/// When something is missing that could not be installed.
pub fn to_check() -> Result<(), Failure> {
    to_run()?;
    rust()?;
    crates()
}

/// What `to_check` sets up, and what the end-to-end tests need.
///
/// # Errors
/// When something is missing that could not be installed.
pub fn everything() -> Result<(), Failure> {
    system(&TO_RUN.iter().chain(&TO_TEST).collect::<Vec<_>>())?;
    interface()?;
    rust()?;
    crates()?;
    println!("Everything that building and testing need is there.");
    Ok(())
}

fn system(wanted: &[&Package]) -> Result<(), Failure> {
    match packages::missing(wanted.iter().copied()) {
        Some(missing) if missing.is_empty() => Ok(()),
        Some(missing) => install(&missing),
        None => {
            advise(wanted);
            Ok(())
        }
    }
}

/// On another system than Debian's: nothing is installed, and what is needed is told.
fn advise(wanted: &[&Package]) {
    if cfg!(target_os = "linux") {
        println!(
            "This is no Debian or Ubuntu; please see that what these packages hold is installed:"
        );
        for package in wanted {
            println!("  {:<24}{}", package.name, package.why);
        }
    } else if cfg!(target_os = "macos") {
        println!(
            "Needed besides Rust and Node: Apple's command line tools (`xcode-select --install`)."
        );
    } else {
        println!(
            "Needed besides Rust and Node: Visual Studio's C++ build tools, and WebView2 (part of Windows 11)."
        );
    }
}

fn install(missing: &[&Package]) -> Result<(), Failure> {
    println!("These system packages are missing and will be installed with apt-get:");
    for package in missing {
        println!("  {:<24}{}", package.name, package.why);
    }
    let prefix = as_root(missing)?;
    let update = Order::new(places::root(), &format!("{prefix}apt-get update"));
    println!("$ {}", update.line());
    if let Err(failure) = update.show() {
        // An unreachable source of somebody else's is no reason to stop: the packages may come from another.
        println!("{failure}; trying to install all the same");
    }
    // `env` carries the variable through sudo, which drops it otherwise.
    let words = format!(
        "{prefix}env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends"
    );
    let install =
        Order::new(places::root(), &words).args(missing.iter().map(|package| package.name));
    println!("$ {}", install.line());
    install.show()
}

/// What stands before a command that only root may run.
fn as_root(missing: &[&Package]) -> Result<&'static str, Failure> {
    if ask("id", ["-u"]).as_deref() == Some("0") {
        return Ok("");
    }
    if ask("sudo", ["--version"]).is_some() {
        return Ok("sudo ");
    }
    let names: Vec<_> = missing.iter().map(|package| package.name).collect();
    println!("Run as root:\n  apt-get install {}", names.join(" "));
    Err(Failure::Missing {
        what: "installing packages needs root, and there is no sudo here",
        advice: "Have the command above run by an administrator, then call this again.",
    })
}

/// `cargo fmt` and `cargo clippy`, which a minimal installation of Rust comes without.
fn rust() -> Result<(), Failure> {
    let is_there = |tool| ask("cargo", [tool, "--version"]).is_some();
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    if ask("rustup", ["--version"]).is_none() {
        return Err(Failure::Missing {
            what: "rustfmt and clippy are needed besides Rust itself",
            advice: "Install them from where Rust came, then call this again.",
        });
    }
    let order = Order::new(places::root(), "rustup component add rustfmt clippy");
    println!("Rust's formatter or its lints are missing.");
    println!("$ {}", order.line());
    order.show()
}

/// The packages of Rust for every system, not only those that are built here: what all of them may be used for is checked offline.
fn crates() -> Result<(), Failure> {
    Order::new(places::root(), "cargo fetch --locked").show()
}

/// Node, npm, and the interface's packages where the lock file is newer than what is installed.
fn interface() -> Result<(), Failure> {
    let version = ask("node", ["--version"]).unwrap_or_default();
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        return Err(Failure::Missing {
            what: "Node 20 or newer is needed to build the interface",
            advice: "Install it from nodejs.org or your system's packages, then call this again.",
        });
    }
    let ui = places::ui();
    let lock = places::written(&ui.join("package-lock.json"));
    let installed = places::written(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    if ask("npm", ["--version"]).is_none() {
        return Err(Failure::Missing {
            what: "npm is needed to build the interface",
            advice: "It comes with Node from nodejs.org; Debian and Ubuntu have it in the package npm.",
        });
    }
    let order = Order::new(ui, "npm ci --no-audit --no-fund");
    println!("The interface's packages are missing or older than its lock file.");
    println!("$ {}", order.line());
    order.show()
}

fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_node_says() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("22.1.0"), Some(22));
        assert_eq!(major(""), None);
    }
}
