//! The real window at a size, measured by the marks of its own page: `cargo xtask bench --window`; and a long day with it:
//! `cargo xtask soak`. Keys and the wheel are those of the display, at a pace of their own, so that the window is not waited for.

#[cfg(target_os = "linux")]
mod acts;
#[cfg(target_os = "linux")]
mod figures;
#[cfg(target_os = "linux")]
mod imports;
#[cfg(target_os = "linux")]
mod soak;
#[cfg(target_os = "linux")]
mod stage;
#[cfg(target_os = "linux")]
mod starts;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};

#[derive(Parser)]
struct Options {
    /// The workspace to work on, of which a copy is made
    #[arg(long)]
    workspace: PathBuf,
    /// Variables of the window's environment: NAME=VALUE
    #[arg(long)]
    env: Vec<String>,
    #[command(subcommand)]
    work: Work,
}

/// The parts of the table.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Starts,
    Table,
    Cards,
    Search,
    Filter,
    Choose,
}

#[derive(Subcommand)]
enum Work {
    /// One table: start, acts, frames, memory
    Measure {
        /// How often the window is started
        #[arg(long, default_value_t = 5)]
        starts: u32,
        /// Only these parts
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<Part>,
    },
    /// Work on for so many minutes, and tell whether memory grows
    Soak {
        #[arg(long, default_value_t = 30.0)]
        minutes: f64,
    },
    /// Import a file and undo it, so many times
    Imports {
        #[arg(long)]
        file: PathBuf,
        #[arg(long, default_value_t = 10)]
        times: u32,
    },
}

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    let stage = stage::Stage::set(&options.workspace, &options.env).await?;
    match options.work {
        Work::Measure { starts, only } => {
            let wanted = |part: Part| only.is_empty() || only.contains(&part);
            if wanted(Part::Starts) {
                starts::measure(&stage, starts).await?;
            }
            acts::measure(&stage, wanted).await
        }
        Work::Soak { minutes } => soak::run(&stage, minutes).await,
        Work::Imports { file, times } => imports::run(&stage, &file, times).await,
    }
}

#[cfg(not(target_os = "linux"))]
fn main() -> Result<()> {
    anyhow::bail!(
        "the window is driven through WebKitGTK's driver and a virtual X display, which only Linux has"
    )
}
