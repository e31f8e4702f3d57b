//! Pictures of every screen in both languages, both themes and two sizes: for looking at, not for asserting.
//!
//! `cargo nextest run -p prospect-tests --test e2e --run-ignored only screens` lays them in `target/e2e/screen-….png`.

use std::{
    cell::RefCell,
    fs::{self, File},
    path::PathBuf,
};

use anyhow::{Result, ensure};
use prospect_sample::{Size as Catalogue, write_prospects};
use prospect_tests::desk::{ANY, App, Desk, Launch, Size, containing, starting};

use crate::{
    shots_funnel, shots_groups, shots_views, shots_workflows, showcase,
    stock::stock,
    words::{Language, Words},
};

/// One look of the window.
#[derive(Clone, Copy)]
pub struct Look {
    language: Language,
    theme: &'static str,
    size: Size,
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_in_english_and_light() -> Result<()> {
    walk_in_both_sizes(Language::English, "light").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_in_english_and_dark() -> Result<()> {
    walk_in_both_sizes(Language::English, "dark").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_in_chinese_and_light() -> Result<()> {
    walk_in_both_sizes(Language::Chinese, "light").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn screens_in_chinese_and_dark() -> Result<()> {
    walk_in_both_sizes(Language::Chinese, "dark").await
}

#[tokio::test]
#[ignore = "takes pictures to be looked at, for minutes"]
async fn prospects_in_every_look() -> Result<()> {
    for look in Look::every() {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        let app = walk.furnished().await?;
        shots_funnel::prospects(&walk, &app).await?;
        app.close().await?;
    }
    Ok(())
}

async fn walk_in_both_sizes(language: Language, theme: &'static str) -> Result<()> {
    for look in Look::in_both_sizes(language, theme) {
        let desk = look.desk().await?;
        let walk = look.walk(&desk)?;
        walk.outside().await?;
        walk.inside().await?;
    }
    Ok(())
}

impl Look {
    /// A language and a theme on a large and on a small screen.
    pub fn in_both_sizes(language: Language, theme: &'static str) -> [Look; 2] {
        [Size::LARGE, Size::SMALL].map(|size| Look {
            language,
            theme,
            size,
        })
    }

    /// Every look: both languages, both themes, both sizes.
    pub fn every() -> impl Iterator<Item = Look> {
        let themes = |language| ["light", "dark"].map(|theme| (language, theme));
        let looks = [Language::English, Language::Chinese].map(themes);
        let looks = looks.into_iter().flatten();
        looks.flat_map(|(language, theme)| Look::in_both_sizes(language, theme))
    }

    /// A desk whose windows look so.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn desk(self) -> Result<Desk> {
        let desk = Desk::builder()
            .size(self.size)
            .language(self.language.locale())
            .without_notifications()
            .start()
            .await?;
        let theme = self.theme;
        fs::create_dir_all(desk.data())?;
        let settings = format!(r#"{{"language":"system","theme":"{theme}","layouts":{{}}}}"#);
        fs::write(desk.data().join("settings.json"), settings)?;
        Ok(desk)
    }

    /// Walks through a window of its own, on a workspace with nothing but the catalogue of errands.
    ///
    /// # Errors
    /// When the desk does not come up, or the walk does not get through.
    pub async fn over_the_stock(
        self,
        through: impl AsyncFnOnce(&Walk<'_>, &App<'_>) -> Result<()>,
    ) -> Result<()> {
        let desk = self.desk().await?;
        stock(&desk)?;
        let app = desk.open().await?;
        through(&self.walk(&desk)?, &app).await?;
        app.close().await
    }

    /// A way through the window on that desk.
    ///
    /// # Errors
    /// When there are no words in its language.
    pub fn walk(self, desk: &Desk) -> Result<Walk<'_>> {
        let words = self.language.words()?;
        Ok(Walk {
            desk,
            look: self,
            words,
            last: RefCell::default(),
        })
    }
}

/// Who stands first in the lists, and in the dry run: the sample is always the same.
const FIRST_PARTNER: &str = "Copper Money";
const FIRST_CREATOR: &str = "Ebba Hedström";
const FIRST_PROBLEM: &str = "Promoção Cortina";

/// A way through the window, with a camera.
pub struct Walk<'a> {
    pub desk: &'a Desk,
    look: Look,
    pub words: Words,
    /// The last picture.
    last: RefCell<Vec<u8>>,
}

impl Walk<'_> {
    /// What stands under a key, in the language of the walk.
    ///
    /// # Errors
    /// When nothing does.
    pub fn say(&self, key: &str) -> Result<&str> {
        self.words.say(key)
    }

    /// Keeps a picture of a screen.
    ///
    /// # Errors
    /// When it cannot be taken, or shows what the last one showed: the page may have gone on, and not be painted.
    pub async fn shoot(&self, app: &App<'_>, screen: &str) -> Result<()> {
        let (look, language) = (self.look, self.look.language.short());
        let name = format!(
            "screen-{screen}-{language}-{}-{}",
            look.theme, look.size.width
        );
        let picture = fs::read(app.screenshot(&name).await?)?;
        let last = self.last.replace(picture);
        ensure!(
            last != *self.last.borrow(),
            "{name} looks as the last picture"
        );
        Ok(())
    }

    /// Goes to a place of the navigation.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn go(&self, app: &App<'_>, place: &str) -> Result<()> {
        let place = self.say(place)?;
        app.within("navigation", ANY).click("button", place).await?;
        app.find("main", place).await?;
        Ok(())
    }

