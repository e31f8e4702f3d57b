//! Candidates and effects of a row as bytes: a few for each, where JSON would take a hundred.

use super::{Bytes, Details};
use crate::application::Finding;
use crate::import::{Effect, Field, Matched, Reception};
use crate::vocabulary::Stage;

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
    pub(super) fn matched(&mut self, matched: &Matched) {
        self.0.extend(matched.id.0.to_le_bytes());
        self.text(&matched.name);
        self.text(&matched.partner_id);
    }

    /// Writes the first 255.
    pub(super) fn candidates(&mut self, candidates: &[Matched]) {
        let candidates = &candidates[..candidates.len().min(255)];
        self.0.push(candidates.len() as u8);
        candidates.iter().for_each(|one| self.matched(one));
    }

    /// Writes the first 65,535.
    pub(super) fn effects(&mut self, effects: &[Effect]) {
        let effects = &effects[..effects.len().min(usize::from(u16::MAX))];
        self.0.extend((effects.len() as u16).to_le_bytes());
        effects.iter().for_each(|effect| self.effect(effect));
    }

    fn effect(&mut self, effect: &Effect) {
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
            Effect::Contact { email } => self.told(CONTACT, email),
            Effect::Note { text } => self.told(NOTE, text),
            Effect::Group { name } => self.told(GROUP, name),
            Effect::Leave { name } => self.told(LEAVE, name),
            Effect::Field {
                field,
                before,
                after,
            } => {
                self.0.extend([FIELD, field.index() as u8]);
                self.text(before);
                self.text(after);
            }
        }
    }

    fn told(&mut self, kind: u8, text: &str) {
        self.0.push(kind);
        self.text(text);
    }
}

impl Details<'_> {
    pub(super) fn matched(&mut self) -> Matched {
        Matched {
            id: self.id(),
            name: self.text(),
            partner_id: self.text(),
        }
    }

    pub(super) fn candidates(&mut self) -> Vec<Matched> {
        (0..self.byte()).map(|_| self.matched()).collect()
    }

    pub(super) fn effects(&mut self) -> Vec<Effect> {
        let count = u16::from_le_bytes([self.byte(), self.byte()]);
        (0..count).filter_map(|_| self.effect()).collect()
    }

    fn effect(&mut self) -> Option<Effect> {
        Some(match self.byte() {
            MARK => Effect::Mark,
            SHOW => Effect::Show,
            RESTORE => Effect::Restore,
            STAGE => Effect::Stage {
                before: self.stage(),
                after: self.stage()?,
            },
            CONTACT => Effect::Contact { email: self.text() },
            NOTE => Effect::Note { text: self.text() },
            GROUP => Effect::Group { name: self.text() },
            LEAVE => Effect::Leave { name: self.text() },
            FIELD => Effect::Field {
                field: *Field::ALL.get(usize::from(self.byte()))?,
                before: self.text(),
                after: self.text(),
            },
            APPLICATION => Effect::Application {
                reception: *Reception::ALL.get(usize::from(self.byte()))?,
                finding: *Finding::ALL.get(usize::from(self.byte()))?,
            },
            _ => return None,
        })
    }

    fn stage(&mut self) -> Option<Stage> {
        Stage::ALL.get(usize::from(self.byte())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partner::PartnerId;

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
        let mut bytes = Bytes::default();
        bytes.candidates(&candidates);
        bytes.effects(&effects);
        let mut details = Details(&bytes.0);
        assert_eq!(details.candidates(), candidates);
        assert_eq!(details.effects(), effects);
        assert!(details.0.is_empty());
    }
}
