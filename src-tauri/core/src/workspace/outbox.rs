//! Messages that are due, and what marking them as sent or skipping them comes to.

use jiff::Timestamp;

use crate::catalogue::Catalogue;
use crate::changes::{Delta, Op, Title};
use crate::error::TransactError;

/// What an operation on messages comes to.
pub(super) fn plan(
    op: &Op,
    _catalogue: &Catalogue,
    _now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let title = match op {
        Op::SkipMessages { .. } => Title::SkipMessages,
        _ => Title::MarkSent,
    };
    Ok((title, Delta::default()))
}
