//! The sizes at which text is taken in parts, and given up as too long. With the feature `fuzzing` they are small, so that
//! small files meet all of them.

/// The one size, or with the feature `fuzzing` the other.
const fn of(usual: usize, small: usize) -> usize {
    if cfg!(feature = "fuzzing") {
        small
    } else {
        usual
    }
}

/// Bytes of a file that are decoded at a time.
pub(super) const STEP: usize = of(64 << 10, 16);
/// Bytes in which the first records are looked for, among blank lines without end.
pub(super) const BEGINNING: u64 = of(8 << 20, 1_024) as u64;
/// The longest record, and the farthest that an open quote is followed, in bytes of text.
pub(super) const RECORD: usize = of(1 << 20, 256);
/// So much of a text is needed to tell whether a record ends within its limit, however the text came in parts.
pub(super) const REACH: usize = RECORD + 1;
/// The most fields that a record keeps; a file with more columns than that is none.
pub(super) const FIELDS: usize = of(20_000, 24);
/// Fields of a record that are looked at where the form of a file is found out.
pub(super) const TRIED_FIELDS: usize = of(1_000, 16);
/// Bytes that may be looked at in vain after open quotes, before quotes are no longer followed beyond their line.
pub(super) const PATIENCE: usize = of(32 << 20, 512);
