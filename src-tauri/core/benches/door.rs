//! The figures of a whole workspace, as one table: what the door answers, how long it takes, what others need for the same.
//!
//! `cargo xtask bench` runs it. Sizes come from `PROSPECT_BENCH_SIZES` (partners, separated by commas). Files are made
//! once under `target/bench` and kept. Peers are measured in the same run with the `sqlite3` program, where there is one.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use prospect_core::changes::{Op, Target};
use prospect_core::import::{ImportKind, Request, Unwatched};
use prospect_core::query::{Choice, Facet, Filters, Place, Query, Sort, SortBy};
use prospect_core::vocabulary::{BusinessModel, Status};
use prospect_core::workspace::Workspace;
use prospect_sample::Size;

/// As the programs have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let sizes =
        std::env::var("PROSPECT_BENCH_SIZES").unwrap_or_else(|_| "100000,1000000".to_owned());
    for size in sizes.split(',') {
        measure(size.trim().parse()?)?;
    }
    Ok(())
}

/// A line of the table: beside the time the most memory that the process had since the line before.
fn say(figure: &str, took: Duration, goal: &str, peer: Option<(&str, Duration)>) {
    let ms = took.as_secs_f64() * 1e3;
    let peer = peer.map_or_else(String::new, |(name, other)| {
        let other_ms = other.as_secs_f64() * 1e3;
        format!("{name} {other_ms:.1} ms, {:.2} of it", ms / other_ms)
    });
    let peak = peak_megabytes();
    println!("{figure:<46} {ms:>10.2} ms   {goal:<16} {peak:>4} MB   {peer}");
}

fn measure(n: u32) -> Result<()> {
    println!("\n{n} partners and creators");
    let folder = folder()?;
    let catalogue = made(&folder.join(format!("catalogue-{n}.csv")), |out| {
        prospect_sample::write_catalogue(out, Size::of_total(n), (2026, 11, 1))
    })?;
    let prospects = made(&folder.join(format!("prospects-{n}.csv")), |out| {
        prospect_sample::write_prospects(out, Size::of_total(n), n)
    })?;
    let path = folder.join(format!("bench-{n}.prospects"));
    remove(&path)?;

    let workspace = Workspace::create(&path, now())?;
    let (took, _) = timed(|| {
        workspace.import(
            &request(&catalogue, ImportKind::Catalogue),
            None,
            &Unwatched,
            now(),
        )
    });
    say(
        "import the catalogue",
        took,
        "",
        sqlite_import(&folder, &catalogue)
            .as_ref()
            .map(|t| ("sqlite3 .import", *t)),
    );
    drop(workspace);
    let (took, workspace) = timed(|| Workspace::open(&path, now()));
    let workspace = workspace?;
    say("open", took, "≤ 800 at 1 M", None);
    println!(
        "{:<46} {:>10} MB",
        "memory after opening",
        resident_megabytes()
    );

    searches(&workspace, &path);
    facets_and_pages(&workspace)?;
    bulk(&workspace)?;
    prospects_import(&workspace, &prospects, sqlite_import(&folder, &prospects))?;
    Ok(())
}

fn searches(workspace: &Workspace, path: &Path) {
    let words = [
        "a",
        "e",
        "野",
        "re",
        "an",
        "旅行",
        "wan",
        "shop",
        "velo",
        "reise",
        "outdoor",
        "@an",
        "example",
        "xq",
        "zzzz",
        "mountain",
        "gutschein",
        "photography",
    ];
    let mut all: Vec<Duration> = Vec::new();
    for _ in 0..5 {
        for word in words {
            let query = Query {
                text: word.to_owned(),
                ..Query::of(Place::Partners)
            };
            all.push(timed(|| workspace.find(&query, now())).0);
        }
    }
    all.sort_unstable();
    let like = sqlite(
        path,
        "SELECT count(*) FROM partner WHERE name LIKE '%reise%' OR website LIKE '%reise%' OR contacts LIKE '%reise%'",
    );
    say(
        "search, 1 to 12 characters, every hit: p50",
        all[all.len() / 2],
        "≤ 5",
        like.as_ref().map(|t| ("LIKE", *t)),
    );
    say("search: p99", all[all.len() * 99 / 100], "≤ 20", None);
}

fn facets_and_pages(workspace: &Workspace) -> Result<()> {
    let filters = Filters {
        status: Choice {
            values: vec![Status::Active, Status::New],
            exclude: false,
        },
        model: Choice {
            values: BusinessModel::ALL[..6].to_vec(),
            exclude: false,
        },
        ..Filters::default()
    };
    for (name, filters) in [("no filter", Filters::default()), ("two filters", filters)] {
        let query = Query {
            filters,
            ..Query::of(Place::Partners)
        };
        let took = median(9, || workspace.facets(&query, Facet::ALL, now()));
        say(&format!("all facet counts, {name}"), took, "≤ 5", None);
    }
    for by in [SortBy::Name, SortBy::Visits, SortBy::Newest] {
        let query = Query {
            sort: Sort {
                by,
                descending: true,
            },
            ..Query::of(Place::Partners)
        };
        workspace.find(&query, now());
        say(
            &format!("a result by {}", by.key()),
            median(9, || workspace.find(&query, now())),
            "",
            None,
        );
    }
    let listing = workspace.find(&Query::of(Place::Partners), now());
    let deep = listing.total / 2;
    workspace.rows(listing.result, deep, 100)?;
    say(
        "a page of 100 rows in the middle",
        median(21, || workspace.rows(listing.result, deep, 100)),
        "≤ 5",
        None,
    );
    Ok(())
}

