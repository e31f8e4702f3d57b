//! How one start of the app finds the window of another: each window listens on a socket of its own, in a folder of its user alone. It
//! is a file, and reaches no further than this computer.

#[cfg(unix)]
pub use unix::{Door, ask};

/// What a window says of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is open here, and the window is in front.
    Here,
    /// It is about to be opened here.
    Soon,
    /// It is not open here.
    No,
}

/// Windows find each other on Unix alone; elsewhere the second one says that the workspace is in use.
#[cfg(not(unix))]
pub use elsewhere::{Door, ask};

#[cfg(not(unix))]
mod elsewhere {
    use std::io;
    use std::path::Path;

    use super::Answer;

    /// Nobody listens.
    pub struct Door;

    impl Door {
        /// There is none.
        pub fn open(
            _folder: &Path,
            _answer: impl Fn(&Path, &str) -> Answer + Send + 'static,
        ) -> io::Result<Self> {
            Ok(Self)
        }
    }

    /// Nobody is asked.
    pub fn ask(_folder: &Path, _own: Option<&Door>, _workspace: &Path, _token: &str) -> Answer {
        Answer::No
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::fs::{self, DirBuilder};
    use std::io::{self, ErrorKind, Read, Write};
    use std::net::Shutdown;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::DirBuilderExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::thread;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::Answer;
    use crate::logging;

    const ENDING: &str = "window";
    /// The most bytes of a question: a token and a path.
    const QUESTION: u64 = 16_384;
    /// How long who asks may take, and whoever answers: longer than a window may take to come to the front.
    const ASKING: Duration = Duration::from_secs(1);
    const ANSWERING: Duration = Duration::from_secs(4);

    const HERE: &[u8] = b"here";
    const SOON: &[u8] = b"soon";

    /// A window that listens. It does so until its program ends; its file goes when this is dropped.
    pub struct Door {
        path: PathBuf,
    }

    impl Door {
        /// Begins to listen in `folder`, which is made, and to answer on a thread of its own: of which workspace, and by which right
        /// to come to the front.
        ///
        /// # Errors
        /// Where the system does not let it.
        pub fn open(
            folder: &Path,
            answer: impl Fn(&Path, &str) -> Answer + Send + 'static,
        ) -> io::Result<Self> {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)?;
            // A number of a process is not enough: two worlds of processes may share the folder.
            let moment = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default();
            let name = format!("{}-{}.{ENDING}", std::process::id(), moment.as_nanos());
            let path = folder.join(name);
            let listener = UnixListener::bind(&path)?;
            thread::spawn(move || {
                for asked in listener.incoming().flatten() {
                    // Who asks badly gets no answer, and the next one is heard all the same.
                    let _ = logging::caught(|| reply(asked, &answer));
                }
            });
            Ok(Self { path })
        }
    }

    impl Drop for Door {
        fn drop(&mut self) {
            // What stays is found to be nobody's by whoever asks next.
            let _ = fs::remove_file(&self.path);
        }
    }

    fn reply(mut asked: UnixStream, answer: impl Fn(&Path, &str) -> Answer) -> io::Result<()> {
        asked.set_read_timeout(Some(ASKING))?;
        asked.set_write_timeout(Some(ASKING))?;
        let mut question = Vec::new();
        (&mut asked).take(QUESTION).read_to_end(&mut question)?;
        let mut parts = question.splitn(2, |byte| *byte == b'\n');
        let token = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        let Some(path) = parts.next() else {
            return Err(ErrorKind::InvalidData.into());
        };
        let said = match answer(Path::new(OsStr::from_bytes(path)), &token) {
            Answer::Here => HERE,
            Answer::Soon => SOON,
            Answer::No => b"no",
        };
        asked.write_all(said)
    }

    /// Asks every window but one's own about a workspace. A window that has it open is in front afterwards.
    pub fn ask(folder: &Path, own: Option<&Door>, workspace: &Path, token: &str) -> Answer {
        let Ok(entries) = fs::read_dir(folder) else {
            return Answer::No;
        };
        let mut heard = Answer::No;
        for entry in entries.flatten() {
            let path = entry.path();
            let is_own = own.is_some_and(|own| own.path == path);
            if is_own || path.extension() != Some(OsStr::new(ENDING)) {
                continue;
            }
            match question(&path, workspace, token) {
                Ok(Answer::Here) => return Answer::Here,
                Ok(Answer::Soon) => heard = Answer::Soon,
                Ok(Answer::No) => {}
                Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
                    // Its program ended without taking it away. Where it cannot be now, somebody else does.
                    let _ = fs::remove_file(&path);
                }
                Err(_) => {}
            }
        }
        heard
    }

    fn question(door: &Path, workspace: &Path, token: &str) -> io::Result<Answer> {
        let mut stream = UnixStream::connect(door)?;
        stream.set_read_timeout(Some(ANSWERING))?;
        stream.set_write_timeout(Some(ASKING))?;
        let token: String = token.chars().filter(|c| *c != '\n').collect();
        stream.write_all(token.as_bytes())?;
        stream.write_all(b"\n")?;
        stream.write_all(workspace.as_os_str().as_bytes())?;
        stream.shutdown(Shutdown::Write)?;
        let mut said = Vec::new();
        stream.take(16).read_to_end(&mut said)?;
        Ok(match said.as_slice() {
            HERE => Answer::Here,
            SOON => Answer::Soon,
            _ => Answer::No,
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::io::Write as _;
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::Path;
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_window_that_has_the_workspace_open_answers() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("prospect-desk");
        let a = Path::new("/data/a 客户.prospects");
        let ask = |own: Option<&Door>, path: &Path| super::ask(&folder, own, path, "to\nken");
        assert_eq!(ask(None, a), Answer::No, "nobody is there");

        let (tell, heard) = mpsc::channel();
        let first = Door::open(&folder, move |path, token| {
            tell.send((path.to_owned(), token.to_owned())).unwrap();
            match path.to_str() {
                Some("/data/a 客户.prospects") => Answer::Here,
                Some("/data/soon.prospects") => Answer::Soon,
                Some("/data/panic.prospects") => panic!("as the test wants it"),
                _ => Answer::No,
            }
        })
        .unwrap();
        let second = Door::open(&folder, |_, _| Answer::No).unwrap();
        assert_eq!(ask(Some(&second), a), Answer::Here);
        assert_eq!(heard.recv().unwrap(), (a.to_owned(), "token".to_owned()));
        assert_eq!(ask(None, Path::new("/data/soon.prospects")), Answer::Soon);
        assert_eq!(ask(None, Path::new("/data/panic.prospects")), Answer::No);
        assert_eq!(ask(Some(&first), a), Answer::No, "nobody asks itself");
        let mode = fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "for its user alone");

        // Who says nothing, or nonsense, is in nobody's way.
        for entry in fs::read_dir(&folder).unwrap() {
            let mut nonsense = UnixStream::connect(entry.unwrap().path()).unwrap();
            nonsense.write_all(b"nonsense").unwrap();
        }
        assert_eq!(ask(None, a), Answer::Here);
        drop((first, second));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_program_left_is_nobody_and_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join("1-2.window");
        drop(UnixListener::bind(&left).unwrap());
        let note = folder.path().join("note.txt");
        fs::write(&note, "not ours").unwrap();
        let asked = ask(folder.path(), None, Path::new("/a"), "");
        assert_eq!(asked, Answer::No);
        assert!(!left.exists() && note.exists());
    }
}
