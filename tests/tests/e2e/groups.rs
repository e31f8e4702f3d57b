//! Groups on their page: made, renamed in place, merged, deleted although a workflow is paired, taken back, and written to.

use std::fs;

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    query::{Place, Query},
    workflow::Rules,
};
use prospect_tests::desk::{ANY, App, Desk, Size, containing, starting};

use crate::{
    steps::{go, misses, sees},
    stock::stock_with,
    words::Language,
};

/// The group that a workflow is paired with.
const TENT: &str = "\"Zelt\" & Hütte, 春";

fn put(group: u32, name: &str) -> Op {
    Op::SetGroups {
        target: Target::Matching {
            query: Box::new(Query {
                text: name.into(),
                ..Query::of(Place::Everyone)
            }),
        },
        add: vec![GroupId(group)],
        remove: Vec::new(),
    }
}

/// Two groups: Wanderbuch and Fellside in DACH; Fellside and 山野志 in the other, which a workflow accepts from.
fn stock(desk: &Desk) -> Result<()> {
    let group = |name: &str| Op::CreateGroup { name: name.into() };
    let workflow = Op::PutWorkflow {
        id: None,
        rules: Rules {
            name: "Accept all".into(),
            on: true,
            groups: vec![GroupId(2)],
            accept: true,
            ..Rules::default()
        },
    };
    let changes = [
        group("DACH"),
        group(TENT),
        put(1, "Wanderbuch"),
        put(1, "Fellside"),
        put(2, "Fellside"),
        put(2, "山野志"),
        workflow,
    ];
    stock_with(desk, &changes)?;
    Ok(())
}

/// Opens the page of a group.
async fn look_into(app: &App<'_>, group: &str) -> Result<()> {
    app.within("navigation", "Groups")
        .click("button", starting(group))
        .await?;
    app.find("heading", group).await?;
    Ok(())
}

/// Chooses in the menu of the group that is open.
async fn choose_of(app: &App<'_>, group: &str, entry: &str) -> Result<()> {
    app.click("button", format!("More for “{group}”")).await?;
    app.click("menuitem", entry).await
}

#[tokio::test]
async fn a_group_is_made_renamed_merged_deleted_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Groups").await?;

    app.click("button", "New group").await?;
    app.fill("textbox", "Group name", " dach ").await?;
    app.press("enter").await?;
    app.find("alert", containing("DACH")).await?;
    app.fill("textbox", "Group name", "Herbst").await?;
    app.press("enter").await?;
    app.find("heading", "Herbst").await?;
    app.find("heading", "Nobody is in this group yet").await?;
    app.screenshot("groups-made").await?;

    app.press("f2").await?;
    app.has_focus("textbox", "Group name").await?;
    app.fill("textbox", "Group name", "Herbst & Winter").await?;
    app.press("enter").await?;
    app.find("heading", "Herbst & Winter").await?;
    app.find(
        "status",
        containing("“Herbst” renamed to “Herbst & Winter”"),
    )
    .await?;

    choose_of(&app, "Herbst & Winter", "Merge groups into it…").await?;
    let dialog = app.within("dialog", ANY);
    dialog.click("checkbox", "DACH").await?;
    dialog.click("checkbox", TENT).await?;
    dialog.find("note", containing("Accept all")).await?;
    app.screenshot("groups-merging").await?;
    dialog.click("button", "Merge 2 groups").await?;
    for name in ["Wanderbuch", "Fellside", "山野志"] {
        sees(&app, name).await?;
    }
    app.find("button", "Accept all").await?;
    app.wait_gone("button", starting(TENT)).await?;
    app.screenshot("groups-merged").await?;
    app.press("ctrl+z").await?;
    look_into(&app, TENT).await?;
    sees(&app, "山野志").await?;
    misses(&app, "Wanderbuch").await?;

    choose_of(&app, TENT, "Delete…").await?;
    let dialog = app.within("dialog", ANY);
    dialog.find("note", containing("Accept all")).await?;
    app.screenshot("groups-deleting").await?;
    dialog.click("button", "Delete group").await?;
    app.wait_gone("button", starting(TENT)).await?;
    // The page of the group comes back with the group.
    app.press("ctrl+z").await?;
    app.find("heading", TENT).await?;
    app.press("ctrl+shift+z").await?;
    app.wait_gone("button", starting(TENT)).await?;
    go(&app, "Workflows").await?;
    app.wait_gone("row", containing(TENT)).await?;
    app.click("button", starting("Undo")).await?;
    app.find("row", containing(TENT)).await?;
    go(&app, "Groups").await?;
    let list = app.within("navigation", "Groups");
    list.fill("textbox", "Find a group", "zelt").await?;
    app.press("enter").await?;
    app.find("heading", TENT).await?;
    list.wait_gone("button", starting("DACH")).await?;
    sees(&app, "Fellside").await?;
    app.click("button", "Accept all").await?;
    app.wait_value("textbox", "Workflow name", "Accept all")
        .await?;
    app.press("escape").await?;
    app.find("row", starting("Accept all")).await?;
    app.close().await
}

#[tokio::test]
async fn the_email_list_of_a_group_is_copied_and_exported() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Groups").await?;
    look_into(&app, TENT).await?;
    app.click("button", "Copy email list").await?;
    app.find("status", containing("2 addresses copied")).await?;
    assert_eq!(
        desk.copied().await?,
        "ruth@fellside.example\nbd@shanyezhi.example"
    );
    app.screenshot("groups-copied").await?;

    let file = desk.file("placeholder", "")?.with_file_name("邮箱.csv");
    app.click("button", "Export email list (CSV)").await?;
    desk.dialog("Save as").await?.choose(&file).await?;
    app.find("status", containing("2 addresses written to 邮箱.csv"))
        .await?;
    let written = fs::read_to_string(&file)?;
    assert!(
        written.starts_with("Email,Name,First name,Last name,Website,Partner ID\nruth@fellside.example,Fellside,Ruth,"),
        "{written}"
    );
    app.close().await
}

#[tokio::test]
async fn the_last_group_is_deleted_and_comes_back_by_keyboard_alone_in_chinese() -> Result<()> {
    let desk = Desk::builder()
        .language(Language::Chinese.locale())
        .size(Size::SMALL)
        .start()
        .await?;
    let name = "双十一 2026".to_owned();
    stock_with(&desk, &[Op::CreateGroup { name }, put(1, "Wanderbuch")])?;
    let words = Language::Chinese.words()?;
    let app = desk.open().await?;
    go(&app, words.say("nav_groups")?).await?;
    sees(&app, "Wanderbuch").await?;
    app.press("ctrl+k").await?;
    app.within("dialog", ANY).has_focus("combobox", ANY).await?;
    app.type_text("删除此群组").await?;
    app.within("dialog", ANY)
        .find("option", starting(words.say("groups_delete_this")?))
        .await?;
    app.press("enter").await?;
    app.find("dialog", "删除“双十一 2026”？").await?;
    app.screenshot("groups-deleting-zh").await?;
    let delete = words.say("groups_delete")?;
    while app
        .focused()
        .await?
        .is_none_or(|sight| sight.name != delete)
    {
        app.press("tab").await?;
    }
    app.press("enter").await?;
    app.find("heading", words.say("groups_empty")?).await?;
    app.press("ctrl+z").await?;
    app.find("heading", "双十一 2026").await?;
    sees(&app, "Wanderbuch").await?;
    app.close().await
}
