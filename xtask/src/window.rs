//! The release window at a size, under a display of its own: what `cargo xtask bench --window` and `cargo xtask soak` measure.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use prospect_sample::{GROUPS, Size, write_catalogue, write_prospects};

use crate::{failure::Failure, order::Order, places, run, sample, setup};

/// What `soak` can be told.
#[derive(Args)]
pub struct Options {
    /// Partners and creators in the workspace [default: 1000000; with --kills 20000, with --power-cuts 3000]
    #[arg(long, value_name = "N")]
    size: Option<u32>,
    /// How long the window is worked with
    #[arg(long, default_value_t = 30.0)]
    minutes: f64,
    /// Instead, how often a large file is imported and undone
    #[arg(long, value_name = "TIMES")]
    imports: Option<u32>,
    /// Instead, and without a window, how many commands are ended at any moment of their work; each leaves all of it or nothing
    #[arg(long, value_name = "TIMES", group = "harm", conflicts_with_all = ["imports", "minutes"])]
    kills: Option<u32>,
    /// Instead, and without a window, how often power goes away while commands work; what is left then is tried once where it is the
    /// same
    #[arg(long, value_name = "TIMES", group = "harm", conflicts_with_all = ["imports", "minutes"])]
    power_cuts: Option<u32>,
    /// Where in their work that comes follows from this number
    #[arg(long, value_name = "N", default_value_t = 1, requires = "harm")]
    seed: u32,
}

/// Measures start, acts, frames and memory, and prints one table.
///
/// # Errors
/// When something does not build, or the window does not do as it should.
pub fn measure(size: u32, only: Option<&str>) -> Result<(), Failure> {
    let order = bench(size)?.arg("measure");
    order.args(only.map(|part| format!("--only={part}"))).show()
}

/// Works with the window for a long time, and tells whether memory grows.
///
/// # Errors
/// As [`measure`].
pub fn soak(options: &Options) -> Result<(), Failure> {
    let figures = |times, size| [times, options.size.unwrap_or(size), options.seed];
    if let Some(times) = options.kills {
        return harm("random::at_many_moments", KILLS, figures(times, 20_000));
    }
    if let Some(times) = options.power_cuts {
        return harm("power::at_many_moments", CUTS, figures(times, 3_000));
    }
    let size = options.size.unwrap_or(1_000_000);
    let order = bench(size)?;
    let order = match options.imports {
        Some(times) => order
            .args(["imports", "--times"])
            .arg(times.to_string())
            .arg("--file")
            // Three tenths of its rows are in the workspace already.
            .arg(prospects_file(size, size)?.display().to_string()),
        None => order
            .args(["soak", "--minutes"])
            .arg(options.minutes.to_string()),
    };
    order.show()
}

/// What the tests of kills and of cuts of power are told in: how often, of how many partners, and the seed.
const KILLS: [&str; 3] = [
    "PROSPECTS_KILLS",
    "PROSPECTS_KILLS_SIZE",
    "PROSPECTS_KILLS_SEED",
];
const CUTS: [&str; 3] = [
    "PROSPECTS_CUTS",
    "PROSPECTS_CUTS_SIZE",
    "PROSPECTS_CUTS_SEED",
];

/// Ends commands, or cuts their power, at any moment of their work, and tells what each left. Named moments are no part of a release,
/// so this is about the programs that tests run.
fn harm(test: &str, names: [&'static str; 3], figures: [u32; 3]) -> Result<(), Failure> {
    let root = places::root;
    Order::new(root(), "cargo build --workspace --bins").show()?;
    let run = "cargo test --package prospect-tests --test crash -- --ignored --exact --nocapture";
    let told = names.into_iter().zip(figures);
    told.fold(
        Order::new(root(), run).arg(test),
        |order, (name, figure)| order.env(name, figure.to_string()),
    )
    .show()
}

/// The measuring program over the release window and a workspace of a size.
fn bench(size: u32) -> Result<Order, Failure> {
    setup::everything()?;
    run::interface()?;
    let programs = "cargo build --release --package prospect-desk --package prospects";
    Order::new(places::root(), programs).show()?;
    let workspace = workspace(size)?;
    let window = places::target().join("release/prospect-desk");
    let call = "cargo test --package prospect-tests --bench window -- --workspace";
    Ok(Order::new(places::root(), call)
        .arg(workspace.display().to_string())
        .env("PROSPECT_DESK_BIN", window.display().to_string()))
}

/// A workspace with so many partners and creators, and prospects besides; made once, and kept in a folder with what lies beside it.
fn workspace(size: u32) -> Result<PathBuf, Failure> {
    const NAME: &str = "Fjellvik Outdoor.prospects";
    let place = folder()?.join(format!("window-{size}"));
    if place.exists() {
        return Ok(place.join(NAME));
    }
    println!("Making a workspace of {size} partners and creators, once");
    let catalogue = made(format!("catalogue-{size}.csv"), |file| {
        sample::to_file(file, |out| {
            write_catalogue(out, Size::of_total(size), (2026, 11, 1))
        })
    })?;
    let prospects = prospects_file(size, size / 10 * 3)?;
    let half_made = place.with_extension("half-made");
    let wrong = |source| Failure::File {
        path: half_made.clone(),
        source,
    };
    if half_made.exists() {
        fs::remove_dir_all(&half_made).map_err(wrong)?;
    }
    fs::create_dir_all(&half_made).map_err(wrong)?;
    fill(&half_made.join(NAME), &catalogue, &prospects)?;
    fs::rename(&half_made, &place).map_err(wrong)?;
    Ok(place.join(NAME))
}

/// Makes a workspace with this catalogue, these prospects and their groups.
fn fill(workspace: &Path, catalogue: &Path, prospects: &Path) -> Result<(), Failure> {
    let prospects_on = |words: &[&str]| {
        let program = places::target().join("release/prospects");
        Order::at(places::root(), &program)
            .arg("--workspace")
            .arg(workspace.display().to_string())
            .args(words.iter().copied())
            .show()
    };
    let file = |path: &Path| path.display().to_string();
    prospects_on(&["init"])?;
    prospects_on(&["import", "catalogue", &file(catalogue)])?;
    for group in GROUPS {
        prospects_on(&["groups", "add", group])?;
    }
    // Status 1: some rows are wrong, as in any file.
    match prospects_on(&[
        "import",
        "prospects",
        &file(prospects),
        "--existing-partners",
    ]) {
        Ok(()) | Err(Failure::Exit { code: Some(1), .. }) => Ok(()),
        Err(failure) => Err(failure),
    }
}

/// A file of so many rows of prospects, of whom many are in a catalogue of a size.
fn prospects_file(size: u32, rows: u32) -> Result<PathBuf, Failure> {
    made(format!("prospects-{size}-{rows}.csv"), |file| {
        sample::to_file(file, |out| write_prospects(out, Size::of_total(size), rows))
    })
}

fn made(name: String, make: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<PathBuf, Failure> {
    let path = folder()?.join(name);
    if !path.exists() {
        make(&path)?;
    }
    Ok(path)
}

fn folder() -> Result<PathBuf, Failure> {
    let folder = places::target().join("bench");
    fs::create_dir_all(&folder).map_err(|source| Failure::File {
        path: folder.clone(),
        source,
    })?;
    Ok(folder)
}
