//! Rows with every field there is, through mapping, values, matching and rules: each row comes to one outcome, and trying changes
//! nothing.

use prospect_core::import::{DateOrder, ImportKind, Look, Reading, Request, RowFilter, Unwatched};
use prospect_core::import::{Fixes, Report};
use prospect_core::workspace::Workspace;
use tempfile::TempDir;

use super::file::with_file;

/// The headers of a kind of file, with every field that it knows.
const HEADERS: [(ImportKind, &str); 4] = [
    (
        ImportKind::Prospects,
        "Name,Email,Website,Partner ID,First name,Last name,Title,Type,Platform,Handle,Country,Business model,Group,Notes",
    ),
    (
        ImportKind::Catalogue,
        "Partner ID,Type,Name,Description,Website,Email,Other emails,Country,Languages,Business model,Categories,Areas,Channels,Monthly visits,Listed on,Last active on",
    ),
    (
        ImportKind::Groups,
        "Partner ID,Email,Website,Add to,Remove from,Remove all",
    ),
    (
        ImportKind::Applications,
        "Applied on,Name,Email,Website,Partner ID,Invitation code",
    ),
];

/// Partners and groups to be met.
const STOCK: &str = "Partner ID,Type,Name,Website,Email,Country,Channels\n\
    1001,Partner,Wanderbuch,wanderbuch.example,anke@wanderbuch.example,DE,\n\
    1002,Partner,山野志,shanyezhi.example,bd@shanyezhi.example,CN,\n\
    2001,Creator,Anouk,,anouk@delacroix.example,FR,Instagram @anouk 912400 3.8%\n";

/// Tries the text as rows; the last byte says of which kind, and in which order dates are.
pub fn holds(input: &[u8]) {
    thread_local! {
        static DESK: (TempDir, Workspace) = desk();
    }
    let Some((told, rows)) = input.split_last() else {
        return;
    };
    let (kind, header) = HEADERS[usize::from(told % 4)];
    let dates =
        [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)][usize::from(told / 4 % 3)];
    let bytes = [header.as_bytes(), b"\n", rows].concat();
    DESK.with(|(_, workspace)| {
        with_file(&bytes, |file| {
            let request = Request {
                kind,
                reading: Reading {
                    dates,
                    ..Reading::default()
                },
                existing_partners: told & 0x40 != 0,
                revive: told & 0x80 != 0,
                ..Request::of(file)
            };
            let before = workspace.overview().expect("it can be read");
            let Ok(tried) = workspace.dry_run(&request, &Unwatched) else {
                return;
            };
            let report = tried.report();
            assert_eq!(
                report.outcomes.rows(),
                report.rows,
                "each row has one outcome"
            );
            received(report, kind);
            let look = Look {
                filter: RowFilter::All,
                text: String::new(),
                problems_first: false,
            };
            let page = tried.page(&look, 0, 500).expect("it can be looked into");
            assert_eq!(page.total, report.rows);
            assert!(page.rows.windows(2).all(|two| two[0].row < two[1].row));
            assert_eq!(workspace.overview().expect("it can be read"), before);
        })
    });
}

fn received(report: &Report, kind: ImportKind) {
    let is_told = report.applications.is_some();
    assert_eq!(is_told, kind == ImportKind::Applications);
}

fn desk() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a place for files");
    let now = jiff::Timestamp::UNIX_EPOCH;
    let workspace =
        Workspace::create(&folder.path().join("a.prospects"), now).expect("it can be made");
    let file = folder.path().join("stock.csv");
    std::fs::write(&file, STOCK).expect("room for it");
    let request = Request {
        kind: ImportKind::Catalogue,
        fixes: Fixes::default(),
        ..Request::of(&file)
    };
    let done = workspace
        .import(&request, None, &Unwatched, now)
        .expect("it can be imported");
    assert_eq!(done.report.outcomes.error, 0);
    (folder, workspace)
}
