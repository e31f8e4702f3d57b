//! What changes are called on the command line.

use jiff::civil::Date;
use prospect_core::changes::Title;
use prospect_core::standing::Event;

use super::quoted;
use crate::output::counted;

/// What a change was, with the name of the one it touched where it was one.
pub fn title(title: &Title, name: Option<&str>) -> String {
    let of = name.map(|name| format!(" {name}")).unwrap_or_default();
    match title {
        Title::Mark => format!("Mark{of} as prospect"),
        Title::Unmark => format!("Unmark{of}"),
        Title::Hide { reason, until } => {
            let until = until.map(|day| format!(" until {day}"));
            format!("Hide{of}{}{}", until.unwrap_or_default(), because(reason))
        }
        Title::Snooze { until: Some(day) } => format!("Keep{of} hidden until {day}"),
        Title::Snooze { until: None } => format!("Keep{of} hidden for ever"),
        Title::ComeBack => format!("Return{}", joint("of", name)),
        Title::Show => format!("Show{of} again"),
        Title::SetStage { stage, reason } => {
            format!("Set{of} to {}{}", stage.label(), because(reason))
        }
        Title::Record { event, reason } => format!("{}{}", happened(event, name), because(reason)),
        Title::Archive => format!("Archive{of}"),
        Title::Restore => format!("Restore{of}"),
        Title::AddContact { contact } => format!("Add contact {contact}{}", joint("to", name)),
        Title::ChangeContact { contact } => {
            format!("Change contact {contact}{}", joint("of", name))
        }
        Title::RemoveContact { contact } => {
            format!("Remove contact {contact}{}", joint("of", name))
        }
        Title::SetNotes => format!("Write notes{}", joint("on", name)),
        Title::AddNote { note } => format!("Add note{} ({})", joint("to", name), first_line(note)),
        Title::SetDetails => format!("Edit{of}"),
        Title::AddByHand => format!("Add{of} by hand"),
        Title::CreateGroup { name } => format!("Make group \"{name}\""),
        Title::RenameGroup { before, name } => format!("Rename group \"{before}\" to \"{name}\""),
        Title::MergeGroups {
            merged,
            into,
            workflows,
        } => {
            let paired = pairing(workflows, ", now paired with");
            format!("Merge {} into \"{into}\"{paired}", quoted(merged))
        }
        Title::DeleteGroup { name, workflows } => {
            let unpaired = pairing(workflows, ", no longer paired with");
            format!("Delete group \"{name}\"{unpaired}")
        }
        Title::SetGroups { added, removed } => {
            let added = (!added.is_empty()).then(|| format!("Add{of} to {}", quoted(added)));
            let removed =
                (!removed.is_empty()).then(|| format!("Take{of} out of {}", quoted(removed)));
            let both: Vec<String> = added.into_iter().chain(removed).collect();
            both.join("; ")
        }
        Title::CreateWorkflow { name } => format!("Make workflow \"{name}\""),
        Title::ChangeWorkflow { name } => format!("Change workflow \"{name}\""),
        Title::SwitchWorkflow { name, on: true } => format!("Switch workflow \"{name}\" on"),
        Title::SwitchWorkflow { name, on: false } => format!("Switch workflow \"{name}\" off"),
        Title::DeleteWorkflow { name } => format!("Delete workflow \"{name}\""),
        Title::CreateTemplate { name } => format!("Make email template \"{name}\""),
        Title::ChangeTemplate { name } => format!("Change email template \"{name}\""),
        Title::DeleteTemplate { name } => format!("Delete email template \"{name}\""),
        Title::SetProgram => "Set up the program".to_owned(),
        Title::MarkSent => format!("Mark as sent{}", joint("to", name)),
        Title::SkipMessages => format!("Skip messages{}", joint("to", name)),
        Title::RevokeInvitation => format!("Revoke invitations{}", joint("of", name)),
        Title::AcceptApplications {
            applications,
            reason,
        } => format!("Accept {}{}", applied(*applications), because(reason)),
        Title::RejectApplications {
            applications,
            reason,
        } => format!("Reject {}{}", applied(*applications), because(reason)),
        Title::LinkApplication { applicant, reason } => {
            format!(
                "Link the application of {applicant}{}{}",
                joint("to", name),
                because(reason)
            )
        }
        Title::AcceptWaiting {
            workflow,
            applications,
        } => format!("Workflow \"{workflow}\": accept {}", applied(*applications)),
        Title::SaveView { name } => format!("Save view \"{name}\""),
        Title::UpdateView { name } => format!("Update view \"{name}\""),
        Title::RenameView { before, name } => format!("Rename view \"{before}\" to \"{name}\""),
        Title::MoveView { name } => format!("Move view \"{name}\""),
        Title::DeleteView { name } => format!("Delete view \"{name}\""),
        Title::Import { file, .. } => format!("Import {file}"),
        Title::UndoImport { file, .. } => format!("Undo import {file}"),
    }
}

/// What became of the pairing with workflows, where there are such.
fn pairing(workflows: &[String], became: &str) -> String {
    match workflows {
        [] => String::new(),
        [one] => format!("{became} workflow \"{one}\""),
        several => format!("{became} workflows {}", quoted(several)),
    }
}

fn applied(applications: u32) -> String {
    counted(applications, "application", "applications")
}

fn joint(word: &str, name: Option<&str>) -> String {
    name.map(|name| format!(" {word} {name}"))
        .unwrap_or_default()
}

/// The first line of a note, of which as much as a line holds.
fn first_line(note: &str) -> String {
    const SHOWN: usize = 80;
    let line = note.lines().next().unwrap_or_default();
    let shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < note.len() {
        format!("{shown}…")
    } else {
        shown
    }
}

fn because(reason: &str) -> String {
    if reason.is_empty() {
        return String::new();
    }
    format!(" ({reason})")
}

fn happened(event: &Event, name: Option<&str>) -> String {
    let with = |what: &str, joint: &str| match name {
        Some(name) => format!("{what} {joint} {name}"),
        None => what.to_owned(),
    };
    let on = |day: &Option<Date>| day.map(|day| format!(" on {day}")).unwrap_or_default();
    match event {
        Event::Emailed { on: day } => with("Email", "to") + &on(day),
        Event::ProposalSent {
            on: day,
            expires_on,
        } => {
            let expires = expires_on.map(|last| format!(", which expires on {last}"));
            with("Proposal", "to") + &on(day) + &expires.unwrap_or_default()
        }
        Event::ProposalExpired => with("Expiry of the proposal", "to"),
        Event::ApplicationReceived => with("Application", "of"),
        Event::Accepted => with("Acceptance", "of"),
        Event::RejectedByPartner => with("Rejection", "by"),
        Event::RejectedByYou => with("Rejection", "of"),
        Event::ContractEnded => with("End of the contract", "with"),
    }
}
