//! Pictures of applications, from their file to what was decided, as [`crate::shots`] takes them of all other screens.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use prospect_core::{
    changes::{Op, Target},
    import::ImportKind,
    partner::PartnerId,
    workspace::Workspace,
};
use prospect_tests::desk::{ANY, App, Desk, containing, starting};

use crate::{
    outbox::invited,
    shots::{Look, Walk},
    stock::{import, stock_with},
};

const FILE: &str = "Sign-ups 2026-11.csv";

/// Whose invitation is revoked after it was sent.
const REVOKED: PartnerId = PartnerId(2);

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_applications_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let file = sign_ups(&desk)?;
        let app = desk.open().await?;
        wizard(&walk, &app, &file).await?;
        lists(&walk, &app).await?;
        dialogs(&walk, &app).await?;
        app.close().await?;
        look.over_the_stock(empty).await?;
    }
    Ok(())
}

/// A workspace in which five were invited, one of them accepted by a workflow as soon as they apply, and a file in which everything
/// stands that can be found out about an application.
fn sign_ups(desk: &Desk) -> Result<PathBuf> {
    let mut changes = invited(&[2, 4, 5, 7]);
    changes.extend(accepting(PartnerId(1)));
    let path = stock_with(desk, &changes)?;
    let now = Timestamp::now();
    let workspace = Workspace::open(&path, now)?;
    let code = |partner: u32| {
        let code = workspace.invitation_code(PartnerId(partner));
        code.map(|code| code.to_string()).context("a code")
    };
    let (own, revoked, plain, shared) = (code(1)?, code(2)?, code(5)?, code(7)?);
    let unknown = "0000-0000-0000-0000-0000-0000-0000-0000";
    let target = Target::Ids { ids: vec![REVOKED] };
    workspace.transact(&Op::RevokeInvitation { target }, now)?;
    let earlier = format!(
        "Applied on,Name,Email,Invitation code\n2026-10-25,Fellside,ruth@fellside.example,{plain}\n"
    );
    let earlier = desk.file("Sign-ups 2026-10.csv", earlier)?;
    import(&workspace, ImportKind::Applications, &earlier)?;
    desk.file(
        FILE,
        format!(
            "Applied on,Name,Email,Website,Invitation code\n\
             25/10/2026,Wanderbuch,anke@wanderbuch.example,wanderbuch.example,{own}\n\
             03/11/2026,Eva Moor,eva@elsewhere.example,,{shared}\n\
             04/11/2026,Cartes & Boussoles,claire@cartes-boussoles.example,cartes-boussoles.example,{revoked}\n\
             05/11/2026,Jonas Hartwig,jonas@hartwig.example,,{unknown}\n\
             06/11/2026,Moor & Tarn,hello@moor-tarn.example,moor-tarn.example,\n\
             07/11/2026,Nordlicht Touren und Hüttenwandern,redaktion@nordlicht-touren.example,nordlicht-touren.example,\n\
             08/11/2026,山野志编辑部,editor@shanye-notes.example,,{shared}\n"
        ),
    )
}

/// A partner who was invited, in a group whose workflow accepts.
fn accepting(partner: PartnerId) -> Vec<Op> {
    use prospect_core::{group::GroupId, standing::Event, workflow::Rules};
    let target = || Target::Ids { ids: vec![partner] };
    vec![
        Op::CreateGroup {
            name: "DACH".into(),
        },
        Op::PutWorkflow {
            id: None,
            rules: Rules {
                name: "Invitations".into(),
                on: true,
                groups: vec![GroupId(2)],
                accept: true,
                ..Rules::default()
            },
        },
        Op::Mark { target: target() },
        Op::Record {
            target: target(),
            event: Event::Emailed { on: None },
            reason: String::new(),
        },
        Op::SetGroups {
            target: target(),
            add: vec![GroupId(2)],
            remove: Vec::new(),
        },
    ]
}

