//! What a change came to, before and after.

use prospect_core::activity::{Difference, Stand, WorkflowFacts};
use prospect_core::partner::PartnerId;

use super::programs;
use crate::output::counted;

/// One thing that is another than before, with the names of partners as far as they are known.
pub fn difference<'n>(
    difference: &Difference,
    name: impl Fn(PartnerId) -> Option<&'n str>,
) -> String {
    match difference {
        Difference::Born { partners, gone } => {
            let went = if *gone { "went" } else { "came" };
            format!("{} {went}", many(*partners))
        }
        Difference::Standing {
            before,
            after,
            partners,
        } => format!("{}: {} -> {}", many(*partners), stand(before), stand(after)),
        Difference::Members {
            group,
            joined,
            left,
        } => {
            let group = group.as_deref().unwrap_or("a group that is gone");
            format!("{group}: {joined} joined, {left} left")
        }
        Difference::Group { before, after } => named("Group", before.as_deref(), after.as_deref()),
        Difference::View { before, after } => named("View", before.as_deref(), after.as_deref()),
        Difference::Template { before, after } => {
            named("Template", before.as_deref(), after.as_deref())
        }
        Difference::Applications { applications, came } => {
            let became = match came {
                Some(true) => "came",
                Some(false) => "went",
                None => "changed",
            };
            format!(
                "{} {became}",
                counted(*applications, "application", "applications")
            )
        }
        Difference::Program { before, after } => format!(
            "Program: {} -> {}",
            programs::line(before),
            programs::line(after)
        ),
        Difference::Workflow { before, after } => {
            let (before, after) = (before.as_ref().map(workflow), after.as_ref().map(workflow));
            named("Workflow", before.as_deref(), after.as_deref())
        }
        Difference::Field {
            partner,
            field,
            before,
            after,
        } => {
            let whose = name(*partner).unwrap_or("one who is gone");
            let (before, after) = (written(before), written(after));
            format!("{whose}, {}: {before} -> {after}", field.label())
        }
        Difference::Contacts { partners, gone } => {
            let done = if *gone {
                "lost contacts"
            } else {
                "got contacts"
            };
            format!("{} {done}", many(*partners))
        }
        Difference::Edited { partners } => format!("and {} more", many(*partners)),
    }
}

fn many(partners: u32) -> String {
    counted(partners, "partner", "partners")
}

fn stand(stand: &Stand) -> String {
    let stage = stand.stage.map_or("no prospect", |stage| stage.label());
    let archived = if stand.archived { ", archived" } else { "" };
    let hidden = if stand.hidden { ", hidden" } else { "" };
    format!("{stage}{archived}{hidden}")
}

fn workflow(facts: &WorkflowFacts) -> String {
    let on = if facts.on { "on" } else { "off" };
    let accept = if facts.accept { "accepts" } else { "lets wait" };
    let groups = counted(facts.groups, "group", "groups");
    format!("{} ({on}, {accept}, {groups})", facts.name)
}

fn named(what: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before == after => format!("{what} {after}"),
        (Some(before), Some(after)) => format!("{what} {before} -> {after}"),
        (None, Some(after)) => format!("{what} {after} came"),
        (Some(before), None) => format!("{what} {before} went"),
        (None, None) => what.to_owned(),
    }
}

fn written(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
