//! What can be said of the program, and asked of its invitations.

use clap::{Args, Subcommand};

use super::Whom;

/// What is said of the program; nothing: it is shown as it stands.
#[derive(Debug, Args)]
pub struct ProgramArguments {
    /// What it is called in emails
    #[arg(long)]
    pub name: Option<String>,
    /// Where invitations lead, with {code} where the code goes, such as https://join.example/?code={code}
    #[arg(long, value_name = "PATTERN")]
    pub link: Option<String>,
    /// Who writes
    #[arg(long, value_name = "NAME")]
    pub sender: Option<String>,
    /// From which address
    #[arg(long, value_name = "EMAIL")]
    pub sender_email: Option<String>,
    /// After how many days proposals expire; 0: they do not
    #[arg(long, value_name = "DAYS")]
    pub expires_after: Option<u16>,
}

/// What can be done with invitations.
#[derive(Debug, Subcommand)]
pub enum Invitations {
    /// The codes and links of prospects, and who used them
    Show {
        /// The numbers of the prospects
        #[arg(required = true, value_name = "ID")]
        id: Vec<u32>,
    },
    /// Make codes invalid; the next ones of those prospects are valid
    Revoke(Whom),
}
