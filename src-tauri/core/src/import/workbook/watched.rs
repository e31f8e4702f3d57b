//! A file that can be taken away from who reads it: once nobody waits any more, reading fails.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::import::decode::{open, refused};
use crate::import::{FileError, Progress, Step, Watch};

/// A file under watch.
pub(super) struct Watched<'w> {
    file: File,
    watch: &'w dyn Watch,
    /// Bytes of it.
    pub(super) length: u64,
    read: u64,
}

impl<'w> Watched<'w> {
    pub(super) fn open(file: &Path, watch: &'w dyn Watch) -> Result<BufReader<Self>, FileError> {
        let file = open(file)?;
        let length = file.metadata().map_err(refused)?.len();
        Ok(BufReader::new(Self {
            file,
            watch,
            length,
            read: 0,
        }))
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.watch.cancelled() {
            return Err(io::Error::other("nobody waits for it"));
        }
        let n = self.file.read(into)?;
        self.read += n as u64;
        self.watch.progress(Progress {
            step: Step::Reading,
            rows: 0,
            part: (self.read as f64 / self.length.max(1) as f64).min(1.0),
        });
        Ok(n)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
