//! What can be asked of workflows.

use clap::{Args, Subcommand};

/// What can be done with workflows.
#[derive(Debug, Subcommand)]
pub enum Workflows {
    /// Every workflow
    List,
    /// Make a workflow, which is on
    Add {
        /// Its name
        name: String,
        /// The groups that it is paired with
        #[arg(long, num_args = 1.., value_name = "GROUP")]
        group: Vec<String>,
        /// Accept sign-ups automatically
        #[arg(long)]
        accept: bool,
        #[command(flatten)]
        emails: EmailArguments,
    },
    /// Change a workflow
    Set {
        /// Its name
        name: String,
        #[command(flatten)]
        change: WorkflowChange,
    },
    /// What a workflow would do now if it were on; nothing is changed
    Simulate {
        /// Its name
        name: String,
    },
    /// Accept the applications that wait although this workflow would accept them now
    AcceptWaiting {
        /// Its name
        name: String,
    },
    /// Delete a workflow
    Delete {
        /// Its name
        name: String,
    },
}

/// What of a workflow is to change.
#[derive(Debug, Args)]
#[group(required = true, multiple = true, args = ["rename", "on", "off", "accept", "no_accept", "group", "invite", "follow_up", "add_to"])]
pub struct WorkflowChange {
    /// Another name
    #[arg(long, value_name = "NEW")]
    pub rename: Option<String>,
    /// Switch it on
    #[arg(long, conflicts_with = "off")]
    pub on: bool,
    /// Switch it off
    #[arg(long)]
    pub off: bool,
    /// Accept sign-ups automatically
    #[arg(long, conflicts_with = "no_accept")]
    pub accept: bool,
    /// Let sign-ups wait
    #[arg(long)]
    pub no_accept: bool,
    /// The groups that it is paired with, in place of those so far; none after it: no group
    #[arg(long, num_args = 0.., value_name = "GROUP")]
    pub group: Option<Vec<String>>,
    #[command(flatten)]
    pub emails: EmailArguments,
}

/// Which emails a workflow drafts, and which groups those join who sign up.
#[derive(Debug, Args)]
pub struct EmailArguments {
    /// The email template of the invitation; an empty name: none
    #[arg(long, value_name = "TEMPLATE")]
    pub invite: Option<String>,
    /// Follow-ups without an answer, such as 7="Gentle reminder"; none after it: no follow-up
    #[arg(long, num_args = 0.., value_name = "DAYS=TEMPLATE")]
    pub follow_up: Option<Vec<String>>,
    /// The groups that those join who sign up; none after it: no group
    #[arg(long, num_args = 0.., value_name = "GROUP")]
    pub add_to: Option<Vec<String>>,
}
