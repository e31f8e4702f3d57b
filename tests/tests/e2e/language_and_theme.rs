//! Language and theme, changed without a restart and kept over one.

use anyhow::Result;
use prospect_tests::desk::{ANY, App, Desk};

use crate::{steps::go, stock::stock};

/// The language of the document, its theme, and the colour that is truly painted behind it.
const LOOK: &str = "return [document.documentElement.lang, document.documentElement.dataset.theme, \
                    getComputedStyle(document.body).backgroundColor].join(' ')";

async fn look(app: &App<'_>) -> Result<(String, String, String)> {
    let look = app.execute(LOOK).await?;
    let mut parts = look.as_str().unwrap_or_default().splitn(3, ' ');
    let mut next = || parts.next().unwrap_or_default().to_owned();
    Ok((next(), next(), next()))
}

#[tokio::test]
async fn language_and_theme_change_at_once_and_hold_after_a_restart() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let app = desk.open().await?;
    go(&app, "Settings").await?;
    let (lang, theme, light) = look(&app).await?;
    assert_eq!((lang.as_str(), theme.as_str()), ("en", "light"));

    app.click("radio", "简体中文").await?;
    app.find("main", "设置").await?;
    app.within("navigation", ANY)
        .find("button", "合作伙伴市场")
        .await?;
    app.click("radio", "深色").await?;
    app.wait_state("radio", "深色", "checked", "true").await?;
    let (lang, theme, dark) = look(&app).await?;
    assert_eq!((lang.as_str(), theme.as_str()), ("zh-CN", "dark"));
    assert_ne!(light, dark, "the ground is painted otherwise");
    app.screenshot("language-and-theme-settings").await?;
    go(&app, "合作伙伴市场").await?;
    app.find("status", "6 个合作伙伴").await?;

    let app = app.restart().await?;
    app.find("main", "合作伙伴市场").await?;
    app.find("status", "6 个合作伙伴").await?;
    let (lang, theme, again) = look(&app).await?;
    assert_eq!((lang.as_str(), theme.as_str()), ("zh-CN", "dark"));
    assert_eq!(again, dark);
    app.screenshot("language-and-theme-restarted").await?;
    go(&app, "设置").await?;
    app.click("radio", "English").await?;
    app.find("main", "Settings").await?;
    app.close().await
}

#[tokio::test]
async fn the_first_start_speaks_the_language_of_the_system() -> Result<()> {
    let desk = Desk::builder().language("zh_CN.UTF-8").start().await?;
    let app = desk.open().await?;
    app.find("heading", "欢迎使用 Prospect Desk").await?;
    app.screenshot("language-and-theme-first-start").await?;
    app.click("radio", "English").await?;
    app.find("heading", "Welcome to Prospect Desk").await?;
    app.close().await
}
