//! The invented sample catalogue of Prospect Desk, of any size and always the same, and a prospects file to go with it.
//!
//! Row *i* is drawn from *i* alone, so a larger catalogue begins with the smaller one, and a million rows stream out in
//! constant memory. Every domain is registrable under the reserved `.example`; nobody in it is real.

mod calendar;
mod creator;
mod entry;
mod fold;
mod lexicon;
mod partner;
mod places;
mod prospects;
mod reach;
mod rng;
mod vocabulary;

use std::io::{self, Write};

pub use prospects::{GROUPS, write_prospects};

/// How many of each to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Companies, sites and apps.
    pub partners: u32,
    /// People with social channels.
    pub creators: u32,
}

impl Size {
    /// The catalogue that the app offers to a fresh workspace.
    pub const SHIPPED: Size = Size {
        partners: 3_000,
        creators: 2_000,
    };

    /// `n` in all: 60 % partners, 40 % creators.
    pub fn of_total(n: u32) -> Size {
        let partners = (u64::from(n) * 3 / 5) as u32;
        Size {
            partners,
            creators: n - partners,
        }
    }
}

/// Writes the catalogue as UTF-8 CSV to `out`: a header and one row a partner, partners before creators; lists in one
/// cell are parted by `"; "`. `today` is (year, month, day), and the dates are laid relative to it.
///
/// # Errors
/// What `out` answers.
pub fn write_catalogue(out: &mut impl Write, size: Size, today: (i16, u8, u8)) -> io::Result<()> {
    let source = entry::Source::load();
    let today = calendar::Day::new(today);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(entry::CATALOGUE_HEADER)?;
    for i in 0..u64::from(size.partners) {
        csv.write_record(partner::partner(&source, i).record(today))?;
    }
    for i in 0..u64::from(size.creators) {
        csv.write_record(creator::creator(&source, i).record(today))?;
    }
    csv.flush()
}
