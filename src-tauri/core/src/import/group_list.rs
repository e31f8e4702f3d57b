//! Cells that name several groups.
//!
//! Names of groups may hold whatever a list has between its entries, and quotes. So a cell is parted with the groups in sight: at
//! every separator, but where several pieces together are the name of a group, that group is meant, and of such the longest. A
//! name may stand in quotes, and is then read without them unless a group is called so with them. Between double quotes nothing
//! parts, also where no group has the name.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::text;

/// What stands between the names of a list.
const SEPARATORS: &[char] = &[',', '，', '、', ';', '；', '|', '｜', '\n', '\r', '\t'];

/// What stands around a name.
const QUOTES: [(char, char); 6] = [
    ('"', '"'),
    ('\'', '\''),
    ('“', '”'),
    ('‘', '’'),
    ('«', '»'),
    ('„', '“'),
];

/// Pieces within which a double quote is closed again.
const QUOTED_PIECES: usize = 32;

/// One name of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'c> {
    /// Where it stands in the cell, quotes included.
    pub(super) at: Range<usize>,
    /// The name.
    pub(super) name: Cow<'c, str>,
}

/// The names by which cells are parted.
#[derive(Debug)]
pub(super) struct GroupList {
    keys: FxHashSet<String>,
    /// The most separators that one of them holds.
    separators: usize,
}

impl GroupList {
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut list = Self {
            keys: FxHashSet::default(),
            separators: 0,
        };
        for name in names {
            list.separators = list.separators.max(name.matches(SEPARATORS).count());
            list.keys.insert(text::name_key(name));
        }
        list
    }

    fn has(&self, name: &str) -> bool {
        self.keys.contains(&text::name_key(name))
    }

    /// The known name that a text is, as it stands or without its quotes.
    fn known<'c>(&self, text: &'c str) -> Option<Cow<'c, str>> {
        if self.has(text) {
            return Some(Cow::Borrowed(text));
        }
        unquoted(text).filter(|name| self.has(name))
    }

    /// The names that a cell lists.
    pub(super) fn entries<'c>(&self, cell: &'c str) -> Vec<Entry<'c>> {
        let whole = cell.trim();
        if let Some(name) = self.known(whole) {
            let start = cell.len() - cell.trim_start().len();
            let at = start..start + whole.len();
            return vec![Entry { at, name }];
        }
        let pieces = pieces(cell);
        let (mut entries, mut next) = (Vec::new(), 0);
        while next < pieces.len() {
            let (count, name) = self.first(cell, &pieces[next..]);
            let at = pieces[next].start..pieces[next + count - 1].end;
            entries.push(Entry { at, name });
            next += count;
        }
        entries
    }

    /// How many of `pieces` are the next name, and that name.
    fn first<'c>(&self, cell: &'c str, pieces: &[Range<usize>]) -> (usize, Cow<'c, str>) {
        let run = |count: usize| &cell[pieces[0].start..pieces[count - 1].end];
        let longest = pieces.len().min(self.separators + 1);
        let known = (1..=longest)
            .rev()
            .find_map(|count| Some((count, self.known(run(count))?)));
        known.unwrap_or_else(|| {
            let mut counts = 1..=pieces.len().min(QUOTED_PIECES);
            let closes = |count: &usize| run(*count).len() > 1 && run(*count).ends_with('"');
            let count = counts
                .find(closes)
                .filter(|_| run(1).starts_with('"'))
                .unwrap_or(1);
            let name = unquoted(run(count)).unwrap_or(Cow::Borrowed(run(count)));
            (count, name)
        })
    }

    /// A cell with names taken for others; `None`: none is.
    pub(super) fn replaced<'t>(
        &self,
        cell: &str,
        taken: impl Fn(&str) -> Option<&'t String>,
    ) -> Option<String> {
        let (mut replaced, mut end) = (String::new(), 0);
        for Entry { at, name } in self.entries(cell) {
            if let Some(to) = taken(&cell[at.clone()]).or_else(|| taken(&name)) {
                replaced += &cell[end..at.start];
                replaced += &self.written(to);
                end = at.end;
            }
        }
        (end > 0).then(|| replaced + &cell[end..])
    }

    /// A name as an entry of a list: in quotes where it would be parted.
    fn written<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if name.contains(SEPARATORS) && self.has(name) {
            Cow::Owned(format!("\"{}\"", name.replace('"', "\"\"")))
        } else {
            Cow::Borrowed(name)
        }
    }
}

