//! `prospects templates`.

use prospect_core::changes::Op;
use prospect_core::outbox::TemplatePreview;
use prospect_core::template::{Template, Wording};
use prospect_core::text;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::{Told, change};
use crate::Done;
use crate::arguments::Templates;
use crate::output::Output;
use crate::refusal::Refusal;
use crate::say::message_lacks;
use crate::table::{Column, table};

/// The templates, as JSON.
#[derive(Serialize)]
struct All {
    templates: Vec<Template>,
}

/// Lists templates, shows one, makes or changes one, or deletes one.
pub fn run(workspace: &Workspace, templates: &Templates, output: &mut Output) -> Told {
    let op = match templates {
        Templates::List => {
            let templates = workspace.templates()?;
            output.answer(&All { templates }, lines)?;
            return Ok(Done::Whole);
        }
        Templates::Show { name, query } => {
            let template = named(workspace, name)?;
            if let Some(query) = query {
                let preview = workspace.preview_template(&template.wording, query, 0)?;
                output.answer(&preview, previewed)?;
            } else {
                output.answer(&template, |template| {
                    let Wording { subject, body, .. } = &template.wording;
                    format!("Subject: {subject}\n\n{body}")
                })?;
            }
            return Ok(Done::Whole);
        }
        Templates::Put {
            name,
            rename,
            subject,
            body,
            body_file,
        } => {
            let found = find(workspace, name)?;
            let id = found.as_ref().map(|template| template.id);
            let before = found.map(|template| template.wording).unwrap_or_default();
            let from_file = body_file.as_ref().map(|file| {
                std::fs::read_to_string(file).map_err(|error| Refusal::TextUnreadable {
                    path: file.clone(),
                    error,
                })
            });
            let body = from_file.transpose()?.or_else(|| body.clone());
            let wording = Wording {
                name: rename.clone().unwrap_or_else(|| name.clone()),
                subject: subject.clone().unwrap_or(before.subject),
                body: body.unwrap_or(before.body),
            };
            Op::PutTemplate { id, wording }
        }
        Templates::Delete { name } => Op::DeleteTemplate {
            id: named(workspace, name)?.id,
        },
    };
    change::transact(workspace, &op, output)
}

/// The template of a name, without regard to case and width.
fn find(workspace: &Workspace, name: &str) -> Result<Option<Template>, Refusal> {
    let key = text::name_key(name);
    let mut templates = workspace.templates()?.into_iter();
    Ok(templates.find(|template| text::name_key(&template.wording.name) == key))
}

pub(super) fn named(workspace: &Workspace, name: &str) -> Result<Template, Refusal> {
    if let Some(template) = find(workspace, name)? {
        return Ok(template);
    }
    let templates = workspace.templates()?.into_iter();
    Err(Refusal::NoSuchTemplate {
        name: name.to_owned(),
        existing: templates.map(|template| template.wording.name).collect(),
    })
}

fn lines(all: &All) -> String {
    if all.templates.is_empty() {
        return "There are no email templates yet: prospects templates put NAME --subject TEXT --body TEXT makes one."
            .to_owned();
    }
    let rows: Vec<[String; 2]> = all
        .templates
        .iter()
        .map(|template| {
            [
                template.wording.name.clone(),
                template.wording.subject.clone(),
            ]
        })
        .collect();
    table([Column::Text("Template"), Column::Text("Subject")], &rows)
}

fn previewed(preview: &TemplatePreview) -> String {
    if preview.partner.is_none() {
        return "No prospect matches.".to_owned();
    }
    let to = format!("To: {} <{}>", preview.name, preview.recipient.email);
    match (&preview.subject, &preview.body) {
        (Some(subject), Some(body)) if preview.lacks.is_empty() => {
            format!("{to}\nSubject: {subject}\n\n{body}")
        }
        _ => format!("{to}\n{}", message_lacks(&preview.lacks)),
    }
}
