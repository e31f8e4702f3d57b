//! A course of steps: a numbered line and the time of each, stopped by the first that fails, closed by a table.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use crate::{
    counts::{self, Counts},
    failure::Failure,
    order::Order,
    places,
};

/// Lines of a failed step's output that are shown; all of it lies in its log.
const SHOWN_LINES: usize = 400;

/// One step of a course.
pub struct Step {
    /// What it does, in a few words.
    pub name: &'static str,
    /// What it runs.
    pub work: Work,
    /// What to do next when it fails.
    pub advice: &'static str,
}

/// What a step runs.
pub enum Work {
    /// Something of our own, that shows its output itself.
    Own(fn() -> Result<(), Failure>),
    /// Programs, one after the other.
    Orders(Vec<Order>),
    /// Nothing on this machine, and why.
    LeftOut(&'static str),
}

/// How a step ended.
struct Done {
    name: &'static str,
    took: Duration,
    counts: Option<Counts>,
    result: &'static str,
}

/// Takes the steps in order; the status is a failure as soon as one fails.
pub fn take(steps: Vec<Step>) -> ExitCode {
    let total = steps.len();
    let started = Instant::now();
    let mut done = Vec::new();
    let mut failed = false;
    for (number, step) in steps.into_iter().enumerate().map(|(i, step)| (i + 1, step)) {
        println!("[{number}/{total}] {}", step.name);
        let log = log_of(number, step.name);
        let begun = Instant::now();
        let (lines, outcome) = work(&step.work, &log);
        let counts = counts::in_output(&lines);
        let result = match (&outcome, &step.work) {
            (Err(_), _) => "FAILED",
            (Ok(()), Work::LeftOut(_)) => "left out",
            (Ok(()), _) => "ok",
        };
        done.push(Done {
            name: step.name,
            took: begun.elapsed(),
            counts,
            result,
        });
        if let Err(failure) = outcome {
            explain(&failure, &lines, &log, step.advice);
            failed = true;
            break;
        }
        println!("      {}", told(done.last()));
    }
    close(&done, total, started.elapsed(), failed);
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn work(work: &Work, log: &Path) -> (Vec<String>, Result<(), Failure>) {
    match work {
        Work::Own(own) => (Vec::new(), own()),
        Work::LeftOut(why) => {
            println!("      {why}");
            (Vec::new(), Ok(()))
        }
        Work::Orders(orders) => {
            let mut all = Vec::new();
            for order in orders {
                println!("      $ {}", order.line());
                let (lines, outcome) = order.keep(log);
                all.extend(lines);
                if outcome.is_err() {
                    return (all, outcome);
                }
            }
            (all, Ok(()))
        }
    }
}

/// A fresh log for a step: `target/xtask/09-rust-tests.log`.
fn log_of(number: usize, name: &str) -> PathBuf {
    let folder = places::target().join("xtask");
    let name: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let log = folder.join(format!("{number:02}-{name}.log"));
    // Where no log can be written the output is still shown; nothing else depends on it.
    let _ = fs::create_dir_all(&folder).and_then(|()| fs::write(&log, ""));
    log
}

fn explain(failure: &Failure, lines: &[String], log: &Path, advice: &str) {
    let hidden = lines.len().saturating_sub(SHOWN_LINES);
    if hidden > 0 {
        println!(
            "      … {hidden} lines before these are in {}",
            log.display()
        );
    }
    for line in &lines[hidden..] {
        println!("      {line}");
    }
    println!();
    println!("{}", failure.told());
    println!("What to do: {advice}");
    println!("Its output is kept in {}", log.display());
}

fn told(done: Option<&Done>) -> String {
    let Some(done) = done else {
        return String::new();
    };
    let seconds = done.took.as_secs_f64();
    match done.counts {
        Some(counts) => format!(
            "{}, {seconds:.1} s: {} passed, {} failed",
            done.result, counts.passed, counts.failed
        ),
        None => format!("{}, {seconds:.1} s", done.result),
    }
}

fn close(done: &[Done], total: usize, took: Duration, failed: bool) {
    println!();
    println!("     step                        time   result");
    for (number, step) in done.iter().enumerate() {
        let counted = step.counts.map_or(String::new(), |counts| {
            format!(" ({} passed, {} failed)", counts.passed, counts.failed)
        });
        println!(
            "{:>3}  {:<24}{:>6.1} s   {}{counted}",
            number + 1,
            step.name,
            step.took.as_secs_f64(),
            step.result
        );
    }
    if done.len() < total {
        println!("     {} more not taken", total - done.len());
    }
    println!("     {:<24}{:>6.1} s", "all", took.as_secs_f64());
    println!();
    let mut sum = Counts::default();
    for counts in done.iter().filter_map(|step| step.counts) {
        sum += counts;
    }
    // A step that fails without naming a test (a lint, a build) is a failure of its own.
    if failed && sum.failed == 0 {
        sum.failed = 1;
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
}
