//! Finding and opening the workspace.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use prospect_core::workspace::Workspace;

use crate::refusal::Refusal;

/// The folder of the app's data, in the folder that the system has for such, and the workspace in it.
const DEFAULT: [&str; 2] = ["app.prospect-desk", "Prospect Desk.prospects"];

/// The file that is meant: the one that is named, or the one that the window opens by itself.
///
/// # Errors
/// Where none is named and the system has no folder for data.
pub fn file(named: Option<&Path>) -> Result<PathBuf, Refusal> {
    if let Some(file) = named {
        return Ok(file.to_owned());
    }
    let folders = directories::BaseDirs::new().ok_or(Refusal::NoHome)?;
    Ok(DEFAULT
        .iter()
        .fold(folders.data_dir().to_owned(), |path, part| path.join(part)))
}

/// Partners that are swept away by each command, of changes that cannot be done again: some hundredths of a second.
const SWEPT: u32 = 20_000;

/// What whoever keeps a workspace on another computer should know.
const ON_NETWORK: &str = "this workspace lies in a network folder, where the file can be damaged; \
    keep it on a disk of this computer and back it up to the network instead";

/// Opens the workspace that is meant.
///
/// # Errors
/// Why it cannot be opened.
pub fn workspace(named: Option<&Path>) -> Result<Workspace, Refusal> {
    let workspace = Workspace::open(&file(named)?, now())?;
    if workspace.is_on_network() {
        // Without a terminal to print to there is nobody to tell.
        let _ = writeln!(io::stderr(), "prospects: warning: {ON_NETWORK}");
    }
    // Nobody asked for that, so nobody is told where it cannot be.
    let _ = workspace.sweep(SWEPT);
    Ok(workspace)
}

/// Closes a workspace. Where the next command would have to read all of it, the catalogue is kept first. Nobody asked for that, so
/// nobody is told where it cannot be.
pub fn close(workspace: Workspace) {
    if workspace.is_worth_keeping() {
        workspace.prepare_orders(&|| true);
        let _ = workspace.keep_catalogue(&|| true);
    }
}

/// The time: the one clock of the command line.
pub fn now() -> Timestamp {
    Timestamp::now()
}
