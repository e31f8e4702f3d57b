//! What can be read of a damaged workspace.

use std::fs;
use std::path::{Path, PathBuf};

use prospect_core::backup::Salvaged;
use prospect_core::error::{OpenError, StoreError};
use prospect_core::import::{ImportKind, Unwatched};
use prospect_core::query::{Place, Query};
use prospect_core::workspace::{RestoreError, Workspace};

use crate::desk::{Desk, beside, now, search};

/// A page of the file, in bytes.
const PAGE: usize = 4_096;

/// A closed workspace of so many walkers, marked and grouped in part.
fn walkers(count: u32) -> (tempfile::TempDir, PathBuf) {
    let desk = Desk::stocked();
    let rows =
        (0..count).map(|n| format!("Walker {n},walk@walker-{n}.example,{}\n", "on ".repeat(40)));
    let csv = "Name,Email,Description\n".to_owned() + &rows.collect::<String>();
    desk.import(ImportKind::Catalogue, csv.as_bytes());
    desk.mark("Wanderbuch");
    desk.hide("Fellside", "no fit");
    let path = desk.path();
    (desk.close(), path)
}

fn salvage(from: &Path) -> (PathBuf, Result<Salvaged, RestoreError>) {
    let out = from.with_file_name("Salvaged.prospects");
    let salvaged = Workspace::salvage(from, &out, &Unwatched, now());
    (out, salvaged)
}

/// Writes nonsense over some pages of a file, from 1.
pub fn damage(path: &Path, pages: impl IntoIterator<Item = usize>) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    for page in pages {
        let from = (page - 1) * PAGE;
        bytes[from..from + PAGE].fill(0x55);
    }
    fs::write(path, &bytes).unwrap();
    bytes
}

/// The pages in which the rows of a table stand.
fn leaves(path: &Path, table: &str) -> Vec<usize> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let root: u32 = connection
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
            [table],
            |row| row.get(0),
        )
        .unwrap();
    drop(connection);
    let bytes = fs::read(path).unwrap();
    let page = |number: usize| &bytes[(number - 1) * PAGE..number * PAGE];
    let inner = page(root as usize);
    assert_eq!(inner[0], 5, "the root of a table with several pages");
    let cells = usize::from(u16::from_be_bytes([inner[3], inner[4]]));
    let child = |at: usize| u32::from_be_bytes(inner[at..at + 4].try_into().unwrap()) as usize;
    let mut leaves: Vec<usize> = (0..cells)
        .map(|cell| {
            let at = 12 + cell * 2;
            child(usize::from(u16::from_be_bytes([inner[at], inner[at + 1]])))
        })
        .collect();
    leaves.push(child(8));
    leaves
}

#[test]
fn a_whole_workspace_is_read_whole() {
    let (_folder, path) = walkers(300);
    let before = fs::read(&path).unwrap();
    let original = Workspace::open(&path, now()).unwrap().overview().unwrap();
    let (out, salvaged) = salvage(&path);
    let salvaged = salvaged.unwrap();
    assert_eq!((salvaged.gaps, salvaged.nonsense), (0, 0));
    assert_eq!(salvaged.contents.partners, 305);
    let read = Workspace::open(&out, now()).unwrap();
    let overview = read.overview().unwrap();
    assert_eq!(
        (
            overview.partners,
            overview.prospects,
            overview.hidden,
            overview.imports
        ),
        (
            original.partners,
            original.prospects,
            original.hidden,
            original.imports
        )
    );
    assert_eq!(read.check().unwrap().findings, []);
    read.undo(None, now()).unwrap();
    assert_eq!(read.check().unwrap().findings, []);
    drop(read);
    assert_eq!(fs::read(&path).unwrap().len(), before.len());
}

#[test]
fn of_damaged_pages_the_rows_are_lost_and_all_others_are_read() {
    let (_folder, path) = walkers(2_000);
    let leaves = leaves(&path, "partner");
    assert!(leaves.len() > 60, "{} pages", leaves.len());
    let bytes = damage(&path, [leaves[10], leaves[11], leaves[30], leaves[50]]);
    let (out, salvaged) = salvage(&path);
    let salvaged = salvaged.unwrap();
    assert_eq!(salvaged.gaps, 3, "two of the pages stand beside each other");
    let read = salvaged.contents.partners;
    let lost = 2_005 - read;
    assert!((30..=120).contains(&lost), "{lost} lost");
    assert_eq!(
        fs::read(&path).unwrap(),
        bytes,
        "the damaged file is only read"
    );

    let desk = Desk::of(
        tempfile::tempdir().unwrap(),
        Workspace::open(&out, now()).unwrap(),
    );
    desk.assert_sound();
    assert_eq!(desk.find(&Query::of(Place::Partners)).total, read);
    assert_eq!(
        desk.names(&search(Place::Partners, "\"Walker 1999\"")),
        ["Walker 1999"]
    );
    desk.mark("Walker 1999");
    desk.assert_sound();
}

