//! What each row of a file came to, kept in a few dozen bytes a row.

use super::parse::first_bytes;
use super::{Effect, Field, IssueCode, Matched, Outcome, RowIssue, RowReport, Severity, tally};
use crate::partner::PartnerId;

/// Rows as they were reported, without their fields, which are read from the file again.
#[derive(Debug, Default)]
pub(super) struct RowLog {
    at: Vec<u64>,
    lines: Vec<u32>,
    /// Outcome in the low bits, whether there are errors and warnings above.
    states: Vec<u8>,
    /// Where in `details` the rest of a row stands, counted from 1; 0 for none.
    places: Vec<u32>,
    details: Vec<u8>,
}

const OUTCOME: u8 = 0b0000_0111;
const ERROR: u8 = 0b0000_1000;
const WARNING: u8 = 0b0001_0000;
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
    pub(super) effects: Vec<Effect>,
    pub(super) issues: Vec<(RowIssue, Option<usize>)>,
}

impl RowLog {
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
            .push(row.outcome.index() as u8 | error | warning);
        let has_nothing = row.issues.is_empty() && row.matched.is_none();
        if has_nothing && row.effects.is_empty() && row.candidates.is_empty() {
            self.places.push(0);
            return;
        }
        // Past four gigabytes of details a row stands without them.
        let place = u32::try_from(self.details.len() + 1).unwrap_or(0);
        self.places.push(place);
        if place > 0 {
            self.write(row);
        }
    }

    fn write(&mut self, row: &RowReport) {
        self.details.push(u8::from(row.matched.is_some()));
        if let Some(matched) = &row.matched {
            self.details.extend(matched.id.0.to_le_bytes());
            self.text(&matched.name);
            self.text(&matched.partner_id);
        }
        let issues = &row.issues[..row.issues.len().min(255)];
        self.details.push(issues.len() as u8);
        for issue in issues {
            self.details.push(issue.code.index() as u8);
            self.details
                .push(issue.field.map_or(NO_FIELD, |field| field.index() as u8));
            let column = row
                .fields
                .iter()
                .take(usize::from(WRITTEN))
                .position(|field| *field == issue.value);
            match column.filter(|_| !tally::is_of_values(issue.code)) {
                Some(column) => self.details.push(column as u8),
                None => {
                    self.details.push(WRITTEN);
                    self.text(&issue.value);
                }
            }
            match &issue.suggestion {
                None => self.details.push(NO_SUGGESTION),
                Some(text) if row.matched.as_ref().is_some_and(|m| m.name == *text) => {
                    self.details.push(MATCHED_NAME);
                }
                Some(text) => {
                    self.details.push(SUGGESTION);
                    self.text(text);
                }
            }
        }
        if row.candidates.is_empty() && row.effects.is_empty() {
            return self.details.extend(0_u32.to_le_bytes());
        }
        // Plain data always has a JSON form.
        let told = serde_json::to_vec(&(&row.candidates, &row.effects)).unwrap_or_default();
        self.details.extend((told.len() as u32).to_le_bytes());
        self.details.extend(told);
    }

    fn text(&mut self, text: &str) {
        let text = first_bytes(text, usize::from(u16::MAX));
        self.details.extend((text.len() as u16).to_le_bytes());
        self.details.extend(text.as_bytes());
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
            place => Details(&self.details[place as usize - 1..]).read(whole),
        }
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

    fn told(&mut self) -> (Vec<Matched>, Vec<Effect>) {
        let length = u32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()]);
        let json = &self.0[..(length as usize).min(self.0.len())];
        serde_json::from_slice(json).unwrap_or_default()
    }

    /// `whole`: with candidates and effects.
    fn read(mut self, whole: bool) -> Kept {
        let matched = (self.byte() > 0).then(|| Matched {
            id: PartnerId(u32::from_le_bytes([
                self.byte(),
                self.byte(),
                self.byte(),
                self.byte(),
            ])),
            name: self.text(),
            partner_id: self.text(),
        });
        let count = self.byte();
        let name = matched.as_ref().map(|matched| matched.name.clone());
        let issues = (0..count).map(|_| self.issue(name.as_ref())).collect();
        let (candidates, effects) = if whole {
            self.told()
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
        let (value, column) = match self.byte() {
            WRITTEN => (self.text(), None),
            column => (String::new(), Some(usize::from(column))),
        };
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
