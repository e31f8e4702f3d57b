//! What a workspace says of its program, and the invitations that follow from it.

use anyhow::{Result, ensure};
use prospect_core::{
    changes::{Op, Target},
    program::Program,
    query::{Place, Query},
};
use prospect_tests::desk::{ANY, App, Desk, Part, containing, starting};

use crate::{steps::go, stock::stock_with};

fn mark(name: &str) -> Op {
    Op::Mark {
        target: Target::Matching {
            query: Box::new(Query {
                text: name.into(),
                ..Query::of(Place::Everyone)
            }),
        },
    }
}

#[tokio::test]
async fn the_program_is_said_in_the_settings_with_a_bad_link_on_the_way() -> Result<()> {
    let desk = Desk::start().await?;
    stock_with(&desk, &[mark("Wanderbuch")])?;
    let app = desk.open().await?;
    go(&app, "Settings").await?;
    let program = app.within("region", "Program");
    program
        .fill("textbox", "Program name", "Fjellvik Outdoor")
        .await?;
    program
        .fill("textbox", "Invitation link", "https://join.example/")
        .await?;
    program
        .fill("textbox", "Proposals expire after", "14")
        .await?;
    program.click("button", "Save").await?;
    program
        .find("alert", starting("The link pattern has no place"))
        .await?;
    program.has_focus("textbox", "Invitation link").await?;
    app.screenshot("program-wrong").await?;
    program
        .fill(
            "textbox",
            "Invitation link",
            "https://join.example/?code={code}",
        )
        .await?;
    app.wait_text(
        "region",
        "Program",
        "A link reads: https://join.example/?code=0000-",
    )
    .await?;
    app.press("enter").await?;
    app.find("status", containing("Program settings saved"))
        .await?;
    program.wait_gone("button", "Save").await?;
    app.screenshot("program").await?;
    app.click("button", starting("Undo")).await?;
    program.wait_value("textbox", "Program name", "").await?;
    app.click("button", starting("Redo")).await?;
    program
        .wait_value("textbox", "Program name", "Fjellvik Outdoor")
        .await?;

    // A proposal begins with the day that the program says.
    let profile = opened(&app, "Wanderbuch").await?;
    profile.find("region", "Invitation").await?;
    app.press("ctrl+k").await?;
    app.within("dialog", ANY).has_focus("combobox", ANY).await?;
    app.type_text("Proposal").await?;
    app.within("dialog", ANY)
        .find("option", starting("Proposal…"))
        .await?;
    app.press("enter").await?;
    let dialog = app.within("dialog", "Record a proposal to Wanderbuch");
    let expires = dialog.find("textbox", starting("Expires")).await?;
    ensure!(
        !expires.value.unwrap_or_default().is_empty(),
        "no day stands there"
    );
    app.close().await
}

async fn opened(app: &App<'_>, name: &str) -> Result<Part> {
    go(app, "Prospects").await?;
    app.click("row", starting(&format!("{name},"))).await?;
    let profile = app.within("complementary", "Profile");
    profile.find("heading", name).await?;
    Ok(profile)
}

#[tokio::test]
async fn an_invitation_is_copied_revoked_and_given_back() -> Result<()> {
    let desk = Desk::start().await?;
    let program = Program {
        link_pattern: "https://join.example/?code={code}".into(),
        ..Program::default()
    };
    stock_with(
        &desk,
        &[
            mark("Wanderbuch"),
            Op::SetProgram {
                program: Box::new(program),
            },
        ],
    )?;
    let app = desk.open().await?;
    let profile = opened(&app, "Wanderbuch").await?;
    let invitation = profile.within("region", "Invitation");
    invitation.click("button", "Copy link").await?;
    app.find("status", containing("Invitation link copied"))
        .await?;
    let first = desk.copied().await?;
    ensure!(
        first.starts_with("https://join.example/?code=0000-"),
        "{first}"
    );
    app.screenshot("invitation").await?;

    invitation.click("button", "Revoke").await?;
    app.find("status", containing("Invitation of Wanderbuch revoked"))
        .await?;
    app.wait_text("region", "Invitation", "1 earlier code was revoked.")
        .await?;
    // The new one, by key.
    app.press("i").await?;
    app.find("status", containing("Invitation link copied"))
        .await?;
    let second = desk.copied().await?;
    ensure!(second != first, "the code stayed");
    app.press("ctrl+z").await?;
    app.wait_text("region", "Invitation", first.as_str())
        .await?;
    app.close().await
}

#[tokio::test]
async fn without_a_link_pattern_the_profile_says_where_to_set_one() -> Result<()> {
    let desk = Desk::start().await?;
    stock_with(&desk, &[mark("Wanderbuch")])?;
    let app = desk.open().await?;
    let profile = opened(&app, "Wanderbuch").await?;
    let invitation = profile.within("region", "Invitation");
    app.screenshot("invitation-without-link").await?;
    app.press("i").await?;
    app.find("status", starting("There is no link")).await?;
    invitation.click("button", "Settings: Program").await?;
    app.find("region", "Program").await?;
    app.close().await
}
