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

/// The file beside this one that is written first, and takes its place when it is whole.
pub(crate) fn half_of(path: &Path) -> PathBuf {
    beside(path, ".part")
}

/// Takes a file away, where there is one.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    where_there_is_one(fs::remove_file(path))
}

/// Gives a file another name, where there is one.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    where_there_is_one(fs::rename(from, to))
}

/// Writes through what a file is called, where folders can be: until then a cut of power may take the name back.
pub(crate) fn write_name_through(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        // A name alone lies in the folder in which the program was started.
        let is_named = !folder.as_os_str().is_empty();
        let folder = if is_named { folder } else { Path::new(".") };
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn where_there_is_one(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
