//! The records of an old workbook, looked over before all of its sheets are laid out in memory as full as they are wide.

use super::Kind;
use crate::import::{Excess, FileError};

/// The most cells of all sheets together, counting every one within the corners of each.
const CELLS: u64 = 8_000_000;

const LOCKED: u16 = 0x002f;
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
const NOTHING: u16 = 0xffff;
const FORMULA: u16 = 0x0006;
const ROW_OF_NUMBERS: u16 = 0x00bd;
/// Number, label, label with formats, truth or error, short number, shared text.
const VALUES: [u16; 6] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd];

/// Looks the stream over: that it is not locked, and how many cells its sheets have. What sheets say of their size is struck out.
pub(super) fn check(stream: &mut [u8]) -> Result<(), FileError> {
    let mut sheets = Vec::new();
    let mut at = 0;
    while let Some((kind, data, next)) = record(stream, at) {
        match kind {
            LOCKED if data.iter().take(2).any(|byte| *byte != 0) => {
                return Err(FileError::WorkbookEncrypted);
            }
            SHEET => {
                let place = data.get(..4).and_then(|four| four.try_into().ok());
                sheets.push(u32::from_le_bytes(place.ok_or_else(|| Kind::Ole.broken())?));
            }
            END => break,
            _ => {}
        }
        at = next;
    }
    let mut cells = 0;
    for place in sheets {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        if place >= stream.len() {
            return Err(Kind::Ole.broken());
        }
        cells += sheet(stream, place);
        if cells > CELLS {
            return Err(Excess::Cells.of(CELLS));
        }
    }
    Ok(())
}

/// A record: what it is, its data, and where the next one begins.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    let head = stream.get(at..at + 4)?;
    let kind = u16::from_le_bytes([head[0], head[1]]);
    let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
    let end = at + 4 + length;
    Some((kind, stream.get(at + 4..end)?, end))
}

/// The corners of what stands in a sheet.
#[derive(Default)]
struct Corners(Option<[u16; 4]>);

impl Corners {
    fn take(&mut self, row: u16, column: u16) {
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([
            top.min(row),
            left.min(column),
            bottom.max(row),
            right.max(column),
        ]);
    }

    /// The cells within them.
    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}

/// The cells within the corners of the sheet at `at`: of its values, and of its formulas.
fn sheet(stream: &mut [u8], mut at: usize) -> u64 {
    let (mut values, mut formulas) = (Corners::default(), Corners::default());
    let (mut begun, mut depth) = (false, 0_u32);
    while let Some((kind, data, next)) = record(stream, at) {
        let half = |at: usize| {
            let two = data.get(at..at + 2)?;
            Some(u16::from_le_bytes([two[0], two[1]]))
        };
        let place = half(0).zip(half(2));
        match kind {
            BEGIN if begun => depth += 1,
            BEGIN => begun = true,
            END if depth == 0 => break,
            END => depth -= 1,
            DIMENSIONS => stream[at..at + 2].copy_from_slice(&NOTHING.to_le_bytes()),
            _ => {
                if let Some((row, column)) = place {
                    if kind == FORMULA {
                        formulas.take(row, column);
                    }
                    if kind == FORMULA || kind == ROW_OF_NUMBERS || VALUES.contains(&kind) {
                        values.take(row, column);
                    }
                    if kind == ROW_OF_NUMBERS
                        && let Some(last) = data.len().checked_sub(2).and_then(half)
                    {
                        values.take(row, last);
                    }
                }
            }
        }
        at = next;
    }
    values.cells() + formulas.cells()
}
