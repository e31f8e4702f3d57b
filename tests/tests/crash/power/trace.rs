//! What a program did to the files of a folder, and when it said that it was done: read from what `strace` wrote down of it.

use std::collections::HashMap;

/// The calls that are written down: those by which files are written, and become durable, on Linux. What cannot be followed
/// here is among them, so that it is seen.
pub const CALLS: &str = "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,\
    sync_file_range,msync,mmap,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,\
    copy_file_range,sendfile,splice";

/// Something that was done, in the order in which it was. Files are named as they lie in the folder, which itself has no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Opened for what may make it, and may empty it.
    Opened {
        file: String,
        empties: bool,
    },
    /// Written at a place, or at the end.
    Wrote {
        file: String,
        at: Option<u64>,
        bytes: Vec<u8>,
    },
    /// Cut, or made longer.
    Resized {
        file: String,
        length: u64,
    },
    /// Written through: a file, or the names in a folder.
    Synced {
        file: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    Removed {
        file: String,
    },
    MadeFolder {
        folder: String,
    },
    /// Printed.
    Said(String),
}

/// The deeds of a log of `strace -f -y -xx`, of the files in `folder`, in which the program was started.
///
/// # Panics
/// Where one of these files is written in a way that cannot be followed.
pub fn deeds(log: &str, folder: &str) -> Vec<Deed> {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut deeds = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let call = call.trim_start();
        if let Some(head) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, head);
        } else if let Some((_, rest)) = call
            .strip_prefix("<... ")
            .and_then(|call| call.split_once(" resumed>"))
        {
            let whole = format!("{}{rest}", begun.remove(thread).unwrap_or_default());
            deeds.extend(Call::of(&whole, folder).and_then(|call| call.deed()));
        } else {
            deeds.extend(Call::of(call, folder).and_then(|call| call.deed()));
        }
    }
    deeds
}

/// A call that did what it was to do.
struct Call<'l> {
    name: &'l str,
    arguments: Vec<&'l str>,
    answer: &'l str,
    folder: &'l str,
}

impl<'l> Call<'l> {
    fn of(line: &'l str, folder: &'l str) -> Option<Self> {
        let (line, answer) = line.rsplit_once(" = ")?;
        let (name, arguments) = line.trim_end().strip_suffix(')')?.split_once('(')?;
        let arguments = arguments.split(", ").collect();
        (!answer.starts_with(['-', '?'])).then_some(Self {
            name,
            arguments,
            answer,
            folder,
        })
    }

    fn deed(&self) -> Option<Deed> {
        match self.name {
            "openat" => self.opened(),
            "write" if self.arguments[0].starts_with("1<") => {
                let said = String::from_utf8_lossy(&unquoted(self.arguments[1])?).into_owned();
                Some(Deed::Said(said))
            }
            "write" => self.wrote(None),
            "pwrite64" => self.wrote(self.number(3)),
            "ftruncate" => Some(Deed::Resized {
                file: self.open_file(0)?,
                length: self.number(1)?,
            }),
            "fsync" | "fdatasync" => Some(Deed::Synced {
                file: self.open_file(0)?,
            }),
            "rename" => self.renamed(self.path(0), self.path(1)),
            "renameat" | "renameat2" => self.renamed(self.path_at(0), self.path_at(2)),
            "unlink" => Some(Deed::Removed {
                file: self.path(0)?,
            }),
            "unlinkat" if self.arguments[2] == "0" => Some(Deed::Removed {
                file: self.path_at(0)?,
            }),
            "mkdir" => Some(Deed::MadeFolder {
                folder: self.path(0)?,
            }),
            "mmap" if !self.is_shared_writing() => None,
            _ => self.not_followed(),
        }
    }

    fn opened(&self) -> Option<Deed> {
        let flags = self.arguments[2];
        let empties = flags.contains("O_TRUNC");
        if !empties && !flags.contains("O_CREAT") {
            return None;
        }
        let file = named(self.answer, self.folder)?;
        Some(Deed::Opened { file, empties })
    }

