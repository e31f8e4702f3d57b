//! What can be asked of the history.

use clap::{Args, Subcommand, ValueEnum};
use prospect_core::activity;

/// The history.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct HistoryArguments {
    /// How many at the most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u32,
    /// How many to leave out, from the newest on
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub offset: u32,
    /// Only changes of these things
    #[arg(long, value_name = "WHAT")]
    pub about: Option<About>,
    /// One of them.
    #[command(subcommand)]
    pub command: Option<HistoryCommand>,
}

/// What can be asked of one change.
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// What a change came to
    Show {
        /// Its number, as `history` shows it
        number: u32,
    },
}

/// What changes are about.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum About {
    /// Partners and prospects.
    Partners,
    /// Groups.
    Groups,
    /// Imports.
    Imports,
    /// Workflows.
    Workflows,
    /// Applications.
    Applications,
    /// Saved views.
    Views,
}

impl From<About> for activity::About {
    fn from(about: About) -> Self {
        match about {
            About::Partners => Self::Partners,
            About::Groups => Self::Groups,
            About::Imports => Self::Imports,
            About::Workflows => Self::Workflows,
            About::Applications => Self::Applications,
            About::Views => Self::Views,
        }
    }
}
