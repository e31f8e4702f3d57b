//! Workspaces that stand ready before the app is started, made through the door of core.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use prospect_core::{
    changes::Op,
    import::{ImportKind, Request, Unwatched},
    workspace::Workspace,
};
use prospect_sample::{Size, write_catalogue};
use prospect_tests::desk::Desk;

/// Six partners and three creators, in German, French, Chinese and English.
pub const CATALOGUE: &str = "\
Partner ID,Type,Name,Description,Website,Email,First name,Last name,Country,Languages,Business model,Categories,Channels,Monthly visits,Listed on,Last active on
1001,Partner,Wanderbuch,Hiking routes and hut reviews,https://www.wanderbuch.example,anke@wanderbuch.example,Anke,Vogt,DE,de,Content/Reviews,Travel,,84200000,2024-03-01,2026-10-20
1002,Partner,Cartes & Boussoles,Comparatif de matériel,cartes-boussoles.example,claire@cartes-boussoles.example,Claire,Lefèvre,FR,fr,Comparison,Travel,,28400000,2024-03-01,2026-10-20
1003,Partner,山野志,徒步路线与装备,shanyezhi.example,bd@shanyezhi.example,,,CN,zh,Content/Reviews,Travel,,18200000,2026-10-01,2026-10-20
1004,Partner,Vélo Chemin,Véloroutes,velochemin.example,velo@velochemin.example,,,FR,fr,Content/Reviews,Travel,,15900,2024-03-01,2020-01-01
1005,Partner,Fellside,Deals for the fells,fellside.example,ruth@fellside.example,Ruth,Moor,GB,en,Deal/Coupons,Travel,,46300000,2024-03-01,2026-10-20
1006,Partner,Moor & Tarn,Field notes,moor-tarn.example,hello@moor-tarn.example,,,GB,en,Content/Reviews,Travel,,,2024-03-01,2026-10-20
2001,Creator,Anouk Delacroix,,,anouk@delacroix.example,Anouk,Delacroix,FR,fr,Social Influencer,Travel,Instagram @anouk.delacroix 912400 3.8%; TikTok @anouk.d 88000 5.1%,,2024-03-01,2026-10-20
2002,Creator,沈若溪 Ruoxi Shen,,,ruoxi@ruoxi-outdoors.example,,,CN,zh; en,Social Influencer,Travel,Xiaohongshu @若溪的山 318600 8.4%,,2024-03-01,2026-10-20
2003,Creator,Jonas Hartwig,,,jonas@hartwig.example,,,DE,de,Social Influencer,Auto & Recreational Vehicles,YouTube @hartwig.draussen 7400 4.4%,,2026-09-15,2026-10-20
";

/// Where the app looks for a workspace when it is told nothing.
pub fn default_workspace(desk: &Desk) -> PathBuf {
    desk.data().join("Prospect Desk.prospects")
}

/// Puts a workspace with [`CATALOGUE`] where the app looks first.
///
/// # Errors
/// When core refuses a part of it.
pub fn stock(desk: &Desk) -> Result<PathBuf> {
    stock_with(desk, &[])
}

/// As [`stock`], with changes made to it afterwards.
///
/// # Errors
/// When core refuses one of them.
pub fn stock_with(desk: &Desk, changes: &[Op]) -> Result<PathBuf> {
    let path = default_workspace(desk);
    let file = desk.file("catalogue.csv", CATALOGUE)?;
    let workspace = Workspace::create(&path, Timestamp::now())?;
    import(&workspace, ImportKind::Catalogue, &file)?;
    for change in changes {
        workspace.transact(change, Timestamp::now())?;
    }
    Ok(path)
}

/// Imports a whole file, of which every row must be right.
///
/// # Errors
/// When a row is not, or the file cannot be read.
pub fn import(workspace: &Workspace, kind: ImportKind, file: &Path) -> Result<()> {
    let request = Request {
        kind,
        ..Request::of(file)
    };
    let done = workspace
        .import(&request, None, &Unwatched, Timestamp::now())
        .with_context(|| file.display().to_string())?;
    let outcomes = done.report.outcomes;
    ensure!(outcomes.error == 0, "{:?}", done.report.causes);
    Ok(())
}

/// Makes a workspace with an invented catalogue of a size, from a terminal as a manager would; gives its path.
///
/// # Errors
/// When a command refuses.
pub async fn catalogue_of(desk: &Desk, size: Size) -> Result<String> {
    let catalogue = desk.file("catalogue.csv", "")?;
    write_catalogue(&mut File::create(&catalogue)?, size, (2026, 11, 1))?;
    let workspace = catalogue.with_file_name("Fjellvik Outdoor.prospects");
    let workspace = workspace.display().to_string();
    let catalogue = catalogue.display().to_string();
    for command in [&["init"][..], &["import", "catalogue", &catalogue]] {
        let done = desk
            .prospects(&[&["--workspace", &workspace], command].concat())
            .await?;
        ensure!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    Ok(workspace)
}