#[test]
fn the_first_and_the_last_page_may_be_lost_too() {
    let (_folder, path) = walkers(2_000);
    let leaves = leaves(&path, "partner");
    damage(&path, [leaves[0], *leaves.last().unwrap()]);
    let (out, salvaged) = salvage(&path);
    let read = salvaged.unwrap().contents.partners;
    assert!((1_900..2_000).contains(&read), "{read} read");
    assert_eq!(
        Workspace::open(&out, now())
            .unwrap()
            .check()
            .unwrap()
            .findings,
        []
    );
}

#[test]
fn a_number_that_goes_back_on_a_damaged_page_does_not_make_it_read_for_ever() {
    let (_folder, path) = walkers(2_000);
    let leaves = leaves(&path, "partner");
    let mut bytes = fs::read(&path).unwrap();
    // The last row of a page gets the number 5, and the page after it is lost.
    let page = (leaves[20] - 1) * PAGE;
    let cells = usize::from(u16::from_be_bytes([bytes[page + 3], bytes[page + 4]]));
    let at = page + 8 + (cells - 1) * 2;
    let cell = page + usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    // The length of the row takes two bytes, and so does its number.
    assert!(bytes[cell] & 0x80 != 0 && bytes[cell + 1] & 0x80 == 0 && bytes[cell + 2] & 0x80 != 0);
    bytes[cell + 2] = 0x80;
    bytes[cell + 3] = 5;
    fs::write(&path, &bytes).unwrap();
    damage(&path, [leaves[21]]);
    let (out, salvaged) = salvage(&path);
    let salvaged = salvaged.unwrap();
    assert!(salvaged.gaps >= 1 && salvaged.contents.partners > 1_900);
    Workspace::open(&out, now()).unwrap();
}

#[test]
fn values_that_make_no_sense_are_left_out() {
    let (_folder, path) = walkers(20);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "UPDATE partner SET contacts = 'no list' WHERE name = 'Walker 7';
            UPDATE standing SET stage = 'nowhere' WHERE stage IS NOT NULL;",
        )
        .unwrap();
    drop(connection);
    assert!(Workspace::open(&path, now()).is_err());
    let (out, salvaged) = salvage(&path);
    let salvaged = salvaged.unwrap();
    assert_eq!(salvaged.nonsense, 2);
    let overview = Workspace::open(&out, now()).unwrap().overview().unwrap();
    assert_eq!(
        (overview.partners, overview.prospects, overview.hidden),
        (24, 0, 1)
    );
}

#[test]
fn a_group_whose_name_is_lost_keeps_its_members() {
    let (_folder, path) = walkers(20);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO membership VALUES (12, 1);")
        .unwrap();
    drop(connection);
    let (out, salvaged) = salvage(&path);
    assert_eq!(salvaged.unwrap().contents.groups, 1);
    let groups = Workspace::open(&out, now()).unwrap().groups();
    assert_eq!(
        (groups[0].group.name.as_str(), groups[0].members),
        ("Recovered 12", 1)
    );
}

#[test]
fn where_nothing_can_be_read_nothing_is_made() {
    let (folder, path) = walkers(20);
    let out = path.with_file_name("Salvaged.prospects");
    let open = Workspace::open(&path, now()).unwrap();
    let refused = salvage(&path).1;
    assert!(matches!(
        refused,
        Err(RestoreError::Open(OpenError::InUse { .. }))
    ));
    drop(open);
    fs::write(&out, "mine").unwrap();
    let refused = salvage(&path).1;
    assert!(matches!(
        refused,
        Err(RestoreError::Open(OpenError::Exists { .. }))
    ));
    assert_eq!(fs::read(&out).unwrap(), b"mine");
    fs::remove_file(&out).unwrap();

    let mut bytes = fs::read(&path).unwrap();
    bytes[40..PAGE].fill(0x55);
    fs::write(&path, bytes).unwrap();
    let refused = salvage(&path).1;
    assert!(
        matches!(
            refused,
            Err(RestoreError::Open(
                OpenError::NotAWorkspace { .. } | OpenError::Store(StoreError::Damaged(_))
            ))
        ),
        "{:?}",
        refused.err()
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("Salvaged"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn what_lay_beside_the_name_of_the_new_file_is_not_read_into_it() {
    let (_folder, path) = walkers(300);
    let out = path.with_file_name("Salvaged.prospects");
    // What a program leaves that is ended, of a file that was deleted since.
    let other = Desk::stocked();
    other.hide("Wanderbuch", "no");
    fs::copy(beside(&other.path(), "-wal"), beside(&out, "-wal")).unwrap();
    let (_, salvaged) = salvage(&path);
    let contents = salvaged.unwrap().contents;
    let read = Workspace::open(&out, now()).unwrap();
    assert_eq!(read.check().unwrap().findings, []);
    assert_eq!(read.overview().unwrap().partners, contents.partners);
}
