//! Workflows made from a starter by mouse and by keys, two that say different things, and leaving one half written.

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    query::{Place, Query},
    workflow::Rules,
};
use prospect_tests::desk::{ANY, App, Desk, Size, containing, starting};

use crate::{steps::go, stock::stock_with, words::Language};

fn group(name: &str) -> Op {
    Op::CreateGroup { name: name.into() }
}

/// The partner of this name marked as a prospect, and put into groups.
fn prospect(name: &str, groups: &[u32]) -> [Op; 2] {
    let target = Target::Matching {
        query: Box::new(Query {
            text: name.into(),
            ..Query::of(Place::Everyone)
        }),
    };
    [
        Op::Mark {
            target: target.clone(),
        },
        Op::SetGroups {
            target,
            add: groups.iter().copied().map(GroupId).collect(),
            remove: Vec::new(),
        },
    ]
}

fn workflow(name: &str, group: u32, accept: bool) -> Op {
    Op::PutWorkflow {
        id: None,
        rules: Rules {
            name: name.into(),
            on: true,
            groups: vec![GroupId(group)],
            accept,
            ..Rules::default()
        },
    }
}

/// Two groups and three prospects in them, one in both.
fn stock(desk: &Desk, more: &[Op]) -> Result<()> {
    let changes = [
        vec![group("DACH"), group("VIP 2026")],
        prospect("Wanderbuch", &[1]).to_vec(),
        prospect("Fellside", &[1, 2]).to_vec(),
        prospect("Cartes", &[2]).to_vec(),
        more.to_vec(),
    ];
    stock_with(desk, &changes.concat())?;
    Ok(())
}

#[tokio::test]
async fn a_workflow_is_made_from_a_starter_by_mouse_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk, &[])?;
    let app = desk.open().await?;
    go(&app, "Workflows").await?;
    app.find("heading", "No workflows yet").await?;
    app.screenshot("workflows-starters").await?;
    app.click("button", starting("Prospect invitations"))
        .await?;
    app.wait_value("textbox", "Workflow name", "Prospect invitations")
        .await?;
    let simulated = app.within("complementary", "Simulate");
    app.wait_text("complementary", "Simulate", "Pair a group")
        .await?;
    let groups = app.within("group", "Paired groups");
    groups.click("button", starting("Add a group")).await?;
    let picker = app.within("dialog", ANY);
    picker.click("checkbox", "DACH").await?;
    app.press("escape").await?;
    groups.find("button", "Remove “DACH”").await?;
    simulated
        .find("button", starting("Invitations drafted 2"))
        .await?;
    simulated
        .find("button", "Open the profile of Wanderbuch")
        .await?;
    app.screenshot("workflow-from-starter").await?;

    // A follow-up that comes before the one before it is not saved.
    let second = app.within("group", "Follow-up 2");
    second.fill("textbox", "Days", "7").await?;
    second
        .find("alert", starting("It has to come later"))
        .await?;
    app.screenshot("workflow-wrong-days").await?;
    second.fill("textbox", "Days", "14").await?;
    second.wait_gone("alert", ANY).await?;

    app.click("button", starting("Save")).await?;
    app.find(
        "status",
        containing("Workflow “Prospect invitations” created"),
    )
    .await?;
    app.find("status", "Saved").await?;
    app.within("navigation", "Workflows")
        .click("button", "Workflows")
        .await?;
    let line = app.within("row", starting("Prospect invitations"));
    line.find("cell", containing("2 follow-ups")).await?;
    line.find("cell", "2").await?;
    app.screenshot("workflows").await?;

    // Switched off, deleted, and brought back by undo; then a copy of it.
    line.click("switch", ANY).await?;
    line.wait_state("switch", ANY, "checked", "false").await?;
    line.click("button", starting("More for")).await?;
    app.click("menuitem", "Delete").await?;
    app.find("heading", "No workflows yet").await?;
    app.press("ctrl+z").await?;
    line.wait_state("switch", ANY, "checked", "false").await?;
    line.click("button", starting("More for")).await?;
    app.click("menuitem", "Duplicate").await?;
    app.wait_value("textbox", "Workflow name", "Prospect invitations 2")
        .await?;
    app.find("status", "Not saved yet").await?;
    app.close().await
}

