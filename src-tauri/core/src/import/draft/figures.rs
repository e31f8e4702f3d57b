//! The cells of a record that hold figures: counts and dates.

use jiff::civil::Date;

use super::{Checker, Draft};
use crate::import::cells::{Issues, figure};
use crate::import::dates::{NoDate, read_date};
use crate::import::{Field, Fields, IssueCode, figures};

impl Checker {
    pub(super) fn read_figures(&self, record: &Fields, draft: &mut Draft, issues: &mut Issues<'_>) {
        draft.visits = self.count(record, Field::Visits, issues);
        draft.listed_on = self.date(record, Field::ListedOn, issues);
        draft.last_active_on = self.date(record, Field::LastActiveOn, issues);
    }

    pub(super) fn count(
        &self,
        record: &Fields,
        field: Field,
        issues: &mut Issues<'_>,
    ) -> Option<u32> {
        let cell = self.cell(record, field, issues);
        let read = |cell: &str| figures::read_count(cell).ok_or(IssueCode::NumberInvalid);
        figure(cell, read, field, issues)
    }

    pub(super) fn date(
        &self,
        record: &Fields,
        field: Field,
        issues: &mut Issues<'_>,
    ) -> Option<Date> {
        let cell = self.cell(record, field, issues);
        let column = self.columns[field.index()];
        let order = column.and_then(|column| self.orders.get(column).copied().flatten());
        let read = |cell: &str| {
            read_date(cell, order).map_err(|none| match none {
                NoDate::Invalid => IssueCode::DateInvalid,
                NoDate::Unclear => IssueCode::DateUnclear,
            })
        };
        figure(cell, read, field, issues)
    }
}
