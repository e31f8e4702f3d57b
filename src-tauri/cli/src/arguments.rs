//! What can be asked on the command line.

mod applications;
mod backups;
mod by_hand;
mod funnel;
mod groups;
mod hiding;
mod history;
mod import;
mod outbox;
mod program;
mod views;
mod workflows;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use prospect_core::query::{Place, Show};

pub use applications::{ApplicationArguments, Applications, Decided, WhichApplications};
pub use backups::Backups;
pub use by_hand::AddArguments;
pub use funnel::{About, Happened, StageArguments};
pub use groups::Groups;
pub use hiding::{HideArguments, SnoozeArguments};
pub use history::{HistoryArguments, HistoryCommand};
pub use import::{ImportArguments, ReadingArguments};
pub use outbox::{Outbox, Templates, Which};
pub use program::{Invitations, ProgramArguments};
pub use views::Views;
pub use workflows::{EmailArguments, WorkflowChange, Workflows};

/// Prospect Desk from a terminal
#[derive(Debug, Parser)]
#[command(name = "prospects", version, infer_subcommands = false)]
pub struct Arguments {
    /// The workspace; the app's own where none is named
    #[arg(long, global = true, value_name = "FILE")]
    pub workspace: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a workspace
    Init {
        /// With the sample catalogue in it
        #[arg(long)]
        sample: bool,
    },
    /// Show how a file is read, as lines of JSON
    Preview {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        reading: ReadingArguments,
    },
    /// Import a file: all of it, or nothing
    Import(ImportArguments),
    /// List a place
    List(ListArguments),
    /// Mark as prospects
    Mark(Whom),
    /// Take the mark back
    Unmark(Whom),
    /// Hide from the marketplaces
    Hide(HideArguments),
    /// Set until when hidden ones stay hidden
    Snooze(SnoozeArguments),
    /// Show hidden ones again
    Show(Whom),
    /// Set the stage of prospects by hand
    Stage(StageArguments),
    /// Note what happened to prospects; their stages follow from it
    #[command(subcommand)]
    Record(Happened),
    /// Take prospects out of the funnel; their history stays
    Archive(Whom),
    /// Bring archived prospects back
    Restore(Whom),
    /// Add a prospect by hand, matched as a row of an import is
    Add(Box<AddArguments>),
    /// Add a note, a line of its own, to one or many
    Note {
        /// The note
        text: String,
        #[command(flatten)]
        whom: Whom,
    },
    /// Let proposals expire whose last day has passed, and show hidden ones again whose day has come
    Expire,
    /// How many went from stage to stage, and how long they took
    Funnel {
        /// Words and typed filters, such as `source:import`
        #[arg(default_value = "")]
        query: String,
    },
    /// Groups
    #[command(subcommand)]
    Groups(Groups),
    /// Workflows: what happens by itself with the partners of some groups
    #[command(subcommand)]
    Workflows(Workflows),
    /// The program: what it is called, who writes, where invitations lead
    Program(ProgramArguments),
    /// Invitations: the codes that are made for prospects
    #[command(subcommand)]
    Invitations(Invitations),
    /// Applications: sign-ups that came back
    #[command(subcommand)]
    Applications(Applications),
    /// Messages that are due: what workflows draft, to be sent with your own mail program
    #[command(subcommand)]
    Outbox(Outbox),
    /// Email templates: what messages say
    #[command(subcommand)]
    Templates(Templates),
    /// Saved views: what a list is asked for and how it is shown, under a name
    #[command(subcommand)]
    Views(Views),
    /// Write a list as CSV, which imports back
    #[command(subcommand)]
    Export(Export),
    /// Take the last change back
    Undo {
        /// Back to this change, one after another: it is undone too
        #[arg(long, value_name = "NUMBER")]
        back_to: Option<u32>,
    },
    /// Do the change again that was taken back last
    Redo,
    /// Past changes, the newest first, or what one came to
    History(HistoryArguments),
    /// Check the integrity of the file, and that the catalogue equals the store
    Check,
    /// Backups that were made by themselves
    #[command(subcommand)]
    Backups(Backups),
    /// Read what can be read of a damaged workspace into a new one
    Salvage {
        /// The new workspace
        out: PathBuf,
    },
    /// Copy the workspace into a new file
    Backup {
        /// The new file
        out: PathBuf,
    },
}

/// A list.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// What is listed
    pub place: Listed,
    /// Words and typed filters, such as `country:DE size:>=M`
    #[arg(default_value = "")]
    pub query: String,
    /// Through a saved view, by name; words and typed filters narrow it further
    #[arg(long, value_name = "NAME", conflicts_with_all = ["show", "sort"])]
    pub view: Option<String>,
    /// The prospect filter
    #[arg(long, default_value = "all")]
    pub show: Shown,
    /// best-match, name, visits, followers, engagement, newest, last-active, marked-on, last-contact, stage, source,
    /// model, country, hidden-on or hidden-until, with :asc or :desc
    #[arg(long, default_value = "best-match", value_name = "S", value_parser = super::commands::list::sort)]
    pub sort: prospect_core::query::Sort,
    /// Rows to leave out at the beginning
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub offset: u32,
    /// Rows at the most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u32,
    /// Count the values of the filters too
    #[arg(long)]
    pub facets: bool,
    /// Of applications those that wait, as without it
    #[arg(long, conflicts_with = "processed")]
    pub new: bool,
    /// Of applications those that were decided on
    #[arg(long)]
    pub processed: bool,
}

/// A place that can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// The partner marketplace.
    Partners,
    /// The creator marketplace.
    Creators,
    /// The prospects.
    Prospects,
    /// The messages that are due.
    Outbox,
    /// Sign-ups that came back.
    Applications,
    /// The workflows.
    Workflows,
}

impl Listed {
    /// The list that can be searched, filtered and saved as a view; `None`: it is none of those.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Partners => Some(Place::Partners),
            Self::Creators => Some(Place::Creators),
            Self::Prospects => Some(Place::Prospects),
            Self::Outbox | Self::Applications | Self::Workflows => None,
        }
    }
}

/// The prospect filter.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Shown {
    /// All that are not hidden.
    All,
    /// Those that are no prospects.
    NotProspects,
    /// Prospects.
    Prospects,
    /// Hidden ones.
    Hidden,
}

impl From<Shown> for Show {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::All => Self::All,
            Shown::NotProspects => Self::NotProspects,
            Shown::Prospects => Self::Prospects,
            Shown::Hidden => Self::Hidden,
        }
    }
}

/// Whom a change is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Whom {
    /// Their numbers, as `list` shows them
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "ID")]
    pub id: Vec<u32>,
    /// All that match words and typed filters
    #[arg(long)]
    pub query: Option<String>,
}

/// What can be written as CSV.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The partner marketplace
    Partners {
        /// The file
        out: PathBuf,
    },
    /// The creator marketplace
    Creators {
        /// The file
        out: PathBuf,
    },
    /// The prospects
    Prospects {
        /// The file
        out: PathBuf,
    },
    /// The members of a group
    Group {
        /// Its name
        name: String,
        /// The file
        out: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }
}
