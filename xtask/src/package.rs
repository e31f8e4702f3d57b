//! `cargo xtask package`: makes a package for Debian and Ubuntu of the window and the command line.
//!
//! Nothing of the package runs when it is installed or removed: what the system has to know of it, it finds by where the files lie.
//! Nobody's data are touched.

mod staging;
#[cfg(all(test, unix))]
mod tests;
mod texts;

use std::{fs, path::PathBuf};

use clap::Args;

use crate::{
    failure::Failure,
    order::{Order, ask},
    places, run, setup,
};

use staging::{Stage, Staged};
use texts::{Control, Moment};

/// The most bytes that the window's program may have.
const MOST: u64 = 15_000_000;
/// The programs of the package, as they are built and called.
const PROGRAMS: [&str; 2] = ["prospect-desk", "prospects"];

/// What `package` can be told.
#[derive(Args)]
pub struct Options {
    /// Pack what lies in target/release as it is
    #[arg(long)]
    no_build: bool,
}

/// Builds the programs, and packs them with all that a desktop wants to know into `target/package`.
///
/// # Errors
/// When something does not build or is missing, or the window's program has become too large.
pub fn make(options: &Options) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::Missing {
            what: "this makes packages for Debian and Ubuntu, on such a system",
            advice: "docs/packaging.md says how Windows and macOS are packed.",
        });
    }
    let architecture = ask("dpkg", ["--print-architecture"]).ok_or(Failure::Missing {
        what: "packing needs dpkg",
        advice: "Pack on Debian or Ubuntu.",
    })?;
    if !options.no_build {
        setup::to_run()?;
        run::interface()?;
        let build = "cargo build --release --package prospect-desk --package prospects";
        Order::new(places::root(), build).show()?;
    }
    let moment = Moment::of_the_last_commit();
    let staged = Stage::new(places::root(), release(), &moment).write(&folder()?)?;
    check_size(&staged)?;
    let control = Control {
        version: env!("CARGO_PKG_VERSION"),
        architecture: architecture.trim(),
        depends: &depends(&staged)?,
        installed: staged.kibibytes,
    };
    staged.describe(&control.text())?;
    let package = folder()?.join(control.file_name());
    let build = Order::new(places::root(), "dpkg-deb --root-owner-group -Zxz --build");
    build
        .env("SOURCE_DATE_EPOCH", moment.seconds().to_string())
        .arg(staged.root.display().to_string())
        .arg(package.display().to_string())
        .show()?;
    println!("{}", package.display());
    println!("To install it: sudo apt install {}", package.display());
    Ok(())
}

fn folder() -> Result<PathBuf, Failure> {
    let folder = places::target().join("package");
    fs::create_dir_all(&folder).map_err(|source| Failure::File {
        path: folder.clone(),
        source,
    })?;
    Ok(folder)
}

fn release() -> PathBuf {
    places::target().join("release")
}

fn check_size(staged: &Staged) -> Result<(), Failure> {
    let window = staged.root.join("usr/bin/prospect-desk");
    let size = fs::metadata(&window)
        .map_err(|source| Failure::File {
            path: window,
            source,
        })?
        .len();
    println!("prospect-desk has {:.1} MB", size as f64 / 1e6);
    if size > MOST {
        return Err(Failure::Missing {
            what: "the window's program has more than 15 MB",
            advice: "See what made it grow before it is packed.",
        });
    }
    Ok(())
}

/// The packages whose libraries the programs are linked to, as this system knows them.
fn depends(staged: &Staged) -> Result<String, Failure> {
    // It wants to see a source package around it.
    let source = staged.root.with_extension("source");
    let control = source.join("debian/control");
    staging::write(&control, texts::SOURCE.as_bytes(), 0o644)?;
    let order = Order::new(source, "dpkg-shlibdeps -O");
    let order = order.args(PROGRAMS.map(|program| {
        let program = staged.root.join("usr/bin").join(program);
        program.display().to_string()
    }));
    let (lines, done) = order.keep(&staged.root.with_extension("log"));
    done?;
    let depends = lines
        .iter()
        .find_map(|line| line.strip_prefix("shlibs:Depends="));
    depends.map(str::to_owned).ok_or(Failure::Missing {
        what: "dpkg-shlibdeps does not say what the programs need",
        advice: "It comes with the package dpkg-dev.",
    })
}
