//! Applications that are recorded by hand, and those that are matched anew by hand.

use jiff::Timestamp;

use super::Workspace;
use super::by_hand::{AddedByHand, TriedByHand};
use super::deciding::link_title;
use super::importing::ImportError;
use super::one_row::{How, OneRow};
use crate::application::{ApplicationId, Written};
use crate::by_hand::MatchChoice;
use crate::changes::{Changes, Title};
use crate::error::TransactError;
use crate::import::{ImportKind, Outcome};
use crate::standing::Source;
use crate::store::Store;

impl Workspace {
    /// Tells what recording an application would come to, and touches nothing. `choice`: whom it is matched to, where that was
    /// chosen.
    ///
    /// # Errors
    /// The workspace cannot be read, or a temporary file not be written.
    pub fn try_application(
        &self,
        written: &Written,
        choice: Option<MatchChoice>,
    ) -> Result<TriedByHand, ImportError> {
        self.try_row(&row_of(written, choice)?)
    }

    /// Records an application by hand, as an import of it would. `seen` is the state of the workspace in which it was tried, where
    /// it was.
    ///
    /// # Errors
    /// The workspace changed since, or cannot be written. Nothing is changed then.
    pub fn add_application(
        &self,
        written: &Written,
        choice: Option<MatchChoice>,
        seen: Option<u32>,
        now: Timestamp,
    ) -> Result<AddedByHand, ImportError> {
        let row = row_of(written, choice)?;
        let name = written.name.trim();
        let applicant = if name.is_empty() {
            written.email.trim()
        } else {
            name
        };
        let title = Title::AddApplication {
            applicant: applicant.to_owned(),
        };
        let how = How {
            title: &title,
            source: Source::ByHand,
            link: None,
        };
        self.write_row(&mut self.store(), &row, how, seen, now)
    }

    /// Matches one that waits as if it had no code: it is linked to whom an import's row would match, or to a new partner.
    pub(super) fn match_anew(
        &self,
        store: &mut Store,
        id: ApplicationId,
        reason: &str,
        now: Timestamp,
    ) -> Result<Changes, TransactError> {
        let application = self.application_in(store, id)?;
        let title = link_title(&application, reason)?;
        let form = &application.form;
        let written = Written {
            applied_on: Some(form.applied_on),
            name: form.name.clone(),
            email: form.email.clone(),
            website: form.website.clone(),
            partner_id: form.partner_id.clone(),
            code: String::new(),
        };
        let unmatched = |error| match error {
            ImportError::Store(error) => TransactError::Store(error),
            _ => TransactError::ApplicationUnmatched(id.0),
        };
        let row = row_of(&written, None).map_err(unmatched)?;
        let how = How {
            title: &title,
            source: Source::ByHand,
            link: Some(application),
        };
        let done = self.write_row(store, &row, how, None, now);
        let done = done.map_err(unmatched)?;
        match done.row.outcome {
            Outcome::Error => Err(TransactError::ApplicationUnmatched(id.0)),
            _ => Ok(done.changes),
        }
    }
}

fn row_of(written: &Written, choice: Option<MatchChoice>) -> Result<OneRow, ImportError> {
    let mut row = OneRow::of(
        ImportKind::Applications,
        &Written::FIELDS,
        &written.record(),
    )?;
    row.choice = choice;
    Ok(row)
}
