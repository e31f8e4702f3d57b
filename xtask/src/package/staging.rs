//! What lies where in the package.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{PROGRAMS, texts::Moment};
use crate::{failure::Failure, order::Order};

/// For everybody to read, and to run.
const FILE: u32 = 0o644;
const PROGRAM: u32 = 0o755;

/// Where what is packed comes from.
pub struct Stage<'m> {
    root: PathBuf,
    programs: PathBuf,
    moment: &'m Moment,
}

/// What is packed, laid out as it will be installed.
pub struct Staged {
    /// The folder that stands for `/`.
    pub root: PathBuf,
    /// What it takes of a disk.
    pub kibibytes: u64,
}

impl<'m> Stage<'m> {
    /// Of a project and the folder of its programs.
    pub fn new(root: PathBuf, programs: PathBuf, moment: &'m Moment) -> Self {
        Self {
            root,
            programs,
            moment,
        }
    }

    /// Lays it all out in `folder`, in place of what was laid out there before.
    ///
    /// # Errors
    /// When a file is missing or cannot be written.
    pub fn write(&self, folder: &Path) -> Result<Staged, Failure> {
        let root = folder.join("prospect-desk");
        if root.exists() {
            fs::remove_dir_all(&root).map_err(failed(&root))?;
        }
        for program in PROGRAMS {
            let content = read(&self.programs.join(program))?;
            let to = root.join("usr/bin").join(program);
            write(&to, &content, PROGRAM)?;
        }
        for (from, to) in files() {
            let content = read(&self.root.join(from))?;
            let content = match String::from_utf8(content) {
                Ok(text) => self.filled(&text)?.into_bytes(),
                Err(picture) => picture.into_bytes(),
            };
            write(&root.join(to), &content, FILE)?;
        }
        let changelog = root.join("usr/share/doc/prospect-desk/changelog");
        write(&changelog, self.moment.changelog().as_bytes(), FILE)?;
        let pages = PROGRAMS.map(|program| root.join(format!("usr/share/man/man1/{program}.1")));
        for file in pages.iter().chain([&changelog]) {
            let order = Order::new(folder.to_owned(), "gzip -9nf");
            order.arg(file.display().to_string()).show()?;
        }
        let bytes: u64 = all(&root)?
            .iter()
            .map(|(_, size)| size.div_ceil(1_024))
            .sum();
        Ok(Staged {
            root,
            kibibytes: bytes,
        })
    }

    /// A text with the moment and the licence in their places.
    fn filled(&self, text: &str) -> Result<String, Failure> {
        let mut text = self.moment.fill(text);
        if text.contains("@MIT@") {
            let licence = read(&self.root.join("LICENSE-MIT"))?;
            let licence = String::from_utf8_lossy(&licence).into_owned();
            text = text.replace("@MIT@", &indented(&licence));
        }
        Ok(text)
    }
}

impl Staged {
    /// Writes what the system has to know of the package.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn describe(&self, control: &str) -> Result<(), Failure> {
        let names = all(&self.root)?
            .into_iter()
            .map(|(name, _)| name.display().to_string());
        let log = self.root.with_extension("log");
        let order = Order::new(self.root.clone(), "md5sum").args(names);
        let (lines, done) = order.keep(&log);
        done?;
        let sums = lines.join("\n") + "\n";
        let folder = self.root.join("DEBIAN");
        write(&folder.join("md5sums"), sums.as_bytes(), FILE)?;
        write(&folder.join("control"), control.as_bytes(), FILE)?;
        open_folders(&self.root)
    }
}

/// The files of the project that are installed, and where; texts with places to be filled.
pub fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        (
            "packaging/linux/prospect-desk.desktop",
            "usr/share/applications/prospect-desk.desktop",
        ),
        (
            "packaging/linux/prospect-desk.xml",
            "usr/share/mime/packages/prospect-desk.xml",
        ),
        (
            "packaging/linux/app.prospect_desk.ProspectDesk.metainfo.xml",
            "usr/share/metainfo/app.prospect_desk.ProspectDesk.metainfo.xml",
        ),
        (
            "packaging/linux/copyright",
            "usr/share/doc/prospect-desk/copyright",
        ),
        (
            "icons/icon.svg",
            "usr/share/icons/hicolor/scalable/apps/prospect-desk.svg",
        ),
    ]
    .map(|(from, to)| (from.to_owned(), to.to_owned()))
    .into();
    for (icon, size) in [
        ("32x32", "32x32"),
        ("128x128", "128x128"),
        ("128x128@2x", "256x256"),
        ("icon", "512x512"),
    ] {
        let to = format!("usr/share/icons/hicolor/{size}/apps/prospect-desk.png");
        files.push((format!("icons/{icon}.png"), to));
    }
    for program in PROGRAMS {
        let to = format!("usr/share/man/man1/{program}.1");
        files.push((format!("packaging/linux/{program}.1"), to));
    }
    files
}

/// The lines of a licence as the format of `copyright` wants them.
fn indented(text: &str) -> String {
    let line = |line: &str| match line.trim_end() {
        "" => " .".to_owned(),
        line => format!(" {line}"),
    };
    let lines: Vec<String> = text.trim().lines().map(line).collect();
    lines.join("\n")
}

/// Every file below a folder with its size, by its path from there, in order.
fn all(root: &Path) -> Result<Vec<(PathBuf, u64)>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
            let entry = entry.map_err(failed(&folder))?;
            let meta = entry.metadata().map_err(failed(&entry.path()))?;
            if meta.is_dir() {
                folders.push(entry.path());
            } else if let Ok(name) = entry.path().strip_prefix(root) {
                found.push((name.to_owned(), meta.len()));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(failed(path))
}

/// Writes a file, with the folders above it, for whom `mode` says, whatever this user's files are by themselves.
pub fn write(path: &Path, content: &[u8], mode: u32) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed(folder))?;
    }
    fs::write(path, content).map_err(failed(path))?;
    set_mode(path, mode)
}

/// Lets everybody into a folder and those below it.
fn open_folders(folder: &Path) -> Result<(), Failure> {
    set_mode(folder, PROGRAM)?;
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            open_folders(&path)?;
        }
    }
    Ok(())
}

fn set_mode(path: &Path, mode: u32) -> Result<(), Failure> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
        .map_err(failed(path))?;
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Failure + use<> {
    let path = path.to_owned();
    |source| Failure::File { path, source }
}
