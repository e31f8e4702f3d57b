//! Names that mean harm: they are texts on the screen and nothing else, go out and come in as they are, and stand in no log.

use std::fs;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use prospect_core::{changes::Op, import::ImportKind, workspace::Workspace};
use prospect_tests::desk::{App, Desk, containing, starting};
use serde_json::Value;

use crate::{
    steps::go,
    stock::{default_workspace, import},
};

const SCRIPT: &str = "<script>document.body.dataset.ran=1</script>";
const IMAGE: &str = "<img src=x onerror=\"document.body.dataset.ran=1\">";
const TURNED: &str = "\u{202e}gnp.exe";
const GROUP: &str = "<b onclick=alert(1)>VIP \u{202e}2026";

/// Names as nobody has them.
fn names() -> Vec<String> {
    let fixed = [
        SCRIPT,
        IMAGE,
        TURNED,
        "\u{2067}isolated\u{2069} \u{2069}ended",
        "bell\u{7} escape\u{1b}[31m",
        "next\u{85}line",
        "two\nlines",
        "zero\u{200b}width\u{200d}join",
        "\u{301}\u{302}\u{303}",
        "شركة الأمل",
        "👩‍👩‍👧‍👦 family",
        "=HYPERLINK(\"http://a.example\")",
        "+1+1",
        "@SUM(1)",
        "＝1+1",
        "{{name}} ${x} %s %00 &lt;b&gt;",
        "Раураl",
    ];
    let zalgo =
        "Z\u{351}\u{350}\u{334}a\u{336}\u{315}l\u{335}\u{340}g\u{321}\u{318}o\u{338}".repeat(6);
    let long = "Lang ".repeat(39) + "Ende";
    let mut all: Vec<String> = fixed.map(str::to_owned).into();
    all.extend([zalgo, long]);
    all
}

/// A workspace of those, and a group with such a name.
fn stock(desk: &Desk) -> Result<()> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = String::from("Type,Name,Email,Website,Description\n");
    for (n, name) in names().iter().enumerate() {
        let site = if n == 0 {
            "https://раураl.example".to_owned()
        } else {
            format!("n{n}.example")
        };
        let name = quoted(name);
        file += &format!("Partner,{name},secret{n}@n{n}.example,{site},{name}\n");
    }
    let file = desk.file("hostile.csv", file)?;
    let workspace = Workspace::create(&default_workspace(desk), Timestamp::now())?;
    import(&workspace, ImportKind::Catalogue, &file)?;
    let group = Op::CreateGroup {
        name: GROUP.to_owned(),
    };
    workspace.transact(&group, Timestamp::now())?;
    Ok(())
}

/// Nothing of the names became part of the page, nothing ran, and nothing is wider than the window.
async fn is_whole(app: &App<'_>) -> Result<()> {
    let found = app
        .execute(
            "return {
                ran: document.body.dataset.ran ?? null,
                scripts: document.querySelectorAll('body script').length,
                images: document.querySelectorAll('img').length,
                handlers: document.querySelectorAll('[onclick], [onerror]').length,
                title: document.title,
                wide: document.documentElement.scrollWidth > innerWidth,
                heights: [...new Set([...document.querySelectorAll('[role=grid] [role=row]')]
                    .filter((row) => row.querySelector('bdi'))
                    .map((row) => row.getBoundingClientRect().height))].length,
            }",
        )
        .await?;
    for (what, is) in [
        ("ran", Value::Null),
        ("scripts", 0.into()),
        ("images", 0.into()),
        ("handlers", 0.into()),
        ("wide", false.into()),
    ] {
        ensure!(found[what] == is, "{what}: {found}");
    }
    ensure!(found["heights"].as_u64() <= Some(1), "rows differ: {found}");
    let title = found["title"].as_str().unwrap_or_default();
    ensure!(!title.contains("gnp") && !title.contains('<'), "{title}");
    Ok(())
}

#[tokio::test]
async fn hostile_names_are_texts_and_nothing_else() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    let all = format!("{} partners", names().len());
    app.find("status", all.as_str()).await?;
    is_whole(&app).await?;
    app.screenshot("hostile-cards").await?;

    // A mark's toast tells of the name, made seen.
    app.press("/").await?;
    app.type_text("gnp").await?;
    app.find("status", "1 partner").await?;
    app.press("down").await?;
    app.press("p").await?;
    app.find("status", containing("\u{fffd}gnp.exe marked"))
        .await?;
    app.press("enter").await?;
    let profile = app.within("complementary", "Profile");
    profile.find("heading", "\u{fffd}gnp.exe").await?;
    is_whole(&app).await?;
    app.screenshot("hostile-profile").await?;
    app.press("escape").await?;

    go(&app, "Activity log").await?;
    app.find("option", containing("\u{fffd}gnp.exe marked"))
        .await?;
    is_whole(&app).await?;
    app.screenshot("hostile-log").await?;
    go(&app, "Groups").await?;
    app.find("heading", containing("<b onclick=alert(1)>VIP"))
        .await?;
    is_whole(&app).await?;
    app.screenshot("hostile-group").await?;

    notified(&desk, &app).await?;
    app.close().await?;
    nothing_in_logs(&desk)?;
    goes_round(&desk).await
}

