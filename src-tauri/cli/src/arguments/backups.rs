//! What can be asked of backups.

use clap::Subcommand;

/// What can be done with the backups that are made by themselves.
#[derive(Debug, Subcommand)]
pub enum Backups {
    /// Every backup, the newest first, with what is in it
    List,
    /// Put everything back as it was; what was there before is a backup of its own then
    Restore {
        /// Its name, as `list` shows it
        name: String,
        /// Only tell in what it differs from the workspace
        #[arg(long)]
        dry_run: bool,
    },
}
