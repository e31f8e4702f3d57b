//! Spreadsheets: a sheet is written out as text once, row by row, and then read as any text.
//!
//! Nothing that a workbook declares about itself is believed: what it unpacks to, how many cells it has and where they stand is
//! counted, and bounded.

mod cells;
mod excel;
mod ods;
mod ole;
mod package;
mod pick;
mod records;
mod sheet_text;
#[cfg(test)]
mod tests;
mod watched;

use std::io::Read;
use std::path::Path;

use encoding_rs::UTF_8;
use serde::{Deserialize, Serialize};

use super::decode::{CHUNK, open as open_file, refused};
use super::encoding::Survey;
use super::text_file::TextFile;
use super::{FileError, Reading, Stop, Watch};
pub(super) use pick::Book;

/// A sheet of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// How many rows with something in them it has, header and all; `None` where they were not counted.
    pub rows: Option<u32>,
}

/// What a spreadsheet is, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    /// A compound file: an old workbook, or an encrypted new one.
    Ole,
}

impl Kind {
    /// What people call it.
    fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Ole => "xls",
        }
    }

    /// The fact that it cannot be made sense of.
    fn broken(self) -> FileError {
        FileError::WorkbookBroken { kind: self.name() }
    }
}

/// A workbook that can be read sheet by sheet.
trait Workbook {
    /// Its sheets, and whether each is shown.
    fn sheets(&self) -> Vec<(String, bool)>;

    /// Hands every cell of a sheet to `out`, row by row.
    fn read(&mut self, sheet: &str, out: &mut sheet_text::SheetText<'_>) -> Result<(), Stop>;
}

/// Whether `file` is a spreadsheet, and which; `None`: it is none.
///
/// # Errors
/// It cannot be read, or is an archive of something else.
pub(super) fn kind(file: &Path) -> Result<Option<Kind>, FileError> {
    let mut begin = Vec::new();
    let mut source = open_file(file)?.take(8);
    source.read_to_end(&mut begin).map_err(refused)?;
    if begin.starts_with(b"PK\x03\x04") {
        return package::kind(file).map(Some);
    }
    Ok((begin == ole::SIGNATURE).then_some(Kind::Ole))
}

/// Writes the sheet that is asked for out as text, or the first that has something in it. `whole`: all of it, rather than its
/// beginning.
pub(super) fn open(
    file: &Path,
    kind: Kind,
    reading: &Reading,
    whole: bool,
    watch: &dyn Watch,
) -> Result<(TextFile, Book), Stop> {
    let (mut workbook, unpacked): (Box<dyn Workbook + '_>, u64) = match kind {
        Kind::Ole => excel::xls(file, watch)?,
        Kind::Xlsx | Kind::Xlsb => {
            let unpacked = package::check(file, kind, watch)?;
            (excel::package(file, kind, watch)?, unpacked)
        }
        Kind::Ods => {
            let unpacked = package::check(file, kind, watch)?;
            (ods::open(file, watch)?, unpacked)
        }
    };
    pick::pick(workbook.as_mut(), kind, reading, whole, unpacked, watch)
}

/// What the bytes of a spreadsheet say: their hash. Its text is always UTF-8, for this program wrote it.
pub(super) fn survey(file: &Path, limit: u64, watch: &dyn Watch) -> Result<Survey, Stop> {
    let mut source = open_file(file)?;
    let bytes = source.metadata().map_err(refused)?.len();
    let mut hasher = blake3::Hasher::new();
    let mut chunk = vec![0; CHUNK * 4];
    let mut read = 0;
    while read < limit {
        if watch.cancelled() {
            return Err(Stop::Cancelled);
        }
        let n = source.read(&mut chunk).map_err(refused)?;
        if n == 0 {
            break;
        }
        hasher.update(&chunk[..n]);
        read += n as u64;
    }
    Ok(Survey {
        encoding: UTF_8,
        bom: false,
        sure: true,
        bytes,
        hash: hasher.finalize().to_hex().to_string(),
    })
}

/// The letters of the column at a position from 0: A, B, … Z, AA.
pub(super) fn letters(at: usize) -> String {
    let (mut rest, mut letters) = (at + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
