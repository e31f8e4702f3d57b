//! Where things lie in the project.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// The project's top folder.
pub fn root() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or(own.clone(), Path::to_path_buf)
}

/// The folder of the interface.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo builds to.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// When the file was last written; `None` where there is none.
pub fn written(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|meta| meta.modified()).ok()
}

/// When the newest file at or under `path` was written, without those under `except`; `None` where there is none.
pub fn newest(path: &Path, except: &Path) -> Option<SystemTime> {
    if path == except {
        return None;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return written(path);
    };
    entries
        .flatten()
        .filter_map(|entry| newest(&entry.path(), except))
        .max()
}
