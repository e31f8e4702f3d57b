//! Applications at the door: those that wait and those that were decided on, newest first, some of them at a time.

use std::sync::{Arc, PoisonError};

use super::Workspace;
use super::activity::place;
use super::deciding::accepted_by;
use crate::activity::Touched;
use crate::application::decision::{Bar, is_sound};
use crate::application::{
    Application, ApplicationId, ApplicationList, ApplicationPage, ApplicationState, Finding,
    ListedApplication, WaitsFor,
};
use crate::changes::ApplicationPick;
use crate::error::{StoreError, TransactError};
use crate::partner::PartnerId;
use crate::store::{Store, applications, partners};
use crate::text;
use crate::workflow::Workflow;

/// A list of applications as it was in one state of the workspace.
#[derive(Debug, Default)]
pub(super) struct Found {
    revision: u32,
    asked: Option<(ApplicationList, String)>,
    ids: Arc<Vec<ApplicationId>>,
}

impl Workspace {
    /// Some applications of a list from `offset` on, newest first: of those with a text in name, address, website, network ID or
    /// code; an empty text: of all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applications(
        &self,
        list: ApplicationList,
        text: &str,
        offset: u32,
        limit: u32,
    ) -> Result<ApplicationPage, StoreError> {
        let ids = self.found(list, text)?;
        let page = ids.iter().skip(offset as usize).take(limit as usize);
        let (last, new, processed, page) = {
            let reader = self.reader();
            let mut all = Vec::new();
            for id in page {
                all.extend(applications::get(&reader, *id)?);
            }
            let new = applications::count(&reader, ApplicationList::New)?;
            let processed = applications::count(&reader, ApplicationList::Processed)?;
            let next = applications::next_id(&reader)?;
            (ApplicationId(next.0 - 1), new, processed, all)
        };
        let workflows: Vec<Workflow> = self.catalogue().workflows().cloned().collect();
        let listed = page
            .into_iter()
            .map(|application| self.told(application, &workflows));
        Ok(ApplicationPage {
            last,
            new,
            processed,
            total: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            applications: listed.collect::<Result<_, _>>()?,
        })
    }

    /// One application; `None`: it is not there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn application(
        &self,
        application: ApplicationId,
    ) -> Result<Option<ListedApplication>, StoreError> {
        let application = applications::get(&self.reader(), application)?;
        let workflows: Vec<Workflow> = self.catalogue().workflows().cloned().collect();
        application
            .map(|application| self.told(application, &workflows))
            .transpose()
    }

    fn told(
        &self,
        application: Application,
        workflows: &[Workflow],
    ) -> Result<ListedApplication, StoreError> {
        let (waits_for, workflow) = {
            let catalogue = self.catalogue();
            let accepts = accepted_by(&application, &catalogue, workflows);
            let workflow = accepts.and_then(|id| workflows.iter().find(|one| one.id == id));
            let partner = application.partner.filter(|id| catalogue.contains(*id));
            let bar = partner.and_then(|id| Bar::of(catalogue.standing(id)));
            let waits_for = match (application.state, partner, bar) {
                (ApplicationState::Accepted | ApplicationState::Rejected, ..) => None,
                (_, None, _) => Some(WaitsFor::Link),
                (_, _, Some(Bar::Joined)) => Some(WaitsFor::Joined),
                (_, _, Some(Bar::Hidden)) => Some(WaitsFor::Hidden),
                (_, _, Some(Bar::Archived)) => Some(WaitsFor::Archived),
                (_, _, Some(Bar::Rejected)) => Some(WaitsFor::Rejected),
                _ if application.finding == Finding::Guessed => Some(WaitsFor::Decision),
                _ if !is_sound(application.finding) => Some(WaitsFor::Code),
                _ if workflow.is_some() => Some(WaitsFor::Workflow),
                _ => Some(WaitsFor::Decision),
            };
            (
                waits_for,
                workflow.map(|workflow| workflow.rules.name.clone()),
            )
        };
        Ok(ListedApplication {
            partner: self.named(application.partner)?,
            invited: self.named(application.invited)?,
            application,
            waits_for,
            workflow,
        })
    }

    /// A partner that is there, by name.
    fn named(&self, partner: Option<PartnerId>) -> Result<Option<Touched>, StoreError> {
        let place = {
            let catalogue = self.catalogue();
            let there = partner.filter(|id| catalogue.contains(*id));
            there.map(|id| (id, place(&catalogue, id)))
        };
        let Some((id, place)) = place else {
            return Ok(None);
        };
        let data = partners::get(&self.reader(), id)?;
        Ok(data.map(|data| Touched {
            id,
            name: data.name,
            place,
        }))
    }

    /// The applications of a list with a text in them. The latest answer is kept until something changes.
    fn found(
        &self,
        list: ApplicationList,
        text: &str,
    ) -> Result<Arc<Vec<ApplicationId>>, StoreError> {
        let revision = self.revision();
        let asked = Some((list, text::fold(text)));
        let mut found = self
            .applications
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if found.revision != revision || found.asked != asked {
            let text = asked.as_ref().map_or("", |(_, text)| text);
            let ids = Arc::new(applications::with_text(&self.reader(), list, text)?);
            *found = Found {
                revision,
                asked,
                ids,
            };
        }
        Ok(Arc::clone(&found.ids))
    }

    /// One application, for one who holds the file already.
    pub(super) fn application_in(
        &self,
        store: &Store,
        id: ApplicationId,
    ) -> Result<Application, TransactError> {
        let application = applications::get(store.connection(), id)?;
        application.ok_or(TransactError::NoSuchApplication(id.0))
    }

    /// The applications that are meant.
    pub(super) fn picked(
        &self,
        store: &Store,
        pick: &ApplicationPick,
    ) -> Result<Vec<Application>, TransactError> {
        let ids = match pick {
            ApplicationPick::Ids { ids } => ids.clone(),
            ApplicationPick::Waiting { text, up_to } => {
                let text = text::fold(text);
                let all = applications::with_text(store.connection(), ApplicationList::New, &text)?;
                let seen = |id: &ApplicationId| up_to.is_none_or(|last| *id <= last);
                all.into_iter().filter(seen).collect()
            }
        };
        let mut once = rustc_hash::FxHashSet::default();
        ids.into_iter()
            .filter(|id| once.insert(*id))
            .map(|id| self.application_in(store, id))
            .collect()
    }
}
