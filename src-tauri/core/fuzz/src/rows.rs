//! The rows of a file as an import meets them, in a workspace without accounts.

use std::convert::Infallible;
use std::path::Path;

use prospect_core::group::{Group, GroupId};
use prospect_core::import::{
    Action, Field, ImportKind, Key, Lookup, Numbers, Reading, Request, RowReport, Sink, Source,
    Unwatched, run,
};
use prospect_core::partner::{Partner, PartnerId};
use prospect_core::standing::Standing;

/// Imports the file with its first column as the name. The rows as they went by; none where it is refused.
pub fn rows(file: &Path, reading: &Reading) -> Vec<RowReport> {
    let request = Request {
        kind: ImportKind::Catalogue,
        reading: reading.clone(),
        mapping: Some(vec![Some(Field::Name)]),
        ..Request::of(file)
    };
    let mut seen = Seen::default();
    let Ok(report) = run(&request, &NoAccounts, &mut seen, &Unwatched) else {
        return Vec::new();
    };
    assert_eq!(report.rows as usize, seen.rows.len(), "each row went by");
    assert_eq!(report.outcomes.rows(), report.rows, "each has one outcome");
    let source = seen.source.expect("it ended");
    stand_still(&source, &seen.rows);
    seen.rows
}

/// Each row, read again where it stands, is the same: onward, and in leaps.
fn stand_still(source: &Source, rows: &[RowReport]) {
    let mut again = source.rows().expect("the file is there");
    let leaps = rows.iter().rev().step_by(2).chain(rows.iter().step_by(3));
    for row in rows.iter().chain(leaps) {
        let fields = again.fields(row.row, row.at).expect("the file is there");
        assert_eq!(fields, row.fields, "row {} read again", row.row);
    }
}

#[derive(Default)]
struct Seen {
    rows: Vec<RowReport>,
    source: Option<Source>,
}

impl Sink for Seen {
    type Error = Infallible;

    fn take(&mut self, row: &RowReport, _: Option<Action>) -> Result<(), Infallible> {
        self.rows.push(row.clone());
        Ok(())
    }

    fn end(&mut self, source: Source) {
        self.source = Some(source);
    }
}

/// A workspace without accounts.
struct NoAccounts;

impl Lookup for NoAccounts {
    fn find(&self, _: Key) -> &[PartnerId] {
        &[]
    }
    fn is_there(&self, _: PartnerId) -> bool {
        false
    }
    fn partner(&self, _: PartnerId) -> Option<Partner> {
        None
    }
    fn standing(&self, _: PartnerId) -> Standing {
        Standing::default()
    }
    fn is_member(&self, _: GroupId, _: PartnerId) -> bool {
        false
    }
    fn groups(&self) -> Vec<Group> {
        Vec::new()
    }
    fn groups_of(&self, _: PartnerId) -> Vec<GroupId> {
        Vec::new()
    }
    fn today(&self) -> jiff::civil::Date {
        jiff::civil::date(2026, 3, 4)
    }
    fn numbers(&self) -> Numbers {
        Numbers::from(PartnerId(1))
    }
}
