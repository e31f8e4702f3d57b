//! What a workflow would do if it were saved now. Nothing is changed: the same rules are asked that act later.

use jiff::Timestamp;
use rusqlite::Connection;

use super::deciding::accepted_by;
use super::{Workspace, day};
use crate::application::{Application, Finding};
use crate::catalogue::Catalogue;
use crate::error::StoreError;
use crate::outbox::{Due, Step, due};
use crate::partner::PartnerId;
use crate::set::PartnerSet;
use crate::simulation::{Fate, Fated, Simulation, Why};
use crate::store::{applications, partners};
use crate::vocabulary::Stage;
use crate::workflow::{Rules, Workflow, WorkflowId};

/// How many are told one by one.
const NAMED: usize = 100;

/// The number of a workflow that is not saved yet: none has it, and it is the younger one of two changed at once.
const UNSAVED: WorkflowId = WorkflowId(u32::MAX);

/// Those to whom a message would be due, the longest due first.
type Messages = Vec<(Due, PartnerSet)>;

impl Workspace {
    /// What would happen now if the workflow `id`, or a new one, said `rules`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn simulate(
        &self,
        id: Option<WorkflowId>,
        rules: &Rules,
        now: Timestamp,
    ) -> Result<Simulation, StoreError> {
        let reader = self.reader();
        let catalogue = self.catalogue();
        let workflows = with(id, rules, &catalogue);
        let id = id.unwrap_or(UNSAVED);
        let governed = catalogue.governed_by(&workflows);
        let governed = governed.into_iter().find(|(workflow, _)| workflow.id == id);
        let governed = governed.map(|(_, whom)| whom).unwrap_or_default();
        let today = day(now);
        let by_message = catalogue.alike(&governed, |standing| due(standing, rules, today));
        let (invitations, follow_ups) = by_message
            .into_iter()
            .partition(|(due, _)| due.step == Step::Invitation);

        let mut accepted = applications::waiting(&reader)?;
        accepted.retain(|one| accepted_by(one, &catalogue, &workflows) == Some(id));
        let mut shared = applications::shared(&reader)?;
        shared.retain(|one| {
            one.invited
                .is_some_and(|invited| governed.contains(invited))
        });
        Ok(Simulation {
            governed: governed.len(),
            accepted: of_applications(&reader, &catalogue, &accepted)?,
            invitations: of_messages(&reader, &catalogue, &invitations)?,
            follow_ups: of_messages(&reader, &catalogue, &follow_ups)?,
            shared: of_applications(&reader, &catalogue, &shared)?,
        })
    }
}

/// All workflows, and in them one with these rules. Where that is another than before, it is the one changed last.
fn with(id: Option<WorkflowId>, rules: &Rules, catalogue: &Catalogue) -> Vec<Workflow> {
    let before = id.and_then(|id| catalogue.workflow(id));
    let unchanged = before.filter(|workflow| workflow.rules == *rules);
    let one = unchanged.cloned().unwrap_or_else(|| Workflow {
        id: id.unwrap_or(UNSAVED),
        rules: rules.clone(),
        changed_at: Timestamp::MAX,
    });
    let others = catalogue.workflows().filter(|other| other.id != one.id);
    others.cloned().chain([one.clone()]).collect()
}

fn of_messages(
    reader: &Connection,
    catalogue: &Catalogue,
    messages: &Messages,
) -> Result<Fate, StoreError> {
    let all = messages
        .iter()
        .flat_map(|(due, whom)| whom.iter().map(move |id| (*due, id)));
    let first: Result<Vec<Fated>, StoreError> = all
        .take(NAMED)
        .map(|(due, id)| {
            let why = match due.step {
                Step::Invitation => Why::Marked { on: due.on },
                Step::FollowUp(place) => Why::NoAnswer {
                    since: due.on,
                    place,
                },
            };
            Ok(Fated {
                partner: Some(id),
                name: name_of(reader, id)?,
                stage: stage(catalogue, id),
                after: None,
                why,
            })
        })
        .collect();
    Ok(Fate {
        total: messages.iter().map(|(_, whom)| whom.len()).sum(),
        first: first?,
    })
}

fn of_applications(
    reader: &Connection,
    catalogue: &Catalogue,
    applications: &[Application],
) -> Result<Fate, StoreError> {
    let first = applications.iter().take(NAMED).map(|one| {
        let name = match one.partner {
            Some(partner) => name_of(reader, partner)?,
            None => one.form.applicant().to_owned(),
        };
        Ok(Fated {
            partner: one.partner,
            name,
            stage: one.partner.and_then(|partner| stage(catalogue, partner)),
            after: (one.finding != Finding::SharedInvitation).then_some(Stage::Joined),
            why: Why::Applied {
                on: one.form.applied_on,
                finding: one.finding,
            },
        })
    });
    Ok(Fate {
        total: u32::try_from(applications.len()).unwrap_or(u32::MAX),
        first: first.collect::<Result<_, StoreError>>()?,
    })
}

fn stage(catalogue: &Catalogue, id: PartnerId) -> Option<Stage> {
    let prospect = catalogue.standing(id).prospect.as_ref();
    prospect.map(|prospect| prospect.stage)
}

fn name_of(reader: &Connection, id: PartnerId) -> Result<String, StoreError> {
    Ok(partners::get(reader, id)?
        .map(|partner| partner.name)
        .unwrap_or_default())
}
