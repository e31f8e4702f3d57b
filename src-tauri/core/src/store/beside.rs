//! Files that lie beside another one, under its name and an ending.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file whose name goes on so.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// What the name of a file ends with that is not whole yet. No file of anybody else's is called so.
pub(crate) const HALF: &str = ".half-written";

/// The file beside this one that is written first, and takes its place when it is whole.
pub(crate) fn half_of(path: &Path) -> PathBuf {
    beside(path, HALF)
}

/// Takes a file away, where there is one.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    where_there_is_one(fs::remove_file(path))
}

/// Gives a file another name, where there is one.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    where_there_is_one(fs::rename(from, to))
}

/// Writes through what a file is called now: until then a cut of power may take the name back. There are folders that cannot be
/// written through, or not be opened for it; the file has its name all the same.
pub(crate) fn write_name_through(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        // A name alone lies in the folder in which the program was started.
        let is_named = !folder.as_os_str().is_empty();
        let folder = if is_named { folder } else { Path::new(".") };
        if let Err(error) = fs::File::open(folder).and_then(|folder| folder.sync_all()) {
            tracing::warn!("a name is not written through: {}", error.kind());
        }
    }
}

fn where_there_is_one(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
