//! What can be asked of saved views.

use clap::Subcommand;

use super::{ListArguments, Listed};

/// What can be done with saved views.
#[derive(Debug, Subcommand)]
pub enum Views {
    /// Every saved view, with the list that it is of
    List,
    /// Save what a list is asked for as a view
    Save {
        /// Its name
        name: String,
        #[command(flatten)]
        list: ListArguments,
    },
    /// Give a view another name
    Rename {
        /// The list that it is of
        place: Listed,
        /// Its name so far
        old: String,
        /// Its name from now on
        new: String,
    },
    /// Put a view elsewhere among those of its list
    Move {
        /// The list that it is of
        place: Listed,
        /// Its name
        name: String,
        /// Its place from now on, from 1
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        to: u32,
    },
    /// Delete a view
    Delete {
        /// The list that it is of
        place: Listed,
        /// Its name
        name: String,
    },
}
