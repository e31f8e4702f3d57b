//! Whose entry is which: numbers are mostly dense, so runs of them are kept rather than each.

/// The owners of entries, as runs in which both count up by one.
#[derive(Debug, Clone, Default)]
pub(super) struct Owners {
    runs: Vec<Run>,
    len: u32,
    /// How many of the first runs have ascending owners.
    ascending: usize,
}

/// From `entry` on, up to the next run, entries are those of `id` and those behind it.
#[derive(Debug, Clone, Copy)]
struct Run {
    entry: u32,
    id: u32,
}

impl Owners {
    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// One more entry, that of `id`. Returns which it is, where its owner is not greater than all before it.
    pub(super) fn push(&mut self, id: u32) -> Option<u32> {
        let entry = self.len;
        self.len += 1;
        let is_next = |last: &Run| last.id + (entry - last.entry) == id;
        let last = self.runs.last();
        let ascends = self.ascending == self.runs.len()
            && last.is_none_or(|last| last.id + (entry - last.entry) <= id);
        if !last.is_some_and(is_next) {
            self.runs.push(Run { entry, id });
            self.ascending += usize::from(ascends);
        }
        (!ascends).then_some(entry)
    }

    /// Forgets the last entries, so that there are `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = len as u32;
        let stay = self.runs.partition_point(|run| run.entry < self.len);
        self.runs.truncate(stay);
        self.ascending = self.ascending.min(stay);
    }

    /// Which entry is that of `id`, of those whose owners ascend.
    pub(super) fn entry_of(&self, id: u32) -> Option<usize> {
        let behind = self.runs[..self.ascending].partition_point(|run| run.id <= id);
        let run = self.runs[..behind].last()?;
        let end = self.runs.get(behind).map_or(self.len, |next| next.entry);
        let entry = run.entry + (id - run.id);
        (entry < end).then_some(entry as usize)
    }

    /// To ask for the owners of entries from `entry` on, one after another.
    pub(super) fn from(&self, entry: usize) -> Cursor<'_> {
        let behind = self.runs.partition_point(|run| run.entry as usize <= entry);
        Cursor {
            runs: &self.runs[behind.saturating_sub(1)..],
        }
    }

    /// The runs: of each from which entry on, and whose that is.
    pub(super) fn parts(&self) -> Vec<u32> {
        let runs = self.runs.iter();
        runs.flat_map(|run| [run.entry, run.id]).collect()
    }

    /// The owners of so many entries, as such runs; `None` where they are not that, or name numbers that are not below `numbers`.
    pub(super) fn of_parts(parts: &[u32], entries: usize, numbers: usize) -> Option<Self> {
        let (pairs, rest) = parts.as_chunks();
        let runs: Vec<Run> = pairs
            .iter()
            .map(|[entry, id]| Run {
                entry: *entry,
                id: *id,
            })
            .collect();
        let len = u32::try_from(entries).ok()?;
        let ends = runs.iter().skip(1).map(|run| run.entry).chain([len]);
        let whole = runs.iter().zip(ends).all(|(run, end)| {
            run.entry < end && u64::from(run.id) + u64::from(end - run.entry) <= numbers as u64
        });
        let begins = runs.first().map_or(entries == 0, |first| first.entry == 0);
        let ascends = |two: &[Run]| two[0].id + (two[1].entry - two[0].entry) <= two[1].id;
        (rest.is_empty() && whole && begins).then(|| Self {
            ascending: runs
                .len()
                .min(1 + runs.windows(2).take_while(|two| ascends(two)).count()),
            runs,
            len,
        })
    }

    /// The first entry whose owner is not greater than all before it.
    pub(super) fn first_moved(&self) -> usize {
        let run = self.runs.get(self.ascending);
        run.map_or(self.len, |run| run.entry) as usize
    }

    /// How many bytes it takes.
    pub(super) fn memory(&self) -> usize {
        self.runs.capacity() * size_of::<Run>()
    }
}

/// A place among the owners.
pub(super) struct Cursor<'a> {
    runs: &'a [Run],
}

impl Cursor<'_> {
    /// The owner of an entry that there is, which is not before the one asked for last.
    #[inline]
    pub(super) fn of(&mut self, entry: usize) -> u32 {
        while let [_, next, ..] = self.runs
            && next.entry as usize <= entry
        {
            self.runs = &self.runs[1..];
        }
        let run = self.runs[0];
        run.id + (entry as u32 - run.entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_told_in_parts_and_made_of_them() {
        let mut owners = Owners::default();
        for id in [3, 4, 9, 4, 10, 11] {
            owners.push(id);
        }
        let same = Owners::of_parts(&owners.parts(), 6, 12).unwrap();
        let told = |owners: &Owners| {
            (0..6)
                .map(|entry| owners.from(entry).of(entry))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&owners), told(&same));
        assert_eq!(
            (owners.ascending, owners.first_moved()),
            (same.ascending, 3)
        );
        for (parts, entries, numbers) in [
            (&[0, 3, 2, 9, 3, 4, 4, 10][..], 6, 11),
            (&[0, 3, 2, 9, 3, 4, 4], 6, 12),
            (&[1, 3], 6, 12),
            (&[0, 3, 0, 5], 6, 12),
            (&[0, 3], 0, 12),
            (&[], 1, 12),
            (&[0, u32::MAX], 6, 12),
        ] {
            assert!(
                Owners::of_parts(parts, entries, numbers).is_none(),
                "{parts:?}"
            );
        }
    }

    #[test]
    fn entries_are_found_by_their_owners_and_owners_by_their_entries() {
        let ids = [3, 4, 5, 9, 10, 12, 4, 13, 14, 3, 20, 21];
        let mut owners = Owners::default();
        let moved: Vec<Option<u32>> = ids.iter().map(|id| owners.push(*id)).collect();
        for (entry, id) in ids.iter().enumerate() {
            assert_eq!(owners.from(entry).of(entry), *id);
            let mut cursor = owners.from(0);
            assert_eq!((cursor.of(0), cursor.of(entry)), (3, *id));
        }
        for (id, entry) in [(3, 0), (4, 1), (5, 2), (9, 3), (10, 4), (12, 5)] {
            assert_eq!(owners.entry_of(id), Some(entry));
        }
        assert_eq!([1, 6, 8, 11].map(|id| owners.entry_of(id)), [None; 4]);
        // From the first that is less than one before, all are told where they are.
        let told = moved.into_iter().flatten();
        assert_eq!(told.collect::<Vec<_>>(), (6..12).collect::<Vec<_>>());
        assert_eq!([13, 20].map(|id| owners.entry_of(id)), [None; 2]);
    }
}
