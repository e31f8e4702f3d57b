//! What a person changed about the rows of a file: the file itself is never written.

use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::cells::{shown, trimmed};
use super::group_list::GroupList;
use super::guard::unguarded;
use super::reader::Record;
use super::{Field, IssueCode};
use crate::group::Group;
use crate::partner::PartnerId;

/// Changes to a file's rows, on top of what the file says. They are applied to every row before it is checked, in a dry run
/// as in the import, so that both come to the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Fixes {
    /// Cells written over. A row with one counts as what it then says, also where its form was wrong.
    pub cells: Vec<CellFix>,
    /// Values taken for others, in all rows that have them.
    pub values: Vec<ValueFix>,
    /// Rows left out, from 1 after the header.
    pub skipped: Vec<u32>,
    /// Rows for which the match was chosen.
    pub choices: Vec<MatchFix>,
}

/// A cell written over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CellFix {
    /// The row, from 1 after the header.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// What it says now.
    pub value: String,
}

/// A value of a field that is taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ValueFix {
    /// The field.
    pub field: Field,
    /// As the file has it, or one entry of a list in a cell.
    pub from: String,
    /// As it is read; empty: as if nothing stood there.
    pub to: String,
}

/// The account that a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MatchFix {
    /// The row, from 1 after the header.
    pub row: u32,
    /// The account; `None`: none of those that its keys lead to, but a new partner.
    pub partner: Option<PartnerId>,
}

/// Fixes made ready for the rows of one file.
#[derive(Debug, Default)]
pub(super) struct Mender {
    cells: FxHashMap<u32, Vec<(usize, String)>>,
    values: Vec<ColumnValues>,
    skipped: RoaringBitmap,
    choices: FxHashMap<u32, Option<PartnerId>>,
    columns: usize,
}

/// The values of one column that are taken for others.
#[derive(Debug)]
struct ColumnValues {
    column: usize,
    parting: Parting,
    to: FxHashMap<String, String>,
}

/// How the entries of a cell are parted.
#[derive(Debug)]
enum Parting {
    /// By these; none: a cell is one value.
    At(&'static [char]),
    /// As a list of groups.
    Groups(GroupList),
}

impl Mender {
    /// Makes `fixes` ready for rows of `mapping.len()` columns, in a workspace with these groups.
    pub(super) fn new(fixes: &Fixes, mapping: &[Option<Field>], groups: &[Group]) -> Self {
        let mut mender = Self {
            skipped: fixes.skipped.iter().copied().collect(),
            choices: fixes
                .choices
                .iter()
                .map(|fix| (fix.row, fix.partner))
                .collect(),
            columns: mapping.len(),
            ..Self::default()
        };
        for fix in &fixes.cells {
            let cells = mender.cells.entry(fix.row).or_default();
            cells.push((fix.column as usize, fix.value.clone()));
        }
        for (column, field) in mapping.iter().enumerate() {
            let Some(field) = field else {
                continue;
            };
            let of_field = fixes.values.iter().filter(|fix| is_of(fix.field, *field));
            let to: FxHashMap<_, _> = of_field
                .map(|fix| (trimmed(&fix.from).to_owned(), fix.to.clone()))
                .collect();
            if to.is_empty() {
                continue;
            }
            let parting = if is_group_list(*field) {
                let names = groups.iter().map(|group| group.name.as_str());
                Parting::Groups(GroupList::of(names.chain(to.keys().map(String::as_str))))
            } else {
                Parting::At(separators(*field))
            };
            mender.values.push(ColumnValues {
                column,
                parting,
                to,
            });
        }
        mender
    }

    /// Whether the row is left out.
    pub(super) fn is_skipped(&self, row: u32) -> bool {
        self.skipped.contains(row)
    }

    /// Whether cells of the row were written over.
    pub(super) fn is_written(&self, row: u32) -> bool {
        self.cells.contains_key(&row)
    }

    /// The account that was chosen for the row, if one was: `Some(None)` is a new partner.
    pub(super) fn choice(&self, row: u32) -> Option<Option<PartnerId>> {
        self.choices.get(&row).copied()
    }

    /// Applies the fixes of a row to its record.
    pub(super) fn mend(&self, row: u32, record: &mut Record) {
        if let Some(cells) = self.cells.get(&row) {
            self.write(cells, record);
        }
        if record.flaw.is_some() {
            return;
        }
        for values in &self.values {
            if let Some(cell) = record.fields.get(values.column)
                && let Some(to) = values.read(cell)
            {
                record.fields.set(values.column, &to);
            }
        }
    }

