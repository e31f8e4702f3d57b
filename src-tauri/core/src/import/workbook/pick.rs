//! Which sheet of a workbook is read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sheet_text::SheetText;
use super::{Kind, Sheet, Workbook};
use crate::import::text_file::TextFile;
use crate::import::{FileError, Reading, Stop, Watch};

/// Rows of a sheet that a preview reads.
const PREVIEW_ROWS: u32 = 2_000;
/// The most bytes that a workbook unpacks to whose other sheets are counted.
const COUNTED_BYTES: u64 = 16 << 20;
/// The most sheets that are looked into.
const SHEETS: usize = 256;
/// Columns beyond the header that a sheet may have; cells further out are the matter of their rows.
const MARGIN: usize = 16;

/// What is known of a spreadsheet of which a sheet was written out.
#[derive(Debug, Clone)]
pub(in crate::import) struct Book {
    /// Bytes of the text.
    pub(in crate::import) length: u64,
    /// Whether all of the sheet was written out.
    pub(in crate::import) whole: bool,
    /// The sheet.
    pub(in crate::import) sheet: String,
    /// All of them.
    pub(in crate::import) sheets: Vec<Sheet>,
    /// The widths that rows have.
    widths: BTreeSet<usize>,
}

impl Book {
    /// How many columns the sheet has, with a header of so many: as many as its widest row, unless that reaches far beyond.
    pub(in crate::import) fn columns(&self, header: usize) -> usize {
        let near = self.widths.range(..=header + MARGIN).next_back();
        near.map_or(header, |widest| header.max(*widest))
    }
}

/// Writes the sheet out that is asked for, or the first that has something in it, those that are shown first.
pub(super) fn pick(
    workbook: &mut dyn Workbook,
    kind: Kind,
    reading: &Reading,
    whole: bool,
    unpacked: u64,
    watch: &dyn Watch,
) -> Result<(TextFile, Book), Stop> {
    let mut listed = workbook.sheets();
    listed.truncate(SHEETS);
    let names: Vec<String> = listed.iter().map(|(name, _)| name.clone()).collect();
    let mut counted: Vec<Option<u32>> = vec![None; names.len()];
    let tried: Vec<usize> = match &reading.sheet {
        Some(asked) => {
            let there = names.iter().position(|name| name == asked);
            vec![there.ok_or_else(|| FileError::NoSuchSheet {
                sheet: asked.clone(),
                sheets: names.clone(),
            })?]
        }
        None => {
            let mut order: Vec<usize> = (0..listed.len()).collect();
            order.sort_by_key(|at| !listed[*at].1);
            order
        }
    };
    let limit = (!whole).then_some(PREVIEW_ROWS);
    let mut found = None;
    for at in tried {
        let mut text = SheetText::written(kind, limit, watch)?;
        workbook.read(&names[at], &mut text)?;
        let written = text.finish()?;
        counted[at] = (!written.cut).then_some(written.rows);
        if written.rows > 0 {
            found = Some((at, written));
            break;
        }
    }
    let (at, written) = found.ok_or(FileError::WorkbookEmpty)?;
    if unpacked <= COUNTED_BYTES {
        for (other, rows) in counted.iter_mut().enumerate() {
            if other != at && rows.is_none() {
                let mut counter = SheetText::counted(kind, watch);
                workbook.read(&names[other], &mut counter)?;
                *rows = Some(counter.finish()?.rows);
            }
        }
    }
    let sheets = names.iter().cloned().zip(counted);
    let book = Book {
        length: written.bytes,
        whole: !written.cut,
        sheet: names[at].clone(),
        sheets: sheets.map(|(name, rows)| Sheet { name, rows }).collect(),
        widths: written.widths,
    };
    let path = written.file.ok_or(FileError::WorkbookEmpty)?;
    Ok((TextFile::Sheet(Arc::new(path)), book))
}
