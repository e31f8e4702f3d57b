//! `cargo xtask bindings`: the TypeScript side of the commands, written from their Rust types.

use crate::{failure::Failure, order::Order, places};

/// Writes `ui/src/lib/ipc/bindings.ts`. The shell's own test does the writing, so that what is written and what is
/// checked can never differ.
///
/// # Errors
/// When the shell does not build, or the file cannot be written.
pub fn write() -> Result<(), Failure> {
    Order::new(
        places::root(),
        // The whole workspace, as for the tests: with one set of features nothing is built twice.
        "cargo test --quiet --workspace --lib bindings",
    )
    .env("UPDATE_BINDINGS", "1")
    .show()?;
    println!("ui/src/lib/ipc/bindings.ts is up to date.");
    Ok(())
}
