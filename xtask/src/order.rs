//! One program to be run: with its output shown, or kept in a log and told in one line.

use std::{
    ffi::OsStr,
    fs::File,
    io::{BufRead, BufReader, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use crate::failure::Failure;

/// How often a running step is told: on a terminal in place, elsewhere as lines of a log.
const TICK: Duration = Duration::from_millis(200);
const HEARTBEAT: Duration = Duration::from_secs(60);

/// A program, its arguments, and where it runs.
pub struct Order {
    program: String,
    args: Vec<String>,
    dir: PathBuf,
    env: Vec<(&'static str, String)>,
}

impl Order {
    /// `words` is the program and its arguments; they are split at spaces.
    pub fn new(dir: PathBuf, words: &str) -> Order {
        let mut words = words.split_whitespace().map(str::to_owned);
        Order {
            program: words.next().unwrap_or_default(),
            args: words.collect(),
            dir,
            env: Vec::new(),
        }
    }

    /// A program at a path, which may have spaces in it.
    pub fn at(dir: PathBuf, program: &Path) -> Order {
        Order {
            program: program.display().to_string(),
            args: Vec::new(),
            dir,
            env: Vec::new(),
        }
    }

    /// Adds one argument, taken as it is.
    pub fn arg(mut self, arg: impl Into<String>) -> Order {
        self.args.push(arg.into());
        self
    }

    /// Adds arguments, each taken as it is.
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Order {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of its environment.
    pub fn env(mut self, name: &'static str, value: impl Into<String>) -> Order {
        self.env.push((name, value.into()));
        self
    }

    /// The command as one would type it.
    pub fn line(&self) -> String {
        let mut line = self.program.clone();
        for arg in &self.args {
            line.push(' ');
            if arg.is_empty() || arg.contains([' ', '(', '&', '|']) {
                line.push_str(&format!("'{arg}'"));
            } else {
                line.push_str(arg);
            }
        }
        line
    }

    fn command(&self) -> Command {
        let mut command = Command::new(on_this_system(&self.program));
        command
            .args(&self.args)
            .current_dir(&self.dir)
            .envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs with its output shown as it comes.
    ///
    /// # Errors
    /// When it cannot be started, or ends with another status than 0.
    pub fn show(&self) -> Result<(), Failure> {
        let status = self.command().status().map_err(|e| self.not_started(e))?;
        self.judged(status.success(), status.code())
    }

    /// Runs with its output kept: every line goes into `log` and is returned; meanwhile the last one is told on the
    /// terminal, or once a minute in a log.
    ///
    /// # Errors
    /// The lines come back with the failure in either case: `(lines, outcome)`.
    pub fn keep(&self, log: &Path) -> (Vec<String>, Result<(), Failure>) {
        let mut command = self.command();
        command
            .env("NO_COLOR", "1")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("FORCE_COLOR")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => return (Vec::new(), Err(self.not_started(error))),
        };
        let (send, lines) = mpsc::channel();
        if let Some(out) = child.stdout.take() {
            forward(out, send.clone());
        }
        if let Some(err) = child.stderr.take() {
            forward(err, send);
        }
        let mut teller = Teller::new(log);
        loop {
            match lines.recv_timeout(TICK) {
                Ok(line) => teller.hear(line),
                Err(RecvTimeoutError::Timeout) => {
                    teller.tick();
                    // A child of the child may hold the pipe open after the end; nothing is waited for then.
                    if matches!(child.try_wait(), Ok(Some(_))) {
                        break;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        teller.clear();
        let outcome = match child.wait() {
            Ok(status) => self.judged(status.success(), status.code()),
            Err(error) => Err(self.not_started(error)),
        };
        (teller.lines, outcome)
    }

    fn not_started(&self, source: std::io::Error) -> Failure {
        Failure::Start {
            program: self.program.clone(),
            source,
        }
    }

    fn judged(&self, success: bool, code: Option<i32>) -> Result<(), Failure> {
        if success {
            return Ok(());
        }
        Err(Failure::Exit {
            command: self.line(),
            code,
        })
    }
}

/// `npm` and `npx` are scripts on Windows, which need their ending to be found.
fn on_this_system(program: &str) -> String {
    if cfg!(windows) && matches!(program, "npm" | "npx") {
        return format!("{program}.cmd");
    }
    program.to_owned()
}

fn forward(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while matches!(from.read_until(b'\n', &mut line), Ok(n) if n > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            if to.send(text).is_err() {
                return;
            }
            line.clear();
        }
    });
}

/// Keeps what a program says, and tells that it is still at work.
struct Teller {
    lines: Vec<String>,
    file: Option<File>,
    terminal: bool,
    started: Instant,
    told: Instant,
}

impl Teller {
    fn new(log: &Path) -> Teller {
        let now = Instant::now();
        Teller {
            lines: Vec::new(),
            file: File::options().append(true).create(true).open(log).ok(),
            terminal: std::io::stdout().is_terminal(),
            started: now,
            told: now,
        }
    }

    fn hear(&mut self, line: String) {
        if let Some(file) = &mut self.file {
            // The log is a convenience: a full disk must not fail the step.
            let _ = writeln!(file, "{line}");
        }
        self.lines.push(line);
        self.tick();
    }

    fn tick(&mut self) {
        let pause = if self.terminal { TICK } else { HEARTBEAT };
        if self.told.elapsed() < pause {
            return;
        }
        self.told = Instant::now();
        let seconds = self.started.elapsed().as_secs();
        let last = self
            .lines
            .iter()
            .rev()
            .find(|line| !line.trim().is_empty())
            .map_or("", |line| line.trim());
        let last: String = last.chars().take(100).collect();
        if self.terminal {
            print!("\r\x1b[2K      {seconds} s  {last}");
            let _ = std::io::stdout().flush();
        } else {
            println!("      still at work after {seconds} s: {last}");
        }
    }

    fn clear(&self) {
        if self.terminal {
            print!("\r\x1b[2K");
            let _ = std::io::stdout().flush();
        }
    }
}

/// Runs a program for what it says; `None` where it is missing or fails.
pub fn ask<S: AsRef<OsStr>>(program: &str, args: impl IntoIterator<Item = S>) -> Option<String> {
    let output = Command::new(on_this_system(program))
        .args(args)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