    fn wrote(&self, at: Option<u64>) -> Option<Deed> {
        let file = self.open_file(0)?;
        let mut bytes = unquoted(self.arguments[1])?;
        // As many as it says were written.
        bytes.truncate(self.answer.parse().ok()?);
        Some(Deed::Wrote { file, at, bytes })
    }

    /// `None` where neither lies in the folder.
    fn renamed(&self, from: Option<String>, to: Option<String>) -> Option<Deed> {
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) => Some(Deed::Renamed { from, to }),
            _ => panic!("a file that comes into the folder or goes out of it"),
        }
    }

    fn is_shared_writing(&self) -> bool {
        self.arguments[2].contains("PROT_WRITE") && self.arguments[3].contains("MAP_SHARED")
    }

    /// Nothing, where it is about no file of the folder.
    fn not_followed(&self) -> Option<Deed> {
        let is_ours = |at| self.open_file(at).is_some() || self.path(at).is_some();
        let ours = (0..self.arguments.len()).any(is_ours);
        assert!(!ours, "{} is not followed", self.name);
        None
    }

    fn number(&self, at: usize) -> Option<u64> {
        self.arguments[at].parse().ok()
    }

    /// The file of the folder that is open under a number; `None` for others.
    fn open_file(&self, at: usize) -> Option<String> {
        named(self.arguments[at], self.folder)
    }

    /// The file of the folder whose path stands there.
    fn path(&self, at: usize) -> Option<String> {
        let path = unquoted(self.arguments[at])?;
        if path.starts_with(b"/") {
            return within(&path, self.folder);
        }
        String::from_utf8(path).ok()
    }

    /// The same, where the path may go on from an open folder before it.
    fn path_at(&self, at: usize) -> Option<String> {
        let path = unquoted(self.arguments[at + 1])?;
        if path.starts_with(b"/") {
            return within(&path, self.folder);
        }
        let place = self.open_file(at)?;
        let path = String::from_utf8(path).ok()?;
        Some(if place.is_empty() {
            path
        } else {
            format!("{place}/{path}")
        })
    }
}

/// The file in `folder` that an open one is, as in `3<path>`; `None` also for one that has no name any more.
fn named(open: &str, folder: &str) -> Option<String> {
    let (path, rest) = open.split_once('<')?.1.split_once('>')?;
    if rest.contains("deleted") {
        return None;
    }
    within(&bytes(path)?, folder)
}

fn within(path: &[u8], folder: &str) -> Option<String> {
    let path = std::str::from_utf8(path).ok()?;
    let inside = path.strip_prefix(folder)?;
    // The memory that programs share is made anew from the log.
    let counts = !inside.ends_with("-shm") && !inside.ends_with(" (deleted)");
    let name = inside.strip_prefix('/').or(inside.is_empty().then_some(""));
    name.filter(|_| counts).map(str::to_owned)
}

/// What stands between quotes, all of it.
fn unquoted(text: &str) -> Option<Vec<u8>> {
    bytes(text.strip_prefix('"')?.strip_suffix('"')?)
}

