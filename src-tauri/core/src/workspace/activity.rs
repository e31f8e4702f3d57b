//! The activity log at the door: past changes page by page, what one came to, and undoing back to one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::Workspace;
use super::differing_fields::differing_fields;
use crate::activity::{
    About, ActivityPage, ChangeDetails, Difference, Stand, Touched, UndoneBack, WorkflowFacts,
};
use crate::catalogue::Catalogue;
use crate::changes::{ApplicationShift, Changes, Delta};
use crate::error::{StoreError, TransactError};
use crate::partner::PartnerId;
use crate::query::Place;
use crate::standing::Standing;
use crate::store::{history, log, partners};
use crate::template::Template;
use crate::vocabulary::Kind;
use crate::workflow::Workflow;

/// Partners that are named of those whom a change touched.
const NAMED: usize = 50;
/// Lines of differences that are told.
const LINES: usize = 100;
/// Edited partners whose fields are told one by one.
const TOLD: usize = 20;

impl Workspace {
    /// Past changes from `offset` on, newest first, undone ones among them: all, or those that are about something.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn activity(
        &self,
        about: Option<About>,
        offset: u32,
        limit: u32,
    ) -> Result<ActivityPage, StoreError> {
        let (total, changes) = log::page(&self.reader(), about, offset, limit)?;
        Ok(ActivityPage { total, changes })
    }

    /// What a change came to.
    ///
    /// # Errors
    /// [`TransactError::NoSuchChange`], also of one that was dropped; or when the file cannot be read.
    pub fn change(&self, id: u32) -> Result<ChangeDetails, TransactError> {
        let reader = self.reader();
        let change = log::get(&reader, id)?.ok_or(TransactError::NoSuchChange(id))?;
        let catalogue = self.catalogue();
        let mut there = history::touched(&reader, id)?;
        there &= catalogue.all();
        let mut touched = Vec::new();
        for partner in partners::of(&reader, &there).take(NAMED) {
            let (id, data) = partner?;
            let place = place(&catalogue, id);
            let name = data.name;
            touched.push(Touched { id, name, place });
        }
        let mut told = Told::default();
        history::each_part(&reader, id, false, |part| {
            told.add(part, &catalogue);
            Ok(())
        })?;
        Ok(ChangeDetails {
            later: log::later(&reader, id)?,
            change,
            touched,
            differences: told.lines(),
        })
    }

    /// Undoes changes one after another, from the last one back to `to`, which is undone too. `steps` is how many that are, as it
    /// was told beforehand.
    ///
    /// # Errors
    /// When they are others than was told, and nothing is undone then; or when one cannot be written: those that were undone
    /// before it stay so.
    pub fn undo_back(
        &self,
        to: u32,
        steps: u32,
        now: Timestamp,
    ) -> Result<UndoneBack, TransactError> {
        let mut store = self.store();
        let due = log::from(store.connection(), to, steps.saturating_add(1))?;
        let is_told = due.len() == steps as usize && due.last().is_some_and(|last| last.id == to);
        if !is_told {
            return Err(TransactError::NotNext);
        }
        let mut last: Option<Changes> = None;
        for past in due {
            last = Some(self.turn(&mut store, past, true, now)?);
        }
        let last = last.ok_or(TransactError::NothingToUndo)?;
        Ok(UndoneBack { steps, last })
    }
}

/// The list that a partner is looked for in.
fn place(catalogue: &Catalogue, id: PartnerId) -> Place {
    let standing = catalogue.standing(id);
    if standing.prospect.is_some() && !standing.is_archived() {
        return Place::Prospects;
    }
    match catalogue.facts(id) {
        Some(facts) if facts.kind == Kind::Creator => Place::Creators,
        _ => Place::Partners,
    }
}

/// The differences of the parts of a change, added up.
#[derive(Default)]
struct Told {
    born: u32,
    added: u32,
    gone: bool,
    standings: Vec<(Stand, Stand, u32)>,
    places: FxHashMap<(Stand, Stand), usize>,
    others: Vec<Difference>,
    /// How many applications came, went or changed.
    applications: BTreeMap<Option<bool>, u32>,
    fields: Vec<Difference>,
    edited: usize,
}

