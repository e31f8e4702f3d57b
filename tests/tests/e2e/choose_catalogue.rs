//! A catalogue of one's own, chosen in the operating system's dialog.

use anyhow::Result;
use encoding_rs::GBK;
use prospect_tests::desk::{Desk, containing};

use crate::{
    steps::{choose, go, sees, try_and_import},
    stock::{CATALOGUE, stock},
};

/// Where a Chinese colleague may have put it: 汉字 in the folder and in the name.
const PLACE: &str = "目录 2026/合作伙伴 · 秋季.csv";

/// As a network of the country exports it: Chinese headings, and no word of the encoding anywhere.
const CHINESE: &str = "\
合作伙伴ID,类型,名称,网站,邮箱,国家,业务模式
3001,合作伙伴,云岭茶事,yunling-cha.example,mei@yunling-cha.example,CN,内容/评测
3002,合作伙伴,北岸单车,beian-danche.example,wang@beian-danche.example,CN,返现
3003,合作伙伴,山海观鸟,shanhai-guanniao.example,li@shanhai-guanniao.example,CN,内容/评测
";

#[tokio::test]
async fn a_first_start_takes_a_catalogue_of_ones_own() -> Result<()> {
    let desk = Desk::start().await?;
    let file = desk.file(PLACE, CATALOGUE)?;
    let app = desk.open().await?;
    choose(&desk, &app, "Import your own catalogue (CSV)", &file).await?;
    let read = app.within("region", "Read as");
    read.find("combobox", "Encoding: UTF-8").await?;
    read.find("combobox", "Delimiter: comma").await?;
    app.screenshot("choose-catalogue-columns").await?;
    try_and_import(&app, "9 rows").await?;
    app.find("heading", "合作伙伴 · 秋季.csv").await?;
    app.find("img", containing("Create 9,")).await?;
    app.screenshot("choose-catalogue-summary").await?;

    go(&app, "Partner Marketplace").await?;
    app.find("status", "6 partners").await?;
    for name in ["Wanderbuch", "Cartes & Boussoles", "山野志", "Vélo Chemin"] {
        sees(&app, name).await?;
    }
    app.screenshot("choose-catalogue-partners").await?;
    go(&app, "Creator Marketplace").await?;
    sees(&app, "沈若溪 Ruoxi Shen").await?;
    app.close().await
}

#[tokio::test]
async fn a_catalogue_in_gbk_is_read_as_what_it_is() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let (bytes, _, lossy) = GBK.encode(CHINESE);
    assert!(!lossy, "GBK holds every letter of it");
    let file = desk.file("导出/云岭 目录.csv", bytes)?;
    let app = desk.open().await?;
    go(&app, "Imports").await?;
    choose(&desk, &app, "Import catalogue…", &file).await?;
    app.within("region", "First rows")
        .find("cell", "云岭茶事")
        .await?;
    let read = app.within("region", "Read as");
    read.find("combobox", "Encoding: GB18030").await?;
    app.screenshot("choose-catalogue-gbk").await?;
    try_and_import(&app, "3 rows").await?;
    app.find("heading", "云岭 目录.csv").await?;

    go(&app, "Partner Marketplace").await?;
    app.find("status", "9 partners").await?;
    for name in ["云岭茶事", "北岸单车", "山海观鸟", "Wanderbuch"] {
        sees(&app, name).await?;
    }
    app.screenshot("choose-catalogue-gbk-partners").await?;
    app.close().await
}

#[tokio::test]
async fn a_file_that_is_dropped_on_the_window_is_asked_about_and_imported() -> Result<()> {
    let desk = Desk::start().await?;
    stock(&desk)?;
    let file = desk.file("拖放/云岭 目录.csv", CHINESE)?;
    let app = desk.open().await?;
    sees(&app, "Wanderbuch").await?;
    desk.drop_files(&[&file]).await?;
    let question = app.within("dialog", "What does “云岭 目录.csv” hold?");
    question.find("button", "Prospects").await?;
    app.screenshot("drop-question").await?;
    question.click("button", "Catalogue").await?;
    try_and_import(&app, "3 rows").await?;
    app.find("heading", "云岭 目录.csv").await?;
    go(&app, "Partner Marketplace").await?;
    sees(&app, "云岭茶事").await?;
    app.close().await
}

#[tokio::test]
async fn the_dialog_speaks_the_language_of_the_window() -> Result<()> {
    let desk = Desk::builder().language("zh_CN.UTF-8").start().await?;
    let file = desk.file(PLACE, CATALOGUE)?;
    let app = desk.open().await?;
    app.click("button", "导入您自己的目录（CSV）").await?;
    let dialog = desk.dialog("选择要导入的文件").await?;
    desk.screenshot("choose-catalogue-dialog-zh").await?;
    dialog.choose(&file).await?;
    app.find("heading", "匹配列").await?;
    app.screenshot("choose-catalogue-columns-zh").await?;
    app.close().await
}
