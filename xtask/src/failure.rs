//! Why a chore could not be done, and what its user can do about it.

use std::{fmt, io, path::PathBuf};

/// What stopped a chore.
#[derive(Debug)]
pub enum Failure {
    /// A program could not be started at all.
    Start { program: String, source: io::Error },
    /// A program ran and said no.
    Exit { command: String, code: Option<i32> },
    /// A file could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// Something is missing that only the user can provide.
    Missing {
        what: &'static str,
        advice: &'static str,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Start { program, source } => {
                write!(f, "{program} could not be started: {source}")
            }
            Failure::Exit {
                command,
                code: Some(code),
            } => write!(f, "`{command}` ended with status {code}"),
            Failure::Exit {
                command,
                code: None,
            } => write!(f, "`{command}` was stopped by a signal"),
            Failure::File { path, source } => write!(f, "{}: {source}", path.display()),
            Failure::Missing { what, .. } => f.write_str(what),
        }
    }
}

impl Failure {
    /// The failure with the advice it carries, ready to be printed.
    pub fn told(&self) -> String {
        match self {
            Failure::Missing { advice, .. } => format!("error: {self}\n  {advice}"),
            _ => format!("error: {self}"),
        }
    }
}
