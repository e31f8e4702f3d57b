//! Packages: the archives that newer workbooks are. They are looked over before anybody unpacks them.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use super::Kind;
use crate::import::decode::{CHUNK, open, refused};
use crate::import::{Excess, FileError, Stop, Watch};

/// The most parts that a package has.
const PARTS: u64 = 10_000;
/// The most bytes that a package unpacks to.
const BYTES: u64 = 1 << 30;
/// The most bytes of a part that is held in memory whole: the texts that cells share, and lists.
const SHARED: u64 = 192 << 20;
const SMALL: u64 = 16 << 20;
/// The most bytes from one tag to the next, for what stands between is held in memory too.
const BETWEEN: u64 = 32 << 20;
/// How many times the size of a package it may unpack to, and from how many bytes on that matters.
const RATIO: u64 = 250;
const RATIO_FROM: u64 = 16 << 20;
/// The most formats of cells, each of which is held in memory.
const FORMATS: u64 = 300_000;

/// What the package is, by its parts.
pub(super) fn kind(file: &Path) -> Result<Kind, FileError> {
    let mut source = BufReader::new(open(file)?);
    let mut head = Vec::new();
    source
        .by_ref()
        .take(CHUNK as u64)
        .read_to_end(&mut head)
        .map_err(refused)?;
    let looks_like = crate::import::not_text::looks_like(&head, false).unwrap_or("zip");
    let unreadable = || match looks_like {
        "xlsx" => Kind::Xlsx.broken(),
        "ods" => Kind::Ods.broken(),
        looks_like => FileError::NotText { looks_like },
    };
    if parts(&mut source)?.is_some_and(|parts| parts > PARTS) {
        return Err(Excess::Parts.of(PARTS));
    }
    let mut archive = ZipArchive::new(source).map_err(|_| unreadable())?;
    let has = |archive: &ZipArchive<_>, name: &[u8]| {
        archive
            .file_names_raw()
            .any(|there| there.eq_ignore_ascii_case(name))
    };
    if has(&archive, b"xl/workbook.bin") {
        return Ok(Kind::Xlsb);
    }
    let begins = |name: &[u8]| name.len() > 3 && name[..3].eq_ignore_ascii_case(b"xl/");
    if archive.file_names_raw().any(begins) {
        return Ok(Kind::Xlsx);
    }
    let mut mime = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What is no text is no type that we know.
        let _ = part.take(200).read_to_string(&mut mime);
    }
    if mime.contains("opendocument.spreadsheet") {
        return Ok(Kind::Ods);
    }
    let looks_like = if has(&archive, b"word/document.xml") {
        "docx"
    } else if has(&archive, b"ppt/presentation.xml") {
        "pptx"
    } else if mime.contains("opendocument.text") {
        "odt"
    } else {
        "zip"
    };
    Err(FileError::NotText { looks_like })
}

/// How many parts the package says that it has, before anybody makes a list of them; `None`: it does not say.
fn parts(source: &mut (impl Read + Seek)) -> Result<Option<u64>, FileError> {
    const END: &[u8] = b"PK\x05\x06";
    let length = source.seek(SeekFrom::End(0)).map_err(refused)?;
    let tail = length.min((1 << 16) + 22);
    source
        .seek(SeekFrom::Start(length - tail))
        .map_err(refused)?;
    let mut end = Vec::new();
    source.take(tail).read_to_end(&mut end).map_err(refused)?;
    source.seek(SeekFrom::Start(0)).map_err(refused)?;
    let at = memchr::memmem::rfind(&end, END);
    let count = at.and_then(|at| end.get(at + 10..at + 12));
    Ok(count.map(|count| u64::from(u16::from_le_bytes([count[0], count[1]]))))
}

/// Looks the package over: that it is not encrypted, and how many bytes it truly unpacks to, whatever it says of itself. Gives
/// these.
pub(super) fn check(file: &Path, kind: Kind, watch: &dyn Watch) -> Result<u64, Stop> {
    let source = open(file)?;
    let size = source.metadata().map_err(refused)?.len();
    let mut archive = ZipArchive::new(BufReader::new(source)).map_err(|_| kind.broken())?;
    let mut check = Check {
        kind,
        watch,
        most: BYTES.min(RATIO_FROM.max(size.saturating_mul(RATIO))),
        unpacked: 0,
        chunk: vec![0; CHUNK],
    };
    for index in 0..archive.len() {
        check.part(&mut archive, index)?;
    }
    Ok(check.unpacked)
}

struct Check<'w> {
    kind: Kind,
    watch: &'w dyn Watch,
    /// The most that the package may unpack to.
    most: u64,
    unpacked: u64,
    chunk: Vec<u8>,
}

