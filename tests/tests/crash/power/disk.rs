//! What a disk may hold after power went away, as POSIX leaves it to a file system that writes names in their order, as ext4 and xfs do.
//!
//! Of each file all is there that was written until it was last written through; of what was written since, any part: nothing, all, some
//! of the writes, one of them torn between two sectors. Names come and go in the order in which they did: those until their folder was
//! last written through have, and so has the name under which a file was made that was; of those since, the first few.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::trace::Deed;
use crate::any::Any;

/// What a disk writes whole.
const SECTOR: u64 = 512;

/// What lies under a name.
#[derive(Clone, Copy)]
enum Thing {
    Folder,
    /// One of the contents.
    File(usize),
}

type Names = BTreeMap<String, Thing>;

/// A change of names.
enum Naming {
    Gives(String, Thing),
    Moves(String, String),
    Takes(String),
}

enum Change {
    Bytes(u64, Vec<u8>),
    Length(u64),
}

/// What a file holds, whatever it is called.
#[derive(Default)]
struct Content {
    through: Vec<u8>,
    since: Vec<Change>,
    /// As programs see it.
    length: u64,
    /// The changes of names until it had its first one.
    named: usize,
}

/// How much of what was not written through is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Nothing,
    All,
    Any,
}

/// The files of a folder by their names, and its folders, which hold nothing.
pub type Left = BTreeMap<String, Option<Vec<u8>>>;

/// The disk below a folder.
#[derive(Default)]
pub struct Disk {
    contents: Vec<Content>,
    begun: Names,
    now: Names,
    namings: Vec<Naming>,
    /// So many of them were written through.
    through: usize,
}

impl Disk {
    /// One to which all that lies in the folder was written through.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        disk.read(folder, "");
        disk.now = disk.begun.clone();
        disk
    }

    fn read(&mut self, folder: &Path, inside: &str) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let name = format!("{inside}{name}");
            if path.is_dir() {
                self.read(&path, &format!("{name}/"));
                self.begun.insert(name, Thing::Folder);
            } else {
                self.begun.insert(name, Thing::File(self.contents.len()));
                let through = fs::read(&path).unwrap();
                self.contents.push(Content {
                    length: through.len() as u64,
                    through,
                    ..Content::default()
                });
            }
        }
    }

    /// A program does this.
    pub fn follow(&mut self, deed: &Deed) {
        match deed {
            Deed::Opened { file, empties } => self.open(file, *empties),
            Deed::Wrote { file, at, bytes } => {
                let content = self.content(file);
                let at = at.unwrap_or(content.length);
                content.length = content.length.max(at + bytes.len() as u64);
                content.since.push(Change::Bytes(at, bytes.clone()));
            }
            Deed::Resized { file, length } => self.content(file).resize(*length),
            Deed::Synced { file } => self.write_through(file),
            Deed::Renamed { from, to } => self.name(Naming::Moves(from.clone(), to.clone())),
            Deed::Removed { file } => self.name(Naming::Takes(file.clone())),
            Deed::MadeFolder { folder } => {
                self.name(Naming::Gives(folder.clone(), Thing::Folder));
            }
            Deed::Said(_) => {}
        }
    }

    fn open(&mut self, file: &str, empties: bool) {
        if self.now.contains_key(file) {
            if empties && self.content(file).length > 0 {
                self.content(file).resize(0);
            }
            return;
        }
        let thing = Thing::File(self.contents.len());
        self.name(Naming::Gives(file.to_owned(), thing));
        self.contents.push(Content {
            named: self.namings.len(),
            ..Content::default()
        });
    }

    fn content(&mut self, file: &str) -> &mut Content {
        match self.now.get(file) {
            Some(Thing::File(content)) => &mut self.contents[*content],
            _ => panic!("there is no file {file}"),
        }
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.now);
        self.namings.push(naming);
    }

    fn write_through(&mut self, file: &str) {
        let through = match self.now.get(file) {
            Some(Thing::File(content)) => {
                let content = &mut self.contents[*content];
                content.through = content.left(Part::All, &mut Any(0));
                content.since.clear();
                content.named
            }
            _ => {
                let last = self.namings.iter().rposition(|naming| naming.is_in(file));
                last.map_or(0, |last| last + 1)
            }
        };
        self.through = self.through.max(through);
    }

    /// What it may hold when power goes away now: such a part of the names, and of what is in the files.
    pub fn left(&self, names: Part, contents: Part, any: &mut Any) -> Left {
        let through = match names {
            Part::Nothing => self.through,
            Part::All => self.namings.len(),
            Part::Any => self.through + any.below(self.namings.len() - self.through + 1),
        };
        let mut left = self.begun.clone();
        for naming in &self.namings[..through] {
            naming.apply(&mut left);
        }
        let files = left.into_iter().map(|(name, thing)| match thing {
            Thing::Folder => (name, None),
            Thing::File(content) => (name, Some(self.contents[content].left(contents, any))),
        });
        files.collect()
    }
}