impl Told {
    fn add(&mut self, part: Delta, catalogue: &Catalogue) {
        self.born += part.born.len();
        self.added += part.added.len();
        self.gone |= part.gone;
        for shift in &part.standings {
            let key = (stand(&shift.before), stand(&shift.after));
            let at = *self.places.entry(key).or_insert(self.standings.len());
            if at == self.standings.len() {
                self.standings.push((key.0, key.1, 0));
            }
            self.standings[at].2 += shift.partners.len();
        }
        for shift in part.groups {
            let name = |group: Option<crate::group::Group>| group.map(|group| group.name);
            let (before, after) = (name(shift.before), name(shift.after));
            self.others.push(Difference::Group { before, after });
        }
        for shift in part.memberships {
            let group = catalogue.group(shift.group).map(|group| group.name.clone());
            self.others.push(Difference::Members {
                group,
                joined: shift.joined.len(),
                left: shift.left.len(),
            });
        }
        for shift in part.workflows {
            let before = shift.before.as_ref().map(facts);
            let after = shift.after.as_ref().map(facts);
            self.others.push(Difference::Workflow { before, after });
        }
        for shift in part.views {
            let before = shift.before.map(|view| view.name);
            let after = shift.after.map(|view| view.name);
            self.others.push(Difference::View { before, after });
        }
        for shift in part.templates {
            let name = |template: Option<Template>| template.map(|template| template.wording.name);
            let (before, after) = (name(shift.before), name(shift.after));
            self.others.push(Difference::Template { before, after });
        }
        for shift in part.program {
            let (before, after) = (Box::new(shift.before), Box::new(shift.after));
            self.others.push(Difference::Program { before, after });
        }
        self.add_applications(&part.applications);
        for edit in part.edits {
            self.edited += 1;
            if self.edited <= TOLD {
                self.fields.extend(differing_fields(&edit));
            }
        }
    }

    fn add_applications(&mut self, shifts: &[ApplicationShift]) {
        for shift in shifts {
            let came = match (&shift.before, &shift.after) {
                (None, _) => Some(true),
                (_, None) => Some(false),
                _ => None,
            };
            *self.applications.entry(came).or_default() += 1;
        }
    }

    fn lines(self) -> Vec<Difference> {
        let mut lines = Vec::new();
        let gone = self.gone;
        if self.born > 0 {
            let partners = self.born;
            lines.push(Difference::Born { partners, gone });
        }
        let moved = self
            .standings
            .into_iter()
            .filter(|(before, after, _)| before != after);
        lines.extend(moved.map(|(before, after, partners)| Difference::Standing {
            before,
            after,
            partners,
        }));
        lines.extend(self.others);
        let applications = self.applications.into_iter();
        lines.extend(
            applications
                .map(|(came, applications)| Difference::Applications { applications, came }),
        );
        if self.added > 0 {
            let partners = self.added;
            lines.push(Difference::Contacts { partners, gone });
        }
        lines.extend(self.fields);
        lines.truncate(LINES);
        if self.edited > TOLD {
            let partners = u32::try_from(self.edited - TOLD).unwrap_or(u32::MAX);
            lines.push(Difference::Edited { partners });
        }
        lines
    }
}

fn stand(standing: &Standing) -> Stand {
    Stand {
        stage: standing.prospect.as_ref().map(|prospect| prospect.stage),
        archived: standing.is_archived(),
        hidden: standing.is_hidden(),
    }
}

fn facts(workflow: &Workflow) -> WorkflowFacts {
    let rules = &workflow.rules;
    WorkflowFacts {
        name: rules.name.clone(),
        on: rules.on,
        accept: rules.accept,
        groups: u32::try_from(rules.groups.len()).unwrap_or(u32::MAX),
    }
}
