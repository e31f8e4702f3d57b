//! What can be asked of prospects on their way.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use prospect_core::vocabulary::Stage;

use super::Whom;

/// A stage that is set by hand.
#[derive(Debug, Args)]
pub struct StageArguments {
    /// new, outreach, negotiating, joined, expired, rejected-by-partner or rejected-by-you
    #[arg(value_parser = stage)]
    pub stage: Stage,
    #[command(flatten)]
    pub whom: Whom,
    /// Why
    #[arg(long)]
    pub reason: String,
}

fn stage(text: &str) -> Result<Stage, &'static str> {
    let plain = |name: &str| name.replace([' ', '-'], "").to_lowercase();
    let found = Stage::ALL
        .iter()
        .find(|stage| plain(stage.key()) == plain(text));
    found.copied().ok_or(
        "new, outreach, negotiating, joined, expired, rejected-by-partner or rejected-by-you",
    )
}

/// What happened.
#[derive(Debug, Subcommand)]
pub enum Happened {
    /// An email or a message was sent
    Emailed {
        #[command(flatten)]
        about: About,
        /// When, as 2026-11-30; today where it is left out
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
    },
    /// A proposal was sent
    Proposal {
        #[command(flatten)]
        about: About,
        /// When, as 2026-11-30; today where it is left out
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// The last day on which it holds
        #[arg(long, value_name = "DATE")]
        expires: Option<Date>,
    },
    /// An application came: who is no prospect yet becomes one
    Application(About),
    /// Accepted into the program
    Accepted(About),
    /// The partner does not want to
    RejectedByPartner(About),
    /// You do not want to
    RejectedByYou(About),
    /// The contract of one who had joined ended
    ContractEnded(About),
}

/// To whom it happened, and why.
#[derive(Debug, Args)]
pub struct About {
    #[command(flatten)]
    pub whom: Whom,
    /// Why
    #[arg(long, default_value = "")]
    pub reason: String,
}