impl Naming {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Gives(name, thing) => drop(names.insert(name.clone(), *thing)),
            Self::Takes(name) => drop(names.remove(name)),
            Self::Moves(from, to) => {
                let thing = names.remove(from);
                let Some(Thing::File(_)) = thing else {
                    panic!("{from} is no file");
                };
                names.extend(thing.map(|thing| (to.clone(), thing)));
            }
        }
    }

    /// Whether it is one in this folder.
    fn is_in(&self, folder: &str) -> bool {
        let is = |name: &str| name.rsplit_once('/').map_or("", |(above, _)| above) == folder;
        match self {
            Self::Gives(name, _) | Self::Takes(name) => is(name),
            Self::Moves(from, to) => is(from) || is(to),
        }
    }
}

impl Content {
    fn resize(&mut self, length: u64) {
        self.length = length;
        self.since.push(Change::Length(length));
    }

    fn left(&self, part: Part, any: &mut Any) -> Vec<u8> {
        let mut left = self.through.clone();
        // Of some files all or nothing, where any part may be there.
        let share = match part {
            Part::Nothing => 0.0,
            Part::All => 1.0,
            Part::Any => (any.part() * 2.0 - 0.5).clamp(0.0, 1.0),
        };
        let torn =
            (part == Part::Any && !self.since.is_empty()).then(|| any.below(self.since.len() * 2));
        for (number, change) in self.since.iter().enumerate() {
            if Some(number) == torn {
                change.tear(&mut left, any);
            } else if share >= 1.0 || (share > 0.0 && any.part() < share) {
                change.apply(&mut left);
            }
        }
        left
    }
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Length(length) => content.resize(place(*length), 0),
            Self::Bytes(at, bytes) => put(content, *at, bytes),
        }
    }

    /// Does what is before or after the border of two sectors.
    fn tear(&self, content: &mut Vec<u8>, any: &mut Any) {
        let Self::Bytes(at, bytes) = self else {
            return;
        };
        let last = at + (bytes.len() as u64).saturating_sub(1);
        let borders = last / SECTOR - at / SECTOR;
        if borders == 0 {
            return;
        }
        let border = (at / SECTOR + 1 + any.below(place(borders)) as u64) * SECTOR;
        let (before, after) = bytes.split_at(place(border - at));
        if any.part() < 0.5 {
            put(content, *at, before);
        } else {
            put(content, border, after);
        }
    }
}

fn put(content: &mut Vec<u8>, at: u64, bytes: &[u8]) {
    let (from, to) = (place(at), place(at) + bytes.len());
    if content.len() < to {
        content.resize(to, 0);
    }
    content[from..to].copy_from_slice(bytes);
}

fn place(at: u64) -> usize {
    usize::try_from(at).unwrap()
}

/// Writes what is left into an empty folder.
pub fn write(left: &Left, folder: &Path) {
    // A folder comes before what lies in it.
    for (name, content) in left {
        match content {
            None => fs::create_dir(folder.join(name)).unwrap(),
            Some(bytes) => fs::write(folder.join(name), bytes).unwrap(),
        }
    }
}

#[cfg(test)]
mod tests;
