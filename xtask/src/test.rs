//! `cargo xtask test`: everything, the cheap before the costly, the real window last.

use std::fs;

use clap::Args;

use crate::{
    course::{Step, Work},
    order::{Order, ask},
    places, setup,
};

/// End-to-end tests at once: each has a display, a bus and a window of its own.
const WINDOWS_AT_ONCE: &str = "2";

/// What `test` can be told.
#[derive(Args)]
pub struct Options {
    /// Leave out the tests over the real window
    #[arg(long)]
    no_e2e: bool,
    /// Of the tests over the real window take only those whose name contains this
    #[arg(long, value_name = "FILTER")]
    only: Option<String>,
}

/// The steps in their order.
pub fn steps(options: &Options) -> Vec<Step> {
    let mut steps = vec![
        Step {
            name: "setup",
            work: Work::Own(if options.no_e2e {
                setup::to_check
            } else {
                setup::everything
            }),
            advice: "install what is named above, then call `cargo xtask test` again",
        },
        format(),
    ];
    steps.extend(interface());
    steps.push(lints());
    steps.push(supply());
    steps.push(Step {
        name: "build",
        // With the tests, so that one set of features is built for the app, the tests of Rust and the real window.
        work: cargo("build --workspace --lib --bins --tests"),
        advice: "mend what the compiler names",
    });
    steps.push(Step {
        name: "tests of Rust",
        work: Work::Orders(rust_tests()),
        advice: "read the failed test above; `cargo nextest run <its name>` runs it alone",
    });
    if !options.no_e2e {
        steps.push(window(options.only.as_deref()));
    }
    steps
}

/// `cargo fmt --check`.
pub fn format() -> Step {
    Step {
        name: "format",
        work: cargo("fmt --all --check"),
        advice: "run `cargo fmt --all`",
    }
}

/// Clippy over everything, warnings denied.
pub fn lints() -> Step {
    Step {
        name: "clippy",
        work: cargo("clippy --workspace --all-targets -- -D warnings"),
        advice: "mend what clippy names; a lint is silenced only with its reason beside it",
    }
}

/// What `deny.toml` says of dependencies, where cargo-deny is installed. Their vulnerabilities are told by a list that has to be
/// fetched, which no check waits for: `cargo deny check advisories` does.
pub fn supply() -> Step {
    Step {
        name: "dependencies",
        work: if ask("cargo", ["deny", "--version"]).is_some() {
            cargo(
                "deny --log-level error --offline check --hide-inclusion-graph licenses bans sources",
            )
        } else {
            Work::LeftOut(
                "cargo-deny is not installed; tests/tests/tidy/supply.rs still holds the most of it",
            )
        },
        advice: "take another package, or say in deny.toml why this one may stay",
    }
}

/// The types of the interface.
pub fn types() -> Step {
    Step {
        name: "types of the interface",
        work: npm(&["run check"]),
        advice: "mend what svelte-check names; after a change of Rust types run `cargo xtask bindings`",
    }
}

/// Messages and pages of the interface.
pub fn interface_build() -> Step {
    Step {
        name: "interface",
        work: npm(&["run build"]),
        advice: "mend what Vite names; a message must stand in ui/messages/en.json and zh-CN.json",
    }
}

fn interface() -> [Step; 4] {
    [
        interface_build(),
        types(),
        Step {
            name: "lint of the interface",
            work: npm(&["run lint"]),
            advice: "run `npm run format` in ui, and mend what eslint names",
        },
        Step {
            name: "tests of the interface",
            work: npm(&["test"]),
            advice: "read the failed test above; `npx vitest <its file>` in ui runs it again at each change",
        },
    ]
}

/// A step's work: one call of cargo.
pub fn cargo(words: &str) -> Work {
    Work::Orders(vec![cargo_order(words)])
}

fn cargo_order(words: &str) -> Order {
    Order::new(places::root(), &format!("cargo {words}"))
}

fn npm(calls: &[&str]) -> Work {
    let order = |words: &&str| Order::new(places::ui(), &format!("npm {words}"));
    Work::Orders(calls.iter().map(order).collect())
}

/// Whether cargo-nextest is installed; `cargo test` does the same work where it is not.
pub fn has_nextest() -> bool {
    ask("cargo", ["nextest", "--version"]).is_some()
}

// Every call names the whole workspace: cargo then builds one set of features, and nothing twice.
fn rust_tests() -> Vec<Order> {
    let mut orders = if has_nextest() {
        vec![
            cargo_order("nextest run --workspace --no-fail-fast --filterset")
                .arg("not binary(e2e)"),
        ]
    } else {
        let targets = test_targets().into_iter().filter(|name| name != "e2e");
        vec![
            cargo_order("test --workspace --no-fail-fast --lib --bins")
                .args(targets.flat_map(|name| ["--test".to_owned(), name])),
        ]
    };
    // nextest does not know the examples in the documentation.
    orders.push(cargo_order("test --workspace --no-fail-fast --doc"));
    orders
}

/// The test targets of all crates, by the names of their files and folders.
fn test_targets() -> Vec<String> {
    let crates = [
        "tests",
        "src-tauri",
        "src-tauri/core",
        "src-tauri/sample",
        "src-tauri/cli",
    ];
    let mut names: Vec<String> = crates
        .iter()
        .flat_map(|folder| fs::read_dir(places::root().join(folder).join("tests")))
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").exists()
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn window(only: Option<&str>) -> Step {
    let name = "the real window";
    let advice = "look at the screenshots in target/e2e; `cargo xtask test --only <its name>` runs one alone";
    if !cfg!(target_os = "linux") {
        return Step {
            name,
            work: Work::LeftOut(
                "it is driven through WebKitGTK's driver and a virtual X display, which only Linux has",
            ),
            advice,
        };
    }
    let order = if has_nextest() {
        let tests = only.map_or("binary(e2e)".to_owned(), |only| {
            format!("binary(e2e) and test(~{only})")
        });
        cargo_order("nextest run --workspace --no-fail-fast --test-threads").args([
            WINDOWS_AT_ONCE,
            "--filterset",
            &tests,
        ])
    } else {
        cargo_order("test --workspace --no-fail-fast --test e2e --")
            .arg(format!("--test-threads={WINDOWS_AT_ONCE}"))
            .args(only)
    };
    Step {
        name,
        // A failed wait tells what it saw; where in the source it waited says nothing more.
        work: Work::Orders(vec![order.env("RUST_LIB_BACKTRACE", "0")]),
        advice,
    }
}
