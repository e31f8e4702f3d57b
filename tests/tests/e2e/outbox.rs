//! Email templates and the outbox: words are written and tried on a prospect, a message is saved, noted as sent and taken back.

use std::fs;

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    partner::PartnerId,
    program::Program,
    template::{TemplateId, Wording},
    workflow::{FollowUp, Rules},
};
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{go, row},
    stock::stock_with,
};

/// Two prospects of a group whose workflow invites them.
pub fn invited(ids: &[u32]) -> Vec<Op> {
    let ids: Vec<PartnerId> = ids.iter().copied().map(PartnerId).collect();
    let target = || Target::Ids { ids: ids.clone() };
    let template = |name: &str, subject: &str, body: &str| Op::PutTemplate {
        id: None,
        wording: Wording {
            name: name.into(),
            subject: subject.into(),
            body: body.into(),
        },
    };
    vec![
        Op::SetProgram {
            program: Box::new(Program {
                name: "Fjellvik Outdoor".into(),
                link_pattern: "https://join.fjellvik.example/{code}".into(),
                sender_name: "Ida Berg".into(),
                sender_email: "ida@fjellvik.example".into(),
                expires_after: None,
            }),
        },
        Op::CreateGroup {
            name: "VIP 2026".into(),
        },
        template(
            "VIP invitation",
            "{{name}} and {{program}}",
            "Hello {{first_name|there}},\n\nwe would like to have {{website}} with us:\n\n{{invitation_link}}\n\nBest regards,\n{{sender}}",
        ),
        template("Reminder", "Again", "Hello {{first_name}}"),
        Op::PutWorkflow {
            id: None,
            rules: Rules {
                name: "Invite VIP".into(),
                on: true,
                groups: vec![GroupId(1)],
                invite: Some(TemplateId(1)),
                follow_ups: vec![FollowUp {
                    after: 7,
                    template: TemplateId(2),
                }],
                ..Rules::default()
            },
        },
        Op::Mark { target: target() },
        Op::SetGroups {
            target: target(),
            add: vec![GroupId(1)],
            remove: Vec::new(),
        },
    ]
}

async fn tab(app: &App<'_>, name: &str) -> Result<()> {
    app.within("tablist", "Workflows")
        .click("tab", starting(name))
        .await?;
    app.wait_state("tab", starting(name), "selected", "true")
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_template_is_changed_and_a_message_saved_marked_as_sent_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    stock_with(&desk, &invited(&[1, 5]))?;
    let app = desk.open().await?;
    go(&app, "Workflows").await?;
    tab(&app, "Email templates").await?;
    app.within("navigation", "Email templates")
        .click("button", "VIP invitation")
        .await?;
    app.wait_value("textbox", "Template name", "VIP invitation")
        .await?;

    // A tag that there is not is told while it is written, and is not saved.
    app.fill("textbox", "Subject", "Hello {{nmae}}").await?;
    app.find(
        "alert",
        "There is no tag {{nmae}}; perhaps {{name}} is meant.",
    )
    .await?;
    app.press("ctrl+s").await?;
    app.find("alert", ANY).await?;
    app.screenshot("templates-unknown-tag").await?;
    app.fill("textbox", "Subject", "A word to {{name}}").await?;
    let preview = app.within("region", "Preview");
    preview.find("document", containing("")).await?;
    app.wait_gone("alert", ANY).await?;
    app.click("button", starting("Save")).await?;
    app.find(
        "status",
        starting("Email template “VIP invitation” changed"),
    )
    .await?;

    // What is due says so.
    tab(&app, "Outbox").await?;
    app.find("status", "2 messages due").await?;
    let fellside = row(&app, "Fellside");
    app.find("row", "Fellside, Invitation, A word to Fellside")
        .await?;
    app.press("j").await?;
    app.press("enter").await?;
    let panel = app.within("complementary", "Message");
    let ready = "Hello Ruth,";
    panel.wait_text("document", "Text", ready).await?;
    app.screenshot("outbox-message").await?;

    let out = desk.file("ruth.eml", "")?;
    fs::remove_file(&out)?;
    panel.click("button", starting("Save as .eml")).await?;
    desk.dialog("Save as").await?.choose(&out).await?;
    app.find("status", starting("1 message written to ruth.eml"))
        .await?;
    let letter = fs::read_to_string(&out)?;
    assert!(
        letter.contains("Subject: A word to Fellside\r\n"),
        "{letter}"
    );
    assert!(
        letter.contains("To: \"Ruth Moor\" <ruth@fellside.example>\r\n"),
        "{letter}"
    );

    // By keyboard: chosen, and noted as sent.
    app.press("escape").await?;
    app.wait_gone("complementary", ANY).await?;
    app.press("x").await?;
    app.find("button", "Clear selection").await?;
    app.press("s").await?;
    app.find("status", "1 message due").await?;
    fellside.wait_gone("gridcell", ANY).await?;

    go(&app, "Prospects").await?;
    row(&app, "Fellside").find("gridcell", "Outreach").await?;
    app.press("ctrl+z").await?;
    row(&app, "Fellside").find("gridcell", "New").await?;
    go(&app, "Workflows").await?;
    tab(&app, "Outbox").await?;
    app.find("status", "2 messages due").await?;
    app.close().await
}
