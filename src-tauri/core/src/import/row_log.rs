//! What each row of a file came to, kept in a few dozen bytes a row.

mod telling;

use std::sync::Arc;

pub(super) use telling::with_cell;

use self::telling::NOBODY;
use super::parse::first_bytes;
use super::{
    Accounts, Effect, Field, Fields, IssueCode, Matched, Outcome, Reception, RowIssue, RowReport,
    Severity, tally,
};
use crate::partner::PartnerId;

/// Rows as they were reported, without their fields, which are read from the file again.
#[derive(Debug, Default)]
pub(super) struct RowLog {
    at: Vec<u64>,
    lines: Vec<u32>,
    /// Outcome in the low bits, whether there are errors and warnings above, and what an application came to on top.
    states: Vec<u8>,
    /// Where in `details` the rest of a row stands, counted from 1; 0 for none.
    places: Vec<u32>,
    /// Of all but the last as many as go in; see [`PART`].
    details: Vec<Bytes>,
    /// Accounts whose names need not be kept once more.
    accounts: Arc<Accounts>,
}

/// Details of rows, one after another.
#[derive(Debug, Default)]
struct Bytes(Vec<u8>);

/// Details stand in parts of about so many bytes, so that more of them never move those that there are.
const PART: usize = 1 << 20;

const OUTCOME: u8 = 0b0000_0111;
const ERROR: u8 = 0b0000_1000;
const WARNING: u8 = 0b0001_0000;
const RECEPTION: u32 = 5;
/// In place of a column: the value is written out.
const WRITTEN: u8 = 0xff;
/// In place of a field: none.
const NO_FIELD: u8 = 0xff;

/// How a suggestion is kept.
const NO_SUGGESTION: u8 = 0;
const MATCHED_NAME: u8 = 1;
const SUGGESTION: u8 = 2;

/// What a row came to, as kept. A value that is one of the row's cells is that column.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) matched: Option<Matched>,
    pub(super) candidates: Vec<Matched>,
    pub(super) effects: Vec<(Effect, Option<usize>)>,
    pub(super) issues: Vec<(RowIssue, Option<usize>)>,
}

