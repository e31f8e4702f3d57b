//! Where partners and creators come from: countries by weight, their languages and their neighbours.

use crate::lexicon::Lexicon;
use crate::rng::{Rng, scatter};

/// A country as one language's partners see it.
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// The language that they write in.
    pub lang: &'static str,
    /// How many of a block of partners.
    partners: usize,
    /// How many of a block of creators.
    creators: usize,
    /// Further languages, likely ones first.
    pub also: &'static [&'static str],
    /// Further countries they promote in.
    pub areas: &'static [&'static str],
}

const fn place(
    country: &'static str,
    lang: &'static str,
    (partners, creators): (usize, usize),
    also: &'static [&'static str],
    areas: &'static [&'static str],
) -> Place {
    Place {
        country,
        lang,
        partners,
        creators,
        also,
        areas,
    }
}

/// The places, by language.
pub const PLACES: &[Place] = &[
    place(
        "US",
        "en",
        (26, 24),
        &["es"],
        &["CA", "GB", "AU", "MX", "PR", "IE"],
    ),
    place(
        "GB",
        "en",
        (16, 13),
        &["cy", "fr"],
        &["IE", "US", "AU", "NL", "DE", "FR"],
    ),
    place("CA", "en", (4, 4), &["fr"], &["US", "GB", "AU", "FR"]),
    place("AU", "en", (4, 4), &["zh"], &["NZ", "GB", "US", "SG"]),
    place("IE", "en", (2, 1), &["ga"], &["GB", "US", "NL"]),
    place("NZ", "en", (1, 1), &["mi"], &["AU", "GB", "US"]),
    place(
        "SG",
        "en",
        (1, 2),
        &["zh", "ms"],
        &["MY", "HK", "ID", "TH", "AU"],
    ),
    place("IN", "en", (2, 3), &["hi", "ta"], &["AE", "SG", "GB", "US"]),
    place("ZA", "en", (1, 1), &["af"], &["NA", "BW", "GB"]),
    place("DK", "en", (1, 1), &["da"], &["SE", "NO", "DE"]),
    place("NO", "en", (1, 1), &["nb"], &["SE", "DK", "GB"]),
    place(
        "DE",
        "de",
        (22, 13),
        &["en", "tr"],
        &["AT", "CH", "LU", "NL", "DK", "PL"],
    ),
    place("AT", "de", (4, 2), &["en"], &["DE", "CH", "IT", "SI"]),
    place(
        "CH",
        "de",
        (3, 2),
        &["fr", "it", "en"],
        &["DE", "AT", "LI", "FR"],
    ),
    place(
        "FR",
        "fr",
        (14, 11),
        &["en"],
        &["BE", "CH", "LU", "CA", "MC"],
    ),
    place("BE", "fr", (2, 1), &["nl", "en"], &["FR", "LU", "NL"]),
    place("CH", "fr", (1, 1), &["de", "en"], &["FR", "BE"]),
    place("CA", "fr", (1, 1), &["en"], &["US", "FR", "BE"]),
    place("ES", "es", (7, 7), &["ca", "en"], &["PT", "MX", "FR", "AD"]),
    place("MX", "es", (3, 5), &["en"], &["US", "CO", "ES", "AR", "CL"]),
    place("AR", "es", (1, 2), &["en"], &["UY", "CL", "ES"]),
    place("IT", "it", (8, 7), &["en"], &["CH", "SM", "FR", "DE"]),
    place("NL", "nl", (7, 5), &["en", "de"], &["BE", "DE", "LU"]),
    place("BE", "nl", (2, 1), &["fr", "en"], &["NL", "LU", "FR"]),
    place("PL", "pl", (6, 4), &["en", "uk"], &["DE", "CZ", "SK", "LT"]),
    place("SE", "sv", (5, 4), &["en", "fi"], &["NO", "DK", "FI"]),
    place("PT", "pt", (2, 2), &["en", "es"], &["ES", "BR", "FR"]),
    place("BR", "pt", (4, 6), &["en"], &["PT", "AR", "US"]),
    place("JP", "ja", (5, 6), &["en"], &["TW", "US", "HK"]),
    place("KR", "ko", (3, 5), &["en"], &["JP", "US", "VN"]),
    place(
        "CN",
        "zh",
        (14, 22),
        &["en"],
        &["HK", "SG", "MY", "MO", "TW"],
    ),
    place("MY", "zh", (1, 2), &["en", "ms"], &["SG", "CN", "HK"]),
];

/// Deals places to rows, so that each language's rows are counted without gaps whatever the total is.
pub struct Schedule {
    slots: Vec<usize>,
    lang_of: Vec<usize>,
    rank: Vec<u64>,
    in_block: Vec<u64>,
}

impl Schedule {
    /// The schedule for partners, or for creators.
    pub fn new(lexicon: &Lexicon, creators: bool) -> Schedule {
        let weight = |p: &Place| if creators { p.creators } else { p.partners };
        let slots: Vec<usize> = PLACES
            .iter()
            .enumerate()
            .flat_map(|(at, p)| std::iter::repeat_n(at, weight(p)))
            .collect();
        let lang_of: Vec<usize> = slots
            .iter()
            .map(|at| lexicon.place(PLACES[*at].lang))
            .collect();
        let mut in_block = vec![0; lexicon.0.len()];
        let mut rank = Vec::with_capacity(slots.len());
        for lang in &lang_of {
            rank.push(in_block[*lang]);
            in_block[*lang] += 1;
        }
        Schedule {
            slots,
            lang_of,
            rank,
            in_block,
        }
    }

    /// The place of row `i`, its language, and how many rows of that language have a lower number in the schedule.
    pub fn of(&self, i: u64) -> (&'static Place, usize, u64) {
        let size = self.slots.len() as u64;
        let (block, at) = (i / size, i % size);
        let slot = scatter(at, size, Rng::new(7, block).next() % size) as usize;
        let lang = self.lang_of[slot];
        (
            &PLACES[self.slots[slot]],
            lang,
            block * self.in_block[lang] + self.rank[slot],
        )
    }
}
