//! A prospects file for the sample catalogue: matches, new ones, groups, and each kind of problem.

use std::io::{self, Write};

use crate::Size;
use crate::creator::creator;
use crate::entry::{Entry, Source};
use crate::partner::partner;
use crate::rng::{Rng, scatter};

/// The names of the groups that the prospects file expects to exist already.
pub const GROUPS: &[&str] = &[
    "VIP 2026",
    "DACH",
    "France",
    "春季新品",
    "Loyalty & Cashback",
    "Creators Asia",
];

const HEADER: [&str; 13] = [
    "Name",
    "Email",
    "Website",
    "Partner ID",
    "First name",
    "Last name",
    "Type",
    "Platform",
    "Handle",
    "Country",
    "Business model",
    "Group",
    "Notes",
];

/// Rows come in blocks of this many, each with every kind in it.
const BLOCK: u64 = 100;

/// One data row, before a problem is put into it.
#[derive(Clone, Default)]
struct Row {
    name: String,
    email: String,
    website: String,
    id: String,
    first: String,
    last: String,
    kind: String,
    platform: String,
    handle: String,
    country: String,
    model: String,
    group: String,
    notes: String,
}

impl Row {
    fn fields(self) -> Vec<String> {
        let Row {
            name,
            email,
            website,
            id,
            first,
            last,
            kind,
            platform,
            handle,
            country,
            model,
            group,
            notes,
        } = self;
        vec![
            name, email, website, id, first, last, kind, platform, handle, country, model, group,
            notes,
        ]
    }
}

/// Writes a prospects CSV of `rows` data rows that matches a catalogue of `size`. From 100 rows on it holds every kind of
/// row error and warning; it is well-formed but for one row with a field too many and one with a field too few.
///
/// # Errors
/// What `out` answers.
pub fn write_prospects(out: &mut impl Write, size: Size, rows: u32) -> io::Result<()> {
    let deck = Deck {
        source: Source::load(),
        size,
    };
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
    csv.write_record(HEADER)?;
    for i in 0..u64::from(rows) {
        let (block, at) = (i / BLOCK, i % BLOCK);
        csv.write_record(deck.fields(block, scatter(at, BLOCK, block * 7)))?;
    }
    csv.flush()
}

struct Deck {
    source: Source,
    size: Size,
}

impl Deck {
    /// The fields of slot `slot` of `block`. The slots from 80 on hold one problem each.
    fn fields(&self, block: u64, slot: u64) -> Vec<String> {
        let first_block = block == 0;
        match slot {
            98 if first_block => {
                let mut fields = self.fresh(block, slot).fields();
                fields.push("spring".into());
                fields
            }
            99 if first_block => {
                let mut fields = self.fresh(block, slot).fields();
                fields.pop();
                fields
            }
            80..98 => self.problem(block, slot).fields(),
            _ => self.sound(block, slot).fields(),
        }
    }

    /// A row without a problem: new, or matched by one of the four keys.
    fn sound(&self, block: u64, slot: u64) -> Row {
        match slot {
            0..22 => self.by_email(block, slot),
            22..32 => self.by_id(block, slot),
            32..37 => self.by_domain(block, slot),
            37..40 => self.by_handle(block, slot),
            // Two more rows of partners named above, for their second and third group.
            40 | 41 => Row {
                group: GROUPS[(slot % 6) as usize].into(),
                notes: String::new(),
                ..self.by_email(block, 0)
            },
            _ => self.fresh(block, slot),
        }
    }

    fn by_email(&self, block: u64, slot: u64) -> Row {
        let entry = self.listed(block, slot, |entry| !entry.email.is_empty());
        let mut row = self.row(&entry, block, slot);
        row.email = if slot % 5 == 4 {
            entry.email.to_uppercase()
        } else {
            entry.email
        };
        row
    }

    fn by_id(&self, block: u64, slot: u64) -> Row {
        let entry = self.listed(block, slot, |_| true);
        let mut row = self.row(&entry, block, slot);
        row.email = format!("campaigns@{}", entry.domain);
        row.id = entry.id.to_string();
        row
    }

    fn by_domain(&self, block: u64, slot: u64) -> Row {
        let entry = self.listed(block, slot, |entry| !entry.website.is_empty());
        let mut row = self.row(&entry, block, slot);
        row.email = format!("campaigns@{}", entry.domain);
        row.website = format!("https://www.{}/about", entry.domain);
        row
    }

    fn by_handle(&self, block: u64, slot: u64) -> Row {
        let entry = self.listed(block, slot, |entry| !entry.channels.is_empty());
        let mut row = self.row(&entry, block, slot);
        row.email = format!(
            "bookings@{}-office.example",
            entry.domain.trim_end_matches(".example")
        );
        row.website.clear();
        if let Some(channel) = entry.channels.first() {
            (row.platform, row.handle) = (channel.platform.into(), channel.handle.clone());
        }
        row
    }

