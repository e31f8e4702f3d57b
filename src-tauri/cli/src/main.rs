//! `prospects`: Prospect Desk from a terminal, on the same workspace file as the window.
//!
//! Exit status: 0 done · 1 done, some rows had errors · 2 refused, nothing changed, with one line on stderr.

mod arguments;
mod commands;
mod opening;
mod output;
mod refusal;
mod say;
mod table;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::arguments::Arguments;
use crate::output::Output;
use crate::refusal::Refusal;

/// Rows are allocated by one thread and freed by another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// All of it.
    Whole,
    /// Some rows had errors.
    WithErrors,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let mut output = Output::new(arguments.json);
    let done = commands::run(&arguments, &mut output).and_then(|done| {
        output.flush()?;
        Ok(done)
    });
    match done {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::WithErrors) => ExitCode::from(1),
        // Whoever reads has read enough, as `head` does.
        Err(Refusal::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(refusal) => refused(&say::refusal(&refusal)),
    }
}

/// Shows help where it was asked for; else says in one line what is wrong with the arguments.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        // Without a terminal to print to there is nobody to tell.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.to_string();
    let told: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .filter(|line| !line.is_empty())
        .collect();
    let told = told.join(" ");
    refused(&format!(
        "{}; see prospects --help",
        told.strip_prefix("error: ").unwrap_or(&told)
    ))
}

fn refused(sentence: &str) -> ExitCode {
    let line = output::one_line(sentence);
    // Without a terminal to print to there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "prospects: {line}");
    ExitCode::from(2)
}
