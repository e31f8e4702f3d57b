//! Matches, candidates and effects of a row as bytes: a few for each, where JSON would take a hundred.

use super::{Bytes, Details};
use crate::application::Finding;
use crate::import::{Accounts, Effect, Field, Fields, Matched, Reception};
use crate::vocabulary::Stage;

/// How a partner is kept: none, by number alone, or with its name.
pub(super) const NOBODY: u8 = 0;
const ACCOUNT: u8 = 1;
const WITH_NAME: u8 = 2;

/// How an effect begins. What follows is the texts and values of the effect of that name.
const MARK: u8 = 0;
const SHOW: u8 = 1;
const RESTORE: u8 = 2;
const STAGE: u8 = 3;
const CONTACT: u8 = 4;
const NOTE: u8 = 5;
const GROUP: u8 = 6;
const LEAVE: u8 = 7;
const FIELD: u8 = 8;
const APPLICATION: u8 = 9;
/// In place of a stage: none.
const NO_STAGE: u8 = 0xff;

impl Bytes {
    pub(super) fn matched(&mut self, one: &Matched, accounts: &Accounts) {
        let known = accounts.label(one.id) == Some((one.name.as_str(), one.partner_id.as_str()));
        self.0.push(if known { ACCOUNT } else { WITH_NAME });
        self.0.extend(one.id.0.to_le_bytes());
        if !known {
            self.text(&one.name);
            self.text(&one.partner_id);
        }
    }

    /// Writes the first 255.
    pub(super) fn candidates(&mut self, candidates: &[Matched], accounts: &Accounts) {
        let candidates = &candidates[..candidates.len().min(255)];
        self.0.push(candidates.len() as u8);
        candidates
            .iter()
            .for_each(|one| self.matched(one, accounts));
    }

    /// Writes the first 65,535. What stands in one of the row's cells is told by that.
    pub(super) fn effects(&mut self, effects: &[Effect], fields: &Fields) {
        let effects = &effects[..effects.len().min(usize::from(u16::MAX))];
        self.0.extend((effects.len() as u16).to_le_bytes());
        effects
            .iter()
            .for_each(|effect| self.effect(effect, fields));
    }

    fn effect(&mut self, effect: &Effect, fields: &Fields) {
        match effect {
            Effect::Mark => self.0.push(MARK),
            Effect::Show => self.0.push(SHOW),
            Effect::Restore => self.0.push(RESTORE),
            Effect::Stage { before, after } => {
                let before = before.map_or(NO_STAGE, |stage| stage.index() as u8);
                self.0.extend([STAGE, before, after.index() as u8]);
            }
            Effect::Application { reception, finding } => {
                let (reception, finding) = (reception.index() as u8, finding.index() as u8);
                self.0.extend([APPLICATION, reception, finding]);
            }
            Effect::Contact { email } => self.told(CONTACT, email, fields),
            Effect::Note { text } => self.told(NOTE, text, fields),
            Effect::Group { name } => self.told(GROUP, name, fields),
            Effect::Leave { name } => self.told(LEAVE, name, fields),
            Effect::Field {
                field,
                before,
                after,
            } => {
                self.0.extend([FIELD, field.index() as u8]);
                self.text(before);
                self.cell(after, fields);
            }
        }
    }

    fn told(&mut self, kind: u8, text: &str, fields: &Fields) {
        self.0.push(kind);
        self.cell(text, fields);
    }
}

