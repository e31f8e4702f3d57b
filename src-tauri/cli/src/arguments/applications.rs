//! What can be done with applications.

use clap::{Args, Subcommand};
use jiff::civil::Date;

/// What can be done with applications.
#[derive(Debug, Subcommand)]
pub enum Applications {
    /// Record an application by hand, matched as a row of an import is
    Add(Box<ApplicationArguments>),
    /// Accept applications that are linked: their partners join
    Accept(Decided),
    /// Reject applications that wait
    Reject(Decided),
    /// Link an application that waits to a partner
    Link {
        /// Its number, as `list applications` shows it
        application: u32,
        /// The partner, by the number that `list` shows
        #[arg(long, value_name = "ID", required_unless_present = "new")]
        to: Option<u32>,
        /// Match it as if it had no code; where nobody matches, as a new partner
        #[arg(long, conflicts_with = "to")]
        new: bool,
        /// Why; it stands on the timeline
        #[arg(long)]
        reason: String,
    },
    /// Accept those that wait although a workflow would accept them now
    AcceptWaiting {
        /// The workflow
        workflow: String,
    },
}

/// WhichApplications applications are decided on.
#[derive(Debug, Args)]
pub struct Decided {
    #[command(flatten)]
    pub which: WhichApplications,
    /// Why
    #[arg(long, default_value = "")]
    pub reason: String,
}

/// WhichApplications applications.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct WhichApplications {
    /// Their numbers, as `list applications` shows them
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "ID")]
    pub id: Vec<u32>,
    /// All that wait and have this in name, address, website, partner ID or code
    #[arg(long, value_name = "TEXT")]
    pub query: Option<String>,
    /// All that wait
    #[arg(long)]
    pub all: bool,
}

/// An application that is recorded by hand.
#[derive(Debug, Args)]
pub struct ApplicationArguments {
    /// The applicant's address
    #[arg(long)]
    pub email: String,
    /// When it was received; today, where it is left out
    #[arg(long, value_name = "DAY")]
    pub applied_on: Option<Date>,
    /// The name
    #[arg(long, default_value = "")]
    pub name: String,
    /// The website
    #[arg(long, default_value = "")]
    pub website: String,
    /// The network's own ID
    #[arg(long, default_value = "", value_name = "ID")]
    pub partner_id: String,
    /// The invitation's code
    #[arg(long, default_value = "")]
    pub code: String,
    /// The one it is, by the number that `list` shows, where several fit
    #[arg(long, value_name = "ID", conflicts_with = "nobody")]
    pub is: Option<u32>,
    /// None of those who are known, but a new partner
    #[arg(long)]
    pub nobody: bool,
    /// Tell what would be done, and touch nothing
    #[arg(long)]
    pub dry_run: bool,
}
