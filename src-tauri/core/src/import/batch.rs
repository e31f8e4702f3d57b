//! Rows on their way from one thread to the next, many at once.

use std::sync::mpsc::Sender;

use super::decode::Marks;

/// Rows that go from one thread to the next at once.
const BATCH: usize = 512;
/// How many batches may wait between two threads.
pub(super) const AHEAD: usize = 4;
/// Bytes of fields with which a batch is full before it has its rows, and of one row, from which on it is not filled again:
/// what is filled again keeps the room that its largest rows took.
const HEAVY: usize = 4 << 20;
const HEAVY_ROW: usize = 64 << 10;

/// Rows in the order of the file. A batch that was taken is filled again, for rows hold many small texts.
pub(super) struct Batch<T> {
    rows: Vec<T>,
    /// How many of them are filled.
    filled: usize,
    /// Bytes that their fields take.
    weight: usize,
    /// Bytes that the fields of the largest take.
    largest: usize,
    /// Bytes of the file so far.
    pub(super) bytes: u64,
    /// Where reading can begin anew, of what was read since the batch before.
    pub(super) marks: Marks,
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            filled: 0,
            weight: 0,
            largest: 0,
            bytes: 0,
            marks: Marks::default(),
        }
    }
}

impl<T> Batch<T> {
    /// The next place to fill.
    pub(super) fn place(&mut self, blank: impl FnOnce() -> T) -> &mut T {
        if self.filled == self.rows.len() {
            self.rows.push(blank());
        }
        &mut self.rows[self.filled]
    }

    pub(super) fn is_full(&self) -> bool {
        self.filled == BATCH || self.weight >= HEAVY
    }

    /// The place is filled, with fields of so many bytes.
    pub(super) fn filled(&mut self, weight: usize) {
        self.filled += 1;
        self.weight += weight;
        self.largest = self.largest.max(weight);
    }

    /// It holds the fields of another batch, of as much of the file.
    pub(super) fn weighs_as<U>(&mut self, other: &Batch<U>) {
        (self.weight, self.largest, self.bytes) = (other.weight, other.largest, other.bytes);
    }

    /// Those that are filled.
    pub(super) fn rows(&mut self) -> &mut [T] {
        &mut self.rows[..self.filled]
    }

    /// How many are filled.
    pub(super) fn len(&self) -> u32 {
        self.filled as u32
    }

    /// Gives it back to be filled again, where that is worth it. Whoever filled it may be done.
    pub(super) fn give_back(mut self, to: &Sender<Self>) {
        if self.weight < HEAVY && self.largest < HEAVY_ROW {
            (self.filled, self.weight, self.largest) = (0, 0, 0);
            self.marks = Marks::default();
            let _ = to.send(self);
        }
    }
}
