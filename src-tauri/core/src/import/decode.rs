//! Bytes to text: the file's encoding, found over all of it, and its text as a window that moves on.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::{Decoder, DecoderResult, Encoding};

use super::{FileError, limits};

/// Bytes read at a time.
pub(super) const CHUNK: usize = 64 * 1024;

/// Opens `file` for reading. Folders, pipes and devices are no files: to open one would wait for somebody at its other end, and some
/// never come to an end.
pub(super) fn open(file: &Path) -> Result<File, FileError> {
    let kind = std::fs::metadata(file).map_err(refused)?;
    if !kind.is_file() {
        let what = if kind.is_dir() {
            ErrorKind::IsADirectory.into()
        } else {
            Error::new(ErrorKind::InvalidInput, "it is a pipe or a device")
        };
        return Err(FileError::Unreadable(what));
    }
    File::open(file).map_err(refused)
}

/// The fact behind an error of the file system.
pub(super) fn refused(error: Error) -> FileError {
    match error.kind() {
        ErrorKind::NotFound => FileError::Vanished,
        _ => FileError::Unreadable(error),
    }
}

/// Places where reading can begin anew: (bytes of text, bytes of file), ascending.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks(Vec<(u64, u64)>);

impl Marks {
    /// The last mark at or before `at` bytes of text.
    fn before(&self, at: u64) -> (u64, u64) {
        match self.0.partition_point(|mark| mark.0 <= at) {
            0 => (0, 0),
            n => self.0[n - 1],
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Those after the first `n`.
    pub(super) fn after(&self, n: usize) -> Self {
        Self(self.0[n..].to_vec())
    }

    /// Adds those that follow.
    pub(super) fn append(&mut self, more: &Self) {
        self.0.extend_from_slice(&more.0);
    }
}

/// The text of a file, of which a window is in memory. Bytes that the encoding cannot hold become U+FFFD, and their place
/// is remembered.
pub(super) struct Text {
    file: File,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Box<[u8]>,
    /// Bytes read from the file.
    read: u64,
    ended: bool,
    window: String,
    /// Bytes of the window that are done with.
    done: usize,
    /// Where the window begins in the text.
    base: u64,
    /// Places in the text that stand for bytes that could not be decoded, ascending.
    bad: std::collections::VecDeque<u64>,
    /// Where reading can begin anew, while the whole is read.
    marks: Marks,
    /// Whether the text is read from its beginning to its end.
    onward: bool,
}

impl Text {
    /// The text of `file` from its beginning.
    pub(super) fn open(file: &Path, encoding: &'static Encoding) -> Result<Self, FileError> {
        Ok(Self {
            file: open(file)?,
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; limits::STEP].into_boxed_slice(),
            read: 0,
            ended: false,
            window: String::new(),
            done: 0,
            base: 0,
            bad: std::collections::VecDeque::new(),
            marks: Marks::default(),
            onward: true,
        })
    }

    /// What is in memory and not yet done with.
    pub(super) fn rest(&self) -> &str {
        &self.window[self.done..]
    }

    /// Whether [`Self::rest`] reaches the end of the file.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Where [`Self::rest`] begins, in bytes of text.
    pub(super) fn position(&self) -> u64 {
        self.base + self.done as u64
    }

    /// Bytes read from the file so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// Where reading can begin anew, as far as the file was read.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The first `bytes` of the rest are done with. Says whether bytes that could not be decoded are among them.
    pub(super) fn pass(&mut self, bytes: usize) -> bool {
        self.done += bytes;
        let end = self.position();
        let mut bad = false;
        while self.bad.front().is_some_and(|at| *at < end) {
            self.bad.pop_front();
            bad = true;
        }
        bad
    }

    /// Reads on, so that the rest grows unless the file has ended.
    pub(super) fn fill(&mut self) -> Result<(), FileError> {
        let before = self.rest().len();
        while !self.ended && self.rest().len() == before {
            self.window.drain(..self.done);
            self.base += self.done as u64;
            self.done = 0;
            let n = self.file.read(&mut self.raw).map_err(refused)?;
            let raw = std::mem::take(&mut self.raw);
            let whole = neutral(self.encoding, &raw[..n], self.read);
            self.decode(&raw[..whole], false);
            if whole > 0 {
                let mark = (
                    self.base + self.window.len() as u64,
                    self.read + whole as u64,
                );
                if self.onward {
                    self.marks.0.push(mark);
                }
            }
            self.decode(&raw[whole..n], n == 0);
            self.raw = raw;
            self.read += n as u64;
            self.ended = n == 0;
        }
        Ok(())
    }

    fn decode(&mut self, mut bytes: &[u8], last: bool) {
        loop {
            let room = self
                .decoder
                .max_utf8_buffer_length_without_replacement(bytes.len());
            self.window.reserve(room.unwrap_or(bytes.len() * 4 + 16));
            let (result, read) =
                self.decoder
                    .decode_to_string_without_replacement(bytes, &mut self.window, last);
            bytes = &bytes[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.bad.push_back(self.base + self.window.len() as u64);
                    self.window.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
    }

    /// Goes to a place in the text of a file that was read before, whose `marks` these are.
    pub(super) fn seek(&mut self, at: u64, marks: &Marks) -> Result<(), FileError> {
        self.onward = false;
        let end = self.base + self.window.len() as u64;
        let (text, bytes) = marks.before(at);
        // Where no mark lies between, reading on is the shorter way.
        if at < self.base || text > end {
            self.file.seek(SeekFrom::Start(bytes)).map_err(refused)?;
            self.decoder = if bytes == 0 {
                self.encoding.new_decoder_with_bom_removal()
            } else {
                self.encoding.new_decoder_without_bom_handling()
            };
            (self.base, self.read, self.ended) = (text, bytes, false);
            self.window.clear();
            self.bad.clear();
            self.done = 0;
        }
        while self.base + (self.window.len() as u64) < at && !self.ended {
            self.done = self.window.len();
            self.fill()?;
        }
        let ahead = usize::try_from(at.saturating_sub(self.base)).unwrap_or(usize::MAX);
        if ahead > self.window.len() || !self.window.is_char_boundary(ahead) {
            return Err(FileError::Changed);
        }
        self.done = ahead;
        Ok(())
    }
}

/// How many of `raw`, which begins at byte `from` of the file, a decoder can take so that it holds nothing back.
fn neutral(encoding: &'static Encoding, raw: &[u8], from: u64) -> usize {
    if encoding.is_ascii_compatible() {
        return memchr::memrchr(b'\n', raw).map_or(0, |at| at + 1);
    }
    if encoding == encoding_rs::ISO_2022_JP {
        // A decoder begins as it stands behind the sign for Latin letters and the first of them.
        let latin = memchr::memmem::rfind(raw, b"\x1b(B").map(|at| at + 3);
        let first = latin.filter(|at| matches!(raw.get(*at), Some(b'\n' | b' '..=b'~')));
        return first.map_or(0, |at| at + 1);
    }
    let odd = (from % 2) as usize;
    let whole = odd + raw.len().saturating_sub(odd) / 2 * 2;
    let Some([a, b]) = raw.get(whole.wrapping_sub(2)..whole) else {
        return 0;
    };
    let high = if encoding == encoding_rs::UTF_16BE {
        *a
    } else {
        *b
    };
    if (0xd8..0xdc).contains(&high) {
        whole - 2
    } else {
        whole
    }
}
