//! A program at work on a workspace: run to its end, stood still at a moment, or ended at any.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::world::World;

/// Longer than anything here takes, even where many tests run at once.
const LIMIT: Duration = Duration::from_secs(60);

/// What a program is told to do.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    /// A command of the command line; `FOLDER/` stands for the folder of the workspace.
    Prospects(&'static [&'static str]),
    /// What only the window can be told; see [`crate::door`].
    AtTheDoor(&'static str),
}

impl Work {
    /// The program that does it.
    pub fn program(self, world: &World) -> Command {
        let mut program = match self {
            Self::Prospects(arguments) => {
                let mut prospects = Command::new(prospects());
                prospects.arg("--workspace").arg(world.workspace());
                let folder = format!("{}/", world.path().display());
                prospects.args(
                    arguments
                        .iter()
                        .map(|word| word.replace("FOLDER/", &folder)),
                );
                prospects
            }
            Self::AtTheDoor(work) => {
                let mut own = Command::new(std::env::current_exe().unwrap());
                own.args(["--ignored", "--exact", work]);
                own.env("PROSPECTS_WORKSPACE", world.workspace());
                own
            }
        };
        program
            .current_dir(world.path())
            .env("PROSPECTS_MOMENTS", world.file("moments.txt"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        program
    }

    /// Does it to the end; how long that took.
    pub fn done(self, world: &World) -> Duration {
        let begun = Instant::now();
        let status = self.program(world).status().unwrap();
        let took = begun.elapsed();
        // 1: some rows were wrong, as in any file.
        assert!(matches!(status.code(), Some(0 | 1)), "{self:?}: {status}");
        took
    }

    /// Does it where it cannot be done: it says so in one line and ends with 2.
    pub fn refused(self, world: &World, says: &str) {
        self.refused_by(self.program(world), says);
    }

    /// As [`Work::refused`], called so.
    pub fn refused_by(self, mut program: Command, says: &str) {
        let begun = Instant::now();
        let ran = program.stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        println!("{self:?} after {:?}: {said}", begun.elapsed());
        assert_eq!(ran.status.code(), Some(2), "{self:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{self:?}: {said}");
        assert!(said.contains(says), "{self:?}: {says}: {said}");
    }

    /// Begins it and stands it still at a moment, `name` or `name:n`.
    pub fn halted(self, world: &World, moment: &str) -> Halted {
        let file = world.file("halted");
        let mut program = self.program(world);
        program
            .env("PROSPECTS_HALT_AT", moment)
            .env("PROSPECTS_HALT_FILE", &file)
            .stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let begun = Instant::now();
        while !file.exists() {
            let ended = child.try_wait().unwrap();
            assert!(ended.is_none(), "{self:?} never came to {moment}");
            assert!(begun.elapsed() < LIMIT, "{self:?} hangs before {moment}");
            thread::sleep(Duration::from_millis(1));
        }
        Halted { child, file }
    }

    /// Begins it and ends it after so long; gives the moment that it had reached, or `None` where it was done before.
    pub fn killed_after(self, world: &World, delay: Duration) -> Option<String> {
        let mut child = self.program(world).spawn().unwrap();
        thread::sleep(delay);
        // It may have ended by itself, which is as good.
        let _ = child.kill();
        let ended = child.wait().unwrap();
        ended.code().is_none().then(|| last_moment(world))
    }
}

/// The last moment that a program wrote down.
fn last_moment(world: &World) -> String {
    let moments = fs::read_to_string(world.file("moments.txt")).unwrap_or_default();
    moments.lines().last().unwrap_or("start").to_owned()
}

/// A program that stands still.
pub struct Halted {
    child: Child,
    file: PathBuf,
}

impl Halted {
    /// Ends it at once, without a word, as a crash would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets it go on to its end: it is refused, and says so.
    pub fn goes_on(self, says: &str) {
        // Where the folder went, so did the file.
        let _ = fs::remove_file(&self.file);
        let ran = self.child.wait_with_output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        println!("it says: {said}");
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(said.contains(says), "{says}: {said}");
    }
}

/// The command line that stands beside this test.
fn prospects() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let built = own.ancestors().nth(2).unwrap();
    built.join(format!("prospects{}", std::env::consts::EXE_SUFFIX))
}
