//! Something goes wrong in the window: the rest lives on, the number is in the local log, and the report says nothing of anybody.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use anyhow::{Context, Result};
use prospect_tests::desk::{ANY, App, Desk, Size, containing};

use crate::{steps::go, stock::stock};

/// From now on no number is written, as in a page that has a mistake.
const BREAK: &str = "window.kept = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format'); \
                     Object.defineProperty(Intl.NumberFormat.prototype, 'format', { configurable: true, \
                     get() { throw new TypeError('anke@wanderbuch.example') } })";
const MEND: &str = "Object.defineProperty(Intl.NumberFormat.prototype, 'format', window.kept)";
/// Whom no log and no report may name.
const NAMES: [&str; 5] = ["anke", "wanderbuch", "Wanderbuch", "山野志", "@"];

fn log(desk: &Desk) -> Result<String> {
    let file = desk.data().join("logs/prospect-desk.log");
    let mode = fs::metadata(&file)?.permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "its owner alone may read it");
    Ok(fs::read_to_string(file)?)
}

fn names_nobody(text: &str) {
    for name in NAMES {
        assert!(!text.contains(name), "{name} in {text}");
    }
}

/// The number that an incident has on the screen.
fn number(text: &str, before: &str) -> Result<String> {
    let (_, number) = text.split_once(before).context("no number")?;
    let is_of_it = |c: char| c.is_ascii_digit() || c == '-';
    Ok(number.chars().take_while(|c| is_of_it(*c)).collect())
}

/// Breaks a view, and comes back to a window that lives.
async fn breaks_and_mends(app: &App<'_>, desk: &Desk) -> Result<()> {
    app.execute(BREAK).await?;
    app.within("navigation", ANY)
        .click("button", "Settings")
        .await?;
    let alert = app.wait_text("alert", ANY, "Incident ").await?;
    assert!(
        alert.text.contains("Something went wrong here"),
        "{}",
        alert.text
    );
    let number = number(&alert.text, "Incident ")?;
    app.screenshot("incidents-view").await?;
    let log = log(desk)?;
    assert!(log.contains(&number) && log.contains("TypeError"), "{log}");
    names_nobody(&log);

    // The rest of the window lives, and the view once it can be drawn again.
    app.within("navigation", ANY)
        .find("button", "Imports")
        .await?;
    app.execute(MEND).await?;
    app.click("button", "Reload this view").await?;
    app.find("heading", "About").await?;
    Ok(())
}

#[tokio::test]
async fn a_view_that_cannot_be_drawn_leaves_the_window_and_a_number() -> Result<()> {
    let desk = Desk::builder().size(Size::SMALL).start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    breaks_and_mends(&app, &desk).await?;
    go(&app, "Partner Marketplace").await?;
    app.find("status", "6 partners").await?;

    // In what nobody waits for.
    app.execute("void Promise.reject(new TypeError('anke@wanderbuch.example'))")
        .await?;
    let toast = app.find("status", containing("(incident ")).await?;
    let number = number(&toast.text, "(incident ")?;
    assert!(log(&desk)?.contains(&number));
    names_nobody(&log(&desk)?);
    app.close().await
}

#[tokio::test]
async fn the_report_is_seen_before_it_is_copied_and_names_nobody() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    app.find("status", "6 partners").await?;
    go(&app, "Settings").await?;
    app.click("button", "Copy diagnostic report…").await?;
    let shown = app
        .wait_text("region", "Diagnostic report", "Local log:")
        .await?;
    app.screenshot("incidents-report").await?;
    app.click("button", "Copy").await?;
    app.find("status", containing("Diagnostic report copied"))
        .await?;
    let copied = desk.copied().await?;
    assert_eq!(copied.trim(), shown.text.trim());
    for part in [
        "Prospect Desk 0.1.0",
        "WebKitGTK 2.",
        "Display: x11",
        "en, light",
        "Holds: partners 6, creators 3",
    ] {
        assert!(copied.contains(part), "{part} in {copied}");
    }
    names_nobody(&copied);
    assert!(
        !copied.contains("prospect-desk-"),
        "the home has a name: {copied}"
    );

    // From the palette, by keys alone, in the other language.
    app.click("radio", "简体中文").await?;
    app.click("radio", "深色").await?;
    app.press("ctrl+k").await?;
    app.type_text("诊断").await?;
    app.press("Enter").await?;
    let shown = app.wait_text("region", "诊断报告", "Local log:").await?;
    assert!(shown.text.contains("zh-CN, dark"));
    app.screenshot("incidents-report-zh").await?;
    app.press("Escape").await?;
    app.wait_gone("region", "诊断报告").await?;
    app.close().await
}
