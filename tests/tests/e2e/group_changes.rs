//! Who is in which group, changed from a file: the missing group made, imported, told of, looked at, and taken back.

use anyhow::Result;
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    query::{Place, Query},
};
use prospect_tests::desk::{ANY, App, Desk, Size, containing, starting};

use crate::{
    steps::{choose, go, misses, sees},
    stock::stock_with,
    words::Language,
};

/// A partner that leaves one group and joins two, one of them with a comma in its name; one that joins the same group, which is not
/// there yet; a creator that leaves all; and an ID that nobody has.
const CHANGES: &str = "\
Partner ID,Add to,Remove from,Remove all
1001,\"VIP 2026; Herbst, Winter\",DACH,
1003,VIP 2026,,
2001,,,yes
9999,DACH,,
";

const FILE: &str = "群组 Herbst.csv";

/// The catalogue, and two groups, of which the first has a partner and a creator.
fn stock(desk: &Desk) -> Result<()> {
    let group = |name: &str| Op::CreateGroup { name: name.into() };
    let put = |name: &str| Op::SetGroups {
        target: Target::Matching {
            query: Box::new(Query {
                text: name.into(),
                ..Query::of(Place::Everyone)
            }),
        },
        add: vec![GroupId(1)],
        remove: Vec::new(),
    };
    let changes = [
        group("DACH"),
        group("Herbst, Winter"),
        put("Wanderbuch"),
        put("Anouk"),
    ];
    stock_with(desk, &changes)?;
    Ok(())
}

/// Shows the members of a group.
async fn look_into(app: &App<'_>, group: &str) -> Result<()> {
    go(app, "Groups").await?;
    app.within("main", "Groups")
        .click("button", starting(group))
        .await?;
    app.find("heading", group).await?;
    Ok(())
}

#[tokio::test]
async fn group_changes_are_tried_mended_imported_looked_at_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let file = desk.file(FILE, CHANGES)?;
    let app = desk.open().await?;
    look_into(&app, "DACH").await?;
    sees(&app, "Wanderbuch").await?;
    app.screenshot("group-changes-offered").await?;

    choose(&desk, &app, "Change groups from a file…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.screenshot("group-changes-columns").await?;
    app.click("button", "Start dry run").await?;
    app.find("img", "Update 1, Unchanged 0, Error 3, Skipped 0")
        .await?;
    let causes = app.within("region", "Problems by cause");
    causes.find("button", starting("Unknown group 2")).await?;
    causes
        .find("button", starting("Unknown partner ID 1"))
        .await?;
    let rows = app.within("grid", "Rows of the file");
    rows.find("row", containing("No partner has the ID “9999”"))
        .await?;
    rows.find("row", containing("leaves DACH")).await?;
    app.screenshot("group-changes-dry-run").await?;

    causes.click("button", "Create this group").await?;
    app.find("img", "Update 3, Unchanged 0, Error 1, Skipped 0")
        .await?;
    let all = "leaves DACH · joins VIP 2026 · joins Herbst, Winter";
    rows.find("row", containing(all)).await?;
    app.screenshot("group-changes-mended").await?;
    app.click("button", "Import 3 rows").await?;
    app.find("heading", FILE).await?;
    app.screenshot("group-changes-summary").await?;
    let note = desk
        .notifications()?
        .wait_for(|note| note.summary == "Groups changed")
        .await?;
    assert_eq!(note.body, "3 changed, 1 error");

    app.click("button", "Show groups").await?;
    look_into(&app, "VIP 2026").await?;
    for name in ["Wanderbuch", "山野志"] {
        sees(&app, name).await?;
    }
    app.screenshot("group-changes-members").await?;
    look_into(&app, "DACH").await?;
    misses(&app, "Wanderbuch").await?;

    desk.notifications()?.choose(&note, "default").await?;
    app.find("heading", FILE).await?;
    app.click("button", "Undo import").await?;
    app.wait_gone("button", "Undo import").await?;
    look_into(&app, "DACH").await?;
    for name in ["Wanderbuch", "Anouk Delacroix"] {
        sees(&app, name).await?;
    }
    look_into(&app, "VIP 2026").await?;
    misses(&app, "山野志").await?;
    app.close().await
}

#[tokio::test]
async fn a_dropped_file_of_group_changes_is_tried_in_chinese_on_a_small_screen() -> Result<()> {
    let desk = Desk::builder()
        .language(Language::Chinese.locale())
        .size(Size::SMALL)
        .start()
        .await?;
    stock(&desk)?;
    let words = Language::Chinese.words()?;
    let changes = CHANGES.replace(
        "Partner ID,Add to,Remove from,Remove all",
        "合作伙伴 ID,加入群组,退出群组,退出所有群组",
    );
    let file = desk.file("群组更改.csv", changes)?;
    let app = desk.open().await?;
    go(&app, words.say("nav_imports")?).await?;
    app.find("button", words.say("import_groups_more")?).await?;
    app.screenshot("group-changes-imports-zh").await?;
    go(&app, words.say("nav_groups")?).await?;
    app.find("button", words.say("import_groups_more")?).await?;
    app.screenshot("group-changes-offered-zh").await?;
    desk.drop_files(&[&file]).await?;
    app.within("dialog", ANY)
        .click("button", words.say("import_kind_groups")?)
        .await?;
    app.find("heading", words.say("import_columns_title")?)
        .await?;
    app.screenshot("group-changes-columns-zh").await?;
    app.click("button", words.say("import_begin_dry_run")?)
        .await?;
    app.find("row", containing("退出群组 DACH")).await?;
    app.screenshot("group-changes-dry-run-zh").await?;
    app.close().await
}