impl RowLog {
    /// A log of rows that are matched with these accounts.
    pub(super) fn new(accounts: Arc<Accounts>) -> Self {
        Self {
            accounts,
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    pub(super) fn add(&mut self, row: &RowReport) {
        let has = |severity| {
            row.issues
                .iter()
                .any(|issue| issue.code.severity() == severity)
        };
        let error = if has(Severity::Error) { ERROR } else { 0 };
        let warning = if has(Severity::Warning) { WARNING } else { 0 };
        self.at.push(row.at);
        self.lines.push(row.line);
        self.states
            .push(row.outcome.index() as u8 | error | warning | reception_of(row));
        let has_nothing = row.issues.is_empty() && row.matched.is_none();
        if has_nothing && row.effects.is_empty() && row.candidates.is_empty() {
            self.places.push(0);
            return;
        }
        if self.details.last().is_none_or(|part| part.0.len() >= PART) {
            self.details
                .push(Bytes(Vec::with_capacity(PART + PART / 8)));
        }
        let parts = self.details.len();
        let part = &mut self.details[parts - 1];
        // Past four gigabytes of details a row stands without them.
        let place = u32::try_from((parts - 1) * PART + part.0.len() + 1).unwrap_or(0);
        self.places.push(place);
        if place > 0 {
            part.row(row, &self.accounts);
        }
    }

    pub(super) fn at(&self, row: usize) -> u64 {
        self.at[row]
    }

    pub(super) fn line(&self, row: usize) -> u32 {
        self.lines[row]
    }

    pub(super) fn outcome(&self, row: usize) -> Outcome {
        Outcome::ALL[usize::from(self.states[row] & OUTCOME)]
    }

    /// What an application came to.
    pub(super) fn reception(&self, row: usize) -> Option<Reception> {
        let place = usize::from(self.states[row] >> RECEPTION);
        Reception::ALL.get(place.checked_sub(1)?).copied()
    }

    pub(super) fn has_error(&self, row: usize) -> bool {
        self.states[row] & ERROR > 0
    }

    /// 0 for rows with errors, 1 for those with warnings, 2 for the rest.
    pub(super) fn rank(&self, row: usize) -> u8 {
        match self.states[row] {
            state if state & ERROR > 0 => 0,
            state if state & WARNING > 0 => 1,
            _ => 2,
        }
    }

    /// All that was kept of a row.
    pub(super) fn kept(&self, row: usize) -> Kept {
        self.read(row, true)
    }

    /// What was wrong with a row.
    pub(super) fn issues(&self, row: usize) -> Vec<(RowIssue, Option<usize>)> {
        self.read(row, false).issues
    }

    fn read(&self, row: usize, whole: bool) -> Kept {
        match self.places[row] {
            0 => Kept::default(),
            place => {
                let place = place as usize - 1;
                let details = &self.details[place / PART].0[place % PART..];
                Details(details).read(whole, &self.accounts)
            }
        }
    }
}

/// What an application came to, as it stands among the states.
fn reception_of(row: &RowReport) -> u8 {
    match row.effects.first() {
        Some(Effect::Application { reception, .. }) => (reception.index() as u8 + 1) << RECEPTION,
        _ => 0,
    }
}

impl Bytes {
    fn row(&mut self, row: &RowReport, accounts: &Accounts) {
        match &row.matched {
            None => self.0.push(NOBODY),
            Some(one) => self.matched(one, accounts),
        }
        let issues = &row.issues[..row.issues.len().min(255)];
        self.0.push(issues.len() as u8);
        issues.iter().for_each(|issue| self.issue(issue, row));
        self.candidates(&row.candidates, accounts);
        self.effects(&row.effects, &row.fields);
    }

    fn issue(&mut self, issue: &RowIssue, row: &RowReport) {
        let field = issue.field.map_or(NO_FIELD, |field| field.index() as u8);
        self.0.extend([issue.code.index() as u8, field]);
        if tally::is_of_values(issue.code) {
            self.0.push(WRITTEN);
            self.text(&issue.value);
        } else {
            self.cell(&issue.value, &row.fields);
        }
        match &issue.suggestion {
            None => self.0.push(NO_SUGGESTION),
            Some(text) if row.matched.as_ref().is_some_and(|m| m.name == *text) => {
                self.0.push(MATCHED_NAME);
            }
            Some(text) => {
                self.0.push(SUGGESTION);
                self.text(text);
            }
        }
    }

    /// A text; where it is one of the row's cells, the column of that.
    fn cell(&mut self, text: &str, fields: &Fields) {
        let mut columns = fields.iter().take(usize::from(WRITTEN));
        match columns.position(|field| field == text) {
            Some(column) => self.0.push(column as u8),
            None => {
                self.0.push(WRITTEN);
                self.text(text);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = first_bytes(text, usize::from(u16::MAX));
        self.0.extend((text.len() as u16).to_le_bytes());
        self.0.extend(text.as_bytes());
    }
}

/// What is left to read of a row's details.
struct Details<'a>(&'a [u8]);

impl Details<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn text(&mut self) -> String {
        let length = usize::from(u16::from_le_bytes([self.byte(), self.byte()]));
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    /// A text, or the column that it stands in.
    fn cell(&mut self) -> (String, Option<usize>) {
        match self.byte() {
            WRITTEN => (self.text(), None),
            column => (String::new(), Some(usize::from(column))),
        }
    }

    fn id(&mut self) -> PartnerId {
        let id = [self.byte(), self.byte(), self.byte(), self.byte()];
        PartnerId(u32::from_le_bytes(id))
    }

    /// `whole`: with candidates and effects.
    fn read(mut self, whole: bool, accounts: &Accounts) -> Kept {
        let matched = self.matched(accounts);
        let count = self.byte();
        let name = matched.as_ref().map(|matched| matched.name.clone());
        let issues = (0..count).map(|_| self.issue(name.as_ref())).collect();
        let (candidates, effects) = if whole {
            (self.candidates(accounts), self.effects())
        } else {
            Default::default()
        };
        Kept {
            matched,
            candidates,
            effects,
            issues,
        }
    }

    fn issue(&mut self, matched_name: Option<&String>) -> (RowIssue, Option<usize>) {
        let code = IssueCode::ALL[usize::from(self.byte())];
        let field = match self.byte() {
            NO_FIELD => None,
            field => Field::ALL.get(usize::from(field)).copied(),
        };
        let (value, column) = self.cell();
        let suggestion = match self.byte() {
            SUGGESTION => Some(self.text()),
            MATCHED_NAME => matched_name.cloned(),
            _ => None,
        };
        (
            RowIssue {
                code,
                field,
                value,
                suggestion,
            },
            column,
        )
    }
}
