//! The folder of backups beside a workspace: what lies there, and which of it is this workspace's own.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::backup::{Backup, BackupName, Backups, Kept};
use crate::error::StoreError;
use crate::store::beside::{HALF, beside};
use crate::store::copying::{closed, noted};
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

/// Those that lie in the folder; other files are nobody's business.
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
        // Another program may thin them meanwhile.
        let about = entry.metadata().ok().filter(fs::Metadata::is_file);
        if let Some(about) = about
            && !is_a_workspace_now(&entry.path())
        {
            all.push(Kept {
                name,
                bytes: about.len(),
            });
        }
    }
    Ok(all)
}

/// Whether a backup was opened as a workspace: it is one of its own since, and has a lock beside it.
pub(in super::super) fn is_a_workspace_now(backup: &Path) -> bool {
    beside(backup, "-lock").exists()
}

/// Those of the workspace of a secret. Others are of one that had its name before and was deleted or moved: nothing else is left of that
/// one, perhaps, so they stay. One of which nobody can tell is its own.
pub(super) fn ours(folder: &Path, secret: Option<&str>) -> Result<Vec<Kept>, StoreError> {
    let mut all = kept(folder)?;
    all.retain(|kept| !is_of_another(&place(folder, kept.name), secret));
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

/// The newest of those, but for those of a time that is yet to come: they were made by a clock that was wrong.
pub(super) fn newest(
    folder: &Path,
    secret: Option<&str>,
    now: Timestamp,
) -> Result<Option<BackupName>, StoreError> {
    let mut names: Vec<BackupName> = kept(folder)?.into_iter().map(|kept| kept.name).collect();
    names.retain(|name| name.at() <= now);
    names.sort_unstable();
    let mut newest_first = names.into_iter().rev();
    Ok(newest_first.find(|name| !is_of_another(&place(folder, *name), secret)))
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
            let whole = name.split_once(HALF).map(|(whole, _)| whole);
            whole.is_some_and(|whole| whole.parse::<BackupName>().is_ok())
        });
        if is_part {
            // It is in nobody's way, and the next backup tries again.
            let _ = fs::remove_file(part.path());
        }
    }
}