/// A notification that looks like markup is shown as what it says.
async fn notified(desk: &Desk, app: &App<'_>) -> Result<()> {
    app.execute_async(
        "const done = arguments[arguments.length - 1];
        const note = { title: 'Tom & <b>Co</b>', body: '<a href=\"https://a.example\">Tom & Co</a>', action: 'x', import: null };
        window.__TAURI_INTERNALS__.invoke('notify', { note }).then(done, done);",
    )
    .await?;
    let note = desk
        .notifications()?
        .wait_for(|note| note.summary.contains("Tom"))
        .await?;
    ensure!(
        note.body == "&lt;a href=\"https://a.example\"&gt;Tom &amp; Co&lt;/a&gt;",
        "{note:?}"
    );
    Ok(())
}

/// The logs say nothing of whom the workspace holds.
fn nothing_in_logs(desk: &Desk) -> Result<()> {
    let mut read = 0;
    for file in fs::read_dir(desk.data().join("logs"))
        .context("there are logs")?
        .flatten()
    {
        let text = fs::read_to_string(file.path())?;
        read += text.len();
        for name in names()
            .iter()
            .map(String::as_str)
            .chain(["secret", ".example", "VIP"])
        {
            ensure!(!text.contains(name), "{name:?} stands in {text}");
        }
    }
    ensure!(read > 0, "nothing is logged");
    Ok(())
}

/// What goes out of the workspace comes in again as it is.
async fn goes_round(desk: &Desk) -> Result<()> {
    let workspace = default_workspace(desk).display().to_string();
    let out = desk.file("out.csv", "")?;
    fs::remove_file(&out)?;
    let out = out.display().to_string();
    for words in [
        &["export", "partners", &out][..],
        &["--json", "import", "catalogue", &out],
    ] {
        let ran = desk
            .prospects(&[&["--workspace", &workspace], words].concat())
            .await?;
        ensure!(ran.status.success(), "{words:?}: {ran:?}");
        if words.len() == 4 {
            let told: Value = serde_json::from_slice(&ran.stdout)?;
            let unchanged = told["outcomes"]["unchanged"].as_u64();
            ensure!(unchanged == Some(names().len() as u64), "{told}");
        }
    }
    let written = fs::read_to_string(&out)?;
    for cell in written.lines().flat_map(|line| line.split(',')) {
        let first = cell.trim_start_matches('"').chars().next();
        ensure!(
            !first.is_some_and(|c| "=+-@\t＝＋－＠".contains(c)),
            "{cell} would run"
        );
    }
    Ok(())
}

#[tokio::test]
async fn hostile_names_keep_the_table_in_chinese_and_dark() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let settings = r#"{"language":"zh-CN","theme":"dark","layouts":{"partners":"table"}}"#;
    fs::write(desk.data().join("settings.json"), settings)?;
    let app = desk.open().await?;
    app.find("row", starting("شركة الأمل")).await?;
    is_whole(&app).await?;
    app.screenshot("hostile-table").await?;
    app.close().await
}

#[tokio::test]
async fn the_page_can_neither_leave_nor_load_nor_run_what_is_not_the_apps() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("row", starting("شركة الأمل")).await?;
    let tried = app
        .execute_async(
            "const done = arguments[arguments.length - 1];
            const blocked = [];
            document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
            const script = document.createElement('script');
            script.textContent = 'document.body.dataset.ran = 1';
            document.body.append(script);
            const far = document.createElement('script');
            far.src = 'https://a.example/x.js';
            document.body.append(far);
            const holder = document.createElement('div');
            holder.innerHTML = '<img src=x onerror=\"document.body.dataset.ran = 1\"><img src=\"https://a.example/x.png\"><iframe src=\"https://a.example\"></iframe>';
            document.body.append(holder);
            const opened = window.open('https://a.example/');
            location.assign('https://a.example/');
            const asked = ['https://a.example/', 'http://localhost:1/', 'ipc://localhost/no_such_command', 'file:///etc/passwd'];
            Promise.allSettled(asked.map((address) => fetch(address))).then((answers) => setTimeout(() => done({
                here: location.href,
                opened: opened === null,
                ran: document.body.dataset.ran ?? null,
                fetched: answers.map((answer) => answer.status === 'fulfilled' && answer.value.ok),
                blocked: [...new Set(blocked)].sort(),
            }), 200));",
        )
        .await?;
    ensure!(tried["ran"] == Value::Null, "{tried}");
    ensure!(tried["opened"] == true, "{tried}");
    let here = tried["here"].as_str().unwrap_or_default();
    ensure!(here.starts_with("tauri://localhost"), "{tried}");
    let fetched = tried["fetched"].as_array().context("a list")?;
    ensure!(fetched.iter().all(|is| *is == false), "{tried}");
    let blocked = tried["blocked"].to_string();
    for directive in ["connect-src", "script-src-elem", "frame-src", "img-src"] {
        ensure!(blocked.contains(directive), "{directive}: {tried}");
    }
    app.find("row", starting("شركة الأمل")).await?;
    app.close().await
}
