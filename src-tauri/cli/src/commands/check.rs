//! `prospects check`: whether the workspace is sound.

use prospect_core::workspace::{CheckReport, Damage, Workspace};
use serde::Serialize;

use super::Told;
use crate::Done;
use crate::output::{Output, counted};

/// What a check found, as JSON.
#[derive(Serialize)]
struct Checked {
    ok: bool,
    partners: u32,
    findings: Vec<Damage>,
}

/// Checks the file, and the catalogue against it.
pub fn run(workspace: &Workspace, output: &mut Output) -> Told {
    let CheckReport { partners, findings } = workspace.check()?;
    let checked = Checked {
        ok: findings.is_empty(),
        partners,
        findings,
    };
    output.answer(&checked, |checked| {
        let mut text: String = checked
            .findings
            .iter()
            .map(|finding| format!("{}.\n", finding.label()))
            .collect();
        if checked.ok {
            text.push_str(&format!(
                "All is well with {}.",
                counted(checked.partners, "partner", "partners")
            ));
        }
        text
    })?;
    Ok(if checked.ok {
        Done::Whole
    } else {
        Done::WithErrors
    })
}