/// `\x41\x42` as bytes.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = |code: &[u8]| match code {
        [b'\\', b'x', high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(4).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
    }

    /// A log in which each `[…]` stands in hex, as strace writes it.
    fn read(lines: &[&str]) -> Vec<Deed> {
        let line = |line: &&str| -> String {
            let mut parts = line.split('[');
            let first = parts.next().unwrap().to_owned();
            parts.fold(first, |line, part| {
                let (text, rest) = part.split_once(']').unwrap();
                line + &hex(text) + rest
            })
        };
        let log: Vec<String> = lines.iter().map(line).collect();
        deeds(&log.join("\n"), "/w")
    }

    #[test]
    fn what_is_done_to_files_of_the_folder_is_read() {
        let a = || "a".to_owned();
        let both = || ("a".to_owned(), "b/c".to_owned());
        for (line, deed) in [
            (
                r#"1 openat(AT_FDCWD<[/]>, "[/w/a]", O_WRONLY|O_CREAT, 0600) = 3<[/w/a]>"#,
                Deed::Opened {
                    file: a(),
                    empties: false,
                },
            ),
            (
                r#"1  pwrite64(3<[/w/a]>, "[abc]", 3, 4096) = 2"#,
                Deed::Wrote {
                    file: a(),
                    at: Some(4096),
                    bytes: b"ab".to_vec(),
                },
            ),
            (
                r#"1 write(3<[/w/a]>, "[abc]", 3) = 3"#,
                Deed::Wrote {
                    file: a(),
                    at: None,
                    bytes: b"abc".to_vec(),
                },
            ),
            (
                "1 ftruncate(3<[/w/a]>, 9)   = 0",
                Deed::Resized {
                    file: a(),
                    length: 9,
                },
            ),
            ("1 fdatasync(3<[/w/a]>) = 0", Deed::Synced { file: a() }),
            (
                "1 fsync(3<[/w]>) = 0",
                Deed::Synced {
                    file: String::new(),
                },
            ),
            (
                r#"1 rename("[/w/a]", "[/w/b/c]") = 0"#,
                Deed::Renamed {
                    from: both().0,
                    to: both().1,
                },
            ),
            (
                r#"1 renameat(5<[/w]>, "[a]", 6<[/w/b]>, "[c]") = 0"#,
                Deed::Renamed {
                    from: both().0,
                    to: both().1,
                },
            ),
            (r#"1 unlink("[a]") = 0"#, Deed::Removed { file: a() }),
            (
                r#"1 mkdir("[/w/b]", 0700) = 0"#,
                Deed::MadeFolder { folder: "b".into() },
            ),
            (
                r#"1 write(1<[pipe:7]>, "[Done.]", 5) = 5"#,
                Deed::Said("Done.".into()),
            ),
        ] {
            assert_eq!(read(&[line]), [deed], "{line}");
        }
    }

    #[test]
    fn what_failed_or_is_of_no_file_of_the_folder_is_left_out() {
        let lines = [
            r#"1 unlink("[/w/a]") = -1 ENOENT (No such file or directory)"#,
            r#"1 unlink("[/wide/a]") = 0"#,
            r#"1 openat(AT_FDCWD<[/]>, "[/w/a]", O_RDONLY|O_CLOEXEC) = 3<[/w/a]>"#,
            r#"1 write(2<[/dev/null]>, "[a]", 1) = 1"#,
            r#"1 write(3<[/w/a]>(deleted), "[a]", 1) = 1"#,
            "1 ftruncate(4<[/w/a-shm]>, 32768) = 0",
            "1 mmap(NULL, 32768, PROT_READ|PROT_WRITE, MAP_SHARED, 4<[/w/a-shm]>, 0) = 0x7f",
            "1 +++ exited with 0 +++",
        ];
        assert_eq!(read(&lines), []);
    }

    #[test]
    fn calls_of_several_threads_are_told_apart_and_count_when_they_end() {
        let lines = [
            "1 fsync(3<[/w/a]> <unfinished ...>",
            "2 fsync(4<[/w/b]> <unfinished ...>",
            "3 fsync(5<[/w/c]>) = 0",
            "2 <... fsync resumed>) = 0",
            "1 <... fsync resumed>) = 0",
        ];
        let synced = ["c", "b", "a"].map(|file| Deed::Synced { file: file.into() });
        assert_eq!(read(&lines), synced);
    }

    #[test]
    #[should_panic(expected = "mmap is not followed")]
    fn what_cannot_be_followed_is_seen() {
        read(&["1 mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, 4<[/w/a]>, 0) = 0x7f"]);
    }
}