    /// Writes cells over: the row then has the columns of the header, and is well formed unless it still holds what no cell can.
    fn write(&self, cells: &[(usize, String)], record: &mut Record) {
        record.fields.resize(self.columns);
        for (column, value) in cells {
            if *column < self.columns {
                record.fields.set(*column, value);
            }
        }
        let text = record.fields.joined();
        record.flaw = match record.flaw {
            Some(IssueCode::TooLong) => Some(IssueCode::TooLong),
            _ if text.contains('\0') => Some(IssueCode::Nul),
            Some(IssueCode::Undecodable) if text.contains(char::REPLACEMENT_CHARACTER) => {
                Some(IssueCode::Undecodable)
            }
            _ => None,
        };
    }
}

impl ColumnValues {
    /// What a cell is taken for; `None`: for itself.
    fn read(&self, cell: &str) -> Option<String> {
        let meant = trimmed(unguarded(cell));
        // Of a long value an issue shows the beginning, and that is what is mapped.
        let whole = self.to.get(meant).or_else(|| self.to.get(&shown(meant)));
        if let Some(to) = whole {
            return Some(to.clone());
        }
        let separators = match &self.parting {
            Parting::Groups(list) => return list.replaced(meant, |name| self.to.get(name)),
            Parting::At(separators) => *separators,
        };
        if separators.is_empty() || !meant.contains(separators) {
            return None;
        }
        let entries: Vec<&str> = meant.split(separators).map(str::trim).collect();
        if !entries.iter().any(|entry| self.to.contains_key(*entry)) {
            return None;
        }
        let taken = entries
            .iter()
            .map(|entry| self.to.get(*entry).map_or(*entry, String::as_str))
            .filter(|entry| !entry.is_empty());
        Some(taken.collect::<Vec<_>>().join("; "))
    }
}

/// Whether a cell of the field names groups, as many as it likes.
fn is_group_list(field: Field) -> bool {
    matches!(field, Field::AddTo | Field::RemoveFrom)
}

/// Whether a value of one field is taken for another in a column of the other. The name of a group means the same in every list
/// of groups.
fn is_of(fixed: Field, field: Field) -> bool {
    fixed == field || is_group_list(fixed) && is_group_list(field)
}

/// What stands between the entries of a field's cell; nothing where a cell holds one value.
pub(super) fn separators(field: Field) -> &'static [char] {
    match field {
        Field::OtherEmails => &[';', ','],
        Field::Languages => &[';', ',', '，', '、'],
        Field::Areas | Field::Categories => &[';', '；', '|'],
        Field::Channels => &[';', '；', '\n'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str], flaw: Option<IssueCode>) -> Record {
        let mut record = Record {
            flaw,
            ..Record::default()
        };
        cells.iter().for_each(|cell| record.fields.push(cell));
        record
    }

    fn cells(record: &Record) -> Vec<&str> {
        record.fields.iter().collect()
    }

    const MAPPING: [Option<Field>; 3] = [Some(Field::Name), Some(Field::Categories), None];

    #[test]
    fn a_value_is_taken_for_another_alone_and_as_an_entry_of_a_list() {
        let values = [
            ("Fun", "Art & Entertainment"),
            ("Trips", "Travel"),
            ("?", ""),
        ];
        let fixes = Fixes {
            values: values
                .map(|(from, to)| ValueFix {
                    field: Field::Categories,
                    from: from.to_owned(),
                    to: to.to_owned(),
                })
                .into(),
            ..Fixes::default()
        };
        let mender = Mender::new(&fixes, &MAPPING, &[]);
        let table = [
            (" Fun ", "Art & Entertainment"),
            ("Pets; Trips; Fun", "Pets; Travel; Art & Entertainment"),
            ("Trips;?", "Travel"),
            ("?", ""),
            ("Fun\u{200b}", "Art & Entertainment"),
            ("fun", "fun"),
            ("Pets", "Pets"),
        ];
        for (cell, taken) in table {
            let mut record = record(&["Fun", cell, "Fun"], None);
            mender.mend(1, &mut record);
            assert_eq!(cells(&record), ["Fun", taken, "Fun"], "{cell:?}");
        }
    }

    #[test]
    fn a_row_whose_cells_were_written_is_well_formed() {
        let fix = |column, value: &str| CellFix {
            row: 2,
            column,
            value: value.to_owned(),
        };
        let fixes = Fixes {
            cells: vec![fix(0, "Wanderbuch"), fix(9, "beyond")],
            ..Fixes::default()
        };
        let mender = Mender::new(&fixes, &MAPPING, &[]);
        let table = [
            (
                vec!["a"],
                Some(IssueCode::ColumnCount),
                None,
                vec!["Wanderbuch", "", ""],
            ),
            (
                vec!["a", "b", "c", "d"],
                Some(IssueCode::QuoteStray),
                None,
                vec!["Wanderbuch", "b", "c"],
            ),
            (
                vec!["a\0", "b", "c"],
                Some(IssueCode::Nul),
                None,
                vec!["Wanderbuch", "b", "c"],
            ),
            (
                vec!["a", "b\u{fffd}", "c"],
                Some(IssueCode::Undecodable),
                Some(IssueCode::Undecodable),
                vec!["Wanderbuch", "b\u{fffd}", "c"],
            ),
        ];
        for (before, flaw, left, after) in table {
            let mut one = record(&before, flaw);
            mender.mend(2, &mut one);
            assert_eq!((cells(&one), one.flaw), (after, left), "{before:?}");
            let mut other = record(&before, flaw);
            mender.mend(3, &mut other);
            assert_eq!((cells(&other), other.flaw), (before, flaw), "another row");
        }
    }
}
