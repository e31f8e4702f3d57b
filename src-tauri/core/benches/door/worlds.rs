//! The files that are measured: made once and kept as they are. What is measured is a copy.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use prospect_core::changes::{Op, Target};
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::Workspace;
use prospect_sample::Size;

use super::{Result, now};

/// Partners of which a world has one prospect.
const PROSPECTS: u32 = 4;

/// Where files are kept.
pub fn folder() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&folder)?;
    Ok(folder.canonicalize()?)
}

/// A catalogue of `n` partners and creators, as CSV.
pub fn catalogue_file(n: u32) -> Result<PathBuf> {
    written(&format!("catalogue-{n}.csv"), |out| {
        prospect_sample::write_catalogue(out, Size::of_total(n), (2026, 11, 1))
    })
}

/// As many prospects to go with it, as CSV.
pub fn prospects_file(n: u32) -> Result<PathBuf> {
    written(&format!("prospects-{n}.csv"), |out| {
        prospect_sample::write_prospects(out, Size::of_total(n), n)
    })
}

/// A workspace of `n` partners and creators, a quarter of them prospects, with groups and members.
pub fn world(n: u32) -> Result<PathBuf> {
    made(&format!("world-{n}.prospects"), |path| {
        let workspace = Workspace::create(path, now())?;
        workspace.import(
            &request(&catalogue_file(n)?, ImportKind::Catalogue),
            None,
            &Unwatched,
            now(),
        )?;
        create_groups(&workspace)?;
        mark_some(&workspace, n)
    })
}

/// A copy of a workspace; it goes when it is dropped.
pub struct Copy(PathBuf);

impl Copy {
    pub fn of(workspace: &Path) -> Result<Self> {
        let path = folder()?.join(format!("copy-{}.prospects", std::process::id()));
        remove(&path)?;
        fs::copy(workspace, &path)?;
        // Or the first commit waits for the whole copy to reach the disk.
        File::options().write(true).open(&path)?.sync_all()?;
        Ok(Self(path))
    }

    /// A workspace that is to be made.
    pub fn to_make() -> Result<Self> {
        let path = folder()?.join(format!("new-{}.prospects", std::process::id()));
        remove(&path)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn open(&self) -> Result<Workspace> {
        Ok(Workspace::open(&self.0, now())?)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What stays behind is overwritten by a later one.
        let _ = remove(&self.0);
    }
}

pub fn request(file: &Path, kind: ImportKind) -> Request {
    Request {
        kind,
        ..Request::of(file)
    }
}

/// The groups that the files of prospects name.
fn create_groups(workspace: &Workspace) -> Result<()> {
    for group in prospect_sample::GROUPS {
        let name = (*group).to_owned();
        workspace.transact(&Op::CreateGroup { name }, now())?;
    }
    Ok(())
}

/// Marks one in some, and puts each into one group, some into two.
fn mark_some(workspace: &Workspace, n: u32) -> Result<()> {
    let listing = workspace.find(&Query::of(Place::Everyone), now());
    let mut ids = Vec::new();
    for offset in (0..n).step_by(1_000) {
        let rows = workspace.rows(listing.result, offset, 1_000)?;
        ids.extend(
            rows.iter()
                .map(|row| row.id)
                .filter(|id| id.0 % PROSPECTS == 0),
        );
    }
    let target = Target::Ids { ids: ids.clone() };
    workspace.transact(&Op::Mark { target }, now())?;
    let groups: Vec<_> = workspace
        .groups()
        .into_iter()
        .map(|one| one.group.id)
        .collect();
    for (at, group) in groups.iter().enumerate() {
        let in_it = |id: &u32| {
            *id as usize / 4 % groups.len() == at || (*id as usize).is_multiple_of(16 + at)
        };
        let target = Target::Ids {
            ids: ids.iter().copied().filter(|id| in_it(&id.0)).collect(),
        };
        let op = Op::SetGroups {
            target,
            add: vec![*group],
            remove: Vec::new(),
        };
        workspace.transact(&op, now())?;
    }
    Ok(())
}

/// A text file that is made once.
fn written(
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<PathBuf> {
    made(name, |path| {
        let mut out = BufWriter::new(File::create(path)?);
        write(&mut out)?;
        Ok(out.flush()?)
    })
}

/// A file that is made once: under another name until it is whole.
pub fn made(name: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let path = folder()?.join(name);
    if !path.exists() {
        let half = folder()?.join(format!("half-{name}"));
        remove(&half)?;
        make(&half)?;
        fs::rename(&half, &path)?;
        remove(&half)?;
    }
    Ok(path)
}

/// Takes a file away, with all that stands beside it under its name.
fn remove(path: &Path) -> Result<()> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    for entry in fs::read_dir(folder()?)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