    async fn open(&self, workspace: PathBuf) -> Result<App<'_>> {
        let launch = Launch::default()
            .arg("--workspace")
            .arg(workspace.display().to_string());
        self.desk.open_with(launch).await
    }

    /// The pages that stand before there is a list.
    async fn outside(&self) -> Result<()> {
        let app = self.desk.open().await?;
        app.find("heading", self.say("start_welcome")?).await?;
        self.shoot(&app, "first-run").await?;
        app.close().await?;
        let letter = self.desk.file("letter.prospects", "Dear Anke,\n")?;
        let app = self.open(letter).await?;
        app.find("alert", ANY).await?;
        self.shoot(&app, "cannot-open").await?;
        app.close().await
    }

    /// The app with a workspace in full use.
    ///
    /// # Errors
    /// When it does not show its first list.
    pub async fn furnished(&self) -> Result<App<'_>> {
        let file = self.desk.file("Fjellvik Outdoor.prospects", "")?;
        fs::remove_file(&file)?;
        showcase::furnish(&file)?;
        let app = self.open(file).await?;
        self.shows(&app, FIRST_PARTNER).await?;
        Ok(app)
    }

    async fn inside(&self) -> Result<()> {
        let app = self.furnished().await?;
        self.marketplace(&app).await?;
        self.triage(&app).await?;
        self.creators(&app).await?;
        self.lists(&app).await?;
        self.imports(&app).await?;
        self.overlays(&app).await?;
        app.close().await
    }

    /// Waits until one of the rows has come.
    async fn shows(&self, app: &App<'_>, name: &str) -> Result<()> {
        app.within("grid", ANY)
            .find("row", containing(name))
            .await?;
        Ok(())
    }

    async fn marketplace(&self, app: &App<'_>) -> Result<()> {
        let filters = app.within("group", self.say("market_filters")?);
        app.press("home").await?;
        self.shoot(app, "partners-cards").await?;
        app.press("enter").await?;
        let profile = self.say("profile_label")?;
        app.within("complementary", profile)
            .find("region", self.say("profile_timeline")?)
            .await?;
        self.shoot(app, "partners-cards-profile").await?;
        app.press("escape").await?;
        app.wait_gone("complementary", profile).await?;
        app.click("radio", self.say("market_view_table")?).await?;
        self.shows(app, FIRST_PARTNER).await?;
        self.shoot(app, "partners-table").await?;
        let category = self.say("market_category")?;
        filters.click("button", starting(category)).await?;
        app.find("listbox", category).await?;
        self.shoot(app, "partners-facet").await?;
        app.press("escape").await?;
        app.wait_gone("listbox", category).await?;
        let search = self.say("market_search_label")?;
        app.press("/").await?;
        app.has_focus("combobox", search).await?;
        app.type_text("country：d").await?;
        app.find("listbox", self.say("search_suggestions")?).await?;
        self.shoot(app, "partners-suggestions").await?;
        app.press("ctrl+a").await?;
        app.type_text("zzzz country：DE ").await?;
        app.find("heading", containing("zzzz")).await?;
        self.shoot(app, "partners-empty").await?;
        app.press("escape").await?;
        app.press("escape").await?;
        app.click("button", self.say("action_clear_all")?).await?;
        app.wait_gone("button", self.say("action_clear_all")?).await
    }

    async fn show(&self, app: &App<'_>, choice: &str) -> Result<()> {
        let prospects = self.say("market_prospects")?;
        let filters = app.within("group", self.say("market_filters")?);
        filters.click("button", starting(prospects)).await?;
        let list = app.within("listbox", prospects);
        list.click("option", self.say(choice)?).await?;
        app.wait_gone("listbox", prospects).await
    }

    async fn triage(&self, app: &App<'_>) -> Result<()> {
        self.show(app, "market_show_hidden").await?;
        self.shoot(app, "partners-hidden").await?;
        self.show(app, "market_show_prospects").await?;
        app.press("home").await?;
        app.press("h").await?;
        app.find("dialog", ANY).await?;
        self.shoot(app, "hide-dialog").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await?;
        self.show(app, "market_show_all").await?;
        app.click("radio", self.say("market_view_cards")?).await?;
        app.press("home").await?;
        for _ in 0..3 {
            app.press("x").await?;
            app.press("j").await?;
        }
        app.find("toolbar", ANY).await?;
        app.press("p").await?;
        app.find("button", self.say("action_undo")?).await?;
        self.shoot(app, "selection-and-toast").await?;
        app.press("escape").await?;
        app.wait_gone("toolbar", ANY).await?;
        app.press("ctrl+z").await?;
        app.find("button", self.say("market_redo")?).await?;
        Ok(())
    }

    async fn creators(&self, app: &App<'_>) -> Result<()> {
        self.go(app, "nav_creators").await?;
        self.shows(app, FIRST_CREATOR).await?;
        app.press("home").await?;
        self.shoot(app, "creators-cards").await?;
        app.click("radio", self.say("market_view_table")?).await?;
        self.shoot(app, "creators-table").await?;
        self.shows(app, FIRST_CREATOR).await?;
        app.press("home").await?;
        app.press("enter").await?;
        app.within("complementary", self.say("profile_label")?)
            .find("region", self.say("profile_channels")?)
            .await?;
        self.shoot(app, "creator-profile").await?;
        app.press("g").await?;
        app.find("dialog", self.say("groups_label")?).await?;
        self.shoot(app, "groups-popover").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await?;
        app.press("escape").await?;
        app.wait_gone("complementary", ANY).await
    }

    async fn lists(&self, app: &App<'_>) -> Result<()> {
        shots_funnel::prospects(self, app).await?;
        shots_groups::groups(self, app).await?;
        shots_views::views(self, app).await?;
        shots_views::log(self, app).await?;
        shots_workflows::workflows(self, app).await
    }

    async fn imports(&self, app: &App<'_>) -> Result<()> {
        self.go(app, "nav_imports").await?;
        app.find("table", self.say("import_history")?).await?;
        self.shoot(app, "imports").await?;
        let list = self.desk.file("Autumn list.csv", "")?;
        write_prospects(&mut File::create(&list)?, Catalogue::SHIPPED, 1_280)?;
        app.click("button", self.say("import_prospects_more")?)
            .await?;
        let title = self.say("import_dialog_title")?;
        self.desk.dialog(title).await?.choose(&list).await?;
        app.find("heading", self.say("import_columns_title")?)
            .await?;
        self.shoot(app, "import-columns").await?;
        app.click("button", self.say("import_begin_dry_run")?)
            .await?;
        let causes = self.say("import_causes")?;
        app.find("region", causes).await?;
        self.shows(app, FIRST_PROBLEM).await?;
        self.shoot(app, "import-dry-run").await?;
        let existing = starting(self.say("import_tick_existing")?);
        app.click("checkbox", &existing).await?;
        app.wait_state("checkbox", &existing, "checked", "true")
            .await?;
        app.find("note", ANY).await?;
        self.shoot(app, "import-dry-run-existing").await?;
        app.within("main", ANY)
            .click("button", starting(self.words.beginning("import_primary")?))
            .await?;
        app.find("heading", "Autumn list.csv").await?;
        app.find("alert", ANY).await?;
        self.shoot(app, "import-summary").await
    }

    async fn overlays(&self, app: &App<'_>) -> Result<()> {
        self.go(app, "nav_settings").await?;
        self.shoot(app, "settings").await?;
        self.go(app, "nav_partners").await?;
        app.press("ctrl+k").await?;
        app.find("dialog", ANY).await?;
        self.shoot(app, "palette").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await?;
        app.press("?").await?;
        app.find("dialog", ANY).await?;
        self.shoot(app, "keys").await?;
        app.press("escape").await?;
        app.wait_gone("dialog", ANY).await
    }
}
