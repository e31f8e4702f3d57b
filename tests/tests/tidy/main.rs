//! What must never be, as tests over the source tree. Each finding names its file and line.

mod rules;
mod supply;
mod tree;

use std::path::Path;

use rules::{Finding, declared_name, forbidden_import, imported, keys, mentions, stringly, words};
use tree::{File, files, lines_of_code};

/// Parts of the interface that know one subject each, and not one another.
const FEATURES: [&str; 9] = [
    "activity",
    "marketplace",
    "profile",
    "prospects",
    "groups",
    "imports",
    "workflows",
    "applications",
    "settings",
];

/// Names that say nothing.
const EMPTY_NAMES: [&str; 4] = ["Manager", "Service", "Helper", "Util"];

/// The most lines of a file that is written by hand.
const MOST_LINES: usize = 400;

#[track_caller]
fn none(findings: Vec<Finding>, rule: &str) {
    let list: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{rule}:\n{}", list.join("\n"));
}

/// The findings of a rule that looks at one line at a time.
fn each_line(files: &[File], rule: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    files
        .iter()
        .flat_map(|file| {
            file.lines()
                .filter_map(|(n, line)| Some(file.finding(n, rule(line)?)))
        })
        .collect()
}

#[test]
fn core_depends_on_nothing_of_a_window() {
    let manifest = files("src-tauri/core", &["toml"]);
    let findings = each_line(&manifest, |line| {
        let name = line.split(['=', '.', ' ', '"']).next().unwrap_or_default();
        ["tauri", "rfd", "notify-rust", "tokio"]
            .contains(&name)
            .then(|| name.to_owned())
    });
    none(findings, "core never sees the window or an async runtime");
}

#[test]
fn core_never_uses_what_belongs_to_a_window() {
    let sources = lines_of_code(files("src-tauri/core/src", &["rs"]));
    let findings = each_line(&sources, |line| {
        mentions(line, &["tauri::", "rfd::", "notify_rust", "tokio::"])
    });
    none(findings, "core never sees the window or an async runtime");
}

#[test]
fn imports_know_no_database() {
    let sources = lines_of_code(files("src-tauri/core/src/import", &["rs"]));
    let findings = each_line(&sources, |line| {
        mentions(line, &["rusqlite", "crate::store", "super::store"])
    });
    none(
        findings,
        "an import reads through a lookup and writes to a sink",
    );
}

#[test]
fn commands_hold_no_sql() {
    let sources = lines_of_code(files("src-tauri/src/commands", &["rs"]));
    let findings = each_line(&sources, |line| {
        words(line, &["SELECT", "INSERT", "UPDATE", "DELETE"])
    });
    none(findings, "a command calls one function of core");
}

#[test]
fn core_has_no_clock() {
    let sources = lines_of_code(files("src-tauri/core/src", &["rs"]));
    let findings = each_line(&sources, |line| {
        mentions(line, &["SystemTime::now", "Timestamp::now", "Zoned::now"])
    });
    none(findings, "time is passed in");
}

#[test]
fn no_error_is_a_string() {
    let sources = lines_of_code(files("", &["rs"]));
    none(
        each_line(&sources, stringly),
        "an error is an enum with facts",
    );
}

#[test]
fn only_ipc_talks_to_the_shell() {
    let mut sources = files("ui/src", &["ts", "js", "svelte"]);
    sources.retain(|file| !file.path.starts_with("ui/src/lib/ipc"));
    let findings = each_line(&sources, |line| {
        imported(line)
            .filter(|path| path.starts_with("@tauri-apps"))
            .map(str::to_owned)
    });
    none(findings, "only ui/src/lib/ipc imports @tauri-apps");
}

#[test]
fn a_feature_meets_another_only_in_a_view() {
    let sources = files("ui/src/lib", &["ts", "js", "svelte"]);
    let findings = sources
        .iter()
        .flat_map(|file| {
            let home = file
                .path
                .strip_prefix("ui/src/lib")
                .unwrap_or(Path::new(""))
                .to_owned();
            file.lines()
                .filter_map(move |(n, line)| {
                    Some(file.finding(n, forbidden_import(&home, imported(line)?, &FEATURES)?))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    none(
        findings,
        "a part of the interface imports no feature but itself",
    );
}

#[test]
fn every_name_says_something() {
    let sources = files("", &["rs", "ts", "svelte"]);
    let mut findings = each_line(&sources, |line| {
        let name = declared_name(line)?;
        EMPTY_NAMES
            .iter()
            .any(|empty| name.contains(empty))
            .then(|| name.to_owned())
    });
    findings.extend(sources.iter().filter_map(|file| {
        let stem = file.path.file_stem()?.to_str()?.to_lowercase();
        let empty = EMPTY_NAMES
            .iter()
            .any(|empty| stem.contains(&empty.to_lowercase()));
        empty.then(|| file.finding(1, "the file's name".to_owned()))
    }));
    none(findings, "no Manager, Service, Helper or Util");
}

#[test]
fn no_file_is_too_long_to_be_one_thing() {
    let mut sources = files("", &["rs", "ts", "js", "svelte", "css", "sql"]);
    // The one is generated; the other is a table of colours and sizes, twice for the two themes.
    let tables = ["ui/src/lib/ipc/bindings.ts", "ui/src/styles/tokens.css"];
    sources.retain(|file| !tables.iter().any(|table| file.path.ends_with(table)));
    let findings = sources
        .iter()
        .filter(|file| file.lines().count() > MOST_LINES)
        .map(|file| file.finding(MOST_LINES + 1, format!("{} lines", file.lines().count())))
        .collect();
    none(findings, "a file over 400 lines is several things");
}

#[test]
fn nothing_is_left_to_be_done() {
    let all = files(
        "",
        &[
            "rs", "ts", "js", "svelte", "css", "sql", "md", "toml", "html", "json", "yml", "run",
        ],
    );
    // Put together here, so that this file does not find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME")];
    none(
        each_line(&all, |line| words(line, &marks)),
        "work is done or has an issue",
    );
}

#[test]
fn both_languages_have_the_same_messages() {
    let messages = files("ui/messages", &["json"]);
    let all: Vec<_> = messages
        .iter()
        .map(|file| (file, keys(&file.text)))
        .collect();
    let findings = all
        .iter()
        .flat_map(|(_, own)| own)
        .flat_map(|key| {
            all.iter()
                .filter(move |(_, own)| !own.contains(key))
                .map(move |(file, _)| (file, key))
        })
        .map(|(file, key)| file.finding(1, format!("has no “{key}”")))
        .collect();
    none(findings, "a message stands in both languages");
}
