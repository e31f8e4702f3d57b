//! Excel's workbooks, read by calamine. What it would do without measure with a hostile file was refused before.

use std::io::{BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{
    Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};

use super::cells::{Shown, text_of};
use super::sheet_text::{SheetText, Wanted};
use super::watched::Watched;
use super::{Kind, Workbook, ole, records};
use crate::import::decode::refused;
use crate::import::{Excess, FileError, Stop, Watch};

/// The most bytes of an old workbook, all of which is held in memory.
const OLD_BYTES: u64 = 256 << 20;

/// Opens a package.
pub(super) fn package<'w>(
    file: &Path,
    kind: Kind,
    watch: &'w dyn Watch,
) -> Result<Box<dyn Workbook + 'w>, Stop> {
    let source = Watched::open(file, watch)?;
    if kind == Kind::Xlsb {
        let workbook = sound(kind, watch, || Xlsb::new(source).ok())?;
        return Ok(Box::new(BinaryWorkbook { workbook, watch }));
    }
    let opened = sound(kind, watch, || match Xlsx::new(source) {
        Err(XlsxError::Password) => Some(Err(FileError::WorkbookEncrypted)),
        Err(_) => None,
        Ok(workbook) => Some(Ok(workbook)),
    })?;
    Ok(Box::new(NewWorkbook {
        workbook: opened?,
        watch,
    }))
}

/// Opens an old workbook, all sheets of which are held in memory. Gives how many bytes it has as well.
pub(super) fn xls<'w>(
    file: &Path,
    watch: &'w dyn Watch,
) -> Result<(Box<dyn Workbook + 'w>, u64), Stop> {
    let mut source = Watched::open(file, watch)?;
    if source.get_ref().length > OLD_BYTES {
        return Err(Excess::Bytes.of(OLD_BYTES).into());
    }
    let mut bytes = Vec::new();
    if let Err(error) = source.read_to_end(&mut bytes) {
        return Err(if watch.cancelled() {
            Stop::Cancelled
        } else {
            refused(error).into()
        });
    }
    let mut stream = ole::workbook(&bytes)?;
    drop(bytes);
    records::check(&mut stream)?;
    let length = stream.len() as u64;
    let clean = Cursor::new(ole::wrapped(&stream));
    drop(stream);
    let opened = sound(Kind::Ole, watch, || match Xls::new(clean) {
        Err(XlsError::Password) => Some(Err(FileError::WorkbookEncrypted)),
        Err(_) => None,
        Ok(workbook) => Some(Ok(workbook)),
    })?;
    let workbook = OldWorkbook {
        workbook: opened?,
        watch,
    };
    Ok((Box::new(workbook), length))
}

/// What a hostile file makes of the library, be it an error or a panic, is a broken workbook; or who waits has cancelled.
fn sound<T>(kind: Kind, watch: &dyn Watch, work: impl FnOnce() -> Option<T>) -> Result<T, Stop> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.ok().flatten().ok_or_else(|| lost(kind, watch))
}

fn lost(kind: Kind, watch: &dyn Watch) -> Stop {
    if watch.cancelled() {
        Stop::Cancelled
    } else {
        kind.broken().into()
    }
}

/// The sheets with cells of a workbook, and whether each is shown.
fn listed(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let with_cells = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet);
    with_cells
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect()
}

struct NewWorkbook<'w> {
    workbook: Xlsx<BufReader<Watched<'w>>>,
    watch: &'w dyn Watch,
}

impl Workbook for NewWorkbook<'_> {
    fn sheets(&self) -> Vec<(String, bool)> {
        listed(self.workbook.sheets_metadata())
    }

    fn read(&mut self, sheet: &str, out: &mut SheetText<'_>) -> Result<(), Stop> {
        let watch = self.watch;
        sound(Kind::Xlsx, watch, || self.cells(sheet, out).transpose())?
    }
}