fn bulk(workspace: &Workspace) -> Result<()> {
    let listing = workspace.find(&Query::of(Place::Partners), now());
    let to = listing.total.min(100_000).saturating_sub(1);
    let rows = prospect_core::listing::Selecting::Rows {
        result: listing.result,
        from: 0,
        to,
        on: true,
    };
    let count = workspace.select(Place::Partners, &rows)?.count;
    let target = Target::Selected {
        place: Place::Partners,
    };
    let (took, marked) = timed(|| {
        workspace.transact(
            &Op::Mark {
                target: target.clone(),
            },
            now(),
        )
    });
    marked?;
    say(&format!("mark {count}"), took, "≤ 300", None);
    let (took, undone) = timed(|| workspace.undo(None, now()));
    undone?;
    say("undo it", took, "≤ 300", None);
    let hide = Op::Hide {
        target,
        reason: String::new(),
        until: None,
        archive_prospects: false,
    };
    let (took, hidden) = timed(|| workspace.transact(&hide, now()));
    hidden?;
    say(&format!("hide {count}"), took, "≤ 300", None);
    workspace.undo(None, now())?;
    Ok(())
}

fn prospects_import(workspace: &Workspace, file: &Path, peer: Option<Duration>) -> Result<()> {
    for group in prospect_sample::GROUPS {
        workspace.transact(
            &Op::CreateGroup {
                name: (*group).to_owned(),
            },
            now(),
        )?;
    }
    let request = request(file, ImportKind::Prospects);
    say(
        "first preview",
        median(5, || workspace.preview_import(&request)),
        "≤ 100",
        None,
    );
    let (took, dry) = timed(|| workspace.dry_run(&request, &Unwatched));
    say("dry run of as many prospects", took, "≤ 4,000 at 1 M", None);
    let rows = dry?.report().rows;
    let (took, done) = timed(|| workspace.import(&request, None, &Unwatched, now()));
    let outcomes = done?.report.outcomes;
    say(
        "import them",
        took,
        "≤ 2 × sqlite3",
        peer.as_ref().map(|t| ("sqlite3 .import", *t)),
    );
    println!("{:<46} {rows:>10} rows  {outcomes:?}", "");
    let (took, again) = timed(|| workspace.import(&request, None, &Unwatched, now()));
    say("the same file again", took, "≤ 4,000 at 1 M", None);
    println!(
        "{:<46} {:>10} partners changed",
        "", again?.changes.partners
    );
    while let Some(change) = workspace.overview()?.history.undo {
        let is_import = matches!(change.title, prospect_core::changes::Title::Import { .. })
            && change.partners > 0;
        let (took, undone) = timed(|| workspace.undo(None, now()));
        undone?;
        if is_import {
            say("undo of that import", took, "≤ 2,000 at 1 M", None);
            break;
        }
    }
    Ok(())
}

fn now() -> Timestamp {
    Timestamp::constant(1_793_534_400, 0)
}

fn request(file: &Path, kind: ImportKind) -> Request {
    Request {
        kind,
        ..Request::of(file)
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn median<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut all: Vec<Duration> = (0..times).map(|_| timed(&mut work).0).collect();
    all.sort_unstable();
    all[all.len() / 2]
}

fn folder() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&folder)?;
    Ok(folder.canonicalize()?)
}

/// A file that is made once.
fn made(
    path: &Path,
    make: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<PathBuf> {
    if !path.exists() {
        let half = path.with_extension("part");
        let mut out = BufWriter::new(File::create(&half)?);
        make(&mut out)?;
        out.flush()?;
        fs::rename(half, path)?;
    }
    Ok(path.to_owned())
}

fn remove(path: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm", "-lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        if Path::new(&name).exists() {
            fs::remove_file(&name)?;
        }
    }
    Ok(())
}

/// How long `sqlite3` needs to import a file into a table with one unique index, and nothing else.
fn sqlite_import(folder: &Path, csv: &Path) -> Option<Duration> {
    let peer = folder.join("peer.db");
    remove(&peer).ok()?;
    let mut header = String::new();
    BufReader::new(File::open(csv).ok()?)
        .read_line(&mut header)
        .ok()?;
    let header = header.trim_end().replace('"', "");
    let columns: Vec<String> = header
        .split(',')
        .map(|column| format!("\"{column}\""))
        .collect();
    let unique = if header.starts_with("Partner ID") {
        "Partner ID"
    } else {
        "Email"
    };
    let script = format!(
        "CREATE TABLE t ({}); CREATE UNIQUE INDEX u ON t (\"{unique}\") WHERE \"{unique}\" <> '';\n.import --csv --skip 1 \"{}\" t\n",
        columns.join(", "),
        csv.display()
    );
    let (took, done) = timed(|| run_sqlite(&peer, &script));
    done.then_some(took)
}

fn sqlite(path: &Path, statement: &str) -> Option<Duration> {
    let uri = PathBuf::from(format!("file:{}?mode=ro", path.display()));
    run_sqlite(&uri, statement).then(|| median(3, || run_sqlite(&uri, statement)))
}

fn run_sqlite(database: &Path, script: &str) -> bool {
    let child = Command::new("sqlite3")
        .arg(database)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    let written = child
        .stdin
        .take()
        .is_some_and(|mut input| input.write_all(script.as_bytes()).is_ok());
    written && child.wait().is_ok()
}

fn resident_megabytes() -> String {
    status_megabytes("VmRSS:")
}

/// The most memory since this was asked last. Linux begins anew when told so; elsewhere it is not told.
fn peak_megabytes() -> String {
    let peak = status_megabytes("VmHWM:");
    let _ = fs::write("/proc/self/clear_refs", "5");
    peak
}

/// A figure of this process as Linux tells it; elsewhere it is not told.
fn status_megabytes(figure: &str) -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(figure));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().nth(1))
        .and_then(|kb| kb.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kb| (kb / 1024).to_string())
}
