//! A log of a few files of a bounded size, readable by their owner alone. Several windows may write to it at once.

use std::collections::VecDeque;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write};
use std::path::{Path, PathBuf};

/// The bytes of a file, from which on the next is begun.
const FULL: u64 = 1 << 20;
/// The files that are kept: the one that is written to, and those before it.
const FILES: usize = 5;
/// The most bytes of a line: what is longer was written by no hand of ours.
const LINE: usize = 4_096;

/// The file that is written to.
pub struct LogFile {
    folder: PathBuf,
    file: File,
}

impl LogFile {
    /// Opens the log in `folder`, which is made.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        private(folder, 0o700)?;
        Ok(Self {
            folder: folder.to_owned(),
            file: newest(folder)?,
        })
    }

    /// Begins the next file where this one is full, by whoever wrote to it.
    fn make_room(&mut self) -> io::Result<()> {
        if self.file.metadata()?.len() < FULL {
            return Ok(());
        }
        // Another window may have begun the next one already.
        self.file = newest(&self.folder)?;
        if self.file.metadata()?.len() < FULL {
            return Ok(());
        }
        for place in (1..FILES).rev() {
            // Those that are not there yet are no loss.
            let _ = fs::rename(path(&self.folder, place - 1), path(&self.folder, place));
        }
        self.file = newest(&self.folder)?;
        Ok(())
    }
}

impl Write for LogFile {
    /// Writes a line, in one piece, without what would make two of it or lead a terminal astray.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.make_room()?;
        let text = String::from_utf8_lossy(&line[..line.len().min(LINE)]);
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let mut one: String = text.trim_end_matches('\n').chars().map(plain).collect();
        one.push('\n');
        self.file.write_all(one.as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The last lines of the log in `folder`, oldest first; fewer where it cannot be read.
pub fn latest(folder: &Path, lines: usize) -> Vec<String> {
    let mut latest = VecDeque::with_capacity(lines);
    for place in (0..FILES).rev() {
        let Ok(file) = File::open(path(folder, place)) else {
            continue;
        };
        for line in BufReader::new(file).lines().map_while(Result::ok) {
            if latest.len() == lines {
                latest.pop_front();
            }
            latest.push_back(line);
        }
    }
    latest.into()
}

fn path(folder: &Path, place: usize) -> PathBuf {
    folder.join(match place {
        0 => "prospect-desk.log".to_owned(),
        _ => format!("prospect-desk.{place}.log"),
    })
}

fn newest(folder: &Path) -> io::Result<File> {
    let path = path(folder, 0);
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path)?;
    private(&path, 0o600)?;
    Ok(file)
}

/// Also what stood there before is for its owner alone.
fn private(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(folder: &Path) -> Vec<u64> {
        let mut sizes: Vec<u64> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .collect();
        sizes.sort_unstable();
        sizes
    }

    #[test]
    fn a_log_that_grows_in_a_loop_does_not_fill_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = LogFile::open(folder.path()).unwrap();
        let mut other = LogFile::open(folder.path()).unwrap();
        let line = "x".repeat(1_000);
        for n in 0..10_000 {
            let writer = if n % 3 == 0 { &mut other } else { &mut log };
            writer
                .write_all(format!("{n} {line}\n").as_bytes())
                .unwrap();
        }
        let sizes = sizes(folder.path());
        assert_eq!(sizes.len(), FILES, "{sizes:?}");
        assert!(sizes.iter().all(|size| *size < FULL + 2_000), "{sizes:?}");
        let lines = latest(folder.path(), 1_500);
        assert_eq!(lines.len(), 1_500);
        assert!(lines[0].starts_with("8500 ") && lines[1_499].starts_with("9999 "));
    }

    #[test]
    fn what_is_logged_is_one_line_and_no_longer_than_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = LogFile::open(folder.path()).unwrap();
        log.write_all(b"a\nERROR forged \x1b[2Jand gone\n").unwrap();
        log.write_all("花".repeat(100_000).as_bytes()).unwrap();
        let lines = latest(folder.path(), 10);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], "a ERROR forged  [2Jand gone");
        assert!(lines[1].len() <= LINE + 3);
    }

    #[cfg(unix)]
    #[test]
    fn the_log_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let logs = folder.path().join("data/logs");
        fs::create_dir_all(&logs).unwrap();
        fs::write(logs.join("prospect-desk.log"), "from before\n").unwrap();
        fs::set_permissions(&logs, fs::Permissions::from_mode(0o755)).unwrap();
        let mut log = LogFile::open(&logs).unwrap();
        log.write_all(b"now\n").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&logs), 0o700);
        assert_eq!(mode(&logs.join("prospect-desk.log")), 0o600);
        assert_eq!(latest(&logs, 9), ["from before", "now"]);
    }
}
