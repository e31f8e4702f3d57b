//! Email templates at the door, and what making, changing and deleting one comes to.

use super::Workspace;
use super::present::Present;
use crate::catalogue::Catalogue;
use crate::changes::{Delta, Op, TemplateShift, Title};
use crate::error::{StoreError, TransactError};
use crate::group::check_name;
use crate::store::templates;
use crate::template::{Template, TemplateId, Wording};
use crate::text;
use crate::workflow::Workflow;

impl Workspace {
    /// The email templates, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn templates(&self) -> Result<Vec<Template>, StoreError> {
        let mut all = templates::all(&self.reader())?;
        all.sort_by_cached_key(|template| (text::name_key(&template.wording.name), template.id));
        Ok(all)
    }
}

/// What an operation on templates comes to. `next` is the number for a new one.
pub(super) fn plan(
    op: &Op,
    present: Present,
    catalogue: &Catalogue,
    next: TemplateId,
) -> Result<(Title, Delta), TransactError> {
    let Present::Templates(all) = present else {
        unreachable!("the templates are read for who changes them")
    };
    match op {
        Op::PutTemplate { id, wording } => put(*id, wording, &all, next),
        Op::DeleteTemplate { id } => {
            let before = there(*id, &all)?.clone();
            let workflows = users(*id, catalogue);
            if !workflows.is_empty() {
                return Err(TransactError::TemplateInUse { workflows });
            }
            let name = before.wording.name.clone();
            Ok((Title::DeleteTemplate { name }, delta(Some(before), None)))
        }
        _ => unreachable!("no operation on templates"),
    }
}

fn put(
    id: Option<TemplateId>,
    wording: &Wording,
    all: &[Template],
    next: TemplateId,
) -> Result<(Title, Delta), TransactError> {
    let before = id.map(|id| there(id, all)).transpose()?;
    let others = all.iter().filter(|other| Some(other.id) != id);
    let others = others.map(|other| other.wording.name.as_str());
    let name = check_name(&wording.name, others).map_err(TransactError::TemplateName)?;
    let after = Template {
        id: id.unwrap_or(next),
        wording: Wording {
            name: name.clone(),
            ..wording.checked()?
        },
    };
    Ok(match before {
        None => (Title::CreateTemplate { name }, delta(None, Some(after))),
        Some(before) if *before == after => (Title::ChangeTemplate { name }, Delta::default()),
        Some(before) => {
            let before = Some(before.clone());
            (Title::ChangeTemplate { name }, delta(before, Some(after)))
        }
    })
}

/// The workflows that draft emails with a template, by name.
fn users(id: TemplateId, catalogue: &Catalogue) -> Vec<String> {
    let uses = |workflow: &&Workflow| {
        let rules = &workflow.rules;
        let follow_ups = rules.follow_ups.iter().map(|follow_up| follow_up.template);
        rules
            .invite
            .into_iter()
            .chain(follow_ups)
            .any(|used| used == id)
    };
    let using = catalogue.workflows().filter(uses);
    let mut names: Vec<String> = using.map(|workflow| workflow.rules.name.clone()).collect();
    names.sort_by_cached_key(|name| text::name_key(name));
    names
}

fn there(id: TemplateId, all: &[Template]) -> Result<&Template, TransactError> {
    let found = all.iter().find(|template| template.id == id);
    found.ok_or(TransactError::NoSuchTemplate(id.0))
}

fn delta(before: Option<Template>, after: Option<Template>) -> Delta {
    Delta {
        templates: vec![TemplateShift { before, after }],
        ..Delta::default()
    }
}