/// The import: its columns with their days, the dry run, the shared ones alone, the summary.
async fn wizard(walk: &Walk<'_>, app: &App<'_>, file: &Path) -> Result<()> {
    walk.go(app, "nav_applications").await?;
    app.click("button", walk.say("applications_import")?)
        .await?;
    let title = walk.say("import_dialog_title")?;
    walk.desk.dialog(title).await?.choose(file).await?;
    app.find("heading", walk.say("import_columns_title")?)
        .await?;
    app.find("note", ANY).await?;
    walk.shoot(app, "applications-columns").await?;
    app.click("button", walk.say("import_begin_dry_run")?)
        .await?;
    let results = app.within("group", walk.say("import_receptions")?);
    let shared = format!("2 {}", walk.say("import_reception_shared")?);
    results.find("button", shared.as_str()).await?;
    app.within("grid", ANY)
        .find("row", containing("Wanderbuch"))
        .await?;
    walk.shoot(app, "applications-dry-run").await?;
    results.click("button", shared.as_str()).await?;
    app.within("grid", ANY)
        .find("row", containing("eva@elsewhere.example"))
        .await?;
    walk.shoot(app, "applications-dry-run-shared").await?;
    results.click("button", shared.as_str()).await?;
    let import = starting(walk.words.beginning("import_primary")?);
    app.within("main", ANY).click("button", import).await?;
    app.find("heading", FILE).await?;
    app.find("alert", ANY).await?;
    app.within("alert", ANY)
        .click("button", walk.say("action_dismiss")?)
        .await?;
    app.wait_gone("alert", ANY).await?;
    walk.shoot(app, "applications-summary").await?;
    app.click("button", walk.say("import_show_applications")?)
        .await
}

async fn lists(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    app.find("row", starting("Nordlicht")).await?;
    app.press("home").await?;
    walk.shoot(app, "applications-new").await?;
    app.press("x").await?;
    app.press("j").await?;
    app.press("x").await?;
    app.find("toolbar", ANY).await?;
    walk.shoot(app, "applications-chosen").await?;
    app.press("escape").await?;
    app.wait_gone("toolbar", ANY).await?;
    app.press("home").await?;
    app.press("r").await?;
    app.find("button", walk.say("action_undo")?).await?;
    walk.shoot(app, "applications-rejected").await?;
    let tabs = app.within("tablist", walk.say("nav_applications")?);
    tabs.click("tab", starting(walk.say("applications_tab_processed")?))
        .await?;
    app.find("row", starting("Wanderbuch")).await?;
    walk.shoot(app, "applications-processed").await?;
    app.press("/").await?;
    app.type_text("zzzz").await?;
    app.find("heading", walk.say("applications_none_found")?)
        .await?;
    walk.shoot(app, "applications-none-found").await?;
    app.press("escape").await?;
    app.find("row", starting("Wanderbuch")).await?;
    tabs.click("tab", starting(walk.say("applications_tab_new")?))
        .await?;
    app.find("row", starting("Eva Moor")).await?;
    Ok(())
}

async fn dialogs(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    app.within("row", starting("Eva Moor"))
        .click("checkbox", ANY)
        .await?;
    app.press("l").await?;
    let dialog = app.within("dialog", containing("Eva Moor"));
    dialog
        .fill("textbox", walk.say("applications_link_find")?, "moor")
        .await?;
    dialog.click("radio", containing("Moor & Tarn")).await?;
    walk.shoot(app, "applications-link").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await?;
    app.press("escape").await?;
    app.press("n").await?;
    let dialog = app.within("dialog", walk.say("applications_record_title")?);
    let email = walk.say("import_field_email")?;
    let check = walk.say("applications_record_check")?;
    dialog.fill("textbox", email, "claire").await?;
    dialog.click("button", check).await?;
    dialog.find("alert", ANY).await?;
    walk.shoot(app, "applications-record-faults").await?;
    // Pasted: the keys of an address are others in other languages.
    dialog.click("textbox", email).await?;
    app.press("ctrl+a").await?;
    walk.desk.copy("velo@velochemin.example").await?;
    app.press("ctrl+v").await?;
    dialog
        .wait_value("textbox", email, "velo@velochemin.example")
        .await?;
    dialog.click("button", check).await?;
    dialog.find("note", ANY).await?;
    walk.shoot(app, "applications-record").await?;
    app.press("escape").await?;
    app.wait_gone("dialog", ANY).await
}

async fn empty(walk: &Walk<'_>, app: &App<'_>) -> Result<()> {
    walk.go(app, "nav_applications").await?;
    app.find("heading", walk.say("applications_empty")?).await?;
    walk.shoot(app, "applications-empty").await
}
