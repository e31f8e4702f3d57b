//! A home folder of its own, and the environment that keeps programs inside it.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::process;

/// Variables that a program may inherit from whoever runs the tests; all others are dropped.
const INHERITED: [&str; 4] = ["PATH", "RUST_BACKTRACE", "RUST_LOG", "LD_LIBRARY_PATH"];

/// A home folder that is removed when dropped, after every process that lives in it was ended.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Result<Home> {
        let folder = TempDir::with_prefix("prospect-desk-").context("a home folder")?;
        for inner in ["data", "config", "cache", "state", "runtime", "Documents"] {
            fs::create_dir(folder.path().join(inner))?;
        }
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder.path().join("runtime"), private)?;
        Ok(Home { folder })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    pub fn file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let path = self.path().join("Documents").join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| path.display().to_string())?;
        Ok(path)
    }

    /// The whole environment of a program that shall touch nothing outside, but for display and bus.
    pub fn environment(&self) -> Vec<(String, String)> {
        let inner = |name: &str| self.path().join(name).display().to_string();
        let mut environment: Vec<(String, String)> = INHERITED
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), env::var(name).ok()?)))
            .collect();
        let own = [
            ("HOME", self.path().display().to_string()),
            ("XDG_DATA_HOME", inner("data")),
            ("XDG_CONFIG_HOME", inner("config")),
            ("XDG_CACHE_HOME", inner("cache")),
            ("XDG_STATE_HOME", inner("state")),
            ("XDG_RUNTIME_DIR", inner("runtime")),
            ("XDG_SESSION_TYPE", "x11".to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("TZ", "UTC".to_owned()),
        ];
        environment.extend(own.map(|(name, value)| (name.to_owned(), value)));
        environment
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        process::end_all_with(&[&process::variable("HOME", self.path().as_os_str())]);
    }
}
