//! The folder of backups beside a workspace: what lies there, and which of it is this workspace's own.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::backup::{Backup, BackupName, Backups, Kept};
use crate::error::StoreError;
use crate::store::beside::beside;
use crate::store::copying::{Snapshot, closed, noted};
use crate::workspace::invitations;

/// The folder in which the backups of a workspace lie.
pub(in super::super) fn folder_of(path: &Path) -> PathBuf {
    beside(path, "-backups")
}

/// Where a backup lies in its folder.
pub(in super::super) fn place(folder: &Path, name: BackupName) -> PathBuf {
    folder.join(name.to_string())
}

/// The backups beside a workspace, the newest first.
pub(super) fn listed(path: &Path, secret: Option<&str>) -> Result<Backups, StoreError> {
    let folder = folder_of(path);
    let mut kept = kept(&folder)?;
    kept.sort_by_key(|kept| std::cmp::Reverse(kept.name));
    let all = kept.into_iter().map(|kept| about(&folder, kept, secret));
    Ok(Backups {
        folder: folder.to_string_lossy().into_owned(),
        all: all.collect(),
        failed: false,
    })
}

/// What there is to say of a backup beside the workspace of a secret.
pub(in super::super) fn about(folder: &Path, kept: Kept, secret: Option<&str>) -> Backup {
    let file = place(folder, kept.name);
    let noted = noted(&file).ok().flatten();
    Backup {
        name: kept.name.to_string(),
        at: kept.name.at(),
        reason: kept.name.reason(),
        bytes: kept.bytes,
        contents: noted.map(|noted| noted.contents),
        of_another: is_of_another(&file, secret),
    }
}

/// Those that lie in the folder; other files are nobody's business. One that was opened as a workspace is a backup no more, and has a
/// lock beside it since.
fn kept(folder: &Path) -> Result<Vec<Kept>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut all = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok());
        let Some(name) = name else { continue };
        let about = entry.metadata()?;
        if about.is_file() && !beside(&entry.path(), "-lock").exists() {
            all.push(Kept {
                name,
                bytes: about.len(),
            });
        }
    }
    Ok(all)
}

/// Those of the workspace of a state. Others are of one that had its name before and was deleted or moved: nothing else is left of that
/// one, perhaps, so they stay. One of which nobody can tell is its own.
pub(super) fn ours(folder: &Path, snapshot: &Snapshot) -> Result<Vec<Kept>, StoreError> {
    let secret = invitations::secret(snapshot.connection())?;
    let mut all = kept(folder)?;
    all.retain(|kept| !is_of_another(&place(folder, kept.name), secret.as_deref()));
    Ok(all)
}

/// Whether a backup is known to be of another workspace than that of a secret: no two have the same.
fn is_of_another(backup: &Path, secret: Option<&str>) -> bool {
    let theirs = closed(backup).and_then(|backup| invitations::secret(&backup));
    let theirs = theirs.ok().flatten();
    theirs
        .zip(secret)
        .is_some_and(|(theirs, ours)| theirs != ours)
}

/// The newest of those.
pub(super) fn newest(folder: &Path, snapshot: &Snapshot) -> Result<Option<BackupName>, StoreError> {
    Ok(ours(folder, snapshot)?
        .into_iter()
        .map(|kept| kept.name)
        .max())
}

pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

/// Takes away what programs left that were ended while they made a backup.
pub(super) fn sweep(folder: &Path) {
    let parts = fs::read_dir(folder).into_iter().flatten().flatten();
    for part in parts {
        let name = part.file_name();
        let is_part = name.to_str().is_some_and(|name| {
            let whole = name.split_once(".part").map(|(whole, _)| whole);
            whole.is_some_and(|whole| whole.parse::<BackupName>().is_ok())
        });
        if is_part {
            // It is in nobody's way, and the next backup tries again.
            let _ = fs::remove_file(part.path());
        }
    }
}
