//! The catalogue as plain bytes: what of it follows from partners' own data, to be kept beside the workspace and taken up again
//! without reading a million rows. Where partners stand, groups and workflows are no part of it, nor are statuses, which
//! follow from the day.
//!
//! A file of it is a header (what it is, of which form and program, its token, the lengths of its sections) and the sections, each
//! section and the header with a checksum. Nothing that such a file says is believed before its checksum is right, and what
//! places are said to stand in is looked over once more, so that no file can make an answer panic.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use bytemuck::Pod;
use jiff::civil::Date;

use super::Catalogue;
use super::bits::Bits;
use super::columns::Columns;
use super::orders::Orders;
use super::text::SearchText;
use super::values::Values;
use crate::partner::{Partner, PartnerId};
use crate::set::PartnerSet;
use crate::vocabulary::Kind;

/// Which form sections have, and what they say of the same partners: counted up with each change of either. The test beside
/// this knows what it stands for.
pub const FORM: u32 = 1;

/// Sections are as one program wrote them: another version may fold a name or tell a size otherwise.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

const MAGIC: [u8; 8] = *b"PrDkCat\n";
/// Numbers stand in the order of bytes of the machine.
const ORDER: u32 = 0x0102_0304;
const SUM: usize = 32;
/// More sections than a catalogue can have.
const MOST_SECTIONS: u32 = 1 << 16;

/// What a kept catalogue and its workspace know each other by.
pub type Token = [u8; 16];

/// A part of the catalogue, as bytes.
pub(super) type Section<'a> = Cow<'a, [u8]>;

/// Why a kept catalogue is of no use.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is of another form, of another program, or no kept catalogue at all.
    #[error("it is of another form")]
    Form,
    /// It belongs to another state of a workspace.
    #[error("it is of another workspace, or of another state of it")]
    Token,
    /// It is damaged.
    #[error("it is damaged")]
    Damaged,
}

/// Numbers as a section.
pub(super) fn plain<T: Pod>(numbers: &[T]) -> Section<'_> {
    Cow::Borrowed(bytemuck::cast_slice(numbers))
}

/// A few numbers that stand nowhere as such, as a section.
pub(super) fn made<T: Pod>(numbers: &[T]) -> Section<'static> {
    Cow::Owned(bytemuck::cast_slice(numbers).to_vec())
}

/// Says that something has to hold of a file.
pub(super) fn sound(holds: bool) -> Result<(), Unusable> {
    holds.then_some(()).ok_or(Unusable::Damaged)
}

/// Writes a kept catalogue, section by section.
pub struct Writer<W> {
    out: W,
    token: Token,
    section: u32,
    sum: blake3::Hasher,
}

impl<W: Write> Writer<W> {
    /// Begins one whose sections are so long.
    pub fn begin(mut out: W, token: Token, lengths: &[u64]) -> io::Result<Self> {
        let head = head(&token, lengths);
        out.write_all(&head)?;
        out.write_all(blake3::hash(&head).as_bytes())?;
        Ok(Self {
            out,
            token,
            section: 0,
            sum: begun(&token, 0),
        })
    }

    /// Writes more of the present section.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.out.write_all(bytes)
    }

    /// Ends the present section; the next one follows.
    pub fn end_section(&mut self) -> io::Result<()> {
        self.out.write_all(self.sum.finalize().as_bytes())?;
        self.section += 1;
        self.sum = begun(&self.token, self.section);
        Ok(())
    }
}

/// Reads a kept catalogue, section by section, in the order in which they were written.
pub struct Reader<R> {
    from: R,
    token: Token,
    lengths: Vec<u64>,
    section: usize,
}

impl<R: Read> Reader<R> {
    /// Reads the header of a file of so many bytes.
    pub fn begin(mut from: R, size: u64) -> Result<Self, Unusable> {
        let mut fixed = vec![0; head(&Token::default(), &[]).len()];
        from.read_exact(&mut fixed)?;
        let (count, token) = (fixed.len() - 4, fixed.len() - 4 - size_of::<Token>());
        let number = |at: usize| {
            fixed[at..]
                .first_chunk()
                .map(|four| u32::from_le_bytes(*four))
        };
        let count = number(count).filter(|count| *count <= MOST_SECTIONS);
        let token = fixed[token..].first_chunk().copied();
        let (Some(count), Some(token)) = (count, token) else {
            return Err(Unusable::Form);
        };
        // All but the lengths has to be what this program would write.
        let mut like = head(&token, &[]);
        like.truncate(fixed.len() - 4);
        if !fixed.starts_with(&like) {
            return Err(Unusable::Form);
        }
        let mut lengths = vec![0_u64; count as usize];
        from.read_exact(bytemuck::cast_slice_mut(&mut lengths))?;
        let mut sum = [0; SUM];
        from.read_exact(&mut sum)?;
        let head = head(&token, &lengths);
        sound(blake3::hash(&head) == sum)?;
        let whole = lengths
            .iter()
            .try_fold((head.len() + SUM) as u64, |all, one| {
                all.checked_add(*one)?.checked_add(SUM as u64)
            });
        sound(whole == Some(size))?;
        Ok(Self {
            from,
            token,
            lengths,
            section: 0,
        })
    }