/// Where the pieces between separators stand, without white space around, and only such as hold something.
fn pieces(cell: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for piece in cell.split(SEPARATORS) {
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let at = start + piece.len() - piece.trim_start().len();
            pieces.push(at..at + trimmed.len());
        }
        let end = start + piece.len();
        start = end + cell[end..].chars().next().map_or(0, char::len_utf8);
    }
    pieces
}

/// What stands between quotes; `None` where there are none.
fn unquoted(text: &str) -> Option<Cow<'_, str>> {
    let (open, inner) = QUOTES.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?.trim();
        Some((*open, inner)).filter(|_| !inner.is_empty())
    })?;
    Some(if open == '"' && inner.contains("\"\"") {
        Cow::Owned(inner.replace("\"\"", "\""))
    } else {
        Cow::Borrowed(inner)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUPS: [&str; 10] = [
        "VIP 2026",
        "VIP",
        "Newsletter",
        "'x'",
        "Shoes, Bags & Co",
        "A; B",
        "A",
        "Tom & \"Co\"",
        "春季新品、夏季",
        "best of,",
    ];

    fn list() -> GroupList {
        GroupList::of(GROUPS.into_iter())
    }

    #[test]
    fn a_cell_is_parted_at_separators_unless_a_group_is_called_so() {
        let table: [(&str, &[&str]); 24] = [
            ("", &[]),
            (" ; , ", &[]),
            ("VIP 2026", &["VIP 2026"]),
            (
                "VIP 2026, Newsletter; 'x'",
                &["VIP 2026", "Newsletter", "'x'"],
            ),
            ("vip　2026，newsletter", &["vip　2026", "newsletter"]),
            ("VIP|Newsletter\nA", &["VIP", "Newsletter", "A"]),
            ("Shoes, Bags & Co", &["Shoes, Bags & Co"]),
            (
                "VIP, shoes, bags & co, A",
                &["VIP", "shoes, bags & co", "A"],
            ),
            ("Shoes, Bags", &["Shoes", "Bags"]),
            ("A; B", &["A; B"]),
            ("A; Newsletter; B", &["A", "Newsletter", "B"]),
            ("VIP; A; B", &["VIP", "A; B"]),
            ("春季新品、夏季、VIP", &["春季新品、夏季", "VIP"]),
            ("Tom & \"Co\"; VIP", &["Tom & \"Co\"", "VIP"]),
            ("\"Tom & \"\"Co\"\"\"; VIP", &["Tom & \"Co\"", "VIP"]),
            ("\"VIP\", 'Newsletter', “A”", &["VIP", "Newsletter", "A"]),
            ("x", &["x"]),
            ("'y'; 'x'", &["y", "'x'"]),
            ("\"A; B\", \"New, one\", VIP", &["A; B", "New, one", "VIP"]),
            ("\"New, one; VIP", &["\"New", "one", "VIP"]),
            ("best of,", &["best of,"]),
            ("\"best of,\"; VIP", &["best of,", "VIP"]),
            ("'90s; VIP", &["'90s", "VIP"]),
            ("Rock & Roll/Pop + Jazz", &["Rock & Roll/Pop + Jazz"]),
        ];
        for (cell, names) in table {
            let found = list().entries(cell);
            let found: Vec<&str> = found.iter().map(|entry| entry.name.as_ref()).collect();
            assert_eq!(found, names, "{cell:?}");
        }
    }

    #[test]
    fn a_name_is_taken_for_another_wherever_it_stands_in_a_list() {
        let taken = [
            ("VPI", "VIP"),
            ("Old, older", "Shoes, Bags & Co"),
            ("gone", ""),
            ("both", "VIP, Newsletter"),
        ];
        let taken = taken.map(|(from, to)| (from, to.to_owned()));
        let list = GroupList::of(
            GROUPS
                .into_iter()
                .chain(taken.iter().map(|(from, _)| *from)),
        );
        let table = [
            ("VIP; A", None),
            ("VPI", Some("VIP")),
            ("A, VPI ;'VPI'", Some("A, VIP ;VIP")),
            ("Old, older, A", Some("\"Shoes, Bags & Co\", A")),
            ("A; gone; VIP", Some("A; ; VIP")),
            ("A|both", Some("A|VIP, Newsletter")),
            ("A; B", None),
        ];
        for (cell, after) in table {
            let to = |name: &str| {
                taken
                    .iter()
                    .find(|(from, _)| *from == name)
                    .map(|(_, to)| to)
            };
            assert_eq!(list.replaced(cell, to).as_deref(), after, "{cell:?}");
        }
    }

    #[test]
    fn a_cell_of_quotes_and_separators_alone_is_read_in_bounded_time() {
        let cell = "\"a;".repeat(100_000);
        assert_eq!(list().entries(&cell).len(), 100_000);
    }
}
