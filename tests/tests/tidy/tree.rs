//! The files of the project, as they were written by hand.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::rules::Finding;

/// Folders that hold what tools have made.
const MADE: [&str; 7] = [
    "target",
    "node_modules",
    "dist",
    "gen",
    "paraglide",
    ".git",
    ".svelte-kit",
];

/// One file.
pub struct File {
    /// Where it lies under the project's top folder.
    pub path: PathBuf,
    /// What stands in it.
    pub text: String,
}

impl File {
    /// Its lines, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// Something found at a line.
    pub fn finding(&self, line: usize, what: String) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            what,
        }
    }
}

/// All files at or under `folder` with one of these endings (`run` also finds a script of just that name); none where
/// there is no such folder.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    walk(&root.join(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .filter(|path| {
            let ending = path.extension().or(path.file_name());
            ending.is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        })
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let path = path.strip_prefix(&root).ok()?.to_owned();
            Some(File { path, text })
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let made = MADE.iter().any(|name| entry.file_name() == *name);
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !made => walk(&path, found),
            Ok(kind) if kind.is_file() => found.push(path),
            _ => {}
        }
    }
}

/// The same files with their line comments blanked: a comment may name what the code must not use.
pub fn lines_of_code(mut files: Vec<File>) -> Vec<File> {
    for file in &mut files {
        let lines = file
            .text
            .lines()
            .map(|line| match line.trim_start().starts_with("//") {
                true => "",
                false => line,
            });
        file.text = lines.collect::<Vec<_>>().join("\n");
    }
    files
}
