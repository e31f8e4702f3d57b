//! Prospects on their way: stages by tile, by hand with a reason, by what happened, archived and brought back.

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    partner::PartnerId,
    standing::Event,
};
use prospect_tests::desk::{ANY, App, Desk, Part, containing, starting};

use crate::{
    steps::{go, misses, row, sees},
    stock::stock_with,
};

/// Four are marked; one of them was written to.
async fn desk() -> Result<Desk> {
    let desk = Desk::start().await?;
    let target = |ids: &[u32]| Target::Ids {
        ids: ids.iter().copied().map(PartnerId).collect(),
    };
    let ops = [
        Op::Mark {
            target: target(&[1, 3, 5, 6]),
        },
        Op::Record {
            target: target(&[5]),
            event: Event::Emailed { on: None },
            reason: String::new(),
        },
    ];
    stock_with(&desk, &ops)?;
    Ok(desk)
}

fn tiles(app: &App<'_>) -> Part {
    app.within("group", "Stages")
}

async fn clear(app: &App<'_>) -> Result<()> {
    let filters = app.within("group", "Filters");
    filters.click("button", "Clear all").await
}

async fn counts(app: &App<'_>, stage: &str, count: &str) -> Result<()> {
    let name = starting(&format!("{stage} {count}"));
    tiles(app).find("button", name).await?;
    Ok(())
}

#[tokio::test]
async fn a_stage_set_with_a_reason_stands_on_the_timeline_and_is_undone_after_a_restart()
-> Result<()> {
    let desk = desk().await?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    app.find("status", "4 prospects").await?;
    app.click("row", starting("Wanderbuch,")).await?;
    let profile = app.within("complementary", "Profile");
    profile.click("button", starting("Stage: New")).await?;
    app.click("menuitem", starting("Set stage…")).await?;
    let dialog = app.within("dialog", "Set the stage of Wanderbuch");
    dialog.has_focus("radio", "New").await?;
    dialog.click("button", "Set stage").await?;
    dialog
        .find("alert", "Say why: it stands on the timeline.")
        .await?;
    app.screenshot("funnel-reason-missing").await?;
    dialog.click("radio", "Negotiating").await?;
    dialog
        .fill("textbox", "Reason", "agreed on the phone")
        .await?;
    dialog.click("button", "Set stage").await?;
    app.wait_gone("dialog", ANY).await?;
    profile
        .find("button", starting("Stage: Negotiating"))
        .await?;
    let timeline = profile.within("region", "Timeline");
    timeline
        .find("listitem", containing("agreed on the phone"))
        .await?;
    timeline
        .find("listitem", containing("from New to Negotiating"))
        .await?;
    counts(&app, "Negotiating", "1").await?;
    app.screenshot("funnel-stage-set").await?;

    let app = app.restart().await?;
    go(&app, "Prospects").await?;
    counts(&app, "Negotiating", "1").await?;
    app.press("ctrl+z").await?;
    app.find("status", containing("agreed on the phone"))
        .await?;
    counts(&app, "Negotiating", "0").await?;
    counts(&app, "New", "3").await?;
    app.close().await
}

#[tokio::test]
async fn tiles_choose_stages_and_what_happens_moves_prospects_between_them() -> Result<()> {
    let desk = desk().await?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    counts(&app, "New", "3").await?;
    counts(&app, "Outreach", "1").await?;
    tiles(&app).click("button", starting("Outreach")).await?;
    app.find("status", "1 prospect").await?;
    tiles(&app)
        .wait_state("button", starting("Outreach"), "pressed", "true")
        .await?;
    misses(&app, "Wanderbuch").await?;
    tiles(&app).click("button", starting("New")).await?;
    app.find("status", "4 prospects").await?;
    app.screenshot("funnel-two-stages").await?;
    app.click("button", "Show all stages").await?;
    app.wait_gone("button", "Show all stages").await?;

    // By keyboard: one is written to, two get a proposal.
    app.press("/").await?;
    app.type_text("wander").await?;
    app.find("status", "1 prospect").await?;
    app.press("enter").await?;
    app.press("down").await?;
    app.press("e").await?;
    let dialog = app.within("dialog", "Mark Wanderbuch as emailed");
    dialog.has_focus("textbox", "Sent on").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("status", starting("Wanderbuch marked as emailed"))
        .await?;
    counts(&app, "Outreach", "1").await?;
    clear(&app).await?;
    counts(&app, "Outreach", "2").await?;

    tiles(&app).click("button", starting("Outreach")).await?;
    app.find("status", "2 prospects").await?;
    app.press("ctrl+a").await?;
    app.within("toolbar", "2 selected")
        .click("button", "Proposal…")
        .await?;
    let dialog = app.within("dialog", starting("Record a proposal"));
    dialog.click("button", "14 days").await?;
    app.screenshot("funnel-proposal").await?;
    dialog.click("button", "Record").await?;
    app.wait_gone("dialog", ANY).await?;
    counts(&app, "Negotiating", "2").await?;
    app.find("status", "0 prospects").await?;
    app.close().await
}

#[tokio::test]
async fn archived_prospects_are_found_by_the_filter_and_brought_back() -> Result<()> {
    let desk = desk().await?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    row(&app, "Fellside")
        .click("checkbox", "Select Fellside")
        .await?;
    app.within("toolbar", "1 selected")
        .click("button", "Archive")
        .await?;
    misses(&app, "Fellside").await?;
    app.find("status", "3 prospects").await?;
    let filters = app.within("group", "Filters");
    filters.click("button", "Archived: No").await?;
    app.within("listbox", "Archived")
        .click("option", starting("Yes"))
        .await?;
    sees(&app, "Fellside").await?;
    app.find("status", "1 prospect").await?;
    app.screenshot("funnel-archived").await?;
    row(&app, "Fellside")
        .click("checkbox", "Select Fellside")
        .await?;
    app.within("toolbar", "1 selected")
        .click("button", "Bring back")
        .await?;
    misses(&app, "Fellside").await?;
    clear(&app).await?;
    sees(&app, "Fellside").await?;
    counts(&app, "Outreach", "1").await?;
    app.close().await
}

#[tokio::test]
async fn columns_are_picked_and_moved_and_stay_so_after_a_restart() -> Result<()> {
    let desk = desk().await?;
    let app = desk.open().await?;
    go(&app, "Prospects").await?;
    app.find("columnheader", containing("Marked on")).await?;
    app.click("button", "Columns").await?;
    let chooser = app.within("dialog", "Columns");
    chooser.click("checkbox", "Show Business model").await?;
    chooser.click("checkbox", "Show Last contact").await?;
    chooser
        .click("button", "Move Last contact to the left")
        .await?;
    app.screenshot("funnel-columns").await?;
    app.press("escape").await?;
    app.wait_gone("columnheader", containing("Business model"))
        .await?;
    app.find("columnheader", containing("Last contact")).await?;

    let app = app.restart().await?;
    go(&app, "Prospects").await?;
    app.find("columnheader", containing("Last contact")).await?;
    app.wait_gone("columnheader", containing("Business model"))
        .await?;
    app.close().await
}
