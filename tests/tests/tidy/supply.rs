//! What the project is made of: where it comes from, under which terms, and that none of it can talk to a network.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tree::files;

/// The terms under which others' code is taken; `deny.toml` says the same.
const TERMS: [&str; 13] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
    "Unlicense",
    "CC0-1.0",
    "BSL-1.0",
];
/// What talks to a network, or makes it secret.
const CLIENTS: [&str; 12] = [
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "curl",
    "isahc",
    "attohttpc",
    "tungstenite",
    "native-tls",
    "rustls",
    "openssl",
    "quinn",
];
/// What belongs to a window.
const WINDOWS: [&str; 7] = ["tauri", "wry", "tao", "gtk", "rfd", "notify-rust", "tokio"];
/// The most packages that core is made of, those within those with them.
const CORE: usize = 130;

fn text_of(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What cargo says of the project, without asking anybody.
fn cargo(words: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(words.split(' '))
        .args(["--offline", "--locked"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("cargo built this");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}: {said}");
    String::from_utf8(output.stdout).expect("it is text")
}

/// The names of all that a package of ours is built with on this machine.
fn made_of(package: &str) -> BTreeSet<String> {
    let tree = cargo(&format!(
        "tree --package {package} --edges normal --prefix none"
    ));
    let name = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    tree.lines()
        .map(name)
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_package_comes_from_the_registry_and_is_the_one_that_was_seen() {
    for lock in ["Cargo.lock", "src-tauri/core/fuzz/Cargo.lock"] {
        let text = text_of(lock);
        let packages: Vec<&str> = text.split("[[package]]").skip(1).collect();
        assert!(packages.len() > 50, "{lock}");
        for package in packages {
            let value = |key: &str| {
                let line = package.lines().find_map(|line| line.strip_prefix(key));
                line.map(|value| value.trim_matches([' ', '=', '"']))
            };
            let name = value("name").unwrap_or_default();
            let ours = name.starts_with("prospect") || name == "xtask";
            let source = value("source").unwrap_or_default();
            let registry = source.starts_with("registry+") && source.ends_with("crates.io-index");
            assert!(ours != registry, "{lock}: {name} is from {source}");
            let sum = value("checksum").map_or(0, str::len);
            assert!(ours || sum == 64, "{lock}: {name} has no checksum");
        }
    }
}

#[test]
fn every_package_may_be_used_as_it_is() {
    let metadata: Value =
        serde_json::from_str(&cargo("metadata --format-version 1")).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    assert!(packages.len() > 300);
    for package in packages {
        let terms = package["license"].as_str().unwrap_or_default();
        assert!(allowed(terms), "{} is under {terms:?}", package["name"]);
    }
}

/// Whether an expression of SPDX can be met with the terms that are taken.
fn allowed(terms: &str) -> bool {
    let words = terms
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest) && rest.is_empty()
}

fn either(rest: &mut &[&str]) -> bool {
    let mut is = both(rest);
    while let [first, ..] = **rest
        && first == "OR"
    {
        *rest = &rest[1..];
        is |= both(rest);
    }
    is
}

fn both(rest: &mut &[&str]) -> bool {
    let mut is = one(rest);
    while let [first, ..] = **rest
        && first == "AND"
    {
        *rest = &rest[1..];
        is &= one(rest);
    }
    is
}

fn one(rest: &mut &[&str]) -> bool {
    match **rest {
        ["(", ..] => {
            *rest = &rest[1..];
            let is = either(rest);
            *rest = rest.get(1..).unwrap_or_default();
            is
        }
        [term, "WITH", exception, ..] => {
            *rest = &rest[3..];
            TERMS.contains(&format!("{term} WITH {exception}").as_str())
        }
        [term, ..] => {
            *rest = &rest[1..];
            TERMS.contains(&term)
        }
        [] => false,
    }
}

#[test]
fn terms_are_read_as_they_are_meant() {
    for (terms, is) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("", false),
        ("MIT/Apache-2.0", true),
        ("MIT OR LGPL-2.1-or-later", true),
        ("MIT AND LGPL-2.1-or-later", false),
        ("(GPL-2.0 OR MIT) AND BSD-3-Clause", true),
        ("(GPL-2.0 OR MIT) AND BSD-4-Clause", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("GPL-2.0 WITH Classpath-exception-2.0", false),
    ] {
        assert_eq!(allowed(terms), is, "{terms}");
    }
}

#[test]
fn core_is_small_and_knows_neither_window_nor_network() {
    let core = made_of("prospect-core");
    println!("core is made of {} packages", core.len());
    assert!(core.contains("rusqlite"), "{core:?}");
    assert!(core.len() <= CORE, "{} packages: {core:?}", core.len());
    for name in WINDOWS.iter().chain(&CLIENTS) {
        assert!(!core.contains(*name), "core is made of {name}");
    }
}

#[test]
fn nothing_that_is_shipped_can_talk_to_a_network() {
    for package in ["prospect-desk", "prospects"] {
        let all = made_of(package);
        println!("{package} is made of {} packages", all.len());
        assert!(all.contains("prospect-core"), "{all:?}");
        for name in CLIENTS {
            assert!(!all.contains(name), "{package} is made of {name}");
        }
    }
}

#[test]
fn no_code_of_ours_is_unsafe() {
    assert!(text_of("Cargo.toml").contains("\nunsafe_code = \"forbid\"\n"));
    let manifests = files("", &["toml"]);
    let of_crates = manifests
        .iter()
        .filter(|file| file.path.ends_with("Cargo.toml") && file.text.contains("[package]"));
    let mut crates = 0;
    for file in of_crates {
        crates += 1;
        let inherits = file.text.contains("\n[lints]\nworkspace = true\n");
        // What is outside of the workspace says it itself.
        let fuzz = file.path.ends_with("fuzz/Cargo.toml");
        assert!(inherits || fuzz, "{}", file.path.display());
    }
    assert!(crates >= 7, "{crates} crates");
    let fuzz = text_of("src-tauri/core/fuzz/src/lib.rs");
    assert!(fuzz.contains("#![forbid(unsafe_code)]"));
}

#[test]
fn packages_of_the_interface_are_the_ones_that_were_seen() {
    let lock: Value = serde_json::from_str(&text_of("ui/package-lock.json")).expect("JSON");
    let packages = lock["packages"].as_object().expect("a table");
    assert!(packages.len() > 100);
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        let sum = package["integrity"].as_str().unwrap_or_default();
        assert!(sum.starts_with("sha512-"), "{name} has no checksum");
        // Each comes from the registry of whoever installs it.
        assert_eq!(package["resolved"], Value::Null, "{name}");
        assert_ne!(package["link"], true, "{name}");
    }
}
