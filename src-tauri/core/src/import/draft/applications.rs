//! The cells of a record that are an application's own.

use super::{Checker, Draft};
use crate::import::cells::Issues;
use crate::import::{Field, Fields};

impl Checker {
    pub(super) fn read_application(
        &self,
        record: &Fields,
        draft: &mut Draft,
        issues: &mut Issues<'_>,
    ) {
        draft.applied_on = self.date(record, Field::AppliedOn, issues);
        draft.code = record.span(self.cell(record, Field::InvitationCode, issues));
    }
}
