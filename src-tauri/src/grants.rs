//! The paths that the window may hand to commands: those that the user chose in a native dialog or dropped on the window.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::error::{CommandError, Outcome};
use crate::state::lock;

/// The granted paths.
#[derive(Default)]
pub struct Grants(Mutex<HashSet<PathBuf>>);

impl Grants {
    /// Grants a path that the user has just pointed at.
    pub fn grant(&self, path: &Path) {
        lock(&self.0).insert(path.to_owned());
    }

    /// Lets a granted path pass.
    ///
    /// # Errors
    /// [`CommandError::NotGranted`] for every other.
    pub fn check(&self, path: &Path) -> Outcome<()> {
        if lock(&self.0).contains(path) {
            Ok(())
        } else {
            Err(CommandError::NotGranted)
        }
    }
}
