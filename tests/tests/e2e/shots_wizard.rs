//! Pictures of every step of an import, beside those of every screen.
//!
//! `cargo nextest run -p prospect-tests --test e2e --run-ignored only screens_of_the_wizard` lays them in `target/e2e`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use prospect_sample::{Size as Catalogue, write_prospects};
use prospect_tests::desk::{ANY, App, containing, starting};

use crate::{
    shots::{Look, Walk},
    words::Language,
};

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_the_wizard_in_english_and_light() -> Result<()> {
    walk_in_both_sizes(Language::English, "light").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_the_wizard_in_english_and_dark() -> Result<()> {
    walk_in_both_sizes(Language::English, "dark").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_the_wizard_in_chinese_and_light() -> Result<()> {
    walk_in_both_sizes(Language::Chinese, "light").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_of_the_wizard_in_chinese_and_dark() -> Result<()> {
    walk_in_both_sizes(Language::Chinese, "dark").await
}

async fn walk_in_both_sizes(language: Language, theme: &'static str) -> Result<()> {
    for look in Look::in_both_sizes(language, theme) {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let app = walk.furnished().await?;
        Wizard {
            walk: &walk,
            app: &app,
        }
        .all()
        .await?;
        app.close().await?;
    }
    Ok(())
}

/// Rows of the list that is mended, and of the one that runs for a while.
const ROWS: u32 = 1_280;
const MANY_ROWS: u32 = 150_000;

/// So many rows of the first are in the catalogue: the sample is always the same.
const MATCHES: u32 = 413;

/// The first rows of that list: one whose keys lead to two accounts, and one with two slips.
const DAMAGE: &str = "\
Copper Money,wojciech@klub-kierownica.example,https://www.copper-money.example,,,,,,,DE,,,
Nordlicht Touren,post@@nordlicht.example,nordlicht.example,,,,,,,Germny,,,
";

/// A way through the wizard.
struct Wizard<'a> {
    walk: &'a Walk<'a>,
    app: &'a App<'a>,
}

impl Wizard<'_> {
    async fn all(&self) -> Result<()> {
        self.beginnings().await?;
        self.reading().await?;
        self.columns().await?;
        self.dry_run().await?;
        self.mending().await?;
        self.running().await?;
        self.summary().await?;
        self.file_errors().await
    }

    fn say(&self, key: &str) -> Result<&str> {
        self.walk.say(key)
    }

    async fn shoot(&self, screen: &str) -> Result<()> {
        self.walk.shoot(self.app, &format!("wizard-{screen}")).await
    }

    /// A list of the sample, with some rows before its own.
    fn list(&self, name: &str, rows: u32, first: &str) -> Result<PathBuf> {
        let mut list = Vec::new();
        write_prospects(&mut list, Catalogue::SHIPPED, rows)?;
        let header = list.iter().position(|byte| *byte == b'\n');
        let at = header.map_or(0, |end| end + 1);
        list.splice(at..at, first.bytes());
        self.walk.desk.file(name, list)
    }

    async fn choose(&self, list: &Path) -> Result<()> {
        self.app
            .click("button", self.say("import_prospects_more")?)
            .await?;
        let title = self.say("import_dialog_title")?;
        self.walk.desk.dialog(title).await?.choose(list).await
    }

    async fn open(&self, list: &Path) -> Result<()> {
        self.choose(list).await?;
        let title = self.say("import_columns_title")?;
        self.app.find("heading", title).await?;
        Ok(())
    }

    async fn leave(&self) -> Result<()> {
        self.app.click("button", self.say("action_cancel")?).await?;
        self.app.find("table", self.say("import_history")?).await?;
        Ok(())
    }

    /// What stands before a file is read: the page itself, a table that is pasted, a file that was dropped.
    async fn beginnings(&self) -> Result<()> {
        let app = self.app;
        self.walk.go(app, "nav_imports").await?;
        app.find("table", self.say("import_history")?).await?;
        self.shoot("imports").await?;
        app.click("button", self.say("import_paste_more")?).await?;
        app.find("dialog", ANY).await?;
        self.shoot("paste").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await?;
        let list = self.list("Autumn list.csv", 20, "")?;
        self.walk.desk.drop_files(&[&list]).await?;
        app.find("dialog", ANY).await?;
        self.shoot("kind").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await
    }

    /// *Read as*, each part of it open: of a text, and of a spreadsheet.
    async fn reading(&self) -> Result<()> {
        let app = self.app;
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let text = fs::read(data.join("gbk-semicolon-preamble.csv"))?;
        self.open(&self.walk.desk.file("渠道名单 秋季.csv", text)?)
            .await?;
        let read = app.within("region", self.say("import_read_as")?);
        for part in ["encoding", "delimiter", "quoting", "header"] {
            let name = self.say(&format!("import_{part}"))?;
            read.click("combobox", starting(name)).await?;
            app.find("listbox", ANY).await?;
            self.shoot(&format!("read-{part}")).await?;
            app.press("escape").await?;
            app.wait_gone("listbox", ANY).await?;
        }
        read.click("combobox", starting(self.say("import_delimiter")?))
            .await?;
        let list = app.within("listbox", ANY);
        list.click("option", self.say("import_delimiter_ask")?)
            .await?;
        read.find("textbox", ANY).await?;
        self.shoot("read-delimiter-typed").await?;
        app.press("escape").await?;
        self.leave().await?;

        let sheets = fs::read(data.join("sheets.xlsx"))?;
        self.open(&self.walk.desk.file("代理名单 2026.xlsx", sheets)?)
            .await?;
        read.click("combobox", starting(self.say("import_sheet")?))
            .await?;
        app.find("listbox", ANY).await?;
        self.shoot("read-sheet").await?;
        app.press("escape").await?;
        app.wait_gone("listbox", ANY).await?;
        self.leave().await
    }

    /// The columns: as they are guessed, one of them being chosen, and what can be wrong with them.
    async fn columns(&self) -> Result<()> {
        let app = self.app;
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let tables = fs::read(data.join("several-tables.csv"))?;
        self.open(&self.walk.desk.file("Several tables.csv", tables)?)
            .await?;
        self.shoot("columns-other-tables").await?;
        self.leave().await?;
        let colours = self
            .walk
            .desk
            .file("Colours.csv", "Colour,Price\nred,12\nblue,14\n")?;
        self.open(&colours).await?;
        self.shoot("columns-missing").await?;
        self.leave().await?;
        self.open(&self.list("Autumn list.csv", ROWS, DAMAGE)?)
            .await?;
        self.shoot("columns").await?;
        app.click("combobox", containing("“Notes”")).await?;
        app.find("listbox", ANY).await?;
        self.shoot("columns-field").await?;
        app.press("escape").await?;
        app.wait_gone("listbox", ANY).await
    }

    async fn dry_run(&self) -> Result<()> {
        let app = self.app;
        app.click("button", self.say("import_begin_dry_run")?)
            .await?;
        let causes = app.within("region", self.say("import_causes")?);
        let rows = app.within("grid", ANY);
        rows.find("row", containing("post@@nordlicht")).await?;
        app.within("main", ANY)
            .find(
                "button",
                starting(self.walk.words.beginning("import_primary")?),
            )
            .await?;
        self.shoot("dry-run").await?;
        let model = self.say("import_cause_unknown_business_model")?;
        causes.click("button", starting(model)).await?;
        rows.find("columnheader", self.say("import_field_business_model")?)
            .await?;
        self.shoot("cause").await?;
        causes
            .click(
                "button",
                self.say("import_map_value")?
                    .replace("{value}", "Influencer"),
            )
            .await?;
        app.find("dialog", ANY).await?;
        self.shoot("map").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await?;
        causes
            .click("button", starting(self.say("import_all_rows")?))
            .await?;
        let matches = format!("{MATCHES} {}", self.say("import_outcome_match")?);
        app.click("button", matches.as_str()).await?;
        app.press("home").await?;
        self.shoot("matches").await?;
        app.press("o").await?;
        app.find("complementary", ANY).await?;
        self.shoot("row-match").await?;
        app.press("escape").await?;
        app.wait_gone("complementary", ANY).await?;
        app.click("button", matches).await
    }

    async fn mending(&self) -> Result<()> {
        let app = self.app;
        let rows = app.within("grid", ANY);
        rows.click("button", "post@@nordlicht.example").await?;
        rows.find("textbox", ANY).await?;
        self.shoot("cell").await?;
        app.press("escape").await?;
        rows.wait_gone("textbox", ANY).await?;
        app.press("o").await?;
        app.find("complementary", ANY).await?;
        self.shoot("row-errors").await?;
        app.press("escape").await?;
        let causes = app.within("region", self.say("import_causes")?);
        causes
            .click(
                "button",
                starting(self.say("import_cause_conflict_of_matches")?),
            )
            .await?;
        rows.click("button", self.say("import_choose_match")?)
            .await?;
        app.within("complementary", ANY)
            .find("radiogroup", ANY)
            .await?;
        self.shoot("candidates").await?;
        app.within("complementary", ANY)
            .click("radio", self.say("import_new_partner")?)
            .await?;
        app.press("escape").await?;
        app.press("home").await?;
        app.press("s").await?;
        let fixes = self.say("import_fixes")?.replace("{shown}", "2");
        app.click("button", fixes).await?;
        app.find("dialog", ANY).await?;
        self.shoot("fixes").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await
    }
    /// What runs: a check that takes a while, and an import.
    async fn running(&self) -> Result<()> {
        let app = self.app;
        app.click("button", self.say("action_back")?).await?;
        self.leave().await?;
        self.open(&self.list("Everybody.csv", MANY_ROWS, "")?)
            .await?;
        app.click("button", self.say("import_begin_dry_run")?)
            .await?;
        app.find("progressbar", ANY).await?;
        self.shoot("trying").await?;
        let import = starting(self.walk.words.beginning("import_primary")?);
        app.within("main", ANY).find("button", &import).await?;
        app.press("home").await?;
        app.press("s").await?;
        app.find("progressbar", ANY).await?;
        self.shoot("checking").await?;
        let skipped = format!("{} 1", self.say("import_outcome_skipped")?);
        app.find("img", containing(&skipped)).await?;
        app.wait_gone("progressbar", ANY).await?;
        app.within("main", ANY).click("button", &import).await?;
        let importing = starting(self.walk.words.beginning("import_running_rows")?);
        app.find("progressbar", importing).await?;
        self.shoot("importing").await?;
        app.press("escape").await?;
        app.within("main", ANY).find("button", &import).await?;
        app.click("button", self.say("action_back")?).await?;
        self.leave().await
    }

    /// The summary, fresh and as it is found later; taken back, with somebody left alone.
    async fn summary(&self) -> Result<()> {
        let app = self.app;
        self.open(&self.list("Autumn list.csv", ROWS, DAMAGE)?)
            .await?;
        app.click("button", self.say("import_begin_dry_run")?)
            .await?;
        app.within("main", ANY)
            .click(
                "button",
                starting(self.walk.words.beginning("import_primary")?),
            )
            .await?;
        app.find("heading", "Autumn list.csv").await?;
        app.find("alert", ANY).await?;
        self.shoot("summary-note").await?;
        app.within("alert", ANY)
            .click("button", self.say("action_dismiss")?)
            .await?;
        app.wait_gone("alert", ANY).await?;
        self.shoot("summary").await?;
        self.walk.go(app, "nav_prospects").await?;
        app.press("home").await?;
        app.press("p").await?;
        app.find("button", self.say("action_undo")?).await?;
        self.walk.go(app, "nav_imports").await?;
        app.find("table", self.say("import_history")?).await?;
        self.shoot("history").await?;
        app.click("button", containing("Autumn list.csv")).await?;
        app.click("button", self.say("import_undo")?).await?;
        app.wait_gone("button", self.say("import_undo")?).await?;
        self.shoot("undone").await
    }

    async fn file_errors(&self) -> Result<()> {
        let app = self.app;
        let files: [(&str, &str, &[u8]); 3] = [
            ("empty", "Empty.csv", b""),
            ("picture", "Holiday.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            ("letter", "Letter.csv", b"Dear Anke,\nhere is the list.\n"),
        ];
        for (shot, name, content) in files {
            self.walk.go(app, "nav_imports").await?;
            self.choose(&self.walk.desk.file(name, content)?).await?;
            app.find("main", ANY).await?;
            app.wait_gone("table", self.say("import_history")?).await?;
            self.shoot(&format!("file-{shot}")).await?;
            app.click("button", self.say("action_cancel")?).await?;
        }
        let list = self
            .walk
            .desk
            .file("On a stick.csv", "Name,Email\nA,a@a.example\n")?;
        self.open(&list).await?;
        fs::remove_file(&list)?;
        app.click("button", self.say("import_begin_dry_run")?)
            .await?;
        app.find("alert", ANY).await?;
        self.shoot("file-vanished").await
    }
}
