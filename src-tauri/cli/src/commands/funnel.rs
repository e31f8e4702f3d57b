//! `prospects stage | record | expire | funnel`.

use prospect_core::changes::{Changes, Op};
use prospect_core::funnel::{Funnel, FunnelStep};
use prospect_core::query::{Place, Query};
use prospect_core::standing::Event;
use prospect_core::workspace::Workspace;
use serde::Serialize;

use super::Told;
use super::change::{target_in, transact, understood};
use crate::arguments::{About, Happened, StageArguments};
use crate::output::{Output, counted, number};
use crate::table::{Column, table};
use crate::{Done, opening, say};

/// Sets a stage by hand.
pub fn stage(workspace: &Workspace, arguments: &StageArguments, output: &mut Output) -> Told {
    let op = Op::SetStage {
        target: target_in(workspace, &arguments.whom, &Query::of(Place::Prospects))?,
        stage: arguments.stage,
        reason: arguments.reason.clone(),
    };
    transact(workspace, &op, output)
}

/// Notes what happened.
pub fn record(workspace: &Workspace, happened: &Happened, output: &mut Output) -> Told {
    let (about, event) = event(happened);
    // Anybody can apply; all else happens to those who are followed.
    let place = match event {
        Event::ApplicationReceived => Place::Everyone,
        _ => Place::Prospects,
    };
    let op = Op::Record {
        target: target_in(workspace, &about.whom, &Query::of(place))?,
        event,
        reason: about.reason.clone(),
    };
    transact(workspace, &op, output)
}

fn event(happened: &Happened) -> (&About, Event) {
    match happened {
        Happened::Emailed { about, on } => (about, Event::Emailed { on: *on }),
        Happened::Proposal { about, on, expires } => (
            about,
            Event::ProposalSent {
                on: *on,
                expires_on: *expires,
            },
        ),
        Happened::Application(about) => (about, Event::ApplicationReceived),
        Happened::Accepted(about) => (about, Event::Accepted),
        Happened::RejectedByPartner(about) => (about, Event::RejectedByPartner),
        Happened::RejectedByYou(about) => (about, Event::RejectedByYou),
        Happened::ContractEnded(about) => (about, Event::ContractEnded),
    }
}

/// What expired and who came back, as JSON.
#[derive(Serialize)]
struct Expired {
    /// The change by which proposals expired; `null` where none did.
    changes: Option<Changes>,
    /// The change by which hidden ones came back; `null` where nobody did.
    back: Option<Changes>,
}

/// Lets proposals expire whose last day has passed, and shows hidden ones again whose day has come.
pub fn expire(workspace: &Workspace, output: &mut Output) -> Told {
    let expired = Expired {
        changes: workspace.expire_proposals(opening::now())?,
        back: workspace.bring_back(opening::now())?,
    };
    output.answer(&expired, |expired| {
        let done = expired.changes.iter().chain(&expired.back);
        let told: Vec<String> = done.map(say::changes).collect();
        if told.is_empty() {
            return "Nothing had to be changed.".to_owned();
        }
        told.join("\n")
    })?;
    Ok(Done::Whole)
}

/// Counts prospects from stage to stage.
pub fn figures(workspace: &Workspace, query: &str, output: &mut Output) -> Told {
    let query = Query {
        text: query.to_owned(),
        ..Query::of(Place::Prospects)
    };
    understood(workspace, &query)?;
    output.answer(&workspace.funnel(&query, opening::now()), text)?;
    Ok(Done::Whole)
}

fn text(funnel: &Funnel) -> String {
    let stages: Vec<[String; 3]> = funnel
        .stages
        .iter()
        .map(|figures| {
            let name = figures.stage.label().to_owned();
            [name, number(figures.count), number(figures.this_week)]
        })
        .collect();
    let columns = [
        Column::Text("Stage"),
        Column::Number("Now"),
        Column::Number("This week"),
    ];
    let steps = [
        ("Outreach", funnel.marked, funnel.outreach),
        ("Negotiating", funnel.outreach.reached, funnel.negotiating),
        ("Joined", funnel.negotiating.reached, funnel.joined),
    ];
    let marked = counted(funnel.marked, "prospect", "prospects");
    let steps: String = steps
        .map(|(name, from, step)| line(name, from, step))
        .concat();
    format!("{}{marked}\n{steps}", table(columns, &stages))
}

fn line(name: &str, from: u32, step: FunnelStep) -> String {
    let share = if from == 0 {
        String::new()
    } else {
        format!(
            ", {}%",
            (u64::from(step.reached) * 100 + u64::from(from) / 2) / u64::from(from)
        )
    };
    let days = step
        .days
        .map(|days| format!(", half of them within {days} days"));
    format!(
        "  to {name}: {}{share}{}\n",
        number(step.reached),
        days.unwrap_or_default()
    )
}
