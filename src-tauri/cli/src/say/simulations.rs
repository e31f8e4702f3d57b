//! What a workflow would do.

use prospect_core::simulation::{Fate, Fated, Simulation, Why};

use crate::output::counted;

/// What a workflow would do, and to whom.
pub fn simulation(simulation: &Simulation) -> String {
    let Simulation {
        governed,
        accepted,
        invitations,
        follow_ups,
        shared,
    } = simulation;
    let mut lines = vec![format!(
        "It speaks for {}. Nothing is changed.",
        counted(*governed, "partner", "partners")
    )];
    for (what, fate) in [
        ("accepted", accepted),
        ("invitations due", invitations),
        ("follow-ups due", follow_ups),
        ("shared invitations that wait for you", shared),
    ] {
        lines.extend(told(what, fate));
    }
    lines.join("\n")
}

fn told(what: &str, fate: &Fate) -> Vec<String> {
    let mut lines = vec![format!("{} {what}", fate.total)];
    lines.extend(
        fate.first
            .iter()
            .map(|one| format!("    {}", one_line(one))),
    );
    let more = fate.total as usize - fate.first.len().min(fate.total as usize);
    if more > 0 {
        lines.push(format!("    and {more} more"));
    }
    lines
}

fn one_line(one: &Fated) -> String {
    let stages = [one.stage, one.after].into_iter().flatten();
    let stages: Vec<&str> = stages.map(|stage| stage.label()).collect();
    let why = match &one.why {
        Why::Applied { on, finding } => format!("applied on {on}: {}", finding.label()),
        Why::Marked { on } => format!("marked on {on}, not written to yet"),
        Why::NoAnswer { since, place } => {
            format!("no answer; follow-up {place} is due since {since}")
        }
    };
    format!("{}  {}  {why}", one.name, stages.join(" -> "))
}
