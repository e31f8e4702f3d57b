//! Cells that name groups.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::group_list::{Entry, GroupList};
use super::names;
use crate::group::{Group, GroupId};
use crate::text;

/// The groups by name, and what was made of the cells met so far.
pub(super) struct GroupNames {
    by_key: FxHashMap<String, GroupId>,
    /// Folded and as written.
    shown: Vec<(String, String)>,
    met: FxHashMap<String, GroupCell>,
    /// How cells that name several are parted.
    list: GroupList,
}

/// What a cell for a group came to.
#[derive(Debug, Clone)]
pub(super) enum GroupCell {
    One(GroupId),
    Two,
    Unknown(Option<String>),
}

/// The group of a name, or the nearest name.
pub(super) type Named = Result<GroupId, Option<String>>;

impl GroupNames {
    pub(super) fn new(groups: &[Group]) -> Self {
        Self {
            by_key: groups
                .iter()
                .map(|g| (text::name_key(&g.name), g.id))
                .collect(),
            shown: groups
                .iter()
                .map(|g| (text::fold(&g.name), g.name.clone()))
                .collect(),
            met: FxHashMap::default(),
            list: GroupList::of(groups.iter().map(|group| group.name.as_str())),
        }
    }

    /// The names in a cell that may have several, each with its group, or with the nearest name where there is none.
    pub(super) fn read_list<'c>(&mut self, cell: &'c str) -> Vec<(Cow<'c, str>, Named)> {
        let entries = self.list.entries(cell);
        let read = |entry: Entry<'c>| match self.read(&entry.name) {
            GroupCell::One(group) => (entry.name, Ok(group)),
            GroupCell::Two => (entry.name, Err(None)),
            GroupCell::Unknown(near) => (entry.name, Err(near)),
        };
        entries.into_iter().map(read).collect()
    }

    pub(super) fn read(&mut self, cell: &str) -> GroupCell {
        if let Some(met) = self.met.get(cell) {
            return met.clone();
        }
        let room = self.met.len() < names::REMEMBERED;
        let found = self.look_up(cell, room);
        if room && cell.len() <= names::REMEMBERED_LENGTH {
            self.met.insert(cell.to_owned(), found.clone());
        }
        found
    }

    fn look_up(&self, cell: &str, nearest: bool) -> GroupCell {
        if let Some(id) = self.by_key.get(&text::name_key(cell)) {
            return GroupCell::One(*id);
        }
        let known = |part: &&str| self.by_key.contains_key(&text::name_key(part));
        let parts = |separators: &[char]| -> Vec<String> {
            let parts = cell.split(separators).map(str::trim);
            parts
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        // A semicolon, bar or line break stands between names; a comma may be part of one.
        let hard = parts(&[';', '；', '|', '\n', '\r']);
        let soft = parts(&[';', '；', '|', '\n', '\r', ',', '，', '、']);
        if hard.len() > 1
            || soft.len() > 1 && soft.iter().map(String::as_str).any(|part| known(&part))
        {
            return GroupCell::Two;
        }
        let shown = self
            .shown
            .iter()
            .map(|(key, name)| (key.as_str(), name.as_str()));
        GroupCell::Unknown(if nearest {
            names::nearest(cell, shown)
        } else {
            None
        })
    }
}
