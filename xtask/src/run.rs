//! `cargo xtask run`: from a fresh clone to the open window.

use clap::Args;

use crate::{failure::Failure, order::Order, places, setup};

/// What `run` can be told.
#[derive(Args)]
pub struct Options {
    /// Build as for a release: slower to build, faster to use
    #[arg(long)]
    release: bool,
    /// Handed to the app as they are
    #[arg(last = true)]
    args: Vec<String>,
}

/// Sets up, builds the interface and the app, and opens the window.
///
/// # Errors
/// When a part cannot be set up or built, or the app ends with an error.
pub fn run(options: &Options) -> Result<(), Failure> {
    setup::to_run()?;
    interface()?;
    println!("Building the app (some minutes the first time), then opening the window");
    let mut order = Order::new(places::root(), "cargo run --package prospect-desk");
    if options.release {
        order = order.arg("--release");
    }
    order.arg("--").args(options.args.iter().cloned()).show()
}

/// Builds the interface where it is older than its sources.
///
/// # Errors
/// When it does not build.
pub fn interface() -> Result<(), Failure> {
    if interface_is_stale() {
        println!("Building the interface");
        Order::new(places::ui(), "npm run build").show()?;
    }
    Ok(())
}

/// Whether a source of the interface is newer than what was built of it. The folder of assets tells a built interface
/// from the placeholder page that a plain `cargo build` writes.
fn interface_is_stale() -> bool {
    let ui = places::ui();
    let Some(built) = places::written(&ui.join("dist/assets")) else {
        return true;
    };
    let sources = [
        "src",
        "messages",
        "project.inlang/settings.json",
        "public",
        "index.html",
        "package.json",
        "package-lock.json",
        "vite.config.ts",
        "svelte.config.js",
        "tsconfig.json",
    ];
    // The compiled messages lie among the sources and are written by the build itself.
    sources
        .iter()
        .filter_map(|source| places::newest(&ui.join(source), &ui.join("src/lib/paraglide")))
        .any(|written| written > built)
}
