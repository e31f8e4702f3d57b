//! Applications at the door, and what deciding on them and linking them comes to.

use jiff::Timestamp;

use super::present::Present;
use crate::catalogue::Catalogue;
use crate::changes::{Delta, Op, Title};
use crate::error::TransactError;

/// What an operation on applications comes to.
pub(super) fn plan(
    op: &Op,
    _present: Present,
    _catalogue: &Catalogue,
    _now: Timestamp,
) -> Result<(Title, Delta), TransactError> {
    let title = match op {
        Op::LinkApplication { reason, .. } => Title::LinkApplication {
            applicant: String::new(),
            reason: reason.clone(),
        },
        Op::AcceptWaiting { .. } => Title::AcceptWaiting {
            workflow: String::new(),
            applications: 0,
        },
        Op::DecideApplications { reason, .. } => Title::AcceptApplications {
            applications: 0,
            reason: reason.clone(),
        },
        _ => unreachable!("no operation on applications"),
    };
    Ok((title, Delta::default()))
}
