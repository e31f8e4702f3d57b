//! Bytes as a file.

use std::cell::RefCell;
use std::io::{Seek, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// The file, and the bytes that say how it is read.
pub fn parted<const N: usize>(input: &[u8]) -> Option<(&[u8], [u8; N])> {
    let (bytes, told) = input.split_last_chunk::<N>()?;
    // A spreadsheet is unpacked by others' code; what is tried here is text.
    let book = bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    (!book).then_some((bytes, *told))
}

/// Lets `look` see a file with these bytes.
pub fn with_file<T>(bytes: &[u8], look: impl FnOnce(&Path) -> T) -> T {
    thread_local! {
        static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().expect("a place for files"));
    }
    FILE.with_borrow_mut(|file| {
        file.as_file().set_len(0).expect("it can be emptied");
        file.rewind().expect("it has a beginning");
        file.write_all(bytes).expect("room for it");
        look(file.path())
    })
}