/// Goes on by Tab until a control of this name has the focus.
async fn tab_to(app: &App<'_>, name: &str) -> Result<()> {
    while app
        .focused()
        .await?
        .is_none_or(|sight| !sight.name.starts_with(name))
    {
        app.press("tab").await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_workflow_is_made_from_a_starter_by_keys_alone_in_chinese() -> Result<()> {
    let desk = Desk::builder()
        .language(Language::Chinese.locale())
        .size(Size::SMALL)
        .start()
        .await?;
    stock(&desk, &[])?;
    let words = Language::Chinese.words()?;
    let app = desk.open().await?;
    go(&app, words.say("nav_workflows")?).await?;
    app.press("ctrl+k").await?;
    app.within("dialog", ANY).has_focus("combobox", ANY).await?;
    app.type_text("邀请潜在客户").await?;
    app.within("dialog", ANY)
        .find("option", containing("邀请潜在客户"))
        .await?;
    app.press("enter").await?;
    let name = words.say("workflows_name")?;
    app.has_focus("textbox", name).await?;
    tab_to(&app, words.beginning("workflow_group_add_to")?).await?;
    app.press("enter").await?;
    app.within("dialog", ANY).has_focus("textbox", ANY).await?;
    app.type_text("dach").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("button", containing("DACH")).await?;
    app.press("ctrl+s").await?;
    app.find("status", containing("已创建工作流“邀请潜在客户”"))
        .await?;
    app.screenshot("workflow-by-keys-zh").await?;
    app.press("escape").await?;
    app.find("row", starting("邀请潜在客户")).await?;
    app.close().await
}

#[tokio::test]
async fn two_workflows_that_say_different_things_are_warned_of_before_saving() -> Result<()> {
    let desk = Desk::start().await?;
    let both = [
        workflow("DACH review", 1, false),
        workflow("Auto-accept VIP", 2, false),
    ];
    stock(&desk, &both)?;
    let app = desk.open().await?;
    go(&app, "Workflows").await?;
    app.click("button", "Auto-accept VIP").await?;
    app.find("button", starting("Accepted")).await?;
    app.click("switch", "Accept automatically").await?;
    app.wait_text("note", ANY, "“DACH review” says otherwise for 1 member")
        .await?;
    app.wait_text("note", ANY, "They are in VIP 2026 and in DACH.")
        .await?;
    app.wait_text("note", ANY, "once saved, this one").await?;
    app.screenshot("workflow-conflict").await?;
    app.press("ctrl+s").await?;
    app.find("status", "Saved").await?;
    app.within("note", ANY)
        .click("button", "Open “DACH review”")
        .await?;
    app.wait_value("textbox", "Workflow name", "DACH review")
        .await?;
    app.wait_text(
        "note",
        ANY,
        "The workflow changed last wins: “Auto-accept VIP”",
    )
    .await?;
    app.close().await
}

#[tokio::test]
async fn leaving_a_workflow_with_unsaved_changes_asks_first() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk, &[workflow("DACH review", 1, false)])?;
    let app = desk.open().await?;
    go(&app, "Workflows").await?;
    app.click("button", "DACH review").await?;
    app.fill("textbox", "Workflow name", "DACH, by hand")
        .await?;
    app.find("status", "Unsaved changes").await?;
    app.within("navigation", ANY)
        .click("button", "Groups")
        .await?;
    let dialog = app.within("dialog", "Leave without saving?");
    app.screenshot("workflow-leave").await?;
    dialog.click("button", "Keep editing").await?;
    app.wait_gone("dialog", ANY).await?;
    app.wait_value("textbox", "Workflow name", "DACH, by hand")
        .await?;
    // A name that is missing is said at its field, and nothing is saved.
    app.fill("textbox", "Workflow name", " ").await?;
    app.press("ctrl+s").await?;
    app.find("alert", "A workflow needs a name.").await?;
    app.within("navigation", "Workflows")
        .click("button", "Workflows")
        .await?;
    dialog.click("button", "Discard changes").await?;
    app.find("row", starting("DACH review")).await?;
    app.close().await
}
