//! Groups of a selection of which some are members: what is not touched stays as it was for each of them.

use anyhow::Result;
use jiff::Timestamp;
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    query::{Place, Query},
    workspace::Workspace,
};
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::steps::sees;
use crate::stock::{default_workspace, stock_with};

/// Two groups, and Wanderbuch in the first of them.
fn stock(desk: &Desk) -> Result<()> {
    let group = |name: &str| Op::CreateGroup { name: name.into() };
    let join = Op::SetGroups {
        target: Target::Matching {
            query: Box::new(Query {
                text: "Wanderbuch".into(),
                ..Query::of(Place::Everyone)
            }),
        },
        add: vec![GroupId(1)],
        remove: Vec::new(),
    };
    stock_with(desk, &[group("DACH"), group("Spring"), join])?;
    Ok(())
}

/// How many are in each of the two groups, by the file.
fn members(desk: &Desk) -> Result<[u32; 2]> {
    let workspace = Workspace::open(&default_workspace(desk), Timestamp::now())?;
    let groups = workspace.groups();
    Ok([groups[0].members, groups[1].members])
}

/// Opens the groups of the six partners, all of them selected, and sees how the two boxes stand.
async fn open_groups(app: &App<'_>, dach: &str, spring: &str) -> Result<()> {
    app.press("g").await?;
    let groups = app.within("dialog", ANY);
    for (name, state) in [("DACH", dach), ("Spring", spring)] {
        groups
            .wait_state("checkbox", starting(name), "checked", state)
            .await?;
    }
    Ok(())
}

/// Presses the box of a group and applies it.
async fn press(app: &App<'_>, group: &str, told: &str) -> Result<()> {
    let groups = app.within("dialog", ANY);
    groups.click("checkbox", starting(group)).await?;
    groups.click("button", "Apply").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("status", containing(told)).await?;
    Ok(())
}

#[tokio::test]
async fn a_selection_of_which_one_is_a_member_joins_another_group_and_then_that_one() -> Result<()>
{
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    sees(&app, "Wanderbuch").await?;
    app.press("ctrl+a").await?;
    app.find("status", "6 selected").await?;

    // Some are in one group, none in the other; only the other is pressed.
    open_groups(&app, "mixed", "false").await?;
    app.screenshot("membership-mixed").await?;
    press(&app, "Spring", "Spring").await?;
    open_groups(&app, "mixed", "true").await?;

    // The box for some becomes one for all; undo gives some of them back.
    press(&app, "DACH", "DACH").await?;
    open_groups(&app, "true", "true").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("ctrl+z").await?;
    app.find("status", starting("Undone")).await?;
    open_groups(&app, "mixed", "true").await?;
    app.press("escape").await?;
    app.close().await?;
    assert_eq!(members(&desk)?, [1, 6]);
    Ok(())
}
