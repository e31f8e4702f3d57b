//! A template as it would read for a prospect, before it is saved.

use super::Workspace;
use super::letters::Read;
use crate::error::StoreError;
use crate::group::GroupId;
use crate::outbox::TemplatePreview;
use crate::query::{Place, Query, Sort, SortBy};
use crate::store::partners;
use crate::template::Wording;
use crate::workflow::governing;

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
        let query = Query {
            text: text.to_owned(),
            sort: Sort {
                by: SortBy::Name,
                descending: false,
            },
            ..Query::of(Place::Prospects)
        };
        let ids = self.catalogue().find(&query).ids;
        let of = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let at = at.min(of.saturating_sub(1));
        let faults = wording.faults();
        let nobody = TemplatePreview {
            of,
            at,
            faults,
            ..TemplatePreview::default()
        };
        let Some(&id) = ids.get(at as usize) else {
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
}
