//! The commands: each opens the workspace, asks core one thing, and prints what it says.

mod applications;
mod backup;
mod backups;
mod by_hand;
mod change;
mod check;
mod emails;
mod export;
mod funnel;
mod groups;
mod history;
mod import;
mod init;
pub mod list;
mod mapping;
mod outbox;
mod preview;
mod program;
mod templates;
mod views;
mod workflows;

use std::cell::OnceCell;

use prospect_core::group::Group;
use prospect_core::workspace::Workspace;

use crate::arguments::{Arguments, Command, Listed, Workflows};
use crate::output::Output;
use crate::refusal::Refusal;
use crate::{Done, opening};

/// What a command gives.
pub type Told = Result<Done, Refusal>;

/// Does what the arguments ask.
///
/// # Errors
/// Why nothing was done.
pub fn run(arguments: &Arguments, output: &mut Output) -> Told {
    let opened = OnceCell::new();
    let open = || {
        let workspace = opening::workspace(arguments.workspace.as_deref())?;
        Ok(opened.get_or_init(|| workspace))
    };
    let told = answer(arguments, &open, output);
    // Nobody waits for what is done for the next command.
    let printed = output.flush();
    if let Some(workspace) = opened.into_inner() {
        opening::close(workspace);
    }
    printed?;
    told
}

fn answer<'w>(
    arguments: &Arguments,
    open: &dyn Fn() -> Result<&'w Workspace, Refusal>,
    output: &mut Output,
) -> Told {
    match &arguments.command {
        Command::Init { sample } => init::run(
            &opening::file(arguments.workspace.as_deref())?,
            *sample,
            output,
        ),
        Command::Preview { file, reading } => preview::run(file, reading, output),
        Command::Import(import) => import::run(open()?, import, output),
        Command::List(list) if list.place == Listed::Applications => {
            applications::list(open()?, list, output)
        }
        Command::List(list) if list.place == Listed::Workflows => {
            workflows::run(open()?, &Workflows::List, output)
        }
        Command::List(list) if list.place == Listed::Outbox => outbox::list(open()?, list, output),
        Command::List(list) => list::run(open()?, list, output),
        Command::Mark(whom) => change::mark(open()?, whom, output),
        Command::Unmark(whom) => change::unmark(open()?, whom, output),
        Command::Hide(hide) => change::hide(open()?, hide, output),
        Command::Snooze(snooze) => change::snooze(open()?, snooze, output),
        Command::Show(whom) => change::show(open()?, whom, output),
        Command::Stage(stage) => funnel::stage(open()?, stage, output),
        Command::Record(happened) => funnel::record(open()?, happened, output),
        Command::Archive(whom) => change::archive(open()?, whom, output),
        Command::Restore(whom) => change::restore(open()?, whom, output),
        Command::Add(newcomer) => by_hand::add(open()?, newcomer, output),
        Command::Note { text, whom } => change::note(open()?, whom, text, output),
        Command::Expire => funnel::expire(open()?, output),
        Command::Funnel { query } => funnel::figures(open()?, query, output),
        Command::Groups(groups) => groups::run(open()?, groups, output),
        Command::Workflows(workflows) => workflows::run(open()?, workflows, output),
        Command::Applications(asked) => applications::run(open()?, asked, output),
        Command::Program(said) => program::run(open()?, said, output),
        Command::Invitations(asked) => program::invitations(open()?, asked, output),
        Command::Outbox(outbox) => outbox::run(open()?, outbox, output),
        Command::Templates(templates) => templates::run(open()?, templates, output),
        Command::Views(views) => views::run(open()?, views, output),
        Command::Export(export) => export::run(open()?, export, output),
        Command::Undo { back_to } => history::undo(open()?, *back_to, output),
        Command::Redo => history::redo(open()?, output),
        Command::History(history) => history::run(open()?, history, output),
        Command::Check => check::run(open()?, output),
        Command::Backups(asked) => backups::run(arguments.workspace.as_deref(), asked, output),
        Command::Salvage { out } => backups::salvage(arguments.workspace.as_deref(), out, output),
        Command::Backup { out } => backup::run(open()?, out, output),
    }
}

/// The group of a name, without regard to case and width.
fn group_named(workspace: &Workspace, name: &str) -> Result<Group, Refusal> {
    let groups: Vec<Group> = workspace
        .groups()
        .into_iter()
        .map(|summary| summary.group)
        .collect();
    let key = prospect_core::text::name_key(name);
    let found = groups
        .iter()
        .find(|group| prospect_core::text::name_key(&group.name) == key);
    found.cloned().ok_or_else(|| Refusal::NoSuchGroup {
        name: name.to_owned(),
        existing: groups.into_iter().map(|group| group.name).collect(),
    })
}
