//! `cargo xtask fuzz`: the fuzz targets of core, one after the other, and how many inputs each of them took.

use std::{fs, path::PathBuf};

use clap::Args;

use crate::{
    failure::Failure,
    order::{Order, ask},
    places,
};

/// The targets, and where their first inputs lie.
const TARGETS: [(&str, &str); 8] = [
    ("decode", "tests/data"),
    ("sniff", "tests/data"),
    ("parse", "tests/data"),
    ("query", "src-tauri/core/fuzz/seeds/query"),
    ("workbook", "src-tauri/core/fuzz/seeds/workbook"),
    ("values", "src-tauri/core/fuzz/seeds/values"),
    ("template", "src-tauri/core/fuzz/seeds/template"),
    ("kept", "src-tauri/core/fuzz/seeds/kept"),
];
/// The longest input, in bytes: with the small limits of fuzzing it meets all of them.
const LONGEST: u32 = 2_048;
/// Seconds after which one input has taken too long.
const PATIENCE: u32 = 10;

/// What `fuzz` can be told.
#[derive(Args)]
pub struct Options {
    /// How long each target runs
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u32,
    /// Only this target
    #[arg(value_parser = TARGETS.map(|(name, _)| name))]
    target: Option<String>,
}

/// What a target came to.
struct Ran {
    target: &'static str,
    executions: u64,
    per_second: u64,
    finding: bool,
}

/// Runs the targets; inputs that taught something stay in `target/fuzz/corpus`.
///
/// # Errors
/// When cargo-fuzz is missing, a target does not build, or one found something.
pub fn run(options: &Options) -> Result<(), Failure> {
    if ask("cargo", ["fuzz", "--version"]).is_none() {
        return Err(Failure::Missing {
            what: "cargo-fuzz is not installed",
            advice: "install it with `cargo install cargo-fuzz`",
        });
    }
    let asked = options.target.as_deref();
    let targets = TARGETS
        .iter()
        .filter(|(name, _)| asked.is_none_or(|asked| asked == *name));
    let mut done = Vec::new();
    for (target, seeds) in targets {
        let (ran, outcome) = one(target, seeds, options.seconds)?;
        let found = ran.finding;
        done.push(ran);
        // A build that failed is no finding, and the next one would fail as well.
        if !found {
            outcome?;
        }
    }
    println!();
    println!("target    executions   per second   finding");
    for ran in &done {
        let finding = if ran.finding { "yes" } else { "none" };
        println!(
            "{:<8}{:>12}{:>13}   {finding}",
            ran.target, ran.executions, ran.per_second
        );
    }
    if done.iter().any(|ran| ran.finding) {
        return Err(Failure::Missing {
            what: "something does not hold",
            advice: "the output above says what, and which file in target/fuzz/artifacts shows it",
        });
    }
    Ok(())
}

fn one(
    target: &'static str,
    seeds: &str,
    seconds: u32,
) -> Result<(Ran, Result<(), Failure>), Failure> {
    let corpus = folder("corpus", target)?;
    let artifacts = folder("artifacts", target)?;
    let log = places::target().join("fuzz").join(format!("{target}.log"));
    // No sanitizer: the code has no unsafe parts, and what needs one needs another toolchain.
    let call = "cargo fuzz run --sanitizer none --fuzz-dir src-tauri/core/fuzz --target-dir";
    let order = Order::new(places::root(), call)
        .arg(places::target().join("fuzz").display().to_string())
        .arg(target)
        .arg(corpus.display().to_string())
        .args([seeds, "--"])
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .arg(format!("-timeout={PATIENCE}"))
        .arg("-print_final_stats=1");
    println!("{target}: {seconds} s");
    let (lines, outcome) = order.keep(&log);
    let finding = lines
        .iter()
        .any(|line| line.contains("Test unit written to"));
    if outcome.is_err() {
        lines
            .iter()
            .rev()
            .take(60)
            .rev()
            .for_each(|line| println!("{line}"));
    }
    let ran = Ran {
        target,
        executions: figure(&lines, "stat::number_of_executed_units:"),
        per_second: figure(&lines, "stat::average_exec_per_sec:"),
        finding,
    };
    Ok((ran, outcome))
}

fn folder(kind: &str, target: &str) -> Result<PathBuf, Failure> {
    let path = places::target().join("fuzz").join(kind).join(target);
    fs::create_dir_all(&path).map_err(|source| Failure::File {
        path: path.clone(),
        source,
    })?;
    Ok(path)
}

/// The figure behind a name in the closing lines of libFuzzer, or 0.
fn figure(lines: &[String], name: &str) -> u64 {
    let figures = lines
        .iter()
        .rev()
        .filter_map(|line| line.strip_prefix(name));
    figures
        .filter_map(|rest| rest.trim().parse().ok())
        .next()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_figures_of_a_target_are_read() {
        let lines = [
            "Done 90 runs in 3 second(s)",
            "stat::number_of_executed_units: 90",
            "stat::average_exec_per_sec:     30",
        ];
        let lines = lines.map(str::to_owned);
        assert_eq!(figure(&lines, "stat::number_of_executed_units:"), 90);
        assert_eq!(figure(&lines, "stat::average_exec_per_sec:"), 30);
        assert_eq!(figure(&lines, "stat::peak_rss_mb:"), 0);
    }
}
