//! Hiding from the marketplaces, and until when.

use clap::Args;
use jiff::civil::Date;

use super::Whom;

/// Whom to hide.
#[derive(Debug, Args)]
pub struct HideArguments {
    #[command(flatten)]
    pub whom: Whom,
    /// The day on which they come back by themselves, as 2027-01-31; never where it is left out
    #[arg(long, value_name = "DAY")]
    pub until: Option<Date>,
    /// Why
    #[arg(long, default_value = "")]
    pub reason: String,
    /// Archive those who are prospects
    #[arg(long)]
    pub archive: bool,
}

/// Until when hidden ones stay hidden.
#[derive(Debug, Args)]
pub struct SnoozeArguments {
    #[command(flatten)]
    pub whom: Whom,
    /// The day on which they come back by themselves, as 2027-01-31; never where it is left out
    #[arg(long, value_name = "DAY")]
    pub until: Option<Date>,
}