    /// Somebody who is not in the catalogue.
    fn fresh(&self, block: u64, slot: u64) -> Row {
        let (key, size) = (block * BLOCK + slot, self.size);
        let entry = if slot.is_multiple_of(3) {
            creator(&self.source, u64::from(size.creators) + key)
        } else {
            partner(&self.source, u64::from(size.partners) + key)
        };
        let mut row = self.row(&entry, block, slot);
        row.email = if entry.email.is_empty() {
            format!("hello@{}", entry.domain)
        } else {
            entry.email
        };
        row.website = if slot % 4 == 3 {
            String::new()
        } else {
            entry.domain
        };
        if let (Some(channel), true) = (entry.channels.first(), slot.is_multiple_of(2)) {
            (row.platform, row.handle) = (channel.platform.into(), channel.handle.clone());
        }
        row
    }

    /// A row with exactly the problem, or the trap for a careless reader, of its slot.
    fn problem(&self, block: u64, slot: u64) -> Row {
        let mut row = self.fresh(block, slot);
        match slot {
            80 => row.email.clear(),
            81 if block.is_multiple_of(2) => row.email = row.email.replace('@', "@@"),
            81 => {
                row.email = row
                    .email
                    .split_inclusive('@')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }
            82 => row.group = "VIP 2025".into(),
            83 => row.group = format!("{}, {}", GROUPS[0], GROUPS[1]),
            84 => row.kind = "Blogger".into(),
            85 => row.country = "Atlantis".into(),
            86 => row.model = "Influencer".into(),
            87 => row.website = "htp:/my shop".into(),
            88 => return self.fresh(block, 45),
            89 => {
                row = Row {
                    name: "Somebody Else Entirely".into(),
                    ..self.fresh(block, 46)
                }
            }
            90 => row.email = on_domain("info", &row.email),
            91 => row.notes = "Met at the fair, hall 4.\nSays \"call back in spring\".".into(),
            92 => row.handle = format!("@{}", row.name.to_lowercase().replace(' ', "_")),
            93 => row.notes = "=1+1".into(),
            94 => row.id = format!("000{}", 4_000 + block),
            95 => row.notes = "+1 202 555 0143".into(),
            96 => row.notes = "@ask again in March".into(),
            _ => row.name = format!("  {}  ", row.name),
        }
        if slot == 92 && row.platform.is_empty() {
            row.platform = "Instagram".into();
        }
        row
    }

    /// An entry of the catalogue for this slot, the next one that is `fit`. No two slots share one while there are enough.
    fn listed(&self, block: u64, slot: u64, fit: impl Fn(&Entry) -> bool) -> Entry {
        let partners = u64::from(self.size.partners);
        let all = (partners + u64::from(self.size.creators)).max(1);
        let own = scatter((block * BLOCK + slot) % all, all, 11);
        let entry = |at: u64| match at % all {
            at if at < partners => partner(&self.source, at),
            at => creator(&self.source, at - partners),
        };
        let near = (0..50)
            .map(|step| entry(own + step))
            .find(|entry| fit(entry));
        near.unwrap_or_else(|| entry(own))
    }

    /// What a manager would have written down of `entry`: half of the time a group, some of the rest.
    fn row(&self, entry: &Entry, block: u64, slot: u64) -> Row {
        let rng = &mut Rng::new(9, block * BLOCK + slot);
        let sometimes = |yes: bool, text: &str| if yes { text.to_owned() } else { String::new() };
        const NOTES: [&str; 6] = [
            "Met in Cologne",
            "Asked for a higher rate",
            "via newsletter",
            "推荐",
            "Seasonal, from October",
            "Good photos",
        ];
        let groups: &[&str] = match entry.country {
            "DE" | "AT" | "CH" => &["DACH", "DACH", "VIP 2026"],
            "FR" | "BE" => &["France", "France", "VIP 2026"],
            "CN" | "MY" | "SG" | "JP" | "KR" => &["春季新品", "Creators Asia"],
            _ => &["VIP 2026", "Loyalty & Cashback"],
        };
        Row {
            name: entry.name.clone(),
            website: sometimes(rng.chance(550) && !entry.website.is_empty(), &entry.domain),
            first: sometimes(rng.chance(500), entry.first),
            last: sometimes(rng.chance(500), entry.last),
            kind: sometimes(rng.chance(600), entry.kind),
            country: sometimes(rng.chance(700), entry.country),
            model: sometimes(rng.chance(500), entry.model),
            group: sometimes(rng.chance(500), rng.pick::<&str>(groups)),
            notes: if rng.chance(120) {
                (*rng.pick(&NOTES)).into()
            } else {
                String::new()
            },
            ..Row::default()
        }
    }
}

fn on_domain(local: &str, email: &str) -> String {
    let (_, domain) = email.split_once('@').unwrap_or_default();
    format!("{local}@{domain}")
}
