//! The whole way of an import without the mouse: chosen, read otherwise, matched, mended, imported, taken back.

use anyhow::{Result, bail};
use prospect_tests::desk::{ANY, App, Desk, LIMIT, Look, Name, containing, starting, until};

use crate::{steps::CHOOSE, stock::stock};

/// Windows-1252 that says nothing of itself: its few letters could be of other encodings. Its column of models has no name that
/// anybody knows; row 2 has a slip in its address, 3 and 4 call their model otherwise, and 5 is nobody's.
const LIST: &[u8] = b"\
Name;Email;Medium;Group\n\
Wanderbuch;anke@wanderbuch.example;;\n\
Gr\xfcnwald Touren;post@@gruenwald.example;;\n\
K\xf6nigsweg;moin@koenigsweg.example;Influencer;\n\
M\xe4rchenpfad;post@maerchenpfad.example;Influencer;\n\
Test;test;;\n";

/// As many presses of Tab as lead from any control of a page to any other.
const MOST_TABS: usize = 80;

/// Goes to a control by Tab, or backwards, as whoever has no mouse.
async fn tab_to(app: &App<'_>, chord: &str, role: &str, name: impl Into<Name>) -> Result<()> {
    let name = name.into();
    let mut been = Vec::new();
    for _ in 0..MOST_TABS {
        app.press(chord).await?;
        let here = app.all(role, &name).await?;
        if here.iter().any(|sight| sight.focused) {
            return Ok(());
        }
        been.push(app.focused().await?.map(|sight| sight.to_string()));
    }
    app.screenshot("failed-import-by-keys").await?;
    bail!("{chord} never comes to {role} {name}: {been:#?}")
}

/// Chooses in the select that has the focus, by the beginning of what is wanted.
async fn pick(app: &App<'_>, beginning: &str, chosen: &str) -> Result<()> {
    app.press("enter").await?;
    app.find("listbox", ANY).await?;
    app.type_text(beginning).await?;
    until(&format!("the choice of {chosen}"), LIMIT, async || {
        let options = app.within("listbox", ANY).all("option", ANY).await?;
        let at = options.iter().find(|option| option.focused);
        Ok(match at {
            Some(option) if option.name.starts_with(chosen) => Look::Done(()),
            other => Look::NotYet(format!(
                "it stands on {:?}",
                other.map(|option| &option.name)
            )),
        })
    })
    .await?;
    app.press("enter").await?;
    app.wait_gone("listbox", ANY).await
}

/// Waits until the dry run counts just this.
async fn counts(app: &App<'_>, create: u32, error: u32, skipped: u32) -> Result<()> {
    let counts = format!(
        "Create {create}, Match 1, Update 0, Unchanged 0, Error {error}, Skipped {skipped}"
    );
    app.find("img", counts).await?;
    Ok(())
}

/// From the first page to the columns of the file.
async fn choose_file(desk: &Desk, app: &App<'_>) -> Result<()> {
    let file = desk.file("Herbst.csv", LIST)?;
    app.find("status", "6 partners").await?;
    app.press("ctrl+k").await?;
    app.within("dialog", "Commands")
        .has_focus("combobox", "Find a command")
        .await?;
    app.type_text("import prosp").await?;
    app.within("dialog", "Commands")
        .find("option", containing("Import prospects"))
        .await?;
    app.press("enter").await?;
    desk.dialog(CHOOSE).await?.choose(&file).await?;
    app.has_focus("heading", "Match the columns").await?;
    Ok(())
}

/// Reads the file in another encoding, and lets its unknown column fill the business model.
async fn read_and_match(app: &App<'_>) -> Result<()> {
    tab_to(app, "shift+tab", "combobox", starting("Encoding: ")).await?;
    pick(app, "Windows-1252", "Windows-1252").await?;
    app.has_focus("combobox", "Encoding: Windows-1252").await?;
    app.within("region", "First rows")
        .find("cell", "Grünwald Touren")
        .await?;
    tab_to(app, "tab", "combobox", "Field for “Medium”: Not imported").await?;
    pick(app, "Business", "Business model").await?;
    app.has_focus("combobox", "Field for “Medium”: Business model")
        .await?;
    app.screenshot("import-by-keys-columns").await?;
    tab_to(app, "tab", "button", "Start dry run").await?;
    app.press("enter").await?;
    app.has_focus("heading", "Dry run").await?;
    counts(app, 0, 4, 0).await
}

/// One cell is written over, one value taken for another, and one row left out.
async fn mend(app: &App<'_>) -> Result<()> {
    let rows = app.within("grid", "Rows of the file");
    app.press("enter").await?;
    rows.has_focus("textbox", "Email, row 2").await?;
    app.press("ctrl+a").await?;
    app.type_text("post@gruenwald.example").await?;
    app.screenshot("import-by-keys-cell").await?;
    app.press("enter").await?;
    counts(app, 1, 3, 0).await?;
    app.has_focus("grid", "Rows of the file").await?;

    let cause = starting("Unknown business model 2");
    tab_to(app, "shift+tab", "button", cause).await?;
    app.press("enter").await?;
    tab_to(app, "tab", "button", "Map “Influencer”").await?;
    app.press("enter").await?;
    app.has_focus("combobox", "Find: Business model").await?;
    app.type_text("social").await?;
    app.within("listbox", "Business model")
        .find("option", containing("Social Influencer"))
        .await?;
    app.press("enter").await?;
    counts(app, 3, 1, 0).await?;

    // Keys of the table work from wherever one stands beside it.
    app.press("n").await?;
    app.has_focus("grid", "Rows of the file").await?;
    app.press("s").await?;
    counts(app, 3, 0, 1).await?;
    app.screenshot("import-by-keys-mended").await.map(|_| ())
}

/// Two strokes of Escape too many leave the import; what was mended is there again with one of Undo.
async fn leave_and_come_back(app: &App<'_>) -> Result<()> {
    app.press("escape").await?;
    app.has_focus("heading", "Match the columns").await?;
    app.press("escape").await?;
    app.find("table", "Past imports").await?;
    tab_to(app, "shift+tab", "button", "Undo").await?;
    app.press("enter").await?;
    app.has_focus("heading", "Match the columns").await?;
    tab_to(app, "tab", "button", "Start dry run").await?;
    app.press("enter").await?;
    app.has_focus("heading", "Dry run").await?;
    counts(app, 3, 0, 1).await
}

#[tokio::test]
async fn a_list_goes_all_the_way_in_and_out_again_by_keys() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    choose_file(&desk, &app).await?;
    read_and_match(&app).await?;
    mend(&app).await?;
    leave_and_come_back(&app).await?;

    tab_to(&app, "tab", "button", "Import 4 rows").await?;
    app.press("enter").await?;
    app.has_focus("heading", "Herbst.csv").await?;
    app.find("img", starting("Create 3, Match 1,")).await?;
    app.screenshot("import-by-keys-summary").await?;
    tab_to(&app, "tab", "button", "Undo import").await?;
    app.press("space").await?;
    app.wait_text("main", "Imports", "This import was undone")
        .await?;
    app.press("g").await?;
    app.press("r").await?;
    app.find("main", "Prospects").await?;
    app.find("heading", "No prospects yet").await?;
    app.close().await
}
