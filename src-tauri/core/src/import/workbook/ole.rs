//! Compound files, which old workbooks are and encrypted new ones hide in: the one stream that matters is taken out of them, and
//! put into a compound file without guile.

use super::Kind;
use crate::import::FileError;

/// How a compound file begins.
pub(super) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Numbers of sectors from here on mean something else: the end of a chain, a free sector.
const SPECIAL: u32 = 0xffff_fffa;
const END: u32 = 0xffff_fffe;
/// Streams shorter than this stand in sectors of 64 bytes within the stream of the root.
const SHORT: u64 = 4096;
const SHORT_SECTOR: usize = 64;

/// The stream of an old workbook.
///
/// # Errors
/// The file is broken, holds a locked workbook, or no workbook.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    let broken = || Kind::Ole.broken();
    let file = Compound::of(bytes).ok_or_else(broken)?;
    if file.entry("EncryptedPackage").is_some() {
        return Err(FileError::WorkbookEncrypted);
    }
    let names = ["Workbook", "Book"];
    let Some(entry) = names.iter().find_map(|name| file.entry(name)) else {
        let letters = file.entry("WordDocument").is_some();
        let looks_like = if letters { "doc" } else { "" };
        return Err(FileError::NotText { looks_like });
    };
    file.stream(entry).ok_or_else(broken)
}

/// An entry of the directory.
#[derive(Debug, Clone)]
struct Entry {
    name: String,
    start: u32,
    length: u64,
}

struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// The sector after each.
    next: Vec<u32>,
    next_short: Vec<u32>,
    entries: Vec<Entry>,
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let (fours, _) = bytes.as_chunks::<4>();
    fours.iter().map(|four| u32::from_le_bytes(*four))
}

impl<'b> Compound<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let sector = match half(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut this = Self {
            bytes,
            sector,
            next: Vec::new(),
            next_short: Vec::new(),
            entries: Vec::new(),
        };
        let most = bytes.len() / sector + 1;
        let mut tables: Vec<u32> = words(bytes.get(76..512)?).collect();
        let mut more = word(bytes, 68)?;
        while more < SPECIAL && tables.len() <= most {
            let list = this.sector(more)?;
            let (last, others) = list.split_at_checked(list.len().checked_sub(4)?)?;
            tables.extend(words(last));
            more = word(others, 0)?;
        }
        for table in tables.into_iter().filter(|table| *table < SPECIAL) {
            if this.next.len() <= most
                && let Some(table) = this.sector(table)
            {
                this.next.extend(words(table));
            }
        }
        let directory = this.chain(word(bytes, 48)?, usize::MAX)?;
        let (records, _) = directory.as_chunks::<128>();
        this.entries = records
            .iter()
            .filter_map(|record| this.read(record))
            .collect();
        let shorts = this.chain(word(bytes, 60)?, usize::MAX).unwrap_or_default();
        this.next_short = words(&shorts).collect();
        Some(this)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain of sectors, at most so many; a chain that bites its tail is none.
    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let (mut at, mut chain, mut steps) = (start, Vec::new(), 0);
        while at < SPECIAL && chain.len() < length {
            chain.extend_from_slice(self.sector(at)?);
            at = *self.next.get(at as usize)?;
            steps += 1;
            if steps > self.next.len() {
                return None;
            }
        }
        chain.truncate(length);
        Some(chain)
    }

    fn read(&self, record: &[u8]) -> Option<Entry> {
        let length = usize::from(half(record, 64)?).checked_sub(2)?.min(62);
        let (name, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(&record[..length]);
        let low = u64::from(word(record, 120)?);
        let high = u64::from(word(record, 124)?);
        Some(Entry {
            name: name.into_owned(),
            start: word(record, 116)?,
            length: if self.sector == 512 {
                low
            } else {
                high << 32 | low
            },
        })
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        let length = usize::try_from(entry.length).ok()?.min(self.bytes.len());
        if entry.length >= SHORT {
            return self.chain(entry.start, length);
        }
        let root = self.entries.first()?;
        let shorts = self.chain(root.start, self.bytes.len())?;
        let (mut at, mut stream) = (entry.start, Vec::new());
        while at < SPECIAL && stream.len() < length {
            let start = (at as usize).checked_mul(SHORT_SECTOR)?;
            let end = (start + SHORT_SECTOR).min(shorts.len());
            stream.extend_from_slice(shorts.get(start..end)?);
            at = *self.next_short.get(at as usize)?;
        }
        stream.truncate(length);
        Some(stream)
    }
}

/// A compound file with this stream as its workbook and nothing else.
pub(super) fn wrapped(stream: &[u8]) -> Vec<u8> {
    compound("Workbook", stream)
}

/// A compound file with one stream: header, the stream, the directory, the table of sectors.
pub(super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 4096;
    let length = stream.len().max(SHORT as usize);
    let sectors = length.div_ceil(SECTOR);
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1).max(1);
    let (directory, first_table) = (sectors as u32, sectors as u32 + 1);
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(SIGNATURE);
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    put(40, &1_u32.to_le_bytes());
    put(44, &(tables as u32).to_le_bytes());
    put(48, &directory.to_le_bytes());
    put(56, &(SHORT as u32).to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    for at in 0..109 {
        let table = if at < tables {
            first_table + at as u32
        } else {
            u32::MAX
        };
        put(76 + at * 4, &table.to_le_bytes());
    }
    file.extend_from_slice(stream);
    file.resize(SECTOR * (1 + sectors), 0);
    file.extend(entry("Root Entry", 5, 0, 0));
    file.extend(entry(name, 2, 0, length as u64));
    file.resize(SECTOR * (2 + sectors), 0);
    let chain = (1..sectors as u32).chain([END, END]);
    let own = std::iter::repeat_n(0xffff_fffd, tables);
    file.extend(chain.chain(own).flat_map(u32::to_le_bytes));
    file.resize(SECTOR * (2 + sectors + tables), 0xff);
    file
}

/// An entry of a directory.
fn entry(name: &str, kind: u8, start: u32, length: u64) -> Vec<u8> {
    let mut record: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let name_length = record.len() as u16 + 2;
    record.resize(128, 0);
    record[64..66].copy_from_slice(&name_length.to_le_bytes());
    record[66] = kind;
    record[116..120].copy_from_slice(&start.to_le_bytes());
    record[120..128].copy_from_slice(&length.to_le_bytes());
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_comes_out_as_it_went_in() {
        for length in [5_000, 100_000, 9_000_000] {
            let stream: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
            assert_eq!(workbook(&wrapped(&stream)).unwrap(), stream, "{length}");
        }
    }

    #[test]
    fn what_is_no_compound_file_is_broken() {
        let mut circle = wrapped(&[7; 9_000]);
        let table = circle.len() - 4096;
        circle[table + 12..table + 16].copy_from_slice(&3_u32.to_le_bytes());
        let mut short = wrapped(&[7; 9_000]);
        short.truncate(4_000);
        for bytes in [SIGNATURE.to_vec(), circle, short] {
            assert!(workbook(&bytes).is_err());
        }
    }
}
