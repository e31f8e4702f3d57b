//! What can be asked of the outbox and of email templates.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

/// What can be done with messages that are due.
#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// One message with its whole text
    Show {
        /// The number of the partner
        id: u32,
    },
    /// Write messages that are ready as CSV for a mail merge
    Export {
        /// The file
        out: PathBuf,
        /// Those to these partners; all where none is named
        #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "ID")]
        id: Vec<u32>,
    },
    /// Write messages that are ready into a folder, a file each, for mail programs
    Eml {
        /// The folder
        folder: PathBuf,
        /// Those to these partners; all where none is named
        #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "ID")]
        id: Vec<u32>,
    },
    /// Note messages as sent, which brings new prospects to Outreach
    Sent {
        #[command(flatten)]
        which: Which,
        /// The day on which they were sent; today where none is named
        #[arg(long, value_name = "DAY")]
        on: Option<Date>,
    },
    /// Note that messages are not to be sent
    Skip {
        #[command(flatten)]
        which: Which,
    },
}

/// Which messages.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Which {
    /// Those to these partners
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "ID")]
    pub id: Vec<u32>,
    /// All of them
    #[arg(long)]
    pub all: bool,
}

/// What can be done with email templates.
#[derive(Debug, Subcommand)]
pub enum Templates {
    /// Every email template
    List,
    /// What a template says; to a prospect with --query
    Show {
        /// Its name
        name: String,
        /// With the values of the first prospect that matches these words and typed filters
        #[arg(long)]
        query: Option<String>,
    },
    /// Make a template, or change the one of this name
    Put {
        /// Its name
        name: String,
        /// Another name
        #[arg(long, value_name = "NEW")]
        rename: Option<String>,
        /// The subject, with merge tags such as {{name}} or {{first_name|there}}
        #[arg(long)]
        subject: Option<String>,
        /// The text
        #[arg(long, conflicts_with = "body_file")]
        body: Option<String>,
        /// A file with the text, in UTF-8
        #[arg(long, value_name = "FILE")]
        body_file: Option<PathBuf>,
    },
    /// Delete a template that no workflow uses
    Delete {
        /// Its name
        name: String,
    },
}
