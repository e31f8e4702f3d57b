//! A column of days, two bytes each: most lie within 179 years from 1970.

use rustc_hash::FxHashMap;

/// No day.
pub(super) const NO_DAY: u16 = u16::MAX;
/// One that is kept beside the column.
const FAR: u16 = u16::MAX - 1;

/// Days from 1970, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    days: Vec<u16>,
    /// Those that sixteen bits cannot hold.
    far: FxHashMap<u32, i32>,
}

impl Days {
    pub(super) fn reserve_exact(&mut self, more: usize) {
        self.days.reserve_exact(more);
    }

    /// Makes place for numbers below `len`.
    pub(super) fn grow(&mut self, len: usize) {
        self.days.resize(len, NO_DAY);
    }

    /// Forgets numbers that are not below `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.days.truncate(len);
        self.days.shrink_to_fit();
        self.far.retain(|id, _| (*id as usize) < len);
    }

    pub(super) fn put(&mut self, at: usize, day: Option<i32>) {
        let near = day.map(|day| u16::try_from(day).ok().filter(|near| *near < FAR));
        self.days[at] = near.map_or(NO_DAY, |near| near.unwrap_or(FAR));
        match day.filter(|_| self.days[at] == FAR) {
            Some(far) => self.far.insert(at as u32, far),
            None => self.far.remove(&(at as u32)),
        };
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<i32> {
        match self.days[at] {
            NO_DAY => None,
            FAR => self.far.get(&(at as u32)).copied(),
            near => Some(near.into()),
        }
    }

    /// The whole column, where sixteen bits hold every day.
    pub(super) fn all_near(&self) -> Option<&[u16]> {
        self.far.is_empty().then_some(self.days.as_slice())
    }

    /// The column, and by number those that sixteen bits cannot hold.
    pub(super) fn parts(&self) -> (&[u16], Vec<(u32, i32)>) {
        let mut far: Vec<(u32, i32)> = self.far.iter().map(|(id, day)| (*id, *day)).collect();
        far.sort_unstable();
        (&self.days, far)
    }

    /// The days of such parts.
    pub(super) fn of_parts(days: Vec<u16>, far: impl Iterator<Item = (u32, i32)>) -> Self {
        Self {
            days,
            far: far.collect(),
        }
    }

    /// How many bytes it takes.
    pub(super) fn memory(&self) -> usize {
        self.days.capacity() * 2 + self.far.capacity() * 9
    }
}
