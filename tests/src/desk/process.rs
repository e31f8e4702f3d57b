//! Starting the programs around the app, and ending them together with whatever they have started.

use std::{
    ffi::OsStr,
    fs,
    os::unix::ffi::OsStrExt,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// How long ended processes may take to be gone.
const GONE_WITHIN: Duration = Duration::from_secs(3);

/// A program that is ended when dropped.
pub struct Running {
    child: Child,
}

/// A command for a program on a desk: this environment and no other, and silent.
pub fn command(program: &str, environment: &[(String, String)]) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command
}

impl Running {
    pub fn start(command: &mut Command) -> Result<Running> {
        let child = command.spawn().with_context(|| {
            let program = command.as_std().get_program().display().to_string();
            format!("{program} could not be started; `cargo xtask setup` installs what is missing")
        })?;
        Ok(Running { child })
    }

    /// Starts a program that says its address (a bus, a display number) as its first line.
    pub async fn start_and_hear(
        command: &mut Command,
        limit: Duration,
    ) -> Result<(Running, String)> {
        let mut running = Running::start(command.stdout(Stdio::piped()))?;
        let out = running.child.stdout.take().context("its output is piped")?;
        let line = first_line(out, limit).await?;
        Ok((running, line))
    }

    /// Whether it has not ended by itself.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

async fn first_line(out: impl AsyncRead + Unpin, limit: Duration) -> Result<String> {
    let mut line = String::new();
    timeout(limit, BufReader::new(out).read_line(&mut line))
        .await
        .context("said nothing in time")??;
    let line = line.trim();
    if line.is_empty() {
        bail!("ended without a word");
    }
    Ok(line.to_owned())
}

/// `NAME=value` as it stands in a process's environment.
pub fn variable(name: &str, value: &OsStr) -> Vec<u8> {
    [name.as_bytes(), b"=", value.as_bytes()].concat()
}

/// The processes that were started with all of these variables, this one excepted.
///
/// What a program starts inherits its environment, however far it wanders from its parent: so a home folder of one's
/// own marks them all.
pub fn all_with(variables: &[&[u8]]) -> Vec<Pid> {
    let own = std::process::id().to_string();
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name() != OsStr::new(&own))
        .filter_map(|entry| {
            let number: i32 = entry.file_name().to_str()?.parse().ok()?;
            let environment = fs::read(entry.path().join("environ")).ok()?;
            let has = |wanted: &&[u8]| {
                environment
                    .split(|byte| *byte == 0)
                    .any(|one| one == *wanted)
            };
            variables.iter().all(has).then_some(())?;
            Pid::from_raw(number)
        })
        .collect()
}

/// Ends all processes that were started with these variables, at once and without asking, and waits until they are gone.
pub fn end_all_with(variables: &[&[u8]]) {
    let end = Instant::now() + GONE_WITHIN;
    loop {
        let left = all_with(variables);
        if left.is_empty() || Instant::now() >= end {
            return;
        }
        for process in left {
            end_now(process);
        }
        // Runs in a drop, where nothing can be awaited.
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Ends a process without asking, as a power cut would.
pub fn end_now(process: Pid) {
    // It may have ended by itself in between, which is as good.
    let _ = kill_process(process, Signal::KILL);
}
