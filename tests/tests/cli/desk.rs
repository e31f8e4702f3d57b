//! A folder with a workspace in it, and the command line over it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Three partners.
const CATALOGUE: &str = "Type,Name,Email,Website,Country,Monthly visits\n\
    Partner,Alpenkraut,kim@alpenkraut.example,alpenkraut.example,DE,120000\n\
    Partner,花园日记,li@huayuan.example,huayuan.example,CN,900\n\
    Partner,Bright Home,jo@bright.example,bright.example,US,4000\n";

/// Prospects: one that is matched, one that is new, and two with errors.
pub const PROSPECTS: &str = "Name,Email,Website,Group\n\
    Alpenkraut,kim@alpenkraut.example,,VIP 2026\n\
    Nordlicht,ann@nordlicht.example,nordlicht.example,\n\
    Wrong,not-an-address,,\n\
    Lost,lost@lost.example,,VPI 2026\n";

/// A folder with a workspace in it, and the command line over it.
pub struct Desk {
    pub folder: TempDir,
}

/// What a run of the command line came to.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// What it printed as one JSON object.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

impl Desk {
    /// A folder without a workspace.
    pub fn bare() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// An empty workspace.
    pub fn new() -> Self {
        let desk = Self::bare();
        desk.run(&["init"]).expect(0);
        desk
    }

    /// A workspace with three partners and a group.
    pub fn with_partners() -> Self {
        let desk = Self::new();
        let file = desk.file("catalogue.csv", CATALOGUE);
        desk.run(&["import", "catalogue", &file]).expect(0);
        desk.run(&["groups", "add", "VIP 2026"]).expect(0);
        desk
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("a.prospects")
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.folder.path().join(name), content).unwrap();
        self.path(name)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_on(&self.workspace(), arguments)
    }

    pub fn run_on(&self, workspace: &Path, arguments: &[&str]) -> Ran {
        let output = Command::new(binary())
            .arg("--workspace")
            .arg(workspace)
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| {
                panic!(
                    "{}: {error}; `cargo build --workspace` builds it",
                    binary().display()
                )
            });
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[&["--json"], arguments].concat()).json()
    }

    /// The names that a list shows.
    pub fn names(&self, arguments: &[&str]) -> Vec<String> {
        let list = self.json(&[&["list"], arguments].concat());
        let rows = list["rows"].as_array().unwrap();
        rows.iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// All that a person can see of the workspace: to tell that nothing changed.
    pub fn sight(&self) -> Vec<Value> {
        let mut sight: Vec<Value> = ["partners", "creators", "prospects"]
            .map(|place| self.json(&["list", place])["rows"].clone())
            .into();
        sight.push(self.json(&["history"]));
        sight.push(self.json(&["groups", "list"]));
        sight
    }

    /// Runs what is to be refused: exit 2, one line on stderr that holds `says`, nothing on stdout, nothing changed.
    pub fn refused(&self, arguments: &[&str], says: &str) {
        let before = self.sight();
        let ran = self.run(arguments).expect(2);
        assert_eq!(ran.out, "", "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
        assert!(ran.err.contains(says), "{says}: {ran:?}");
        assert_eq!(self.sight(), before, "{arguments:?} changed something");
    }
}

/// The command line that stands beside this test.
pub fn binary() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let built = own.ancestors().nth(2).unwrap();
    built.join(format!("prospects{}", std::env::consts::EXE_SUFFIX))
}