impl Check<'_> {
    fn too_large(&self) -> Stop {
        let excess = if self.most < BYTES {
            Excess::Ratio.of(RATIO)
        } else {
            Excess::Bytes.of(BYTES)
        };
        excess.into()
    }

    fn part(
        &mut self,
        archive: &mut ZipArchive<BufReader<File>>,
        index: usize,
    ) -> Result<(), Stop> {
        let broken = |_| Stop::from(self.kind.broken());
        let data = archive.by_index_raw(index).map_err(broken)?;
        if data.encrypted() {
            return Err(FileError::WorkbookEncrypted.into());
        }
        let name = String::from_utf8_lossy(data.name_raw()).to_ascii_lowercase();
        let declared = data.size();
        drop(data);
        let role = Role::of(&name);
        if self.unpacked.saturating_add(declared) > self.most {
            return Err(self.too_large());
        }
        let mut part = archive.by_index(index).map_err(broken)?;
        let mut seen = Seen {
            role,
            declared,
            ..Seen::default()
        };
        loop {
            if self.watch.cancelled() {
                return Err(Stop::Cancelled);
            }
            let n = part.read(&mut self.chunk).map_err(|_| self.kind.broken())?;
            if n == 0 {
                return Ok(());
            }
            self.unpacked += n as u64;
            if self.unpacked > self.most {
                return Err(self.too_large());
            }
            seen.take(&self.chunk[..n], self.kind)?;
        }
    }
}

/// What was seen of a part.
#[derive(Debug, Default)]
struct Seen {
    role: Role,
    /// How many bytes it says that it has.
    declared: u64,
    bytes: u64,
    /// Bytes since the last tag.
    between: u64,
    formats: u64,
    said: Said,
}

impl Seen {
    fn take(&mut self, chunk: &[u8], kind: Kind) -> Result<(), FileError> {
        self.bytes += chunk.len() as u64;
        let most = match self.role {
            Role::Texts => SHARED,
            Role::Styles | Role::Manifest | Role::Small => SMALL,
            Role::Other => BYTES,
        };
        if self.bytes > most {
            return Err(Excess::Bytes.of(most));
        }
        let mut from = 0;
        if let Some(tag) = memchr::memrchr(b'<', chunk) {
            self.between = 0;
            from = tag;
        }
        self.between += (chunk.len() - from) as u64;
        if self.between > BETWEEN {
            return Err(Excess::Bytes.of(BETWEEN));
        }
        let found = |what: &[u8]| memchr::memmem::find_iter(chunk, what).count() as u64;
        match self.role {
            Role::Texts if !self.said.is_honest(chunk, self.declared) => Err(kind.broken()),
            Role::Manifest if found(b"encryption-data") > 0 => Err(FileError::WorkbookEncrypted),
            Role::Styles => {
                self.formats += found(b"xf");
                if self.formats > FORMATS {
                    return Err(Excess::Parts.of(FORMATS));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// What a part is to who reads the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Role {
    /// The texts that cells share: held in memory.
    Texts,
    /// Formats: held in memory.
    Styles,
    /// The list of parts of an OpenDocument.
    Manifest,
    /// Other lists.
    Small,
    /// A sheet, which is read bit by bit, or what nobody reads.
    #[default]
    Other,
}

impl Role {
    fn of(name: &str) -> Self {
        let file = name.rsplit('/').next().unwrap_or_default();
        if file.starts_with("sharedstrings.") {
            Self::Texts
        } else if name == "meta-inf/manifest.xml" {
            Self::Manifest
        } else if file.starts_with("styles.") {
            Self::Styles
        } else if file.starts_with("workbook.") || file.ends_with(".rels") {
            Self::Small
        } else {
            Self::Other
        }
    }
}

/// What shared texts say of how many they are: who reads them makes room for that many.
#[derive(Debug, Default)]
struct Said {
    /// The end of the chunk before.
    tail: Vec<u8>,
}

impl Said {
    /// The longest that is looked for across two chunks.
    const REACH: usize = 128;

    /// Whether no more texts are said to be there than can be in so many bytes, in letters that can be looked through.
    fn is_honest(&mut self, chunk: &[u8], bytes: u64) -> bool {
        const NAME: &[u8] = b"uniqueCount";
        let is_first = self.tail.is_empty();
        let mut text = std::mem::take(&mut self.tail);
        text.extend_from_slice(chunk);
        if is_first && !is_utf8(&text) {
            return false;
        }
        let honest = memchr::memmem::find_iter(&text, NAME).all(|at| {
            let after = text[at + NAME.len()..].iter();
            let digits = after
                .skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'".contains(byte))
                .take_while(|byte| byte.is_ascii_digit());
            let said = digits.fold(0_u64, |said, digit| {
                said.saturating_mul(10)
                    .saturating_add(u64::from(digit - b'0'))
            });
            said <= bytes
        });
        self.tail = text.split_off(text.len().saturating_sub(Self::REACH));
        honest
    }
}

/// Whether XML that begins so is UTF-8, and says nothing else.
fn is_utf8(begin: &[u8]) -> bool {
    let head = begin[..begin.len().min(200)].to_ascii_lowercase();
    let declares = memchr::memmem::find(&head, b"encoding").is_some();
    let zero = head
        .iter()
        .take(4)
        .any(|byte| matches!(byte, 0 | 0xfe | 0xff));
    !zero && (!declares || memchr::memmem::find(&head, b"utf-8").is_some())
}
