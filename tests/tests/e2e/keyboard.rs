//! A whole round of triage without the mouse.

use anyhow::{Context, Result};
use jiff::Timestamp;
use prospect_core::{changes::Op, import::ImportKind, workspace::Workspace};
use prospect_tests::desk::{ANY, App, Desk, LIMIT, Look, containing, starting, until};

use crate::{
    steps::{misses, sees},
    stock::{import, stock, stock_with},
};

/// The names of the partners in the order of the list.
async fn names(app: &App<'_>) -> Result<Vec<String>> {
    let rows = app.within("grid", ANY).all("row", ANY).await?;
    let name = |row: &str| row.split(", ").next().unwrap_or_default().to_owned();
    Ok(rows.iter().map(|row| name(&row.name)).collect())
}

/// Waits until the keyboard stands on a row.
async fn stands_on(app: &App<'_>, name: &str) -> Result<()> {
    until(&format!("the keyboard on {name}"), LIMIT, async || {
        let rows = app.within("grid", ANY).all("row", ANY).await?;
        let active = rows.into_iter().find(|row| row.focused);
        Ok(match active {
            Some(row) if row.name.starts_with(&format!("{name},")) => Look::Done(()),
            other => Look::NotYet(format!("it stands on {:?}", other.map(|row| row.name))),
        })
    })
    .await
}

#[tokio::test]
async fn a_list_is_gone_through_marked_hidden_and_selected_by_keys() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    let order = names(&app).await?;
    let [first, second, third, fourth, ..] = order.as_slice() else {
        anyhow::bail!("six partners stand there: {order:?}");
    };

    app.press("home").await?;
    stands_on(&app, first).await?;
    app.press("j").await?;
    stands_on(&app, second).await?;
    app.press("k").await?;
    stands_on(&app, first).await?;
    app.press("right").await?;
    stands_on(&app, second).await?;
    app.press("left").await?;
    stands_on(&app, first).await?;
    app.screenshot("keyboard-first").await?;

    // A mark and a hide go on to the next row.
    app.press("p").await?;
    app.find("row", starting(&format!("{first},"))).await?;
    app.find("row", containing("Prospects: New")).await?;
    stands_on(&app, second).await?;
    app.press("h").await?;
    misses(&app, second).await?;
    app.find("status", "5 partners").await?;
    stands_on(&app, third).await?;
    app.press("x").await?;
    app.find("toolbar", "1 selected").await?;
    app.press("j").await?;
    stands_on(&app, fourth).await?;
    app.press("x").await?;
    app.find("toolbar", "2 selected").await?;
    app.screenshot("keyboard-selected").await?;
    app.press("escape").await?;
    app.wait_gone("toolbar", ANY).await?;

    app.press("enter").await?;
    app.within("complementary", "Profile")
        .find("heading", fourth.as_str())
        .await?;
    app.screenshot("keyboard-profile").await?;
    app.press("k").await?;
    app.within("complementary", "Profile")
        .find("heading", third.as_str())
        .await?;
    app.press("escape").await?;
    app.wait_gone("complementary", "Profile").await?;

    // Both undone, the last first.
    app.press("ctrl+z").await?;
    sees(&app, second).await?;
    app.press("ctrl+z").await?;
    app.wait_gone("row", containing("Prospects: New")).await?;
    app.press("ctrl+shift+z").await?;
    app.find("row", containing("Prospects: New")).await?;
    app.close().await
}

#[tokio::test]
async fn a_search_is_typed_and_left_by_keys() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    app.press("/").await?;
    app.has_focus("combobox", "Search").await?;
    // Without regard to case and accents, and in the middle of a word.
    app.type_text("CHEMI").await?;
    app.find("status", "1 partner").await?;
    sees(&app, "Vélo Chemin").await?;
    app.screenshot("keyboard-search").await?;
    app.press("escape").await?;
    app.find("status", "6 partners").await?;
    app.type_text("野").await?;
    app.find("status", "1 partner").await?;
    sees(&app, "山野志").await?;
    app.press("down").await?;
    stands_on(&app, "山野志").await?;
    app.press("enter").await?;
    app.within("complementary", "Profile")
        .find("heading", "山野志")
        .await?;
    app.close().await
}

