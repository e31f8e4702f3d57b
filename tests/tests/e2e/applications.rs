//! Sign-ups that come back: imported, one of them linked by hand with a reason, decided on, and all of it taken back.

use anyhow::Result;
use jiff::Timestamp;
use prospect_core::{
    changes::{Op, Target},
    group::GroupId,
    import::ImportKind,
    partner::PartnerId,
    query::{Place, Query},
    standing::Event,
    workflow::Rules,
    workspace::Workspace,
};
use prospect_tests::desk::{ANY, Desk, Size, containing, starting};

use crate::{
    steps::{choose, go, sees},
    stock::{default_workspace, import, stock_with},
    words::Language,
};

pub const FILE: &str = "sign-ups.csv";

/// Wanderbuch was invited, and is in a group whose workflow accepts. Gives the file of sign-ups: its own, one of somebody else with its
/// invitation, and one of somebody new; their days stand day first.
pub fn stock(desk: &Desk) -> Result<String> {
    let whom = |name: &str| Target::Matching {
        query: Box::new(Query {
            text: name.into(),
            ..Query::of(Place::Everyone)
        }),
    };
    let changes = [
        Op::CreateGroup {
            name: "DACH".into(),
        },
        Op::PutWorkflow {
            id: None,
            rules: Rules {
                name: "Invitations".into(),
                on: true,
                groups: vec![GroupId(1)],
                accept: true,
                ..Rules::default()
            },
        },
        Op::Mark {
            target: whom("Wanderbuch"),
        },
        Op::Record {
            target: whom("Wanderbuch"),
            event: Event::Emailed { on: None },
            reason: String::new(),
        },
        Op::SetGroups {
            target: whom("Wanderbuch"),
            add: vec![GroupId(1)],
            remove: Vec::new(),
        },
    ];
    let path = stock_with(desk, &changes)?;
    let workspace = Workspace::open(&path, Timestamp::now())?;
    let code = workspace.invitation_code(PartnerId(1));
    let code = code.map(|code| code.to_string()).unwrap_or_default();
    Ok(format!(
        "Applied on,Name,Email,Website,Invitation code\n\
         25/10/2026,Wanderbuch,anke@wanderbuch.example,,{code}\n\
         03/10/2026,Eva Moor,eva@elsewhere.example,,{code}\n\
         04/10/2026,Nordlicht,ann@nordlicht.example,nordlicht.example,\n"
    ))
}

#[tokio::test]
async fn sign_ups_are_imported_linked_decided_on_and_taken_back() -> Result<()> {
    let desk = Desk::start().await?;
    let file = stock(&desk)?;
    let file = desk.file(FILE, &file)?;
    let app = desk.open().await?;
    go(&app, "Applications").await?;
    app.screenshot("applications-empty").await?;
    choose(&desk, &app, "Import applications…", &file).await?;
    app.find("heading", "Match the columns").await?;
    app.find("note", containing("day first: 03/10/2026"))
        .await?;
    app.screenshot("applications-columns").await?;
    app.click("button", "Start dry run").await?;
    let results = app.within("group", "What becomes of the applications");
    results.find("button", "1 Join at once").await?;
    results.find("button", "1 New partners").await?;
    app.screenshot("applications-dry-run").await?;
    results.click("button", "1 Shared invitations").await?;
    let rows = app.within("grid", "Rows of the file");
    rows.find("row", containing("eva@elsewhere.example"))
        .await?;
    app.click("button", "Import 3 rows").await?;
    app.find("heading", FILE).await?;
    let note = desk
        .notifications()?
        .wait_for(|note| note.summary == "Applications imported")
        .await?;
    assert_eq!(note.body, "1 joined, 1 waits, 1 shared invitation waits");
    app.find("button", "Show applications").await?;
    app.screenshot("applications-summary").await?;
    app.click("button", "Show applications").await?;

    // Two wait; the shared one says whose invitation it was, and is linked to nobody.
    app.find("main", "Applications").await?;
    app.find("status", "2 applications").await?;
    let shared = app.within("row", starting("Eva Moor,"));
    shared
        .find("gridcell", "Shared invitation of Wanderbuch")
        .await?;
    shared.find("gridcell", "Linked to nobody").await?;
    shared.click("checkbox", ANY).await?;
    app.screenshot("applications-new").await?;
    app.click("button", starting("Link by hand…")).await?;
    let dialog = app.within("dialog", containing("Eva Moor"));
    dialog
        .fill("textbox", "Find a partner", "Moor & Tarn")
        .await?;
    dialog.click("radio", containing("Moor & Tarn")).await?;
    dialog.fill("textbox", "Reason", "Eva works there").await?;
    app.screenshot("applications-link").await?;
    dialog.click("button", "Link").await?;
    app.wait_gone("dialog", ANY).await?;
    app.find("row", starting("Eva Moor, Moor & Tarn, Linked by hand"))
        .await?;

    // By the keyboard: the one that is chosen is accepted.
    app.click("button", starting("Accept")).await?;
    app.find("status", "1 application").await?;
    app.within("tablist", "Applications")
        .click("tab", starting("Processed"))
        .await?;
    app.find("status", "2 applications").await?;
    app.find("row", containing("Accepted by “Invitations”"))
        .await?;
    app.screenshot("applications-processed").await?;
    app.press("control+z").await?;
    app.find("status", "1 application").await?;

    app.click("button", "Record by hand…").await?;
    let dialog = app.within("dialog", "Record an application");
    dialog
        .fill("textbox", "Email", "claire@cartes-boussoles.example")
        .await?;
    dialog.click("button", "Check").await?;
    dialog
        .find("note", containing("It is Cartes & Boussoles."))
        .await?;
    app.screenshot("applications-record").await?;
    dialog.click("button", "Record").await?;
    app.wait_gone("dialog", ANY).await?;

    go(&app, "Prospects").await?;
    sees(&app, "Cartes & Boussoles").await?;
    sees(&app, "Moor & Tarn").await?;
    sees(&app, "Nordlicht").await?;
    app.close().await
}

#[tokio::test]
async fn applications_are_rejected_in_chinese_on_a_small_screen() -> Result<()> {
    let desk = Desk::builder()
        .language(Language::Chinese.locale())
        .size(Size::SMALL)
        .start()
        .await?;
    let file = stock(&desk)?;
    let file = desk.file(FILE, &file)?;
    {
        let workspace = Workspace::open(&default_workspace(&desk), Timestamp::now())?;
        import(&workspace, ImportKind::Applications, &file)?;
    }
    let words = Language::Chinese.words()?;
    let app = desk.open().await?;
    go(&app, words.say("nav_applications")?).await?;
    app.find("row", starting("Nordlicht,")).await?;
    app.screenshot("applications-new-zh").await?;
    app.click("button", words.say("applications_record")?)
        .await?;
    app.find("dialog", ANY).await?;
    app.screenshot("applications-record-zh").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;

    // By its key the one that is chosen is rejected, and that is taken back.
    let first = app.within("row", starting("Nordlicht,"));
    first.click("checkbox", ANY).await?;
    app.press("r").await?;
    app.wait_gone("row", starting("Nordlicht,")).await?;
    app.screenshot("applications-rejected-zh").await?;
    app.press("control+z").await?;
    app.find("row", starting("Nordlicht,")).await?;
    app.close().await
}
