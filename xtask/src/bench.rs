//! `cargo xtask bench`: how fast core is, at several sizes of catalogue.

use std::{env::consts::EXE_SUFFIX, fs};

use clap::Args;

use crate::{failure::Failure, order::Order, places, window};

/// What `bench` can be told.
#[derive(Args)]
pub struct Options {
    /// Measure the real window instead, at the largest of the sizes
    #[arg(long)]
    window: bool,
    /// Sizes of catalogue to measure at, in partners and creators together
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    sizes: Vec<u32>,
    /// Only benches, and parts of the table, whose name contains this
    filter: Option<String>,
}

/// Runs core's benches in release at each size, which they read from `PROSPECT_BENCH_SIZES`.
///
/// # Errors
/// When core does not build or a bench fails.
pub fn run(options: &Options) -> Result<(), Failure> {
    if options.window {
        let size = options.sizes.iter().max().copied().unwrap_or_default();
        return window::measure(size, options.filter.as_deref());
    }
    let sizes: Vec<String> = options.sizes.iter().map(ToString::to_string).collect();
    // Only the benches: the unit tests have a runner of their own, which knows other options.
    let call = "cargo bench --package prospect-core --bench * --";
    Order::new(places::root(), call)
        .args(options.filter.iter().cloned())
        .env("PROSPECT_BENCH_SIZES", sizes.join(","))
        .show()?;
    tell_program();
    Ok(())
}

/// Megabytes that the window's program may have.
const PROGRAM: f64 = 15.0;

/// Says how large the window's program is, where it was built.
fn tell_program() {
    let program = places::target().join(format!("release/prospect-desk{EXE_SUFFIX}"));
    if let Ok(file) = fs::metadata(program) {
        let megabytes = file.len() as f64 / 1e6;
        let held = if megabytes <= PROGRAM { "yes" } else { "NO" };
        println!("\nthe window's program: {megabytes:.1} MB, goal ≤ {PROGRAM} MB: {held}");
    }
}
