//! What `sqlite3` needs for the same. Every answer is `None` where there is no such program.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Times, timed, worlds};

/// A database of what a world holds, as somebody would make it who searches with SQLite alone: an index for each order, and the
/// texts once more for a full-text search in trigrams, where this SQLite knows them.
pub struct Peer(PathBuf);

impl Peer {
    /// The peer of the world of `n` partners.
    pub fn of(n: u32) -> Option<Self> {
        run(Path::new(":memory:"), "")?;
        let world = worlds::world(n).ok()?;
        let path = worlds::made(&format!("peer-{n}.db"), |path| {
            let script = format!(
                "ATTACH 'file:{}?mode=ro' AS world;
                CREATE TABLE p AS SELECT id, name, website, contacts, channels, business_model, country, monthly_visits FROM world.partner;
                CREATE INDEX by_name ON p (name); CREATE INDEX by_visits ON p (monthly_visits);
                CREATE VIRTUAL TABLE words USING fts5 (name, website, contacts, channels, content='', tokenize='trigram');
                INSERT INTO words (rowid, name, website, contacts, channels) SELECT id, name, website, contacts, channels FROM p;",
                world.display()
            );
            Ok(run(path, &script).map(|_| ()).ok_or("sqlite3 failed")?)
        });
        path.ok().map(Self)
    }

    /// How long each statement takes by itself. The first is asked once more before, so that none meets a cold file.
    pub fn times(&self, statements: &[String]) -> Option<Times> {
        let warm = statements.first().cloned().unwrap_or_default();
        let script = format!("{warm};\n.timer on\n{};\n", statements.join(";\n"));
        let told = run(&self.0, &script)?;
        let real = |line: &str| {
            line.strip_prefix("Run Time: real ")?
                .split(' ')
                .next()?
                .parse::<f64>()
                .ok()
        };
        let times: Vec<f64> = told
            .lines()
            .filter_map(real)
            .map(|seconds| seconds * 1e3)
            .collect();
        (times.len() == statements.len()).then(|| Times::of(times))
    }

    /// Finding a word anywhere in a text, by looking at all.
    pub fn like(word: &str) -> String {
        let columns = ["name", "website", "contacts", "channels"];
        let tests = columns.map(|column| format!("{column} LIKE '%{word}%'"));
        format!("SELECT count(*) FROM p WHERE {}", tests.join(" OR "))
    }

    /// Finding it by trigrams.
    pub fn full_text(word: &str) -> String {
        format!("SELECT count(*) FROM words WHERE words MATCH '\"{word}\"'")
    }

    /// Counting the values of a column.
    pub fn group_by(column: &str) -> String {
        format!("SELECT count(*) FROM (SELECT {column}, count(*) FROM p GROUP BY {column})")
    }

    /// A page of rows in an order that has an index.
    pub fn page(column: &str, offset: u32) -> String {
        format!(
            "SELECT count(length(name)) FROM (SELECT name FROM p ORDER BY {column} LIMIT 100 OFFSET {offset})"
        )
    }
}

/// How many milliseconds `.import` needs into a table with one unique index, and nothing else.
pub fn import(csv: &Path) -> Option<f64> {
    let database = worlds::Copy::to_make().ok()?;
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
    let (took, done) = timed(|| run(database.path(), &script));
    done.map(|_| took)
}

/// Runs a script; what it told.
fn run(database: &Path, script: &str) -> Option<String> {
    let input = worlds::folder()
        .ok()?
        .join(format!("script-{}.sql", std::process::id()));
    fs::write(&input, script).ok()?;
    let told = Command::new("sqlite3")
        .arg(database)
        .stdin(File::open(&input).ok()?)
        // A file to import has rows that break the unique index, each of which it tells.
        .stderr(Stdio::null())
        .output();
    fs::remove_file(&input).ok()?;
    String::from_utf8(told.ok()?.stdout).ok()
}