impl NewWorkbook<'_> {
    /// `None`: the library cannot go on.
    fn cells(&mut self, sheet: &str, out: &mut SheetText<'_>) -> Result<Option<()>, Stop> {
        let mut reader = match self.workbook.worksheet_cells_reader(sheet) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(Some(())),
            Err(_) => return Ok(None),
        };
        let styles = reader.styles().iter().map(|style| {
            let format = style.number_format.as_ref();
            format.map_or(Shown::Plain, |format| Shown::of(&format.format_code))
        });
        let styles: Vec<Shown> = styles.collect();
        let mut gap = Gap::default();
        loop {
            match reader.next_cell_with_style_id() {
                Ok(None) => return gap.end(out).map(Some),
                Ok(Some((cell, style))) => {
                    let place = cell.get_position();
                    gap.close(place, out)?;
                    let shown = styles.get(style).copied().unwrap_or(Shown::Plain);
                    let text = text_of(cell.get_value(), shown);
                    if out.cell(place.0, place.1, &text)? == Wanted::NoMore {
                        return Ok(Some(()));
                    }
                }
                Err(XlsxError::CellError(text)) => gap.unknown.push(text),
                Err(_) => return Ok(None),
            }
        }
    }
}

/// Errors in cells that the library has no name for, and therefore no place: they stand between two cells that it has.
#[derive(Debug, Default)]
struct Gap {
    last: Option<(u32, u32)>,
    unknown: Vec<String>,
}

impl Gap {
    /// The next cell is at `place`: what was before it stands behind the last one, and, where a row ended in between, before
    /// this one as well, for it may be there. So it is seen in any case.
    fn close(&mut self, place: (u32, u32), out: &mut SheetText<'_>) -> Result<(), Stop> {
        let unknown = std::mem::take(&mut self.unknown);
        self.behind(&unknown, out)?;
        if self.last.is_none_or(|last| last.0 != place.0) {
            let count = u32::try_from(unknown.len()).unwrap_or(u32::MAX);
            let columns = place.1.saturating_sub(count)..place.1;
            for (column, text) in columns.zip(&unknown) {
                out.cell(place.0, column, text)?;
            }
        }
        self.last = Some(place);
        Ok(())
    }

    fn behind(&self, unknown: &[String], out: &mut SheetText<'_>) -> Result<(), Stop> {
        if let Some((row, column)) = self.last {
            for (column, text) in (column + 1..).zip(unknown) {
                out.cell(row, column, text)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut SheetText<'_>) -> Result<(), Stop> {
        let unknown = std::mem::take(&mut self.unknown);
        self.behind(&unknown, out)
    }
}

struct BinaryWorkbook<'w> {
    workbook: Xlsb<BufReader<Watched<'w>>>,
    watch: &'w dyn Watch,
}

impl Workbook for BinaryWorkbook<'_> {
    fn sheets(&self) -> Vec<(String, bool)> {
        listed(self.workbook.sheets_metadata())
    }

    fn read(&mut self, sheet: &str, out: &mut SheetText<'_>) -> Result<(), Stop> {
        let watch = self.watch;
        sound(Kind::Xlsb, watch, || self.cells(sheet, out).transpose())?
    }
}

impl BinaryWorkbook<'_> {
    /// `None`: the library cannot go on.
    fn cells(&mut self, sheet: &str, out: &mut SheetText<'_>) -> Result<Option<()>, Stop> {
        let Ok(mut reader) = self.workbook.worksheet_cells_reader(sheet) else {
            return Ok(None);
        };
        loop {
            match reader.next_cell() {
                Ok(None) => return Ok(Some(())),
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    let text = text_of(cell.get_value(), Shown::Plain);
                    if out.cell(row, column, &text)? == Wanted::NoMore {
                        return Ok(Some(()));
                    }
                }
                Err(_) => return Ok(None),
            }
        }
    }
}

struct OldWorkbook<'w> {
    workbook: Xls<Cursor<Vec<u8>>>,
    watch: &'w dyn Watch,
}

impl Workbook for OldWorkbook<'_> {
    fn sheets(&self) -> Vec<(String, bool)> {
        listed(self.workbook.sheets_metadata())
    }

    fn read(&mut self, sheet: &str, out: &mut SheetText<'_>) -> Result<(), Stop> {
        let range = sound(Kind::Ole, self.watch, || {
            self.workbook.worksheet_range(sheet).ok()
        })?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let text = text_of(&borrowed(value), Shown::Plain);
            let wanted = out.cell(top + row as u32, left + column as u32, &text)?;
            if wanted == Wanted::NoMore {
                break;
            }
        }
        Ok(())
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
