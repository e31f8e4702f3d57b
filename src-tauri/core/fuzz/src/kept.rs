//! Kept catalogues: of one whose checksums are right, whatever its sections say, it is taken up or refused, and answers.

use jiff::civil::{Date, date};
use prospect_core::catalogue::Catalogue;
use prospect_core::catalogue::kept::{Reader, Token, Unusable, Writer};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::query::{Facet, Place, Query, Sort, SortBy};

const TODAY: Date = date(2026, 11, 1);
const TOKEN: Token = *b"sixteen of bytes";

/// Takes the bytes as they are, and as what is written over in a sound one: section, place, how many bytes, and which.
pub fn holds(input: &[u8]) {
    answers(restored(input), input);
    let mut sections = sections();
    for change in input.chunks(6) {
        let [section, low, high, how, value, more] = change else {
            continue;
        };
        let at = usize::from(*section) % sections.len();
        let bytes = &mut sections[at];
        let place = usize::from(u16::from_le_bytes([*low, *high]));
        match (how % 4, bytes.len()) {
            (0, _) => bytes.resize(place % 4_096, *value),
            (1, _) | (_, 0) => bytes.extend([*value].repeat(usize::from(*more))),
            (_, length) => {
                let from = place % length;
                let to = (from + usize::from(*more % 8) + 1).min(length);
                bytes[from..to].fill(*value);
            }
        }
    }
    let lengths: Vec<u64> = sections.iter().map(|one| one.len() as u64).collect();
    let mut file = Vec::new();
    let mut writer = Writer::begin(&mut file, TOKEN, &lengths).expect("room for it");
    for section in sections {
        writer
            .write(&section)
            .and_then(|()| writer.end_section())
            .expect("room for it");
    }
    answers(restored(&file), input);
}

fn restored(bytes: &[u8]) -> Result<Catalogue, Unusable> {
    let mut reader = Reader::begin(bytes, bytes.len() as u64)?;
    Catalogue::restore(TODAY, &mut reader)
}

fn answers(catalogue: Result<Catalogue, Unusable>, input: &[u8]) {
    let Ok(mut catalogue) = catalogue else { return };
    let by = SortBy::ALL[input.len() % SortBy::ALL.len()];
    let changed = partners().swap_remove(1).1;
    catalogue.catch_up(
        &[PartnerId(2)].into_iter().collect(),
        vec![(PartnerId(2), changed)],
    );
    for text in ["", "a", "wander", "若溪"] {
        let sort = Sort {
            by,
            descending: input.len().is_multiple_of(2),
        };
        let query = Query {
            text: text.into(),
            sort,
            ..Query::of(Place::Everyone)
        };
        catalogue.find(&query);
        catalogue.facets(&query, Facet::ALL);
    }
    for id in catalogue.all().clone().iter() {
        catalogue.facts(id);
    }
}

fn partners() -> Vec<(PartnerId, Partner)> {
    let named = |(id, name): (u32, &str)| {
        let partner = Partner {
            partner_id: format!("10{id}"),
            name: name.into(),
            website: format!("https://{id}.example/"),
            monthly_visits: Some(84_200_000 / id),
            listed: true,
            listed_on: Some(date(2026, 10, 20)),
            ..Partner::default()
        };
        (PartnerId(id), partner)
    };
    [
        (1, "Wanderbuch"),
        (2, "沈若溪 Ruoxi"),
        (3, ""),
        (5, "Straße ﬁne"),
        (70, "Ünïcode"),
    ]
    .map(named)
    .into()
}

fn sections() -> Vec<Vec<u8>> {
    thread_local! {
        static SOUND: Vec<Vec<u8>> = {
            let (nobody, groups) = (std::iter::empty(), std::iter::empty());
            let catalogue = Catalogue::load(TODAY, 70, partners().into_iter(), nobody, Vec::new(), groups);
            while catalogue.prepare() {}
            let lengths = catalogue.section_lengths();
            (0..lengths.len()).map(|section| {
                let mut bytes = Vec::new();
                catalogue.copy_section(section, 0, usize::MAX, &mut bytes);
                bytes
            }).collect()
        };
    }
    SOUND.with(Clone::clone)
}