#[tokio::test]
async fn the_palette_reaches_every_place() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    app.press("ctrl+k").await?;
    let palette = app.within("dialog", "Commands");
    palette.has_focus("combobox", "Find a command").await?;
    app.type_text("creator").await?;
    let first = palette.all("option", ANY).await?;
    first.first().context("a command is found")?;
    app.screenshot("keyboard-palette").await?;
    app.press("enter").await?;
    app.find("main", "Creator Marketplace").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("?").await?;
    app.find("dialog", "Keyboard shortcuts").await?;
    app.screenshot("keyboard-help").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.close().await
}

/// Twenty creators, the first with the most followers.
fn twenty_creators() -> String {
    let mut catalogue = "Partner ID,Type,Name,Email,Channels,Listed on,Last active on\n".to_owned();
    for number in 1..=20 {
        let followers = 900_000 - number * 10_000;
        catalogue.push_str(&format!(
            "{},Creator,Creator {number:02},c{number}@creators.example,Instagram @creator{number} {followers} 4%,2024-03-01,2026-10-20\n",
            3_000 + number,
        ));
    }
    catalogue
}

#[tokio::test]
async fn twenty_creators_are_triaged_by_keys_alone() -> Result<()> {
    let desk = Desk::start().await?;
    let path = stock_with(
        &desk,
        &[Op::CreateGroup {
            name: "Spring".to_owned(),
        }],
    )?;
    let file = desk.file("creators.csv", twenty_creators())?;
    let workspace = Workspace::open(&path, Timestamp::now())?;
    import(&workspace, ImportKind::Catalogue, &file)?;
    drop(workspace);
    let app = desk.open().await?;
    app.press("ctrl+k").await?;
    app.within("dialog", "Commands")
        .has_focus("combobox", "Find a command")
        .await?;
    app.type_text("creator").await?;
    app.press("enter").await?;
    app.find("main", "Creator Marketplace").await?;
    app.find("status", "23 creators").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("/").await?;
    app.has_focus("combobox", "Search").await?;
    app.type_text("creators.example").await?;
    app.find("status", "20 creators").await?;
    app.press("down").await?;
    stands_on(&app, "Creator 01").await?;

    // Of each four the first is marked, the second hidden, the third looked at, and the fourth passed by.
    for first in (1..=17).step_by(4) {
        let name = |nth: usize| format!("Creator {:02}", first + nth);
        stands_on(&app, &name(0)).await?;
        app.press("p").await?;
        stands_on(&app, &name(1)).await?;
        app.press("h").await?;
        misses(&app, &name(1)).await?;
        stands_on(&app, &name(2)).await?;
        app.press("enter").await?;
        app.within("complementary", "Profile")
            .find("heading", name(2))
            .await?;
        app.press("escape").await?;
        app.wait_gone("complementary", "Profile").await?;
        app.press("j").await?;
        stands_on(&app, &name(3)).await?;
        if first < 17 {
            app.press("j").await?;
        }
    }
    app.find("status", "15 creators").await?;

    // The last one joins a group, and the one above is marked and unmarked again.
    app.press("g").await?;
    let groups = app.within("dialog", ANY);
    groups.find("checkbox", starting("Spring")).await?;
    groups
        .has_focus("textbox", "Find or create a group")
        .await?;
    app.press("down").await?;
    groups.has_focus("checkbox", starting("Spring")).await?;
    app.press("space").await?;
    app.press("enter").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("status", containing("Spring")).await?;
    app.press("k").await?;
    stands_on(&app, "Creator 19").await?;
    app.press("p").await?;
    app.find("status", starting("Creator 19 marked")).await?;
    app.press("ctrl+z").await?;
    app.find("status", starting("Undone")).await?;
    app.screenshot("keyboard-triage").await?;
    app.close().await?;

    let workspace = Workspace::open(&path, Timestamp::now())?;
    let overview = workspace.overview()?;
    assert_eq!((overview.prospects, overview.hidden), (5, 5));
    assert_eq!(overview.creators, 18, "23 less those who are hidden");
    assert_eq!(workspace.groups()[0].members, 1);
    Ok(())
}
