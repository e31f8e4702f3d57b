//! What can be asked of groups.

use std::path::PathBuf;

use clap::Subcommand;

/// What can be done with groups.
#[derive(Debug, Subcommand)]
pub enum Groups {
    /// Every group and its size
    List,
    /// Make a group
    Add {
        /// Its name
        name: String,
    },
    /// Give a group another name
    Rename {
        /// Its name so far
        old: String,
        /// Its name from now on
        new: String,
    },
    /// Put the members of some groups into one, and delete those groups
    Merge {
        /// The groups that go
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        /// The group that stays
        #[arg(long, value_name = "NAME")]
        into: String,
    },
    /// Delete a group; its members stay
    Delete {
        /// Its name
        name: String,
    },
    /// Who is in a group
    Members {
        /// Its name
        name: String,
    },
    /// The addresses of a group, one on a line: the custom contact first, each address once, hidden members left out
    Emails {
        /// Its name
        name: String,
        /// Write them as CSV, with names beside them
        #[arg(long, value_name = "OUT.csv")]
        out: Option<PathBuf>,
    },
}
