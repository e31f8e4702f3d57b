//! What marking messages as sent, or skipping them, comes to.

use jiff::Timestamp;

use super::plan::shift_standings;
use super::present::Present;
use crate::catalogue::Catalogue;
use crate::changes::{Delta, Op, Title};
use crate::error::TransactError;
use crate::standing::{Event, Standing};

/// What an operation on messages comes to. Messages that lack something cannot have been sent; they can be skipped.
pub(super) fn plan(
    op: &Op,
    present: Present,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let Present::Messages(batches) = present else {
        unreachable!("the messages are looked for before they are marked")
    };
    let (title, event) = match op {
        Op::MarkSent { on, .. } => {
            let event = Event::Emailed { on: *on };
            event.check(now)?;
            (Title::MarkSent, Some(event))
        }
        Op::SkipMessages { .. } => (Title::SkipMessages, None),
        _ => unreachable!("no operation on messages"),
    };
    let mut delta = Delta::default();
    for batch in batches {
        let change = |_, standing: &Standing| {
            let noted = standing.mailed(batch.due.step);
            event.map_or(noted.clone(), |event| noted.after(event, now))
        };
        let shifts = shift_standings(&batch.partners, catalogue, change);
        delta.standings.extend(shifts.standings);
    }
    Ok((title, delta))
}
