//! `prospects applications`, and `prospects list applications`.

use prospect_core::application::{
    ApplicationId, ApplicationList, ApplicationPage, ApplicationState, ListedApplication, Written,
};
use prospect_core::by_hand::MatchChoice;
use prospect_core::changes::{ApplicationPick, Op};
use prospect_core::import::Outcome;
use prospect_core::partner::PartnerId;
use prospect_core::workspace::Workspace;

use super::{Told, by_hand, change, workflows};
use crate::arguments::{
    ApplicationArguments, Applications, Decided, ListArguments, WhichApplications,
};
use crate::output::{Output, counted};
use crate::refusal::Refusal;
use crate::table::{Column, table};
use crate::{Done, opening, say};

/// Records an application, decides on some, or links one.
pub fn run(workspace: &Workspace, asked: &Applications, output: &mut Output) -> Told {
    let op = match asked {
        Applications::Add(application) => return add(workspace, application, output),
        Applications::Accept(decided) => decide(decided, true),
        Applications::Reject(decided) => decide(decided, false),
        Applications::Link {
            application,
            to,
            reason,
            ..
        } => Op::LinkApplication {
            application: ApplicationId(*application),
            partner: to.map(PartnerId),
            reason: reason.clone(),
        },
        Applications::AcceptWaiting { workflow } => Op::AcceptWaiting {
            workflow: workflows::named(workspace, workflow)?.id,
        },
    };
    change::transact(workspace, &op, output)
}

fn decide(decided: &Decided, accept: bool) -> Op {
    Op::DecideApplications {
        applications: pick(&decided.which),
        accept,
        reason: decided.reason.clone(),
    }
}

fn pick(which: &WhichApplications) -> ApplicationPick {
    if which.id.is_empty() {
        let text = which.query.clone().unwrap_or_default();
        ApplicationPick::Waiting { text, up_to: None }
    } else {
        let ids = which.id.iter().copied().map(ApplicationId);
        ApplicationPick::Ids { ids: ids.collect() }
    }
}

fn add(workspace: &Workspace, asked: &ApplicationArguments, output: &mut Output) -> Told {
    let written = Written {
        applied_on: asked.applied_on,
        name: asked.name.clone(),
        email: asked.email.clone(),
        website: asked.website.clone(),
        partner_id: asked.partner_id.clone(),
        code: asked.code.clone(),
    };
    let is = asked.is.map(|id| MatchChoice::Partner {
        partner: PartnerId(id),
    });
    let choice = is.or(asked.nobody.then_some(MatchChoice::Nobody));
    let tried = workspace.try_application(&written, choice);
    let tried = tried.map_err(by_hand::refused)?;
    if tried.row.outcome == Outcome::Error {
        return Err(Refusal::NotAdded(Box::new(tried.row)));
    }
    if asked.dry_run {
        output.answer(&tried.row, |row| {
            format!("{}\nNothing was changed.", say::application(row))
        })?;
        return Ok(Done::Whole);
    }
    let added = workspace
        .add_application(&written, choice, Some(tried.revision), opening::now())
        .map_err(by_hand::refused)?;
    output.answer(&added, |added| {
        let (changes, row) = (&added.changes, &added.row);
        format!("{}\n{}", say::changes(changes), say::application(row))
    })?;
    Ok(Done::Whole)
}

/// Lists the applications that wait, or those that were decided on.
///
/// # Errors
/// Where the workspace cannot be read.
pub fn list(workspace: &Workspace, asked: &ListArguments, output: &mut Output) -> Told {
    let list = if asked.processed {
        ApplicationList::Processed
    } else {
        ApplicationList::New
    };
    let page = workspace.applications(list, &asked.query, asked.offset, asked.limit)?;
    output.answer(&page, |page| lines(list, page))?;
    Ok(Done::Whole)
}

fn lines(list: ApplicationList, page: &ApplicationPage) -> String {
    let word = match list {
        ApplicationList::New => "new",
        ApplicationList::Processed => "processed",
    };
    if page.total == 0 {
        return format!("There are no {word} applications.");
    }
    let rows: Vec<[String; 6]> = page.applications.iter().map(cells).collect();
    let columns = [
        Column::Number("ID"),
        Column::Text("Applied on"),
        Column::Text("Applicant"),
        Column::Text("Email"),
        Column::Text("Partner"),
        Column::Text(""),
    ];
    let total = counted(page.total, "application", "applications");
    format!("{}{total}, {word}.", table(columns, &rows))
}

fn cells(listed: &ListedApplication) -> [String; 6] {
    let ListedApplication {
        application,
        partner,
        waits_for,
        ..
    } = listed;
    let state = match (application.state, &application.decided_by) {
        (ApplicationState::New, _) => waits_for.map_or("", |waits| waits.label()).to_owned(),
        (state, None) => state.label().to_owned(),
        (state, Some(workflow)) => format!("{} by {workflow}", state.label()),
    };
    let partner = partner.as_ref();
    [
        application.id.0.to_string(),
        application.form.applied_on.to_string(),
        application.form.name.clone(),
        application.form.email.clone(),
        partner.map_or_else(String::new, |partner| partner.name.clone()),
        format!("{}: {}", application.finding.label(), state),
    ]
}