impl Details<'_> {
    pub(super) fn matched(&mut self, accounts: &Accounts) -> Option<Matched> {
        let kind = self.byte();
        let id = (kind != NOBODY).then(|| self.id())?;
        let (name, partner_id) = match kind {
            ACCOUNT => accounts
                .label(id)
                .map(|(name, partner_id)| (name.to_owned(), partner_id.to_owned()))?,
            _ => (self.text(), self.text()),
        };
        Some(Matched {
            id,
            name,
            partner_id,
        })
    }

    pub(super) fn candidates(&mut self, accounts: &Accounts) -> Vec<Matched> {
        let count = self.byte();
        (0..count).filter_map(|_| self.matched(accounts)).collect()
    }

    /// Effects, each with the column that its text stands in, where it does.
    pub(super) fn effects(&mut self) -> Vec<(Effect, Option<usize>)> {
        let count = u16::from_le_bytes([self.byte(), self.byte()]);
        (0..count).filter_map(|_| self.effect()).collect()
    }

    fn effect(&mut self) -> Option<(Effect, Option<usize>)> {
        let effect = match self.byte() {
            MARK => Effect::Mark,
            SHOW => Effect::Show,
            RESTORE => Effect::Restore,
            STAGE => Effect::Stage {
                before: self.stage(),
                after: self.stage()?,
            },
            APPLICATION => Effect::Application {
                reception: *Reception::ALL.get(usize::from(self.byte()))?,
                finding: *Finding::ALL.get(usize::from(self.byte()))?,
            },
            kind => return self.told(kind),
        };
        Some((effect, None))
    }

    fn told(&mut self, kind: u8) -> Option<(Effect, Option<usize>)> {
        if kind == FIELD {
            let field = *Field::ALL.get(usize::from(self.byte()))?;
            let before = self.text();
            let (after, column) = self.cell();
            return Some((
                Effect::Field {
                    field,
                    before,
                    after,
                },
                column,
            ));
        }
        let (text, column) = self.cell();
        let effect = match kind {
            CONTACT => Effect::Contact { email: text },
            NOTE => Effect::Note { text },
            GROUP => Effect::Group { name: text },
            LEAVE => Effect::Leave { name: text },
            _ => return None,
        };
        Some((effect, column))
    }

    fn stage(&mut self) -> Option<Stage> {
        Stage::ALL.get(usize::from(self.byte())).copied()
    }
}

/// An effect whose text stands in a cell, with that.
pub(in crate::import) fn with_cell(mut effect: Effect, cell: &str) -> Effect {
    match &mut effect {
        Effect::Contact { email: text }
        | Effect::Note { text }
        | Effect::Group { name: text }
        | Effect::Leave { name: text }
        | Effect::Field { after: text, .. } => cell.clone_into(text),
        Effect::Mark
        | Effect::Show
        | Effect::Restore
        | Effect::Stage { .. }
        | Effect::Application { .. } => {}
    }
    effect
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner::{Partner, PartnerId};

    #[test]
    fn what_was_written_is_read() {
        let text = || "Tälwärts".to_owned();
        let effects = [
            Effect::Mark,
            Effect::Show,
            Effect::Restore,
            Effect::Stage {
                before: None,
                after: Stage::Joined,
            },
            Effect::Stage {
                before: Some(Stage::New),
                after: Stage::Expired,
            },
            Effect::Application {
                reception: Reception::Shared,
                finding: Finding::LinkedByHand,
            },
            Effect::Contact { email: text() },
            Effect::Note {
                text: String::new(),
            },
            Effect::Group { name: text() },
            Effect::Leave { name: text() },
            Effect::Field {
                field: Field::Website,
                before: text(),
                after: String::new(),
            },
        ];
        let candidates = [
            Matched {
                id: PartnerId(70_000),
                name: text(),
                partner_id: "007".to_owned(),
            },
            Matched {
                id: PartnerId(1),
                name: String::new(),
                partner_id: String::new(),
            },
        ];
        let known = Partner {
            name: text(),
            partner_id: "007".to_owned(),
            ..Partner::default()
        };
        let accounts = Accounts::of(std::iter::once((PartnerId(70_000), &known)));
        for cells in [vec![], vec!["Tälwärts".to_owned(), "x".to_owned()]] {
            let fields: Fields = cells.iter().map(String::as_str).collect();
            let mut bytes = Bytes::default();
            bytes.candidates(&candidates, &accounts);
            bytes.effects(&effects, &fields);
            let mut details = Details(&bytes.0);
            assert_eq!(details.candidates(&accounts), candidates);
            let read = details
                .effects()
                .into_iter()
                .map(|(effect, column)| match column {
                    Some(column) => with_cell(effect, &cells[column]),
                    None => effect,
                });
            assert_eq!(read.collect::<Vec<_>>(), effects);
            assert!(details.0.is_empty());
        }
    }
}
