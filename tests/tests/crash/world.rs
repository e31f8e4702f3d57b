//! A workspace to work on, in a folder with the files that commands read: made once, and copied for each command.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use prospect_core::changes::{Op, Target};
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{ImportDone, Workspace};
use prospect_sample::{GROUPS, Size, write_catalogue, write_prospects};
use tempfile::TempDir;

/// A folder with a closed workspace in it.
pub struct World {
    folder: TempDir,
}

impl World {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A workspace of so many partners and creators with groups, prospects, some hidden, and a past. Beside it lie
    /// `more.csv`, prospects of whom some are there, and `again.csv`, a catalogue that brings some and has news of others.
    pub fn of(size: u32) -> Self {
        let world = Self::empty();
        let total = Size::of_total;
        let today = (2026, 11, 1);
        write_catalogue(&mut world.new_file("all.csv"), total(size), today).unwrap();
        let news = total(size + size / 10);
        write_catalogue(&mut world.new_file("again.csv"), news, (2026, 12, 1)).unwrap();
        write_prospects(&mut world.new_file("some.csv"), total(size), size / 10).unwrap();
        write_prospects(&mut world.new_file("more.csv"), total(size), size / 4).unwrap();

        let open = Workspace::create(&world.workspace(), now()).unwrap();
        import(&open, ImportKind::Catalogue, &world.file("all.csv"));
        let groups = GROUPS.iter().map(|name| Op::CreateGroup {
            name: (*name).to_owned(),
        });
        groups.for_each(|op| transact(&open, &op));
        import(&open, ImportKind::Prospects, &world.file("some.csv"));
        let target = |text: &str| Target::Matching {
            query: Box::new(Query {
                text: text.to_owned(),
                ..Query::of(Place::Partners)
            }),
        };
        transact(
            &open,
            &Op::Mark {
                target: target("country:DE"),
            },
        );
        transact(
            &open,
            &Op::Hide {
                target: target("country:FR"),
                reason: "not our language".to_owned(),
                until: None,
                archive_prospects: false,
            },
        );
        world
    }

    /// The same once more, to be worked on.
    pub fn copy(&self) -> Self {
        self.copy_to(&std::env::temp_dir())
    }

    /// The same once more, in a new folder in this one.
    pub fn copy_to(&self, place: &Path) -> Self {
        let folder = tempfile::tempdir_in(place).unwrap();
        copy_all(self.folder.path(), folder.path());
        Self { folder }
    }

    /// Takes in so many partners that the catalogue is kept for the next opening. Of fewer none is.
    pub fn grow(&self) {
        let rows: String = (0..20_000)
            .map(|n| format!("Shop {n},shop-{n}.example\n"))
            .collect();
        fs::write(self.file("many.csv"), format!("Name,Website\n{rows}")).unwrap();
        let open = Workspace::open(&self.workspace(), now()).unwrap();
        import(&open, ImportKind::Catalogue, &self.file("many.csv"));
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn workspace(&self) -> PathBuf {
        self.file("a.prospects")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn new_file(&self, name: &str) -> File {
        File::create(self.file(name)).unwrap()
    }
}

fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let copy = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&copy).unwrap();
            copy_all(&entry.path(), &copy);
        } else {
            fs::copy(entry.path(), copy).unwrap();
        }
    }
}

pub fn now() -> Timestamp {
    Timestamp::now()
}

pub fn import(open: &Workspace, kind: ImportKind, file: &Path) -> ImportDone {
    let request = Request {
        kind,
        ..Request::of(file)
    };
    open.import(&request, None, &Unwatched, now()).unwrap()
}

pub fn transact(open: &Workspace, op: &Op) {
    open.transact(op, now()).unwrap();
}
