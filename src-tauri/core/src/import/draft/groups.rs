//! What a row of group changes asks for.

use std::borrow::Cow;

use super::{Checker, Draft, Field, Fields, IssueCode, Issues, Key, one};
use crate::group::GroupId;
use crate::import::Severity;

/// The group changes that a row asks for. No group is in both lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::import) struct Asked {
    /// The groups to be in.
    pub(in crate::import) add: Vec<GroupId>,
    /// The groups not to be in.
    pub(in crate::import) remove: Vec<GroupId>,
    /// Whether all groups are left first.
    pub(in crate::import) remove_all: bool,
}

impl Checker {
    pub(super) fn read_group_changes(
        &mut self,
        record: &Fields,
        draft: &mut Draft,
        issues: &mut Issues<'_>,
    ) {
        let id = self.cell(record, Field::PartnerId, issues);
        (draft.partner_id, draft.keys.id) = (record.span(id), Key::id(id));
        if id.is_empty() && !has_error(issues, 0) {
            issues.add(IssueCode::RequiredMissing, Field::PartnerId, "", None);
        }
        let before = issues.0.len();
        let add = self.read_groups(record, Field::AddTo, issues);
        let remove = self.read_groups(record, Field::RemoveFrom, issues);
        for (group, name) in &remove {
            if add.iter().any(|(other, _)| other == group) {
                issues.add(IssueCode::AddAndRemove, Field::RemoveFrom, name, None);
            }
        }
        let groups = |named: Vec<(GroupId, _)>| named.into_iter().map(|(group, _)| group).collect();
        draft.asked = Asked {
            add: groups(add),
            remove: groups(remove),
            remove_all: self.read_remove_all(record, issues),
        };
        if draft.asked == Asked::default() && !has_error(issues, before) {
            issues.add(IssueCode::NothingAsked, Field::AddTo, "", None);
        }
    }

    /// The groups that a cell names, each once, as it names them.
    fn read_groups<'r>(
        &mut self,
        record: &'r Fields,
        field: Field,
        issues: &mut Issues<'_>,
    ) -> Vec<(GroupId, Cow<'r, str>)> {
        let cell = self.cell(record, field, issues);
        let mut groups: Vec<(GroupId, _)> = Vec::new();
        for (name, named) in self.groups.read_list(cell) {
            match named {
                Ok(group) if groups.iter().any(|(known, _)| *known == group) => {}
                Ok(group) => groups.push((group, name)),
                Err(near) => issues.add(IssueCode::UnknownGroup, field, &name, near),
            }
        }
        groups
    }

    fn read_remove_all(&mut self, record: &Fields, issues: &mut Issues<'_>) -> bool {
        let field = Field::RemoveAll;
        let cell = self.cell(record, field, issues);
        match cell {
            "✓" | "✔" | "√" | "☑" => true,
            "-" | "–" | "—" | "☐" => false,
            _ => {
                one(
                    &mut self.yes_or_no,
                    cell,
                    IssueCode::YesNoInvalid,
                    field,
                    issues,
                ) == Some(true)
            }
        }
    }
}

/// Whether any of the issues from `first` on is an error.
fn has_error(issues: &Issues<'_>, first: usize) -> bool {
    let mut later = issues.0[first..].iter();
    later.any(|issue| issue.code.severity() == Severity::Error)
}
