//! The whole loop in the window: a group and its workflow, fifty prospects, their invitations, thirty sign-ups of which five came with
//! somebody else's invitation, and all of it taken back.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use prospect_core::{changes::Op, program::Program};
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    steps::{choose, go, row, try_and_import},
    stock::stock_with,
};

const GROUP: &str = "Spring 2026";
const LINK: &str = "https://join.fjellvik.example/?code=";

/// Codes of invitations by the name of the partner.
type Codes = BTreeMap<String, String>;

fn program() -> Op {
    Op::SetProgram {
        program: Box::new(Program {
            name: "Fjellvik Outdoor".into(),
            link_pattern: format!("{LINK}{{code}}"),
            sender_name: "Ida Berg".into(),
            sender_email: "ida@fjellvik.example".into(),
            expires_after: None,
        }),
    }
}

fn prospects() -> String {
    let lines = (1..=50).map(|number| {
        format!("Trail Notes {number},editor@trail{number}.example,trail{number}.example,{GROUP}\n")
    });
    format!("Name,Email,Website,Group\n{}", lines.collect::<String>())
}

/// Twenty-five who were invited, and five strangers with invitations of others.
fn sign_ups(codes: &Codes) -> Result<String> {
    let code = |number: u32| {
        codes
            .get(&format!("Trail Notes {number}"))
            .context("a code")
    };
    let mut csv = "Applied on,Name,Email,Website,Partner ID,Invitation code\n".to_owned();
    for number in 1..=25 {
        let code = code(number)?.to_lowercase();
        csv += &format!("2026-11-02,Trail Notes {number},editor@trail{number}.example,,,{code}\n");
    }
    for number in 26..=30 {
        let code = code(number)?;
        csv += &format!("2026-11-03,Stranger {number},me@other{number}.example,,,{code}\n");
    }
    Ok(csv)
}

/// The codes that stand in the file for the mail merge, by the name of the partner.
fn codes(merge: &Path) -> Result<Codes> {
    let mut csv = csv::Reader::from_path(merge)?;
    let header = csv.headers()?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|cell| cell == name)
            .context(name.to_owned())
    };
    let (name, link) = (column("Name")?, column("Invitation link")?);
    let mut codes = Codes::new();
    for record in csv.records() {
        let record = record?;
        let code = record[link].strip_prefix(LINK).context("the link")?;
        codes.insert(record[name].to_owned(), code.to_owned());
    }
    Ok(codes)
}

async fn make_group_and_workflow(app: &App<'_>) -> Result<()> {
    go(app, "Groups").await?;
    app.press("ctrl+k").await?;
    app.has_focus("combobox", "Find a command").await?;
    app.type_text("New group").await?;
    app.within("dialog", ANY)
        .find("option", starting("New group"))
        .await?;
    app.press("enter").await?;
    app.fill("textbox", "Group name", GROUP).await?;
    app.press("enter").await?;
    app.find("heading", GROUP).await?;
    go(app, "Workflows").await?;
    app.click("button", starting("Prospect invitations"))
        .await?;
    app.wait_value("textbox", "Workflow name", "Prospect invitations")
        .await?;
    let groups = app.within("group", "Paired groups");
    groups.click("button", starting("Add a group")).await?;
    app.within("dialog", ANY).click("checkbox", GROUP).await?;
    app.press("escape").await?;
    groups.find("button", format!("Remove “{GROUP}”")).await?;
    app.press("ctrl+s").await?;
    app.find("status", "Saved").await?;
    Ok(())
}

/// Saves what is due as a file for a mail merge, and marks all of it as sent.
async fn send_all(desk: &Desk, app: &App<'_>) -> Result<Codes> {
    go(app, "Workflows").await?;
    app.within("tablist", "Workflows")
        .click("tab", starting("Outbox"))
        .await?;
    app.find("status", "50 messages due").await?;
    app.screenshot("loop-outbox").await?;
    app.click("checkbox", "Select all").await?;
    let merge = desk.file("merge.csv", "")?;
    fs::remove_file(&merge)?;
    app.click("button", "More").await?;
    app.click("menuitem", "Export mail-merge CSV").await?;
    desk.dialog("Save as").await?.choose(&merge).await?;
    app.find("status", starting("50 messages written")).await?;
    app.click("button", starting("Mark as sent")).await?;
    app.find("heading", "Nothing is due").await?;
    codes(&merge)
}

async fn reached(app: &App<'_>, stage: &str, count: u32) -> Result<()> {
    let name = starting(&format!("{stage} {count}"));
    app.within("group", "Stages").find("button", name).await?;
    Ok(())
}

#[tokio::test]
async fn those_who_were_invited_join_by_themselves_and_shared_invitations_wait() -> Result<()> {
    let desk = Desk::start().await?;
    stock_with(&desk, &[program()])?;
    let app = desk.open().await?;
    make_group_and_workflow(&app).await?;

    let file = desk.file("prospects.csv", prospects())?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import prospects…", &file).await?;
    try_and_import(&app, "50 rows").await?;
    app.find("heading", "prospects.csv").await?;

    let codes = send_all(&desk, &app).await?;
    ensure!(codes.len() == 50, "{} codes", codes.len());
    go(&app, "Prospects").await?;
    reached(&app, "Outreach", 50).await?;

    let file = desk.file("sign-ups.csv", sign_ups(&codes)?)?;
    go(&app, "Applications").await?;
    choose(&desk, &app, "Import applications…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.click("button", "Start dry run").await?;
    let results = app.within("group", "What becomes of the applications");
    results.find("button", "25 Join at once").await?;
    results.find("button", "5 Shared invitations").await?;
    app.screenshot("loop-dry-run").await?;
    app.click("button", "Import 30 rows").await?;
    app.find("heading", "sign-ups.csv").await?;
    let notes = desk.notifications()?;
    let note = notes
        .wait_for(|note| note.summary == "Applications imported")
        .await?;
    ensure!(
        note.body == "25 joined, 5 shared invitations wait",
        "{}",
        note.body
    );

    go(&app, "Prospects").await?;
    reached(&app, "Joined", 25).await?;
    reached(&app, "Outreach", 25).await?;
    app.wait_text("region", "Funnel", "50%").await?;
    app.screenshot("loop-funnel").await?;
    go(&app, "Applications").await?;
    app.find("status", "5 applications").await?;
    let shared = row(&app, "Stranger 26");
    shared
        .find("gridcell", "Shared invitation of Trail Notes 26")
        .await?;
    shared.find("gridcell", "Linked to nobody").await?;
    app.screenshot("loop-applications").await?;

    // The import of sign-ups is taken back: they are where they were.
    go(&app, "Imports").await?;
    app.click("button", containing("sign-ups.csv")).await?;
    app.click("button", "Undo import").await?;
    app.wait_gone("button", "Undo import").await?;
    go(&app, "Prospects").await?;
    reached(&app, "Outreach", 50).await?;
    reached(&app, "Joined", 0).await?;
    go(&app, "Applications").await?;
    app.find("heading", starting("No ")).await?;
    app.close().await
}
