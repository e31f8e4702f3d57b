//! What the user chose for the window, kept in a small file beside the default workspace.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use prospect_core::query::{Place, Sort};
use serde::{Deserialize, Serialize};

use crate::error::{CommandError, Outcome};
use crate::state::lock;

/// A language of the interface, or the system's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
pub enum LanguageChoice {
    /// The system's.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    Chinese,
}

/// A set of colours, or the system's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ThemeChoice {
    /// The system's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How a place shows its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Layout {
    /// As cards.
    Cards,
    /// As a table.
    Table,
}

/// A column that a table shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ShownColumn {
    /// Its name in the window.
    pub id: String,
    /// Its width in px, where the user gave it one.
    pub width: Option<u32>,
}

/// What the user chose for the window.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The language.
    pub language: LanguageChoice,
    /// The theme.
    pub theme: ThemeChoice,
    /// The layout of places in which the user chose one.
    pub layouts: BTreeMap<Place, Layout>,
    /// The columns of tables in which the user chose some, in order.
    #[serde(default)]
    pub columns: BTreeMap<Place, Vec<ShownColumn>>,
    /// The order of places in which the user chose one.
    #[serde(default)]
    pub sorts: BTreeMap<Place, Sort>,
}

/// The file's content.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    #[serde(flatten)]
    settings: Settings,
    /// The workspace that was opened last, where it is not the default one.
    workspace: Option<PathBuf>,
}

/// The file of settings, and what it says.
pub struct SettingsFile {
    path: PathBuf,
    kept: Mutex<Kept>,
}

impl SettingsFile {
    /// Reads the file; one that is missing or damaged counts as empty.
    pub fn read(path: PathBuf) -> Self {
        let kept = fs::read(&path)
            .ok()
            .and_then(|bytes| match serde_json::from_slice(&bytes) {
                Ok(kept) => Some(kept),
                Err(error) => {
                    tracing::warn!(
                        "the settings are not readable and start anew: {:?}",
                        error.classify()
                    );
                    None
                }
            })
            .unwrap_or_default();
        Self {
            path,
            kept: Mutex::new(kept),
        }
    }

    /// What the user chose.
    pub fn settings(&self) -> Settings {
        lock(&self.kept).settings.clone()
    }

    /// The workspace opened last, where it is not the default one.
    pub fn last_workspace(&self) -> Option<PathBuf> {
        lock(&self.kept).workspace.clone()
    }

    /// Changes what the user chose, and keeps it.
    ///
    /// # Errors
    /// Where the file cannot be written; the choice then holds until the window closes.
    pub fn change(&self, change: impl FnOnce(&mut Settings)) -> Outcome<()> {
        self.keep(|kept| change(&mut kept.settings))
    }

    /// Remembers the workspace opened last; `None` for the default one.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remember_workspace(&self, path: Option<&Path>) -> Outcome<()> {
        self.keep(|kept| kept.workspace = path.map(Path::to_owned))
    }

    fn keep(&self, change: impl FnOnce(&mut Kept)) -> Outcome<()> {
        let mut kept = lock(&self.kept);
        change(&mut kept);
        write_whole(&self.path, &kept).map_err(|error| {
            tracing::warn!("the settings are not kept: {}", error.kind());
            CommandError::CannotWrite {
                path: crate::error::shown(&self.path),
            }
        })
    }
}

/// Writes the file beside its place and then puts it there, so that it is never half written.
fn write_whole(path: &Path, kept: &Kept) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("json.new");
    let mut file = fs::File::create(&beside)?;
    serde_json::to_writer_pretty(&mut file, kept)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_outlive_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.json");
        let file = SettingsFile::read(path.clone());
        assert_eq!(file.settings(), Settings::default());
        file.change(|settings| {
            settings.language = LanguageChoice::Chinese;
            settings.layouts.insert(Place::Partners, Layout::Table);
            settings.sorts.insert(Place::Creators, Sort::default());
            let name = ShownColumn {
                id: "name".into(),
                width: Some(240),
            };
            settings.columns.insert(Place::Prospects, vec![name]);
        })
        .unwrap();
        file.remember_workspace(Some(Path::new("/elsewhere/b.prospects")))
            .unwrap();

        let again = SettingsFile::read(path);
        assert_eq!(again.settings(), file.settings());
        assert_eq!(
            again.last_workspace().as_deref(),
            Some(Path::new("/elsewhere/b.prospects"))
        );
    }

    #[test]
    fn what_an_older_version_kept_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(&path, r#"{"language":"zh-CN","theme":"dark","layouts":{}}"#).unwrap();
        assert_eq!(SettingsFile::read(path).settings().theme, ThemeChoice::Dark);
    }

    #[test]
    fn a_damaged_file_counts_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(&path, "{\"language\":").unwrap();
        assert_eq!(SettingsFile::read(path).settings(), Settings::default());
    }
}
