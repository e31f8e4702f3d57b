//! The project's own chores: `cargo xtask --help`.

mod bench;
mod bindings;
mod check;
mod counts;
mod course;
mod failure;
mod fuzz;
mod order;
mod package;
mod packages;
mod places;
mod run;
mod sample;
mod setup;
mod test;
mod window;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, runs and tests Prospect Desk.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, build everything and open the window
    Run(run::Options),
    /// Run every check and test, the real window included
    Test(test::Options),
    /// The quick checks: format, lints, core and command line, types of the interface
    Check,
    /// Install what building and testing need
    Setup,
    /// Write ui/src/lib/ipc/bindings.ts from the Rust types
    Bindings,
    /// Write an invented catalogue, and prospects to import into it, of any size
    Sample(sample::Options),
    /// Measure core at several sizes
    Bench(bench::Options),
    /// Work with the real window for a long time, and tell whether memory grows
    Soak(window::Options),
    /// Make a package for Debian and Ubuntu of the window and the command line
    Package(package::Options),
    /// Try the fuzz targets of core
    Fuzz(fuzz::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Test(options) => return course::take(test::steps(&options)),
        Command::Check => return course::take(check::steps()),
        Command::Setup => setup::everything(),
        Command::Bindings => bindings::write(),
        Command::Sample(options) => sample::write(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Soak(options) => window::soak(&options),
        Command::Package(options) => package::make(&options),
        Command::Fuzz(options) => fuzz::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.told());
            ExitCode::FAILURE
        }
    }
}