    /// The token that it was written under.
    pub fn token(&self) -> Token {
        self.token
    }

    /// The next section. There is room behind it for what is new, so that the first edit does not move all of it; room that nobody
    /// uses takes no memory.
    pub(super) fn take<T: Pod>(&mut self) -> Result<Vec<T>, Unusable> {
        let length = *self.lengths.get(self.section).ok_or(Unusable::Damaged)?;
        let length = usize::try_from(length).map_err(|_| Unusable::Damaged)?;
        sound(length.is_multiple_of(size_of::<T>()))?;
        let count = length / size_of::<T>();
        let mut numbers = vec![T::zeroed(); count + count / 32];
        numbers.truncate(count);
        let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut numbers);
        let mut sum = begun(&self.token, self.section as u32);
        // Summed while it is still near.
        for part in bytes.chunks_mut(1 << 18) {
            self.from.read_exact(part)?;
            sum.update(part);
        }
        let mut told = [0; SUM];
        self.from.read_exact(&mut told)?;
        sound(sum.finalize() == told)?;
        self.section += 1;
        Ok(numbers)
    }

    /// The next section, of numbers of which there are so many.
    pub(super) fn take_of<T: Pod>(&mut self, count: usize) -> Result<Vec<T>, Unusable> {
        let numbers = self.take()?;
        sound(numbers.len() == count)?;
        Ok(numbers)
    }
}

fn head(token: &Token, lengths: &[u64]) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend(FORM.to_le_bytes());
    head.extend(ORDER.to_ne_bytes());
    head.extend(&blake3::hash(PROGRAM.as_bytes()).as_bytes()[..8]);
    head.extend(token);
    head.extend((lengths.len() as u32).to_le_bytes());
    head.extend::<&[u8]>(bytemuck::cast_slice(lengths));
    head
}

/// The checksum of a section says which one it is, and of which catalogue.
fn begun(token: &Token, section: u32) -> blake3::Hasher {
    let mut sum = blake3::Hasher::new();
    sum.update(token);
    sum.update(&section.to_le_bytes());
    sum
}

impl Catalogue {
    /// All sections. Which there are, how long they are and what they say stays as long as no partners' data change; an order that is
    /// made meanwhile is the one exception.
    fn sections(&self) -> Vec<Section<'_>> {
        let mut all = vec![
            made(&[self.last_id.map_or(0, |last| last.0)]),
            plain(self.alive_bits.words()),
        ];
        self.columns.sections(&mut all);
        self.text.sections(&mut all);
        self.values.sections(&mut all);
        self.orders.sections(&mut all);
        all
    }

    /// How long each section is.
    pub fn section_lengths(&self) -> Vec<u64> {
        let sections = self.sections();
        sections
            .iter()
            .map(|section| section.len() as u64)
            .collect()
    }

    /// Puts what stands in a section from `from` on behind `out`, but no more than `most` bytes.
    pub fn copy_section(&self, section: usize, from: u64, most: usize, out: &mut Vec<u8>) {
        let sections = self.sections();
        let rest = sections
            .get(section)
            .and_then(|section| section.get(usize::try_from(from).ok()?..));
        let rest = rest.unwrap_or_default();
        out.extend_from_slice(&rest[..most.min(rest.len())]);
    }

    /// The catalogue that was kept: partners as they were, where nobody stands anywhere and there are no groups.
    pub fn restore(today: Date, reader: &mut Reader<impl Read>) -> Result<Self, Unusable> {
        let mut catalogue = Self::new(today);
        let last = reader.take_of::<u32>(1)?[0];
        catalogue.last_id = (last > 0).then_some(PartnerId(last));
        catalogue.alive_bits = Bits::of_words(reader.take()?);
        catalogue.columns = Columns::restore(reader)?;
        let len = catalogue.columns.len();
        sound(catalogue.alive_bits.all_below(len))?;
        catalogue.text = SearchText::restore(reader, len)?;
        catalogue.values = Values::restore(reader, len)?;
        catalogue.orders = Orders::restore(reader, len)?;
        sound(reader.section == reader.lengths.len())?;
        catalogue.alive = (&catalogue.alive_bits).into();
        let Self {
            alive_bits,
            columns,
            ..
        } = &catalogue;
        catalogue.listed = std::array::from_fn(|kind| {
            Bits::from_fn(len, |at| {
                columns.kind(at) == (Kind::ALL[kind], true) && alive_bits.contains(at as u32)
            })
        });
        catalogue
            .values
            .set_today(&catalogue.columns, catalogue.today);
        Ok(catalogue)
    }

    /// Follows what became of some partners since the catalogue was kept: `present` gives those of `stale` that there are.
    pub fn catch_up(&mut self, stale: &PartnerSet, present: Vec<(PartnerId, Partner)>) {
        self.take_away(stale);
        for (id, _) in &present {
            self.bring(*id);
        }
        self.edit(present.into_iter());
    }
}

#[cfg(test)]
mod tests;
