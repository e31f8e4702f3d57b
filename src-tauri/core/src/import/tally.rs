//! Problems counted by cause as rows go by.

use rustc_hash::FxHashMap;

use super::{Cause, CauseValue, IssueCode, RowIssue, Severity};

/// Values of a cause that a report lists.
const LISTED: usize = 100;
/// Different values of a cause that are counted.
const COUNTED: usize = 20_000;

/// Whether a cause is one of values: the same value in many rows is one thing to mend.
pub(super) fn is_of_values(code: IssueCode) -> bool {
    matches!(
        code,
        IssueCode::UnknownGroup
            | IssueCode::TwoGroups
            | IssueCode::UnknownType
            | IssueCode::UnknownPlatform
            | IssueCode::UnknownCountry
            | IssueCode::UnknownLanguage
            | IssueCode::UnknownBusinessModel
            | IssueCode::UnknownCategory
            | IssueCode::NotAccepted
            | IssueCode::YesNoInvalid
    )
}

/// The problems so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    warnings: u32,
    causes: FxHashMap<IssueCode, Count>,
}

#[derive(Debug, Default)]
struct Count {
    rows: u32,
    values: FxHashMap<String, (u32, Option<String>)>,
}

impl Tally {
    /// Counts the issues of a row; a cause that it has twice is one row of that cause.
    pub(super) fn count(&mut self, issues: &[RowIssue]) {
        for (at, issue) in issues.iter().enumerate() {
            self.warnings += u32::from(issue.code.severity() == Severity::Warning);
            let count = self.causes.entry(issue.code).or_default();
            let before = &issues[..at];
            count.rows += u32::from(before.iter().all(|other| other.code != issue.code));
            let told = before
                .iter()
                .any(|other| other.code == issue.code && other.value == issue.value);
            if !is_of_values(issue.code) || told {
                continue;
            }
            if let Some((rows, _)) = count.values.get_mut(&issue.value) {
                *rows += 1;
            } else if count.values.len() < COUNTED {
                count
                    .values
                    .insert(issue.value.clone(), (1, issue.suggestion.clone()));
            }
        }
    }

    /// Warnings over all rows.
    pub(super) fn warnings(&self) -> u32 {
        self.warnings
    }

    /// The causes: errors before warnings, the frequent first.
    pub(super) fn causes(self) -> Vec<Cause> {
        let cause = |(code, count): (IssueCode, Count)| Cause {
            code,
            severity: code.severity(),
            rows: count.rows,
            values: most_frequent(count.values),
        };
        let mut causes: Vec<Cause> = self.causes.into_iter().map(cause).collect();
        causes.sort_by_key(|cause| (cause.severity, std::cmp::Reverse(cause.rows), cause.code));
        causes
    }
}

fn most_frequent(values: FxHashMap<String, (u32, Option<String>)>) -> Vec<CauseValue> {
    let value = |(value, (rows, suggestion))| CauseValue {
        value,
        rows,
        suggestion,
    };
    let mut values: Vec<CauseValue> = values.into_iter().map(value).collect();
    values.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.value.cmp(&b.value)));
    values.truncate(LISTED);
    values
}
