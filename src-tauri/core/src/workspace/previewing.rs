//! A template as it would read for a prospect, before it is saved.

use std::sync::PoisonError;

use super::Workspace;
use super::letters::Read;
use crate::error::StoreError;
use crate::group::GroupId;
use crate::outbox::TemplatePreview;
use crate::partner::PartnerId;
use crate::query::{Place, Query, Sort, SortBy};
use crate::store::partners;
use crate::template::Wording;
use crate::workflow::governing;

/// Whom a text found, in a state of the workspace: kept, since a preview is asked for at every letter that is typed.
#[derive(Debug)]
pub(super) struct Previewed {
    revision: u32,
    text: String,
    ids: Vec<PartnerId>,
}

impl Workspace {
    /// What a template would say to a prospect: the one at the place `at`, from 0, of those whom `text` finds, by name; the last one
    /// where there are fewer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn preview_template(
        &self,
        wording: &Wording,
        text: &str,
        at: u32,
    ) -> Result<TemplatePreview, StoreError> {
        let (of, at, id) = self.one_found(text, at);
        let faults = wording.faults();
        let nobody = TemplatePreview {
            of,
            at,
            faults,
            ..TemplatePreview::default()
        };
        let Some(id) = id else {
            return Ok(nobody);
        };
        let (desk, partner) = {
            let reader = self.reader();
            (self.letters_desk(&reader)?, partners::get(&reader, id)?)
        };
        let Some(partner) = partner else {
            return Ok(nobody);
        };
        let catalogue = self.catalogue();
        let workflow = governing(&catalogue.groups_of(id), catalogue.workflows());
        let paired = |group: &GroupId| workflow.is_none_or(|workflow| workflow.governs(*group));
        let values = desk.values(id, &partner, paired, &catalogue);
        let said = Read::of(wording).map(|read| read.say(&values));
        let mut preview = TemplatePreview {
            partner: Some(id),
            name: partner.name,
            recipient: values.recipient,
            ..nobody
        };
        if let Some(said) = said {
            (preview.subject, preview.body, preview.lacks) = (said.subject, said.body, said.lacks);
        }
        Ok(preview)
    }
    /// How many prospects a text finds, and which stands at the place `at` or, where there are fewer, at which the last one.
    fn one_found(&self, text: &str, at: u32) -> (u32, u32, Option<PartnerId>) {
        let mut kept = self
            .previewed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let revision = self.revision();
        let known = kept
            .take()
            .filter(|kept| (kept.revision, kept.text.as_str()) == (revision, text));
        let kept = kept.insert(known.unwrap_or_else(|| Previewed {
            revision,
            text: text.to_owned(),
            ids: self.catalogue().find(&by_name(text)).ids,
        }));
        let of = u32::try_from(kept.ids.len()).unwrap_or(u32::MAX);
        let at = at.min(of.saturating_sub(1));
        (of, at, kept.ids.get(at as usize).copied())
    }
}

/// The prospects whom a text finds, by name.
fn by_name(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        sort: Sort {
            by: SortBy::Name,
            descending: false,
        },
        ..Query::of(Place::Prospects)
    }
}
